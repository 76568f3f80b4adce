"""The second look on the desk."""
