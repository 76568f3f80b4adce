"""The letter about a key: the digits by which a precinct knows who made the package."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from reports.drawing.fonts import PT, Face, bold, printed, regular, require
from reports.drawing.layout import LEFT, PORTRAIT, set_prose
from reports.drawing.pen import HEAD_RULE, INNER_RULE, Box, Line, Pen, stack_height
from reports.drawing.tree import Role, hang
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.words import Words

_TOP: Final = 22.0
_GAP: Final = 6.0
_BETWEEN: Final = 8.0
_TITLE: Final = 16.0
_TEXT: Final = 11.0
_DIGITS: Final = 30.0
_CAPTION: Final = 9.0
#: Groups in a row, the height of one, and how high a line to write on stands.
_IN_A_ROW: Final = 3
_GROUP: Final = 24.0
_WRITING: Final = 14.0


def key_letter(groups: Sequence[str], says: Mapping[str, Words]) -> bytes:
    """One page as PDF: the ``groups`` of digits in their order, and under the names title, what,
    how, never, apart, from, signed, made what ``says`` of them in the state languages.
    """
    require()
    stream = io.BytesIO()
    size = (PORTRAIT.width / PT, PORTRAIT.height / PT)
    canvas = Canvas(stream, pagesize=size, invariant=1, lang=STATE_LANGUAGES[0])
    canvas.setTitle(printed(" / ".join(says["title"][x] for x in STATE_LANGUAGES)))
    pen = Pen(canvas, PORTRAIT.height)
    y = _sides(pen, _TOP, says["title"], bold(_TITLE)) + _GAP
    pen.across(LEFT, PORTRAIT.right, y, HEAD_RULE)
    y = _sides(pen, y + _GAP, says["what"], regular(_TEXT)) + _GAP
    y = _boxes(pen, y, groups) + _GAP
    for name in ("how", "never", "apart"):
        y = _sides(pen, y, says[name], regular(_TEXT)) + _GAP
    for name in ("from", "signed"):
        y += _WRITING
        pen.across(LEFT, PORTRAIT.right, y, INNER_RULE)
        y = _sides(pen, y + 1, says[name], regular(_CAPTION))
    _sides(pen, y + _GAP, says["made"], regular(_CAPTION))
    canvas.showPage()
    hang(pen.tree, canvas)
    canvas.save()
    return stream.getvalue()


def _sides(pen: Pen, y: float, words: Words, face: Face) -> float:
    """Kazakh left, Russian right; where the lower of both ends."""
    width = (PORTRAIT.text - _BETWEEN) / 2
    ends = [y]
    for language, x in zip(STATE_LANGUAGES, (LEFT, LEFT + width + _BETWEEN), strict=True):
        lines = set_prose(words[language], face, width, language)
        pen.stack(Role.P, x, y, lines)
        ends.append(y + stack_height(lines))
    return max(ends)


def _boxes(pen: Pen, y: float, groups: Sequence[str]) -> float:
    """Each group in a box with its place, as the program asks for it."""
    width = PORTRAIT.text / _IN_A_ROW
    face, small = bold(_DIGITS, tracking=1.0), regular(_CAPTION)
    for at, group in enumerate(groups):
        row, column = divmod(at, _IN_A_ROW)
        box = Box(LEFT + column * width, y + row * _GROUP, width, _GROUP).inset(1.2)
        pen.frame(box, INNER_RULE)
        pen.stack(Role.P, box.x + 2, box.y + 1.5, [Line(small, str(at + 1))])
        middle = box.y + (box.height - face.leading) / 2
        pen.stack(Role.P, box.x + 12, middle, [Line(face, group)])
    return y + -(-len(groups) // _IN_A_ROW) * _GROUP
