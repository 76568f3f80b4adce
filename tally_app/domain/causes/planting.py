"""Faults planted into true figures for practice, the kinds people really make.

Deterministic: the same figures and seed give the same faults on every laptop, so that a whole room
works on one exercise. No two faults touch the same line, and each stays visible as what it is when
the first entry is compared with a right second one.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, TypeVar

from tally_app.domain.causes import differences
from tally_app.domain.relations.rulebook import Rulebook
from tally_app.domain.values.counts import MAX_COUNT

BUNDLE_MISSED: Final = "bundle_missed"
BUNDLE_TWICE: Final = "bundle_twice"
SUM_OF_WRONG_LINE: Final = "sum_of_wrong_line"

#: Every kind that is planted, those that need most lines first.
KINDS: Final = (
    differences.BLOCK_SHIFTED,
    differences.LINES_SWAPPED,
    differences.VALUE_IN_NEIGHBOUR,
    SUM_OF_WRONG_LINE,
    BUNDLE_MISSED,
    BUNDLE_TWICE,
    differences.DIGITS_SWAPPED,
    differences.DIGIT_MISSING,
    differences.DIGIT_EXTRA,
    differences.DIGIT_WRONG,
    differences.ZERO_FOR_VALUE,
)

#: Ballots in a bundle.
BUNDLES: Final = (50, 100)
_BLOCKS: Final = (4, 3)
#: How many digits are tried per line.
_TRIES: Final = 3
#: How often a night is planned anew, how often before its kinds are said not to fit, and how many
#: places one plan looks at.
_PLANS, _FITS, _STEPS = 60, 3, 150
#: Of three lines at most two are touched: a first entry with every line wrong teaches nobody.
_TOUCHED, _OF = 2, 3
#: Lines a kind needs where it is not one.
_NEEDS: Final = {differences.BLOCK_SHIFTED: 3, differences.LINES_SWAPPED: 2}

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Fault:
    """One slip: its kind, the places (indexes of the figures, ascending) and what stands there."""

    kind: str
    places: tuple[int, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TrueFigures:
    """True figures in the order they are typed. ``totals``: places that are a sum of others;
    ``elsewhere``: figures of other lines of the same papers, which a tired hand takes for a total.
    """

    figures: tuple[int, ...]
    totals: tuple[int, ...] = ()
    elsewhere: tuple[int, ...] = ()


class Draws:
    """Small integers that follow from a seed alone, the same in every version of Python."""

    def __init__(self, seed: str) -> None:
        self._seed, self._drawn = seed, 0

    def below(self, limit: int) -> int:
        """A number from 0 to ``limit`` - 1."""
        self._drawn += 1
        digest = hashlib.sha256(f"{self._seed}/{self._drawn}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % limit

    def shuffled(self, items: Sequence[_Item]) -> list[_Item]:
        """The items in another order."""
        left, found = [*items], []
        while left:
            found.append(left.pop(self.below(len(left))))
        return found


def plant(sheet: TrueFigures, kinds: Sequence[str], seed: int) -> tuple[Fault, ...]:
    """One fault of every kind of ``kinds``, in line order; () where they do not all fit."""
    return _planned(sheet, kinds, seed, _PLANS)


def _planned(sheet: TrueFigures, kinds: Sequence[str], seed: int, plans: int) -> tuple[Fault, ...]:
    for attempt in range(plans):
        found = _Plan(sheet, Draws(f"{seed}/{attempt}")).with_all(kinds)
        if found is not None:
            return tuple(sorted(found, key=lambda fault: fault.places))
    return ()


@lru_cache(maxsize=32)
def round_of(sheet: TrueFigures) -> tuple[tuple[str, ...], ...]:
    """Which kinds are planted in which night of a round: as many as fit, until all were there.

    A kind these figures cannot hold (a total where no line is one) is in none of them.
    """
    left, nights = [kind for kind in KINDS if _planned(sheet, [kind], 0, _FITS)], []
    while left:
        chosen: list[str] = []
        for kind in left:
            if _planned(sheet, [*chosen, kind], 0, _FITS):
                chosen.append(kind)
        nights.append(tuple(chosen))
        left = [kind for kind in left if kind not in chosen]
    return tuple(nights)


def totals_of(book: Rulebook) -> frozenset[str]:
    """Ids of the lines that a relation says are a sum of others."""
    found = set()
    for tree in book.checks.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq):
                for one, other in pairwise((node.left, node.comparators[0], node.left)):
                    if isinstance(one, ast.Name) and isinstance(other, ast.BinOp | ast.Call):
                        found.add(one.id)
    return frozenset(found)


@dataclass
class _Plan:
    sheet: TrueFigures
    draws: Draws
    steps: int = 0

    def with_all(self, kinds: Sequence[str]) -> list[Fault] | None:
        """A fault of each kind, none touching another's lines; None where there is none."""
        ordered = sorted(kinds, key=KINDS.index)
        return self._place(ordered, [])

    def _place(self, kinds: Sequence[str], placed: list[Fault]) -> list[Fault] | None:
        if not kinds:
            return placed
        taken = {place for fault in placed for place in fault.places}
        rest = sum(_NEEDS.get(kind, 1) for kind in kinds[1:])
        room = -(-_TOUCHED * len(self.sheet.figures) // _OF) - rest - len(taken)
        for fault in self.draws.shuffled([*_MAKERS[kinds[0]](self.sheet, self.draws)]):
            self.steps += 1
            if self.steps > _STEPS:
                return None
            fits = len(fault.places) <= room and not taken & {*fault.places}
            if fits and told_apart(self.sheet, [*placed, fault]):
                found = self._place(kinds[1:], [*placed, fault])
                if found is not None:
                    return found
        return None


def told_apart(sheet: TrueFigures, faults: Sequence[Fault]) -> bool:
    """True where a comparison with the true figures names each fault by itself, as its kind."""
    parts = differences.groups(typed(sheet.figures, faults), sheet.figures)
    named = {part.places: part.kind for part in parts}
    return len(parts) == len(faults) and all(
        fault.places in named
        and (fault.kind not in differences.KINDS or named[fault.places] == fault.kind)
        for fault in faults
    )


def typed(figures: Sequence[int], faults: Sequence[Fault]) -> list[int]:
    """The figures with the faults in them."""
    found = [*figures]
    for fault in faults:
        for place, value in zip(fault.places, fault.after, strict=True):
            found[place] = value
    return found


def _fault(sheet: TrueFigures, kind: str, after: Mapping[int, int]) -> Fault:
    places = tuple(sorted(place for place in after if after[place] != sheet.figures[place]))
    before = tuple(sheet.figures[place] for place in places)
    return Fault(kind, places, before, tuple(after[place] for place in places))


def _block_shifted(sheet: TrueFigures, _draws: Draws) -> Iterator[Fault]:
    """Three or four lines hold the figure of their neighbour; the line left free holds 0 or its
    own figure once more.
    """
    figures = sheet.figures
    for size in _BLOCKS:
        for start in range(len(figures) - size):
            window = range(start, start + size + 1)
            for step in (1, -1):
                free, *moved = window if step > 0 else reversed(window)
                after = {place: figures[place - step] for place in moved}
                told = all(after[place] != figures[place] for place in moved)
                if told and sum(1 for place in moved if after[place]) >= min(_BLOCKS):
                    for left in (0, figures[free]):
                        yield _fault(sheet, differences.BLOCK_SHIFTED, {free: left, **after})


def _lines_swapped(sheet: TrueFigures, _draws: Draws) -> Iterator[Fault]:
    for place, (one, other) in enumerate(pairwise(sheet.figures)):
        if one != other:
            yield _fault(sheet, differences.LINES_SWAPPED, {place: other, place + 1: one})


def _value_in_neighbour(sheet: TrueFigures, _draws: Draws) -> Iterator[Fault]:
    figures = sheet.figures
    for own, value in enumerate(figures):
        for other in (own - 1, own + 1):
            if value and 0 <= other < len(figures) and figures[other] != value:
                after = {own: 0, other: value}
                yield _fault(sheet, differences.VALUE_IN_NEIGHBOUR, after)


def _sum_of_wrong_line(sheet: TrueFigures, _draws: Draws) -> Iterator[Fault]:
    for place in sheet.totals:
        for value in sheet.elsewhere or sheet.figures:
            if value not in (0, sheet.figures[place]):
                yield _fault(sheet, SUM_OF_WRONG_LINE, {place: value})


def _bundle_missed(sheet: TrueFigures, _draws: Draws) -> Iterator[Fault]:
    for place, value in enumerate(sheet.figures):
        for bundle in BUNDLES:
            if value > bundle and place not in sheet.totals:
                yield _fault(sheet, BUNDLE_MISSED, {place: value - bundle})


def _bundle_twice(sheet: TrueFigures, _draws: Draws) -> Iterator[Fault]:
    for place, value in enumerate(sheet.figures):
        for bundle in BUNDLES:
            if value >= bundle and place not in sheet.totals:
                yield _fault(sheet, BUNDLE_TWICE, {place: value + bundle})


def _digits_swapped(sheet: TrueFigures, _draws: Draws) -> Iterator[Fault]:
    for place, value in enumerate(sheet.figures):
        text = str(value)
        for at, (one, other) in enumerate(pairwise(text)):
            if one != other and (at or other != "0"):
                after = int(text[:at] + other + one + text[at + 2 :])
                yield _fault(sheet, differences.DIGITS_SWAPPED, {place: after})


def _digit_missing(sheet: TrueFigures, _draws: Draws) -> Iterator[Fault]:
    for place, value in enumerate(sheet.figures):
        text = str(value)
        for at in range(len(text)):
            kept = text[:at] + text[at + 1 :]
            if kept and not kept.startswith("0"):
                yield _fault(sheet, differences.DIGIT_MISSING, {place: int(kept)})


def _digit_extra(sheet: TrueFigures, draws: Draws) -> Iterator[Fault]:
    for place, value in enumerate(sheet.figures):
        text = str(value)
        for _ in range(_TRIES if value else 0):
            at = draws.below(len(text)) + 1
            # Mostly a key that was pressed twice.
            digit = text[at - 1] if draws.below(2) else str(draws.below(10))
            after = int(text[:at] + digit + text[at:])
            if after <= MAX_COUNT:
                yield _fault(sheet, differences.DIGIT_EXTRA, {place: after})


def _digit_wrong(sheet: TrueFigures, draws: Draws) -> Iterator[Fault]:
    for place, value in enumerate(sheet.figures):
        text = str(value)
        for _ in range(_TRIES if value else 0):
            at, digit = draws.below(len(text)), str(1 + draws.below(9))
            if digit != text[at]:
                after = int(text[:at] + digit + text[at + 1 :])
                yield _fault(sheet, differences.DIGIT_WRONG, {place: after})


def _zero_for_value(sheet: TrueFigures, _draws: Draws) -> Iterator[Fault]:
    for place, value in enumerate(sheet.figures):
        if value:
            yield _fault(sheet, differences.ZERO_FOR_VALUE, {place: 0})


_MAKERS: Final[Mapping[str, Callable[[TrueFigures, Draws], Iterator[Fault]]]] = {
    differences.BLOCK_SHIFTED: _block_shifted,
    differences.LINES_SWAPPED: _lines_swapped,
    differences.VALUE_IN_NEIGHBOUR: _value_in_neighbour,
    SUM_OF_WRONG_LINE: _sum_of_wrong_line,
    BUNDLE_MISSED: _bundle_missed,
    BUNDLE_TWICE: _bundle_twice,
    differences.DIGITS_SWAPPED: _digits_swapped,
    differences.DIGIT_MISSING: _digit_missing,
    differences.DIGIT_EXTRA: _digit_extra,
    differences.DIGIT_WRONG: _digit_wrong,
    differences.ZERO_FOR_VALUE: _zero_for_value,
}
