"""What became of an exercise: which planted faults were noticed, by what, and how long it took."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tally_app.app.night.session import Session
from tally_app.domain.form.form import Severity
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.pages import FINISH, step_with
from tally_app.domain.night.event import Event
from tally_app.domain.night.exercise import Exercise, Planted
from tally_app.domain.night.facts.table import begin, follow
from tally_app.domain.night.reckoning import Reckoner
from tally_app.domain.night.second_look import second_step
from tally_app.domain.night.state import Night
from tally_app.domain.relations.rulebook import rulebook

#: What a finding must be to make people look again.
_NAMING = (Severity.ERROR, Severity.LEGAL, Severity.WARNING)
#: Events after which another figure stands in a field.
_TYPED = ("typed", "second_settled", "settled")


@dataclass(frozen=True, slots=True)
class FaultOutcome:
    """One planted fault: what stands there ``now``, the codes of the ``relations`` that named
    one of its lines before it was mended, and whether the ``second`` look did.
    """

    fault: Planted
    now: tuple[int | None, ...]
    relations: tuple[str, ...]
    second: bool

    @property
    def named(self) -> bool:
        """True when the program pointed at it: a relation that fails, or the second look."""
        return bool(self.relations) or self.second

    @property
    def mended(self) -> bool:
        """True when what is true stands in every line of it."""
        return self.now == self.fault.before


@dataclass(frozen=True, slots=True)
class Debrief:
    """``outcomes`` are those of finished ballots: until then nothing is given away.
    ``seconds`` from opening the night to its last protocol, or so far; ``steps`` of them by
    step id, in the order of the form. ``finished``: every protocol is.
    """

    exercise: Exercise
    outcomes: tuple[FaultOutcome, ...]
    finished: bool
    seconds: int
    steps: Mapping[str, int]

    @property
    def missed(self) -> tuple[FaultOutcome, ...]:
        """Faults that still stand."""
        return tuple(outcome for outcome in self.outcomes if not outcome.mended)


def debrief(session: Session) -> Debrief | None:
    """The debrief as the night stands, None for a night without an exercise."""
    night, exercise = session.night, session.night.exercise
    if exercise is None:
        return None
    seen = _Seen(session, exercise)
    done = [state.finish for state in night.contests.values()]
    finished = all(done)
    end = max((finish.at for finish in done if finish), default="") if finished else night.last
    return Debrief(
        exercise,
        tuple(
            FaultOutcome(
                fault,
                tuple(session.reckoning(fault.contest).value(cell) for cell in fault.cells),
                seen.by_relations(fault),
                any((fault.contest, cell) in seen.twice for cell in fault.cells),
            )
            for fault in exercise.faults
            if night.contests[fault.contest].finish is not None
        ),
        finished,
        _between(session.journal.events()[0].at, end),
        _by_step(session, exercise, end),
    )


class _Seen:
    """The night gone through once more: what named a wrong line before it was typed anew.

    ``twice`` are lines (with their ballot) in which a second entry differed from what stood, or a
    figure read aloud was refused.
    """

    def __init__(self, session: Session, exercise: Exercise) -> None:
        self._wrong = {(fault.contest, c): v for fault in exercise.faults
                       for c, v in zip(fault.cells, fault.before, strict=True)}  # fmt: skip
        self._codes: dict[tuple[str, Cell], list[str]] = {}
        self.twice: set[tuple[str, Cell]] = set()
        rules = session.night.rules
        self._reckoners = {
            contest: Reckoner(rulebook(form), contest) for contest, form in rules.forms.items()
        }
        events = session.journal.events()
        night = begin(events[0], rules)
        for event in events[1:]:
            self._look(night, event)
            night = follow(night, event)

    def by_relations(self, fault: Planted) -> tuple[str, ...]:
        """Codes of the findings that named one of a fault's lines, in the order they were met."""
        codes = [self._codes.get((fault.contest, cell), []) for cell in fault.cells]
        return tuple(dict.fromkeys(code for found in codes for code in found))

    def _look(self, night: Night, event: Event) -> None:
        payload = event.payload
        where = event.contest, _cell(event)
        if where not in self._wrong:
            return
        stands = night.entry(*where)
        if event.kind == "read_refused":
            self.twice.add(where)
        elif stands is None or stands.value == payload.get("value"):
            return
        elif event.kind == "second_typed":
            self.twice.add(where)
        elif event.kind in _TYPED and stands.value != self._wrong[where]:
            failing = self._reckoners[event.contest].reckon(night).failing(*_NAMING)
            codes = [result.relation.code for result in failing if where[1] in result.cells]
            self._codes.setdefault(where, []).extend(codes)


def _by_step(session: Session, exercise: Exercise, end: str) -> dict[str, int]:
    """Seconds spent on the way to every event since the first entry, by the step it belongs to."""
    spent: dict[str, int] = {}
    waiting = {(owner, cell) for owner, cells in exercise.truth.items() for cell in cells}
    before = ""
    for event in session.happened:
        if datetime.fromisoformat(event.at) > datetime.fromisoformat(end):
            break
        step = _step_of(session, event)
        if before and step:
            spent[step] = spent.get(step, 0) + _between(before, event.at)
        waiting.discard((event.contest, _cell(event)))
        before = "" if waiting else event.at
    form = session.night.form(session.night.first)
    return {step.id: spent[step.id] for step in form.steps if spent.get(step.id)}


def _cell(event: Event) -> Cell:
    """The cell an event speaks of, an empty one for an event of another kind."""
    return Cell(str(event.payload.get("line", "")), str(event.payload.get("item", "")))


def _step_of(session: Session, event: Event) -> str:
    form = session.night.form(event.contest or session.night.first)
    second = second_step(form)
    if event.kind.startswith(("second_", "settled", "read_", "part_one")):
        return second.id if second else ""
    if event.kind == "finished":
        last = step_with(form, FINISH)
        return last.id if last else ""
    if "step" in event.payload:
        return str(event.payload["step"])
    if "line" not in event.payload:
        return ""
    stage = form.line(str(event.payload["line"])).stage
    return next((step.id for step in form.steps if stage in step.stages), "")


def _between(before: str, after: str) -> int:
    """Whole seconds between two local times with their offsets, never less than none."""
    gone = datetime.fromisoformat(after) - datetime.fromisoformat(before)
    return max(0, int(gone.total_seconds()))
