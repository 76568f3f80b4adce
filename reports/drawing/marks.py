"""Band and margin words of papers that are no protocol: drafts, training, samples.

No word lies over or under the text: it hid labels, and readers of the file read it with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reports.drawing.edges import band
from reports.drawing.fonts import bold
from reports.drawing.layout import PORTRAIT, Page
from reports.drawing.paper import Pair
from reports.drawing.pen import Align, Edge, Line, Pen
from reports.drawing.tree import Role

_BAND_WORDS: Final = 4
#: Baselines of the turned words, from either edge of the sheet: ink stays 10 mm from it.
_MARGIN: Final = 13.4
#: Between the beginnings of two of them, and free of them at head and foot (a joint of the wall).
_STEP: Final = 34.0
_FREE: Final = 24.0


def draw(pen: Pen, warnings: Sequence[Pair], page: Page = PORTRAIT, *, half: bool = False) -> None:
    """The black band, and the first warning turned in both side margins.

    ``half`` of the band leaves room for the strip of a copy.
    """
    if not warnings:
        return
    bar = band(page, half=half)
    count = _BAND_WORDS // 2 if half else _BAND_WORDS
    pen.bar(bar)
    with pen.white(), pen.aside(Edge.MARK):
        for index in range(count):
            word = Line(bold(8), warnings[index % len(warnings)].dotted)
            x = bar.x + bar.width * (index + 0.5) / count
            pen.write(Role.P, x, bar.y + 3.05, word, Align.CENTRE)
    word = Line(bold(7.4), warnings[0].dotted.upper())
    y = _FREE + word.width
    while y <= page.height - _FREE:
        for x in (_MARGIN, page.width - _MARGIN + word.face.ascent / 2):
            pen.turned(x, y, word)
        y += max(_STEP, word.width + 4.0)
