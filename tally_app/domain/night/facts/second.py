"""The second look (N-03): a line typed again, read back or compared; the doubted a third time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import (
    UNSAID,
    CellName,
    Fact,
    ItemName,
    LineName,
    Naming,
    PersonName,
    Refusal,
    Unsaid,
    told,
)
from tally_app.domain.night.event import Event
from tally_app.domain.night.facts.contest import with_contest
from tally_app.domain.night.facts.figures import TypedFact, stands, stands_for_all
from tally_app.domain.night.locks import finished, typing_closed
from tally_app.domain.night.reckoning import PRESENT, Reckoning
from tally_app.domain.night.second_look import (
    NEITHER,
    READ_BACK,
    THIRD,
    WAYS,
    Seen,
    begun,
    free_for,
    hands_of,
    look_closed,
    overview,
    second_of,
    second_step,
    typed_either,
    unclaimed,
)
from tally_app.domain.night.state import Looked, Night, Second


@dataclass(frozen=True, slots=True)
class SecondWayChosen(Fact):
    """How lines are looked at a second time: a ``way`` of ``second_look.WAYS``."""

    kind: ClassVar[str] = "second_way_chosen"
    way: Annotated[str, Naming("way")]

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """The chair chooses where the form leaves the choice."""
        step = second_step(night.form(contest))
        known = step is not None and not step.way and self.way in WAYS
        return finished(night, contest) if known else Refusal("unknown")

    def apply(self, night: Night, event: Event) -> Night:
        """What is read aloud is seen: entries typed blind until then are compared as they are."""
        contest = replace(night.contests[event.contest], way=self.way)
        changed = with_contest(night, event.contest, contest)
        return _compared(changed, event) if self.way == READ_BACK else changed


@dataclass(frozen=True, slots=True)
class SecondTyped(TypedFact):
    """Another person typed a line without seeing what stands in it."""

    kind: ClassVar[str] = "second_typed"
    by: PersonName

    def allowed(self, night: Night, contest: str, reckoning: Reckoning | None) -> Refusal | None:
        """Typed again once every counted line is there and no error stands.

        A line that was compared already is not typed again by anybody but a third person.
        """
        refused = begun(night, contest, reckoning)
        if refused or reckoning is None:
            return refused
        seen = overview(night, contest, reckoning.layout).typed.get(self.cell)
        if seen not in (Seen.OPEN, Seen.TYPED):
            return Refusal("unknown")
        refused = _another(night, contest, self.by, [self.cell])
        if refused is None and unclaimed(night, contest, self.cell):
            return Refusal("typed_by_nobody")
        return refused

    def apply(self, night: Night, event: Event) -> Night:
        """The second entry is kept beside the first one, to which it belongs."""
        contest, cell = night.contests[event.contest], self.cell
        of, before = _seq(night, event.contest, cell), contest.second.get(cell)
        same = before.entry if before is not None and before.of == of else None
        second = Second(self.entry(event, same), of)
        return with_contest(
            night, event.contest, replace(contest, second={**contest.second, cell: second})
        )


@dataclass(frozen=True, slots=True)
class EntriesCompared(Fact):
    """Two entries of every line are shown side by side. ``third``: lines in which they agree and a
    third person is asked all the same, for both may have made the same slip.
    """

    kind: ClassVar[str] = "entries_compared"
    third: tuple[CellName, ...] | Unsaid = UNSAID

    def allowed(self, night: Night, contest: str, reckoning: Reckoning | None) -> Refusal | None:
        """Shown once every line was typed again; asked about is one of those."""
        refused = look_closed(night, contest)
        if refused or reckoning is None:
            return refused
        seen = overview(night, contest, reckoning.layout)
        typed = seen.among(Seen.TYPED)
        whole = typed and not seen.among(Seen.OPEN) and set(self._cells()) <= set(typed)
        return None if whole else Refusal("unknown")

    def apply(self, night: Night, event: Event) -> Night:
        """From now on it is said where they differ."""
        return _compared(night, event, self._cells())

    def _cells(self) -> list[Cell]:
        return [Cell.read(key) for key in told(self.third, ())]


@dataclass(frozen=True, slots=True)
class ThirdFact(TypedFact):
    """A third figure, for a line that is doubted."""

    by: PersonName

    #: How a line was looked at whose third figure is one of the two, and one whose figure is not.
    way: ClassVar[str] = ""
    neither: ClassVar[str] = ""

    def apply(self, night: Night, event: Event) -> Night:
        """The third figure stands, all three are kept. Where it is that of the first entry nothing
        was retyped.
        """
        entry = night.entry(event.contest, self.cell)
        if entry is not None and entry.value == self.value:
            return self._looked(night, night, event)
        day = night.is_day(event.contest, self.line)
        after = (stands_for_all if day else stands)(night, event, self)
        return self._looked(night, after, event)

    def _looked(self, before: Night, after: Night, event: Event) -> Night:
        """Where one of the two entries was the same, the line is settled; else nobody has seen the
        third figure yet a second time.
        """
        first = before.entry(event.contest, self.cell)
        second = second_of(before, event.contest, self.cell)
        if second is None:
            raise ValueError("no second entry")
        figures = (first.value if first else None), second.entry.value
        people = (first.who if first else ""), second.entry.who
        way = self.way if self.value in figures else self.neither
        if not way:
            return after
        look = Looked(0, way, event.who, event.at, figures=figures, typed_by=people)
        return _look(after, event, [self.cell], look)


@dataclass(frozen=True, slots=True)
class SecondSettled(ThirdFact):
    """The figure from the paper, as earlier programs took it from anybody who was there."""

    kind: ClassVar[str] = "second_settled"
    way: ClassVar[str] = "paper"

    def allowed(self, _: Night, _contest: str, _reckoning: Reckoning | None) -> Refusal | None:
        """It is ``settled`` now."""
        return Refusal("unknown")


@dataclass(frozen=True, slots=True)
class DifferenceSettled(ThirdFact):
    """The figure of a third person; whether that person typed one of the two (``typed_one``)."""

    kind: ClassVar[str] = "settled"
    way: ClassVar[str] = THIRD
    neither: ClassVar[str] = NEITHER
    typed_one: bool

    def allowed(self, night: Night, contest: str, reckoning: Reckoning | None) -> Refusal | None:
        """Typed by who typed neither figure, while one of those present did not; else by the pair.
        Where it is not the first figure, the line must be open to be typed.
        """
        refused = look_closed(night, contest) or _here(night, self.by)
        if refused or reckoning is None:
            return refused
        if self.value is None:
            return Refusal("no_figure")
        seen = overview(night, contest, reckoning.layout)
        typed = self.by in typed_either(night, contest, self.cell)
        if seen.typed.get(self.cell) is not Seen.DOUBTED or self.typed_one != typed:
            return Refusal("unknown")
        free = free_for(night, contest, self.cell)
        if typed and free:
            return Refusal("third_free", name=free[0].name)
        entry = night.entry(contest, self.cell)
        if entry is not None and entry.value == self.value:
            return None
        return typing_closed(night, contest, night.form(contest).line(self.line))


@dataclass(frozen=True, slots=True)
class ReadFact(Fact):
    """One member (``reader``) read a figure aloud, another one (``by``) answered."""

    line: LineName
    item: ItemName
    reader: PersonName
    by: PersonName

    @property
    def cell(self) -> Cell:
        """The field it was read from."""
        return Cell(self.line, self.item)

    def allowed(self, night: Night, contest: str, reckoning: Reckoning | None) -> Refusal | None:
        """Two people who are there, and a line nobody has settled."""
        refused = begun(night, contest, reckoning)
        if refused or reckoning is None:
            return refused
        seen = overview(night, contest, reckoning.layout).typed.get(self.cell)
        if seen in (None, Seen.MISSING, Seen.SETTLED, Seen.DOUBTED):  # what differs a third types
            return Refusal("unknown")
        if night.person(self.reader) is None or self.reader == self.by:
            return Refusal("reader")
        return _here(night, self.by) or _here(night, self.reader)


@dataclass(frozen=True, slots=True)
class ReadConfirmed(ReadFact):
    """What was read aloud is what the paper says."""

    kind: ClassVar[str] = "read_confirmed"

    def apply(self, night: Night, event: Event) -> Night:
        """The entry was looked at a second time."""
        look = Looked(0, "read_back", event.who, event.at, self.reader)
        return _look(night, event, [self.cell], look)


@dataclass(frozen=True, slots=True)
class ReadRefused(ReadFact):
    """What was read aloud is not what the paper says."""

    kind: ClassVar[str] = "read_refused"

    def apply(self, night: Night, _event: Event) -> Night:
        """The journal keeps that a figure was refused; the line stays open until it was mended."""
        return night


@dataclass(frozen=True, slots=True)
class PartOneCompared(Fact):
    """Lines announced before the boxes (``cells`` by key) are those of the signed Part I."""

    kind: ClassVar[str] = "part_one_compared"
    cells: tuple[CellName, ...]
    by: PersonName

    def allowed(self, night: Night, contest: str, reckoning: Reckoning | None) -> Refusal | None:
        """Compared by somebody who typed none of them."""
        refused = look_closed(night, contest)
        if refused or reckoning is None:
            return refused
        seen, cells = overview(night, contest, reckoning.layout), self._read_cells()
        if not cells or not set(cells) <= set(seen.to_compare):
            return Refusal("unknown")
        refused = _another(night, contest, self.by, cells)
        return Refusal("listed_first") if refused and refused.code == "typed_first" else refused

    def apply(self, night: Night, event: Event) -> Night:
        """Their entries were looked at a second time."""
        look = Looked(0, "part_one", event.who, event.at)
        return _look(night, event, self._read_cells(), look)

    def _read_cells(self) -> list[Cell]:
        return [Cell.read(key) for key in self.cells]


def _compared(night: Night, event: Event, third: Collection[Cell] = ()) -> Night:
    """Both entries of every line stand side by side now; a line of the day does for all ballots.
    ``third``: lines a third person is asked about.
    """
    contests = {
        name: replace(contest, second={
            cell: replace(second, compared=True, third=second.third or cell in third)
            if name == event.contest or night.is_day(name, cell.line)
            else second
            for cell, second in contest.second.items()
        })
        for name, contest in night.contests.items()
    }  # fmt: skip
    return replace(night, contests=contests)


def _look(night: Night, event: Event, cells: list[Cell], look: Looked) -> Night:
    """``look`` holds for the entries that stand in ``cells`` now."""
    contest = night.contests[event.contest]
    looked = {cell: replace(look, entry=_seq(night, event.contest, cell)) for cell in cells}
    return with_contest(night, event.contest, replace(contest, looked={**contest.looked, **looked}))


def _seq(night: Night, contest: str, cell: Cell) -> int:
    entry = night.entry(contest, cell)
    return entry.seq if entry else 0


def _here(night: Night, who: str) -> Refusal | None:
    """Whose eyes they were is written down, and they are in the room."""
    person = night.person(who)
    if person is None:
        return Refusal("choose_person")
    return None if person.state in PRESENT else Refusal("not_here")


def _another(night: Night, contest: str, by: str, cells: list[Cell]) -> Refusal | None:
    """Nobody sees their own slip: another person than anybody who typed the line first."""
    refused = _here(night, by)
    own = by in hands_of(night, contest, cells)
    return Refusal("typed_first") if refused is None and own else refused
