"""The two programs a person starts on Windows: pip's own stub, and what its Python runs behind it.

The stub looks for the Python it is told and hands it the small archive behind it. It is pip's byte
for byte: nothing in it is packed or hidden, and icon and version are those pip gave it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pip._vendor import distlib

from building.writing import zipped

#: Program -> pip's stub and the Python it starts.
PROGRAMS: Final = {
    "tally-app.exe": ("w64.exe", "pythonw.exe"),
    "tally-app-cli.exe": ("t64.exe", "python.exe"),
}


def stub(name: str) -> bytes:
    """One of the stubs that pip carries."""
    return (Path(distlib.__file__).parent / name).read_bytes()


def program(name: str, start: bytes, when: int) -> bytes:
    """A program of the folder; ``start`` is what its Python runs, ``when`` seconds since 1970."""
    kind, python = PROGRAMS[name]
    asks = f"#!<launcher_dir>\\python\\{python}\n".encode()
    return stub(kind) + asks + zipped({"__main__.py": start}, when)
