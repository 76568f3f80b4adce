"""The blocks of a page where lines are typed: cards of rows, and a table for every collection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from tally_app.app.desk.blocks.added_rows import adds_rows
from tally_app.app.desk.blocks.procedure import counting, procedure_of
from tally_app.app.desk.blocks.rows import (
    LineCell,
    card_of,
    cells_of,
    field_of,
    offered,
    refusal_words,
    starts_card,
)
from tally_app.app.desk.blocks.turnout import listed, percent
from tally_app.app.desk.panel.findings import row_message
from tally_app.app.desk.scene import Scene, shown_value
from tally_app.app.desk.unbuilt import block_or_why
from tally_app.app.view.base import Button
from tally_app.app.view.desk import Block, Table, TableRow
from tally_app.app.view.fields import Field
from tally_app.app.view.intents import AddBox, AddRow, AddRowUnder, RemoveBox, RemoveRow
from tally_app.domain.form.form import Form, Line, Step
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.numbers import short_name
from tally_app.domain.form.papers import Collection
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.rows import BoxAdded, BoxRemoved, ItemAdded, ItemRemoved
from tally_app.domain.night.naming import boxes_to_open, item_name, items_in, items_of, number_in

#: The collection every night has whose rows are added on the page.
_BOX = "box"
#: The role of a line nobody types: a button writes what was read out.
_READ_OUT = "turnout_head"
#: The role of a line beside which its share of the list is shown.
_SHARED = "turnout_given"


@dataclass(frozen=True, slots=True)
class LineColumn:
    """One column of a table: a line, for a pair of rows ("3.m4") with the second one of the pair,
    or in percent what the line is a ``share`` of.
    """

    line: Line
    heading: str
    second: str = ""
    share: bool = False

    def cell(self, item: str) -> Cell:
        """The cell in the row of ``item``."""
        return Cell(self.line.id, f"{item}.{self.second}" if self.second else item)


@dataclass(frozen=True, slots=True)
class PagePart:
    """A block of the page: a card of these cells, or the table of a collection with these lines."""

    cells: tuple[LineCell, ...] = ()
    table: str = ""
    lines: tuple[Line, ...] = ()


def line_blocks(scene: Scene) -> list[Block]:
    """Cards for the lines of the step, then a table per collection, each in the form's order."""
    parts = parts_of(scene)
    return [
        block_or_why(scene, partial(_block, scene, number, part))
        for number, part in enumerate(parts)
    ]


def parts_of(scene: Scene) -> list[PagePart]:
    """What the page of the step is made of."""
    return scene.kept.part("parts", (), partial(_parts, scene))


def _block(scene: Scene, number: int, part: PagePart) -> Block:
    if part.table:
        return _table(scene, part.table, part.lines)
    return card_of(scene, number, part.cells)


def _parts(scene: Scene) -> list[PagePart]:
    """What the page is made of, which no figure changes."""
    lines = lines_of(scene.form, scene.step)
    tabled = _tabled(scene.form, lines)
    shown = [line for line in lines if line.id not in scene.now.layout.off or offered(line)]
    cards = [line for line in shown if line.collection not in tabled]
    # Tables stand below the cards, each once, where its first line stands.
    tables = dict.fromkeys(
        (_owner(scene, line), line.stage) for line in shown if line.collection in tabled
    )
    return [
        *(PagePart(tuple(cells)) for cells in _cards(scene, cards)),
        *(
            PagePart(table=owner, lines=tuple(x for x in lines if x.stage == stage))
            for owner, stage in tables
        ),
    ]


def _cards(scene: Scene, lines: Sequence[Line]) -> Iterator[list[LineCell]]:
    """The rows of each card: a line with sub-lines begins one, and so does another kind of line."""
    card: list[LineCell] = []
    counts = False
    for line in lines:
        if card and (starts_card(scene, line) or (line.kind == "count") != counts):
            yield card
            card = []
        counts = line.kind == "count"
        card.extend(cells_of(scene, line))
    if card:
        yield card


def lines_of(form: Form, step: Step) -> list[Line]:
    """The lines typed on a step in the order of its page: single ones, then those of tables."""
    lines = [line for line in form.lines if line.stage in step.stages]
    tabled = _tabled(form, lines)
    return sorted(lines, key=lambda line: line.collection in tabled)


def typed_cells(scene: Scene) -> list[Cell]:
    """The cells with a field on the step's page, in the order of the form."""
    return [
        Cell(line.id, item)
        for line in lines_of(scene.form, scene.step)
        if not line.derived and line.role != _READ_OUT
        for item in items_of(scene.night, scene.place.contest, line)
    ]


def _tabled(form: Form, lines: list[Line]) -> set[str]:
    """Collections that stand in a table, one row an item: the form's own ones, those people add to
    on the page, those with several typed lines, and those whose line has no number: only the head
    of its column says what is asked.
    """
    counted: dict[str, int] = {}
    own = {collection.id for collection in form.collections} | {_BOX}
    for line in lines:
        if line.collection and not line.derived:
            counted[line.collection] = counted.get(line.collection, 0) + 1
            own |= set() if line.number else {line.collection}
    return {name for name, many in counted.items() if many > 1 or name in own}


def _owner(scene: Scene, line: Line) -> str:
    """The collection in whose table a line stands: pairs of rows stand in that of the first."""
    declared = scene.form.collection(line.collection)
    return declared.of[0] if declared and declared.of else line.collection


def _columns(scene: Scene, collection: str, lines: Sequence[Line]) -> list[LineColumn]:
    columns = []
    for line in lines:
        if _owner(scene, line) != collection or line.id in scene.now.layout.off:
            continue
        heading = scene.wording.pick(line.short or line.label)
        declared = scene.form.collection(line.collection)
        if declared is None or not declared.of:
            columns.append(LineColumn(line, heading))
            if line.role == _SHARED and scene.form.role("turnout_base"):
                columns.append(LineColumn(line, scene.wording("turnout.percent"), share=True))
            continue
        second = declared.of[1]
        columns.extend(
            LineColumn(line, f"{heading}: {_short(scene, second, item)}", item)
            for item in items_in(scene.night, scene.place.contest, second)
        )
    return columns


def _short(scene: Scene, collection: str, item: str) -> str:
    name = item_name(scene.night, scene.place.contest, collection, item, scene.wording)
    return short_name(name) if collection == "member" else name


def _table(scene: Scene, collection: str, lines: Sequence[Line]) -> Table:
    name = "columns", collection, lines[0].stage
    columns = scene.kept.part(name, (), partial(_columns, scene, collection, lines))
    declared = scene.form.collection(collection)
    items = items_in(scene.night, scene.place.contest, collection)
    rows = [_table_row(scene, collection, columns, item) for item in items]
    return Table(
        heading=scene.wording.pick(declared.heading)
        if declared
        else scene.wording(f"window.heading.{collection}"),
        columns=tuple(column.heading for column in columns),
        rows=tuple(rows),
        buttons=scene.kept.part(
            ("add", collection), (), partial(_add, scene, collection, declared)
        ),
        tail=scene.wording("window.remove")
        if adds_rows(scene.form, scene.step, collection)
        else "",
        total=_total(scene, columns, items) if rows and _summed(columns, declared) else None,
    )


def _tail(scene: Scene, collection: str, declared: Collection | None) -> str:
    """Words of the button that a row has until it holds a figure, where rows are added."""
    added = collection == _BOX or (declared is not None and declared.added)
    there = added and adds_rows(scene.form, scene.step, collection)
    return scene.wording("window.remove") if there else ""


def _summed(columns: list[LineColumn], declared: Collection | None) -> bool:
    """A total is shown where there is something to add up: fixed rows are moments, not parts."""
    counts = any(column.line.kind == "count" and column.line.total for column in columns)
    return counts and not (declared and declared.fixed)


def _table_row(scene: Scene, collection: str, columns: list[LineColumn], item: str) -> TableRow:
    contest = scene.place.contest
    name = item_name(scene.night, contest, collection, item, scene.wording)
    cells: list[Field | str] = []
    for column in columns:
        label = f"{name}: {column.heading}"
        cell = column.cell(item)
        if counting(scene, cell):
            cells.append(scene.wording("procedure.hidden"))
        elif column.share:
            value = scene.live.value(cell)
            whole = listed(scene) if value is not None else None
            cells.append(percent(value or 0, whole, scene.wording.language))
        elif column.line.derived:
            cells.append(shown_value(column.line, scene.live.value(cell)))
        elif column.line.role == _READ_OUT:
            cells.append(scene.session.text(contest, cell) or scene.wording("window.dash"))
        else:
            cells.append(field_of(scene, column.line, cell, label))
    messages = [row_message(scene, column.cell(item)) for column in columns]
    procedure = procedure_of(scene, item) if collection == _BOX else None
    return TableRow(
        label=name,
        cells=tuple(cells),
        procedure=procedure,
        buttons=_remove(scene, collection, item),
        message=None if procedure else next((found for found in messages if found), None),
    )


def _remove(scene: Scene, collection: str, item: str) -> tuple[Button, ...]:
    """A button for an item that was added by mistake and holds no figure yet."""
    declared = scene.form.collection(collection)
    words = scene.wording("window.remove")
    if not adds_rows(scene.form, scene.step, collection):
        return ()
    if collection == _BOX:
        if scene.session.why_not(Command(BoxRemoved(item))) is None:
            return (Button(RemoveBox(item), words, "small"),)
    elif declared and declared.added:
        command = scene.session.row_command(ItemRemoved(collection, item), scene.place.contest)
        if scene.session.why_not(command) is None:
            return (Button(RemoveRow(collection, item), words, "small"),)
    return ()


def _add(scene: Scene, collection: str, declared: Collection | None) -> tuple[Button, ...]:
    if collection == _BOX:
        closed = refusal_words(scene, scene.session.why_not(Command(BoxAdded("new"))))
        words = scene.wording
        named = boxes_to_open(scene.night, scene.place.contest)
        if not named:
            return (Button(AddBox(), words("window.add.box"), closed=closed, icon="add"),)
        return tuple(
            Button(AddBox(box), words("window.add.box_of", number=number_in(box)), closed=closed,
                   icon="add")
            for box in named
        )  # fmt: skip
    if declared is None or not declared.added:
        return ()
    if not adds_rows(scene.form, scene.step, collection):
        return ()
    parents = [""]
    if declared.parent:
        parents = items_in(scene.night, scene.place.contest, declared.parent)
    item = f"{parents[0]}.new" if declared.parent and parents else "new"
    command = scene.session.row_command(ItemAdded(collection, item), scene.place.contest)
    closed = refusal_words(scene, scene.session.why_not(command))
    asked = AddRowUnder(collection) if declared.parent else AddRow(collection)
    return (Button(asked, scene.wording.pick(declared.add), closed=closed, icon="add"),)


def _total(scene: Scene, columns: list[LineColumn], items: list[str]) -> TableRow:
    cells = []
    for column in columns:
        if column.line.kind != "count" or not column.line.total:
            cells.append("")
            continue
        if any(counting(scene, column.cell(item)) for item in items):
            cells.append("")
            continue
        values = [scene.live.value(column.cell(item)) for item in items]
        known = [value for value in values if value is not None]
        if len(known) == len(values):
            cells.append(shown_value(column.line, sum(known)))
        else:  # what nobody has to type need not add up
            cells.append("" if column.line.free else scene.wording("window.not_all"))
    return TableRow(scene.wording("window.total"), tuple(cells), strong=True)
