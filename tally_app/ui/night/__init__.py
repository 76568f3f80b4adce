"""The desk of the night."""
