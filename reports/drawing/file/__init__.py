"""The file that the pages of a paper become."""
