"""Fitting the weights: the share that explanations with truly wrong lines get is to be large.

A conditional logit over all explanations of a case, with a quadratic penalty; resilient steps over
the whole set, in plain Python.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tally_app.domain.causes.cause import COUNT_AGAIN
from tally_app.domain.causes.slips import possible_slips
from tally_app.domain.causes.traits import TRAITS, Traits
from tally_app.domain.causes.unbalanced import Unbalanced
from tests.model.keyings import Keying, bound, order

#: Weights given by judgement. Nobody counted bundles of a paper that was typed off, whose form has
#: one page: this data says nothing of them. An explanation is to explain everything that fails: of
#: the many relations of our own forms one mistake breaks several, of this one's few mostly one.
JUDGED: Mapping[str, float] = {
    "kind.bundle_missed": -0.5,
    "kind.bundle_twice": -0.5,
    "place.apart": -2.0,
    "rest.hard": -4.0,
    "rest.soft": -2.0,
    "rest.broken_hard": -4.0,
    "rest.broken_soft": -2.5,
    "usual.gain": 0.8,
    **{f"{role}.{kind}": 0.0 for role in ("part", "total", "limit")
       for kind in ("bundle_missed", "bundle_twice")},
}  # fmt: skip

PENALTY = 1.0
STEPS = 80
_SMALLEST, _LARGEST = 1e-4, 0.5


@dataclass(frozen=True)
class Case:
    """The explanations of one keying: traits by number with their sizes, how many explanations
    look the same, and whether every line they name is truly wrong.
    """

    rows: tuple[tuple[tuple[tuple[int, float], ...], int, bool], ...]
    weight: float


def case(keying: Keying, weight: float) -> Case:
    """What can be learned from one keying."""
    numbers = {name: number for number, name in enumerate(TRAITS)}
    unbalanced = Unbalanced(bound(), keying.typed, order())
    traits = Traits(unbalanced)
    rows: dict[tuple[tuple[tuple[int, float], ...], bool], int] = {}
    for x in possible_slips(unbalanced):
        lines = {slot for slot, change in x.changes(unbalanced.known).items() if change}
        right = keying.of_paper if x.kind == COUNT_AGAIN else bool(lines) and lines <= keying.wrong
        seen: dict[int, float] = {}
        for name, size in traits.of(x):
            seen[numbers[name]] = seen.get(numbers[name], 0.0) + size
        key = tuple(sorted((n, s) for n, s in seen.items() if s)), right
        rows[key] = rows.get(key, 0) + 1
    return Case(tuple((row, count, right) for (row, right), count in rows.items()), weight)


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """Weights by trait; those that are judged stay as they are."""
    fixed = {number for number, name in enumerate(TRAITS) if name in JUDGED}
    weights = [JUDGED.get(name, 0.0) for name in TRAITS]
    steps, before = [0.1] * len(TRAITS), [0.0] * len(TRAITS)
    useful = [x for x in cases if any(right for _, _, right in x.rows)]
    for _ in range(STEPS):
        slopes = [-PENALTY * weight for weight in weights]
        for x in useful:
            _add_slopes(x, weights, slopes)
        for n, slope in enumerate(slopes):
            if n in fixed or not slope:
                continue
            turned = slope * before[n]
            steps[n] = min(max(steps[n] * (1.2 if turned > 0 else 0.5 if turned < 0 else 1.0),
                               _SMALLEST), _LARGEST)  # fmt: skip
            before[n] = 0.0 if turned < 0 else slope
            weights[n] += math.copysign(steps[n], before[n]) if before[n] else 0.0
    return {name: weight for name, weight in zip(TRAITS, weights, strict=True) if weight}


def _add_slopes(x: Case, weights: Sequence[float], slopes: list[float]) -> None:
    odds = [sum(weights[n] * size for n, size in row) for row, _, _ in x.rows]
    highest = max(odds)
    shares = [
        count * math.exp(one - highest) for one, (_, count, _) in zip(odds, x.rows, strict=True)
    ]
    total = sum(shares)
    good = sum(share for share, (_, _, right) in zip(shares, x.rows, strict=True) if right)
    if not good:
        return
    for share, (row, _, right) in zip(shares, x.rows, strict=True):
        change = x.weight * share * ((1 / good if right else 0.0) - 1 / total)
        if abs(change) > 1e-9:
            for n, size in row:
                slopes[n] += change * size
