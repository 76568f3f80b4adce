"""The list tape, painted."""
