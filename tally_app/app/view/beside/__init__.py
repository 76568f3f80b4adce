"""What the pages beside the night show."""
