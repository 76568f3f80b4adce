"""A published table as it is understood: which rows and columns it has and what each of them is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tally_app.published.rules.reading.cells import PrintedCell, PrintedFigure, is_change, read_cell
from tally_app.published.rules.reading.columns import grouping_marks, is_share_of, settle
from tally_app.published.rules.reading.roles import RoleWords
from tally_app.published.rules.reading.text import Split, TableProblem, split_text

_WHOLE: Final = 100
_YEARS: Final = range(1900, 2101)
_OPTIONS: Final = ("", "against_all")


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row: where it stands in the text (``line``, from 1), its name, its role ("" for a part)
    and the figure of every column, None where the cell is empty.
    """

    line: int
    name: str
    role: str
    figures: tuple[PrintedFigure | None, ...]


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A column of figures. ``kind``: count or percent."""

    name: str
    role: str
    kind: str


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table: its columns of figures and its rows that hold any. ``skipped`` are lines between
    them without figures, ``unread`` the cells that hold words where a figure should stand, by row
    and column. ``series``: every row is another election, so no column is a whole.
    """

    columns: tuple[PrintedColumn, ...]
    rows: tuple[PrintedRow, ...]
    skipped: tuple[int, ...] = ()
    unread: tuple[tuple[int, int], ...] = ()
    series: bool = False

    def count(self, row: int, column: int) -> int | None:
        """The count in a cell, a dash being none at all; None for an empty cell."""
        figure = self.rows[row].figures[column]
        return figure.digits if figure is not None and figure.whole else None

    def columns_of(self, kind: str) -> list[int]:
        """Indexes of the columns of counts or of percentages."""
        return [at for at, column in enumerate(self.columns) if column.kind == kind]

    def row_of(self, role: str) -> int | None:
        """Index of the first row of a role."""
        return next((at for at, row in enumerate(self.rows) if row.role == role), None)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Cells under a header ("" for names it lacks); ``lines``: where each row stands."""

    header: tuple[str, ...]
    lines: tuple[int, ...]
    cells: tuple[tuple[PrintedCell, ...], ...]

    def column(self, at: int) -> list[PrintedCell]:
        return [row[at] for row in self.cells]


def read_table(text: str, words: RoleWords) -> PrintedTable:
    """The table of a text; TableProblem names the line that cannot be understood."""
    grid = _beside(_upright(_grid(split_text(text, words)), words))
    names, figures = _sorted_columns(grid, words)
    if not figures:
        raise TableProblem("no_figures")
    rows = _rows(grid, names, figures, words)
    if not rows:
        raise TableProblem("no_figures")
    return _typed(grid, figures, rows, words)


def _grid(splits: Sequence[Split]) -> _Grid:
    """Cells, with the rows above the first figures as the header."""
    read = [(row.line, tuple(map(read_cell, row.cells))) for row in splits]
    header = [""] * len(read[0][1])
    while len(read) > 1 and _is_header(read[0][1]):
        for at, cell in enumerate(read[0][1]):
            header[at] = f"{header[at]} {cell.text}".strip()
        read.pop(0)
    return _Grid(tuple(header), tuple(n for n, _ in read), tuple(cells for _, cells in read))


def _is_header(cells: Sequence[PrintedCell]) -> bool:
    """True for names of columns; years can be names."""
    figures = [one for cell in cells[1:] for one in cell.readings]
    if not figures:
        return not cells[0].readings and sum(not cell.empty for cell in cells) > 1
    years = all(one.whole and not one.none and one.digits in _YEARS for one in figures)
    return years and not cells[0].readings and len(figures) == len(cells) - 1


def _upright(grid: _Grid, words: RoleWords) -> _Grid:
    """A table that lies on its side, votes in one row and percentages in the next, is turned."""
    sideways = any(words.is_percent(row[0].text) for row in grid.cells) and any(grid.header[1:])
    if not sideways:
        return grid
    header = tuple(row[0].text for row in grid.cells)
    cells = tuple(
        (read_cell(name), *(row[at] for row in grid.cells))
        for at, name in enumerate(grid.header)
        if at
    )
    return _Grid((grid.header[0], *header), (grid.lines[0],) * len(cells), cells)


def _beside(grid: _Grid) -> _Grid:
    """A percentage that stands in a cell with its votes gets a column of its own."""
    for at in reversed(range(len(grid.header))):
        if not any(cell.beside for cell in grid.column(at)):
            continue
        header = (*grid.header[: at + 1], f"{grid.header[at]} %".strip(), *grid.header[at + 1 :])
        cells = tuple((*row[: at + 1], _moved(row[at]), *row[at + 1 :]) for row in grid.cells)
        grid = _Grid(header, grid.lines, cells)
    return grid


def _moved(cell: PrintedCell) -> PrintedCell:
    return (
        PrintedCell(cell.beside.text, (cell.beside,))
        if cell.beside is not None
        else PrintedCell("")
    )


def _sorted_columns(grid: _Grid, words: RoleWords) -> tuple[list[int], list[int]]:
    """Indexes of the columns that name rows, and of those that hold figures."""
    wordy, figures = [], []
    for at in range(len(grid.header)):
        filled = [cell for cell in grid.column(at) if not cell.empty]
        if _is_change(grid.header[at], filled, words):
            continue
        if 2 * sum(not cell.readings for cell in filled) > len(filled) or _are_years(at, filled):
            wordy.append(at)
        elif filled:
            figures.append(at)
    first = figures[0] if figures else 0
    index = words.role(grid.header[first]) == "index" or _counts_up(grid.column(first))
    if wordy and figures and first < wordy[0] and index:
        figures.pop(0)
    elif not wordy and len(figures) > 1 and any(grid.header):
        wordy.append(figures.pop(0))  # numbers of precincts or districts
    names = [at for at in wordy if not figures or at < figures[0]] or wordy[:1]
    return names, figures


def _is_change(name: str, filled: Sequence[PrintedCell], words: RoleWords) -> bool:
    """True for a column that says by how much others changed: nothing in it is of this table."""
    changed = sum(is_change(cell.text) for cell in filled)
    named = words.role(name) == "change"
    return bool(filled) and (named or 2 * changed > sum(bool(cell.readings) for cell in filled))


def _are_years(at: int, filled: Sequence[PrintedCell]) -> bool:
    """True for a first column that names every row by a year of its own."""
    years = [_YEAR.match(cell.text) for cell in filled if cell.readings]
    return not at and len(years) > 1 and all(years) and len({y[0] for y in years if y}) > 1


#: What the name of an election's row begins or ends with, where every row is another one.
_YEAR: Final = re.compile(r"(?:\d{1,2}[./]\d{1,2}[./])?(?:19|20)\d\d(?!\d)")


def _is_series(rows: Sequence[_Read]) -> bool:
    """True where every row is named by a year, most of them by one of its own, and none is a total.
    Numbers that follow one another are no years of elections.
    """
    if any(row[2] == "total" for row in rows):
        return False
    parts = [row[1] for row in rows if not row[2]]
    years = [found[0] for name in parts if (found := _YEAR.search(name))]
    each = sorted({int(year[-4:]) for year in years})
    running = len(each) > 2 and each[-1] - each[0] == len(each) - 1  # noqa: PLR2004 - two may be years
    several = len(parts) > 1 and len(years) == len(parts) and 2 * len(each) > len(years)
    return several and not running


def _counts_up(cells: Sequence[PrintedCell]) -> bool:
    """True for 1, 2, 3 … (rows without a number between and after them)."""
    found = [cell.readings[0].digits for cell in cells if cell.readings]
    return len(found) > 1 and found == list(range(1, len(found) + 1))


_Read = tuple[int, str, str, tuple[PrintedCell, ...]]


def _rows(
    grid: _Grid, names: Sequence[int], figures: Sequence[int], words: RoleWords
) -> list[_Read]:
    """Line, name, role and cells of every row with a figure; a word among figures is none."""
    rows: list[_Read] = []
    for line, cells in zip(grid.lines, grid.cells, strict=True):
        held = tuple(cells[at] for at in figures)
        if all(cell.empty for cell in held):
            continue  # a heading between the rows
        name = " ".join(filter(None, (cells[at].text for at in names)))
        rows.append((line, name, words.role(name), held))
    return rows


def _typed(
    grid: _Grid, figures: Sequence[int], rows: Sequence[_Read], words: RoleWords
) -> PrintedTable:
    """Every column with its role and kind, every figure read as its column is."""
    columns: list[PrintedColumn] = []
    held: list[list[PrintedFigure | None]] = []
    grouping = grouping_marks([[row[3][at] for row in rows] for at in range(len(figures))])
    for place, at in enumerate(figures):
        counts = held[-1] if columns and columns[-1].kind == "count" else []
        cells = [row[3][place] for row in rows]
        column, read = _column(grid.header[at], cells, rows, (counts, grouping), words)
        columns.append(column)
        held.append(read)
    made = tuple(
        PrintedRow(line, name, role, tuple(column[at] for column in held))
        for at, (line, name, role, _) in enumerate(rows)
    )
    unread = tuple(
        (at, place)
        for at, row in enumerate(rows)
        for place, cell in enumerate(row[3])
        if not cell.readings and not cell.empty
    )
    series = _is_series(rows)
    table = PrintedTable(tuple(columns), made, _skipped(grid, rows), unread, series)
    _check_whole(table)
    return table


def _column(
    name: str,
    cells: Sequence[PrintedCell],
    rows: Sequence[_Read],
    beside: tuple[Sequence[PrintedFigure | None], str],
    words: RoleWords,
) -> tuple[PrintedColumn, list[PrintedFigure | None]]:
    """One column and its figures. ``beside``: the counts of the column before it, and the marks
    that group digits in the table.
    """
    role = words.role(name)
    said = words.is_percent(name) or role == "turnout"
    before = () if role else beside[0]
    read, kind = settle(
        cells,
        [row[2] not in ("turnout", "registered") for row in rows],
        percent=said,
        before=before,
        grouping=",." if role and not said else beside[1],
    )
    if before and kind == "count":
        ways = [[row[2] in roles for row in rows] for roles in (_OPTIONS, (*_OPTIONS, "invalid"))]
        shares = any(is_share_of(before, read, parts) for parts in ways)
        kind = "percent" if shares else kind
    if role == "turnout" and any(f and f.whole and f.digits > _WHOLE for f in read):
        role, kind = "voted", "count"
    return PrintedColumn(name, role, kind), read


def _skipped(grid: _Grid, rows: Sequence[_Read]) -> tuple[int, ...]:
    read = {row[0] for row in rows}
    return tuple(line for line in grid.lines if line not in read)


def _check_whole(table: PrintedTable) -> None:
    """Votes are whole: a part with decimals among counts is a problem of its line."""
    for row in table.rows:
        for at, figure in enumerate(row.figures):
            column = table.columns[at]
            broken = figure is not None and not figure.percent and figure.decimals
            if broken and column.kind == "count" and row.role in ("", "against_all", "invalid"):
                text = figure.text if figure else ""
                raise TableProblem(
                    "not_whole", line=row.line, text=text, column=column.name or str(at + 1)
                )
