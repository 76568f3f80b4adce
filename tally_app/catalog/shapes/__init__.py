"""Every key of every file: its type, its default, the values it can have, and what it says."""
