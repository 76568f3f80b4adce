"""The desk: what the window shows of a night, derived by pure functions, page by page."""
