"""The sheet from which the result is told by telephone and read back. No protocol."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from reports.drawing.cells import digit_by_digit, plain_words
from reports.drawing.edges import spaced
from reports.drawing.fonts import bold, require
from reports.drawing.frame import end_mark, first_leaf, head, heading, next_leaf, render
from reports.drawing.layout import LEFT, RIGHT, WIDTH, Block, Leaf, append, centred, group
from reports.drawing.pen import FRAME_RULE, Align, Box, Line, Pen, stack_height
from reports.drawing.rows import Columns, Row, Style, framed
from reports.drawing.sheet import Sheet, of_record
from reports.drawing.table import Table
from reports.drawing.tree import Role
from reports.papers.fair_copy import two_columns
from reports.papers.protocol import refuse_missing
from tally_app.domain.record.record import HEAD_DIGITS, Record
from tally_app.domain.record.texts import Texts

_COLUMNS: Final = Columns(12, 48, 34, 56, (12,), note=16)
_STYLE: Final = Style(number=12, figure=digit_by_digit, said=plain_words)
_CLOSE: Final = replace(_STYLE, label=7.4, words=7.4, pad=0.9)
_CAPTIONS: Final = ("column.number", "dictation.brief", "dictation.digits", "column.words",
                    "dictation.act", "dictation.back")  # fmt: skip
#: A row of figures, one of persons and how rows are set, before another page is added.
_LADDER: Final = ((9.1, 9.4, _STYLE), (8.5, 8.4, _STYLE), (7.4, 7.6, _CLOSE))
_VALUE: Final = 9.2
_PERSONS: Final = ("dictation.said_by", "dictation.taken_by", "dictation.checked_by")
#: Share of the width for the words beside the digits.
_CAPTION: Final = 0.62
#: Name, place to write, time, place for the time.
_EDGES: Final = (LEFT, LEFT + 66, LEFT + 138, LEFT + 153, RIGHT)


def dictation(record: Record, texts: Texts) -> bytes:
    """The sheet as PDF: digits one by one, words, acts, a box to tick, the first digits of the
    check value.

    ValueError for a record with a count missing.
    """
    require()
    refuse_missing(record)
    sheet = replace(of_record(record, texts, "of_protocol", "dictation.title"), addressed=True)
    tried = []
    for row, person, style in _LADDER:
        tried.append(_pages(sheet, row, person, style))
        if len(tried[-1]) == 1:
            break
    return render(sheet, min(tried, key=len))


def _pages(sheet: Sheet, row: float, person: float, style: Style) -> list[Leaf]:
    leaf = first_leaf(initials=False)
    leaf.put(head(sheet))
    leaf.put(heading(sheet), 1.5)
    leaf.put(two_columns(sheet.say("dictation.warning"), size=8.0, framed=True), 1.4)
    table = Table(sheet, _COLUMNS, row, style, nominators=False, refer=False, sections=False,
                  brief=True, carry=False, captions=_CAPTIONS, acts=True)  # fmt: skip
    fresh = partial(next_leaf, "continued", initials=False)
    leaves = table.flow(leaf, fresh, 1.6)
    ending = group([_value(sheet), _persons(sheet, person), end_mark(sheet)], 1.6)
    append(leaves, ending, 1.6, fresh)
    return leaves


def _value(sheet: Sheet) -> Block:
    """The digits by which copy and file are known to be this protocol."""
    digits = sheet.head.check_value[:HEAD_DIGITS]
    lines = sheet.say("dictation.value").lines(7.6, WIDTH * _CAPTION)
    height = max(_VALUE, stack_height(lines) + 2.0)

    def draw(pen: Pen, y: float) -> None:
        pen.frame(Box(LEFT, y, WIDTH, height), FRAME_RULE)
        pen.stack(Role.TH, LEFT + 2.1, centred(lines, y, height), lines)
        line = Line(bold(14, 4), spaced(digits))
        pen.write(Role.TD, RIGHT - 2, y + height / 2 + 1.9, line, Align.RIGHT, actual=digits)

    return Block(height, draw)


def _persons(sheet: Sheet, height: float) -> Block:
    """Who told, who took down, who read back, each with the time."""
    return framed([_person(sheet, key, height) for key in _PERSONS], _EDGES, head=False)


def _person(sheet: Sheet, key: str, height: float) -> Row:
    name = sheet.say(key).lines(8, _EDGES[1] - _EDGES[0] - 4)
    at = sheet.say("dictation.at").lines(8, _EDGES[3] - _EDGES[2] - 3)

    def draw(pen: Pen, y: float) -> None:
        pen.stack(Role.TH, _EDGES[0] + 2.1, centred(name, y, height), name)
        pen.stack(Role.TH, _EDGES[2] + 2.1, centred(at, y, height), at)
        middle = (_EDGES[3] + _EDGES[4]) / 2
        pen.write(Role.TD, middle, y + height / 2 + 1.4, Line(bold(11), ":"), Align.CENTRE)

    return Row(height, draw)
