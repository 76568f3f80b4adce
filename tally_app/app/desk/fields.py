"""Where the cursor can stand on a page: the cells typed there, and the first field to fill."""

from __future__ import annotations

from typing import Final

from tally_app.app.desk.blocks.tables import READ_OUT, lines_of
from tally_app.app.desk.pages.lines import ANNOUNCE_TIME, FINISH_NUMBER
from tally_app.app.desk.scene import Scene, key_of
from tally_app.app.desk.second import commands as second_presenter
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.locks import typing_closed
from tally_app.domain.night.naming import items_of

#: Pages with fields for lines of the form.
_TYPED_PAGES: Final = ("commission", "lines", "turnout")


def first_field(scene: Scene) -> str:
    """The first field of the page that holds nothing yet, else its first field; "" without one."""
    night, contest, step = scene.night, scene.place.contest, scene.step
    form, every = scene.form, cells_here(scene)
    open_ = [c for c in every if typing_closed(night, contest, form.line(c.line)) is None]
    cells = open_ or every
    empty = [cell for cell in cells if not scene.session.text(contest, cell).strip()]
    if empty or cells:
        return key_of((empty or cells)[0])
    if step.page == second_presenter.PAGE:
        return second_presenter.first_key(scene)
    if step.page == "finish" and scene.session.obstacles(contest):
        return ""
    return {"announce": ANNOUNCE_TIME, "finish": FINISH_NUMBER}.get(step.page, "")


def cells_here(scene: Scene) -> list[Cell]:
    """Cells typed on this page, in the order of the form."""
    if scene.step.page not in _TYPED_PAGES:
        return []
    return [
        Cell(line.id, item)
        for line in lines_of(scene.form, scene.step)
        if not line.derived and line.role != READ_OUT
        for item in items_of(scene.night, scene.place.contest, line)
    ]
