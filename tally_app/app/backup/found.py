"""Copies found again: where they lie, what is in them, how they stand to the file that is here."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from tally_app.app.backup import about
from tally_app.app.backup.about import About
from tally_app.app.backup.places import FOLDER, Places
from tally_app.app.night.clock import Clock
from tally_app.app.night.file_names import ENDINGS
from tally_app.app.night.files import read_night
from tally_app.app.night.settings import Settings
from tally_app.catalog.problems import CatalogueError
from tally_app.domain.night.facts.table import FoldError
from tally_app.domain.values.minutes import clock_of
from tally_app.store import Ends, StoreError, ends, hash_at, newest_first, read_file

#: So many nights are shown, those copied last.
_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Here:
    """How a copy stands to the night's file on this computer.

    ``code``: same, less or more (the copy has ``events`` fewer or more), apart (they part after
    ``events``), broken (the file cannot be read), none (there is no file here).
    """

    code: str
    path: str = ""
    events: int = 0

    @property
    def is_enough(self) -> bool:
        """Whether the file here holds all that the copy holds."""
        return self.code in ("same", "less")


@dataclass(frozen=True, slots=True)
class Found:
    """The newest readable copy of a night in one or several ``places`` (folders of copies, empty
    for a file chosen by hand). ``unread``: so many newer ones there cannot be read.
    """

    path: Path
    ends: Ends
    said: About
    here: Here
    places: tuple[Path, ...] = ()
    unread: int = 0


def found(places: Places, clock: Clock) -> list[Found]:
    """The newest copy of each night in each place, those copied last first; one that says the same
    in two places is one.
    """
    folders = sorted(_folders(places), key=_age)[:_SHOWN]
    known = _known(places.files())
    one: dict[str, Found] = {}
    for folder in folders:
        copy = _newest(folder)
        if copy is None:
            continue
        path, at_end, unread = copy
        before = one.get(at_end.head)
        looked = before or _look(path, at_end, known, clock)
        if looked is not None:
            lies = tuple(dict.fromkeys((*looked.places, folder.parent)))
            one[at_end.head] = replace(looked, places=lies, unread=max(unread, looked.unread))
    return list(one.values())


def unread(places: Places) -> list[Path]:
    """The newest copy of each folder of a night none of whose copies can be read."""
    newest = [_copies(folder)[:1] for folder in _folders(places) if _newest(folder) is None]
    return [path for one in newest for path in one]


def look(path: Path, places: Places, clock: Clock) -> Found:
    """A copy that was chosen by hand; StoreError if it is none."""
    looked = _look(path, ends(path), _known(places.files()), clock)
    if looked is None:
        raise StoreError("damaged", path=str(path), detail="")
    return looked


def newest_of(night_file: Path, places: Places) -> tuple[Path, Ends, About] | None:
    """The newest copy of the night that was typed into that file, None where there is none."""
    newest = None
    for folder in _folders(places):
        said = about.read(folder)
        if said is None or said.path != str(night_file.resolve()):
            continue
        copy = _newest(folder)
        if copy is not None and (newest is None or newest[1].seq < copy[1].seq):
            newest = (*copy[:2], said)
    return newest


def copied(night_file: Path, data_dir: Path, settings: Settings) -> str:
    """The hour (hh:mm) of the last event in the newest copy of that file, "" without one."""
    newest = newest_of(night_file, Places(data_dir, settings))
    return clock_of(newest[1].at) if newest is not None else ""


def is_copy(path: Path) -> bool:
    """Whether a file lies where copies lie: it is opened as one, never written to."""
    return path.absolute().parent.parent.name == FOLDER


def _folders(places: Places) -> Iterator[Path]:
    for place in places.all():
        try:
            yield from [folder for folder in place.iterdir() if folder.is_dir()]
        except OSError:
            continue


def _age(folder: Path) -> float:
    try:
        return -folder.stat().st_mtime
    except OSError:
        return 0.0


def _newest(folder: Path) -> tuple[Path, Ends, int] | None:
    """The newest copy of a night's folder that can be read, and how many newer ones cannot."""
    for unread, path in enumerate(_copies(folder)):
        try:
            return path, ends(path), unread
        except StoreError:
            continue
    return None


def _copies(folder: Path) -> list[Path]:
    """The copies of a night's folder by their names, the newest first."""
    try:
        return newest_first(folder, *ENDINGS)
    except OSError:
        return []


def _look(path: Path, at_end: Ends, known: dict[str, Path], clock: Clock) -> Found | None:
    said = about.read(path.parent)
    if said is None or not _is_of(said, at_end):
        try:
            said = about.about(read_night(path, clock), Path(), "")
        except (StoreError, CatalogueError, FoldError):
            return None
        said = replace(said, path="", computer="")  # where it was typed nobody says
    night_file = known.get(at_end.night)
    if night_file is None and said.path and said.computer == platform.node():
        night_file = Path(said.path)
    here = Here("none") if night_file is None else _here(night_file, path, at_end)
    return Found(path, at_end, said, here)


def _is_of(said: About, at_end: Ends) -> bool:
    """Whether what lies beside a copy is said of that copy, and not of another night."""
    mode = "training" if said.training else "official"
    claimed = (said.night, said.number, mode, said.seq, said.head)
    return claimed == (at_end.night, at_end.number, at_end.mode, at_end.seq, at_end.head)


def _known(here: Iterable[Path]) -> dict[str, Path]:
    """The night files of this computer by the id of their night."""
    known: dict[str, Path] = {}
    for path in here:
        try:
            known.setdefault(ends(path).night, path)
        except StoreError:
            continue
    return known


def _here(path: Path, copy: Path, at_end: Ends) -> Here:
    try:
        events = read_file(path).events
        if not events or events[0].payload.get("night") != at_end.night:
            return Here("none", str(path))
        shared = min(len(events), at_end.seq)
        if hash_at(copy, shared) != events[shared - 1].hash:
            return Here("apart", str(path))
    except StoreError as failure:
        gone = failure.code in ("not_found", "no_permission")
        return Here("none" if gone else "broken", str(path))
    more = at_end.seq - len(events)
    return Here("more" if more > 0 else "less" if more < 0 else "same", str(path), abs(more))
