"""Rows and tables of a page where lines of the form are typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import Final

from tally_app.app.desk.findings import row_message, row_messages
from tally_app.app.desk.procedure import procedure_of
from tally_app.app.desk.state import Scene, key_of, shown_value
from tally_app.app.view import Block, Button, Field, Message, Row, Rows, Table, TableRow
from tally_app.domain.dates import on_day, without_year
from tally_app.domain.form import Form, Line
from tally_app.domain.layout import Cell
from tally_app.domain.locks import Command, Refusal, typing_closed
from tally_app.domain.naming import item_name, items_of, line_number
from tally_app.domain.wording import grouped

#: Collections whose items are added where their figures are typed: the kinds of the two events.
_ADDED: Final[Mapping[str, tuple[str, str]]] = {"box": ("box_added", "box_removed")}


def line_blocks(scene: Scene) -> list[Block]:
    """Cards and tables for every line of the step's stages, in the form's order."""
    lines = [line for line in scene.form.lines if line.stage in scene.step.stages]
    waiting = _table_collections(lines)
    tables = frozenset(waiting)
    blocks: list[Block] = []
    rows: list[Row] = []
    kind = ""
    for line in lines:
        if line.id in scene.now.layout.off and not _offered(line):
            continue
        if line.collection in tables:
            if line.collection in waiting:
                waiting.remove(line.collection)
                blocks.append(_table(scene, line.collection, lines))
            continue
        if rows and (_starts_card(scene, line) or line.kind != kind):
            blocks.append(Rows(tuple(rows)))
            rows = []
        kind = line.kind
        rows.extend(_rows_of(scene, line))
    if rows:
        blocks.append(Rows(tuple(rows)))
    return blocks


def _table_collections(lines: list[Line]) -> set[str]:
    """Collections that stand in a table, one row an item: those people add to on the page, and
    those with several typed lines.
    """
    counted: dict[str, int] = {}
    for line in lines:
        if line.collection and not line.derived:
            counted[line.collection] = counted.get(line.collection, 0) + 1
    return {name for name, many in counted.items() if many > 1 or name in _ADDED}


def _offered(line: Line) -> bool:
    """Lines of an "entered" group are offered although none of them counts yet."""
    return line.optional == "entered"


def _starts_card(scene: Scene, line: Line) -> bool:
    """A line with sub-lines begins a card of its own."""
    return bool(_subs(scene.form)[line.id])


@lru_cache(maxsize=8)
def _subs(form: Form) -> Mapping[str, tuple[Line, ...]]:
    """The sub-lines of every line."""
    whole = [line for line in form.lines if not line.collection]
    return {
        line.id: tuple(x for x in whole if line.number and x.number.startswith(f"{line.number}."))
        for line in form.lines
    }


def is_sub(scene: Scene, line: Line) -> bool:
    """True for 2.1, 7.3 ...: a line below the line whose number its own begins with."""
    parent, dot, _ = line.number.rpartition(".")
    return bool(dot) and not line.collection and any(x.number == parent for x in scene.form.lines)


def _rows_of(scene: Scene, line: Line) -> Iterator[Row]:
    messages = scene.once(row_messages)
    says = line.kind == "time" or _subs(scene.form)[line.id]
    for item in items_of(scene.night, scene.place.contest, line):
        cell = Cell(line.id, item)
        message = messages.get(cell)
        if message is None and says and not line.derived:
            message = _said(scene, line, cell)
        shown = scene.live.value(cell), message
        yield scene.kept.part(cell, shown, partial(_row, scene, line, cell, message))


def _row(scene: Scene, line: Line, cell: Cell, message: Message | None) -> Row:
    """The row of a cell: beside the night and the place only its figure and message change it."""
    number = line_number(scene.night, scene.place.contest, line, cell.item)
    label, caption = _label(scene, line, cell.item)
    sub = is_sub(scene, line)
    if line.derived:
        value = shown_value(line, scene.live.value(cell)) or scene.wording("window.dash")
        return Row(number, label, caption, value=value, sub=sub, strong=not cell.item)
    shown = field_of(scene, line, cell, label, small=sub)
    return Row(number, label, caption, shown, message=message, sub=sub)


def _label(scene: Scene, line: Line, item: str) -> tuple[str, str]:
    """Label and caption of a row: an item's row is called by the item."""
    if not item:
        return scene.wording.pick(line.label), ""
    name = item_name(scene.night, scene.place.contest, line.collection, item, scene.wording)
    if line.collection == "member":
        person = scene.night.person(item)
        return name, scene.wording(f"office.{person.office}") if person else ""
    return name, ""


def _said(scene: Scene, line: Line, cell: Cell) -> Message | None:
    """What the program can say calmly beside a field: the day of a time, the sum of sub-lines."""
    value = scene.live.value(cell)
    if line.kind == "time" and value is not None:
        day = on_day(scene.night.rules.election.day, value)
        return Message("note", without_year(day, scene.wording.language))
    subs = [x for x in _subs(scene.form)[line.id] if x.id not in scene.live.layout.off]
    values = [scene.live.value(Cell(x.id)) for x in subs]
    if None in values or all(x.derived for x in subs):
        return None
    total = sum(found or 0 for found in values)
    text = f"{subs[0].number}–{subs[-1].number}: {grouped(total)}"
    return Message("ok" if total == value else "note", text)


def field_of(scene: Scene, line: Line, cell: Cell, label: str, *, small: bool = False) -> Field:
    """The field of one cell, with why it is locked and what a screen reader says."""
    message = row_message(scene, cell)
    locked = refusal_words(scene, typing_closed(scene.night, scene.place.contest, line))
    unestablished = cell in scene.state.unestablished
    number = line_number(scene.night, scene.place.contest, line, cell.item)
    return Field(
        key=key_of(cell),
        text=scene.place.unsaved.get(cell, scene.session.text(scene.place.contest, cell)),
        unsaved=cell in scene.place.unsaved,
        kind=line.kind,
        shown=shown_value(line, scene.live.value(cell)),
        tone=message.tone if message and message.tone != "note" else "",
        locked=locked,
        placeholder=scene.wording(
            "window.not_established" if unestablished else "window.not_entered"
        ),
        name=", ".join(part for part in (number, label) if part),
        description=message.text if message else locked,
        small=small,
    )


def refusal_words(scene: Scene, refusal: Refusal | None) -> str:
    """Why something is closed, in words with its article; "" when it is open."""
    if refusal is None:
        return ""
    if refusal.code == "before":
        names = scene.wording.pick(scene.step.why)
        if names:
            return names
    step = scene.wording.pick(scene.form.step(refusal.step).name) if refusal.step else ""
    return scene.wording(f"refused.{refusal.code}", law=refusal.law, step=step)


def _table(scene: Scene, collection: str, lines: list[Line]) -> Table:
    columns = [line for line in lines if line.collection == collection]
    shown = [line for line in columns if _column_shown(scene, line)]
    first = shown[0]
    rows = [
        _table_row(scene, shown, item) for item in items_of(scene.night, scene.place.contest, first)
    ]
    return Table(
        heading=scene.wording(f"window.heading.{collection}"),
        columns=tuple(scene.wording.pick(line.short or line.label) for line in shown),
        rows=tuple(rows),
        buttons=_table_buttons(scene, collection),
        total=_total(scene, shown) if rows else None,
    )


def _column_shown(scene: Scene, line: Line) -> bool:
    return line.id not in scene.now.layout.off


def _table_row(scene: Scene, lines: list[Line], item: str) -> TableRow:
    wording, contest = scene.wording, scene.place.contest
    name = item_name(scene.night, contest, lines[0].collection, item, wording)
    cells = []
    for line in lines:
        label = f"{name}: {wording.pick(line.short or line.label)}"
        cells.append(field_of(scene, line, Cell(line.id, item), label))
    messages = [row_message(scene, Cell(line.id, item)) for line in lines]
    procedure = procedure_of(scene, item)
    return TableRow(
        label=name,
        cells=tuple(cells),
        procedure=procedure,
        buttons=_remove(scene, lines[0].collection, item),
        message=None if procedure else next((found for found in messages if found), None),
    )


def _remove(scene: Scene, collection: str, item: str) -> tuple[Button, ...]:
    """A button for an item that was added by mistake and holds no figure yet."""
    if collection not in _ADDED:
        return ()
    _added, removed = _ADDED[collection]
    if scene.session.why_not(Command(removed, {collection: item})) is not None:
        return ()
    return (Button(f"{collection}_remove", scene.wording("window.remove"), item, "small"),)


def _table_buttons(scene: Scene, collection: str) -> tuple[Button, ...]:
    if collection not in _ADDED:
        return ()
    added, _removed = _ADDED[collection]
    refusal = scene.session.why_not(Command(added, {collection: "new"}))
    closed = refusal_words(scene, refusal)
    text = scene.wording(f"window.add.{collection}")
    return (Button(f"{collection}_add", text, closed=closed, icon="add"),)


def _total(scene: Scene, lines: list[Line]) -> TableRow:
    cells = []
    for line in lines:
        values = [
            scene.live.value(Cell(line.id, item))
            for item in items_of(scene.night, scene.place.contest, line)
        ]
        known = [value for value in values if value is not None]
        complete = len(known) == len(values)
        cells.append(shown_value(line, sum(known)) if complete else scene.wording("window.not_all"))
    return TableRow(scene.wording("window.total"), tuple(cells), strong=True)
