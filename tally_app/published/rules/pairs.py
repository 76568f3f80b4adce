"""Columns of votes, each with its percentages beside it, over the rows of one list."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tally_app.published.rules.contradictions import Checked, Contradiction, Remark
from tally_app.published.rules.list import check_list
from tally_app.published.rules.reading.table import PrintedTable

#: Rows that only a list of one race has below its options.
_TELLING: Final = ("total", "valid", "invalid", "registered")


def check_pairs(table: PrintedTable) -> Checked | None:
    """Every column of votes as a list of its own; None where a table is no such list: its columns
    are lines or places, or the percentages fit no figure of their own column.
    """
    counts, shares = table.columns_of("count"), table.columns_of("percent")
    named = any(table.row_of(role) is not None for role in _TELLING)
    roles = {table.columns[at].role for at in (*counts, *shares)}
    if not named or not shares or roles - {""} or not _beside(table, counts, shares):
        return None
    votes = {at - 1: at for at in shares}
    found: list[Contradiction] = []
    remarks: dict[Remark, None] = {}
    checks, base = 0, None
    compared: set[tuple[int, int]] = set()
    for column, share in votes.items():
        checked = check_list(_of(table, share), column)
        if checked.base is None:
            return None
        base = base or checked.base
        checks += checked.checks
        compared |= checked.compared
        found.extend(checked.contradictions)
        remarks.update(dict.fromkeys(checked.remarks))
    return Checked(table, "grid", base, tuple(found), tuple(remarks), checks, frozenset(compared))


def _beside(table: PrintedTable, counts: list[int], shares: list[int]) -> bool:
    """True where every percentage stands right of its votes, and other counts have no totals."""
    paired = {at - 1 for at in shares}
    total = table.row_of("total")
    others = [at for at in counts if at not in paired]
    summed = total is not None and any(table.count(total, at) is not None for at in others)
    return paired <= {*counts} and not summed


def _of(table: PrintedTable, share: int) -> PrintedTable:
    """The table with the percentages of one column of votes only."""
    columns = tuple(
        replace(one, kind="") if one.kind == "percent" and at != share else one
        for at, one in enumerate(table.columns)
    )
    return replace(table, columns=columns)
