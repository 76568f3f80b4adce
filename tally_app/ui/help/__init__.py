"""The help beside the page."""
