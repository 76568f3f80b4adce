"""Published tables of results: read from their text and checked by arithmetic alone."""
