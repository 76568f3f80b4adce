"""The two programs a person starts on Windows: pip's own stub, and what its Python runs behind it.

The stub looks for the Python it is told and hands it the small archive behind it. Its code is pip's
byte for byte: nothing in it is packed or hidden; icon and version are ours.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pip._vendor import distlib

from building.resources import dressed
from building.writing import zipped

_ICON: Final = Path(__file__).parents[2] / "resources" / "icon" / "tally-app.png"
#: Program -> pip's stub and the Python it starts.
PROGRAMS: Final = {
    "tally-app.exe": ("w64.exe", "pythonw.exe"),
    "tally-app-cli.exe": ("t64.exe", "python.exe"),
}


def stub(name: str) -> bytes:
    """One of the stubs that pip carries."""
    return (Path(distlib.__file__).parent / name).read_bytes()


def program(name: str, start: bytes, version: str, when: int) -> bytes:
    """A program of the folder; ``start`` is what its Python runs, ``when`` seconds since 1970."""
    kind, python = PROGRAMS[name]
    said = {
        "FileDescription": "Tally app",
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": "Apache-2.0; launcher: pip, PSF-2.0",
        "OriginalFilename": name,
        "ProductName": "Tally app",
        "ProductVersion": version,
    }
    asks = f"#!<launcher_dir>\\python\\{python}\n".encode()
    behind = zipped({"__main__.py": start}, when)
    return dressed(stub(kind), _ICON, version, said) + asks + behind
