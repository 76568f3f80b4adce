"""What papers are drawn with, and several of them drawn as one."""
