"""The computer at the precinct: how the program is set on it, whether it is ready, what it is."""
