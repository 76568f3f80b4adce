"""Which paper is printed when, and its bytes: the printers are handed in."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from tally_app.app.night.session import Session
from tally_app.app.papers import first_print, late, unmade
from tally_app.app.papers.drawn.batch import Batch
from tally_app.app.papers.drawn.printers import Printers
from tally_app.app.papers.first_print import Issues
from tally_app.app.papers.offering import (
    BATCH,
    BLANK,
    DEBRIEF,
    DIGEST,
    ENVELOPE,
    PROGRAM,
    RECOUNT_ACT,
    TASK_SHEET,
    blanks,
    copies_of,
    entered,
    of_the_form,
    offers,
    papers_there,
    waiting,
)
from tally_app.app.papers.unmade import NoPaperError, Plan, UnmadePaperError, faults_of
from tally_app.app.view.address import PaperName
from tally_app.domain.record.document import Document
from tally_app.domain.record.record import Record
from tally_app.domain.record.texts import Texts
from tally_app.domain.values.wording import Wording
from tally_app.domain.values.words import Words

#: Papers made from a finished record that are issued like any other paper, not as prints of it.
_OF_RECORD: Final = ("wall", "dictation")


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A paper ready to print. ``name``: its ``Offer``'s, or fair_copy in place of the protocol."""

    name: PaperName
    pdf: bytes
    digest: str
    draft: bool


class Papers:
    """Makes papers from records and keeps the last one of each kind. ``printers`` is asked for
    them at the first print: what draws a PDF takes long to load.
    """

    def __init__(
        self,
        printers: Callable[[], Printers],
        wordings: Mapping[str, Wording],
        done: Callable[[], None] = lambda: None,
    ) -> None:
        self.wordings = wordings
        self._ask_for_printers = printers
        self._kept: dict[PaperName, tuple[bytes, PrintedPaper]] = {}
        self.stopped: PaperName | None = None
        self.press = unmade.Press[PrintedPaper](done)
        self.batch: Batch | None = None
        self._issues: dict[tuple[str, int, str, PaperName], Issues] = {}

    @cached_property
    def _printers(self) -> Printers:
        return self._ask_for_printers()

    def of(
        self, session: Session, contest: str, name: PaperName, *, draft: bool = False
    ) -> PrintedPaper:
        """The paper of that name as the night stands; NoPaperError (a KeyError) for one that cannot
        be made now, UnmadePaperError where the program fails at it.

        A protocol is a draft until the contest is finished, or when asked for. Without a decision
        that permits a computer-printed protocol, an official night ends in a sheet for copying
        onto the supplied blank.
        """
        return self._drawn(self._planned(session, contest, name, draft=draft))

    def soon(self, session: Session, contest: str, name: PaperName) -> PrintedPaper | None:
        """The same for who does not wait: None while it is being made or after it was stopped.
        ``press.done`` is called when it is there.
        """
        if name == self.stopped or (name == BATCH and not self._copies_drawn(session)):
            return None
        if name == ENVELOPE:
            return self.press.take(name, session.guard.code, self._envelope(session))
        return self._soon(session, contest, name, wait=name != BATCH)

    def _soon(
        self, session: Session, contest: str, name: PaperName, *, wait: bool
    ) -> PrintedPaper | None:
        planned = self._planned(session, contest, name, draft=False)
        if isinstance(planned, PrintedPaper):
            return planned
        return self.press.take(name, planned.key, lambda: self._drawn(planned), wait=wait)

    def _copies_drawn(self, session: Session) -> bool:
        """One more copy of the batch, so that keys are taken between two; False while some are
        left. A night that went on begins it anew, and what says the same is there at once.
        """
        moment = session.night.id, session.night.seq
        if self.batch is None or self.batch.moment != moment:
            self.batch = Batch.at(moment, waiting(session))
        if self.batch.left and (made := self._soon(session, *self.batch.left[0], wait=False)):
            self.batch.took(made.pdf)
            self.press.tell()  # the next one in the next turn
            return False
        return not self.batch.left

    def stop(self, name: PaperName | None) -> None:
        """Nobody waits for this paper until it is asked for again, by stopping None."""
        self.stopped = name
        self.press.let_go(name)

    def _planned(
        self, session: Session, contest: str, name: PaperName, *, draft: bool
    ) -> PrintedPaper | Plan:
        with faults_of(name):
            return self._of(session, contest, name, draft=draft)

    def _drawn(self, planned: PrintedPaper | Plan) -> PrintedPaper:
        if isinstance(planned, PrintedPaper):
            return planned
        with unmade.DRAWING, faults_of(planned.name):
            kept = self._kept.get(planned.name)
            if kept is not None and kept[0] == planned.key:
                return kept[1]
            pdf = planned.make()
            digest = hashlib.sha256(pdf).hexdigest()
            paper = PrintedPaper(planned.name, pdf, digest, planned.draft)
            self._kept[planned.name] = (planned.key, paper)
            return paper

    def _of(
        self, session: Session, contest: str, name: PaperName, *, draft: bool
    ) -> PrintedPaper | Plan:
        if name in (DIGEST, PROGRAM, TASK_SHEET, DEBRIEF) or name.kind in ("doc", "form"):
            return self._document(session, contest, name)
        if name.kind == "copy":
            return self._copy(session, contest, name)
        if name == BATCH:
            return self._batch(session)
        state = session.night.contests[contest]
        if name not in (*papers_there(session.night, contest), BLANK):
            raise NoPaperError(name)
        kind = name.kind
        record = self._record(session, contest, kind)
        draft = kind == "protocol" and (draft or state.finish is None)
        if kind == "protocol" and not draft and not record.printed and not session.night.training:
            kind = "fair_copy"
        first = "" if draft else first_print.printed(session, contest, kind)
        if left := self._first(session, first):
            return PrintedPaper(PaperName(kind), *left, draft=False)
        posted = entered(session, contest, "posted").value if kind == "wall" else None
        key = record.canonical() + (b"draft" if draft else b"") + str(posted).encode()
        if kind in _OF_RECORD and (issued := self._left(session, contest, name)):
            return issued

        def ready() -> Callable[[], bytes]:
            acts = self._acts(session, contest) if kind == "protocol" else {}
            texts = self._texts(session, contest)
            if kind == "wall":
                return lambda: self._printers.wall(record, texts, posted=posted)
            return lambda: self._print(
                record, replace(texts, sheets=self._sheets(acts)), kind, draft=draft
            )

        return self._made(PaperName(kind), key, ready, draft=draft)

    def sheets(self, session: Session, contest: str, name: PaperName) -> int:
        """Sheets of paper a paper takes, printed one-sided."""
        return self._printers.sheets(self.of(session, contest, name).pdf)

    def copy_sheets(self, session: Session, contest: str) -> int:
        """Sheets of a certified copy: those of the protocol as it was printed; 0 where it was not,
        and the protocol is photocopied.
        """
        left = self._first(session, first_print.printed(session, contest, "protocol"))
        return self._printers.sheets(left[0]) if left else 0

    def _copy(self, session: Session, contest: str, name: PaperName) -> PrintedPaper | Plan:
        """A certified copy of the signed protocol (43(8)), as the register of copies has it."""
        row = name.id
        if name not in [offer.name for offer in copies_of(session, contest)]:
            raise NoPaperError(name)
        record, texts = session.record(contest), self._texts(session, contest)
        number = entered(session, contest, "copy_number", row)
        hour = entered(session, contest, "copy_time", row)
        to = entered(session, contest, "copy_to", row)
        if left := self._left(session, contest, name):
            return left
        words: Words = dict.fromkeys(self.wordings, to.text.strip())

        def make() -> bytes:
            return self._printers.certified_copy(
                record, texts, number=number.text.strip(), hour=hour.value or 0, to=words
            )

        return self._made(name, _said(session, contest, name), lambda: make, draft=False)

    def _batch(self, session: Session) -> PrintedPaper | Plan:
        pdfs = [self.of(session, contest, name).pdf for contest, name in waiting(session)]
        if not pdfs:
            raise NoPaperError(BATCH)

        def make() -> bytes:
            return self._printers.joined(pdfs)

        return self._made(BATCH, b"".join(pdfs), lambda: make, draft=False)

    def as_found(self, session: Session, contest: str, why: Words) -> bytes:
        """The protocol of a file that fails the check, as a draft that says so and ``why``."""
        texts = self._texts(session, contest)
        return self._printers.protocol(session.record(contest), texts, draft=True, as_found=why)

    def _envelope(self, session: Session) -> Callable[[], PrintedPaper]:
        """The sheet with the code of the passphrase, drawn to be printed and kept nowhere."""
        sheet = late.envelope(session.night, session.guard.code, self.wordings)

        def make() -> PrintedPaper:
            with unmade.DRAWING:
                return PrintedPaper(ENVELOPE, self._printers.handout(sheet), "", draft=False)

        return make

    def document(self, session: Session, contest: str, name: PaperName) -> Document:
        """What a paper of the form, the digest of the journal or the sheet of the program says;
        NoPaperError if not there.
        """
        if name == DIGEST:
            texts = self._texts(session, contest)
            return late.journal_digest(session, contest, texts)
        if name == PROGRAM:
            return late.program_sheet(session, contest, self.wordings)
        if name in (TASK_SHEET, DEBRIEF):
            return late.training_paper(session, contest, name.kind, self.wordings)
        there = {o.name: o for o in (*offers(session, contest), *blanks(session, contest))}
        offer = there.get(name)
        if offer is None or offer.paper is None:
            raise NoPaperError(name)
        return late.form_paper(
            session, contest, self.wordings, offer.paper, offer.act, blank=offer.blank
        )

    def _texts(self, session: Session, contest: str, *, day: bool = False) -> Texts:
        """What a printer needs; a paper of the ``day`` names the addressee all its ballots have."""
        rules = session.night.rules
        addressees = [rules.addressee(one) for one in session.night.contests]
        one = not day or all(dict(to) == dict(addressees[0]) for to in addressees)
        return Texts(
            session.night.form(contest),
            self.wordings,
            addressee=rules.addressee(contest) if one else {},
            short=rules.contest(contest).short,
            own=rules.election.own,
        )

    def _acts(self, session: Session, contest: str) -> dict[str, PrintedPaper | Plan]:
        """Every act that can be made now, by its number."""
        names = {
            offer.act.number: offer.name
            for offer in of_the_form(session, contest, "")
            if offer.act and not offer.lacks
        }
        if RECOUNT_ACT in papers_there(session.night, contest):
            names[session.night.contests[contest].recounts[-1].act_number] = RECOUNT_ACT
        found: dict[str, PrintedPaper | Plan] = {}
        for number, name in names.items():
            with contextlib.suppress(UnmadePaperError):
                found[number] = self._planned(session, contest, name, draft=False)
        return found

    def _sheets(self, acts: Mapping[str, PrintedPaper | Plan]) -> dict[str, int]:
        """How many sheets of paper each takes."""
        found: dict[str, int] = {}
        for number, act in acts.items():
            with contextlib.suppress(UnmadePaperError):
                found[number] = self._printers.sheets(self._drawn(act).pdf)
        return found

    def _first(self, session: Session, digest: str) -> tuple[bytes, str] | None:
        """The bytes of a paper that left the program, with their digest."""
        pdf = first_print.kept(session, digest)
        return None if pdf is None else (pdf, digest)

    def _document(self, session: Session, contest: str, name: PaperName) -> PrintedPaper | Plan:
        document = self.document(session, contest, name)

        def deed(past: Session) -> bytes | None:
            try:
                return first_print.deed(self.document(past, contest, name))
            except NoPaperError:  # there was no such paper then
                return None

        issued = self._issued(session, contest, name, deed)
        if left := self._first(session, issued.digest):
            return PrintedPaper(name, *left, draft=False)
        document = first_print.replacing(document, issued, self.wordings)
        texts = self._texts(session, contest, day=not document.contest)

        def make() -> bytes:
            return self._printers.document(document, texts)

        return self._made(name, document.canonical(), lambda: make, draft=False)

    def _left(self, session: Session, contest: str, name: PaperName) -> PrintedPaper | None:
        """A paper made from the record as it left the program, while it says the same."""
        issued = self._issued(session, contest, name, lambda past: _said(past, contest, name))
        left = self._first(session, issued.digest)
        return PrintedPaper(name, *left, draft=False) if left else None

    def _issued(
        self,
        session: Session,
        contest: str,
        name: PaperName,
        says: Callable[[Session], bytes | None],
    ) -> Issues:
        """What left the program of a paper, looked for once a moment of the night."""
        moment = (session.night.id, session.night.seq, contest, name)
        if moment not in self._issues:
            self._issues = {moment: first_print.issues(session, contest, name, says)}
        return self._issues[moment]

    def _made(
        self, name: PaperName, key: bytes, ready: Callable[[], Callable[[], bytes]], *, draft: bool
    ) -> PrintedPaper | Plan:
        """The paper as it was made last while it says the same; else how to make it."""
        kept = self._kept.get(name)
        if kept is not None and kept[0] == key:
            return kept[1]
        return Plan(name, key, ready(), draft)

    def _record(self, session: Session, contest: str, kind: str) -> Record:
        state = session.night.contests[contest]
        early = kind == "fair_copy" and state.finish is None
        if kind != "part_one" and not early:
            return session.record(contest)
        confirmed = state.confirmed.values()
        return next(Record.read(done.record) for done in confirmed if done.record is not None)

    def _print(self, record: Record, texts: Texts, kind: str, *, draft: bool) -> bytes:
        if kind == "protocol":
            return self._printers.protocol(record, texts, draft=draft)
        plain = {
            "part_one": self._printers.part_one,
            "fair_copy": self._printers.fair_copy,
            "recount_act": self._printers.recount_act,
            "dictation": self._printers.dictation,
            "blank": self._printers.blank,
        }
        return plain[kind](record, texts)


def _said(session: Session, contest: str, name: PaperName) -> bytes:
    """What a paper made from the record says: the record, and what was written beside it."""
    roles = {"copy": ("copy_number", "copy_time", "copy_to"), "wall": ("posted",)}
    beside = [entered(session, contest, role, name.id) for role in roles.get(name.kind, ())]
    said = [(one.text, one.value) for one in beside]
    return session.record(contest).canonical() + repr(said).encode()
