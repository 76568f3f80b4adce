"""A figure in cells and the same figure in words, closed on every side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reports.fonts import PT, Face, bold, regular
from reports.layout import centred, wrap
from reports.pen import FRAME_RULE, INNER_RULE, Box, Line, Pen, Role
from reports.sheet import Pair, Sheet
from tally_app.domain.numwords import in_words
from tally_app.domain.record import RecordLine

_CELLS_WIDTH: Final = 22.0
_CELL_HEIGHT: Final = 7.2
_DIGIT: Final = 15.0
#: One digit of the text face, in thousandths of the size: all are alike.
_DIGIT_WIDTH: Final = 0.572
_CAP: Final = 0.714
_THOUSAND: Final = 3

#: Words: the opening double rule, where the text begins, and the shortest closing rule.
_OPEN: Final = (1.4, 2.8)
_TEXT: Final = 3.6
_CLOSE_GAP: Final = 0.9
_CLOSE_SHORTEST: Final = 1.2
_EDGE: Final = 1.4


def figures(pen: Pen, cell: Box, value: int | None, count: int) -> None:
    """Draw ``count`` digit cells in the middle of ``cell``; None crosses them all out."""
    width = _CELLS_WIDTH / count
    frame = Box(
        cell.middle - _CELLS_WIDTH / 2,
        cell.y + (cell.height - _CELL_HEIGHT) / 2,
        _CELLS_WIDTH,
        _CELL_HEIGHT,
    )
    digits = "" if value is None else str(value)
    pen.frame(frame, FRAME_RULE, blank=True)
    for index in range(1, count):
        weight = FRAME_RULE if (count - index) % _THOUSAND == 0 else INNER_RULE
        pen.down(frame.x + index * width, frame.y, frame.bottom, weight)
    for index in range(count - len(digits)):
        pen.cross(Box(frame.x + index * width, frame.y, width, _CELL_HEIGHT))
    if not digits:
        return
    advance = _DIGIT_WIDTH * _DIGIT * PT
    x = frame.x + (count - len(digits)) * width + (width - advance) / 2
    y = frame.y + (_CELL_HEIGHT + _DIGIT * _CAP * PT) / 2
    # One run with wide tracking and its number as ActualText: every reader extracts "1283".
    face = bold(_DIGIT, (width - advance) / PT)
    pen.write(Role.TD, x, y, Line(face, digits), actual=digits)


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


def word_lines(words: Pair, width: float) -> list[Line]:
    """Words broken so that on each line a closing double rule of 1.2 mm still fits."""
    room = width - _TEXT - _CLOSE_GAP - _CLOSE_SHORTEST - _EDGE
    faces: tuple[Face, Face] = (bold(8), regular(8))
    pairs = zip(words, faces, strict=True)
    return [Line(face, line) for text, face in pairs for line in wrap(text, face, room)]


def write_words(pen: Pen, cell: Box, lines: Sequence[Line]) -> None:
    """Draw words between double rules, in the middle of ``cell``."""
    top = centred(lines, cell.y, cell.height)
    if any(line.text for line in lines):
        pen.stack(Role.TD, cell.x + _TEXT, top, lines)
    for line in lines:
        baseline = top + line.face.ascent
        end = cell.x + _TEXT + line.width + _CLOSE_GAP if line.text else cell.x + _OPEN[0]
        if line.text:
            pen.double(cell.x + _OPEN[0], cell.x + _OPEN[1], baseline)
        pen.double(end, cell.right - _EDGE, baseline)
        top += line.face.leading
