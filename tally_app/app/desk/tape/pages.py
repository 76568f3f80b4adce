"""The pages of the tape as whoever is at the keys may see them.

Nobody sees what the other typed of a page before both typed it; where the two differ, neither
figure, nor a sum it is part of, until it was counted again and typed a third time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from tally_app.app.desk.blocks.rows import refusal_words, text_words
from tally_app.app.desk.scene import Scene, shown_value
from tally_app.app.view.address import LineField, ThirdField
from tally_app.app.view.fields import Field
from tally_app.app.view.tape import Tape, TapeRow, ThirdEntry
from tally_app.domain.form.form import Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.numbers import NOBODY, short_name
from tally_app.domain.night.command import Refusal
from tally_app.domain.night.event import SETUP
from tally_app.domain.night.locks import typing_closed
from tally_app.domain.night.naming import items_in
from tally_app.domain.night.state import Entry
from tally_app.domain.night.tape import Column, Hand, PageOfTape, columns, page_of

#: The kind of line that stands as default from the page above: who issued, never a figure.
_DEFAULT = "member"


@dataclass(frozen=True)
class TapeOf:
    """The tape of a step: its columns and pages, and why no field of an entry is open."""

    columns: tuple[Column, ...]
    pages: tuple[PageOfTape, ...]
    closed: Mapping[Hand, str]

    @property
    def differing(self) -> list[PageOfTape]:
        """The pages in which two entries differ."""
        return [page for page in self.pages if page.differs]


def tape_of(scene: Scene) -> TapeOf:
    """The tape of the step that is shown."""
    return scene.once(_tape_of)


def _tape_of(scene: Scene) -> TapeOf:
    found, contest = columns(scene.form, scene.step.stages), scene.place.contest
    items = items_in(scene.night, contest, found[0].first.collection)
    pages = tuple(page_of(scene.night, contest, found, item) for item in items)
    nobody = scene.session.who == SETUP and bool(scene.night.persons)
    closed = {}
    for hand, line in ((Hand.FIRST, found[0].first), (Hand.AGAIN, found[0].again)):
        refused = typing_closed(scene.night, contest, line)
        if refused is None and nobody:
            refused = Refusal("choose_person")
        closed[hand] = refusal_words(scene, refused)
    return TapeOf(found, pages, closed)


def coming_item(items: Sequence[str]) -> str:
    """The id of a page that is not begun yet."""
    return next(str(at) for at in range(1, len(items) + 2) if str(at) not in items)


def lines_of(of: Sequence[Column], hand: Hand) -> list[Line]:
    """The lines an entry is typed into."""
    return [column.again if hand is Hand.AGAIN else column.first for column in of]


def tape_block(scene: Scene) -> Tape:
    """The grid: every page that was begun, and the next one, which opens with its first figure."""
    of, words = tape_of(scene), scene.wording
    rows = [
        scene.kept.part(
            ("tape", page.item),
            (page, above, at, _typed_here(scene, page.item), scene.now.problems),
            partial(_row, scene, page, at, above),
        )
        for at, (page, above) in enumerate(zip(of.pages, _above(scene, of), strict=True), 1)
    ]
    nothing = (None,) * len(of.columns)
    item = coming_item([page.item for page in of.pages])
    coming = PageOfTape(item, of.columns, nothing, nothing)
    above = _above(scene, of, coming)[-1]
    rows.append(_row(scene, coming, len(rows) + 1, above, words("tape.opens")))
    heads = tuple(words.pick(column.first.short or column.first.label) for column in of.columns)
    lefts = tuple(at for at, column in enumerate(of.columns) if column.first.kind == _DEFAULT)
    return Tape((words("tape.page"), *heads), lefts, tuple(rows), words("tape.differs"))


def _typed_here(scene: Scene, item: str) -> tuple[tuple[Cell, str], ...]:
    """What is in the making in the fields of a page."""
    place = scene.place
    texts = {**place.held_here, **place.unsaved, **place.drafts}
    kept = {(where.cell, text) for where, (text, _) in place.kept_texts.items()
            if isinstance(where, ThirdField)}  # fmt: skip
    return tuple(x for x in (*texts.items(), *kept) if x[0].item == item)


def _above(scene: Scene, of: TapeOf, *coming: PageOfTape) -> list[str]:
    """For every page whose name stands as default: who issued the ballots of the page above."""
    who, found, last = scene.session.who, [], ""
    for page in (*of.pages, *coming):
        found.append(last)
        hand = page.hand(who)
        entries = page.again if hand is Hand.AGAIN else page.first
        if hand is Hand.NONE and page.differs:
            continue
        last = _member(page, entries) or last
    return found


def _member(page: PageOfTape, entries: Sequence[Entry | None]) -> str:
    for column, entry in zip(page.columns, entries, strict=True):
        if column.first.kind == _DEFAULT and entry and entry.text not in ("", NOBODY):
            return entry.text
    return ""


def default_member(scene: Scene, item: str) -> tuple[Cell, str] | None:
    """The field of a page that still shows who issued the ballots of the page above, and whom."""
    of, contest = tape_of(scene), scene.place.contest
    known = {page.item: at for at, page in enumerate(of.pages)}
    page = page_of(scene.night, contest, of.columns, item)
    above = _above(scene, of, page)[known.get(item, -1)]
    for line in lines_of(of.columns, page.hand(scene.session.who)):
        cell = Cell(line.id, item)
        if line.kind == _DEFAULT and above and not scene.session.text(contest, cell).strip():
            return cell, above
    return None


def _row(scene: Scene, page: PageOfTape, at: int, above: str, coming: str = "") -> TapeRow:
    of, words, hand = tape_of(scene), scene.wording, page.hand(scene.session.who)
    differs = page.differs
    cells: list[Field | str] = []
    bad = False
    for place, column in enumerate(page.columns):
        entries = page.again if hand is Hand.AGAIN else page.first
        if column in differs:
            cells.append("")
        elif differs or hand is Hand.NONE:
            cells.append(_shown(scene, column.first, page.first[place], page.compared))
        else:
            line = column.again if hand is Hand.AGAIN else column.first
            field = _field(scene, line, page, entries[place], at, above, of.closed[hand])
            bad = bad or field.tone == "error"
            cells.append(field)
    return TapeRow(
        key=page.item,
        number=str(at),
        name=f"{words('tape.page')} {at}",
        cells=tuple(cells),
        differs=tuple(place for place, x in enumerate(page.columns) if x in differs),
        mark="error" if bad else "warning" if differs else "ok" if page.compared else "",
        # A row that shows its fields has no room for words, and a locked one does not open.
        coming="" if any(isinstance(x, Field) and (x.locked or x.tone) for x in cells) else coming,
        third=_third(scene, page, at) if differs else None,
    )


def _shown(scene: Scene, line: Line, entry: Entry | None, compared: bool) -> str:  # noqa: FBT001
    """What both typed; of a page that only others typed, nothing."""
    if entry is None or not compared:
        return scene.wording("window.dash")
    return text_words(scene, line, entry.text) if line.kind == _DEFAULT else (
        shown_value(line, entry.value) or scene.wording("window.dash")
    )  # fmt: skip


def _field(
    scene: Scene,
    line: Line,
    page: PageOfTape,
    entry: Entry | None,
    at: int,
    above: str,
    locked: str,
) -> Field:
    words, cell, place = scene.wording, Cell(line.id, page.item), scene.place
    waiting = {**place.held_here, **place.unsaved}
    text = waiting.get(cell, entry.text if entry else "")
    choices = _choices(scene) if line.kind == _DEFAULT else ()
    if line.kind == _DEFAULT:
        text = text or above
    problem = scene.now.problems.get(cell, "")
    said = words.coded("bad", problem) if problem else ""
    name = f"{words('tape.page')} {at}, {words.pick(line.short or line.label)}"
    value = entry.value if entry else None
    return Field(
        key=LineField(cell).text(),
        text=text,
        kind="choice" if choices else line.kind,
        shown=dict(choices).get(text, text)
        if choices or value is None
        else shown_value(line, value),
        tone="error" if said or cell in waiting else "",
        locked=locked,
        name=name,
        description=said or locked,
        small=True,
        choices=choices,
        unsaved=cell in waiting,
        by_hand=words("second.by_hand") if line.again_of else "",
    )


def _choices(scene: Scene) -> tuple[tuple[str, str], ...]:
    """Who may have issued the ballots; 0 takes a choice back."""
    return scene.once(_people)


def _people(scene: Scene) -> tuple[tuple[str, str], ...]:
    words = scene.wording
    people = [(person.id, short_name(person.name)) for person in scene.night.persons]
    return (("", words("window.not_entered")), (NOBODY, words("window.nobody")), *people)


def columns_words(scene: Scene, page: PageOfTape) -> str:
    """The columns in which a page differs."""
    words = scene.wording
    return ", ".join(words.pick(x.first.short or x.first.label) for x in page.differs)


def _third(scene: Scene, page: PageOfTape, at: int) -> ThirdEntry:
    words = scene.wording
    fields = []
    for place, column in enumerate(page.columns):
        if column not in page.differs:
            continue
        where = ThirdField(Cell(column.first.id, page.item))
        text, why = scene.place.kept_texts.get(where, ("", ""))
        choices = _choices(scene) if column.first.kind == _DEFAULT else ()
        label = words.pick(column.first.short or column.first.label)
        field = Field(
            key=where.text(),
            text=text,
            kind="choice" if choices else column.first.kind,
            shown=text,
            tone="error" if why else "",
            locked=tape_of(scene).closed[Hand.FIRST],
            placeholder=words("window.not_entered"),
            name=f"{words('tape.page')} {at}, {label}: {words('tape.third')}",
            description=why,
            small=True,
            choices=choices,
            unsaved=bool(why),
            by_hand=words("second.by_hand"),
        )
        fields.append((place, field))
    return ThirdEntry(
        words("tape.differs_title", page=at, columns=columns_words(scene, page)),
        words("tape.hidden"),
        words("tape.third"),
        tuple(fields),
    )
