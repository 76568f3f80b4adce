"""The page of the list tape: a row a page, typed by two people one after the other."""

from __future__ import annotations

from tally_app.app.desk.blocks.tables import typed_cells
from tally_app.app.desk.pages.kind import PageKind
from tally_app.app.desk.pages.lines import unlock_notes
from tally_app.app.desk.scene import Scene
from tally_app.app.desk.tape import beside, commands
from tally_app.app.desk.tape.pages import tape_block, tape_of
from tally_app.app.view.base import Note
from tally_app.app.view.desk import Block, Panel
from tally_app.app.view.tape import TapeSums
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Refusal
from tally_app.domain.night.tape import Hand


class TapePage(PageKind):
    """Pages of the list, each compared once two people have typed it."""

    follows_person = True

    def blocks(self, scene: Scene) -> list[Block]:
        closed = tape_of(scene).closed[Hand.FIRST]
        notes: list[Block] = [Note(closed, "locked")] if closed else []
        return [*notes, tape_block(scene), *unlock_notes(scene)]

    def panel(self, scene: Scene) -> Panel:
        return beside.panel(scene)

    def foot(self, scene: Scene) -> TapeSums | None:
        return beside.sums(scene)

    def cells(self, scene: Scene) -> list[Cell]:
        return typed_cells(scene)

    def first_field(self, scene: Scene) -> str:
        return commands.first_field(scene)

    def field_for(self, scene: Scene, cell: Cell) -> str:
        return commands.field_for(scene, cell)

    def type_text(self, scene: Scene, cell: Cell, text: str) -> tuple[Refusal | None, str]:
        refused = commands.type_text(scene, cell, text)
        return refused, commands.goes_on(scene, cell) if refused is None else ""
