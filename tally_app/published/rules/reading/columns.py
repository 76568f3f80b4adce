"""How the figures of a column are read: counts or percentages, grouped or with decimals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tally_app.published.rules.reading.cells import PrintedCell, PrintedFigure
from tally_app.published.rules.reading.rounding import fits

_WHOLE: Final = 100
_LOOKED_AT: Final = 60  # rows that tell what a doubtful column is


def settle(
    cells: Sequence[PrintedCell],
    usual: Sequence[bool],
    *,
    percent: bool,
    before: Sequence[PrintedFigure | None],
    grouping: str,
) -> tuple[list[PrintedFigure | None], str]:
    """The figures of a column and its kind, "count" or "percent".

    ``usual`` is False for rows whose figure may be of another sort than the column (turnout among
    votes); ``percent``: the column's name says percentages; ``before``: the counts of the column
    before it, none where there is no such column; ``grouping``: marks that surely group digits in
    this table.
    """
    asked = _asked(cells, usual)
    doubtful = [cell for cell in asked if cell.doubtful]
    decimals = bool(doubtful) and (
        percent
        or _beside_decimals(asked, doubtful)
        or (_unlike_counts(asked, doubtful, grouping) and _add_to_a_whole(doubtful, cells, before))
    )
    shares = percent or _are_shares([_as(cell, decimals=decimals) for cell in asked])
    return [_as(cell, decimals=decimals) for cell in cells], "percent" if shares else "count"


def _asked(cells: Sequence[PrintedCell], usual: Sequence[bool]) -> list[PrintedCell]:
    """The cells that tell what a column is: of the usual rows, of all where these are empty."""
    asked = [cell for cell, told in zip(cells, usual, strict=True) if told and cell.readings]
    return asked or [cell for cell in cells if cell.readings]


def _are_shares(figures: Sequence[PrintedFigure | None]) -> bool:
    """True where most figures are percentages by their sign or their decimals."""
    known = [one for one in figures if one is not None]
    shares = sum(bool(one.percent or one.decimals) for one in known)
    return 2 * shares > sum(not one.none for one in known)


def _beside_decimals(asked: Sequence[PrintedCell], doubtful: Sequence[PrintedCell]) -> bool:
    """True where the figures that are sure have decimals of the same mark, or are percentages."""
    sure = _sure(asked)
    parted = {figure.mark for figure in sure if figure.decimals}
    signed = sum(figure.percent for figure in sure)
    return any(cell.readings[1].mark in parted for cell in doubtful) or 2 * signed > len(asked)


def _unlike_counts(
    asked: Sequence[PrintedCell], doubtful: Sequence[PrintedCell], grouping: str
) -> bool:
    """True where nothing in the column is sure and the mark groups no digits elsewhere."""
    return not _sure(asked) and doubtful[0].readings[1].mark not in grouping


def _sure(cells: Sequence[PrintedCell]) -> list[PrintedFigure]:
    """The figures that can be read in one way only."""
    return [cell.readings[0] for cell in cells if not cell.doubtful and not cell.readings[0].none]


def _add_to_a_whole(
    doubtful: Sequence[PrintedCell],
    cells: Sequence[PrintedCell],
    before: Sequence[PrintedFigure | None],
) -> bool:
    """True where the figures with decimals are parts of a hundred, or of the column before."""
    return _makes_a_whole(doubtful) or _explained(cells, before)


def grouping_marks(columns: Sequence[Sequence[PrintedCell]]) -> str:
    """The marks that group digits: they stand in a column beside whole figures that are no round
    percentages.
    """
    return "".join({mark for cells in columns for mark in _grouping_marks(cells)})


def _grouping_marks(cells: Sequence[PrintedCell]) -> set[str]:
    held = [cell for cell in cells if cell.readings]
    sure = [cell.readings[0] for cell in held if not cell.doubtful]
    whole = any(one.whole and one.digits not in (0, _WHOLE) for one in sure)
    if not whole or any(cell.readings[0].decimals for cell in held):
        return set()
    return {cell.readings[1].mark for cell in held if cell.doubtful}


def _makes_a_whole(cells: Sequence[PrintedCell]) -> bool:
    """True where the figures with decimals add up to a hundred, a total of them to two."""
    added = sum(cell.readings[1].digits for cell in cells)
    return any(abs(added - _WHOLE * 1000 * times) <= 1000 * times for times in (1, 2))


def _explained(cells: Sequence[PrintedCell], before: Sequence[PrintedFigure | None]) -> bool:
    """True where most figures with decimals are percentages of a figure of the column before, be
    it of their own row or the one above or below.
    """
    pairs = [
        (count.digits, cell.readings[1])
        for cell, count in zip(cells, before, strict=False)
        if cell.doubtful and count is not None and count.whole
    ][:_LOOKED_AT]
    counts = [count for count, _ in pairs]
    bases = {sum(counts), *(one.digits for one in before[:_LOOKED_AT] if one is not None)}
    near = [(counts[max(0, at - 1) : at + 2], share) for at, (_, share) in enumerate(pairs)]
    right = (sum(any(fits(n, of, share) for n in around) for around, share in near) for of in bases)
    return len(pairs) > 1 and 2 * max(right, default=0) >= len(pairs)


def _as(cell: PrintedCell, *, decimals: bool) -> PrintedFigure | None:
    if not cell.readings:
        return None
    return cell.readings[-1 if decimals else 0]


def is_share_of(
    counts: Sequence[PrintedFigure | None],
    shares: Sequence[PrintedFigure | None],
    parts: Sequence[bool],
) -> bool:
    """True where whole figures are percentages of the column before them, rounded to whole ones:
    all of them, or all but one of many, of one figure, and together most of a hundred.
    """
    pairs = [
        (count.digits, share)
        for count, share, part in zip(counts, shares, parts, strict=True)
        if part and count is not None and share is not None
    ]
    added = sum(share.digits for _, share in pairs)
    if len(pairs) < 2 or not _LEAST <= added <= _MOST:  # noqa: PLR2004 - one says nothing
        return False
    bases = {sum(count for count, _ in pairs), *(one.digits for one in counts if one is not None)}
    right = max((sum(fits(n, of, share) for n, share in pairs) for of in bases), default=0)
    return right >= len(pairs) - (len(pairs) > _MANY)


_MANY: Final = 3
_LEAST, _MOST = 80, 110
