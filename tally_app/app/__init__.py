"""Use cases and presenters: what the window and the command line both call."""
