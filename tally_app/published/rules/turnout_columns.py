"""Turnout and the voters' list in a grid: of every row by its columns, or of every column by its
rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from tally_app.published.rules.contradictions import Contradiction
from tally_app.published.rules.reading.cells import PrintedFigure
from tally_app.published.rules.reading.table import PrintedTable
from tally_app.published.rules.turnout import turnout

#: What turnout may be reckoned from, the first the one to name.
_VOTED: Final = ("total", "voted", "issued")
_WHOLE: Final = 100


@dataclass(slots=True)
class Turnouts:
    """What contradicts itself between ballots and voters, how many comparisons were made, and the
    cells that stood in one.
    """

    contradictions: list[Contradiction] = field(default_factory=list)
    compared: int = 0
    cells: set[tuple[int, int]] = field(default_factory=set)


def turnouts_of(table: PrintedTable) -> Turnouts:
    """Turnout of every row by its columns, or of every column by its rows."""
    said = Turnouts()
    _by_rows(table, said)
    _by_columns(table, said)
    return said


def _by_rows(table: PrintedTable, said: Turnouts) -> None:
    of = _column(table, "registered")
    if of is None:
        return
    counts = [at for role in _VOTED if (at := _column(table, role)) is not None]
    shares = [at for at in table.columns_of("percent") if table.columns[at].role == "turnout"]
    for row in range(len(table.rows)):
        percent = _last_of(table, row, shares)
        cells = [(row, at) for at in counts]
        where = (row, shares[-1] if percent is not None else of)
        _compare(table, said, cells, (row, of), percent, where)


def _last_of(table: PrintedTable, row: int, columns: Sequence[int]) -> PrintedFigure | None:
    """The last percentage of a row: those before it are of earlier hours."""
    figures = (table.rows[row].figures[at] for at in reversed(columns))
    return next((one for one in figures if one is not None and not one.none), None)


def _by_columns(table: PrintedTable, said: Turnouts) -> None:
    of, turned = table.row_of("registered"), table.row_of("turnout")
    if of is None:
        return
    counts = [at for role in _VOTED if (at := table.row_of(role)) is not None]
    for column in table.columns_of("count"):
        figure = table.rows[turned].figures[column] if turned is not None else None
        percent = figure if figure is not None and _is_percent(figure) else None
        row = turned if turned is not None and percent is not None else of
        cells = [(at, column) for at in counts]
        _compare(table, said, cells, (of, column), percent, (row, column))


_Cell = tuple[int, int]


def _compare(
    table: PrintedTable, said: Turnouts, cells: Sequence[_Cell], of: _Cell,
    percent: PrintedFigure | None, where: _Cell,
) -> None:  # fmt: skip
    registered = table.count(*of)
    voted = [(cell, count) for cell in cells if (count := table.count(*cell)) is not None]
    if not (voted and registered):
        return
    named = [(((row,), (column,)), count) for (row, column), count in voted]
    found = turnout(named, registered, percent, ((where[0],), (where[1],)))
    said.contradictions.extend(found)
    said.compared += 1 + (percent is not None)
    said.cells.update((of, where, *(cell for cell, _ in voted)))


def _column(table: PrintedTable, role: str) -> int | None:
    columns = table.columns_of("count")
    return next((at for at in columns if table.columns[at].role == role), None)


def _is_percent(figure: PrintedFigure) -> bool:
    return not figure.none and (not figure.whole or figure.digits <= _WHOLE)
