"""The open night: its session, its file, nights before."""
