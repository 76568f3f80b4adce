"""The sheet from which the result is told by telephone and read back. No protocol."""

from __future__ import annotations

from functools import partial
from typing import Final

from reports.drawing.cells import digit_by_digit, plain_words
from reports.drawing.edges import spaced
from reports.drawing.fonts import bold, require
from reports.drawing.frame import first_leaf, head, heading, next_leaf, render
from reports.drawing.layout import LEFT, RIGHT, WIDTH, Block, append, centred, group
from reports.drawing.pen import FRAME_RULE, Align, Box, Line, Pen, Role
from reports.drawing.rows import Columns, Row, Style, framed
from reports.drawing.sheet import Sheet, of_record
from reports.drawing.table import Table
from reports.papers.fair_copy import two_columns
from reports.papers.protocol import refuse_missing
from tally_app.domain.record.record import Record, check_digits
from tally_app.domain.record.texts import Texts

_COLUMNS: Final = Columns(12, 60, 34, 60, (12,))
_STYLE: Final = Style(number=12, figure=digit_by_digit, said=plain_words)
_ROW: Final = 10.4
_CAPTIONS: Final = ("column.number", "dictation.brief", "dictation.digits", "column.words",
                    "dictation.back")  # fmt: skip
_JOURNAL: Final = 9.2
#: Digits of the journal that are read out: two groups of four.
_FIRST: Final = 9
_PERSON: Final = 9.4
_PERSONS: Final = ("dictation.said_by", "dictation.taken_by", "dictation.checked_by")
#: Name, place to write, time, place for the time.
_EDGES: Final = (LEFT, LEFT + 58, LEFT + 138, LEFT + 153, RIGHT)


def dictation(record: Record, texts: Texts) -> bytes:
    """The sheet as PDF: digits one by one, words, a box to tick, the journal's first digits.

    ValueError for a record with a count missing.
    """
    require()
    refuse_missing(record)
    sheet = of_record(record, texts, "of_protocol", "dictation.title")
    leaf = first_leaf(initials=False)
    leaf.put(head(sheet))
    leaf.put(heading(sheet), 1.5)
    leaf.put(two_columns(sheet.say("dictation.warning"), size=8.6, framed=True), 1.4)
    table = Table(sheet, _COLUMNS, _ROW, _STYLE, nominators=False, refer=False, sections=False,
                  brief=True, carry=False, captions=_CAPTIONS)  # fmt: skip
    fresh = partial(next_leaf, "continued", initials=False)
    leaves = table.flow(leaf, fresh, 2.0)
    append(leaves, group([_journal(sheet), _persons(sheet)], 2.6), 2.6, fresh)
    return render(sheet, leaves)


def _journal(sheet: Sheet) -> Block:
    """The digits that show later whether the journal is still the one of this hour."""
    digits = check_digits(sheet.record.journal_head)[:_FIRST]
    lines = sheet.say("dictation.journal").lines(8, WIDTH / 2)

    def draw(pen: Pen, y: float) -> None:
        pen.frame(Box(LEFT, y, WIDTH, _JOURNAL), FRAME_RULE)
        pen.stack(Role.TH, LEFT + 2.1, centred(lines, y, _JOURNAL), lines)
        line = Line(bold(14, 4), spaced(digits))
        pen.write(Role.TD, RIGHT - 2, y + 6.4, line, Align.RIGHT, actual=digits)

    return Block(_JOURNAL, draw)


def _persons(sheet: Sheet) -> Block:
    """Who told, who took down, who read back, each with the time."""
    return framed([_person(sheet, key) for key in _PERSONS], _EDGES, head=False)


def _person(sheet: Sheet, key: str) -> Row:
    name = sheet.say(key).lines(8, _EDGES[1] - _EDGES[0] - 4)
    at = sheet.say("dictation.at").lines(8, _EDGES[3] - _EDGES[2] - 3)

    def draw(pen: Pen, y: float) -> None:
        pen.stack(Role.TH, _EDGES[0] + 2.1, centred(name, y, _PERSON), name)
        pen.stack(Role.TH, _EDGES[2] + 2.1, centred(at, y, _PERSON), at)
        middle = (_EDGES[3] + _EDGES[4]) / 2
        pen.write(Role.TD, middle, y + _PERSON / 2 + 1.4, Line(bold(11), ":"), Align.CENTRE)

    return Row(_PERSON, draw)
