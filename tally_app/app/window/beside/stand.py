"""Where the cursor of an open night is, for the help beside it."""

from __future__ import annotations

from tally_app.app.desk.presenter import DeskPresenter
from tally_app.app.help.cards import Stand
from tally_app.app.view.address import LineField, read


def stand(desk: DeskPresenter) -> Stand:
    """The ballot, the page and the line of the cursor."""
    place, field = desk.place, read(desk.place.focus)
    cell = field.cell if isinstance(field, LineField) else None
    return Stand(desk.session, place.contest, place.step, cell, desk.wording)
