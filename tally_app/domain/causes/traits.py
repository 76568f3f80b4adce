"""The traits of a supposition that a model weighs. Nothing here knows of any election.

A mistake on one line is told by what the line is to the relations (part or total of a sum, or a
limit), by the size of its figures, by the slip itself and by the figures around it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from tally_app.domain.causes.cause import COUNT_AGAIN
from tally_app.domain.causes.slips import KINDS, Slip
from tally_app.domain.causes.unbalanced import NOTHING, Unbalanced
from tally_app.domain.causes.usual import Usual

ROLES: Final = ("part", "total", "limit")
#: What the figures around a line tell, and the kinds of which they tell something of their own.
_AROUND_TOLD: Final = (
    "zeros", "beside_zeros", "size", "repeat", "true_repeat", "true_elsewhere",
)  # fmt: skip
_TOLD_KINDS: Final = (
    "digit_wrong", "digit_missing", "digit_extra", "zero_for_value", "sum_of_wrong_line", "other",
)  # fmt: skip
#: Figures of more digits than that are alike.
_LARGE: Final = 4
#: How many lines above and below are looked at.
_AROUND: Final = 2
_HALF_HUNDRED: Final = 50
_SCALE: Final = 7.0  # about the logarithm of a thousand votes
_TEN: Final = 10

_KIND: Final = {kind: f"kind.{kind}" for kind in KINDS[:-1]}
_OF_ROLE: Final = {
    (role, name): f"{role}.{name}"
    for role in ROLES
    for name in (*KINDS[:-1], "line", "true", "typed", "step")
}
_TRUE_OF: Final = tuple(f"size.true_{digits}" for digits in range(_LARGE + 1))

#: How many ballots too few or too many, by the least of each group.
_PILES: Final = {1: "1", 2: "2", 3: "3", 4: "4_5", 6: "6_10", 11: "11"}

#: Every trait, by name: a file of weights may have these and no others.
TRAITS: Final = (
    *_KIND.values(),
    *_OF_ROLE.values(),
    "rest.hard", "rest.soft", "rest.broken_hard", "rest.broken_soft", "rest.share", "rest.unsure",
    "place.first", "place.last", "place.depth", "place.largest", "place.second", "place.apart",
    *(f"{group}.{name}" for group in ("around", *_TOLD_KINDS) for name in _AROUND_TOLD),
    *_TRUE_OF,
    *(f"size.typed_{n}" for n in range(_LARGE + 1)),
    "size.true_fifty", "size.true_ten", "size.typed_fifty", "size.typed_ten", "size.ratio",
    "size.lines",
    "edit.leading", "edit.trailing", "edit.double", "edit.beside", "edit.copied", "edit.summed",
    "edit.truncated", "edit.padded", "edit.same_length", "edit.two_digits",
    *(f"pair.{a}{b}" for a, b in combinations("0123456789", 2)),
    *(f"pile.{way}_{size}" for way in ("fewer", "more") for size in _PILES.values()),
    "pile.size",
    "usual.gain",
)  # fmt: skip


class Traits:
    """Tells the traits of suppositions about the figures of one contest."""

    def __init__(self, unbalanced: Unbalanced, usual: Usual | None = None) -> None:
        self.known = unbalanced.known
        self._usual = usual
        self._size = usual.size(unbalanced.known) if usual is not None else 0.0
        self._gains: dict[tuple[int, int], float] = {}
        self._off, self._ballots_off = unbalanced.total_off, unbalanced.ballots_off
        self._places = {slot: place for place, slot in enumerate(unbalanced.order)}
        self._values = [unbalanced.known[slot] for slot in unbalanced.order]
        roles = unbalanced.roles
        #: What a line is to the sums of the relations.
        self._role = {
            slot: "total" if slot in roles.totals else "part" if slot in roles.parts else "limit"
            for slot in unbalanced.order
        }
        parts = [slot for slot in unbalanced.order if slot in roles.parts]
        self._parts = Counter(unbalanced.known[slot] for slot in parts)
        self._highest = sorted(self._parts.elements(), reverse=True)[: _AROUND + 1]
        self._known_around: dict[int, tuple[tuple[str, float], ...]] = {}
        form, cells = unbalanced.bound.book.form, unbalanced.bound.layout.cells
        self._stage = {slot: form.line(cells[slot].line).stage for slot in unbalanced.order}

    def of(self, x: Slip) -> Iterator[tuple[str, float]]:
        """Every trait of a supposition, with its size."""
        yield from self.of_mistake(x)
        if len(x.slots) == 1:
            yield from self.of_line(x.slots[0])

    def of_mistake(self, x: Slip) -> list[tuple[str, float]]:
        """What is not known from the line alone. A list that grows, and no step that yields: there
        are dozens of suppositions a row, and many rows.
        """
        if x.kind == COUNT_AGAIN:
            return [*self._of_pile()]
        told = [(_KIND[x.kind], 1.0)]
        if self._usual is not None:
            told.append(("usual.gain", self._gain(x, self._usual)))
        rest = x.rest
        if rest != NOTHING:
            told += (
                ("rest.hard", rest.left_hard),
                ("rest.soft", rest.left_soft),
                ("rest.broken_hard", rest.broken_hard),
                ("rest.broken_soft", rest.broken_soft),
            )
            if rest.off:
                share = math.log1p(rest.off) / math.log1p(max(self._off, rest.off))
                told.append(("rest.share", share))
        if x.unsure is not None:
            told.append(("rest.unsure", 1.0))
        for trait in x.traits:
            told.append((trait, 1.0))
        if len(x.slots) == 1:
            told += self._sizes(x.kind, x.slots[0], x.true[0])
            return told
        told.append(("size.lines", math.log(len(x.slots))))
        if self._stage[x.slots[0]] != self._stage[x.slots[-1]]:
            told.append(("place.apart", 1.0))
        return told

    def _of_pile(self) -> Iterator[tuple[str, float]]:
        """How far the ballots are off, and how many there are."""
        size = abs(self._ballots_off)
        group = max(least for least in _PILES if least <= size)
        yield f"pile.{'more' if self._ballots_off > 0 else 'fewer'}_{_PILES[group]}", 1.0
        yield "pile.size", math.log1p(sum(self._parts.elements())) / _SCALE

    def _gain(self, x: Slip, usual: Usual) -> float:
        """How much more usual the supposed figures are than those typed."""
        gained, gains = 0.0, self._gains
        for pair in zip(x.slots, x.true, strict=True):
            if pair not in gains:  # blocks share most of their lines
                slot, true = pair
                gains[pair] = usual.gain(slot, self.known[slot], true, self._size)
            gained += gains[pair]
        return gained

    def of_line(self, slot: int) -> Iterator[tuple[str, float]]:
        """What is known from a line and the figures around it, whatever is supposed about it."""
        place, typed, values = self._places[slot], self.known[slot], self._values
        role = self._role[slot]
        yield f"{role}.line", 1.0
        yield f"{role}.typed", math.log10(1 + typed)
        yield "place.depth", place / len(values)
        if not place:
            yield "place.first", 1.0
        if place == len(values) - 1:
            yield "place.last", 1.0
        if role == "part" and typed in self._highest:
            yield ("place.largest" if typed == self._highest[0] else "place.second"), 1.0
        for name, size in self._told(slot):
            yield f"around.{name}", size
        yield f"size.typed_{_length(typed)}", 1.0
        yield from _round("typed", typed)

    def _told(self, slot: int) -> tuple[tuple[str, float], ...]:
        """What the figures around a line tell, whatever is supposed about it."""
        if slot not in self._known_around:
            self._known_around[slot] = tuple(self._tell(slot))
        return self._known_around[slot]

    def _tell(self, slot: int) -> Iterator[tuple[str, float]]:
        place, typed = self._places[slot], self.known[slot]
        around, beside = self._around(place, _AROUND), self._around(place, 1)
        if around:
            yield "zeros", around.count(0) / len(around)
            yield "beside_zeros", beside.count(0) / len(beside)
            yield "size", sum(map(math.log1p, around)) / len(around)
            if typed and typed in beside:
                yield "repeat", 1.0

    def _around(self, place: int, reach: int) -> list[int]:
        return self._values[max(place - reach, 0) : place] + self._values[place + 1 :][:reach]

    def _sizes(self, kind: str, slot: int, true: int) -> list[tuple[str, float]]:
        typed, role = self.known[slot], self._role[slot]
        told = [
            (_OF_ROLE[role, kind], 1.0),
            (_OF_ROLE[role, "true"], math.log10(1 + true)),
            (_OF_ROLE[role, "step"], math.log10(abs(true - typed))),
            (_TRUE_OF[_length(true)], 1.0),
            ("size.ratio", abs(math.log10((1 + true) / (1 + typed)))),
            *_round("true", true),
        ]
        around = self._told(slot)
        if true and true in self._around(self._places[slot], 1):
            told.append(("around.true_repeat", 1.0))
            around = (*around, ("true_repeat", 1.0))
        if true and self._parts[true]:
            told.append(("around.true_elsewhere", 1.0))
            around = (*around, ("true_elsewhere", 1.0))
        if kind in _TOLD_KINDS:
            told += [(f"{kind}.{name}", size) for name, size in around]
        if kind == "other":
            told += _likeness(str(typed), str(true))
        return told


def _length(figure: int) -> int:
    return min(len(str(figure)), _LARGE) if figure else 0


def _round(name: str, figure: int) -> Iterator[tuple[str, float]]:
    if figure and not figure % _HALF_HUNDRED:
        yield f"size.{name}_fifty", 1.0
    elif figure and not figure % _TEN:
        yield f"size.{name}_ten", 1.0


def _likeness(typed: str, true: str) -> Iterator[tuple[str, float]]:
    """What two figures have in common that are more than one slip apart."""
    if _within(typed, true):
        yield "edit.truncated", 1.0
    elif _within(true, typed):
        yield "edit.padded", 1.0
    elif len(typed) == len(true):
        yield "edit.same_length", 1.0
        if sum(a != b for a, b in zip(typed, true, strict=True)) == 2:  # noqa: PLR2004 - two digits
            yield "edit.two_digits", 1.0


def _within(short: str, long: str) -> bool:
    """True when the digits of one stand in the other in the same order."""
    digits = iter(long)
    return all(digit in digits for digit in short)
