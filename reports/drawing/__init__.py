"""What papers are drawn with."""
