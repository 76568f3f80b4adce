"""Nothing for all the rest: the empty fields of a group, filled with typed zeros in one act.

Only what nobody typed, after a question that lists every line; each zero is an event of its own. A
line that a finding names is counted, never filled. The second person has the same act over what
they have not typed, and is shown none of the first figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tally_app.app.desk.blocks.tables import parts_of
from tally_app.app.desk.panel.standing import open_findings
from tally_app.app.desk.scene import Scene
from tally_app.app.view.address import SecondField
from tally_app.app.view.base import Button, Note
from tally_app.app.view.desk import Block
from tally_app.app.view.intents import FillZeros
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.locks import typing_closed
from tally_app.domain.night.naming import items_in
from tally_app.domain.night.second_look import Seen, hands_of, unclaimed

#: So many empty fields are worth an act of their own.
_LEAST: Final = 3


def zeros_note(groups: Iterator[list[Cell]], scene: Scene, *, stays: bool = False) -> list[Block]:
    """The button under a page on which a group has so many empty fields beside typed ones. Where it
    ``stays`` it is closed while there are none: nothing on the page moves while somebody types.
    """
    words, found = scene.wording, next(groups, None)
    if found is None and not stays:
        return []
    closed = words("zeros.few") if found is None else ""
    button = Button(FillZeros(), words("zeros.rest"), "small", closed, "F4", "F4")
    return [Note("", buttons=(button,))]


def could_be(scene: Scene) -> bool:
    """Whether a group of the page has so many counted fields at all, and they are open."""
    for part in parts_of(scene):
        declared = scene.form.collection(part.table)
        if declared is None or not declared.fixed:
            cells = [x.cell for x in part.cells if _counted(scene, x.cell)]
            if len(cells) > _LEAST and _open(scene, cells):
                return True
    return False


def of_lines(scene: Scene) -> Iterator[list[Cell]]:
    """The empty fields of each card or table beside typed ones."""
    contest, named = scene.place.contest, {x for r in open_findings(scene) for x in r.cells}
    typed = {**scene.place.held_here, **scene.place.unsaved, **scene.place.drafts}
    for part in parts_of(scene):
        cells = [x.cell for x in part.cells if _counted(scene, x.cell)]
        declared = scene.form.collection(part.table)
        if declared is not None and declared.fixed:  # moments of the day are no parts of a whole
            continue
        for line in part.lines:
            if line.collection == part.table and _counted(scene, Cell(line.id)):
                items = items_in(scene.night, contest, part.table)
                cells += [Cell(line.id, item) for item in items]
        empty = [
            cell
            for cell in cells
            if not typed.get(cell, scene.session.text(contest, cell)).strip()
            and cell not in named
            and cell not in scene.state.unestablished
        ]
        if _LEAST <= len(empty) < len(cells) and _open(scene, empty):
            yield empty


def _counted(scene: Scene, cell: Cell) -> bool:
    line = scene.form.line(cell.line)
    return line.kind == "count" and not line.derived


def _open(scene: Scene, cells: list[Cell]) -> bool:
    lines = {scene.form.line(cell.line).id for cell in cells}
    return all(
        typing_closed(scene.night, scene.place.contest, scene.form.line(line)) is None
        for line in lines
    )


def of_second(scene: Scene) -> Iterator[list[Cell]]:
    """The lines of a second entry that its person may type and has not."""
    night, contest, seen = scene.night, scene.place.contest, scene.session.seen(scene.place.contest)
    who = scene.session.who
    free = [
        cell
        for cell in seen.among(Seen.OPEN)
        if who not in hands_of(night, contest, [cell]) and not unclaimed(night, contest, cell)
        if SecondField(cell) not in scene.place.kept_texts
    ]
    if len(free) >= _LEAST and seen.among(Seen.TYPED):
        yield free
