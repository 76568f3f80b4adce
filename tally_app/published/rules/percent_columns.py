"""Percentages between the counts of a grid: of the row's total, its voters or the column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from tally_app.published.rules.contradictions import Base, Contradiction
from tally_app.published.rules.percents import (
    PrintedShare,
    best_fit,
    contradiction,
    contradictions,
)
from tally_app.published.rules.rounding import fits
from tally_app.published.rules.table import PrintedTable

_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class _Own:
    """A base every row has its own figure of; ``right``: how many percentages it explains."""

    kind: str
    column: int
    right: int


@dataclass(slots=True)
class Percents:
    """What the percentages of a grid say: contradictions, the base of the first column, how many
    were compared, and the columns whose base could not be told.
    """

    contradictions: list[Contradiction] = field(default_factory=list)
    base: Base | None = None
    compared: int = 0
    unclear: list[int] = field(default_factory=list)


def percent_columns(
    table: PrintedTable, rows: Sequence[int], total_row: int | None, total_column: int | None
) -> Percents:
    """Check every column of percentages but turnout, which has its own check."""
    said = Percents()
    for column in table.columns_of("percent"):
        if table.columns[column].role == "turnout":
            continue
        found, base, count = _column(table, column, rows, total_row, total_column)
        said.contradictions.extend(found)
        said.base = said.base or base
        said.compared += count
        if not count:
            said.unclear.append(column)
    return said


def _column(
    table: PrintedTable, column: int, rows: Sequence[int], total_row: int | None,
    total_column: int | None,
) -> tuple[list[Contradiction], Base | None, int]:  # fmt: skip
    votes = max((at for at in table.columns_of("count") if at < column), default=None)
    if votes is None:
        return [], None, 0
    shares = _shares(table, rows, votes, column)
    asked = [at for at, share in enumerate(shares) if share.percent is not None]
    own = _own(table, shares, asked, votes, total_column)
    bases = _of_column(table, shares, votes, total_row)
    fit = best_fit(shares, bases) if bases else None
    explained = len(fit.explained) if fit is not None else 0
    if own is not None and own.right >= explained and _enough(own.right, len(asked)):
        return _against_own(table, shares, own, column), Base(own.kind), len(asked)
    if fit is not None and _enough(explained, len(asked)):
        return list(contradictions(shares, fit, bases, column)), fit.base, len(asked)
    none = _none_shown(table, shares, own, column)
    return none, None, len(none)


def _shares(
    table: PrintedTable, rows: Sequence[int], votes: int, column: int
) -> list[PrintedShare]:
    """The percentages of a column beside their votes; a dash is none."""
    figures = ((row, table.count(row, votes), table.rows[row].figures[column]) for row in rows)
    return [
        PrintedShare(row, count, None if percent is None or percent.none else percent)
        for row, count, percent in figures
        if count is not None
    ]


def _against_own(
    table: PrintedTable, shares: Sequence[PrintedShare], own: _Own, column: int
) -> list[Contradiction]:
    """The percentages that are wrong of the figure of their own row."""
    return [
        contradiction(shares, at, Base(own.kind, of, of), [], column)
        for at, share in enumerate(shares)
        if share.percent is not None
        and (of := table.count(share.row, own.column))
        and not _right(share, of)
    ]


def _none_shown(
    table: PrintedTable, shares: Sequence[PrintedShare], own: _Own | None, column: int
) -> list[Contradiction]:
    """Where no base is certain: none at all is no per cent of any."""
    return [
        contradiction(shares, at, Base(own.kind, of, of), [], column)
        for at, share in enumerate(shares)
        if own is not None
        and (of := table.count(share.row, own.column))
        and not share.votes
        and share.percent is not None
        and share.percent.digits
    ]


def _enough(right: int, asked: int) -> bool:
    return right >= _FEWEST and 2 * right > asked


def _right(share: PrintedShare, of: int) -> bool:
    return share.percent is not None and fits(share.votes, of, share.percent)


def _own(
    table: PrintedTable, shares: Sequence[PrintedShare], asked: Sequence[int], votes: int,
    total_column: int | None,
) -> _Own | None:  # fmt: skip
    found = []
    for at in table.columns_of("count"):
        role = "total" if at == total_column else table.columns[at].role
        if at == votes or role not in ("total", "valid", "voted", "registered"):
            continue
        right = sum(_right(shares[n], table.count(shares[n].row, at) or 0) for n in asked)
        found.append(_Own("row_registered" if role == "registered" else "row_total", at, right))
    return max(found, key=lambda own: own.right, default=None)


def _of_column(
    table: PrintedTable, shares: Sequence[PrintedShare], votes: int, total_row: int | None
) -> list[Base]:
    """The printed total of the column of votes, and their sum."""
    printed = table.count(total_row, votes) if total_row is not None else None
    parts = [share.votes for share in shares if table.rows[share.row].role != "invalid"]
    sums = (printed, sum(share.votes for share in shares), sum(parts))
    figures = dict.fromkeys(figure for figure in sums if figure)
    return [Base("column_total", figure, figure) for figure in figures]
