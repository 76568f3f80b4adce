"""What the window looks like, page by page, to be looked at."""
