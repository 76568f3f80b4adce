"""A paper that left the program once is the same for ever: its bytes are kept in the night, and
what it says is what the night was when it was first printed. What is so later is another issue,
which says what it replaces.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from tally_app.app.night.session import Session
from tally_app.app.view.address import PaperName
from tally_app.domain.night.event import Event
from tally_app.domain.night.facts.course import DocumentFiled
from tally_app.domain.night.facts.finishing import Printed
from tally_app.domain.night.facts.steps import StepConfirmed
from tally_app.domain.record.document import Document, Prose, Signers
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.minutes import clock_of
from tally_app.domain.values.times import by_precinct
from tally_app.domain.values.wording import Wording
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


@dataclass(frozen=True, slots=True)
class Issues:
    """How often a paper left the program saying something else: ``number`` of issues, the local
    time ``at`` which the last one did, and its ``digest`` while it says what is so now.
    """

    number: int = 0
    at: str = ""
    digest: str = ""


def issues(
    session: Session, contest: str, name: PaperName, says: Callable[[Session], bytes | None]
) -> Issues:
    """What left the program of a paper; ``says`` is what it says of a night."""
    called = f"{name.text()}.pdf"
    if not any(file.name == called for file in session.night.documents):
        return Issues()
    events = session.journal.events()
    filed: dict[str, int] = {}
    for position, event in enumerate(events):
        mine = event.kind == DocumentFiled.kind and event.payload["name"] == called
        if mine and event.contest == contest:
            filed.setdefault(str(event.payload["digest"]), position)
    if not filed:
        return Issues()
    digest, position = list(filed.items())[-1]
    past = Session(_Past(events[:position]), session.night.rules, session.clock)
    now = says(past) == says(session)
    at = by_precinct(events[position].at, session.night.precinct.utc_offset)
    return Issues(len(filed), at, digest if now else "")


def deed(document: Document) -> bytes:
    """What a document says of its deed: all but who signs it, when it was made, and how far the
    journal had come.
    """
    blocks = tuple(
        replace(block, rows=()) if isinstance(block, Signers) else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks, made="", journal_head="").canonical()


def replacing(document: Document, issued: Issues, wordings: Mapping[str, Wording]) -> Document:
    """A signed paper that says something else than its last issue says which one it replaces."""
    signed = any(isinstance(block, Signers) for block in document.blocks)
    if not issued.number or not signed or document.blank:
        return document
    places = {"number": issued.number + 1, "old": issued.number, "time": clock_of(issued.at)}
    said = {x: wordings[x]("paper.replaces", **places) for x in STATE_LANGUAGES}
    return replace(document, blocks=(Prose(said), *document.blocks))
