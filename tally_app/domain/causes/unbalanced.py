"""The figures of one contest while something fails: what each line may be for it to hold again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from tally_app.domain.relations.linear import Equations, equations
from tally_app.domain.relations.rulebook import Bound
from tally_app.domain.values.counts import MAX_COUNT

#: The collection of the lines of the ballot.
OPTION: Final = "option"
_SUM: Final = 3  # a row of three figures or more adds something up


class Rest(NamedTuple):
    """What a supposition leaves: failing conditions, hard and soft, new ones it breaks, and how
    far off all rows are then together.
    """

    left_hard: int
    left_soft: int
    broken_hard: int
    broken_soft: int
    off: int


#: Everything is explained.
NOTHING: Final = Rest(0, 0, 0, 0, 0)


@dataclass(frozen=True)
class Roles:
    """What the slots are to the relations: ``parts`` of sums, ``totals`` of sums."""

    parts: frozenset[int]
    totals: frozenset[int]


@lru_cache(maxsize=8)
def roles(bound: Bound, empty: frozenset[int]) -> Roles:
    """A total stands alone with its sign in a sum."""
    parts: set[int] = set()
    totals: set[int] = set()
    for row in equations(bound, empty).rows:
        if len(row.terms) < _SUM:
            continue
        plus = [slot for slot, c in row.terms.items() if c > 0]
        minus = [slot for slot, c in row.terms.items() if c < 0]
        few, many = sorted((plus, minus), key=len)
        if len(few) == 1:
            totals.update(few)
        parts.update(many)
    return Roles(frozenset(parts), frozenset(totals))


@lru_cache(maxsize=8)
def piles(bound: Bound, empty: frozenset[int]) -> Mapping[int, int]:
    """The rows that compare the ballots that were counted with another figure, by position: the
    votes of all options with their total, or that total with anything. The sign with which the gap
    of a row is above 0 where there are more ballots.
    """
    form, cells, rows = bound.book.form, bound.layout.cells, equations(bound, empty).rows
    options = {slot for slot, cell in enumerate(cells) if form.line(cell.line).collection == OPTION}
    found: dict[int, int] = {}
    totals: set[int] = set()
    for at, row in enumerate(rows):
        votes = [c for slot, c in row.terms.items() if slot in options]
        if len(votes) > 1 and len({*votes}) == 1:
            found[at] = 1 if votes[0] > 0 else -1
            totals.update(slot for slot, c in row.terms.items() if c * votes[0] < 0)
    for at, row in enumerate(rows):
        counted = [c for slot, c in row.terms.items() if slot in totals]
        if at not in found and len(row.terms) < _SUM and len(counted) == 1:
            found[at] = 1 if counted[0] > 0 else -1
    return found


class Unbalanced:
    """Figures, and everything about them that does not hold.

    ``order``: slots somebody typed, in the order of typing; those without a figure are left out.
    """

    def __init__(self, bound: Bound, figures: Sequence[int | None], order: Iterable[int]) -> None:
        self.bound = bound
        self.figures = figures
        empty = frozenset(slot for slot, figure in enumerate(figures) if figure is None)
        self.rules: Equations = equations(bound, empty)
        self.roles = roles(bound, empty)
        self.known = {slot: figure for slot, figure in enumerate(figures) if figure is not None}
        self.order = [slot for slot in order if slot in self.known]
        self.active = [self._applies(row.when) for row in self.rules.rows]
        self.gaps = [
            row.gap(figures) if active else 0
            for row, active in zip(self.rules.rows, self.active, strict=True)
        ]
        self.off = [
            row.off(gap) if active else 0
            for row, gap, active in zip(self.rules.rows, self.gaps, self.active, strict=True)
        ]
        self.failing = [position for position, off in enumerate(self.off) if off]
        self.unheld = [
            position
            for position, x in enumerate(self.rules.opaque)
            if self._applies(x.when) and not x.holds(figures)  # type: ignore[arg-type]  # no None
        ]
        self.total_off = sum(self.off)
        self.touching = {
            slot: [(at, c) for at, c in self.rules.touching.get(slot, ()) if self.active[at]]
            for slot in self.order
        }
        self.signature = {
            slot: tuple(self.rules.rows[at].terms.get(slot, 0) for at in self.failing)
            for slot in self.order
        }

        self._alone: dict[int, tuple[int, int] | None] = {}

    def _applies(self, when: object) -> bool:
        return when is None or bool(when(self.figures))  # type: ignore[operator]  # it is a closure

    @cached_property
    def doubted(self) -> frozenset[int]:
        """Slots of the conditions without a row that do not hold."""
        return frozenset().union(*(self.rules.opaque[at].slots for at in self.unheld))

    @cached_property
    def ballots_off(self) -> int:
        """How many ballots too many (above 0) or too few were counted, 0 where something else
        fails too: then it is no matter of the pile.
        """
        signs = piles(self.bound, frozenset(s for s, x in enumerate(self.figures) if x is None))
        if self.unheld or not self.failing or not all(at in signs for at in self.failing):
            return 0
        off = [signs[at] * self.off[at] * (1 if self.gaps[at] > 0 else -1) for at in self.failing]
        same = len({one > 0 for one in off}) == 1
        return max(off, key=abs) if same else 0

    @property
    def compared(self) -> tuple[int, ...]:
        """The slots with which the ballots were compared where these are off."""
        signs = piles(self.bound, frozenset(s for s, x in enumerate(self.figures) if x is None))
        rows = [(self.rules.rows[at], signs[at]) for at in self.failing if at in signs]
        beside = [slot for row, sign in rows for slot, c in row.terms.items() if c * sign < 0]
        counted = [s for row, _ in rows if len(row.terms) < _SUM for s in row.terms]
        return tuple(sorted({*beside, *counted} & self.known.keys()))

    @property
    def quiet(self) -> bool:
        """True when nothing that counts fails."""
        return not self.failing and not self.unheld

    def rest(self, changes: Mapping[int, int]) -> Rest:
        """What rows leave once the figures of some slots change by so much. Conditions without
        a row count as they stand, unless one of their figures changes.
        """
        moved: dict[int, int] = {}
        for slot, change in changes.items():
            for at, coefficient in self.touching[slot]:
                moved[at] = moved.get(at, 0) + coefficient * change
        rows, gaps, before = self.rules.rows, self.gaps, self.off
        left, broken, off = [*self._failing_by_weight], [0, 0], self.total_off
        for at, change in moved.items():
            row, was = rows[at], before[at]
            now = row.off(gaps[at] + change)
            off += now - was
            if was and not now:
                left[not row.hard] -= 1
            elif now and not was:
                broken[not row.hard] += 1
        return Rest(left[0], left[1], broken[0], broken[1], off)

    def touched(self, slot: int) -> list[tuple[int, int, int, int, int, bool]]:
        """The rows a slot stands in, for ``rest_of``: coefficient, gap, lowest and highest sum, how
        far off the row is, and whether it is a soft one.
        """
        rows = self.rules.rows
        return [
            (c, self.gaps[at], rows[at].low, rows[at].high, self.off[at], not rows[at].hard)
            for at, c in self.touching[slot]
        ]

    def rest_of(self, touched: Sequence[tuple[int, int, int, int, int, bool]], change: int) -> Rest:
        """``rest`` of one slot that changes; ``touched`` are its rows."""
        left, broken, off = [*self._failing_by_weight], [0, 0], self.total_off
        for coefficient, gap, low, high, before, soft in touched:
            moved = gap + coefficient * change
            now = moved - high if moved > high else low - moved if moved < low else 0
            if now == before:
                continue
            off += now - before
            if not now:
                left[soft] -= 1
            elif not before:
                broken[soft] += 1
        return Rest(left[0], left[1], broken[0], broken[1], off)

    @cached_property
    def _failing_by_weight(self) -> tuple[int, int]:
        """How many rows fail: hard ones, soft ones."""
        hard = sum(self.rules.rows[at].hard for at in self.failing)
        return hard, len(self.failing) - hard

    def left(self, changes: Mapping[int, int], *, asking: bool) -> Rest:
        """What is left once the figures of some slots change by so much. With ``asking`` the
        conditions without a row that hold now are asked too: it takes its time.
        """
        rest = self.rest(changes)
        positions = {at for slot in changes for at in self.rules.asking.get(slot, ())}
        unheld = set(self.unheld)
        if not asking:
            positions &= unheld
        if not (unheld or positions):
            return rest
        counts = [0, 0, 0, 0]
        for at in unheld - positions:
            counts[not self.rules.opaque[at].hard] += 1
        figures = [*self.figures]
        for slot, change in changes.items():
            figures[slot] = self.known[slot] + change
        for at in positions:
            one = self.rules.opaque[at]
            applies = one.when is None or one.when(figures)  # type: ignore[arg-type]  # no None
            if applies and not one.holds(figures):  # type: ignore[arg-type]  # no None
                counts[(0 if at in unheld else 2) + (not one.hard)] += 1
        return Rest(
            rest.left_hard + counts[0],
            rest.left_soft + counts[1],
            rest.broken_hard + counts[2],
            rest.broken_soft + counts[3],
            rest.off,
        )

    def span_alone(self, slot: int) -> tuple[int, int] | None:
        """``span`` of a slot while nothing else changes."""
        if slot not in self._alone:
            self._alone[slot] = self.span(slot, {})
        return self._alone[slot]

    def span(self, slot: int, changes: Mapping[int, int]) -> tuple[int, int] | None:
        """The figures of a slot, lowest and highest, with which every row it stands in holds while
        others change; where there is none, those with which the failing rows hold. None: neither.
        """
        moved: dict[int, int] = {}
        for other, change in changes.items():
            for at, coefficient in self.touching[other]:
                moved[at] = moved.get(at, 0) + coefficient * change
        every, failing = (0, MAX_COUNT), (0, MAX_COUNT)
        for at, coefficient in self.touching[slot]:
            row = self.rules.rows[at]
            gap = self.gaps[at] + moved.get(at, 0)
            low, high = row.steps(gap, coefficient)
            low, high = self.known[slot] + low, self.known[slot] + high
            every = max(every[0], low), min(every[1], high)
            if self.off[at]:
                failing = max(failing[0], low), min(failing[1], high)
        if every[0] <= every[1]:
            return every
        return failing if failing[0] <= failing[1] else None
