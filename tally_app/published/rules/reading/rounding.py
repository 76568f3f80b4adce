"""Whether a printed percentage is right, and what the right one would be printed as.

A percentage fits when the exact one lies within half a unit of its last printed decimal. All
reckoning is in whole numbers.
"""

from __future__ import annotations

from tally_app.published.rules.reading.cells import PrintedFigure


def fits(votes: int, of: int, percent: PrintedFigure) -> bool:
    """True where the percentage is right to its last decimal."""
    scale = 10**percent.decimals
    return of > 0 and 2 * abs(100 * scale * votes - percent.digits * of) <= of


def rounded(votes: int, of: int, like: PrintedFigure) -> int:
    """The percentage with as many decimals, half up, in units of the last of them."""
    scale = 10**like.decimals
    return (200 * scale * votes + of) // (2 * of) if of > 0 else 0


def roundings(votes: int, of: int, like: PrintedFigure) -> tuple[int, ...]:
    """The percentage rounded half up, and half down too where the exact one lies half way: a
    table does either.
    """
    up = rounded(votes, of, like)
    half_way = 2 * (100 * 10**like.decimals * votes - up * of) == -of
    return (up, up - 1) if of > 0 and half_way else (up,)
