"""The pen: millimetres from the top left corner, black only, every stroke under a structure role.

Words stand in marked content that belongs to an element of the ``tree``, everything else is marked
as an artifact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from reports.drawing.fonts import PT, Face, runs
from reports.drawing.tree import Role, Tree
from tally_app.domain.values.languages import STATE_LANGUAGES

PAGE_WIDTH: Final = 210.0
PAGE_HEIGHT: Final = 297.0

#: Weights of rules in points. 0.4 pt vanished in the copy test.
HEAD_RULE: Final = 1.6
FRAME_RULE: Final = 1.1
INNER_RULE: Final = 0.6
CROSS_RULE: Final = 0.85
CLOSING_RULE: Final = 0.7

#: Distance of the two lines of a double rule that closes words, in millimetres.
_DOUBLE: Final = 0.85
#: Half the height of a small letter, in millimetres per point.
_X_HALF: Final = 0.95 / 8


class Align(StrEnum):
    """Which point of a line of text stands at the given x."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


#: How much of a line stands left of that point.
_SHIFT: Final = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}


class Edge(StrEnum):
    """Where something stands on every page."""

    HEAD = "Header"
    FOOT = "Footer"
    MARK = "Watermark"


#: The language of a paper: figures and names are read in it too.
FIRST: Final = STATE_LANGUAGES[0]
SECOND: Final = STATE_LANGUAGES[1]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in one face and one language; of a line in both ``turn`` letters are in the
    first and the rest in ``lang``.
    """

    face: Face
    text: str
    lang: str = FIRST
    turn: int = 0

    @property
    def width(self) -> float:
        """Millimetres."""
        return self.face.width(self.text)

    def parts(self) -> list[Line]:
        """Lines of one language each, one beside the other."""
        if not self.turn:
            return [self]
        first, rest = self.text[: self.turn], self.text[self.turn :]
        return [Line(self.face, first), Line(self.face, rest, self.lang)]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its upper left corner and its size, in millimetres."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """X of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Y of the lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """X of the centre."""
        return self.x + self.width / 2

    def inset(self, by: float) -> Box:
        """The same box, smaller by ``by`` on every side."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


def stack_height(lines: Sequence[Line]) -> float:
    """Height of lines set one under the other, in millimetres."""
    return sum(line.face.leading for line in lines)


class Pen:
    """Draws on one canvas. All positions and sizes in millimetres, all weights in points."""

    def __init__(self, canvas: Canvas, height: float = PAGE_HEIGHT) -> None:
        self.canvas = canvas
        self.height = height
        self.tree = Tree()
        self._aside = ""

    @property
    def page(self) -> int:
        """The page being drawn, from 1."""
        return len(self.tree.pages)

    def next_page(self) -> None:
        """Finish this page and begin the next."""
        self.canvas.showPage()
        self.tree.next_page()

    @contextmanager
    def part(self, role: Role, columns: int = 1) -> Iterator[None]:
        """What is written meanwhile belongs to one element; a cell may take several ``columns``."""
        before = self.tree.begin(role, columns)
        yield
        self.tree.end(before)

    def empty(self, columns: int = 1) -> None:
        """A cell without words: crossed out, or to be filled in by hand."""
        with self.part(Role.TD, columns):
            pass

    def next_row(self) -> None:
        """Begin another row in the middle of one that is drawn as a whole."""
        self.tree.again(Role.TR)

    @contextmanager
    def aside(self, place: Edge) -> Iterator[None]:
        """What is written meanwhile stands on every page and is not read with the contents."""
        self._aside = f"/Artifact <</Type /Pagination /Subtype /{place}>> BDC"
        yield
        self._aside = ""

    @contextmanager
    def mark(self, role: Role, actual: str = "", lang: str = FIRST) -> Iterator[None]:
        """Marked content of ``role``; ``actual`` is read in place of glyphs drawn apart."""
        if role is Role.ARTIFACT:
            self._code("/Artifact BMC")
        elif self._aside:
            self._code(self._aside)
        else:
            with self.part(role):
                mcid = self.tree.mark("" if lang == FIRST else lang)
            self._code(f"/{role} <</MCID {mcid}>> BDC")
        if actual:
            # A span of its own: readers look for ActualText there and not always on the element.
            code = ("\ufeff" + actual).encode("utf-16-be").hex().upper()
            self._code(f"/Span <</ActualText <{code}>>> BDC")
        yield
        self._code("EMC\nEMC" if actual else "EMC")

    def _code(self, operators: str) -> None:
        # reportlab has no call for marked content; its own operators go into the same list.
        self.canvas._code.append(operators)  # type: ignore[attr-defined]  # noqa: SLF001

    def write(
        self,
        role: Role,
        x: float,
        y: float,
        line: Line,
        align: Align = Align.LEFT,
        actual: str = "",
    ) -> None:
        """One line of text; ``y`` is its baseline."""
        x -= _SHIFT[align] * line.width
        with self.part(role):
            for part in line.parts():
                with self.mark(role, actual, part.lang):
                    self._show(x, y, part)
                x += part.width

    def stack(
        self, role: Role, x: float, y: float, lines: Sequence[Line], align: Align = Align.LEFT
    ) -> None:
        """Lines one under the other as one element; ``y`` is the top of the first. A cell is there
        without lines too.
        """
        with self.part(role):
            for _, same in groupby(lines, key=lambda line: (line.lang, line.turn > 0)):
                y = self._together(role, x, y, list(same), align)

    def _together(
        self, role: Role, x: float, y: float, lines: Sequence[Line], align: Align
    ) -> float:
        """Lines of one language as one piece of marked content; returns where they end."""
        if lines[0].turn:
            for line in lines:
                self.write(role, x, y + line.face.ascent, line, align)
                y += line.face.leading
            return y
        with self.mark(role, lang=lines[0].lang):
            for line in lines:
                self._show(x - _SHIFT[align] * line.width, y + line.face.ascent, line)
                y += line.face.leading
        return y

    def _show(self, x: float, y: float, line: Line) -> None:
        text = self.canvas.beginText(x / PT, (self.height - y) / PT)
        text.setCharSpace(line.face.tracking)
        for font, part in runs(line.text, line.face.font):
            text.setFont(font, line.face.size)
            text.textOut(part)
        text.setCharSpace(0)
        self.canvas.drawText(text)

    def turned(self, x: float, y: float, line: Line) -> None:
        """A line read upwards from (x, y), an artifact: it stands beside the contents."""
        with self.mark(Role.ARTIFACT):
            self.canvas.saveState()
            self.canvas.translate(x / PT, (self.height - y) / PT)
            self.canvas.rotate(90)
            text = self.canvas.beginText(0, 0)
            for font, part in runs(line.text, line.face.font):
                text.setFont(font, line.face.size)
                text.textOut(part)
            self.canvas.drawText(text)
            self.canvas.restoreState()

    @contextmanager
    def white(self) -> Iterator[None]:
        """Fill white instead of black: letters in a band."""
        self.canvas.saveState()
        self.canvas.setFillGray(1)
        yield
        self.canvas.restoreState()

    def line(self, start: tuple[float, float], end: tuple[float, float], weight: float) -> None:
        """A straight rule from (x, y) to (x, y)."""
        with self.mark(Role.ARTIFACT):
            self.canvas.setLineWidth(weight)
            self.canvas.line(
                start[0] / PT,
                (self.height - start[1]) / PT,
                end[0] / PT,
                (self.height - end[1]) / PT,
            )

    def across(self, x: float, right: float, y: float, weight: float) -> None:
        """A horizontal rule."""
        self.line((x, y), (right, y), weight)

    def down(self, x: float, y: float, bottom: float, weight: float) -> None:
        """A vertical rule."""
        self.line((x, y), (x, bottom), weight)

    def double(self, x: float, right: float, baseline: float, size: float = 8.0) -> None:
        """The double rule that leaves no room before or after words of ``size`` points."""
        middle = baseline - _X_HALF * size
        self.across(x, right, middle - _DOUBLE / 2, CLOSING_RULE)
        self.across(x, right, middle + _DOUBLE / 2, CLOSING_RULE)

    def frame(self, box: Box, weight: float, *, blank: bool = False) -> None:
        """A rectangle; ``blank`` covers what is under it with white."""
        self._rectangle(box, weight, 1 if blank else None)

    def bar(self, box: Box, *, black: bool = True) -> None:
        """A filled rectangle without an outline, black or white."""
        self._rectangle(box, 0, 0 if black else 1)

    def _rectangle(self, box: Box, weight: float, grey: int | None) -> None:
        with self.mark(Role.ARTIFACT):
            self.canvas.saveState()
            self.canvas.setLineWidth(weight)
            if grey is not None:
                self.canvas.setFillGray(grey)
            bottom = (self.height - box.bottom) / PT
            size = box.width / PT, box.height / PT
            self.canvas.rect(
                box.x / PT, bottom, *size, stroke=int(weight > 0), fill=int(grey is not None)
            )
            self.canvas.restoreState()

    def cross(self, box: Box) -> None:
        """Strike a place out from corner to corner, both ways."""
        self.slash(box, CROSS_RULE)
        self.line((box.x, box.y), (box.right, box.bottom), CROSS_RULE)

    def slash(self, box: Box, weight: float = CROSS_RULE) -> None:
        """Strike a place out with one diagonal."""
        self.line((box.x, box.bottom), (box.right, box.y), weight)

    def zed(self, box: Box) -> None:
        """The Z that crosses free space."""
        self.across(box.x, box.right, box.y, CROSS_RULE)
        self.slash(box)
        self.across(box.x, box.right, box.bottom, CROSS_RULE)

    def dotted(self, x: float, right: float, y: float) -> None:
        """A dotted rule to write on."""
        self._dashed((x, y), (right, y), (0.8, 1.6))

    def cut(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """A dashed rule to cut along."""
        self._dashed(start, end, (4.0, 3.0))

    def _dashed(
        self, start: tuple[float, float], end: tuple[float, float], dash: tuple[float, float]
    ) -> None:
        self.canvas.saveState()
        self.canvas.setDash(*dash)
        self.line(start, end, INNER_RULE)
        self.canvas.restoreState()

    def dot(self, x: float, y: float, diameter: float = 0.7) -> None:
        """A full dot around (x, y)."""
        with self.mark(Role.ARTIFACT):
            middle = x / PT, (self.height - y) / PT
            self.canvas.circle(*middle, diameter / 2 / PT, stroke=0, fill=1)

    def dotted_circle(self, x: float, y: float, diameter: float) -> None:
        """A dotted circle around (x, y)."""
        with self.mark(Role.ARTIFACT):
            self.canvas.saveState()
            self.canvas.setLineWidth(CROSS_RULE)
            self.canvas.setDash(1.4, 2.0)
            self.canvas.circle(x / PT, (self.height - y) / PT, diameter / 2 / PT)
            self.canvas.restoreState()
