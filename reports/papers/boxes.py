"""The portable boxes of a night as a table of the annex: a row each, a column for each count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reports.drawing.fonts import bold
from reports.drawing.grid import BY_HAND, CAPTION, Grid
from reports.drawing.layout import LEFT, WIDTH, Block, centred
from reports.drawing.paper import NOTHING, Pair
from reports.drawing.pen import INNER_RULE, Align, Box, Line, Pen, stack_height
from reports.drawing.sheet import Sheet
from reports.drawing.tree import Role
from tally_app.domain.record.record import RecordBox, RecordLine
from tally_app.domain.values.wording import grouped

#: Which box, and what became of its ballots; the counts share what is between.
_NAME: Final = 36.0
_FATE: Final = 34.0
_INDENT: Final = 1.5
_VALUE: Final = 9.6


def boxes_table(sheet: Sheet) -> Grid | None:
    """None where no portable box was used."""
    lines = sheet.annex("count", "box")
    boxes = sheet.record.boxes
    if not boxes or not lines:
        return None
    columns = list(dict.fromkeys(line.id for line in lines))
    found = {(line.id, line.item): line for line in lines}
    rows = [_head(sheet, [next(line for line in lines if line.id == name) for name in columns])]
    rows += [_row(sheet, box, [found.get((name, box.id)) for name in columns]) for box in boxes]
    return Grid(sheet.say("boxes"), tuple(rows))


def _edges(count: int) -> list[float]:
    width = (WIDTH - _NAME - _FATE) / count
    return [LEFT, *(LEFT + _NAME + i * width for i in range(count + 1)), LEFT + WIDTH]


def _head(sheet: Sheet, lines: Sequence[RecordLine]) -> Block:
    """What the columns are: the short names of the lines."""
    named = [sheet.form_line(line) for line in lines]
    pairs = [sheet.say("box_column"), *(sheet.own(x.short or x.label) for x in named)]
    return _cells(sheet, [*pairs, sheet.say("box_fate")])


def _cells(sheet: Sheet, pairs: Sequence[Pair]) -> Block:
    edges = _edges(len(pairs) - 2)
    stacks = [
        pair.lines(CAPTION, right - left - 2 * _INDENT)
        for pair, left, right in zip(pairs, edges, edges[1:], strict=False)
    ]
    height = max(stack_height(lines) for lines in stacks) + sheet.pad

    def draw(pen: Pen, y: float) -> None:
        for lines, left in zip(stacks, edges, strict=False):
            if left > LEFT:
                pen.down(left, y, y + height, INNER_RULE)
            pen.stack(Role.TH, left + _INDENT, centred(lines, y, height), lines)

    return Block(height, draw)


def _row(sheet: Sheet, box: RecordBox, lines: Sequence[RecordLine | None]) -> Block:
    """One box; a count that was not established is struck out, and its act named."""
    edges = _edges(len(lines))
    name = sheet.say("box", number=box.number).lines(CAPTION, _NAME - 2 * _INDENT)
    fate = NOTHING if sheet.by_hand else _fate(sheet, box, [line for line in lines if line])
    became = fate.lines(CAPTION, _FATE - 2 * _INDENT)
    least = BY_HAND if sheet.by_hand else 0.0
    height = max(least, stack_height(name) + sheet.pad, stack_height(became) + sheet.pad)

    def draw(pen: Pen, y: float) -> None:
        pen.stack(Role.TH, LEFT + _INDENT, centred(name, y, height), name)
        for line, left, right in zip(lines, edges[1:], edges[2:], strict=False):
            pen.down(left, y, y + height, INNER_RULE)
            if line is not None and line.value is not None:
                figure = Line(bold(_VALUE), f"= {grouped(line.value)} =")
                middle = (left + right) / 2
                pen.write(Role.TD, middle, y + height / 2 + 1.2, figure, Align.CENTRE)
                continue
            pen.empty()
            if not sheet.by_hand:
                pen.slash(Box(left, y, right - left, height), INNER_RULE)
        pen.down(edges[-2], y, y + height, INNER_RULE)
        pen.stack(Role.TD, edges[-2] + _INDENT, centred(became, y, height), became)

    return Block(height, draw)


def _fate(sheet: Sheet, box: RecordBox, lines: Sequence[RecordLine]) -> Pair:
    """What became of the ballots of a box, and the act that says it."""
    unknown = next((line for line in lines if line.status == "not_established"), None)
    if unknown is not None:
        return sheet.say("not_established", act=unknown.act)
    if any(line.status == "missing" for line in lines):
        return NOTHING
    acts = [answer.number for answer in sheet.record.answers if answer.item == box.id]
    named = [sheet.say("act_number", number=number) for number in acts if number]
    fate = sheet.say("box_annulled" if box.annulled else "box_counted")
    for act in named:
        fate = fate.plus(act, ", ")
    return fate
