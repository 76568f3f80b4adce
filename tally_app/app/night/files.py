"""Opening and beginning nights: files on one side, a session on the other."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tally_app.app.night.clock import Clock
from tally_app.app.night.file_names import ending_of
from tally_app.app.night.session import Session
from tally_app.catalog.library import Library
from tally_app.catalog.rules import load_from_bytes, rules_and_files
from tally_app.catalog.source import Source
from tally_app.domain.night.command import UNSAID, Command
from tally_app.domain.night.event import SETUP, Event, next_event
from tally_app.domain.night.exercise import Exercise
from tally_app.domain.night.facts.opening import NightOpened
from tally_app.domain.night.facts.program import FileRepaired
from tally_app.domain.night.facts.table import FoldError, fold
from tally_app.domain.night.state import OFFICIAL, TRAINING, Rules
from tally_app.domain.record.document import NO_NIGHT
from tally_app.domain.values.file_names import fitted
from tally_app.store import (
    NO_WITNESS,
    StoreError,
    Witnesses,
    create,
    make_folder,
    open_file,
    read_file,
)

__all__ = [
    "Library",
    "Session",
    "begin",
    "free_path",
    "make_folder",
    "open_night",
    "read_night",
]


@dataclass(frozen=True)
class ClosedJournal:
    """A journal that takes nothing more: a night that is only looked at."""

    kept: tuple[Event, ...]

    def append(self, event: Event) -> None:
        """Refuse: the night is only looked at."""
        raise StoreError("read_only", path="", seq=event.seq)

    def events(self) -> tuple[Event, ...]:
        """All events of the day."""
        return self.kept

    def close(self) -> None:
        """Nothing was open."""


@dataclass(frozen=True)
class NowhereKept:
    """The journal of a night that is written nowhere: papers are made of it before there is one."""

    kept: list[Event]

    def append(self, event: Event) -> None:
        """Remember an event."""
        self.kept.append(event)

    def events(self) -> tuple[Event, ...]:
        """All events of the night."""
        return tuple(self.kept)

    def close(self) -> None:
        """Nothing was open."""


def begin_nowhere(rules: Rules, precinct: str, clock: Clock, *, mode: str = "") -> Session:
    """A night in the mode of its election, or in another one, that is kept nowhere."""
    mode = mode or (TRAINING if rules.election.training else OFFICIAL)
    opened = NightOpened(night=NO_NIGHT, mode=mode, precinct=precinct)
    at = clock().isoformat(timespec="milliseconds")
    first = next_event(None, at=at, who=SETUP, kind=opened.kind, payload=opened.payload())
    return Session(NowhereKept([first]), rules, clock)


def begin(
    path: Path,
    election: Source,
    library: Library,
    *,
    precinct: str,
    clock: Clock,
    night: str,
    exercise: Exercise | None = None,
) -> Session:
    """Create a precinct file for an election file and open it.

    ``night`` is a random id of 12 digits. CatalogueError for a file with problems, FoldError for an
    unknown precinct, StoreError if the file cannot be created. A training file makes a training
    night, for ever, and only such a night can hold an ``exercise`` (ValueError).
    """
    rules, files = rules_and_files(election, library)
    if exercise is not None and not rules.election.training:
        raise ValueError("an exercise is for training nights")
    opened = NightOpened(
        night=night,
        mode=TRAINING if rules.election.training else OFFICIAL,
        precinct=precinct,
        files=tuple(
            {"name": name, "base64": base64.b64encode(data).decode("ascii")}
            for name, data in files.items()
        ),
        election_sha256=rules.election_sha256,
        form_sha256=dict(rules.form_sha256),
        exercise=UNSAID if exercise is None else exercise.payload(),
    )
    at = clock().isoformat(timespec="milliseconds")
    first = next_event(None, at=at, who=SETUP, kind=opened.kind, payload=opened.payload())
    fold([first], rules)  # a precinct the election does not have leaves no file behind
    return Session(create(path, first), rules, clock)


def open_night(path: Path, clock: Clock, witnesses: Witnesses = NO_WITNESS) -> Session:
    """Open a precinct file for work; what had to be set right in it becomes an event. StoreError,
    CatalogueError or FoldError if it cannot be opened.
    """
    journal = open_file(path, witnesses)
    try:
        session = Session(journal, rules_of(journal.events()), clock)
        mended = (*journal.judged.triggers, *journal.set_aside)
        if mended:
            session.execute(Command(FileRepaired(mended)))
    except Exception:
        journal.close()
        raise
    return session


def read_night(path: Path, clock: Clock, *, as_found: bool = False) -> Session:
    """A precinct file as it stands, for commands that only look at it; ``as_found`` up to the first
    event that does not fit. FoldError "first" where nothing fits.
    """
    events = read_file(path, as_found=as_found).events
    if not events:
        raise FoldError("first", 1)
    return Session(ClosedJournal(events), rules_of(events), clock)


def rules_of(events: tuple[Event, ...]) -> Rules:
    """The rules stored in a night's first event: an update of the program never changes a night."""
    try:
        kept: Any = events[0].payload["files"]
        files = {str(file["name"]): base64.b64decode(file["base64"]) for file in kept}
    except (KeyError, TypeError, ValueError) as error:
        raise FoldError("payload", events[0].seq) from error
    return load_from_bytes(files)


def free_path(folder: Path, name: str, *, training: bool) -> Path:
    """A file name that is not taken yet: name.tally, name-2.tally ...; practice has its ending. The
    name is made one that every system takes.
    """
    ending, name = ending_of(training=training), fitted(name)
    path = folder / f"{name}{ending}"
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}{ending}"
    return path
