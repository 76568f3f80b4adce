"""What is typed into a field, of a contest or of the day, and the lines a form lets be left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, Final

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import (
    UNSAID,
    Fact,
    ItemName,
    LineName,
    Naming,
    Prose,
    Refusal,
    Unsaid,
)
from tally_app.domain.night.event import Event
from tally_app.domain.night.facts.boxes import with_box
from tally_app.domain.night.facts.contest import ContestFact, with_contest
from tally_app.domain.night.locks import cell_closed, typing_closed
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import ContestNight, Entry, Night

#: Roles of the figures a decision to annul a box's ballots is taken for (43(3-1)).
_DECIDED_ON: Final = ("box_ballots", "box_limit")


@dataclass(frozen=True, slots=True)
class TypedFact(Fact):
    """The raw ``text`` typed into a field, the ``value`` read from it, else why it is none."""

    line: LineName
    item: ItemName
    text: Prose
    value: int | None
    problem: Annotated[str, Naming("problem")]

    @property
    def cell(self) -> Cell:
        """The field."""
        return Cell(self.line, self.item)

    def entry(self, event: Event, before: Entry | None = None) -> Entry:
        """What stands in the field; ``before`` is what stood there."""
        hands = (before.hands if before else frozenset()) | {event.who}
        value, problem = self.value, self.problem
        return Entry(self.text, value, problem, event.seq, event.at, event.who, hands)


@dataclass(frozen=True, slots=True)
class Typed(TypedFact):
    """Typed into a contest's field; ``undoes`` is the entry's event that an undo or redo replaces,
    0 for none.
    """

    kind: ClassVar[str] = "typed"
    undoes: int | Unsaid = UNSAID

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Typed while the line is open."""
        return cell_closed(night, contest or night.first, self.cell)

    def apply(self, night: Night, event: Event) -> Night:
        """It stands in the contest's field."""
        return stands(night, event, self)


@dataclass(frozen=True, slots=True)
class TypedDay(TypedFact):
    """Typed into a field the day has once; ``undoes`` as in a contest's."""

    kind: ClassVar[str] = "typed_day"
    undoes: int | Unsaid = UNSAID

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Typed while the line is open for every contest that rests on it."""
        return cell_closed(night, contest or night.first, self.cell)

    def apply(self, night: Night, event: Event) -> Night:
        """It stands in the day's field."""
        return stands_for_all(night, event, self)


def stands(night: Night, event: Event, typed: TypedFact) -> Night:
    """The night with what was typed in a contest's field."""
    contest, cell = _retyped(night, event.contest, typed), typed.cell
    entries = {**contest.entries, cell: typed.entry(event, contest.entries.get(cell))}
    return with_contest(night, event.contest, replace(contest, entries=entries))


def stands_for_all(night: Night, event: Event, typed: TypedFact) -> Night:
    """The night with what was typed in a field of the day."""
    contests = {name: _retyped(night, name, typed) for name in night.contests}
    cell = typed.cell
    entries = {**night.day_entries, cell: typed.entry(event, night.day_entries.get(cell))}
    return replace(night, day_entries=entries, contests=contests)


def _retyped(night: Night, name: str, typed: TypedFact) -> ContestNight:
    """A figure typed again is established again; a decision on a box falls with its figures."""
    contest, cell = night.contests[name], typed.cell
    if typed.text.strip() and cell in contest.unestablished:
        kept = {other: act for other, act in contest.unestablished.items() if other != cell}
        contest = replace(contest, unestablished=kept)
    if cell.item not in contest.boxes:
        return contest
    form = night.form(name)
    grounds = {line.id for role in _DECIDED_ON if (line := form.role(role)) is not None}
    if cell.line not in grounds:
        return contest
    return with_box(contest, cell.item, decision=None, annulled=False)


@dataclass(frozen=True, slots=True)
class LineSwitched(ContestFact):
    """A line that a form lets be left out is asked for, or not any more."""

    kind: ClassVar[str] = "line_switched"
    line: LineName
    on: bool

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """What was typed is never thrown away: only an empty line is switched off."""
        line, cell = night.form(contest).line(self.line), Cell(self.line)
        closed = typing_closed(night, contest, line)
        if closed or self.on:
            return closed
        entry = night.entry(contest, cell)
        kept = entry is not None and entry.text.strip()
        gone = cell in night.contests[contest].unestablished
        return Refusal("has_figures", lines=(cell,)) if kept or gone else None

    def change(self, contest: ContestNight, _event: Event) -> ContestNight:
        """The contest has the line, or does not."""
        line = {self.line}
        on = contest.switched_on | line if self.on else contest.switched_on - line
        return replace(contest, switched_on=on)
