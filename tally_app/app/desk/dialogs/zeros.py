"""The question before zeros are typed into all that is empty of a group, and what it records."""

from __future__ import annotations

from tally_app.app.desk.pages.kinds import kind_of
from tally_app.app.desk.scene import Scene
from tally_app.app.view.address import LineField, SecondField, read
from tally_app.app.view.intents import FillZeros
from tally_app.app.words.lines import cell_words
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.figures import Typed, TypedDay
from tally_app.domain.night.facts.second import SecondTyped


def asked(scene: Scene) -> list[Cell]:
    """The fields the question is about: those of the group in which the cursor stands, else of the
    first one.
    """
    groups = list(kind_of(scene.step).zeros(scene))
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
    """An event for each zero."""
    cells, contest, who = asked(scene), scene.place.contest, scene.session.who
    if not kind_of(scene.step).types_again:
        return [
            Command(TypedDay(*cell, "0", 0, ""))
            if scene.night.is_day(contest, cell.line)
            else Command(Typed(*cell, "0", 0, ""), contest)
            for cell in cells
        ]
    return [Command(SecondTyped(*cell, "0", 0, "", who), contest) for cell in cells]


def _same(cell: Cell, other: Cell) -> bool:
    """Whether two fields stand in one group: the same line, or the same row."""
    return cell == other or cell.line == other.line or (cell.item == other.item != "")
