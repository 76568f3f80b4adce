"""Comparing two keyings of the same protocols row by row, and naming what differs.

The second keying is kept in memory by the names of its rows; the first is streamed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tally_app.app.sheets.alike import ID_JOINT
from tally_app.app.sheets.cells import read_cell
from tally_app.app.sheets.check import Checker, RowOutcome, as_object
from tally_app.app.sheets.columns import ColumnMap, Finder, place_of
from tally_app.app.sheets.reading import Sheet, TableError
from tally_app.domain.causes.differences import LINES_SWAPPED, OTHER, Difference, either_way
from tally_app.domain.form.form import Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.values.wording import Wording

_SHOWN: Final = 8
_PLAIN: Final = 2

#: A name that tells rows apart: what stands in the id columns.
_Id = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A difference of one row. ``lines`` as findings name them; ``first``, ``second``: the texts of
    the cells as typed. ``way``, ``parts``, ``in_second``: see ``domain.differences.Difference``.
    """

    kind: str
    lines: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]
    way: str = ""
    parts: tuple[Named, ...] = ()
    in_second: bool = False

    def as_object(self) -> dict[str, object]:
        """The difference as JSON has it; ``parts`` only where there are any, ``in_second`` only
        where the slip is the second keying's.
        """
        shown: dict[str, object] = {
            "kind": self.kind,
            "lines": self.lines,
            "first": self.first,
            "second": self.second,
        }
        if self.in_second:
            shown["in_second"] = True
        if self.parts:
            shown["parts"] = [part.as_object() for part in self.parts]
        return shown


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of one row. ``difference``: None where the two keyings agree; ``paired``: False
    where the second keying has no row of that name.
    """

    outcome: RowOutcome
    difference: Named | None
    paired: bool = True


@dataclass(frozen=True, slots=True)
class _Figure:
    """Where one figure stands in both sheets."""

    name: str
    line: Line
    first: int
    second: int


class KeyingComparison:
    """Two keyings of one form. TableError where they cannot be compared."""

    def __init__(self, checker: Checker, sheet: Sheet, ids: Sequence[str]) -> None:
        if not ids:
            raise TableError("second_needs_id", path=sheet.path)
        self._checker = checker
        self._sheet = sheet
        self._figures = _figures(checker, sheet)
        self._first_ids = checker.ids
        self._second_ids = [place_of(sheet.header, column) for column in ids]
        self._rows = self._rows_by_id()
        self._counts = Counter(self._id(cells) for cells in checker.sheet.rows())
        self._refuse_unclear()
        self._seen: Counter[_Id] = Counter()

    def without_first(self) -> tuple[int, str]:
        """Rows of the second sheet the first has none of: how many, and some of their names."""
        lost = [key for key in self._rows if key not in self._counts]
        some = ", ".join(ID_JOINT.join(key) for key in lost[:_SHOWN])
        return sum(len(self._rows[key]) for key in lost), some

    def rows(self) -> Iterator[Compared]:
        """Every row of the first sheet with what differs in the second."""
        for row, cells, outcome in self._checker.judged():
            key = self._id(cells)
            whole = outcome or self._checker.sound(row, cells)
            pairs = self._rows.get(key)
            if pairs is None:
                yield Compared(whole, None, paired=False)
                continue
            other = pairs[self._seen[key] if len(pairs) == self._counts[key] else 0]
            self._seen[key] += 1
            yield Compared(whole, self._difference(cells, other))

    def json_lines(self) -> Iterator[str]:
        """One JSON object per row of the first sheet, each with its line end."""
        for one in self.rows():
            found = [one.difference.as_object()] if one.difference else []
            shown = {**as_object(one.outcome), "differences": found if one.paired else None}
            yield json.dumps(shown, ensure_ascii=False) + "\n"

    def _rows_by_id(self) -> dict[_Id, list[list[str]]]:
        width = len(self._sheet.header)
        rows: dict[_Id, list[list[str]]] = {}
        for cells in self._sheet.rows():
            cells.extend([""] * (width - len(cells)))
            rows.setdefault(_key(cells, self._second_ids), []).append(cells)
        return rows

    def _id(self, cells: Sequence[str]) -> _Id:
        return _key(cells, self._first_ids)

    def _refuse_unclear(self) -> None:
        """A name that stands several times is clear where those rows agree, or in pairs."""
        for key, rows in self._rows.items():
            here = self._counts[key]
            if len(rows) == 1 or not here or here == len(rows):
                continue
            if len({tuple(row[one.second].strip() for one in self._figures) for row in rows}) > 1:
                raise TableError(
                    "second_twice", path=self._sheet.path, id=ID_JOINT.join(key), count=len(rows)
                )

    def _difference(self, first: Sequence[str], second: Sequence[str]) -> Named | None:
        ours = [first[figure.first].strip() for figure in self._figures]
        theirs = [second[figure.second].strip() for figure in self._figures]
        if ours == theirs:
            return None
        found = _compared([figure.line for figure in self._figures], ours, theirs)
        return self._named(found, ours, theirs) if found else None

    def _named(self, found: Difference, first: Sequence[str], second: Sequence[str]) -> Named:
        return Named(
            found.kind,
            tuple(self._figures[place].name for place in found.places),
            tuple(first[place] for place in found.places),
            tuple(second[place] for place in found.places),
            found.way,
            tuple(self._named(part, first, second) for part in found.parts),
            found.in_second,
        )


def sentences(difference: Named, words: Wording) -> Iterator[str]:
    """What differs, slip by slip."""
    for part in difference.parts or (difference,):
        slip = f"{part.kind}_{part.way}" if part.way else part.kind
        theirs = f"check.difference_in_second_{slip}"
        key = theirs if part.in_second else f"check.difference_{slip}"
        shown = 1 if part.kind == LINES_SWAPPED else len(part.lines)  # 61 / 35 says both lines
        yield words(
            key,
            lines=_and(part.lines, words),
            line=part.lines[0],
            first=_figures_of(part.first[:shown], words),
            second=_figures_of(part.second[:shown], words),
        )


def _and(names: Sequence[str], words: Wording) -> str:
    if len(names) == _PLAIN:
        return words("check.two", first=names[0], second=names[1])
    return ", ".join(names)


def _figures_of(texts: Sequence[str], words: Wording) -> str:
    return ", ".join(text or words("check.blank") for text in texts)


def _key(cells: Sequence[str], places: Sequence[int]) -> _Id:
    return tuple(cells[place].strip() if place < len(cells) else "" for place in places)


def _figures(checker: Checker, sheet: Sheet) -> list[_Figure]:
    """The figures of both sheets in the order of the form's lines."""
    here, form = checker.columns, checker.rules.form
    there = Finder(form, checker.rules.options).find(sheet.header)
    missing = [here.names[cell] for cell in here.places if cell not in there.places]
    extra = [there.names[cell] for cell in there.places if cell not in here.places]
    if missing or extra:
        raise TableError("second_columns", path=sheet.path, columns=", ".join(missing + extra))
    order = {line.id: number for number, line in enumerate(form.lines)}
    cells = sorted(here.places, key=lambda cell: (order[cell.line], here.places[cell]))
    return [_figure(cell, here, there, form.line(cell.line)) for cell in cells]


def _figure(cell: Cell, here: ColumnMap, there: ColumnMap, line: Line) -> _Figure:
    name = here.names[cell] if cell.item else cell.line
    return _Figure(name, line, here.places[cell], there.places[cell])


def _compared(
    lines: Sequence[Line], first: Sequence[str], second: Sequence[str]
) -> Difference | None:
    """What differs in two rows of texts. Only counts are looked at for slips of the hand: a cell
    that is no count, or a line that is none (a time), just differs.
    """
    ours: list[int | None] = []
    theirs: list[int | None] = []
    apart: list[Difference] = []
    for place, (line, one, other) in enumerate(zip(lines, first, second, strict=True)):
        here, there = read_cell(line, one), read_cell(line, other)
        plain = line.kind == "count" and not (here.problem or there.problem)
        ours.append(here.value if plain else None)
        theirs.append(there.value if plain else None)
        if not plain and one != other and (here != there or here.problem):
            apart.append(Difference(OTHER, (place,), (here.value,), (there.value,)))
    found = either_way(ours, theirs)
    return _with(apart, found, ours, theirs) if apart else found


def _with(
    apart: Sequence[Difference],
    found: Difference | None,
    ours: Sequence[int | None],
    theirs: Sequence[int | None],
) -> Difference:
    """What differs in the counts (``found``) together with what differs beside them."""
    parts = [*((found.parts or (found,)) if found else ()), *apart]
    if len(parts) == 1:
        return parts[0]
    parts.sort(key=lambda part: part.places)
    places = tuple(sorted(place for part in parts for place in part.places))
    return Difference(
        found.kind if found and found.parts else OTHER,
        places,
        tuple(ours[place] for place in places),
        tuple(theirs[place] for place in places),
        found.way if found and found.parts else "",
        tuple(parts),
    )
