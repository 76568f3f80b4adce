"""The files of a folder and the one hash of them all.

Anybody can compute it with other tools:

    SHA-256 over the sorted lines ``<SHA-256 of the file>  <path>``, each ending in a newline,
    without what lies in a ``__pycache__``.

A folder's program never runs what lies in a ``__pycache__`` of the folder: its launcher keeps what
Python compiled elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tally_app.domain.values.parts import Component
from tally_app.paths import LIST

_COMPILED: Final = "__pycache__"


@dataclass(frozen=True, slots=True)
class Deviation:
    """Files that are not as the list says: other bytes, not there, there but on no list."""

    altered: tuple[str, ...]
    missing: tuple[str, ...]
    unlisted: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.altered or self.missing or self.unlisted)


def files_of(root: Path) -> dict[str, str]:
    """The SHA-256 of every file below a folder by its path from there; OSError of one that cannot
    be read.
    """
    found = {}
    for path in sorted(root.rglob("*")):
        if path.is_file() and _COMPILED not in path.parts:
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            found[path.relative_to(root).as_posix()] = digest
    return found


def folder_hash(files: Mapping[str, str]) -> str:
    """The one hash of all files, 64 hexadecimal digits."""
    lines = sorted(f"{digest}  {path}\n" for path, digest in files.items())
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def compared(files: Mapping[str, str], parts: Iterable[Component]) -> Deviation:
    """What differs between the files that are there and those on the list. The list itself is on no
    list; the hash of the folder covers it.
    """
    listed = {file.path: file.sha256 for part in parts for file in part.files}
    there = {path: digest for path, digest in files.items() if path != LIST}
    both = there.keys() & listed.keys()
    return Deviation(
        altered=tuple(sorted(path for path in both if there[path] != listed[path])),
        missing=tuple(sorted(listed.keys() - there.keys())),
        unlisted=tuple(sorted(there.keys() - listed.keys())),
    )
