"""Band and outline letters of papers that are no protocol: drafts, training, samples."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from reports.fonts import PT, bold
from reports.layout import LEFT, WIDTH
from reports.pen import PAGE_HEIGHT, Align, Box, Line, Pen, Role
from reports.sheet import Pair

_BAND: Final = Box(LEFT, 10.3, WIDTH, 4.1)
_BAND_WORDS: Final = 4
_ANGLE: Final = 50.0
#: Centres of the two words, and the length at which they stay inside the text block.
_CENTRES: Final = ((86.0, 140.0), (128.0, 168.0))
_LENGTH: Final = 172.0
_LARGEST: Final = 90.0
_CAP: Final = 0.714
_OUTLINE: Final = 0.8
_HATCH: Final = 0.5
_HATCH_STEP: Final = 2.3
#: Degrees between the hatching and the line of letters.
_TILT: Final = 9.0
_STROKE_AND_CLIP: Final = 5


def draw(pen: Pen, warnings: Sequence[Pair]) -> None:
    """The black band, and the first warning in outline letters under all the rest."""
    if not warnings:
        return
    pen.bar(_BAND)
    with pen.white():
        for index in range(_BAND_WORDS):
            word = Line(bold(8), warnings[index % len(warnings)].dotted)
            x = LEFT + WIDTH * (index + 0.5) / _BAND_WORDS
            pen.write(Role.P, x, _BAND.y + 3.05, word, Align.CENTRE)
    for centre, text in zip(_CENTRES, warnings[0], strict=True):
        _outline(pen, centre, text.upper())


def _outline(pen: Pen, centre: tuple[float, float], text: str) -> None:
    """Letters drawn around ``centre``, uphill, hatched, behind the contents."""
    size = min(_LARGEST, _LENGTH / bold(1).width(text))
    length = bold(size).width(text)
    canvas = pen.canvas
    with pen.mark(Role.ARTIFACT):
        canvas.saveState()
        canvas.translate(centre[0] / PT, (PAGE_HEIGHT - centre[1]) / PT)
        canvas.rotate(_ANGLE)
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
