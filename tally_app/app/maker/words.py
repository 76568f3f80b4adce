"""What is wrong with an election in the making, in words, with its cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tally_app.app.maker.heads import head
from tally_app.domain.maker.cells import Cells
from tally_app.domain.maker.draft import DraftFault, Spot
from tally_app.domain.values.articles import cited
from tally_app.domain.values.text_table import column_name
from tally_app.domain.values.wording import Wording

#: Where the rows of an election stand in tables, by matter, row and of which ballot or precinct.
Places = Mapping[tuple[str, int, int], Cells]


#: How the fields of the act of the protocol are called.
_OF_ACT: Final = {"by": "by_whom", "number": "act_number", "day": "act_day"}


def sentence(fault: DraftFault, words: Wording) -> str:
    """What is wrong and what to do, without the place: it stands in its cell."""
    said = dict(fault.args)
    if "article" in said:
        said["article"] = cited(str(said["article"]), words)
    if fault.said:
        said["message"] = words.pick(fault.said)
    return words(f"maker.fault.{fault.code}", **said)


def told(fault: DraftFault, places: Places, words: Wording) -> str:
    """One line: how bad it is, where it is, what is wrong."""
    spot = fault.spot
    cells = places.get((spot.matter, spot.row, spot.of))
    column = cells.columns.get(_field(spot)) if cells else None
    where = _where(spot, cells, column, words)
    said = f"{words(f'severity.{fault.severity}')}: {sentence(fault, words)}"
    if not spot.column or not spot.row or spot.matter == "rows":
        return words("maker.line.row", where=where, said=said)
    return words("maker.line.cell", where=where, column=_called(spot, words), said=said)


def _where(spot: Spot, cells: Cells | None, column: int | None, words: Wording) -> str:
    if cells is None and not spot.row:
        return words(f"maker.whole.{spot.matter}", of=spot.of)
    if cells is None:
        return words(f"maker.where.{spot.matter}", row=spot.row, of=spot.of)
    file, sheet = cells.file, cells.sheet
    if column is None:
        key = "row" if sheet else "text_row"
        return words(f"maker.where.{key}", file=file, sheet=sheet, row=cells.row)
    if sheet:
        cell = f"{column_name(column)}{cells.row}"
        return words("maker.where.cell", file=file, sheet=sheet, cell=cell)
    return words("maker.where.text_cell", file=file, row=cells.row, column=column + 1)


def _field(spot: Spot) -> str:
    """The column of a table in which a field stands: a ballot's name is its title."""
    name, dot, language = spot.column.partition(".")
    renamed = {"ballots": {"name": "title"}, "election": {"name": "title"}}
    name = renamed.get(spot.matter, {}).get(name, name)
    return f"{name}{dot}{language}"


def _called(spot: Spot, words: Wording) -> str:
    column = _field(spot)
    if spot.matter == "members" and column == "name":
        column = "member"
    if spot.matter == "decisions":
        column = _OF_ACT.get(column, column)
        for known in (f"maker.constant.{column}", f"maker.field.{column}"):
            if words.has(known):
                return words(known)
    return head(words, column)
