"""Real mistakes made again in other protocols: a few hundred keyings are little to learn from.

A mistake is moved to a protocol of the same fold, on the same lines, where it is possible: the same
digit falls out, the same two digits are confused, the same lines hold each other's figures.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

Figures = Sequence[int]


def planted(
    wrong: Figures, true: Figures, other: Figures, chance: random.Random
) -> list[int] | None:
    """The figures of ``other`` as the one who typed ``wrong`` for ``true`` would have typed them;
    None where this cannot be done.
    """
    result = [*other]
    for at, (typed, meant) in enumerate(zip(wrong, true, strict=True)):
        if typed == meant:
            continue
        moved = [n for n in (at - 1, at + 1) if 0 <= n < len(true) and true[n] == typed]
        if moved and typed > 1:
            value: int | None = other[moved[0]]
        else:
            value = mistyped(str(typed), str(meant), str(other[at]), chance)
        if value is None or value == other[at]:
            return None
        result[at] = value
    return result


def mistyped(typed: str, meant: str, figure: str, chance: random.Random) -> int | None:
    """``figure`` mistyped as ``typed`` is for ``meant``."""
    if len(figure) != len(meant) or (meant == "0") != (figure == "0"):
        return None
    if typed == "0":
        return 0
    if len(typed) == len(meant):
        return _digits(typed, meant, figure)
    if len(typed) == len(meant) - 1:
        for at in range(len(meant)):
            if meant[:at] + meant[at + 1 :] == typed:
                return int(figure[:at] + figure[at + 1 :])
    if len(typed) == len(meant) + 1:
        for at in range(len(typed)):
            if typed[:at] + typed[at + 1 :] == meant:
                return int(figure[:at] + _added(typed, at, figure, chance) + figure[at:])
    if meant.startswith(typed) or meant.endswith(typed):
        size = len(typed)
        return int(figure[:size] if meant.startswith(typed) else figure[-size:])
    return int(typed)


def _digits(typed: str, meant: str, figure: str) -> int | None:
    """The same digits wrong or swapped; those of one wrong digit must be the same two."""
    off = [at for at in range(len(meant)) if typed[at] != meant[at]]
    if len(off) > 1 and sorted(typed) == sorted(meant):
        digits = [*figure]
        for at in off:
            digits[at] = figure[meant.index(typed[at])]
        return int("".join(digits))
    if any(figure[at] != meant[at] for at in off):
        return None
    return int("".join(typed[at] if at in off else figure[at] for at in range(len(figure))))


def _added(typed: str, at: int, figure: str, chance: random.Random) -> str:
    """The digit that was typed too much: one that stands beside it again, or any."""
    if at < len(figure) and typed[at] == typed[at + 1 : at + 2]:
        return figure[at]
    if at and typed[at] == typed[at - 1]:
        return figure[at - 1]
    return str(chance.randrange(10) if at else chance.randrange(1, 10))
