"""Sums of a published table that do not close, and how that may have come about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tally_app.published.rules.contradictions import Explanation
from tally_app.published.rules.digits import count_slip, ranked

_MOST_EXPLANATIONS: Final = 3

#: A row, or a column, with its count.
Part = tuple[int, int]


def sum_explanations(
    total: int, parts: Sequence[Part], *, rows: bool, told: Sequence[Explanation] = ()
) -> tuple[Explanation, ...]:
    """Why the parts do not add up to a total, the most telling first.

    ``rows``: the parts are rows of one column, else columns of one row. ``told`` are explanations
    that are known from elsewhere and come first.
    """
    found = list(_slips(total, parts, rows=rows))
    gap = total - sum(count for _, count in parts)
    if rows:
        found.extend(_left_out(gap, parts))
    return ranked(told, found, _MOST_EXPLANATIONS)


def _slips(total: int, parts: Sequence[Part], *, rows: bool) -> Iterator[Explanation]:
    added = sum(count for _, count in parts)
    if kind := count_slip(added, total):
        yield Explanation(kind, printed=total, expected=added)
    for at, count in parts:
        right = count + total - added
        if kind := count_slip(right, count):
            if rows:
                yield Explanation(kind, (at,), printed=count, expected=right)
            else:
                yield Explanation(kind, columns=(at,), printed=count, expected=right)


def _left_out(gap: int, parts: Sequence[Part]) -> Iterator[Explanation]:
    same = [at for at, count in parts if count and abs(gap) == count]
    if gap > 0:
        yield Explanation("row_left_out", expected=gap)
    if same:
        yield Explanation("row_not_in_total" if gap < 0 else "row_twice", (same[0],))
