"""A form as its files make it: what it extends, includes, replaces and removes."""
