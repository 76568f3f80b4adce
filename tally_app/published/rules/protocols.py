"""The lines of protocols in a grid: of every row by its columns, of every column by its rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from tally_app.published.rules.contradictions import Contradiction
from tally_app.published.rules.protocol import Clash, Lines, clashes
from tally_app.published.rules.reading.table import PrintedTable

#: Roles that only a line of a protocol has; two of them make a protocol.
_TELLING: Final = frozenset({
    "issued", "issued_outside", "received", "cancelled", "portable", "stationary", "boxes",
    "voted", "valid", "invalid",
})  # fmt: skip
_FEWEST: Final = 2


@dataclass(slots=True)
class Protocols:
    """What does not agree, how many comparisons were made, and the cells that stood in one."""

    contradictions: list[Contradiction] = field(default_factory=list)
    checks: int = 0
    cells: set[tuple[int, int]] = field(default_factory=set)


def protocols_of(table: PrintedTable) -> Protocols:
    """Check the protocols of a grid, whichever way it lies."""
    said, columns = Protocols(), table.columns_of("count")
    if _tells(table.columns[at].role for at in columns):
        for row in range(len(table.rows)):
            places = [(at, table.columns[at].role) for at in columns]
            held = [(at, role, table.count(row, at)) for at, role in places]
            _add(said, _lines(held), [(row, at) for at in range(len(table.columns))])
    if _tells(row.role for row in table.rows):
        for column in columns:
            rows = enumerate(table.rows)
            held = [(at, row.role, table.count(at, column)) for at, row in rows]
            _add(said, _lines(held), [(at, column) for at in range(len(table.rows))])
    return said


def _tells(roles: Iterable[str]) -> bool:
    return len(_TELLING & {*roles}) >= _FEWEST


def _lines(held: Iterable[tuple[int, str, int | None]]) -> Lines:
    by_role: dict[str, list[tuple[int, int]]] = {}
    for at, role, count in held:
        if count is not None:
            by_role.setdefault(role, []).append((at, count))
    return Lines(by_role)


def _add(said: Protocols, lines: Lines, cells: list[tuple[int, int]]) -> None:
    found = clashes(lines)
    said.checks += found.checks
    said.cells.update(cells[place] for place in found.compared)
    said.contradictions.extend(_contradiction(one, cells) for one in found.found)


def _contradiction(one: Clash, cells: list[tuple[int, int]]) -> Contradiction:
    """The cell that is named, then the others along the protocol."""
    at = [cells[place] for place in one.places]
    rows, columns = (tuple(dict.fromkeys(way)) for way in zip(*at, strict=True))
    return Contradiction(
        one.kind, rows, columns, one.printed, one.expected, one.printed - one.expected
    )
