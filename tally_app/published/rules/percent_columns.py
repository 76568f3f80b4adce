"""Percentages between the counts of a grid: of the row's total, its voters or the column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from tally_app.published.rules.contradictions import Base, Contradiction
from tally_app.published.rules.percents import (
    PrintedShare,
    best_fit,
    contradiction,
    contradictions,
)
from tally_app.published.rules.reading.rounding import fits
from tally_app.published.rules.reading.table import PrintedTable

_FEWEST: Final = 2
#: Columns of which percentages of a row may be.
_BASES: Final = ("total", "valid", "voted", "registered", "issued", "boxes")


@dataclass(frozen=True, slots=True)
class _Own:
    """A base every row has its own figure of (``figures`` by row); ``right``: how many percentages
    it explains.
    """

    kind: str
    figures: dict[int, int]
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
    cells: set[tuple[int, int]] = field(default_factory=set)


def percent_columns(
    table: PrintedTable, rows: Sequence[int], total_row: int | None, total_column: int | None
) -> Percents:
    """Check every column of percentages but turnout, which has its own check.

    The percentages of a table all stand right of their votes, or all left of them: the side on
    which more of them are right.
    """
    columns = [at for at in table.columns_of("percent") if table.columns[at].role != "turnout"]
    sides = []
    for left in (True, False):
        looks = [_look(table, at, rows, total_row, total_column, left=left) for at in columns]
        sides.append((sum(look.right for look in looks), looks))
    best = max(sides, key=lambda side: side[0])[1]
    said = Percents()
    for look in best:
        said.contradictions.extend(look.found)
        said.base = said.base or look.base
        said.compared += look.compared
        said.cells.update(look.cells)
        if not look.compared:
            said.unclear.append(look.column)
    return said


@dataclass(frozen=True, slots=True)
class _Look:
    """What came of a column beside one column of votes; ``right``: how many are right."""

    column: int
    found: Sequence[Contradiction] = ()
    base: Base | None = None
    compared: int = 0
    right: int = 0
    cells: frozenset[tuple[int, int]] = frozenset()


def _look(
    table: PrintedTable, column: int, rows: Sequence[int], total_row: int | None,
    total_column: int | None, *, left: bool,
) -> _Look:  # fmt: skip
    counts = table.columns_of("count")
    before = max((at for at in counts if at < column), default=None)
    after = min((at for at in counts if at > column), default=None)
    votes = before if left else after
    if votes is None:
        return _Look(column)
    shares = _shares(table, rows, votes, column)
    asked = [at for at, share in enumerate(shares) if share.percent is not None]
    cells = frozenset((shares[at].row, place) for at in asked for place in (votes, column))
    own = _own(table, shares, asked, votes, total_column)
    bases = [] if table.series else _of_column(table, shares, votes, total_row)
    fit = best_fit(shares, bases) if bases else None
    explained = len(fit.explained) if fit is not None else 0
    if own is not None and own.right >= explained and _enough(own.right, len(asked)):
        found = _against_own(shares, own, column)
        return _Look(column, found, Base(own.kind), len(asked), own.right, cells)
    if fit is not None and _enough(explained, len(asked)):
        found = list(contradictions(shares, fit, bases, column))
        return _Look(column, found, fit.base, len(asked), explained, cells)
    none = _none_shown(shares, own, column)
    return _Look(column, none, None, len(none))


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


def _against_own(shares: Sequence[PrintedShare], own: _Own, column: int) -> list[Contradiction]:
    """The percentages that are wrong of the figure of their own row."""
    return [
        contradiction(shares, at, Base(own.kind, of, of), [], column)
        for at, share in enumerate(shares)
        if share.percent is not None
        and (of := own.figures.get(share.row))
        and not _right(share, of)
    ]


def _none_shown(
    shares: Sequence[PrintedShare], own: _Own | None, column: int
) -> list[Contradiction]:
    """Where no base is certain: none at all is no per cent of any."""
    return [
        contradiction(shares, at, Base(own.kind, of, of), [], column)
        for at, share in enumerate(shares)
        if own is not None
        and (of := own.figures.get(share.row))
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
    for kind, figures in _own_figures(table, [share.row for share in shares], votes, total_column):
        right = sum(_right(shares[n], figures.get(shares[n].row, 0)) for n in asked)
        found.append(_Own(kind, figures, right))
    return max(found, key=lambda own: own.right, default=None)


def _own_figures(
    table: PrintedTable, rows: Sequence[int], votes: int, total_column: int | None
) -> Iterator[tuple[str, dict[int, int]]]:
    """What the percentages of a row may be of: its printed total or voters, the sum of its votes;
    also a total less the invalid ballots of the row.
    """
    columns = {
        at: "total" if at == total_column else table.columns[at].role
        for at in table.columns_of("count")
    }
    for at, role in columns.items():
        if at != votes and role in _BASES:
            kind = "row_registered" if role == "registered" else "row_total"
            yield kind, {row: table.count(row, at) or 0 for row in rows}
    parts = [at for at, role in columns.items() if role in ("", "against_all")]
    invalid = [at for at, role in columns.items() if role == "invalid"]
    if len(parts) > 1:
        for some in (parts, [*parts, *invalid]) if invalid else (parts,):
            yield "row_total", {row: sum(table.count(row, at) or 0 for at in some) for row in rows}
    if total_column is not None and invalid:
        less = {row: sum(table.count(row, at) or 0 for at in invalid) for row in rows}
        yield "row_total", {row: (table.count(row, total_column) or 0) - less[row] for row in rows}


def _of_column(
    table: PrintedTable, shares: Sequence[PrintedShare], votes: int, total_row: int | None
) -> list[Base]:
    """The printed total of the column of votes, and their sum."""
    printed = table.count(total_row, votes) if total_row is not None else None
    parts = [share.votes for share in shares if table.rows[share.row].role != "invalid"]
    sums = (printed, sum(share.votes for share in shares), sum(parts))
    figures = dict.fromkeys(figure for figure in sums if figure)
    return [Base("column_total", figure, figure) for figure in figures]
