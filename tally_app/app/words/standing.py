"""Where the cursor of a night stands, for the start page: the step, the line and whose it is."""

from __future__ import annotations

from collections.abc import Mapping

from tally_app.app.night.past_nights import Stood
from tally_app.app.night.session import Session
from tally_app.app.view import address
from tally_app.app.words.lines import cell_words
from tally_app.domain.night.naming import item_name, items_of
from tally_app.domain.values.wording import Wording


def stood(session: Session, cursor: tuple[str, str], wordings: Mapping[str, Wording]) -> Stood:
    """The page and the field of a ``cursor`` as the precinct file keeps it, in every language;
    nothing of a page that this night does not have.
    """
    page, night = address.PageName.read(cursor[0]), session.night
    if page.contest not in night.contests:
        return Stood()
    form = night.form(page.contest)
    if page.step not in form.step_ids:
        return Stood()
    at, name = address.read(cursor[1]), form.step(page.step).name
    steps = {code: words.pick(name) for code, words in wordings.items()}
    places = {code: _place(session, page.contest, at, words) for code, words in wordings.items()}
    return Stood(steps, places)


def _place(session: Session, contest: str, at: address.Address | None, words: Wording) -> str:
    """The line, and the name of its row."""
    if not isinstance(at, address.LineField):
        return ""
    night, cell = session.night, at.cell
    line = night.form(contest).by_id.get(cell.line)
    if line is None or cell.item not in items_of(night, contest, line):
        return ""
    said = cell_words(night, contest, cell, words)
    name = item_name(night, contest, line.collection, cell.item, words) if cell.item else ""
    return said if not name or name in said else f"{said}, {name}"
