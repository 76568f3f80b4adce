"""How the figures of a column are read: counts or percentages, grouped or with decimals."""

from __future__ import annotations

from collections.abc import Sequence

from tally_app.domain.published_cells import Cell, Figure

_WHOLE = 100


def settle(
    cells: Sequence[Cell], usual: Sequence[bool], *, percent: bool, after_counts: str
) -> tuple[list[Figure | None], str]:
    """The figures of a column and its kind, "count" or "percent".

    ``usual`` is False for rows whose figure may be of another sort than the column (turnout among
    votes); ``percent``: the column's name says percentages; ``after_counts``: the marks that may be
    decimal ones because a nameless column of counts stands before it.
    """
    asked = [cell for cell, told in zip(cells, usual, strict=True) if told and cell.readings]
    asked = asked or [cell for cell in cells if cell.readings]
    sure = [cell.readings[0] for cell in asked if not cell.doubtful and not cell.readings[0].none]
    signed = sum(figure.percent for figure in sure)
    parted = {figure.mark for figure in sure if figure.decimals}
    doubtful = [cell for cell in asked if cell.doubtful]
    small = all(
        cell.readings[1].digits <= _WHOLE * 1000 and cell.readings[1].mark in after_counts
        for cell in doubtful
    )
    decimals = bool(doubtful) and (
        percent
        or any(cell.readings[1].mark in parted for cell in doubtful)
        or 2 * signed > len(asked)
        or (not sure and small)
    )
    read = [_as(cell, decimals=decimals) for cell in cells]
    held = [_as(cell, decimals=decimals) for cell in asked]
    shares = sum(1 for one in held if one and (one.percent or one.decimals))
    plain = sum(1 for one in held if one and not one.none)
    return read, "percent" if percent or 2 * shares > plain else "count"


def _as(cell: Cell, *, decimals: bool) -> Figure | None:
    if not cell.readings:
        return None
    return cell.readings[-1 if decimals else 0]


def is_share_of(
    counts: Sequence[Figure | None], shares: Sequence[Figure | None], parts: Sequence[bool]
) -> bool:
    """True where whole figures are percentages of the column before them, rounded to whole ones."""
    pairs = [
        (count.digits, share.digits)
        for count, share, part in zip(counts, shares, parts, strict=True)
        if part and count is not None and share is not None
    ]
    base = sum(count for count, _ in pairs)
    if len(pairs) < 2 or not base:  # noqa: PLR2004 - one figure says nothing
        return False
    return all(abs(_WHOLE * count - share * base) <= base for count, share in pairs)


def decimal_marks(cells: Sequence[Cell]) -> str:
    """The marks that can stand before decimals in a table: those that surely do, else both."""
    sure = {cell.readings[0].mark for cell in cells if cell.readings and not cell.doubtful}
    return "".join(sorted(sure)) or ",."
