"""Nothing for all the rest: the empty fields of a group, filled with typed zeros in one act.

Only what nobody typed, after a question that lists every line; each zero is an event of its own. A
line that a finding names is counted, never filled. The second person has the same act over what
they have not typed, and is shown none of the first figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tally_app.app.desk.blocks.tables import parts_of
from tally_app.app.desk.panel.findings import open_findings
from tally_app.app.desk.scene import Scene
from tally_app.app.view.address import LineField, SecondField, read
from tally_app.app.view.base import Button, Note
from tally_app.app.view.desk import Block
from tally_app.app.view.intents import FillZeros
from tally_app.app.words.lines import cell_words
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.pages import SECOND
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.figures import Typed, TypedDay
from tally_app.domain.night.facts.second import EntriesCompared, SecondTyped
from tally_app.domain.night.locks import typing_closed
from tally_app.domain.night.naming import items_in
from tally_app.domain.night.second_look import Seen, hands_of, unclaimed

#: So many empty fields are worth an act of their own.
_LEAST: Final = 3


def zeros_note(scene: Scene) -> list[Block]:
    """The button under a page on which a group has so many empty fields beside typed ones."""
    if next(_groups(scene), None) is None:
        return []
    words = scene.wording
    return [Note("", buttons=(Button(FillZeros(), words("zeros.rest"), "small", "", "F4", "F4"),))]


def asked(scene: Scene) -> list[Cell]:
    """The fields the question is about: those of the group in which the cursor stands, else of the
    first one.
    """
    groups = list(_groups(scene))
    match read(scene.place.focus):
        case LineField(cell) | SecondField(cell):
            beside = [group for group in groups if any(_same(cell, other) for other in group)]
            groups = beside or groups
    return groups[0] if groups else []


def listed(scene: Scene, _asked: FillZeros) -> str:
    """Every line of the question, as the page calls it."""
    night, contest = scene.night, scene.place.contest
    return "; ".join(cell_words(night, contest, cell, scene.wording) for cell in asked(scene))


def commands(scene: Scene) -> list[Command]:
    """An event for each zero; the last one of a second entry shows both side by side."""
    cells, contest, who = asked(scene), scene.place.contest, scene.session.who
    if scene.step.page != SECOND:
        return [
            Command(TypedDay(*cell, "0", 0, ""))
            if scene.night.is_day(contest, cell.line)
            else Command(Typed(*cell, "0", 0, ""), contest)
            for cell in cells
        ]
    made = [Command(SecondTyped(*cell, "0", 0, "", who), contest) for cell in cells]
    if set(scene.session.seen(contest).among(Seen.OPEN)) == set(cells):
        made.append(Command(EntriesCompared(), contest))
    return made


def _same(cell: Cell, other: Cell) -> bool:
    """Whether two fields stand in one group: the same line, or the same row."""
    return cell == other or cell.line == other.line or (cell.item == other.item != "")


def _groups(scene: Scene) -> Iterator[list[Cell]]:
    if scene.step.page == SECOND:
        yield from _second(scene)
        return
    contest, named = scene.place.contest, {x for r in open_findings(scene) for x in r.cells}
    typed = {**scene.place.held_here, **scene.place.unsaved, **scene.place.drafts}
    for part in parts_of(scene):
        cells = [x.cell for x in part.cells if _counted(scene, x.cell)]
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


def _second(scene: Scene) -> Iterator[list[Cell]]:
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
