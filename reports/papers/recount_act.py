"""The act of a recount after signing: old and new figures side by side (43(7-1), 43(9))."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from reports.drawing import signatures
from reports.drawing.cells import Cells, said, word_lines, write_words
from reports.drawing.edges import check_value
from reports.drawing.fonts import bold, regular, require
from reports.drawing.frame import end_mark, first_leaf, head, heading, next_leaf, render
from reports.drawing.layout import (
    LEFT,
    RIGHT,
    WIDTH,
    Block,
    Leaf,
    append,
    centred,
    group,
    signed_pages,
    tabled,
)
from reports.drawing.paper import WIDE, Pair, full_stop
from reports.drawing.pen import FRAME_RULE, INNER_RULE, Align, Box, Line, Pen, stack_height
from reports.drawing.sheet import Sheet, of_record
from reports.drawing.table import ROW_LONG, Table
from reports.drawing.tree import Role
from reports.papers.fair_copy import two_columns
from reports.papers.protocol import ground, refuse_missing
from tally_app.domain.record.record import Record, RecordLine, RecordRecount
from tally_app.domain.record.texts import Texts
from tally_app.domain.values.wording import grouped, signed

#: Number, label, old cells, old words, new cells, new words.
_WIDTHS: Final = (9.0, 53.0, 25.0, 33.0, 25.0, 33.0)
_HEAD: Final = 7.6
_CHANGED: Final = 2.8
_SIGNATURE: Final = 8.6

#: One line as it was and as it is.
Lines = tuple[RecordLine, RecordLine]


def recount_act(record: Record, texts: Texts) -> bytes:
    """The act as PDF. ValueError for a record that is not of a recount or has a count missing."""
    require()
    recount = record.recount
    if recount is None:
        raise ValueError("not a record of a recount")
    refuse_missing(record)
    sheet = of_record(record, texts, "act")
    sheet = replace(sheet, title=sheet.say("act.title", number=recount.act_number))
    return render(sheet, signed_pages(partial(_pages, sheet, recount)))


def _pages(sheet: Sheet, recount: RecordRecount, *, initials: bool) -> list[Leaf]:
    fresh = partial(next_leaf, "continued", initials=initials)
    leaf = first_leaf(initials=initials)
    leaf.put(head(sheet))
    # The same in both languages: said once.
    shouted = sheet.say("act.heading", number=recount.act_number)._replace(ru="")
    leaf.put(heading(sheet, title=shouted, subtitle=sheet.say("act.subject")), 1.2)
    leaf.put(two_columns(_ground(sheet, recount), size=8, strong=False), 1.0)
    lines, leaves = recounted(sheet, recount), [leaf]
    _table(sheet, lines, leaves, fresh)
    append(leaves, two_columns(_untouched(sheet, lines), size=8, strong=False), 1.8, fresh)
    append(leaves, _values(sheet, recount), 1.8, fresh)
    table = signatures.members(sheet, "sign.act", _SIGNATURE, head=False)
    time = group([signatures.moment(sheet, "act.time", None), end_mark(sheet)], 0.6)
    append(leaves, group([table, time], 1.6), 2.2, fresh)
    return leaves


def recounted(sheet: Sheet, recount: RecordRecount) -> list[Lines]:
    """The body lines that were counted again: each as it was and as it is."""
    old = {(line.id, line.item): line for line in recount.old_lines}
    body = [(old.get((line.id, line.item)), line) for line in sheet.body()]
    return [(before, line) for before, line in body if before is not None]


def _ground(sheet: Sheet, recount: RecordRecount) -> Pair:
    text = sheet.say("act.ground").plus(ground(sheet, recount))
    if not recount.applicant:
        return text
    return text.plus(sheet.say("act.applicant", name=recount.applicant).each(full_stop))


def _untouched(sheet: Sheet, lines: Sequence[Lines]) -> Pair:
    """Which lines were not counted again, and what becomes of the two protocols."""
    again = [line for _, line in lines]
    rest = [line.number for line in sheet.body() if line not in again]
    after = sheet.say("act.after")
    return sheet.say("act.untouched", lines=", ".join(rest)).plus(after) if rest else after


def _table(
    sheet: Sheet, lines: Sequence[Lines], leaves: list[Leaf], fresh: Callable[[], Leaf]
) -> None:
    """Old and new figures over as many pages as they need, the head repeated."""
    count = sheet.cells([old for old, _ in lines])
    rows = [_row(sheet, old, new, count) for old, new in lines]
    rows.append(_changes(sheet, lines))
    page, gap = [_head(sheet)], 1.8
    for row in rows:
        if not leaves[-1].fits(gap + sum(r.height for r in page) + row.height):
            leaves[-1].put(_framed(page), gap)
            leaves.append(fresh())
            page, gap = [_head(sheet)], 0.0
        page.append(row)
    leaves[-1].put(_framed(page), gap)


def _framed(rows: Sequence[Block]) -> Block:
    def between(pen: Pen, y: float, index: int) -> None:
        pen.across(LEFT, RIGHT, y, FRAME_RULE if index == 1 else INNER_RULE)

    table = tabled(rows, between)

    def draw(pen: Pen, y: float) -> None:
        pen.frame(Box(LEFT, y, WIDTH, table.height), FRAME_RULE)
        table.draw(pen, y)

    return Block(table.height, draw)


def _edges() -> list[float]:
    edges = [LEFT]
    for width in _WIDTHS:
        edges.append(edges[-1] + width)
    return edges


def _head(sheet: Sheet) -> Block:
    edges = _edges()
    places = [
        (edges[0], edges[1]),
        (edges[1], edges[2]),
        (edges[2], edges[4]),
        (edges[4], edges[6]),
    ]
    keys = ("column.number", "act.lines", "act.before", "act.now")

    def draw(pen: Pen, y: float) -> None:
        for (left, right), key in zip(places, keys, strict=True):
            pair = sheet.say(key)
            lines = pair.faced(7.4)
            centre = key != "act.lines"
            x = (left + right) / 2 if centre else left + 1.4
            align = Align.CENTRE if centre else Align.LEFT
            with pen.part(Role.TH, 1 if right - left < _WIDTHS[2] + _WIDTHS[3] else 2):
                pen.stack(Role.TH, x, centred(lines, y, _HEAD), lines, align)
        pen.down(edges[1], y, y + _HEAD, INNER_RULE)
        for x in (edges[2], edges[4]):
            pen.down(x, y, y + _HEAD, FRAME_RULE)

    return Block(_HEAD, draw)


def _row(sheet: Sheet, old: RecordLine, line: RecordLine, count: int) -> Block:
    label = Table(sheet, nominators=False, refer=False).label(line, _WIDTHS[1] - 2.8)
    words = [word_lines(said(sheet, one), _WIDTHS[3]) for one in (old, line)]
    height = max(ROW_LONG, *(stack_height(lines) + 1.6 for lines in (label, *words)))
    edges = _edges()

    def draw(pen: Pen, y: float) -> None:
        number = Line(bold(8), line.number)
        pen.write(Role.TH, (edges[0] + edges[1]) / 2, y + height / 2 + 1, number, Align.CENTRE)
        pen.stack(Role.TH, edges[1] + 1.4, centred(label, y, height), label)
        for place, one, lines in ((2, old, words[0]), (4, line, words[1])):
            Cells().draw(pen, Box(edges[place], y, _WIDTHS[place], height), one.value, count)
            write_words(pen, Box(edges[place + 1], y, _WIDTHS[place + 1], height), lines)
        for index, x in enumerate(edges[1:-1], 1):
            pen.down(x, y, y + height, FRAME_RULE if index in (2, 4) else INNER_RULE)
        if old.value != line.value:
            pen.frame(Box(edges[4], y, edges[6] - edges[4], height).inset(0.5), _CHANGED)

    return Block(height, draw)


def _changes(sheet: Sheet, lines: Sequence[Lines]) -> Block:
    """The signed difference of every line that changed, or that none did."""
    found = []
    for before, line in lines:
        new, old = line.value, before.value
        if new is not None and old is not None and new != old:
            found.append(
                f"{line.number}:{WIDE}{grouped(new)} − {grouped(old)} = {signed(new - old)}"
            )
    text = (WIDE * 2).join(found)
    key = "act.changed" if found else "act.unchanged"
    head_line = sheet.say(key).on_line(regular(7.6))
    width = WIDTH - 4.2 - (head_line.width + 6)
    set_text = Pair(text, "").lines(7.6, width)
    height = max(5.6, stack_height(set_text) + 2)

    def draw(pen: Pen, y: float) -> None:
        with pen.part(Role.TH, 2):
            pen.write(Role.TH, LEFT + 2.1, y + height / 2 + 0.95, head_line)
        x = LEFT + 2.1 + head_line.width + 6
        with pen.part(Role.TD, 4):
            pen.stack(Role.TD, x, centred(set_text, y, height), set_text)

    return Block(height, draw)


def _values(sheet: Sheet, recount: RecordRecount) -> Block:
    """Check values and times of the protocol that was signed and of the new one."""
    record = sheet.record
    rows = [
        ("act.old", recount.old_signed, recount.old_check_value),
        ("act.new", record.value(sheet.signing), record.check_value()),
    ]
    blocks = [_value_row(sheet, sheet.say(key), minutes, value) for key, minutes, value in rows]
    return _framed(blocks)


def _value_row(sheet: Sheet, label: Pair, minutes: int | None, value: str) -> Block:
    if minutes is not None:
        label = label.plus(sheet.moment(minutes, year=False), ": ")
    lines = label.lines(8, 80)

    def draw(pen: Pen, y: float) -> None:
        pen.stack(Role.TH, LEFT + 2.1, y + 0.9, lines)
        check_value(pen, LEFT + 90, y + 5.2, value)

    return Block(stack_height(lines) + 1.8, draw)
