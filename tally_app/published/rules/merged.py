"""One wrong figure, one finding: what one other figure would put right is said once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from tally_app.published.rules.contradictions import Checked, Contradiction, Explanation
from tally_app.published.rules.reading.table import PrintedTable

_SUMS: Final = (
    "parts_do_not_add_up", "column_total", "row_total", "cell", "received", "boxes",
    "boxes_counted",
)  # fmt: skip
_PARTS: Final = ("", "against_all", "invalid")
_MOST_TRIED: Final = 60
_LARGEST: Final = 3_000  # cells: a larger table is checked as it stands


@dataclass(frozen=True, slots=True)
class _Mend:
    """A figure that another one would put right. ``at``: the contradiction that says so."""

    at: int
    row: int
    column: int
    right: int


def merged(checked: Checked, again: Callable[[PrintedTable], Checked]) -> Checked:
    """The same check with one finding for every figure that explains several of them; the printed
    totals are tried first. ``again`` checks a table.
    """
    found, table = checked.contradictions, checked.table
    if len(found) < 2 or len(table.rows) * len(table.columns) > _LARGEST:  # noqa: PLR2004 - one is one
        return checked
    best: tuple[int, _Mend, Checked] | None = None
    for mend in islice(_mends(checked), _MOST_TRIED):
        after = again(_with(table, mend))
        left = len(after.contradictions)
        explains = left <= len(found) - 2 and _were_there(after, checked)
        if explains and (best is None or left < best[0]):
            best = left, mend, after
    if best is None:
        return checked
    _, mend, after = best
    rest = merged(after, again).contradictions
    said = _first_said(found[mend.at], mend)
    return replace(checked, base=after.base, contradictions=(said, *rest))


def _were_there(after: Checked, before: Checked) -> bool:
    known = {(one.kind, one.rows) for one in before.contradictions}
    return all((one.kind, one.rows) in known for one in after.contradictions)


def _first_said(one: Contradiction, mend: _Mend) -> Contradiction:
    """The finding with the figure that puts everything right before the others."""
    told = [x for x in one.explanations if (x.expected, x.rows[:1]) == (mend.right, (mend.row,))]
    mended_itself = one.rows[:1] == (mend.row,) and one.expected == mend.right
    if mended_itself:
        kept = tuple(
            x for x in one.explanations
            if x.kind != "row_left_out" and (not x.rows or x.rows == one.rows)
        )  # fmt: skip
        return replace(one, explanations=kept)
    others = [x for x in one.explanations if x not in told]
    cell = Explanation("all_agrees", (mend.row,), (mend.column,), None, mend.right)
    return replace(one, explanations=(*(told or [cell]), *others)[:3])


def _mends(checked: Checked) -> Iterator[_Mend]:
    """Figures to try: printed sums, then what findings suppose, then every part of a sum."""
    found = checked.contradictions
    for at, one in enumerate(found):
        if one.kind in _SUMS and len(one.columns) == 1:
            yield from _of_sum(checked.table, at, one)
    for at, one in enumerate(found):
        for explanation in one.explanations:
            yield from _supposed(checked.table, at, one, explanation)
    for at, one in enumerate(found):
        if one.kind in ("parts_do_not_add_up", "column_total") and len(one.columns) == 1:
            yield from _of_parts(checked.table, at, one)


def _of_sum(table: PrintedTable, at: int, one: Contradiction) -> Iterator[_Mend]:
    """The printed sum itself; of several lines the one that is named."""
    printed = table.count(one.rows[0], one.columns[0])
    if printed is None or not isinstance(one.difference, int):
        return
    right = printed - one.difference
    if right >= 0:
        yield _Mend(at, one.rows[0], one.columns[0], right)


def _supposed(
    table: PrintedTable, at: int, one: Contradiction, said: Explanation
) -> Iterator[_Mend]:
    """What an explanation would have stand there."""
    if not isinstance(said.expected, int) or not (said.rows or one.rows):
        return
    row = (said.rows or one.rows)[0]
    columns = said.columns or one.columns
    if isinstance(said.printed, int):
        every = range(len(table.columns))
        columns = tuple(c for c in every if table.count(row, c) == said.printed) or columns
    if columns and table.count(row, columns[0]) is not None:
        yield _Mend(at, row, columns[0], said.expected)


def _of_parts(table: PrintedTable, at: int, one: Contradiction) -> Iterator[_Mend]:
    column = one.columns[0]
    for row, held in enumerate(table.rows):
        count = table.count(row, column)
        if held.role in _PARTS and count is not None and isinstance(one.difference, int):
            right = count + one.difference
            if right >= 0:
                yield _Mend(at, row, column, right)


def _with(table: PrintedTable, mend: _Mend) -> PrintedTable:
    """The table with another figure in one cell."""
    row = table.rows[mend.row]
    figures = [*row.figures]
    old = figures[mend.column]
    if old is not None:
        figures[mend.column] = replace(old, digits=mend.right, none=False)
    rows = [*table.rows]
    rows[mend.row] = replace(row, figures=tuple(figures))
    return replace(table, rows=tuple(rows))
