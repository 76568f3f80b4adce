"""What probably happened when relations fail: mistakes that would explain all of them at once.

Nothing is changed here; a cause names lines to look at again, in the order of a small model that
was fitted on real keyings (``resources/causes``).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tally_app.domain.layout import Cell
from tally_app.domain.relations import Bound
from tally_app.domain.suppose import Supposition, suppositions
from tally_app.domain.suspects import Suspects
from tally_app.domain.weighing import features

#: How many causes people are shown.
MOST: Final = 3


@dataclass(frozen=True, slots=True)
class CauseModel:
    """``weights`` by trait (``weighing.TRAITS``), in log-odds; without one it weighs 0."""

    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Cause:
    """One explanation. ``cells`` are the figures it would change, in the order of typing;
    ``before`` what stands there, ``after`` what would be true, None where the relations do not
    tell. ``score``: its share of all that was supposed, 0 to 1; lines that several explanations
    name are ranked by all of them together.
    """

    kind: str
    cells: tuple[Cell, ...]
    before: tuple[int | None, ...]
    after: tuple[int | None, ...]
    score: float


def typed_order(bound: Bound) -> tuple[int, ...]:
    """Slots of the counts somebody types, in the form's order, options in ballot order."""
    form = bound.book.form
    return tuple(
        slot
        for slot, cell in enumerate(bound.layout.cells)
        if form.line(cell.line).kind == "count" and not form.line(cell.line).derived
    )


def likely_causes(
    bound: Bound, figures: Sequence[int | None], order: Iterable[int], model: CauseModel
) -> list[Cause]:
    """Everything that would explain why errors, legal events and warnings fail, most likely first.

    ``order``: the slots that may be wrong, in the order they are typed. The first of every set of
    lines come before the further explanations of the same lines. [] where nothing fails.
    """
    suspects = Suspects(bound, figures, order)
    if suspects.quiet:
        return []
    found = weighed(suspects, model)
    return [_cause(suspects, supposed, score) for supposed, score in ranked(found)]


def weighed(suspects: Suspects, model: CauseModel) -> list[tuple[Supposition, float]]:
    """Every supposition with its share of the whole, 0 to 1."""
    weights = model.weights
    found = [
        (x, sum(weights.get(name, 0.0) * value for name, value in features(suspects, x)))
        for x in suppositions(suspects)
    ]
    highest = max((score for _, score in found), default=0.0)
    odds = [math.exp(score - highest) for _, score in found]
    total = sum(odds)
    return [(x, odd / total) for (x, _), odd in zip(found, odds, strict=True)]


def ranked(found: Iterable[tuple[Supposition, float]]) -> Iterator[tuple[Supposition, float]]:
    """The most likely explanation of every set of lines, by what all explanations of the same
    lines weigh together; then all others.
    """
    groups: dict[tuple[int, ...], list[tuple[Supposition, float]]] = {}
    for x, share in found:
        groups.setdefault(x.slots, []).append((x, share))
    shares = {slots: sum(share for _, share in group) for slots, group in groups.items()}
    rest: list[tuple[Supposition, float]] = []
    for slots in sorted(groups, key=lambda slots: (-shares[slots], slots)):
        first, *others = sorted(groups[slots], key=lambda one: -one[1])
        yield first[0], shares[slots]
        rest += others
    yield from sorted(rest, key=lambda one: -one[1])


def _cause(suspects: Suspects, supposed: Supposition, score: float) -> Cause:
    cells = suspects.bound.layout.cells
    true = dict(zip(supposed.slots, supposed.true, strict=True))
    changed = [slot for slot in supposed.slots if true[slot] != suspects.known[slot]]
    return Cause(
        kind=supposed.kind,
        cells=tuple(cells[slot] for slot in changed),
        before=tuple(suspects.figures[slot] for slot in changed),
        after=tuple(None if slot == supposed.unsure else true[slot] for slot in changed),
        score=score,
    )
