"""Turnout and the voters' list in a grid: of every row by its columns, or of every column by its
rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tally_app.published.rules.cells import PrintedFigure
from tally_app.published.rules.contradictions import Contradiction
from tally_app.published.rules.table import PrintedTable
from tally_app.published.rules.turnout import turnout

#: What turnout may be reckoned from, the first the one to name.
_VOTED: Final = ("total", "voted", "issued")
_WHOLE: Final = 100


def turnout_contradictions(table: PrintedTable) -> tuple[list[Contradiction], int]:
    """What contradicts itself between ballots and voters, and how many figures were compared."""
    found: list[Contradiction] = []
    compared = 0
    for contradictions, count in (*_by_rows(table), *_by_columns(table)):
        found.extend(contradictions)
        compared += count
    return found, compared


_Compared = tuple[list[Contradiction], int]


def _by_rows(table: PrintedTable) -> Iterator[_Compared]:
    of = _column(table, "registered")
    if of is None:
        return
    counts = [at for role in _VOTED if (at := _column(table, role)) is not None]
    shares = [at for at in table.columns_of("percent") if table.columns[at].role == "turnout"]
    for row in range(len(table.rows)):
        percent = _first_of(table, row, shares)
        voted = [table.count(row, at) for at in counts]
        where = (row,), (shares[0] if percent is not None else of,)
        yield _compare(voted, table.count(row, of), percent, where)


def _first_of(table: PrintedTable, row: int, columns: Sequence[int]) -> PrintedFigure | None:
    figures = (table.rows[row].figures[at] for at in columns)
    return next((one for one in figures if one is not None and not one.none), None)


def _by_columns(table: PrintedTable) -> Iterator[_Compared]:
    of, turned = table.row_of("registered"), table.row_of("turnout")
    if of is None:
        return
    counts = [table.row_of(role) for role in _VOTED]
    for column in table.columns_of("count"):
        figure = table.rows[turned].figures[column] if turned is not None else None
        percent = figure if figure is not None and _is_percent(figure) else None
        voted = [table.count(at, column) for at in counts if at is not None]
        row = turned if turned is not None and percent is not None else of
        yield _compare(voted, table.count(of, column), percent, ((row,), (column,)))


_Where = tuple[tuple[int, ...], tuple[int, ...]]


def _compare(
    counts: Sequence[int | None],
    registered: int | None,
    percent: PrintedFigure | None,
    where: _Where,
) -> _Compared:
    voted = [count for count in counts if count is not None]
    found = list(turnout(voted, registered, percent, rows=where[0], columns=where[1]))
    return found, (1 + (percent is not None)) if voted and registered else 0


def _column(table: PrintedTable, role: str) -> int | None:
    columns = table.columns_of("count")
    return next((at for at in columns if table.columns[at].role == role), None)


def _is_percent(figure: PrintedFigure) -> bool:
    return not figure.none and (not figure.whole or figure.digits <= _WHOLE)
