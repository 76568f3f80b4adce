"""Rows of a table: how one line of figures is drawn, how rows stand in their frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from reports.drawing.cells import Cells, lines_for_words, word_lines, write_words
from reports.drawing.fonts import bold
from reports.drawing.layout import LEFT, Block, centred
from reports.drawing.paper import Pair, Paper
from reports.drawing.pen import FRAME_RULE, INNER_RULE, Align, Box, Line, Pen, stack_height
from reports.drawing.tree import Role
from tally_app.domain.record.record import RecordLine

INDENT: Final = 1.4
_PAD: Final = 1.8
_TICK: Final = 4.8
#: Where a name is struck through: this part of its ascent below the top.
_STRIKE: Final = 0.68
#: Cells to write in, and the least height of their row.
_BY_HAND: Final = Cells(26.4, 9)
ROW_BY_HAND: Final = 13.0


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in millimetres; ``note`` is a column for a short remark, ``ticks`` are columns on the
    right with a box to tick.
    """

    number: float
    label: float
    figures: float
    words: float
    ticks: tuple[float, ...] = ()
    note: float = 0.0

    @property
    def edges(self) -> list[float]:
        """X of every vertical rule, the outer ones included."""
        edges = [LEFT]
        written = (self.number, self.label, self.figures, self.words)
        for width in (*written, *([self.note] if self.note else []), *self.ticks):
            edges.append(edges[-1] + width)
        return edges

    @property
    def room(self) -> float:
        """Millimetres for the words of a label."""
        return self.label - INDENT - 0.8


PROTOCOL: Final = Columns(9, 84, 25, 60)
COPYING: Final = Columns(8, 72, 25, 60, (6.5, 6.5))


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes in points, how a figure and its words are drawn, room above and below the words."""

    label: float = 8.0
    number: float = 8.0
    words: float = 8.0
    figure: Callable[[Pen, Box, int | None, int], object] = Cells().draw
    said: Callable[[Pen, Box, Sequence[Line]], None] = write_words
    pad: float = _PAD


STYLE: Final = Style()


def handwriting(paper: Paper) -> Style:
    """Larger cells, left empty, and a dotted line for the words in each language."""
    captions = paper.say("hand.words")

    def cells(pen: Pen, cell: Box, _: int | None, count: int) -> None:
        _BY_HAND.empty(pen, cell, count)
        pen.empty()

    def words(pen: Pen, cell: Box, _: Sequence[Line]) -> None:
        lines_for_words(pen, cell, captions)

    return Style(figure=cells, said=words)


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``keep`` holds it together with the next; ``heavy`` puts a frame rule above it.

    ``option`` is the record line of an option, which may be summed at the foot of a page;
    ``inner`` are the rules between its cells, where they are not those of the table.
    """

    height: float
    draw: Callable[[Pen, float], None]
    keep: bool = False
    heavy: bool = False
    inner: tuple[float, ...] | None = None
    option: RecordLine | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A numbered line: what it is called, its value, the value in words, a ``note`` on it.

    The first ``struck`` lines of the label are struck through.
    """

    number: str
    label: list[Line]
    value: int | None
    words: Pair
    struck: int = 0
    note: Sequence[Line] = ()

    def row(self, columns: Columns, style: Style, count: int, least: float) -> Row:
        """The row of at least ``least`` mm, its figure in ``count`` cells."""
        said_lines = word_lines(self.words, columns.words, style.words)
        tallest = max(map(stack_height, (self.label, said_lines, self.note)))
        height = max(least, tallest + style.pad)
        edges = columns.edges

        def draw(pen: Pen, y: float) -> None:
            middle = y + height / 2
            figure = Line(bold(style.number), self.number)
            at = middle + style.number / 8
            pen.write(Role.TH, (edges[0] + edges[1]) / 2, at, figure, Align.CENTRE)
            top = centred(self.label, y, height)
            pen.stack(Role.TH, edges[1] + INDENT, top, self.label)
            _strike(pen, edges[1] + INDENT, top, self.label[: self.struck])
            style.figure(pen, Box(edges[2], y, columns.figures, height), self.value, count)
            style.said(pen, Box(edges[3], y, columns.words, height), said_lines)
            if self.note:
                x = (edges[4] + edges[5]) / 2
                pen.stack(Role.TD, x, centred(self.note, y, height), self.note, Align.CENTRE)
            ticks = edges[-1 - len(columns.ticks) :]
            for left, width in zip(ticks, columns.ticks, strict=False):
                x = left + (width - _TICK) / 2
                pen.frame(Box(x, middle - _TICK / 2, _TICK, _TICK), FRAME_RULE, blank=True)
                pen.empty()

        return Row(height, draw)


def _strike(pen: Pen, x: float, y: float, lines: Sequence[Line]) -> None:
    """A rule through the middle of the small letters of every line."""
    for line in lines:
        pen.across(x, x + line.width, y + _STRIKE * line.face.ascent, INNER_RULE)
        y += line.face.leading


def height_of(rows: Sequence[Row]) -> float:
    """All rows together."""
    return sum(row.height for row in rows)


def _rule_over(row: Row, *, under: bool) -> float:
    return FRAME_RULE if row.heavy or under else INNER_RULE


def framed(rows: Sequence[Row], edges: Sequence[float], *, head: bool = True) -> Block:
    """Rows in their frame with the rules between them; a heavy one under a ``head``."""

    def draw(pen: Pen, top: float) -> None:
        y = top
        with pen.part(Role.TABLE):
            for index, row in enumerate(rows):
                with pen.part(Role.TR):
                    row.draw(pen, y)
                for x in edges[1:-1] if row.inner is None else row.inner:
                    pen.down(x, y, y + row.height, INNER_RULE)
                if index:
                    pen.across(edges[0], edges[-1], y, _rule_over(row, under=head and index == 1))
                y += row.height
        pen.frame(Box(edges[0], top, edges[-1] - edges[0], y - top), FRAME_RULE)

    return Block(height_of(rows), draw)
