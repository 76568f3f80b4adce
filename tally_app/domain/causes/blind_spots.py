"""Which slips of the hand a form cannot notice: in what share of sound nights nothing fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Final

from tally_app.domain.causes.differences import (
    BLOCK_SHIFTED,
    DIGIT_EXTRA,
    DIGIT_MISSING,
    DIGIT_WRONG,
    DIGITS_SWAPPED,
    LINES_SWAPPED,
    VALUE_IN_NEIGHBOUR,
    ZERO_FOR_VALUE,
)
from tally_app.domain.causes.planting import Draws
from tally_app.domain.causes.unbalanced import NOTHING, Unbalanced
from tally_app.domain.form.layout import Cell
from tally_app.domain.relations.rulebook import Bound
from tally_app.domain.values.counts import MAX_COUNT

#: Slips in one line, and slips over neighbouring lines.
OF_ONE: Final = (DIGIT_WRONG, DIGITS_SWAPPED, DIGIT_MISSING, DIGIT_EXTRA, ZERO_FOR_VALUE)
OF_SEVERAL: Final = (LINES_SWAPPED, VALUE_IN_NEIGHBOUR, BLOCK_SHIFTED)

_BLOCK: Final = 3
_TEN: Final = 10


class Often(StrEnum):
    """In how many nights nothing fails."""

    ALWAYS = "always"
    MOSTLY = "mostly"
    SOMETIMES = "sometimes"
    NEVER = "never"


@dataclass
class BlindSpot:
    """One slip on some lines: in how many nights it was made, in how many nothing failed."""

    kind: str
    cells: tuple[Cell, ...]
    made: int = 0
    passed: int = 0

    @property
    def share(self) -> float:
        """Share of nights in which nothing fails."""
        return self.passed / self.made if self.made else 0.0

    @property
    def often(self) -> Often:
        """The share as a word."""
        if self.passed == self.made:
            return Often.ALWAYS
        if 2 * self.passed >= self.made:
            return Often.MOSTLY
        return Often.SOMETIMES if self.passed else Often.NEVER


@dataclass
class BlindSpots:
    """The spots of a form by kind and lines, over ``nights`` sound nights."""

    nights: int = 0
    spots: dict[tuple[str, tuple[Cell, ...]], BlindSpot] = field(default_factory=dict)

    def add(self, kind: str, cells: tuple[Cell, ...], *, passed: bool) -> None:
        """Count one slip."""
        spot = self.spots.setdefault((kind, cells), BlindSpot(kind, cells))
        spot.made += 1
        spot.passed += passed

    def found(self) -> list[BlindSpot]:
        """The spots that were tried."""
        return [spot for spot in self.spots.values() if spot.made]

    def share(self, kinds: Iterable[str]) -> float:
        """Share of all slips of these kinds that nothing noticed."""
        some = [spot for spot in self.found() if spot.kind in kinds]
        made = sum(spot.made for spot in some)
        return sum(spot.passed for spot in some) / made if made else 0.0


def look(
    bound: Bound,
    nights: Iterable[Sequence[int | None]],
    order: Sequence[int],
    seed: int,
) -> BlindSpots:
    """Make one slip of every kind on every line (and neighbouring lines) of every night."""
    found, draws, cells = BlindSpots(), Draws(f"slips/{seed}"), bound.layout.cells
    for figures in nights:
        found.nights += 1
        unbalanced = Unbalanced(bound, figures, order)
        for kind, slots, true in _slips(unbalanced.known, unbalanced.order, draws):
            pairs = zip(slots, true, strict=True)
            changes = {s: n - unbalanced.known[s] for s, n in pairs if n != unbalanced.known[s]}
            if changes:
                passed = unbalanced.left(changes, asking=True) == NOTHING
                found.add(kind, tuple(cells[slot] for slot in slots), passed=passed)
    return found


_Slip = tuple[str, tuple[int, ...], tuple[int, ...]]


def _slips(known: Mapping[int, int], order: Sequence[int], draws: Draws) -> Iterator[_Slip]:
    """Kind, slots, and what stands there then."""
    for slot in order:
        for kind, slip in _IN_ONE.items():
            typed = slip(str(known[slot]), draws)
            if typed and int(typed) <= MAX_COUNT:
                yield kind, (slot,), (int(typed),)
    for one, other in pairwise(order):
        yield LINES_SWAPPED, (one, other), (known[other], known[one])
        yield VALUE_IN_NEIGHBOUR, (one, other), (0, known[one])
    for at in range(len(order) - _BLOCK + 1):
        block = tuple(order[at : at + _BLOCK])
        yield BLOCK_SHIFTED, block, (0, *(known[slot] for slot in block[:-1]))


def _wrong(text: str, draws: Draws) -> str:
    at, digit = draws.below(len(text)), draws.below(_TEN)
    return f"{text[:at]}{digit}{text[at + 1 :]}" if at or digit or len(text) == 1 else ""


def _swapped(text: str, draws: Draws) -> str:
    pairs = [at for at in range(len(text) - 1) if text[at] != text[at + 1]]
    if not pairs:
        return ""
    at = pairs[draws.below(len(pairs))]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _missing(text: str, draws: Draws) -> str:
    at = draws.below(len(text))
    return text[:at] + text[at + 1 :]


def _extra(text: str, draws: Draws) -> str:
    at = draws.below(len(text) + 1)
    return f"{text[:at]}{draws.below(_TEN)}{text[at:]}"


def _zero(_text: str, _draws: Draws) -> str:
    return "0"


_IN_ONE: Final[Mapping[str, Callable[[str, Draws], str]]] = {
    DIGIT_WRONG: _wrong,
    DIGITS_SWAPPED: _swapped,
    DIGIT_MISSING: _missing,
    DIGIT_EXTRA: _extra,
    ZERO_FOR_VALUE: _zero,
}
