"""Sheets for native readers, and what they said."""
