"""Which paper is printed when, and its bytes: the printers are handed in."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Protocol

from tally_app.app.night.session import Session
from tally_app.app.papers import first_print, late
from tally_app.app.papers.acts import Act, acts_of, acts_on
from tally_app.app.papers.recorded import Recorded
from tally_app.app.papers.unmade import NoPaperError, UnmadePaperError
from tally_app.app.view.address import PROTOCOL_PAPER, PaperName
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.papers import Paper as PaperForm
from tally_app.domain.night.naming import items_of
from tally_app.domain.night.state import ContestNight, Entry
from tally_app.domain.record.document import Document
from tally_app.domain.record.record import Record
from tally_app.domain.record.texts import Texts
from tally_app.domain.values.readings import ReadingSheet
from tally_app.domain.values.wording import Wording
from tally_app.domain.values.words import Words
from tally_app.store import StoreError


class Printers(Protocol):
    """The printed documents. A module that has a function of each name fulfils this.

    Each is a PDF as bytes, the same for the same record (or document) and words. ValueError: a
    count that the paper prints is missing, or nobody may have this paper of this record.
    """

    def protocol(
        self, record: Record, texts: Texts, *, draft: bool = False, as_found: Words | None = None
    ) -> bytes:
        """``as_found`` says why the file of its figures fails the check."""
        ...

    def part_one(self, record: Record, texts: Texts) -> bytes: ...

    def fair_copy(self, record: Record, texts: Texts) -> bytes: ...
    def recount_act(self, record: Record, texts: Texts) -> bytes: ...
    def document(self, doc: Document, texts: Texts) -> bytes: ...

    def wall(self, record: Record, texts: Texts, *, posted: int | None = None) -> bytes:
        """``posted`` are the minutes at which it was hung up."""
        ...

    def dictation(self, record: Record, texts: Texts) -> bytes: ...

    def certified_copy(
        self, record: Record, texts: Texts, *, number: str, hour: int, to: Words
    ) -> bytes:
        """Its number, the minutes of its hour, to whom it goes."""
        ...

    def blank(self, record: Record, texts: Texts) -> bytes: ...

    def reading_sheet(self, sheet: ReadingSheet) -> bytes: ...

    def sheets(self, pdf: bytes) -> int:
        """Sheets of paper one of these documents takes, printed one-sided."""
        ...

    def key_letter(self, groups: Sequence[str], says: Mapping[str, Words]) -> bytes: ...

    def drawn(self) -> Collection[int]:
        """The code points the faces can draw; others are printed by their code."""
        ...


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A paper ready to print. ``name``: its ``Offer``'s, or fair_copy in place of the protocol."""

    name: PaperName
    pdf: bytes
    digest: str
    draft: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper that can be made now: ``said`` is the number of a certified copy, ``paper`` and
    ``act`` are those of a form's paper. ``lacks``: it cannot be made, for something it must say is
    not recorded (``box_people``: who went with the box) or the program fails at it (``fault``).
    """

    name: PaperName
    paper: PaperForm | None = None
    act: Act | None = None
    blank: bool = False
    said: str = ""
    lacks: str = ""


#: What a row of the register of copies says, its ballot first.
_COPY: Final = ("contest", "number", "time", "to")

#: Papers made from the record of a finished protocol, beside the protocol itself.
_OF_RECORD: Final = (PaperName("wall"), PaperName("dictation"))

PART_ONE: Final = PaperName("part_one")
RECOUNT_ACT: Final = PaperName("recount_act")
TASK_SHEET: Final = PaperName("task_sheet")
DEBRIEF: Final = PaperName("debrief")
DIGEST: Final = PaperName("digest")
PROGRAM: Final = PaperName("program")
BLANK: Final = PaperName("blank")


def papers_there(state: ContestNight) -> tuple[PaperName, ...]:
    """The papers of the protocol a contest has now, in the order of the night."""
    announced = any(done.record is not None for done in state.confirmed.values())
    recounted = bool(state.recounts) and state.finish is not None
    return (
        *((PART_ONE,) if announced else ()),
        PROTOCOL_PAPER,
        *((RECOUNT_ACT,) if recounted else ()),
        *(_OF_RECORD if state.finish is not None else ()),
    )


def offers(session: Session, contest: str, step: str = "") -> list[Offer]:
    """Every paper that can be made now; with ``step`` those its page offers."""
    return [offer for offer in _all(session, contest, step) if not offer.lacks]


def lacking(session: Session, contest: str, step: str = "") -> list[Offer]:
    """Every paper that cannot be made yet, for something it must say is not recorded."""
    return [offer for offer in _all(session, contest, step) if offer.lacks]


def _all(session: Session, contest: str, step: str) -> list[Offer]:
    names = [] if step else papers_there(session.night.contests[contest])
    number = session.night.form(contest).role("copy_number")
    registers = number is not None and step in ("", _step_of(session, contest, number.stage))
    return [
        *(Offer(name) for name in names),
        *(_of_exercise(session, contest) if not step else ()),
        *_of_the_form(session, contest, step),
        *(_copies(session, contest) if registers else ()),
    ]


def _of_exercise(session: Session, contest: str) -> Iterator[Offer]:
    """The task sheet of an exercise; the debrief once the protocol is finished."""
    if session.night.exercise is not None:
        yield Offer(TASK_SHEET)
        if session.night.contests[contest].finish is not None:
            yield Offer(DEBRIEF)


def _step_of(session: Session, contest: str, stage: str) -> str:
    return next(s.id for s in session.night.form(contest).steps if stage in s.stages)


def _copies(session: Session, contest: str) -> Iterator[Offer]:
    """One certified copy per row of the register that is filled in for this signed protocol."""
    form, finish = session.night.form(contest), session.night.contests[contest].finish
    number = form.role("copy_number")
    if number is None or finish is None or finish.signed is None:
        return
    for row in items_of(session.night, contest, number):
        entries = [_entered(session, contest, f"copy_{name}", row) for name in _COPY]
        mine = entries[0].text in ("", contest)
        if mine and all(entry.value is not None for entry in entries[1:]):
            yield Offer(PaperName("copy", row), said=entries[1].text.strip())


def _entered(session: Session, contest: str, role: str, item: str = "") -> Entry:
    """What stands in the line of that role, an empty entry where there is none."""
    line = session.night.form(contest).role(role)
    found = session.night.entry(contest, Cell(line.id, item)) if line else None
    return found or Entry("", None, "", 0, "", "")


def _of_the_form(session: Session, contest: str, step: str) -> Iterator[Offer]:
    form = session.night.form(contest)
    papers = [paper for paper in form.papers if step in ("", paper.step)]
    acts = acts_of(session, contest) if any(paper.each for paper in papers) else []
    recorded = Recorded(session, contest, session.reckoning(contest))
    for paper in papers:
        if not paper.each:
            lacks = _lacks(recorded, paper, None)
            yield Offer(PaperName("doc", paper.id), paper, lacks=lacks)
            continue
        for act in acts_on(form, paper, acts):
            lacks = _lacks(recorded, paper, act)
            yield Offer(PaperName("doc", paper.id, act.key), paper, act, lacks=lacks)


def _lacks(recorded: Recorded, paper: PaperForm, act: Act | None) -> str:
    """What keeps a paper from being made; a fault of the program keeps no other paper from it."""
    try:
        return recorded.missing(paper, act)
    except Exception:  # noqa: BLE001 - whatever it is, the other papers are made
        return "fault"


def blanks(session: Session, contest: str) -> list[Offer]:
    """The forms to fill in by hand, names and numbers prefilled: the protocol and every paper."""
    form = session.night.form(contest)
    papers = (Offer(PaperName("form", paper.id), paper, blank=True) for paper in form.papers)
    return [Offer(BLANK, blank=True), *papers]


class Papers:
    """Makes papers from records and keeps the last one of each kind. ``printers`` is asked for
    them at the first print: what draws a PDF takes long to load.
    """

    def __init__(self, printers: Callable[[], Printers], wordings: Mapping[str, Wording]) -> None:
        self.wordings = wordings
        self._ask_for_printers = printers
        self._kept: dict[PaperName, tuple[bytes, PrintedPaper]] = {}
        self._firsts: dict[tuple[str, int, str, PaperName], str] = {}

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
        try:
            return self._of(session, contest, name, draft=draft)
        except (NoPaperError, StoreError, OSError):
            raise
        except Exception as fault:
            raise UnmadePaperError(name, fault) from fault

    def _of(self, session: Session, contest: str, name: PaperName, *, draft: bool) -> PrintedPaper:
        if name in (DIGEST, PROGRAM, TASK_SHEET, DEBRIEF) or name.kind in ("doc", "form"):
            return self._document(session, contest, name)
        if name.kind == "copy":
            return self._copy(session, contest, name)
        state = session.night.contests[contest]
        if name not in (*papers_there(state), BLANK):
            raise NoPaperError(name)
        kind = name.kind
        record = self._record(session, contest, kind)
        draft = kind == "protocol" and (draft or state.finish is None)
        if kind == "protocol" and not draft and not record.printed and not session.night.training:
            kind = "fair_copy"
        first = "" if draft else first_print.printed(session, contest, kind)
        if left := self._first(session, first):
            return PrintedPaper(PaperName(kind), *left, draft=False)
        posted = _entered(session, contest, "posted").value if kind == "wall" else None
        key = record.canonical() + (b"draft" if draft else b"") + str(posted).encode()

        def make() -> bytes:
            sheets = self._sheets(session, contest) if kind == "protocol" else {}
            texts = self._texts(session, contest, sheets=sheets)
            if kind == "wall":
                return self._printers.wall(record, texts, posted=posted)
            return self._print(record, texts, kind, draft=draft)

        return self._made(PaperName(kind), key, make, draft=draft)

    def _copy(self, session: Session, contest: str, name: PaperName) -> PrintedPaper:
        """A certified copy of the signed protocol (43(8)), as the register of copies has it."""
        row = name.id
        if name not in [offer.name for offer in _copies(session, contest)]:
            raise NoPaperError(name)
        record, texts = session.record(contest), self._texts(session, contest)
        number = _entered(session, contest, "copy_number", row)
        hour = _entered(session, contest, "copy_time", row)
        to = _entered(session, contest, "copy_to", row)
        said = (number.text, hour.value or 0, to.text)
        key = record.canonical() + repr(said).encode()
        words: Words = dict.fromkeys(self.wordings, to.text.strip())

        def make() -> bytes:
            return self._printers.certified_copy(
                record, texts, number=number.text.strip(), hour=hour.value or 0, to=words
            )

        return self._made(name, key, make, draft=False)

    def as_found(self, session: Session, contest: str, why: Words) -> bytes:
        """The protocol of a file that fails the check, as a draft that says so and ``why``."""
        texts = self._texts(session, contest)
        return self._printers.protocol(session.record(contest), texts, draft=True, as_found=why)

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

    def _texts(
        self,
        session: Session,
        contest: str,
        *,
        day: bool = False,
        sheets: Mapping[str, int] | None = None,
    ) -> Texts:
        """What a printer needs; a paper of the ``day`` names the addressee all its ballots have."""
        rules = session.night.rules
        addressees = [rules.addressee(one) for one in session.night.contests]
        one = not day or all(dict(to) == dict(addressees[0]) for to in addressees)
        return Texts(
            session.night.form(contest),
            self.wordings,
            addressee=rules.addressee(contest) if one else {},
            short=rules.contest(contest).short,
            sheets=sheets or {},
            own=rules.election.own,
        )

    def _sheets(self, session: Session, contest: str) -> dict[str, int]:
        """Sheets of every act that can be made now, by its number."""
        found: dict[str, int] = {}
        for offer in _of_the_form(session, contest, ""):
            if not offer.act or offer.lacks:
                continue
            with contextlib.suppress(UnmadePaperError):
                pdf = self.of(session, contest, offer.name).pdf
                found[offer.act.number] = self._printers.sheets(pdf)
        return found

    def _first(self, session: Session, digest: str) -> tuple[bytes, str] | None:
        """The bytes of a paper that left the program, with their digest."""
        pdf = first_print.kept(session, digest)
        return None if pdf is None else (pdf, digest)

    def _document(self, session: Session, contest: str, name: PaperName) -> PrintedPaper:
        document = self.document(session, contest, name)

        def deed(past: Session) -> bytes | None:
            try:
                return first_print.deed(self.document(past, contest, name))
            except NoPaperError:  # there was no such paper then
                return None

        moment = (session.night.id, session.night.seq, contest, name)
        if moment not in self._firsts:
            self._firsts = {moment: first_print.filed(session, contest, name, deed)}
        if left := self._first(session, self._firsts[moment]):
            return PrintedPaper(name, *left, draft=False)
        texts = self._texts(session, contest, day=not document.contest)
        key = document.canonical()
        return self._made(name, key, lambda: self._printers.document(document, texts), draft=False)

    def _made(
        self, name: PaperName, key: bytes, make: Callable[[], bytes], *, draft: bool
    ) -> PrintedPaper:
        kept = self._kept.get(name)
        if kept is not None and kept[0] == key:
            return kept[1]
        pdf = make()
        paper = PrintedPaper(name, pdf, hashlib.sha256(pdf).hexdigest(), draft)
        self._kept[name] = (key, paper)
        return paper

    def _record(self, session: Session, contest: str, kind: str) -> Record:
        if kind != "part_one":
            return session.record(contest)
        confirmed = session.night.contests[contest].confirmed.values()
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
