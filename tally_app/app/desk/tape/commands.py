"""What is typed on the page of the tape."""

from __future__ import annotations

from tally_app.app.desk.blocks.rows import refusal_words
from tally_app.app.desk.scene import Scene
from tally_app.app.desk.second.commands import Committed, forgotten, kept
from tally_app.app.desk.tape.pages import coming_item, default_member, lines_of, tape_of
from tally_app.app.view.address import LineField, ThirdField
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Refusal
from tally_app.domain.night.facts.rows import ItemRemoved
from tally_app.domain.night.naming import items_in
from tally_app.domain.night.tape import Hand, PageOfTape, page_of


def type_text(scene: Scene, cell: Cell, text: str) -> Refusal | None:
    """A figure of a page. Its first one begins the page, and who issued the ballots of the page
    above is written down as it stood there; a last page left without a figure is none.
    """
    session, contest = scene.session, scene.place.contest
    of = tape_of(scene)
    if all(page.item != cell.item for page in of.pages):
        if not text.strip():
            return None
        refused = session.add_row(contest, of.columns[0].first.collection, cell.item)
        if refused is not None:
            return refused
    stood = default_member(scene, cell.item)
    refused = session.type_text(contest, cell, text)
    if refused is None and not text.strip():
        return _left_empty(scene, cell.item)
    if refused is None and stood is not None and stood[0] != cell:
        return session.type_text(contest, *stood)
    return refused


def _left_empty(scene: Scene, item: str) -> Refusal | None:
    """Where no figure is left on the last page it is taken away again, with its name."""
    session, contest, of = scene.session, scene.place.contest, tape_of(scene)
    page = page_of(session.night, contest, of.columns, item)
    figures = [
        entry
        for column, first, again in zip(page.columns, page.first, page.again, strict=True)
        for entry in (first, again)
        if entry and entry.text.strip() and column.first.kind == "count"
    ]
    if figures or item != of.pages[-1].item:
        return None
    for column in page.columns:
        for line in (column.first, column.again):
            refused = session.type_text(contest, Cell(line.id, item), "")
            if refused is not None:
                return refused
    gone = ItemRemoved(of.columns[0].first.collection, item)
    return session.execute(session.row_command(gone, contest))


def commit(scene: Scene, field: ThirdField, text: str) -> Committed:
    """A third figure was typed: the place after it, why it was refused, where to go."""
    if not text.strip():
        return forgotten(scene.place, field), None, ""
    refused = scene.session.settle_page(scene.place.contest, field.cell, text)
    if refused is not None:
        why = refusal_words(scene, refused)
        return kept(scene.place, field, text, why), refused, field.text()
    return forgotten(scene.place, field), None, ""


def first_field(scene: Scene) -> str:
    """The first field of one's own that holds nothing, else a page to be typed a third time."""
    of, who = tape_of(scene), scene.session.who
    if of.closed[Hand.FIRST]:
        return ""
    for page in of.pages:
        open_ = _open_cell(scene, page)
        if open_ is not None and page.hand(who) is Hand.AGAIN:
            return LineField(open_).text()
    if of.differing:
        page = of.differing[0]
        return ThirdField(Cell(page.differs[0].first.id, page.item)).text()
    for page in of.pages:
        open_ = _open_cell(scene, page)
        if open_ is not None:
            return LineField(open_).text()
    item = coming_item([page.item for page in of.pages])
    return LineField(Cell(of.columns[0].first.id, item)).text()


def _open_cell(scene: Scene, page: PageOfTape) -> Cell | None:
    """The first field of a page that whoever is at the keys has not filled."""
    hand = page.hand(scene.session.who)
    if hand is Hand.NONE or page.differs:
        return None
    entries = page.again if hand is Hand.AGAIN else page.first
    lines = lines_of(page.columns, hand)
    empty = [
        line
        for line, entry in zip(lines, entries, strict=True)
        if entry is None or not entry.text.strip()
    ]
    counts = any(line.kind == "count" for line in empty)  # a page may lack who issued
    return Cell(empty[0].id, page.item) if counts else None


def goes_on(scene: Scene, cell: Cell) -> str:
    """Where one goes on after a figure that made its page differ: the page is closed by that, and
    need not be settled at once.
    """
    of, contest, night = tape_of(scene), scene.place.contest, scene.session.night
    here = page_of(night, contest, of.columns, cell.item)
    if not here.differs:
        return ""
    items = items_in(night, contest, of.columns[0].first.collection)
    for item in items[items.index(cell.item) + 1 :]:
        page = page_of(night, contest, of.columns, item)
        hand = page.hand(scene.session.who)
        if hand is not Hand.NONE and not page.differs:
            return LineField(Cell(lines_of(of.columns, hand)[0].id, item)).text()
    return LineField(Cell(of.columns[0].first.id, coming_item(items))).text()


def field_for(scene: Scene, cell: Cell) -> str:
    """Where one goes to mend a figure of a page: to its third entry where two differ."""
    for page in tape_of(scene).differing:
        if page.item == cell.item:
            return ThirdField(Cell(page.differs[0].first.id, page.item)).text()
    return LineField(cell).text()
