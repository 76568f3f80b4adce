"""Which column of a spreadsheet holds which line of a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Final

from tally_app.app.sheets.cells import UNREAD
from tally_app.app.sheets.reading import TableError
from tally_app.domain.form.form import Form, Line
from tally_app.domain.form.layout import Cell, Piece
from tally_app.domain.form.rows import owners_of, owning, row_ids

_WILD: Final = "*?["
#: The collection of the lines of the ballot.
OPTION: Final = "option"


@dataclass
class ColumnMap:
    """``places``: column index of every figure the sheet has. ``names``: the column name of every
    figure, of an option without a column too. ``items`` by collection. ``off``: optional lines the
    sheet has no column for. ``unread``: lines that are needed and have none. ``groups``: columns
    of optional lines that count as soon as one of them is entered, by the group's lines.
    ``owners``: the rows of other collections that a row belongs to. ``adrift``: rows that belong to
    none and should, by their collection.
    """

    places: dict[Cell, int] = field(default_factory=dict)
    names: dict[Cell, str] = field(default_factory=dict)
    items: dict[str, dict[str, None]] = field(default_factory=dict)
    off: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    groups: dict[frozenset[str], tuple[int, ...]] = field(default_factory=dict)
    owners: dict[tuple[str, str], tuple[tuple[str, str], ...]] = field(default_factory=dict)
    adrift: dict[str, list[str]] = field(default_factory=dict)

    @property
    def pieces(self) -> dict[str, list[Piece]]:
        """The items as a layout wants them."""
        return {
            name: [Piece(item, owners=self.owners.get((name, item), ())) for item in of]
            for name, of in self.items.items()
        }

    def columns_adrift(self) -> list[str]:
        """Columns of rows that belong to no row of another collection."""
        return [
            self.names[cell]
            for cell in self.places
            if cell.item in self.adrift.get(cell.line.partition(".")[0], ())
        ]


@dataclass(frozen=True)
class Finder:
    """Finds the columns of a form's lines in a header. ``options``: the ballot's options, None
    where only the header knows them.
    """

    form: Form
    options: tuple[str, ...] | None = None

    def typed(self) -> list[Line]:
        """Lines that are figures somebody typed."""
        return [x for x in self.form.lines if x.kind not in UNREAD and not x.derived]

    def known(self, header: Sequence[str]) -> int:
        """How many columns of this header hold a line of the form."""
        return sum(1 for line in self.typed() for _ in self._matches(line, header))

    def find(self, header: Sequence[str]) -> ColumnMap:
        """The columns of every line; TableError where two lines or two columns are in question."""
        columns = ColumnMap()
        owners: dict[int, Line] = {}
        for line in self.typed():
            for item, place in self._matches(line, header):
                cell = Cell(line.id, item)
                if place in owners and owners[place] is not line:
                    lines = f"{owners[place].id}, {line.id}"
                    raise TableError("two_lines", column=header[place], lines=lines)
                if cell in columns.places:
                    self._twice(line, header[columns.places[cell]], header[place])
                owners[place] = line
                columns.places[cell], columns.names[cell] = place, header[place]
                if line.collection:
                    columns.items.setdefault(line.collection, {})[item] = None
        if not owners:
            raise TableError("no_line", form=self.form.id, columns=_some(header))
        self._complete(columns)
        return columns

    def has_column(self, line: Line, header: Sequence[str]) -> bool:
        """True when the sheet has a column of that line."""
        return any(True for _ in self._matches(line, header))

    @staticmethod
    def _twice(line: Line, first: str, second: str) -> None:
        if first == second:
            raise TableError("twice", column=first)
        raise TableError("two_columns", line=line.id, first=first, second=second)

    def _complete(self, columns: ColumnMap) -> None:
        if self.options is not None and OPTION in columns.items and not self._pattern_options():
            columns.items[OPTION] = dict.fromkeys(self.options)
        self._place_rows(columns)
        has = {cell.line for cell in columns.places}
        groups: dict[str, list[str]] = {}
        for line in self.form.lines:
            self._place(line, columns, groups, there=line.id in has)
            if line.collection and line.id in has and not line.derived:
                for item in columns.items[line.collection]:
                    columns.names.setdefault(Cell(line.id, item), self._prefix(line) + item)
        for lines in groups.values():
            self._complete_group(columns, lines)

    def _place_rows(self, columns: ColumnMap) -> None:
        """The rows of the form's collections as a night has them: those that are always there, also
        where a column of one is missing, and what each of them belongs to.
        """
        known = {name: [*of] for name, of in columns.items.items()}

        def rows(name: str) -> list[str]:
            return known.get(name, [])

        for one in self.form.collections:
            found = known.get(one.id, [])
            known[one.id] = row_ids(one, rows, found)
            if one.id not in columns.items:
                continue
            adrift = [row for row in found if row not in known[one.id]]
            if adrift:
                columns.adrift[one.id] = adrift
            columns.items[one.id] = dict.fromkeys((*known[one.id], *adrift))
            for row in known[one.id]:
                columns.owners[one.id, row] = owners_of(one, row, rows)
            for owner in owning(one):
                columns.items.setdefault(owner, dict.fromkeys(rows(owner)))

    def _place(
        self, line: Line, columns: ColumnMap, groups: dict[str, list[str]], *, there: bool
    ) -> None:
        """What becomes of a line, whether or not the sheet has a column of it (``there``)."""
        if line.mirror or (self.form.collection(line.collection) and not there):
            # A sheet has no other ballots, and no rows it has no figure of.
            columns.off.add(line.id)
        elif line.kind in UNREAD and not line.derived:
            columns.unread.add(line.id)
        elif line.optional == "entered" and not line.derived:
            groups.setdefault(line.group or line.id, []).append(line.id)
        elif not there and not line.derived:
            (columns.off if line.optional else columns.unread).add(line.id)

    @staticmethod
    def _complete_group(columns: ColumnMap, lines: list[str]) -> None:
        places = {cell: place for cell, place in columns.places.items() if cell.line in lines}
        if places:
            columns.groups[frozenset(lines)] = tuple(places.values())
            columns.unread.update(set(lines) - {cell.line for cell in places})
        else:
            columns.off.update(lines)

    def _pattern_options(self) -> bool:
        return any(line.collection == OPTION and line.column for line in self.typed())

    def _matches(self, line: Line, header: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Item ("" for a line there is one of) and index of every column of a line."""
        if not line.collection:
            wanted = line.column or line.id
            yield from (("", place) for place, _ in _named(wanted, header))
        elif line.column:
            for place, name in _named(line.column, header):
                yield name if line.collection == OPTION else _middle(line.column, name), place
        else:
            yield from self._default(line, header)

    def _default(self, line: Line, header: Sequence[str]) -> Iterator[tuple[str, int]]:
        prefix = self._prefix(line)
        for place, name in enumerate(header):
            item = name.removeprefix(prefix)
            if name.startswith(prefix) and item and self._takes(line, name, item):
                yield item, place

    def _takes(self, line: Line, name: str, item: str) -> bool:
        """Whether a column is the line's: an option must be on the ballot, and what begins with the
        name of another line of options is of that one.
        """
        if line.collection != OPTION:
            return True
        if self.options is not None and item not in self.options:
            return False
        others = (x for x in self.typed() if x.collection == OPTION and x is not line)
        first = self._prefix(line) == f"{OPTION}."
        return not first or not any(name.startswith(f"{x.id}.") for x in others)

    def _prefix(self, line: Line) -> str:
        """What the names of a line's columns begin with: "option." for the first such line."""
        first = next((x for x in self.typed() if x.collection == OPTION), None)
        return f"{OPTION}." if line is first else f"{line.id}."


def _named(wanted: str, header: Sequence[str]) -> list[tuple[int, str]]:
    """Columns of that very name, else those the pattern fits."""
    exact = [(place, name) for place, name in enumerate(header) if name == wanted]
    if exact or not any(char in _WILD for char in wanted):
        return exact
    return [(p, name) for p, name in enumerate(header) if name and fnmatchcase(name, wanted)]


def _middle(pattern: str, name: str) -> str:
    """The item in a column's name: what the pattern's only ``*`` stands for, else all of it."""
    before, star, after = pattern.partition("*")
    if not star or any(char in _WILD for char in before + after):
        return name
    return name[len(before) : len(name) - len(after)]


def _some(header: Sequence[str]) -> str:
    shown = [name for name in header if name][:8]
    return ", ".join(shown) + (", …" if len(shown) < len(header) else "")


def place_of(header: Sequence[str], column: str) -> int:
    """Index of a column asked for by name; TableError where there is none or more than one."""
    wanted = column.strip()
    if wanted not in header:
        raise TableError("no_id", column=column, columns=_some(header))
    if header.count(wanted) > 1:
        raise TableError("twice", column=wanted)
    return header.index(wanted)


#: Column indexes of the figures that are in the sheet, by cell.
Places = Mapping[Cell, int]
