"""Opening and beginning nights: files on one side, a session on the other."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tally_app.app.night.file_names import ENDINGS, ending_of
from tally_app.app.night.session import Clock, Session
from tally_app.app.papers.papers import Papers
from tally_app.catalog.library import Library
from tally_app.catalog.rules import load_from_bytes, load_rules, night_files
from tally_app.catalog.source import Source
from tally_app.domain.night.event import SETUP, Event, next_event
from tally_app.domain.night.exercise import Exercise
from tally_app.domain.night.fold import FoldError, fold
from tally_app.domain.night.locks import Command, Refusal
from tally_app.domain.night.state import OFFICIAL, TRAINING, Rules
from tally_app.store import Journal, StoreError, create, open_file, read_file

__all__ = [
    "Library",
    "Session",
    "begin",
    "free_path",
    "issue",
    "open_night",
    "read_night",
    "write_document",
]

#: How a precinct file begins, like every SQLite file.
_DATABASE: Final = b"SQLite format 3\0"

#: Papers whose leaving the program the protocol's own events tell.
_OF_PROTOCOL: Final = ("protocol", "fair_copy", "part_one", "recount_act")


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
    rules = load_rules(election, library)
    payload: dict[str, Any] = {
        "night": night,
        "mode": TRAINING if rules.election.training else OFFICIAL,
        "precinct": precinct,
        "files": [
            {"name": name, "base64": base64.b64encode(data).decode("ascii")}
            for name, data in night_files(election, library).items()
        ],
        "election_sha256": rules.election_sha256,
        "form_sha256": dict(rules.form_sha256),
    }
    if exercise is not None:
        if not rules.election.training:
            raise ValueError("an exercise is for training nights")
        payload["exercise"] = exercise.payload()
    at = clock().isoformat(timespec="milliseconds")
    first = next_event(None, at=at, who=SETUP, kind="night_opened", payload=payload)
    fold([first], rules)  # a precinct the election does not have leaves no file behind
    return Session(create(path, first), rules, clock)


def open_night(path: Path, clock: Clock) -> Session:
    """Open a precinct file for work; StoreError, CatalogueError or FoldError if it cannot be."""
    journal = open_file(path)
    try:
        return Session(journal, rules_of(journal.events()), clock)
    except Exception:
        journal.close()
        raise


def read_night(path: Path, clock: Clock) -> Session:
    """A precinct file as it stands, for commands that only look at it."""
    events = read_file(path).events
    return Session(ClosedJournal(events), rules_of(events), clock)


def rules_of(events: tuple[Event, ...]) -> Rules:
    """The rules stored in a night's first event: an update of the program never changes a night."""
    try:
        kept: Any = events[0].payload["files"]
        files = {str(file["name"]): base64.b64decode(file["base64"]) for file in kept}
    except (KeyError, TypeError, ValueError) as error:
        raise FoldError("payload", events[0].seq) from error
    return load_from_bytes(files)


def issue(session: Session, papers: Papers, contest: str, name: str) -> Refusal | None:
    """Keep the bytes of a paper that leaves the program, and note it in the journal."""
    paper = papers.of(session, contest, name)
    if paper.draft or not isinstance(session.journal, Journal):
        return None
    session.journal.keep_document(paper.digest, f"{paper.name}.pdf", paper.pdf)
    if paper.name not in _OF_PROTOCOL:
        filed = {"name": f"{paper.name}.pdf", "digest": paper.digest}
        return session.execute(Command("document_filed", filed, contest))
    if session.night.contests[contest].finish is None:
        return None
    payload = {"document": paper.name, "digest": paper.digest}
    return session.execute(Command("printed", payload, contest))


def file_document(session: Session, contest: str, path: Path) -> str:
    """Keep a file (a photograph of the signed paper) with the night; its SHA-256.

    OSError if it cannot be read, StoreError if it cannot be kept.
    """
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if isinstance(session.journal, Journal):
        session.journal.keep_document(digest, path.name, content)
    session.execute(Command("document_filed", {"name": path.name, "digest": digest}, contest))
    return digest


def write_document(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; StoreError "exists" rather than replace a precinct file."""
    with contextlib.suppress(FileNotFoundError), path.open("rb") as there:
        if there.read(len(_DATABASE)) == _DATABASE:
            raise StoreError("exists", path=str(path))
    if path.suffix in ENDINGS:
        raise StoreError("exists", path=str(path))
    draft = path.with_name(f"{path.name}.part")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def free_path(folder: Path, name: str, *, training: bool) -> Path:
    """A file name that is not taken yet: name.tally, name-2.tally ...; practice has its ending."""
    ending = ending_of(training=training)
    path = folder / f"{name}{ending}"
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}{ending}"
    return path
