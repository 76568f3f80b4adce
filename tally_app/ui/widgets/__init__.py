"""Small painted widgets, each of which keeps its slice of the view and repaints when it changes."""
