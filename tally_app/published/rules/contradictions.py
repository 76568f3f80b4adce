"""What is wrong with a published table, in codes and figures; words are made elsewhere.

Rows and columns are indexes into the ``PrintedTable``. Counts are integers; percentages are
written as the table writes them. A difference is the printed figure less the one the others give.
"""

from __future__ import annotations

from dataclasses import dataclass

from tally_app.published.rules.reading.table import PrintedTable

#: A count, or a percentage as it is written.
Value = int | str


@dataclass(frozen=True, slots=True)
class Base:
    """What percentages are of. ``kind``: all (every ballot, invalid ones included), valid (without
    invalid), options (without invalid and without "against all"), voted, registered, total (a
    printed total beside which no invalid ballots are printed), row_total and row_registered (of
    each row its own), column_total, implied (printed nowhere, between ``figure`` and ``to``).
    ``figure`` is None where every row has its own.
    """

    kind: str
    figure: int | None = None
    to: int | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a contradiction may have come about. ``kind``: digits_swapped, digit_missing,
    digit_extra, digit_wrong (``printed`` for ``expected``), row_above, row_below, other_row (whose
    percentage it is), other_base, votes_would_be, no_count_gives, percents_say (the percentage of
    the row says so too), percents_fit_sum (the printed total is wrong), row_left_out,
    row_not_in_total, row_twice.
    """

    kind: str
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    printed: Value | None = None
    expected: Value | None = None
    base: Base | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Figures that contradict each other. ``kind``: percent_contradicts_votes, percents_shifted,
    percents_fit_no_base, percents_off_100, parts_do_not_add_up, row_total, column_total, cell,
    total_over_registered, turnout, received, boxes, boxes_counted, line_over, cast_over (see
    ``protocol.Clash``). ``votes``: the count that a percentage stands beside.
    """

    kind: str
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    printed: Value | None = None
    expected: Value | None = None
    difference: Value | None = None
    explanations: tuple[Explanation, ...] = ()
    base: Base | None = None
    votes: int | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know about how the table was read. ``code``: dash_is_none, not_checked (an
    empty cell), base_not_printed, no_parts_of_one, percents_not_checked (no base could be told),
    nothing_to_check, skipped (lines without figures), unread (cells that hold words), unknown_lines
    (added to nothing), series (every row is another election).
    """

    code: str
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    figure: Value | None = None
    of: Value | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a table. ``shape``: list (names, votes, percentages), percents (names and
    percentages), grid (rows and columns). ``checks`` counts the comparisons that were made,
    ``compared`` are the cells that stood in one, by row and column.
    """

    table: PrintedTable
    shape: str
    base: Base | None
    contradictions: tuple[Contradiction, ...]
    remarks: tuple[Remark, ...]
    checks: int
    compared: frozenset[tuple[int, int]] = frozenset()

    @property
    def uncompared(self) -> int:
        """How many printed figures stood in no comparison."""
        cells = (
            (at, column)
            for at, row in enumerate(self.table.rows)
            for column, figure in enumerate(row.figures)
            if figure is not None and not figure.none
        )
        return sum(cell not in self.compared for cell in cells)
