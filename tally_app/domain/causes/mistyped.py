"""What a tired hand makes of a figure, the other way round: which figures could have become it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from tally_app.domain.values.counts import MAX_COUNT

#: Sizes of a bundle of ballots.
BUNDLES: Final = (50, 100)
#: A bundle left out or counted twice: slips of the count, not of the hand that types.
BUNDLE_KINDS: Final = ("bundle_missed", "bundle_twice")

_DIGITS: Final = "0123456789"
_LONGEST: Final = len(str(MAX_COUNT))


class Edit(NamedTuple):
    """``value`` may have been mistyped in the way of ``kind``; ``traits`` tell how."""

    kind: str
    value: int
    traits: tuple[str, ...]


@lru_cache(maxsize=1024)
def edits(typed: int) -> tuple[Edit, ...]:
    """Every figure one slip of the hand away from the typed one.

    A typed 0 has none: it stands for anything ("zero_for_value").
    """
    text = str(typed)
    if not typed:
        return ()
    slips = (_swapped(text), _missing(text), _extra(text), _wrong(text), _bundles(typed))
    return tuple(edit for slip in slips for edit in slip)


def edits_within(typed: int, spans: Sequence[tuple[int, int]]) -> list[Edit]:
    """Those ``edits`` whose value lies in one of the spans, lowest and highest, in their order."""
    found, (values, places) = edits(typed), _by_value(typed)
    within: set[int] = set()
    for low, high in spans:
        within.update(places[bisect_left(values, low) : bisect_right(values, high)])
    return [found[place] for place in sorted(within)]


@lru_cache(maxsize=1024)
def _by_value(typed: int) -> tuple[list[int], list[int]]:
    """The values of ``edits``, lowest first, and the place of each among them."""
    found = edits(typed)
    places = sorted(range(len(found)), key=lambda place: found[place].value)
    return [found[place].value for place in places], places


def _swapped(text: str) -> Iterator[Edit]:
    for at in range(len(text) - 1):
        first, second = text[at], text[at + 1]
        if first != second and (second != "0" or at):
            yield Edit("digits_swapped", int(text[:at] + second + first + text[at + 2 :]), ())
    if len(text) < _LONGEST:  # 102 typed as 012
        yield Edit("digits_swapped", int(f"{text[0]}0{text[1:]}"), ())


def _missing(text: str) -> Iterator[Edit]:
    """A digit that was there and was not typed."""
    if len(text) >= _LONGEST:
        return
    seen = set()
    for at in range(len(text) + 1):
        for digit in _DIGITS[not at :]:
            value = int(text[:at] + digit + text[at:])
            if value not in seen:
                seen.add(value)
                double = ("edit.double",) if digit in text[max(at - 1, 0) : at + 1] else ()
                yield Edit("digit_missing", value, (*_end(at, len(text)), *double))
    for zeros in range(1, _LONGEST - len(text)):  # the 1 of 1005: what is left begins with noughts
        for digit in _DIGITS[1:]:
            yield Edit("digit_missing", int(digit + "0" * zeros + text), ("edit.leading",))


def _extra(text: str) -> Iterator[Edit]:
    """A digit that was typed and was not there."""
    seen = set()
    for at in range(len(text)):
        rest = text[:at] + text[at + 1 :]
        if rest and (rest == "0" or rest[0] != "0") and rest not in seen:
            seen.add(rest)
            beside = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
            double = ("edit.double",) if text[at] in beside else ()
            yield Edit("digit_extra", int(rest), (*_end(at, len(rest)), *double))


def _wrong(text: str) -> Iterator[Edit]:
    for at, typed in enumerate(text):
        for digit in _DIGITS:
            if digit == typed or (digit == "0" and not at and len(text) > 1):
                continue
            lead = ("edit.leading",) if not at and len(text) > 1 else ()
            pair = f"pair.{min(digit, typed)}{max(digit, typed)}"
            yield Edit("digit_wrong", int(text[:at] + digit + text[at + 1 :]), (*lead, pair))


def _bundles(typed: int) -> Iterator[Edit]:
    for size in BUNDLES:
        if typed + size <= MAX_COUNT:
            yield Edit("bundle_missed", typed + size, ())
        if typed >= size:
            yield Edit("bundle_twice", typed - size, ())


def _end(at: int, last: int) -> tuple[str, ...]:
    if at == 0:
        return ("edit.leading",)
    return ("edit.trailing",) if at == last else ()
