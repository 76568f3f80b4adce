"""Presenters: they turn what the user does into commands, and the night into views."""
