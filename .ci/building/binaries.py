"""Which libraries a compiled file asks the system for: import tables of Windows, needs of Linux."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePosixPath

import lief

lief.logging.disable()  # it remarks on notes of Linux files that nobody asked for

_COMPILED = (".dll", ".exe", ".pyd", ".so")


def is_compiled(path: str) -> bool:
    """True for what Windows or Linux loads (``libQt6Core.so.6`` too)."""
    name = PurePosixPath(path).name.lower()
    return name.endswith(_COMPILED) or ".so." in name


def needs(data: bytes) -> frozenset[str]:
    """The names of the libraries a file asks for, those it asks for only later among them; as they
    are written. ValueError where the bytes are no compiled file.
    """
    binary = lief.parse(BytesIO(data))
    if isinstance(binary, lief.PE.Binary):
        later = [one.name for one in binary.delay_imports]
        return frozenset(str(name) for name in [*(one.name for one in binary.imports), *later])
    if isinstance(binary, lief.ELF.Binary):
        return frozenset(str(name) for name in binary.libraries)
    raise ValueError("neither a Windows nor a Linux binary")
