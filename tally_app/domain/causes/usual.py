"""What other precincts of one sheet usually report, line by line: it may order suppositions about a
slip, and says nothing of any precinct. Never asked at a precinct, and no finding rests on it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final

#: Fewer protocols tell nothing.
FEWEST: Final = 20
#: A line below this in most precincts says little of how large a precinct is.
_TELLING: Final = math.log(10)
_NARROWEST: Final = 0.15
_TO_SPREAD: Final = 1.4826  # from the median of deviations to a standard deviation
_TAIL: Final = 3.0
_HEAVY: Final = (_TAIL + 1) / 2
_FARTHEST: Final = 8.0


@dataclass(frozen=True)
class Usual:
    """``levels`` and ``spreads`` by slot, of the logarithm of a figure once the size of its
    precinct is taken off. Empty where too few protocols were seen.
    """

    levels: Mapping[int, float] = field(default_factory=dict)
    spreads: Mapping[int, float] = field(default_factory=dict)

    def size(self, figures: Mapping[int, int]) -> float:
        """How large a precinct is beside the others, from most of its lines together."""
        apart = [
            math.log1p(figures[slot]) - level
            for slot, level in self.levels.items()
            if level > _TELLING and slot in figures
        ]
        return median(apart) if apart else 0.0

    def gain(self, slot: int, typed: int, true: int, size: float) -> float:
        """How much more usual one figure is than another, as a difference of logarithms."""
        if slot not in self.levels:
            return 0.0
        mean = self.levels[slot] + size
        # Small figures spread by chance too.
        spread = math.hypot(self.spreads[slot], math.exp(-max(mean, 0.0) / 2))
        supposed, stands = (math.log1p(true) - mean) / spread, (math.log1p(typed) - mean) / spread
        # The logarithm of a density with long tails, of the one and of the other.
        gained = _HEAVY * math.log(
            (1 + stands * stands / _TAIL) / (1 + supposed * supposed / _TAIL)
        )
        return max(-_FARTHEST, min(_FARTHEST, gained))


def usual(protocols: Sequence[Sequence[int]], slots: Sequence[int]) -> Usual:
    """What the lines of ``slots`` usually hold in these protocols."""
    if len(protocols) < FEWEST:
        return Usual()
    logs = {slot: [math.log1p(one[slot]) for one in protocols] for slot in slots}
    levels = {slot: median(of) for slot, of in logs.items()}
    telling = [slot for slot, level in levels.items() if level > _TELLING] or [*slots]
    sizes = [
        median([logs[slot][row] - levels[slot] for slot in telling])
        for row in range(len(protocols))
    ]
    levels = {
        slot: median([log - size for log, size in zip(of, sizes, strict=True)])
        for slot, of in logs.items()
    }
    spreads = {
        slot: max(
            _NARROWEST,
            _TO_SPREAD
            * median([abs(log - size - levels[slot]) for log, size in zip(of, sizes, strict=True)]),
        )
        for slot, of in logs.items()
    }
    return Usual(levels, spreads)
