"""How one figure becomes another by a slip of the hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tally_app.published.rules.contradictions import Explanation

#: Slips, the most telling first.
SLIPS: Final = ("digits_swapped", "digit_missing", "digit_extra", "digit_wrong")


def slip(expected: str, printed: str) -> str:
    """The one slip that makes ``printed`` of ``expected`` (digits only), "" where there is none.

    digits_swapped: two neighbours; digit_missing and digit_extra: one digit; digit_wrong: one
    digit is another.
    """
    if expected == printed:
        return ""
    if len(expected) == len(printed):
        return _slip_in_place(expected, printed)
    if _without_one(expected, printed):
        return "digit_missing"
    return "digit_extra" if _without_one(printed, expected) else ""


def _slip_in_place(expected: str, printed: str) -> str:
    """The slip between figures of as many digits that are not the same."""
    apart = [at for at, one in enumerate(expected) if one != printed[at]]
    if len(apart) == 1:
        return "digit_wrong"
    first, last = apart[0], apart[-1]
    there = expected[:first] + expected[last] + expected[first] + expected[last + 1 :]
    return "digits_swapped" if last - first == 1 and there == printed else ""


def _without_one(longer: str, shorter: str) -> bool:
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def count_slip(expected: int, printed: int) -> str:
    """The slip between two counts."""
    return slip(str(expected), str(printed)) if expected >= 0 and printed >= 0 else ""


def share_slip(expected: int, printed: int, decimals: int) -> str:
    """The slip between two percentages in units of their last decimal; a zero that came first by
    swapping digits was not printed.
    """
    least = decimals + 1
    most = max(len(str(expected)), len(str(printed)), least)
    if slip(str(expected).zfill(most), str(printed).zfill(most)) == "digits_swapped":
        return "digits_swapped"
    return slip(str(expected).zfill(least), str(printed).zfill(least))


def ranked(
    first: Sequence[Explanation], found: Sequence[Explanation], most: int
) -> tuple[Explanation, ...]:
    """The most telling explanations: those known from elsewhere, swapped digits, a digit too few or
    too many, then the others; a digit that is another last, for that explains nearly everything.
    """
    telling = [
        explanation for kind in SLIPS[:-1] for explanation in found if explanation.kind == kind
    ]
    others = [explanation for explanation in found if explanation.kind not in SLIPS]
    wrong = [explanation for explanation in found if explanation.kind == SLIPS[-1]]
    kept: list[Explanation] = []
    for explanation in (*first, *telling, *others, *wrong):
        same = [
            one
            for one in kept
            if (one.rows, one.expected) == (explanation.rows, explanation.expected)
        ]
        if explanation.kind not in SLIPS or not any(one.kind in SLIPS for one in same):
            kept.append(explanation)
    return tuple(kept[:most])
