"""Rows and columns with totals: which sum does not close, and the cell where two of them cross."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from tally_app.published.rules.contradictions import Checked, Contradiction, Explanation, Remark
from tally_app.published.rules.percent_columns import percent_columns
from tally_app.published.rules.protocols import protocols_of
from tally_app.published.rules.reading.table import PrintedTable
from tally_app.published.rules.sums import sum_explanations
from tally_app.published.rules.turnout_columns import turnouts_of

_PARTS: Final = ("", "against_all", "invalid")
_LEADING: Final = 3  # columns at the edge of the table that a row total may leave out
_FEWEST: Final = 2
_LOOKED_AT: Final = 60  # rows that tell which columns a total adds up


@dataclass
class PrintedGrid:
    """A grid being checked. ``total_row`` and ``total_column`` are None where there is none;
    ``window`` are the columns a row total adds up. ``rows_off`` and ``columns_off``: printed total
    less sum, of those that do not close.
    """

    table: PrintedTable
    counts: list[int]
    total_row: int | None = None
    total_column: int | None = None
    window: tuple[int, ...] = ()
    rows_off: dict[int, int] = field(default_factory=dict)
    columns_off: dict[int, int] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    checks: int = 0
    compared: set[tuple[int, int]] = field(default_factory=set)

    @property
    def rows(self) -> list[int]:
        """Rows that a total of a column adds up: options and invalid ballots."""
        rows = enumerate(self.table.rows)
        return [at for at, row in rows if at != self.total_row and row.role in _PARTS]

    def column_of(self, role: str) -> int | None:
        """The first column of counts with a role."""
        return next((at for at in self.counts if self.table.columns[at].role == role), None)


def check_grid(table: PrintedTable) -> Checked:
    """Everything that does not close in a grid."""
    grid = PrintedGrid(table, table.columns_of("count"))
    grid.total_row = _total_row(grid)
    grid.total_column, grid.window = _total_column(grid)
    _add_up(grid)
    crossing = list(_crossings(grid))
    contradictions = [*crossing, *_rows(grid), *_columns(grid), *_valid(grid)]
    shares = percent_columns(table, grid.rows, grid.total_row, grid.total_column)
    base, checks = shares.base, shares.compared
    contradictions.extend(shares.contradictions)
    grid.remarks.extend(Remark("percents_not_checked", (), (at,)) for at in shares.unclear)
    turnouts = turnouts_of(table)
    contradictions.extend(turnouts.contradictions)
    protocols = protocols_of(table)
    contradictions.extend(protocols.contradictions)
    checks += turnouts.compared + protocols.checks
    grid.compared |= shares.cells | turnouts.cells | protocols.cells
    dashes = _dashes(grid)
    if dashes:
        grid.remarks.append(Remark("dash_is_none", tuple(dashes)))
    if not grid.checks + checks:
        grid.remarks.append(Remark("nothing_to_check"))
    return Checked(
        table, "grid", base, tuple(contradictions), tuple(grid.remarks), grid.checks + checks,
        frozenset(grid.compared),
    )  # fmt: skip


# which row and which column hold totals


def _total_row(grid: PrintedGrid) -> int | None:
    named = grid.table.row_of("total")
    if named is not None or grid.table.series:
        return named
    rows = len(grid.table.rows)
    if rows <= _FEWEST:
        return None
    for at in (rows - 1, 0):
        others = [row for row in grid.rows if row != at]
        closing = [
            column
            for column in grid.counts
            if (printed := grid.table.count(at, column))
            and printed == sum(_known(grid, others, column))
        ]
        if len(closing) >= _FEWEST and 2 * len(closing) > len(grid.counts):
            return at
    return None


def _known(grid: PrintedGrid, rows: Sequence[int], column: int) -> list[int]:
    return [n for row in rows if (n := grid.table.count(row, column)) is not None]


def _total_column(grid: PrintedGrid) -> tuple[int | None, tuple[int, ...]]:
    """The column of row totals with the columns it adds up: by its name, else where most rows
    close.
    """
    named = grid.column_of("total")
    named = grid.column_of("valid") if named is None else named
    closing, found, window = _best_window(grid, named)
    rows = grid.rows[:_LOOKED_AT]
    if named is None:
        return (found, window) if closing >= _FEWEST and 2 * closing > len(rows) else (None, ())
    if 2 * closing >= len(rows):
        return found, window
    whole = tuple(at for at in grid.counts if at != named and _is_part(grid, at))
    alone = len(grid.rows) <= _FEWEST
    return (named, whole) if alone and len(whole) >= _FEWEST else (None, ())


def _best_window(grid: PrintedGrid, named: int | None) -> tuple[int, int | None, tuple[int, ...]]:
    """How many rows close, in which column, over which columns; more of these where as many close.

    A column that is no total by its name must add up several.
    """
    rows = grid.rows[:_LOOKED_AT]
    fewest = 1 if named is not None else _FEWEST
    tried = [named] if named is not None else [grid.counts[-1], grid.counts[0]]
    best: tuple[int, int | None, tuple[int, ...]] = (0, None, ())
    for total in tried:
        for window in _windows(grid, total):
            closing = sum(_closes(grid, row, total, window) for row in rows)
            if len(window) >= fewest and (closing, len(window)) > (best[0], len(best[2])):
                best = closing, total, window
    return best


def _is_part(grid: PrintedGrid, column: int) -> bool:
    return grid.table.columns[column].role in _PARTS


def _windows(grid: PrintedGrid, total: int) -> Iterator[tuple[int, ...]]:
    """Neighbouring columns a total may add up, with and without invalid ballots."""
    parts = [at for at in grid.counts if at != total and _is_part(grid, at)]
    before, after = [at for at in parts if at < total], [at for at in parts if at > total]
    for side in (before, after, parts):
        yield from _cut(side)
        yield from _cut([at for at in side if grid.table.columns[at].role != "invalid"])


def _cut(columns: list[int]) -> Iterator[tuple[int, ...]]:
    """The columns without the first few, and without the last few."""
    for lead in range(min(_LEADING, len(columns) - 1) + 1):
        yield tuple(columns[lead:])
        yield tuple(columns[: len(columns) - lead])


def _closes(grid: PrintedGrid, row: int, total: int, window: Sequence[int]) -> bool:
    printed = grid.table.count(row, total)
    counts = [grid.table.count(row, at) for at in window]
    if printed is None or not any(counts):
        return False
    return printed == sum(filter(None, counts))


# what does not close


def _add_up(grid: PrintedGrid) -> None:
    """Compare every printed total with its sum; one with an empty cell is not compared when that
    cell can hold what is missing.
    """
    rows = range(len(grid.table.rows)) if grid.total_column is not None else ()
    gaps = ((row, _row_gap(grid, row)) for row in rows)
    grid.rows_off.update((row, gap) for row, gap in gaps if gap)
    columns = grid.counts if grid.total_row is not None else ()
    gaps = ((column, _column_gap(grid, column)) for column in columns)
    grid.columns_off.update((column, gap) for column, gap in gaps if gap)


def _row_gap(grid: PrintedGrid, row: int) -> int:
    """Printed total of a row less its sum."""
    total = grid.table.count(row, grid.total_column) if grid.total_column is not None else None
    if grid.total_column is not None and total is not None:
        grid.compared.update((row, at) for at in (*grid.window, grid.total_column))
    return _gap(grid, total, [grid.table.count(row, at) for at in grid.window], (row,), ())


def _column_gap(grid: PrintedGrid, column: int) -> int:
    """Printed total of a column less its sum; a total without the invalid ballots closes too."""
    total = grid.table.count(grid.total_row, column) if grid.total_row is not None else None
    counts = [grid.table.count(row, column) for row in grid.rows]
    if total is not None and grid.total_row is not None:
        grid.compared.update((row, column) for row in (*grid.rows, grid.total_row))
    valid = [grid.table.count(row, column) for row in grid.rows if not _is_invalid(grid, row)]
    of_valid = len(valid) < len(counts) and None not in valid
    if of_valid and total == sum(filter(None, valid)):
        grid.checks += 1
        return 0
    return _gap(grid, total, counts, (), (column,))


def _is_invalid(grid: PrintedGrid, row: int) -> bool:
    return grid.table.rows[row].role == "invalid"


def _gap(
    grid: PrintedGrid, total: int | None, counts: Sequence[int | None],
    rows: tuple[int, ...], columns: tuple[int, ...],
) -> int:  # fmt: skip
    if total is None or all(count is None for count in counts):
        return 0
    gap = total - sum(filter(None, counts))
    if gap > 0 and None in counts:
        grid.remarks.append(Remark("not_checked", rows, columns))
        return 0
    grid.checks += 1
    return gap


def _crossings(grid: PrintedGrid) -> Iterator[Contradiction]:
    """A row and a column that are off by the same amount: the cell that belongs to both."""
    for row, gap in sorted(grid.rows_off.items()):
        cells = [
            (column, way)
            for column, other in grid.columns_off.items()
            if (way := _explains(grid, column)) and other == gap * _sign(grid, row, column)
        ]
        if len(cells) != 1:
            continue
        column, way = cells[0]
        rivals = [
            one
            for one, off in grid.rows_off.items()
            if _explains(grid, column)
            and off * _sign(grid, one, column) == grid.columns_off[column]
        ]
        printed = grid.table.count(row, column)
        if printed is None or rivals != [row] or printed + way * gap < 0:
            continue
        right = printed + way * gap
        explanation = tuple(_cell_explanation(row, column, printed, right))
        yield Contradiction("cell", (row,), (column,), printed, right, printed - right, explanation)
        del grid.rows_off[row], grid.columns_off[column]


def _sign(grid: PrintedGrid, row: int, column: int) -> int:
    """1 where a wrong cell puts its row and its column off the same way, else -1."""
    return 1 if (row == grid.total_row) == (column == grid.total_column) else -1


def _explains(grid: PrintedGrid, column: int) -> int:
    """1: the cell would have to be larger by the row's gap; -1: smaller; 0: it is in no sum."""
    if column == grid.total_column:
        return -1
    return 1 if column in grid.window else 0


def _cell_explanation(row: int, column: int, printed: int, right: int) -> Iterator[Explanation]:
    for explanation in sum_explanations(printed, [(row, right)], rows=True):
        if explanation.kind.startswith("digit") and not explanation.rows:
            yield Explanation(explanation.kind, (row,), (column,), printed, right)


def _rows(grid: PrintedGrid) -> Iterator[Contradiction]:
    total = grid.total_column
    if total is None:
        return
    for row, gap in sorted(grid.rows_off.items()):
        printed = grid.table.count(row, total) or 0
        parts = [(at, grid.table.count(row, at) or 0) for at in grid.window]
        doubted = [one for one in parts if grid.total_row is None or one[0] in grid.columns_off]
        explanations = sum_explanations(printed, doubted, rows=False)
        explanations = explanations or sum_explanations(printed, parts, rows=False)
        yield Contradiction(
            "row_total", (row,), (total,), printed, printed - gap, gap, explanations
        )


def _columns(grid: PrintedGrid) -> Iterator[Contradiction]:
    total = grid.total_row
    off = dict(sorted(grid.columns_off.items()))
    if total is None or not off:
        return
    if (whole := _whole_row(grid, off)) is not None:
        yield whole
        return
    for column, gap in off.items():
        printed = grid.table.count(total, column) or 0
        parts = [(at, grid.table.count(at, column) or 0) for at in grid.rows]
        explanations = sum_explanations(printed, parts, rows=True)
        yield Contradiction(
            "column_total", (total,), (column,), printed, printed - gap, gap, explanations
        )


def _valid(grid: PrintedGrid) -> Iterator[Contradiction]:
    """Valid ballots, a row or a column of their own, against the options."""
    table = grid.table
    valid, options = table.row_of("valid"), [at for at in grid.rows if not _is_invalid(grid, at)]
    if valid is None or not options:
        return
    for column in grid.counts:
        printed = table.count(valid, column)
        parts = [(at, n) for at in options if (n := table.count(at, column)) is not None]
        if printed is None or len(parts) < len(options):
            continue
        grid.checks += 1
        grid.compared.update((at, column) for at in (valid, *options))
        if gap := printed - sum(count for _, count in parts):
            explanations = sum_explanations(printed, parts, rows=True)
            where = ((valid,), (column,))
            yield Contradiction("column_total", *where, printed, printed - gap, gap, explanations)


def _whole_row(grid: PrintedGrid, off: dict[int, int]) -> Contradiction | None:
    """Columns that are all off the same way: a row is left out, or is not in the totals."""
    filled = [at for at in grid.counts if grid.table.count(grid.total_row or 0, at) is not None]
    if len(off) < _FEWEST + 1 or 2 * len(off) <= len(filled):
        return None
    signs = {gap > 0 for gap in off.values()}
    row = next((at for at in grid.rows if _is_the_gap(grid, at, filled, off)), None)
    if len(signs) > 1 or (row is None and signs != {True}):
        return None
    kind = "row_twice" if signs == {True} else "row_not_in_total"
    explanation = Explanation("row_left_out") if row is None else Explanation(kind, (row,))
    where = (grid.total_row or 0,), tuple(off)
    return Contradiction("column_total", *where, explanations=(explanation,))


def _is_the_gap(grid: PrintedGrid, row: int, columns: Sequence[int], off: dict[int, int]) -> bool:
    """True for the row whose counts are what the columns are off by."""
    return all(abs(off.get(at, 0)) == (grid.table.count(row, at) or 0) for at in columns)


# remarks


def _dashes(grid: PrintedGrid) -> list[int]:
    return [
        at
        for at, row in enumerate(grid.table.rows)
        if any((f := row.figures[c]) is not None and f.none for c in grid.counts)
    ]
