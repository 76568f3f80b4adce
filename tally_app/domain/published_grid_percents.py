"""Percentages between the counts of a grid: of the row's total, its voters or the column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tally_app.domain.published_findings import Base, Finding
from tally_app.domain.published_percents import (
    Share,
    best_fit,
    contradiction,
    contradictions,
    fits,
)
from tally_app.domain.published_table import Table

_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class _Own:
    """A base every row has its own figure of; ``right``: how many percentages it explains."""

    kind: str
    column: int
    right: int


def percent_columns(
    table: Table, rows: Sequence[int], total_row: int | None, total_column: int | None
) -> tuple[list[Finding], Base | None, int]:
    """Findings, the base of the first column of percentages, and how many were compared."""
    findings: list[Finding] = []
    base: Base | None = None
    compared = 0
    for column in table.columns_of("percent"):
        if table.columns[column].role == "turnout":
            continue
        found, of, count = _column(table, column, rows, total_row, total_column)
        findings.extend(found)
        base, compared = base or of, compared + count
    return findings, base, compared


def _column(
    table: Table, column: int, rows: Sequence[int], total_row: int | None,
    total_column: int | None,
) -> tuple[list[Finding], Base | None, int]:  # fmt: skip
    votes = max((at for at in table.columns_of("count") if at < column), default=None)
    if votes is None:
        return [], None, 0
    shares = [
        Share(row, n, None if (p := table.rows[row].figures[column]) is None or p.none else p)
        for row in rows
        if (n := table.count(row, votes)) is not None
    ]
    asked = [at for at, share in enumerate(shares) if share.percent is not None]
    own = _own(table, shares, asked, votes, total_column)
    bases = _of_column(table, shares, votes, total_row)
    fit = best_fit(shares, bases) if bases else None
    explained = len(fit.explained) if fit is not None else 0
    if own is not None and own.right >= explained and _enough(own.right, len(asked)):
        found = [
            contradiction(shares, at, Base(own.kind, of, of), [], column)
            for at in asked
            if (of := table.count(shares[at].row, own.column)) and not _right(shares[at], of)
        ]
        return found, Base(own.kind), len(asked)
    if fit is not None and _enough(explained, len(asked)):
        return list(contradictions(shares, fit, bases, column)), fit.base, len(asked)
    return _none_shown(table, shares, own, column), None, 0


def _none_shown(
    table: Table, shares: Sequence[Share], own: _Own | None, column: int
) -> list[Finding]:
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


def _right(share: Share, of: int) -> bool:
    return share.percent is not None and fits(share.votes, of, share.percent)


def _own(
    table: Table, shares: Sequence[Share], asked: Sequence[int], votes: int,
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
    table: Table, shares: Sequence[Share], votes: int, total_row: int | None
) -> list[Base]:
    """The printed total of the column of votes, and their sum."""
    printed = table.count(total_row, votes) if total_row is not None else None
    figures = dict.fromkeys(figure for figure in (printed, sum(s.votes for s in shares)) if figure)
    return [Base("column_total", figure, figure) for figure in figures]
