"""What a copy of the program consists of: parts, each with its origin, its licence, its files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ComponentFile:
    """A file of the folder: its path from the folder's root with ``/``, and the SHA-256 of its
    bytes as 64 hexadecimal digits.
    """

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Component:
    """One part. ``origin`` names the package or file it was taken from, ``sha256`` is that one's
    ("" for the program's own sources); ``licence`` is what the part says of itself.
    """

    name: str
    version: str
    licence: str
    origin: str
    sha256: str
    files: tuple[ComponentFile, ...]
