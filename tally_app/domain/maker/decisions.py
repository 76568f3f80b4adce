"""The sheet of decisions: by whose act the protocol is printed, and which deadlines and limits are
others than the law's. A row that says nothing but its matter leaves it to the law.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tally_app.domain.maker.cells import Cells, Heads, cell, plain, words_in
from tally_app.domain.maker.decided import ACT_ROW, PRINTED, kind_of, read_constant, row_of
from tally_app.domain.maker.draft import DraftElection, PrintAct
from tally_app.domain.values.dates import iso_of

#: A cell that cannot be taken: its column, the code of the fault, its arguments.
Refused = tuple[str, str, Mapping[str, str]]


class Decisions:
    """The rows read so far; ``places`` tells where each stands, as of the tables. What was
    ``given`` is not said otherwise by a row.
    """

    def __init__(self, given: DraftElection, heads: Heads) -> None:
        self.heads = heads
        self.printed, self.decided = given.printed, given.decided
        self.constants = {**given.constants}
        self.places: dict[tuple[str, int, int], Cells] = {}

    def take(self, row: Sequence[str], cells: Cells) -> Iterator[Refused]:
        """Read a row; everything in it that cannot be taken."""
        if not any(cell(row, cells.columns, name) for name in cells.columns if name != "matter"):
            return
        said = cell(row, cells.columns, "matter")
        name = self.heads.matters.get(plain(said), "")
        if not name:
            yield "matter", "unknown_matter", {"found": said or "–"}
        elif name == PRINTED:
            yield from _unused(row, cells, "value")
            yield from self._printed(row, cells)
        else:
            yield from _unused(row, cells, "said")
            yield from self._constant(name, row, cells)

    def written_into(self, draft: DraftElection) -> DraftElection:
        """The election with what was decided."""
        return replace(draft, printed=self.printed, constants=self.constants, decided=self.decided)

    def _printed(self, row: Sequence[str], cells: Cells) -> Iterator[Refused]:
        """The act itself makes the words of the papers; they are read where it is not named."""
        act = replace(self._act(row, cells), words=words_in(row, cells.columns, "said"))
        if act.by:
            yield from _unused(row, cells, "said")
        if self.printed is not None and _facts(self.printed) != _facts(act):
            yield "matter", "decided_twice", {}
        elif self.printed is None:
            self.printed = act
            fields = {"by": "by_whom", "number": "act_number", "day": "act_day"}
            self._place(row_of(PRINTED), cells, fields)

    def _constant(self, name: str, row: Sequence[str], cells: Cells) -> Iterator[Refused]:
        text = cell(row, cells.columns, "value")
        value = read_constant(kind_of(name), text)
        if not text:
            yield "value", "missing", {}
        elif value is None:
            yield "value", "no_number", {"found": text}
        elif self.constants.get(name, value) != value:
            yield "value", "decided_twice", {}
        else:
            self.constants[name] = value
            self._place(row_of(name), cells, {name: "value"})
            yield from self._by_act(row, cells)

    def _by_act(self, row: Sequence[str], cells: Cells) -> Iterator[Refused]:
        """The file names one act for all of them: that of the first row."""
        act = self._act(row, cells)
        first = self.places.get(("decisions", ACT_ROW, 0))
        if first is None:
            self.decided = act if act != PrintAct("") else self.decided
            fields = {"by": "by_whom", "number": "act_number", "day": "act_day"}
            asked = {f"decided_{name}": column for name, column in fields.items()}
            self._place(ACT_ROW, cells, asked)
        elif act != (self.decided or PrintAct("")):
            yield "by_whom", "decision_differs", {"row": str(first.row)}

    def _act(self, row: Sequence[str], cells: Cells) -> PrintAct:
        by = cell(row, cells.columns, "by_whom")
        number = cell(row, cells.columns, "act_number")
        day = iso_of(cell(row, cells.columns, "act_day"))
        return PrintAct(self.heads.deciders.get(plain(by), by), number, day)

    def _place(self, at: int, cells: Cells, fields: Mapping[str, str]) -> None:
        """Where a row stands, its columns by the ``fields`` of the election too."""
        known = {
            name: cells.columns[column]
            for name, column in fields.items()
            if column in cells.columns
        }
        self.places["decisions", at, 0] = replace(cells, columns={**cells.columns, **known})


def _unused(row: Sequence[str], cells: Cells, name: str) -> Iterator[Refused]:
    """Cells that say nothing in this row and are filled in."""
    for column in cells.columns:
        found = cell(row, cells.columns, column)
        if found and column.partition(".")[0] == name:
            yield column, "unused_cell", {"found": found}


def _facts(act: PrintAct) -> PrintAct:
    """An act without the words that are made of it."""
    return replace(act, words={}) if act.by else act
