"""Which paper is printed when, and its bytes: the printers come in as functions."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from tally_app.app.session import Session
from tally_app.domain.document import Document
from tally_app.domain.form import Words
from tally_app.domain.night import ContestNight
from tally_app.domain.record import Record
from tally_app.domain.wording import Texts, Wording


class ProtocolPrinter(Protocol):
    """Prints the protocol, as a draft if asked."""

    def __call__(self, record: Record, texts: Texts, *, draft: bool = False) -> bytes: ...


class WallPrinter(Protocol):
    """Prints the sheet for the wall; ``posted`` are the minutes at which it was hung up."""

    def __call__(self, record: Record, texts: Texts, *, posted: int | None = None) -> bytes: ...


class CopyPrinter(Protocol):
    """Prints a certified copy: its number, the minutes of its hour, to whom it goes."""

    def __call__(
        self, record: Record, texts: Texts, *, number: str, hour: int, to: Words
    ) -> bytes: ...


Printer = Callable[[Record, Texts], bytes]
DocumentPrinter = Callable[[Document, Texts], bytes]


@dataclass(frozen=True, slots=True)
class Printers:
    """The printed documents, handed in by the composition root."""

    protocol: ProtocolPrinter
    part_one: Printer
    fair_copy: Printer
    recount_act: Printer
    document: DocumentPrinter
    wall: WallPrinter
    dictation: Printer
    certified_copy: CopyPrinter
    blank: Printer


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper ready to print. ``name``: protocol, fair_copy, part_one, recount_act."""

    name: str
    pdf: bytes
    digest: str
    draft: bool


def papers_there(state: ContestNight) -> tuple[str, ...]:
    """Names of the papers a contest has now, in the order of the night."""
    announced = any(done.record is not None for done in state.confirmed.values())
    recounted = bool(state.recounts) and state.finish is not None
    return (
        *(("part_one",) if announced else ()),
        "protocol",
        *(("recount_act",) if recounted else ()),
    )


class Papers:
    """Makes papers from records and keeps the last one of each kind."""

    def __init__(self, printers: Printers, wordings: Mapping[str, Wording]) -> None:
        self.printers = printers
        self.wordings = wordings
        self._kept: dict[str, tuple[bytes, Paper]] = {}

    def of(self, session: Session, contest: str, name: str, *, draft: bool = False) -> Paper:
        """The paper of that name as the night stands; KeyError for one not in ``papers_there``.

        A protocol is a draft until the contest is finished, or when asked for. Without a decision
        that permits a computer-printed protocol, an official night ends in a sheet for copying
        onto the supplied blank.
        """
        state = session.night.contests[contest]
        if name not in papers_there(state):
            raise KeyError(name)
        record = self._record(session, contest, name)
        draft = name == "protocol" and (draft or state.finish is None)
        if name == "protocol" and not draft and not record.printed and not session.night.training:
            name = "fair_copy"
        key = record.canonical() + (b"draft" if draft else b"")
        kept = self._kept.get(name)
        if kept is not None and kept[0] == key:
            return kept[1]
        texts = Texts(session.night.form(contest), self.wordings)
        pdf = self._print(record, texts, name, draft=draft)
        paper = Paper(name, pdf, hashlib.sha256(pdf).hexdigest(), draft)
        self._kept[name] = (key, paper)
        return paper

    def _record(self, session: Session, contest: str, name: str) -> Record:
        if name != "part_one":
            return session.record(contest)
        confirmed = session.night.contests[contest].confirmed.values()
        return next(Record.read(done.record) for done in confirmed if done.record is not None)

    def _print(self, record: Record, texts: Texts, name: str, *, draft: bool) -> bytes:
        match name:
            case "protocol":
                return self.printers.protocol(record, texts, draft=draft)
            case "part_one":
                return self.printers.part_one(record, texts)
            case "fair_copy":
                return self.printers.fair_copy(record, texts)
            case _:
                return self.printers.recount_act(record, texts)
