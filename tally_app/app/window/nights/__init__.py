"""Nights as the window has them: entered and closed, open side by side, past, rescued."""
