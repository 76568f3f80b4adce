"""The list tape on the desk."""
