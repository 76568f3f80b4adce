"""Where elections in the making are kept: a file for each, written anew with every change."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from tally_app.app.window.start import DRAFT, DRAFTS
from tally_app.catalog.drafts.keeping import MOST, KeptDraft, UnreadableDraftError, kept, read_kept
from tally_app.catalog.incoming.bounded import UnfitFileError, whole

#: What is put away stays beside the others until the next one is.
_AWAY: Final = ".away"


@dataclass(frozen=True, slots=True)
class OnShelf:
    """An election in the making that is kept: the name of its file, its last change, what it says,
    None where that cannot be read.
    """

    name: str
    changed: datetime
    kept: KeptDraft | None


class Shelf:
    """The drafts of a folder of the program."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / DRAFTS

    def new_name(self, now: datetime) -> str:
        """A name no draft has."""
        stem = f"{now:%Y-%m-%d-%H%M%S}"
        taken = {path.name for path in self._paths()}
        names = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
        return next(f"{name}{DRAFT}" for name in names if f"{name}{DRAFT}" not in taken)

    def all(self, zone: datetime) -> Iterator[OnShelf]:
        """Every draft, the one that was changed last first; times in the zone of ``zone``."""
        for path in sorted(self._paths(), key=_changed, reverse=True):
            changed = datetime.fromtimestamp(_changed(path), zone.tzinfo)
            try:
                yield OnShelf(path.name, changed, self.read(path.name))
            except (OSError, UnreadableDraftError):
                yield OnShelf(path.name, changed, None)

    def read(self, name: str) -> KeptDraft:
        """What is kept under a name; UnreadableDraftError, OSError."""
        try:
            return read_kept(whole(self._folder / name, MOST))
        except UnfitFileError as error:
            raise UnreadableDraftError from error

    def keep(self, name: str, draft: KeptDraft) -> None:
        """Write a draft whole, so that the file is the old one or the new one at any moment."""
        self._folder.mkdir(parents=True, exist_ok=True)
        write_whole(self._folder / name, kept(draft))

    def put_away(self, name: str) -> None:
        """Take a draft from the shelf; its file stays under another name."""
        path = self._folder / name
        path.replace(path.with_name(path.name + _AWAY))

    def take_back(self, name: str) -> None:
        """Put a draft that was put away on the shelf again."""
        path = self._folder / name
        path.with_name(path.name + _AWAY).replace(path)

    def _paths(self) -> list[Path]:
        with contextlib.suppress(OSError):
            return [path for path in self._folder.iterdir() if path.suffix == DRAFT]
        return []


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside the one that stands there, then put it in its place."""
    new = path.with_name(path.name + ".new")
    with new.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _changed(path: Path) -> float:
    with contextlib.suppress(OSError):
        return path.stat().st_mtime
    return 0.0
