"""What stands on the supplied blank, and what is still to be written on it (43(3-1), 43(8))."""

from __future__ import annotations

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.naming import items_of
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import Night


def blank_cells(
    night: Night, contest: str, reckoning: Reckoning, *, part_one: bool = False
) -> tuple[Cell, ...]:
    """The figures of the blank in its order; with ``part_one`` those announced before the boxes."""
    found: list[Cell] = []
    for line in night.form(contest).lines:
        here = line.place == "body" and line.kind == "count" and line.id not in reckoning.layout.off
        if here and (line.part_one or not part_one):
            found.extend(Cell(line.id, item) for item in items_of(night, contest, line))
    return tuple(cell for cell in found if reckoning.value(cell) is not None)


def is_written(night: Night, contest: str, reckoning: Reckoning, cell: Cell) -> bool:
    """Whether the figure of a line stands on the blank as the program has it."""
    written = night.contests[contest].written.get(cell)
    return written is not None and written[0] == reckoning.value(cell)


def left_to_write(
    night: Night, contest: str, reckoning: Reckoning, *, part_one: bool = False
) -> tuple[Cell, ...]:
    """The lines that are not on the blank yet, in its order."""
    cells = blank_cells(night, contest, reckoning, part_one=part_one)
    return tuple(cell for cell in cells if not is_written(night, contest, reckoning, cell))


def other_on_blank(night: Night, contest: str, reckoning: Reckoning) -> tuple[Cell, ...]:
    """The lines of which the blank has another figure than the program: it must be spoiled."""
    written = night.contests[contest].written
    return tuple(cell for cell, (value, _) in written.items() if reckoning.value(cell) != value)
