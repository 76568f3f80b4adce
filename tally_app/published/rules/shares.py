"""A list of percentages without votes: whether they make up a hundred."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from tally_app.published.rules.contradictions import Checked, Contradiction, Explanation, Remark
from tally_app.published.rules.digits import ranked, slip
from tally_app.published.rules.list import PARTS
from tally_app.published.rules.reading.cells import PrintedFigure, written
from tally_app.published.rules.reading.table import PrintedTable

#: Percentages that add up to this or more, and to no more than that, are parts of one whole.
_LEAST, _MOST = 90, 110
_WHOLE: Final = 100
_MOST_EXPLANATIONS: Final = 3

#: A row with its percentage.
_Printed = tuple[int, PrintedFigure]


def check_shares(table: PrintedTable, column: int) -> Checked:
    """Whether the percentages of a column make up a hundred, and the total that is printed."""
    parts = _printed(table, column, PARTS)
    invalid = _printed(table, column, ("invalid",))
    totals = _printed(table, column, ("total",))
    ways = [parts, [*parts, *invalid]] if invalid else [parts]
    parted = table.columns[column].role != "turnout" and len(parts) > 1
    if not parted or not (_is_whole(totals) or any(map(_one_whole, ways))):
        return Checked(table, "percents", None, (), (_no_parts(parts, column),), 0)
    found = [_off(way, totals, column) for way in ways]
    wrong = found[-1]
    contradictions = (wrong,) if wrong is not None and all(found) else ()
    compared = frozenset((row, column) for row, _ in (*ways[-1], *totals))
    return Checked(table, "percents", None, contradictions, (), 1, compared)


def _printed(table: PrintedTable, column: int, roles: Collection[str]) -> list[_Printed]:
    """The percentages of the rows of some roles; a dash is none."""
    figures = ((at, row.figures[column]) for at, row in enumerate(table.rows) if row.role in roles)
    return [(at, figure) for at, figure in figures if figure is not None and not figure.none]


def _no_parts(parts: Sequence[_Printed], column: int) -> Remark:
    """Why nothing is compared: they are percentages of more than one whole, or too few."""
    if len(parts) > 1:
        return Remark("no_parts_of_one", (), (column,), _added(parts))
    return Remark("nothing_to_check", (), (column,))


def _scale(way: Sequence[_Printed]) -> int:
    return max((figure.decimals for _, figure in way), default=0)


def _sum(way: Sequence[_Printed], decimals: int) -> int:
    return sum(figure.digits * 10 ** (decimals - figure.decimals) for _, figure in way)


def _added(way: Sequence[_Printed]) -> str:
    most = _scale(way)
    like = next(figure for _, figure in way if figure.decimals == most)
    return written(_sum(way, most), like)


def _is_whole(totals: Sequence[_Printed]) -> bool:
    return any(figure.digits == _WHOLE * 10**figure.decimals for _, figure in totals)


def _one_whole(way: Sequence[_Printed]) -> bool:
    scale: int = 10 ** _scale(way)
    return _LEAST * scale <= _sum(way, _scale(way)) <= _MOST * scale


def _off(way: Sequence[_Printed], totals: Sequence[_Printed], column: int) -> Contradiction | None:
    """The contradiction where the sum is further from the whole than rounding can bring it: every
    row may be off by half a unit of its last decimal.
    """
    most = _scale([*way, *totals])
    like = next(figure for _, figure in (*way, *totals) if figure.decimals == most)
    added = _sum(way, most)
    slack = sum(10 ** (most - figure.decimals) for _, figure in way)  # in halves of a unit
    gaps = [added - _WHOLE * 10**most, *(added - _sum([total], most) for total in totals)]
    gap = next((gap for gap in gaps if 2 * abs(gap) > slack), None)
    if gap is None:
        return None
    return Contradiction(
        "percents_off_100", tuple(row for row, _ in way), (column,),
        written(added, like), written(added - gap, like), written(gap, like),
        ranked((), list(_explanations(way, gap, most)), _MOST_EXPLANATIONS),
    )  # fmt: skip


def _explanations(way: Sequence[_Printed], gap: int, most: int) -> Iterator[Explanation]:
    """A slip in one percentage that makes up the gap; a row that is left out."""
    slack = len(way)
    for row, figure in way:
        unit = 10 ** (most - figure.decimals)
        digits = str(figure.digits).zfill(figure.decimals + 1)
        for right in _slipped(digits):
            moved = (int(right) - figure.digits) * unit
            if 2 * abs(gap + moved) <= slack * unit:
                kind = slip(right, digits)
                yield Explanation(kind, (row,), (), figure.text, written(int(right), figure))
    if gap < 0:
        like = max((figure for _, figure in way), key=lambda figure: figure.decimals)
        yield Explanation("row_left_out", expected=written(-gap, like))


def _slipped(digits: str) -> Iterator[str]:
    """Every figure of which one swap of neighbours makes this one."""
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            yield digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
