"""A page to paste or type a text into, and the tables of what was read in it."""
