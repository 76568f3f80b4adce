"""Where copies lie: in the data folder of this computer always, and where a person chose once.

A chosen place is known by a mark in it, not by its path alone: a stick that is plugged in again has
another letter or folder, and an empty folder where a stick once was is no stick.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import string
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tally_app.app.night.settings import Settings
from tally_app.catalog.incoming.bounded import whole
from tally_app.store import of_system

#: The folder of copies, everywhere called the same.
FOLDER: Final = "tally-copies"
_MARK: Final = "place.json"
_LARGEST: Final = 4096
#: Folders in which systems put sticks.
_MOUNTS: Final = ("/media/*", "/media/*/*", "/run/media/*/*", "/mnt/*", "/Volumes/*")


class Places:
    """The places of one computer. ``copies`` of the settings remembers the one that was chosen."""

    def __init__(self, data_dir: Path, settings: Settings) -> None:
        self.own: Final = data_dir / FOLDER
        self._settings = settings

    @property
    def wanted(self) -> str:
        """Where the chosen place was last seen, "" where none was chosen."""
        return self._remembered()[0]

    def choose(self, folder: Path) -> None:
        """Take a folder or stick for the second copies; StoreError if nothing can be written."""
        place = folder if folder.name == FOLDER else folder / FOLDER
        try:
            place.mkdir(exist_ok=True)
            mark = _mark_of(place)
            if not mark:
                mark = secrets.token_hex(8)
                with (place / _MARK).open("w", encoding="utf-8") as written:
                    json.dump({"place": mark}, written)
                    written.flush()
                    os.fsync(written.fileno())
        except OSError as error:
            raise of_system(error, place) from error
        self._settings.set(
            copies={"folder": str(place), "inside": _inside(place), "mark": mark},
        )

    def chosen(self) -> Path | None:
        """The chosen place where it is now, None while it is not there. It may take a moment."""
        folder, inside, mark = self._remembered()
        if not folder:
            return None
        for place in (Path(folder), *(volume / inside for volume in volumes())):
            if _mark_of(place) == mark:
                return place
        return None

    def files(self) -> list[Path]:
        """The night files this computer knows, the last opened first."""
        return [Path(path) for path in self._settings["recent"] if isinstance(path, str)]

    def all(self) -> Iterator[Path]:
        """Every place that is there now: ours, the chosen one, what lies on plugged sticks."""
        seen = []
        for place in (self.own, self.chosen(), *(volume / FOLDER for volume in volumes())):
            if place is not None and place.is_dir() and place not in seen:
                seen.append(place)
                yield place

    def other_disk(self, place: Path) -> bool:
        """Whether a place is on another disk than the copies of this computer."""
        try:
            return place.stat().st_dev != self.own.parent.stat().st_dev
        except OSError:
            return True

    def _remembered(self) -> tuple[str, str, str]:
        kept = self._settings["copies"]
        folder, inside, mark = (kept.get(name) for name in ("folder", "inside", "mark"))
        known = all(isinstance(said, str) and said for said in (folder, inside, mark))
        return (str(folder), str(inside), str(mark)) if known else ("", "", "")


def volumes() -> Iterator[Path]:
    """The roots of plugged sticks and other disks, as far as the system shows them in folders."""
    if sys.platform == "win32":
        roots = [Path(f"{letter}:/") for letter in string.ascii_uppercase[3:]]
    else:
        roots = [Path(found) for mount in _MOUNTS for found in Path("/").glob(mount[1:])]
    for root in roots:
        with contextlib.suppress(OSError):
            if root.is_dir():
                yield root


def _inside(place: Path) -> str:
    """The place as seen from the root of its disk."""
    root = place.absolute()
    while not os.path.ismount(root) and root != root.parent:
        root = root.parent
    return place.absolute().relative_to(root).as_posix()


def _mark_of(place: Path) -> str:
    """The mark in a place, "" where there is none."""
    try:
        return str(json.loads(whole(place / _MARK, _LARGEST))["place"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ""
