"""The one window program of a data folder: who runs, and what later starts hand it."""
