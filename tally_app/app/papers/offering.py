"""Which papers can be made now, and which wait for something that is not recorded yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tally_app.app.night.session import Session
from tally_app.app.papers.acts import Act, acts_of, acts_on
from tally_app.app.papers.recorded import Recorded
from tally_app.app.view.address import PROTOCOL_PAPER, PaperName
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.papers import Paper as PaperForm
from tally_app.domain.night.naming import items_of
from tally_app.domain.night.state import Entry, Night


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
FAIR_COPY: Final = PaperName("fair_copy")
RECOUNT_ACT: Final = PaperName("recount_act")
TASK_SHEET: Final = PaperName("task_sheet")
DEBRIEF: Final = PaperName("debrief")
DIGEST: Final = PaperName("digest")
PROGRAM: Final = PaperName("program")
BLANK: Final = PaperName("blank")
#: Every certified copy that waits in the register, of every ballot, as one print.
BATCH: Final = PaperName("batch")
#: The code of the passphrase for its envelope: drawn to be printed, and kept nowhere.
ENVELOPE: Final = PaperName("envelope")


def papers_there(night: Night, contest: str) -> tuple[PaperName, ...]:
    """The papers of the protocol a contest has now, in the order of the night. Where the result is
    written on a supplied blank, what is announced is copied before the boxes are opened.
    """
    state = night.contests[contest]
    announced = any(done.record is not None for done in state.confirmed.values())
    recounted = bool(state.recounts) and state.finish is not None
    return (
        *((PART_ONE,) if announced else ()),
        *((FAIR_COPY,) if announced and night.by_hand and state.finish is None else ()),
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
    names = [] if step else papers_there(session.night, contest)
    number = session.night.form(contest).role("copy_number")
    registers = number is not None and step in ("", _step_of(session, contest, number.stage))
    return [
        *(Offer(name) for name in names),
        *(_of_exercise(session, contest) if not step else ()),
        *of_the_form(session, contest, step),
        *(copies_of(session, contest) if registers else ()),
    ]


def _of_exercise(session: Session, contest: str) -> Iterator[Offer]:
    """The task sheet of an exercise; the debrief once the protocol is finished."""
    if session.night.exercise is not None:
        yield Offer(TASK_SHEET)
        if session.night.contests[contest].finish is not None:
            yield Offer(DEBRIEF)


def _step_of(session: Session, contest: str, stage: str) -> str:
    return next(s.id for s in session.night.form(contest).steps if stage in s.stages)


def copies_of(session: Session, contest: str) -> Iterator[Offer]:
    """One certified copy per row of the register that is filled in for this signed protocol."""
    form, finish = session.night.form(contest), session.night.contests[contest].finish
    number = form.role("copy_number")
    if number is None or finish is None or finish.signed is None:
        return
    for row in items_of(session.night, contest, number):
        entries = [entered(session, contest, f"copy_{name}", row) for name in _COPY]
        mine = entries[0].text in ("", contest)
        if mine and all(entry.value is not None for entry in entries[1:]):
            yield Offer(PaperName("copy", row), said=entries[1].text.strip())


def waiting(session: Session) -> Iterator[tuple[str, PaperName]]:
    """The copies of the batch by their ballots, each in the order of the register."""
    for contest in session.night.contests:
        for offer in copies_of(session, contest):
            if not has_left(session, contest, offer.name):
                yield contest, offer.name


def has_left(session: Session, contest: str, name: PaperName) -> bool:
    """Whether a paper was printed, or saved, at least once."""
    called = f"{name.text()}.pdf"
    return any(one.name == called and one.contest == contest for one in session.night.documents)


def entered(session: Session, contest: str, role: str, item: str = "") -> Entry:
    """What stands in the line of that role, an empty entry where there is none."""
    line = session.night.form(contest).role(role)
    found = session.night.entry(contest, Cell(line.id, item)) if line else None
    return found or Entry("", None, "", 0, "", "")


def of_the_form(session: Session, contest: str, step: str) -> Iterator[Offer]:
    """The papers the form declares, those that lack something among them."""
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
