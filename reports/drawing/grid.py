"""Small grids: figures with captions in columns, lists, and how titled grids flow over pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from reports.drawing.fonts import bold
from reports.drawing.layout import LEFT, RIGHT, WIDTH, Block, Leaf, centred, tabled
from reports.drawing.listing import Listing
from reports.drawing.paper import Pair
from reports.drawing.pen import FRAME_RULE, INNER_RULE, Align, Box, Line, Pen, stack_height
from reports.drawing.sheet import Sheet
from reports.drawing.tree import Role

#: Gap above the title of a grid.
GAP: Final = 1.6
_PAD: Final = 1.5
_INDENT: Final = 1.5
_LEAST: Final = 5.9
#: Least height of a row that is written by hand.
BY_HAND: Final = 7.6
_VALUE: Final = 15.0

CAPTION: Final = 7.4
VALUE: Final = 10.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A caption and its value. An empty ``value`` is struck out, unless it is written by hand."""

    caption: list[Line]
    value: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under a title; the title stays with its first row, a row is never split."""

    title: Pair
    rows: tuple[Block, ...]

    def put(
        self, sheet: Sheet, leaves: list[Leaf], fresh: Callable[[], Leaf], gap: float = GAP
    ) -> None:
        """Place the grid whole; only one that is higher than a page is divided between rows."""
        Listing(self.title, self.rows, _ruled).put(sheet, leaves, fresh, gap)


def _ruled(rows: Sequence[Block]) -> Block:
    """Rows in their frame, a light rule between two."""
    body = tabled(rows, lambda pen, y, _: pen.across(LEFT, RIGHT, y, INNER_RULE))

    def draw(pen: Pen, y: float) -> None:
        pen.frame(Box(LEFT, y, WIDTH, body.height), FRAME_RULE)
        body.draw(pen, y)

    return Block(body.height, draw)


def captioned(sheet: Sheet, cells: Sequence[Cell], columns: int) -> tuple[Block, ...]:
    """Cells side by side in ``columns``; what is left over in the last row is struck out."""
    return tuple(
        _row(sheet, cells[i : i + columns], columns, _value_width(cells))
        for i in range(0, len(cells), columns)
    )


def _value_width(cells: Iterable[Cell]) -> float:
    return max(_VALUE, *(bold(VALUE).width(cell.value) + 2.4 for cell in cells))


def caption_width(columns: int, widest: str) -> float:
    """Millimetres for the captions of a grid whose widest value is given."""
    value = max(_VALUE, bold(VALUE).width(widest) + 2.4)
    return WIDTH / columns - value - 2 * _INDENT


def _row(sheet: Sheet, cells: Sequence[Cell], columns: int, value_width: float) -> Block:
    by_hand = sheet.by_hand
    least = BY_HAND if by_hand else _LEAST
    height = max(least, *(stack_height(cell.caption) + sheet.pad for cell in cells))
    width = WIDTH / columns

    def draw(pen: Pen, y: float) -> None:
        for index in range(columns):
            x = LEFT + index * width
            if index:
                pen.down(x, y, y + height, FRAME_RULE)
            if index >= len(cells):
                pen.slash(Box(x, y, width, height), INNER_RULE)
                pen.empty(2)
                continue
            cell, divider = cells[index], x + width - value_width
            pen.stack(Role.TH, x + _INDENT, centred(cell.caption, y, height), cell.caption)
            value_box = Box(divider, y, value_width, height)
            pen.frame(value_box, INNER_RULE, blank=True)
            if cell.value:
                line = Line(bold(VALUE), cell.value)
                pen.write(Role.TD, value_box.middle, y + height / 2 + 1.25, line, Align.CENTRE)
                continue
            pen.empty()
            if not by_hand:
                pen.slash(value_box)

    return Block(height, draw)


def in_columns(
    texts: Sequence[list[Line]], widths: Sequence[float], *, least: float = _LEAST
) -> Block:
    """One row of texts in columns of the given widths, the text of the narrow first centred."""
    height = max(least, *(stack_height(lines) + _PAD for lines in texts))

    def draw(pen: Pen, y: float) -> None:
        x = LEFT
        for index, (lines, width) in enumerate(zip(texts, widths, strict=True)):
            if index:
                pen.down(x, y, y + height, INNER_RULE)
                pen.stack(Role.TD, x + _INDENT, centred(lines, y, height), lines)
            else:
                pen.stack(Role.TH, x + width / 2, centred(lines, y, height), lines, Align.CENTRE)
            x += width

    return Block(height, draw)
