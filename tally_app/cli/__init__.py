"""The command line: one module per command, the same house behind it as behind the window."""
