"""Turnout and the voters' list: no more ballots than voters, and a percentage that is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tally_app.published.rules.contradictions import Base, Contradiction, Explanation
from tally_app.published.rules.digits import ranked, share_slip
from tally_app.published.rules.reading.cells import PrintedFigure, written
from tally_app.published.rules.reading.rounding import fits, rounded

_MOST_EXPLANATIONS: Final = 3

#: Rows and columns.
Where = tuple[tuple[int, ...], tuple[int, ...]]


def turnout(
    voted: Sequence[tuple[Where, int]],
    registered: int | None,
    percent: PrintedFigure | None,
    where: Where,
) -> Iterator[Contradiction]:
    """What contradicts itself between those who voted and those on the list.

    ``voted``: every figure the turnout may be reckoned from (ballots cast, voters who took part,
    ballots issued) and where it stands; the first is the one to name. ``where`` stands the printed
    percentage.
    """
    if not registered or not voted:
        return
    over = next(((at, count) for at, count in voted if count > registered), None)
    if over is not None:
        (rows, columns), count = over
        yield Contradiction(
            "total_over_registered", rows, columns, count, registered, count - registered
        )
    counts = [count for _, count in voted]
    if percent is None or any(fits(one, registered, percent) for one in counts):
        return
    rows, columns = where
    share = rounded(counts[0], registered, percent)
    right, gap = written(share, percent), written(percent.digits - share, percent)
    explanations = []
    if kind := share_slip(share, percent.digits, percent.decimals):
        explanations.append(Explanation(kind, rows, columns, percent.text, right))
    explanations.extend(_counts(counts[0], registered, percent, rows))
    yield Contradiction(
        "turnout", rows, columns, percent.text, right, gap,
        explanations=ranked((), explanations, _MOST_EXPLANATIONS),
        base=Base("registered", registered),
    )  # fmt: skip


def _counts(
    voted: int, registered: int, percent: PrintedFigure, rows: tuple[int, ...]
) -> Iterator[Explanation]:
    """The number of voters the percentage speaks of."""
    whole = 100 * 10**percent.decimals
    near = (2 * percent.digits * registered + whole) // (2 * whole)
    if fits(near, registered, percent):
        yield Explanation("votes_would_be", rows, printed=voted, expected=near)
