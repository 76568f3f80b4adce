"""A figure in cells and the same figure in words, closed on every side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reports.drawing.fonts import PT, Face, bold, regular
from reports.drawing.layout import centred, wrap
from reports.drawing.paper import Pair
from reports.drawing.pen import FRAME_RULE, INNER_RULE, Box, Line, Pen
from reports.drawing.sheet import Sheet
from reports.drawing.tree import Role
from tally_app.domain.record.record import RecordLine
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.numwords import in_words

#: One digit of the text face, in thousandths of the size: all are alike.
_DIGIT_WIDTH: Final = 0.572
_CAP: Final = 0.714
_THOUSAND: Final = 3

#: Digits read out one by one: size, millimetres for each per point, their step in widths of a
#: digit, how high the dot between them stands in millimetres per point.
_READ_OUT: Final = 18.0
_READ_OUT_EACH: Final = 0.46
_STEP: Final = 1.85
_RAISED: Final = 0.1
#: Lines for words: how far above the end of their half of the row.
_ON_LINE: Final = 1.4

#: Words: the opening double rule, where the text begins, and the shortest closing rule.
_OPEN: Final = (1.4, 2.8)
_TEXT: Final = 3.6
_CLOSE_GAP: Final = 0.9
_CLOSE_SHORTEST: Final = 1.2
_EDGE: Final = 1.4


@dataclass(frozen=True, slots=True)
class Cells:
    """The frame that the digits of one figure stand in, and their size in points."""

    width: float = 22.0
    height: float = 7.2
    digit: float = 15.0

    def draw(self, pen: Pen, cell: Box, value: int | None, count: int) -> None:
        """Draw ``count`` cells in the middle of ``cell``; None crosses them all out."""
        frame, width = self.empty(pen, cell, count), self.width / count
        digits = "" if value is None else str(value)
        for index in range(count - len(digits)):
            pen.cross(Box(frame.x + index * width, frame.y, width, self.height))
        if not digits:
            pen.empty()
            return
        advance = _DIGIT_WIDTH * self.digit * PT
        x = frame.x + (count - len(digits)) * width + (width - advance) / 2
        y = frame.y + (self.height + self.digit * _CAP * PT) / 2
        # One run with wide tracking and its number as ActualText: every reader extracts "1283".
        face = bold(self.digit, (width - advance) / PT)
        pen.write(Role.TD, x, y, Line(face, digits), actual=digits)

    def empty(self, pen: Pen, cell: Box, count: int) -> Box:
        """Draw the cells alone, to be filled in by hand; returns their frame."""
        left = cell.middle - self.width / 2
        top = cell.y + (cell.height - self.height) / 2
        frame = Box(left, top, self.width, self.height)
        pen.frame(frame, FRAME_RULE, blank=True)
        for index in range(1, count):
            weight = FRAME_RULE if (count - index) % _THOUSAND == 0 else INNER_RULE
            pen.down(frame.x + index * self.width / count, frame.y, frame.bottom, weight)
        return frame


def digit_by_digit(pen: Pen, cell: Box, value: int | None, count: int) -> None:
    """Digits to be read out one by one, with dots between them; a dash for no figure.

    They are as large as ``count`` of them allow.
    """
    size = min(_READ_OUT, cell.width / (count * _READ_OUT_EACH))
    digits = "–" if value is None else str(value)
    advance = bold(size).width("0")
    step = advance * _STEP
    face = bold(size, (step - advance) / PT)
    x, y = cell.middle - step * len(digits) / 2, cell.y + (cell.height + size * _CAP * PT) / 2
    pen.write(Role.TD, x + (step - advance) / 2, y, Line(face, digits), actual=digits)
    for index in range(1, len(digits)):
        pen.dot(x + step * index, y - size * _RAISED)


def plain_words(pen: Pen, cell: Box, lines: Sequence[Line]) -> None:
    """Words that are read out, not signed: nothing closes them."""
    pen.stack(Role.TD, cell.x + _OPEN[0], centred(lines, cell.y, cell.height), lines)


def lines_for_words(pen: Pen, cell: Box, captions: Pair) -> None:
    """Two dotted lines, one for the words in each language."""
    with pen.part(Role.TD):
        for part, lang in enumerate(STATE_LANGUAGES):
            y = cell.y + cell.height * (0.5 + part / 2) - _ON_LINE
            line = Line(regular(7), captions[part], lang)
            pen.write(Role.TD, cell.x + _OPEN[0], y, line)
            pen.dotted(cell.x + _OPEN[0] + line.width + _CLOSE_GAP, cell.right - _EDGE, y)


def said(sheet: Sheet, line: RecordLine) -> Pair:
    """What stands in the words column: the number, or the act of a line not established."""
    if line.status == "not_established":
        return sheet.say("not_established", act=line.act)
    return spoken(line.value)


def spoken(value: int | None) -> Pair:
    """A figure in words with a capital; nothing for None."""
    if value is None:
        return Pair("", "")
    return Pair(in_words(value, "kk"), in_words(value, "ru")).each(lambda w: w[0].upper() + w[1:])


def word_lines(words: Pair, width: float, size: float = 8.0) -> list[Line]:
    """Words broken so that on each line a closing double rule of 1.2 mm still fits."""
    room = width - _TEXT - _CLOSE_GAP - _CLOSE_SHORTEST - _EDGE
    faces: tuple[Face, Face] = (bold(size), regular(size))
    pairs = zip(words, faces, STATE_LANGUAGES, strict=True)
    return [Line(face, line, lang) for text, face, lang in pairs for line in wrap(text, face, room)]


def write_words(pen: Pen, cell: Box, lines: Sequence[Line]) -> None:
    """Draw words between double rules, in the middle of ``cell``."""
    top = centred(lines, cell.y, cell.height)
    pen.stack(Role.TD, cell.x + _TEXT, top, lines if any(line.text for line in lines) else ())
    for line in lines:
        baseline = top + line.face.ascent
        end = cell.x + _TEXT + line.width + _CLOSE_GAP if line.text else cell.x + _OPEN[0]
        if line.text:
            pen.double(cell.x + _OPEN[0], cell.x + _OPEN[1], baseline, line.face.size)
        pen.double(end, cell.right - _EDGE, baseline, line.face.size)
        top += line.face.leading
