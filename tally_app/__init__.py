"""The counting and protocol app of a precinct election commission."""

__version__ = "0.1.0"
