"""Sound figures by chance: from one night in which nothing fails to others like it.

Every equality of the relations is kept by moving figures along it only (the integer solutions of
the same equations without constants); every other relation is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm
from typing import Final

from tally_app.domain.causes.planting import Draws
from tally_app.domain.causes.unbalanced import Unbalanced
from tally_app.domain.relations.linear import equations
from tally_app.domain.relations.rulebook import Bound
from tally_app.domain.values.counts import MAX_COUNT

#: How often each way of moving figures is tried for one night.
_TRIES: Final = 3
#: A figure moves by up to so much of itself, and by this at least.
_PART, _LEAST = 2, 4

Move = dict[int, int]


def sound_nights(
    bound: Bound, figures: Sequence[int | None], order: Sequence[int], seed: int
) -> Iterator[list[int | None]]:
    """One sound night after another without end, the same for the same seed. ``figures`` is one in
    which nothing that counts fails; ``order``: the slots that may change.
    """
    ways = moves(bound, figures, order)
    draws, night = Draws(f"sound/{seed}"), [*figures]
    while True:
        for _ in range(_TRIES * len(ways)):
            way = ways[draws.below(len(ways))]
            moved = _moved(night, way, draws)
            if moved is not None and Unbalanced(bound, moved, order).quiet:
                night = moved
        yield [*night]


def _moved(night: Sequence[int | None], way: Move, draws: Draws) -> list[int | None] | None:
    """The night with figures moved along one way, None where one would not be a count."""
    most = max(_LEAST, *((night[slot] or 0) // _PART for slot in way))
    size = draws.below(2 * most + 1) - most
    moved = [*night]
    for slot, step in way.items():
        figure = (night[slot] or 0) + step * size
        if not 0 <= figure <= MAX_COUNT:
            return None
        moved[slot] = figure
    return moved if size else None


def moves(bound: Bound, figures: Sequence[int | None], order: Sequence[int]) -> list[Move]:
    """By how much figures may change together for every equality to hold: a basis, in integers."""
    empty = frozenset(slot for slot, figure in enumerate(figures) if figure is None)
    places = {slot: at for at, slot in enumerate(s for s in order if s not in empty)}
    rows = [
        [Fraction(row.terms.get(slot, 0)) for slot in places]
        for row in equations(bound, empty).rows
        if row.low == row.high and (row.when is None or row.when(figures))  # type: ignore[arg-type]
    ]
    leading = _reduced(rows)
    slots = [*places]
    found = []
    for free in (at for at in range(len(slots)) if at not in leading):
        way = {slots[free]: Fraction(1)}
        for at, row in leading.items():
            if rows[row][free]:
                way[slots[at]] = -rows[row][free]
        whole = lcm(*(step.denominator for step in way.values()))
        found.append({slot: int(step * whole) for slot, step in way.items()})
    return found


def _reduced(rows: list[list[Fraction]]) -> dict[int, int]:
    """Reduce the rows in place; the leading column of each row that is left."""
    leading: dict[int, int] = {}
    row = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((at for at in range(row, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[row], rows[pivot] = rows[pivot], rows[row]
        first = rows[row][column]
        rows[row] = [x / first for x in rows[row]]
        for at, other in enumerate(rows):
            if at != row and other[column]:
                factor = other[column]
                rows[at] = [x - factor * y for x, y in zip(other, rows[row], strict=True)]
        leading[column] = row
        row += 1
        if row == len(rows):
            break
    return leading
