"""What the desk asks of every kind of page."""

from __future__ import annotations

from collections.abc import Iterator

from tally_app.app.desk.blocks.sum_bar import sum_bar
from tally_app.app.desk.panel.panel import panel
from tally_app.app.desk.scene import Scene
from tally_app.app.view.address import LineField
from tally_app.app.view.base import Button
from tally_app.app.view.desk import Block, Panel, SumBar
from tally_app.app.view.tape import TapeSums
from tally_app.domain.form.form import Step
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Refusal
from tally_app.domain.night.locks import typing_closed
from tally_app.domain.night.naming import items_of


class PageKind:
    """One kind of page. What is the same on most of them is answered here.

    ``may_undo``: the figure typed last may be seen here, and taken back. ``finishes``: its footer
    finishes the protocol. ``shows_papers``: papers are looked at and printed here.
    ``types_again``: what is typed here is a second entry. ``follows_person``: which fields are open
    depends on who is at the keys.
    """

    may_undo = True
    follows_person = False
    finishes = False
    shows_papers = False
    types_again = False

    def blocks(self, scene: Scene) -> list[Block]:
        """What stands on the page."""
        raise NotImplementedError

    def panel(self, scene: Scene) -> Panel:
        """What stands beside it."""
        return panel(scene)

    def actions(self, scene: Scene) -> tuple[Button, ...]:  # noqa: ARG002 - most pages have none
        """What can be done on the page beside going on: buttons of the footer, the lawful one that
        is due now filled.
        """
        return ()

    def holds(self, scene: Scene) -> str:  # noqa: ARG002 - most pages hold nobody
        """Why going on waits, in words: a paper of the page is due before the next one."""
        return ""

    def heading(self, scene: Scene) -> tuple[str, str]:
        """Title and subtitle: the step's own."""
        return scene.wording.pick(scene.step.title), scene.wording.pick(scene.step.subtitle)

    def state(self, scene: Scene, step: Step) -> str:
        """State in the list of steps of a step that is open and that nobody confirms."""
        return "done" if _entered(scene, step) else "open"

    def cells(self, scene: Scene) -> list[Cell]:  # noqa: ARG002 - most pages have none
        """Cells typed on the page, in the order of the form."""
        return []

    def first_field(self, scene: Scene) -> str:
        """The first field of the page that holds nothing yet, else its first field; "" without."""
        night, contest, every = scene.night, scene.place.contest, self.cells(scene)
        lines = scene.form.by_id
        open_ = [c for c in every if typing_closed(night, contest, lines[c.line]) is None]
        cells = open_ or every
        empty = [cell for cell in cells if not scene.session.text(contest, cell).strip()]
        return LineField((empty or cells)[0]).text() if cells else ""

    def zeros(self, scene: Scene) -> Iterator[list[Cell]]:  # noqa: ARG002 - most pages have none
        """Groups of fields that may be filled with zeros in one act."""
        return iter(())

    def field_for(self, scene: Scene, cell: Cell) -> str:  # noqa: ARG002 - most have one
        """The field in which a figure is mended."""
        return LineField(cell).text()

    def type_text(self, scene: Scene, cell: Cell, text: str) -> tuple[Refusal | None, str]:
        """Record what stands in a field now: why it is refused, and where to go where the field is
        gone by that ("" stays).
        """
        return scene.session.type_text(scene.place.contest, cell, text), ""

    def foot(self, scene: Scene) -> SumBar | TapeSums | None:
        """What is pinned below the page: the sum of the step."""
        return sum_bar(scene)

    def arrived(self, scene: Scene) -> None:
        """The page is shown."""


def _entered(scene: Scene, step: Step) -> bool:
    """True when something was entered and nothing that must be is missing."""
    some, off = False, scene.now.layout.off
    for line in scene.form.lines:
        if line.stage not in step.stages or line.derived or line.id in off:
            continue
        for item in items_of(scene.night, scene.place.contest, line):
            cell = Cell(line.id, item)
            known = scene.now.value(cell) is not None or cell in scene.state.unestablished
            if not known and not line.free:
                return False
            some = some or known
    return some
