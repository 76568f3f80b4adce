"""What a tired hand makes of a figure, the other way round: which figures could have become it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from tally_app.domain.counts import MAX_COUNT

#: Sizes of a bundle of ballots.
BUNDLES: Final = (50, 100)

_DIGITS: Final = "0123456789"
_LONGEST: Final = len(str(MAX_COUNT))

#: Digits that look alike when somebody writes by hand.
_ALIKE: Final = frozenset(
    frozenset(pair) for pair in ("06", "17", "14", "49", "38", "56", "27", "35", "08", "69", "79")
)
#: Keys that lie beside each other, on the keypad or in the top row.
_BESIDE: Final = frozenset(
    frozenset(pair)
    for pair in (
        "12", "23", "34", "45", "56", "67", "78", "89", "90",
        "14", "25", "36", "47", "58", "69", "01", "02",
    )
)  # fmt: skip


class Edit(NamedTuple):
    """``value`` may have been mistyped in the way of ``kind``; ``traits`` tell how."""

    kind: str
    value: int
    traits: tuple[str, ...]


def edits(typed: int) -> Iterator[Edit]:
    """Every figure one slip of the hand away from the typed one.

    A typed 0 has none: it stands for anything ("zero_for_value").
    """
    if typed:
        text = str(typed)
        yield from _swapped(text)
        yield from _missing(text)
        yield from _extra(text)
        yield from _wrong(text)
        yield from _bundles(typed)


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
                double = ("double",) if digit in text[max(at - 1, 0) : at + 1] else ()
                yield Edit("digit_missing", value, (*_end(at, len(text)), *double))
    for zeros in range(1, _LONGEST - len(text)):  # the 1 of 1005: what is left begins with noughts
        for digit in _DIGITS[1:]:
            yield Edit("digit_missing", int(digit + "0" * zeros + text), ("leading",))


def _extra(text: str) -> Iterator[Edit]:
    """A digit that was typed and was not there."""
    seen = set()
    for at in range(len(text)):
        rest = text[:at] + text[at + 1 :]
        if rest and (rest == "0" or rest[0] != "0") and rest not in seen:
            seen.add(rest)
            beside = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
            double = ("double",) if text[at] in beside else ()
            yield Edit("digit_extra", int(rest), (*_end(at, len(rest)), *double))


def _wrong(text: str) -> Iterator[Edit]:
    for at, typed in enumerate(text):
        for digit in _DIGITS:
            if digit == typed or (digit == "0" and not at and len(text) > 1):
                continue
            pair = frozenset((digit, typed))
            traits: tuple[str, ...] = ("leading",) if not at and len(text) > 1 else ()
            if pair in _ALIKE:
                traits += ("alike",)
            elif pair in _BESIDE:
                traits += ("beside",)
            yield Edit("digit_wrong", int(text[:at] + digit + text[at + 1 :]), traits)


def _bundles(typed: int) -> Iterator[Edit]:
    for size in BUNDLES:
        if typed + size <= MAX_COUNT:
            yield Edit("bundle_missed", typed + size, ())
        if typed >= size:
            yield Edit("bundle_twice", typed - size, ())


def _end(at: int, last: int) -> tuple[str, ...]:
    if at == 0:
        return ("leading",)
    return ("trailing",) if at == last else ()
