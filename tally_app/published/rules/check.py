"""A published table, checked by arithmetic alone: from its text to what does not agree in it.

Nothing is said about how an election went: only which printed figures contradict each other.
"""

from __future__ import annotations

from dataclasses import replace

from tally_app.published.rules.contradictions import Checked, Remark
from tally_app.published.rules.grid import check_grid
from tally_app.published.rules.list import check_list
from tally_app.published.rules.merged import merged
from tally_app.published.rules.pairs import check_pairs
from tally_app.published.rules.reading.roles import RoleWords
from tally_app.published.rules.reading.table import PrintedTable, read_table
from tally_app.published.rules.shares import check_shares


def check_text(text: str, words: RoleWords) -> Checked:
    """Read the table of a text and check it; TableProblem says why it cannot be read."""
    return check_table(read_table(text, words))


def check_table(table: PrintedTable) -> Checked:
    """Check a table by its shape: one column of votes, only percentages, or rows and columns."""
    checked = merged(_by_shape(table), _by_shape)
    beside: list[Remark] = []
    if table.skipped:
        beside.append(Remark("skipped", figure=", ".join(map(str, table.skipped))))
    if table.unread:
        rows = tuple(dict.fromkeys(row for row, _ in table.unread))
        columns = tuple(dict.fromkeys(column for _, column in table.unread))
        beside.append(Remark("unread", rows, columns))
    unknown = tuple(at for at, row in enumerate(checked.table.rows) if row.role == "line")
    if unknown:
        beside.append(Remark("unknown_lines", unknown))
    if table.series:
        beside.append(Remark("series"))
    return replace(checked, remarks=(*checked.remarks, *beside))


def _by_shape(table: PrintedTable) -> Checked:
    counts = table.columns_of("count")
    if not counts:
        return check_shares(table, table.columns_of("percent")[0])
    if len(counts) == 1:
        return check_list(table, counts[0])
    return check_pairs(table) or check_grid(table)
