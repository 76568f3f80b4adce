"""Which paper is printed when, and its bytes: the printers come in as functions."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from tally_app.app.session import Session
from tally_app.domain.record import Record
from tally_app.domain.wording import Texts, Wording

#: Languages every paper is printed in, whatever the window speaks (the languages law, Art. 21).
PRINTED_LANGUAGES = ("kk", "ru")


class ProtocolPrinter(Protocol):
    """Prints the protocol, as a draft if asked."""

    def __call__(self, record: Record, texts: Texts, *, draft: bool = False) -> bytes: ...


Printer = Callable[[Record, Texts], bytes]


@dataclass(frozen=True, slots=True)
class Printers:
    """The printed documents, handed in by the composition root."""

    protocol: ProtocolPrinter
    part_one: Printer
    fair_copy: Printer
    recount_act: Printer


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper ready to print. ``name``: protocol, fair_copy, part_one, recount_act."""

    name: str
    pdf: bytes
    digest: str
    draft: bool


class Papers:
    """Makes papers from records and keeps the last one of each kind."""

    def __init__(self, printers: Printers, wordings: Mapping[str, Wording]) -> None:
        self.printers = printers
        self.wordings = wordings
        self._kept: dict[str, tuple[bytes, Paper]] = {}

    def of(self, session: Session, contest: str, name: str) -> Paper:
        """The paper of that name as the night stands; a draft until the contest is finished.

        Without a decision that permits a computer-printed protocol, an official night ends in a
        sheet for copying onto the supplied blank. KeyError for Part I before it was announced.
        """
        record = self._record(session, contest, name)
        draft = name == "protocol" and session.night.contests[contest].finish is None
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
        for done in confirmed:
            if done.record is not None:
                return Record.read(done.record)
        raise KeyError(name)

    def _print(self, record: Record, texts: Texts, name: str, *, draft: bool) -> bytes:
        match name:
            case "protocol":
                return self.printers.protocol(record, texts, draft=draft)
            case "part_one":
                return self.printers.part_one(record, texts)
            case "recount_act":
                return self.printers.recount_act(record, texts)
            case _:
                return self.printers.fair_copy(record, texts)
