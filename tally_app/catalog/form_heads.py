"""What a form says beside its lines: the rule of a preview, the types of precincts."""

from __future__ import annotations

from typing import Final

from tally_app.catalog.table import Table
from tally_app.domain.form.form import BASES, RESULT_RULES, PrecinctType, ResultRule

_FARTHEST: Final = 14 * 60


def result_rule(table: Table) -> ResultRule | None:
    """The rule of a preview, None for a form that has none."""
    if not table.values:
        return None
    rule = ResultRule(
        rule=table.choice("rule", RESULT_RULES),
        base=table.choice("base", BASES),
        of=table.text("of"),
        lines=table.names("lines", None),
        wins=table.text("wins", ""),
        valid_if=table.text("valid_if", ""),
    )
    table.done()
    return rule


def precinct_type(table: Table) -> PrecinctType:
    """A kind of polling station; the names of its constants are checked with an election."""
    constants = table.table("constants")
    found = PrecinctType(
        id=table.text("id"),
        name=table.words("name"),
        constants={name: constants.integer(name) for name in constants.values} if constants else {},
        utc_offset=utc_offset(table),
    )
    table.done("follows")
    return found


def utc_offset(table: Table) -> int | None:
    """Minutes east of UTC, None where the table has none."""
    if "utc_offset" not in table.values:
        table.integer("utc_offset", 0)
        return None
    found = table.integer("utc_offset")
    if abs(found) > _FARTHEST:
        table.problem("utc_offset", "bad_offset", found=found)
    return found
