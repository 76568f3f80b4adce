"""What is typed into an election in the making, cell by cell: nothing is read or corrected."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from tally_app.domain.maker.draft import (
    DraftElection,
    DraftMember,
    DraftOption,
    DraftPrecinct,
    DraftRemoved,
)
from tally_app.domain.values.words import Words


@dataclass(frozen=True, slots=True)
class TableOf:
    """A table of the election: of which matter, and of which ballot or precinct (from 1)."""

    matter: str
    of: int = 0


def next_precinct(rows: Sequence[DraftPrecinct]) -> DraftPrecinct:
    """Precincts of one list lie in one district: place, type and clock are those of the row above,
    where everybody sees them.
    """
    if not rows:
        return DraftPrecinct()
    return replace(rows[-1], number="", address={}, voters="", members=())


#: What a new row begins with, after the rows there are.
_NEW: Final[Mapping[str, Callable[[Sequence[Any]], Any]]] = {
    "options": lambda rows: DraftOption(_free("c", {row.id for row in rows})),
    "members": lambda rows: DraftMember(_free("m", {row.id for row in rows})),
    "precincts": next_precinct,
}


def rows_of(draft: DraftElection, table: TableOf) -> tuple[Any, ...]:
    """The rows of a table, () of a ballot or precinct there is not."""
    if table.matter == "precincts":
        return draft.precincts
    holders: Sequence[Any] = draft.contests if table.matter == "options" else draft.precincts
    if not 0 < table.of <= len(holders):
        return ()
    return tuple(getattr(holders[table.of - 1], table.matter))


def with_rows(draft: DraftElection, table: TableOf, rows: Sequence[Any]) -> DraftElection:
    """The election with other rows in a table."""
    if table.matter == "precincts":
        return replace(draft, precincts=tuple(rows))
    at = table.of - 1
    if table.matter == "options":
        contests = [*draft.contests]
        contests[at] = replace(contests[at], options=tuple(rows))
        return replace(draft, contests=tuple(contests))
    precincts = [*draft.precincts]
    precincts[at] = replace(precincts[at], members=tuple(rows))
    return replace(draft, precincts=tuple(precincts))


def typed(
    draft: DraftElection, table: TableOf, cells: Mapping[tuple[int, str], object]
) -> DraftElection:
    """The election with cells typed by row and column; rows that are missing are begun."""
    rows = [*rows_of(draft, table)]
    for (row, column), value in cells.items():
        while len(rows) <= row:
            rows.append(_NEW[table.matter](rows))
        rows[row] = with_cell(rows[row], column, value)
    return with_rows(draft, table, rows)


def filled_down(draft: DraftElection, column: str) -> DraftElection:
    """The election whose precincts without a text in a column have the one of the row above."""
    name, _, language = column.partition(".")
    above, cells = "", dict[tuple[int, str], object]()
    for row, precinct in enumerate(draft.precincts):
        text = str(getattr(precinct, name).get(language, ""))
        if not text.strip() and above:
            cells[row, column] = above
        above = text if text.strip() else above
    return typed(draft, TableOf("precincts"), cells)


def with_cell(item: Any, column: str, value: object) -> Any:  # noqa: ANN401 - a row of any table
    """A row with one cell typed: "name.kk" is a text in a language."""
    name, dot, language = column.partition(".")
    if name in ("removed", "removed_day"):
        return replace(item, removed=_gone(item.removed or DraftRemoved(), language, str(value)))
    if dot:
        value = said(getattr(item, name), language, str(value))
    return replace(item, **{name: value})


def _gone(removed: DraftRemoved, language: str, text: str) -> DraftRemoved | None:
    """The removal with another day, or its decision in a language; None where nothing is left."""
    if language:
        removed = replace(removed, decision=said(removed.decision, language, text))
    else:
        removed = replace(removed, day=text)
    return removed if removed.day or removed.decision or removed.treatment else None


def said(words: Words, language: str, text: str) -> Words:
    """The same words with another text in one language, none for an empty one."""
    found = {**words, language: text}
    return {known: each for known, each in found.items() if each}


def with_row(draft: DraftElection, table: TableOf) -> DraftElection:
    """The election with a new row below the others."""
    rows = rows_of(draft, table)
    return with_rows(draft, table, (*rows, _NEW[table.matter](rows)))


def without_row(draft: DraftElection, table: TableOf, row: int) -> DraftElection:
    """The election without one row."""
    rows = [*rows_of(draft, table)]
    del rows[row : row + 1]
    return with_rows(draft, table, rows)


def moved_row(draft: DraftElection, table: TableOf, row: int, by: int) -> DraftElection:
    """The election with a row moved among its neighbours."""
    return with_rows(draft, table, moved(rows_of(draft, table), row, by))


def moved(rows: Sequence[Any], row: int, by: int) -> tuple[Any, ...]:
    """Rows with one of them moved; as they were where it would leave them."""
    found = [*rows]
    if 0 <= row < len(found) and 0 <= row + by < len(found):
        found.insert(row + by, found.pop(row))
    return tuple(found)


def renamed_ballot(draft: DraftElection, position: int, id_: str) -> DraftElection:
    """The election with another id for a ballot, also where precincts name it."""
    old = draft.contests[position].id
    contests = [*draft.contests]
    contests[position] = replace(contests[position], id=id_)
    precincts = tuple(
        replace(x, ballots=tuple(id_ if one == old else one for one in x.ballots))
        for x in draft.precincts
    )
    return replace(draft, contests=tuple(contests), precincts=precincts)


def free_id(wanted: str, taken: Collection[str]) -> str:
    """An id that no other has: the wanted one, or that with a number."""
    return wanted if wanted not in taken else _free(f"{wanted}-", taken, 2)


def _free(head: str, taken: Collection[str], first: int = 1) -> str:
    number = first
    while f"{head}{number}" in taken:
        number += 1
    return f"{head}{number}"
