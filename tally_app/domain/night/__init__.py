"""The state of the night and the questions that may be asked of it."""
