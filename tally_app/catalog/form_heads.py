"""What a form says beside its lines: the rule of a preview, types of precincts, columns."""

from __future__ import annotations

from typing import Final

from tally_app.catalog.shapes.form import ColumnKeys, PrecinctTypeKeys, ResultKeys
from tally_app.catalog.shapes.keys import Whole
from tally_app.catalog.table import TomlTable
from tally_app.domain.form.form import PrecinctType, ResultRule
from tally_app.domain.form.papers import HandColumn

_FARTHEST: Final = 14 * 60


def result_rule(table: TomlTable) -> ResultRule | None:
    """The rule of a preview, None for a form that has none."""
    if not table.values:
        return None
    rule = ResultRule(
        rule=ResultKeys.rule.of(table),
        base=ResultKeys.base.of(table),
        of=ResultKeys.of.of(table),
        lines=ResultKeys.lines.of(table),
        wins=ResultKeys.wins.of(table),
        valid_if=ResultKeys.valid_if.of(table),
        cast=ResultKeys.cast.of(table),
    )
    table.done(*ResultKeys.names())
    return rule


def precinct_type(table: TomlTable) -> PrecinctType:
    """A kind of polling station; the names of its constants are checked with an election."""
    found = PrecinctType(
        id=PrecinctTypeKeys.id.of(table),
        name=PrecinctTypeKeys.name.of(table),
        constants=PrecinctTypeKeys.constants.of(table),
        utc_offset=utc_offset(table, PrecinctTypeKeys.utc_offset),
    )
    table.done(*PrecinctTypeKeys.names())
    return found


def utc_offset(table: TomlTable, key: Whole) -> int | None:
    """Minutes east of UTC, None where the table has none."""
    found = key.of(table)
    if key.name not in table.values:
        return None
    if abs(found) > _FARTHEST:
        table.problem(key.name, "bad_offset", found=found)
    return found


def hand_column(table: TomlTable) -> HandColumn:
    """A column of a paper that is written in by hand."""
    column = HandColumn(ColumnKeys.id.of(table), ColumnKeys.text.of(table))
    table.done(*ColumnKeys.names())
    return column
