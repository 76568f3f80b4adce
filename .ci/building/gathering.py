"""The files of a folder with the part each belongs to, before they are written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from building.binaries import is_compiled, needs
from tally_app.domain.values.parts import Component, ComponentFile

#: Of these packages only what is loaded is taken.
QT_PACKAGES: Final = ("pyside6-essentials", "shiboken6")


class GatheringError(RuntimeError):
    """The folder cannot be built as it should be; the sentence says why."""


@dataclass
class Gathered:
    """What was gathered so far; ``add`` goes to the part that was begun last."""

    files: dict[str, bytes] = field(default_factory=dict)
    of_part: dict[str, str] = field(default_factory=dict)
    _parts: dict[str, Component] = field(default_factory=dict)
    _current: str = ""

    def part(self, name: str, version: str, licence: str, origin: str, sha256: str = "") -> None:
        """Begin a part, or go on with it."""
        self._parts.setdefault(name, Component(name, version, licence, origin, sha256, ()))
        self._current = name

    def add(self, path: str, data: bytes) -> None:
        """Add a file of the current part; GatheringError where there is one already."""
        if path in self.files:
            raise GatheringError(f"{path}: both of {self.of_part[path]} and of {self._current}")
        self.files[path] = data
        self.of_part[path] = self._current

    def parts(self) -> list[Component]:
        """The parts with their files."""
        files: dict[str, list[ComponentFile]] = {name: [] for name in self._parts}
        for path in sorted(self.files):
            digest = hashlib.sha256(self.files[path]).hexdigest()
            files[self.of_part[path]].append(ComponentFile(path, digest))
        return [
            Component(
                one.name, one.version, one.licence, one.origin, one.sha256, tuple(files[name])
            )
            for name, one in self._parts.items()
        ]

    def needed(self) -> dict[str, frozenset[str]]:
        """What each compiled file asks for."""
        return {path: asked(data) for path, data in self.files.items() if is_compiled(path)}


@cache
def asked(data: bytes) -> frozenset[str]:
    """A library is asked when it is chosen and when the folder is looked over."""
    return needs(data)
