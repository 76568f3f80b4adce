"""Where the cursor of a night stands, for the start page: the step, the line and whose it is."""

from __future__ import annotations

from collections.abc import Mapping

from tally_app.app.night.past_nights import Stood
from tally_app.app.night.session import Session
from tally_app.app.view import address
from tally_app.domain.night.naming import item_name, items_of, line_number
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
    """The line by its number and the name of its row; by its short name where it has no number."""
    if not isinstance(at, address.LineField):
        return ""
    night, cell = session.night, at.cell
    form = night.form(contest)
    line = form.by_id.get(cell.line)
    if line is None or cell.item not in items_of(night, contest, line):
        return ""
    number = line_number(night, contest, line, cell.item)
    name = item_name(night, contest, line.collection, cell.item, words) if cell.item else ""
    of_line = (
        words("window.line", number=number) if number else words.pick(line.short or line.label)
    )
    return ", ".join(filter(None, (of_line, name)))
