"""A paper that left the program once is the same for ever: its bytes are kept in the night, and
what it says is what the night was when it was first printed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tally_app.app.night.session import Session
from tally_app.app.view.address import PaperName
from tally_app.domain.night.event import Event
from tally_app.domain.night.facts.documents import DocumentFiled
from tally_app.domain.night.facts.finishing import Printed
from tally_app.domain.night.facts.steps import StepConfirmed
from tally_app.domain.record.document import Document, Signers
from tally_app.store import Journal


@dataclass(frozen=True)
class _Past:
    """The events of a night up to one of them, for a session that only looks."""

    until: tuple[Event, ...]

    def append(self, event: Event) -> None:
        raise ValueError(event.kind)

    def events(self) -> tuple[Event, ...]:
        return self.until

    def close(self) -> None:
        """Nothing is open."""


def kept(session: Session, digest: str) -> bytes | None:
    """The bytes of an issued document, None where the night has none of that digest."""
    if not digest or not isinstance(session.journal, Journal):
        return None
    files = session.journal.documents()
    return next((file.content for file in files if file.digest == digest), None)


def printed(session: Session, contest: str, kind: str) -> str:
    """The digest of the last print of a paper of the protocol that stands, "" for none."""
    if kind == "part_one":
        return _part_one(session, contest)
    done = session.night.contests[contest].finish
    return done.prints.get(kind, "") if done else ""


def _part_one(session: Session, contest: str) -> str:
    """The last print of Part I since it was announced: neither a withdrawn protocol nor a recount
    takes it back, only another announcement does.
    """
    digest = ""
    for event in session.journal.events():
        said = event.payload
        if event.contest != contest:
            continue
        if event.kind == StepConfirmed.kind and said.get("record") is not None:
            digest = ""
        named = {Printed.kind: "document", DocumentFiled.kind: "name"}.get(event.kind, "")
        if named and str(said[named]).removesuffix(".pdf") == "part_one":
            digest = str(said["digest"])
    return digest


def filed(
    session: Session, contest: str, name: PaperName, says: Callable[[Session], bytes | None]
) -> str:
    """The digest of the first print of another paper that still says what ``says`` makes of the
    night now; "" where there is none, or the night went on to say something else.
    """
    called = f"{name.text()}.pdf"
    if not any(file.name == called for file in session.night.documents):
        return ""
    now, events = says(session), session.journal.events()
    for position, event in enumerate(events):
        mine = event.kind == DocumentFiled.kind and event.payload["name"] == called
        if not mine or event.contest != contest:
            continue
        past = Session(_Past(events[:position]), session.night.rules, session.clock)
        if says(past) == now:
            return str(event.payload["digest"])
    return ""


def deed(document: Document) -> bytes:
    """What a document says of its deed: all but who signs it, when it was made, and how far the
    journal had come.
    """
    blocks = tuple(
        replace(block, rows=()) if isinstance(block, Signers) else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks, made="", journal_head="").canonical()
