"""Qt as this program loads it."""

import builtins
from importlib import import_module


def load() -> None:
    """Load Qt's core and leave ``import`` to Python.

    PySide puts an ``import`` of its own in place of Python's. It reads the source of every module
    that is loaded from then on, to see whether it may ask for other names of Qt's methods
    (``from __feature__ import snake_case``), which nothing here does. That is a tenth of a cold
    start, and Python keeps all lines that were read: 5 MiB with a night.
    """
    pythons = builtins.__import__
    import_module("PySide6.QtCore")
    builtins.__import__ = pythons
