"""The tables of the maker as they are shown, and what is typed into them as it is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Any, Final

from tally_app.app.maker.heads import head, heads
from tally_app.app.maker.words import sentence
from tally_app.app.view.base import Button
from tally_app.app.view.maker import (
    FillColumn,
    GridCell,
    GridColumn,
    GridTable,
    PutInOrder,
    TypeCell,
)
from tally_app.app.window.maker.work import Work
from tally_app.domain.form.form import BALLOT_ORDERS
from tally_app.domain.maker.cells import Heads, plain
from tally_app.domain.maker.draft import (
    DraftContest,
    DraftElection,
    DraftFault,
    DraftPrecinct,
    DraftRemoved,
)
from tally_app.domain.maker.edits import TableOf, renamed_ballot, rows_of, said, typed
from tally_app.domain.maker.precincts import OFFICES
from tally_app.domain.values.counts import Count, parse_count
from tally_app.domain.values.dates import in_digits, iso_of
from tally_app.domain.values.signs import seen
from tally_app.domain.values.wording import Wording, grouped

#: Pages that are one table; names are those of the election and of its ballots.
TABLES: Final = ("names", "options", "precincts", "members")
_TONES: Final = ("error", "warning", "note")
_PLACES: Final = ("region", "district")


@dataclass(frozen=True, slots=True)
class Shown:
    """Of which table a page shows the rows, and in which words."""

    work: Work
    table: TableOf
    words: Wording
    wordings: Mapping[str, Wording]

    @property
    def draft(self) -> DraftElection:
        """The election in the making."""
        return self.work.draft

    def heads(self) -> Heads:
        """The words by which a typed office or type is known."""
        return heads(self.wordings, self.work.forms())


def grid(shown: Shown, at: tuple[int, str] | None) -> GridTable:
    """The table of a page with its faults in their cells."""
    matter, words = shown.table.matter, shown.words
    columns = columns_of(shown)
    found = _by_row(shown)
    rests_on = shown.table, words.language, columns, [*map(_called, shown.draft.contests)]
    known = shown.work.rows.of(rests_on)
    rows = tuple(
        known.cells(row, item, found.get(row, ()), partial(_row, shown, columns))
        for row, item in enumerate(_items(shown))
    )
    return GridTable(
        key=f"{matter}.{shown.table.of}",
        name=words(f"maker.page.{matter}"),
        columns=columns,
        rows=rows,
        last="" if matter == "names" else words(f"maker.add.{matter}"),
        next_fault=words("maker.next_fault"),
        row_word=words("maker.row"),
        high=matter != "precincts",
        at=at,
    )


def _row(
    shown: Shown,
    columns: Sequence[GridColumn],
    row: int,
    item: Any,  # noqa: ANN401 - a row of any table
    found: Sequence[DraftFault],
) -> tuple[GridCell, ...]:
    by_column: dict[str, list[DraftFault]] = {}
    for fault in found:
        by_column.setdefault(fault.spot.column, []).append(fault)
    return tuple(
        _cell(shown, row, column, item, by_column.get(column.key, ())) for column in columns
    )


def _called(contest: DraftContest) -> tuple[str, str]:
    return contest.id, contest.form


def columns_of(shown: Shown) -> tuple[GridColumn, ...]:
    """The columns of a table, from the left."""
    return tuple(_COLUMNS[shown.table.matter](shown))


def _items(shown: Shown) -> tuple[Any, ...]:
    if shown.table.matter == "names":
        return (shown.draft, *shown.draft.contests)
    return rows_of(shown.draft, shown.table)


# columns


def _in_languages(shown: Shown, name: str, wide: int, *, grows: bool) -> Iterator[GridColumn]:
    for language in shown.draft.languages:
        key = f"{name}.{language}"
        yield GridColumn(key, head(shown.words, key), wide, grows=grows)


def _named(shown: Shown) -> Iterator[GridColumn]:
    words = shown.words
    yield GridColumn("what", "", 150, locked=True)
    for language in shown.draft.languages:
        key = f"name.{language}"
        yield GridColumn(key, head(words, f"title.{language}"), 240, grows=True)
    forms = shown.work.forms().values()
    if any(form.ballot_order == "own" and _has_options(form) for form in forms):
        orders = tuple((x, words(f"maker.order.{x}")) for x in BALLOT_ORDERS if x != "own")
        yield GridColumn("order", words("maker.column.order"), 150, choices=orders)
    yield GridColumn("id", head(words, "id"), 170)


def _has_options(form: Any) -> bool:  # noqa: ANN401 - a form
    return any("option" in line.scope for line in form.lines)


def _options(shown: Shown) -> Iterator[GridColumn]:
    yield from _in_languages(shown, "name", 190, grows=True)
    yield from _in_languages(shown, "by", 130, grows=False)
    if shows_removal(shown.work, shown.table):
        yield GridColumn("removed_day", head(shown.words, "removed_day"), 120)
        yield from _in_languages(shown, "removed", 190, grows=False)


def shows_removal(work: Work, table: TableOf) -> bool:
    """Whether the columns of a removal after printing are shown: an option was removed, or somebody
    asked for them. It happens once in many elections.
    """
    return work.removing or any(option.removed for option in rows_of(work.draft, table))


def _precincts(shown: Shown) -> Iterator[GridColumn]:
    words = shown.words
    types = {
        kind.id: words.speaking(form.terms).pick(kind.name)
        for form in shown.work.forms().values()
        for kind in form.precinct_types
    }
    yield GridColumn("number", head(words, "number"), 100, digits=True)
    yield from _in_languages(shown, "address", 240, grows=True)
    yield GridColumn("voters", head(words, "voters"), 130, digits=True)
    yield GridColumn("members", words("maker.column.members_count"), 90, digits=True, locked=True)
    yield GridColumn("type", head(words, "type"), 150, choices=(("", "–"), *types.items()))
    yield GridColumn("ballots", head(words, "ballots"), 110)
    for place in _PLACES:
        yield from _in_languages(shown, place, 190, grows=False)
    yield GridColumn("clock", head(words, "clock"), 130, digits=True)


def _members(shown: Shown) -> Iterator[GridColumn]:
    offices = tuple((office, shown.words(f"office.{office}")) for office in OFFICES)
    yield GridColumn("name", head(shown.words, "member"), 330, grows=True)
    yield GridColumn("office", head(shown.words, "office"), 240, choices=offices)


_COLUMNS: Final[Mapping[str, Callable[[Shown], Iterator[GridColumn]]]] = {
    "names": _named, "options": _options, "precincts": _precincts, "members": _members,
}  # fmt: skip


# cells


def _cell(
    shown: Shown,
    row: int,
    column: GridColumn,
    item: Any,  # noqa: ANN401 - a row of any table
    found: Sequence[DraftFault],
) -> GridCell:
    text = _text(shown, row, column, item)
    tone = next((x for x in _TONES if any(fault.severity == x for fault in found)), "")
    said_of = " ".join(sentence(fault, shown.words) for fault in found)
    return GridCell(
        text, _looks(column, text), tone, said_of, _offer(shown, row, column, text, found)
    )


def _text(shown: Shown, row: int, column: GridColumn, item: Any) -> str:  # noqa: ANN401
    """What stands in a cell, as it is typed."""
    name, dot, language = column.key.partition(".")
    if name.startswith("removed"):
        gone = item.removed or DraftRemoved()
        return gone.decision.get(language, "") if dot else in_digits(gone.day)
    if dot:
        return str(getattr(item, name).get(language, ""))
    if name == "what":
        number = shown.words("maker.ballot_number", number=row)
        return number if row else shown.words("maker.the_election")
    if name == "members":
        return str(len(item.members))
    if name == "ballots":
        return _ballots(shown.draft, item)
    return "" if isinstance(item, DraftElection) and name == "order" else str(getattr(item, name))


def _ballots(draft: DraftElection, precinct: DraftPrecinct) -> str:
    numbers = {contest.id: str(at) for at, contest in enumerate(draft.contests, 1)}
    return " ".join(numbers.get(ballot, ballot) for ballot in precinct.ballots)


def _looks(column: GridColumn, text: str) -> str:
    """How a text looks while nobody types: words of a choice, digits in groups."""
    if column.choices:
        return dict(column.choices).get(text, text)
    read = parse_count(text) if column.key == "voters" else None
    return grouped(read.value) if isinstance(read, Count) else text


def _by_row(shown: Shown) -> Mapping[int, Sequence[DraftFault]]:
    """The faults of the table by row (from 0)."""
    found: dict[int, list[DraftFault]] = {}
    for fault in shown.work.faults:
        at = cell_of(fault, shown.table)
        if at is not None:
            found.setdefault(at[0], []).append(fault)
    return found


def cell_of(fault: DraftFault, table: TableOf) -> tuple[int, str] | None:
    """The row (from 0) and column of a fault in a table, None for one of another table."""
    spot = fault.spot
    if table.matter == "names":
        if spot.matter == "election" and spot.column not in ("day", "days"):
            return 0, spot.column
        return (spot.row, spot.column) if spot.matter == "ballots" and spot.row else None
    if (spot.matter, spot.of) != (table.matter, table.of) or not spot.row:
        return None
    return spot.row - 1, spot.column


def _offer(
    shown: Shown, row: int, column: GridColumn, text: str, found: Sequence[DraftFault]
) -> Button | None:
    """What can be done about a fault with one press."""
    codes = {fault.code for fault in found}
    if "unseen" in codes:
        return Button(TypeCell(row, column.key, seen(text)), shown.words("unfit.take_out"), "small")
    if "missing" in codes and row and column.key.partition(".")[0] in _PLACES:
        asked = FillColumn(column.key)
        return Button(asked, shown.words("maker.as_above"), "small")
    if "order" in codes:
        return Button(PutInOrder(), shown.words("maker.put_in_order"), "small", icon="exchange")
    return None


# what is typed


def with_texts(shown: Shown, cells: Mapping[tuple[int, str], str]) -> DraftElection:
    """The election with texts typed into cells of the table."""
    if shown.table.matter == "names":
        return _with_names(shown.draft, cells)
    known = shown.heads() if any(column in _MEANT for _row, column in cells) else Heads({})
    meant = {
        (row, column): _MEANT[column](shown.draft, known, text) if column in _MEANT else text
        for (row, column), text in cells.items()
        if column != "members"
    }
    return typed(shown.draft, shown.table, meant)


#: Columns whose words stand for something else in the file.
_MEANT: Final[Mapping[str, Callable[[DraftElection, Heads, str], object]]] = {
    "type": lambda _draft, known, text: known.types.get(plain(text), text),
    "office": lambda _draft, known, text: known.offices.get(plain(text), text),
    "removed_day": lambda _draft, _known, text: iso_of(text),
    "ballots": lambda draft, _known, text: _ballot_ids(draft, text),
}


def _ballot_ids(draft: DraftElection, text: str) -> tuple[str, ...]:
    ids = [contest.id for contest in draft.contests]
    parts = text.replace(",", " ").replace(";", " ").split()
    return tuple(
        ids[int(part) - 1] if part.isdecimal() and 0 < int(part[:4]) <= len(ids) else part
        for part in parts
    )


def _with_names(draft: DraftElection, cells: Mapping[tuple[int, str], str]) -> DraftElection:
    for (row, column), text in cells.items():
        name, dot, language = column.partition(".")
        if row > len(draft.contests) or name == "what":
            continue
        if row and name == "id":
            draft = renamed_ballot(draft, row - 1, text)
        elif row:
            contests = [*draft.contests]
            of = contests[row - 1]
            value = said(of.name, language, text) if dot else text
            contests[row - 1] = replace(of, **{name: value})  # type: ignore[arg-type]
            draft = replace(draft, contests=tuple(contests))
        elif dot:
            draft = replace(draft, name=said(draft.name, language, text))
        elif name == "id":
            draft = replace(draft, id=text)
    return draft


def laid_out(
    columns: Sequence[GridColumn], row: int, column: str, rows: Sequence[Sequence[str]]
) -> dict[tuple[int, str], str]:
    """The cells of a table that is pasted at a cell: to the right and down, as in a spreadsheet."""
    keys = [each.key for each in columns]
    first = keys.index(column) if column in keys else 0
    placed = chain.from_iterable(
        ((row + down, keys[first + right], text) for right, text in enumerate(cells))
        for down, cells in enumerate(rows)
        for cells in [cells[: len(keys) - first]]
    )
    return {(at, key): text for at, key, text in placed}
