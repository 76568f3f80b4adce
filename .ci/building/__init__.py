"""Builds the folder that a laptop starts: the program, its parts, and for Windows its Python."""
