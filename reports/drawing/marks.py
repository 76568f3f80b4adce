"""Band and outline letters of papers that are no protocol: drafts, training, samples."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from reports.drawing.edges import band
from reports.drawing.fonts import PT, bold
from reports.drawing.layout import PORTRAIT, Page
from reports.drawing.paper import Pair
from reports.drawing.pen import Align, Line, Pen, Role

_BAND_WORDS: Final = 4
#: Angle and centres of the two words on a sheet upright and turned.
_UPRIGHT: Final = (50.0, ((86.0, 140.0), (128.0, 168.0)))
_TURNED: Final = (30.0, ((130.0, 94.0), (168.0, 122.0)))
#: The length at which they stay inside the text block.
_LENGTH: Final = 172.0
_LARGEST: Final = 90.0
_CAP: Final = 0.714
_OUTLINE: Final = 0.8
_HATCH: Final = 0.5
_HATCH_STEP: Final = 2.3
#: Degrees between the hatching and the line of letters.
_TILT: Final = 9.0
_STROKE_AND_CLIP: Final = 5


def draw(pen: Pen, warnings: Sequence[Pair], page: Page = PORTRAIT, *, half: bool = False) -> None:
    """The black band, and the first warning in outline letters under all the rest.

    ``half`` of the band leaves room for the strip of a copy.
    """
    if not warnings:
        return
    bar = band(page, half=half)
    count = _BAND_WORDS // 2 if half else _BAND_WORDS
    pen.bar(bar)
    with pen.white():
        for index in range(count):
            word = Line(bold(8), warnings[index % len(warnings)].dotted)
            x = bar.x + bar.width * (index + 0.5) / count
            pen.write(Role.P, x, bar.y + 3.05, word, Align.CENTRE)
    angle, centres = _UPRIGHT if page == PORTRAIT else _TURNED
    for centre, text in zip(centres, warnings[0], strict=True):
        _outline(pen, centre, angle, text.upper())


def _outline(pen: Pen, centre: tuple[float, float], angle: float, text: str) -> None:
    """Letters drawn around ``centre``, uphill, hatched, behind the contents."""
    size = min(_LARGEST, _LENGTH / bold(1).width(text))
    length = bold(size).width(text)
    canvas = pen.canvas
    with pen.mark(Role.ARTIFACT):
        canvas.saveState()
        canvas.translate(centre[0] / PT, (pen.height - centre[1]) / PT)
        canvas.rotate(angle)
        canvas.setLineWidth(_OUTLINE)
        letters = canvas.beginText(-length / 2 / PT, -size * _CAP / 2)
        letters.setFont(bold(size).font, size)
        letters.setTextRenderMode(_STROKE_AND_CLIP)
        letters.textOut(text)
        canvas.drawText(letters)
        _hatch(pen, length / 2 / PT, size)
        canvas.restoreState()


def _hatch(pen: Pen, half: float, size: float) -> None:
    """Lines across the clipped letters, ``half`` points to either side of their centre."""
    pen.canvas.setLineWidth(_HATCH)
    tilt = half * math.tan(math.radians(_TILT))
    step = _HATCH_STEP / PT
    count = int((size + tilt) / step) + 1
    for index in range(-count, count + 1):
        y = index * step
        pen.canvas.line(-half, y + tilt, half, y - tilt)
