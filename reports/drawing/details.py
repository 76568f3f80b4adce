"""What is said of one thing each: a label and a figure, a text, or a line to write on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reports.drawing.cells import spoken
from reports.drawing.fonts import bold, regular
from reports.drawing.layout import LEFT, Page, centred, set_lines
from reports.drawing.listing import Listing
from reports.drawing.paper import NOTHING, Pair, Paper, capital
from reports.drawing.pen import Align, Line, Pen, stack_height
from reports.drawing.rows import (
    INDENT,
    ROW_BY_HAND,
    STYLE,
    Columns,
    Figure,
    Row,
    framed,
    handwriting,
)
from reports.drawing.sheet import digit_cells
from reports.drawing.tree import Role

_NUMBER: Final = 9.0
_FIGURES: Final = 25.0
_WRITTEN: Final = 30.0
_WORDS: Final = 60.0
#: Share of a page's width for the labels of rows that have no figures.
_LABEL: Final = 0.36
_LEAST: Final = 9.1
_HEAD: Final = 7.6
_PAD: Final = 2.4
_LABELS: Final = 8.0
_VALUES: Final = 9.0
_ON_LINE: Final = 2.2
#: Millimetres of a page that a divided row leaves to head, title, captions and footer.
_AROUND: Final = 136.0


@dataclass(frozen=True, slots=True)
class Item:
    """One row. Neither ``figure`` nor ``text``: it is written by hand, ``counted`` in cells."""

    label: Pair
    text: Pair = NOTHING
    figure: int | None = None
    number: str = ""
    size: float = _VALUES
    counted: bool = False

    @property
    def open(self) -> bool:
        """True for a figure that is written by hand."""
        return self.counted and self.figure is None and self.text == NOTHING


def table(paper: Paper, title: Pair, items: Sequence[Item], least: float = _LEAST) -> Listing[Row]:
    """Rows of label and value; with figures a head says in which columns they stand."""
    counted = any(item.open or item.figure is not None for item in items)
    columns = _columns(paper.page, items, counted=counted)
    edges = list(dict.fromkeys(columns.edges))
    count = digit_cells(item.figure for item in items)
    rows = [row for item in items for row in _rows(paper, item, columns, count, least)]
    if not counted:
        return Listing(title, rows, lambda some: framed(some, edges, head=False), paper.page)
    head = _head(paper, title, columns)
    return Listing(NOTHING, rows, lambda some: framed([head, *some], edges), paper.page)


def _columns(page: Page, items: Sequence[Item], *, counted: bool) -> Columns:
    number = _NUMBER if any(item.number for item in items) else 0.0
    if counted:
        figures = _WRITTEN if any(item.open for item in items) else _FIGURES
        return Columns(number, page.text - number - figures - _WORDS, figures, _WORDS)
    label = page.text * _LABEL
    return Columns(number, label, 0.0, page.text - number - label)


def _head(paper: Paper, title: Pair, columns: Columns) -> Row:
    """The captions of a table with figures, its title above the labels."""
    edges = columns.edges
    keys = ("column.number", "data_caption", "column.figures", "column.words")
    names = [paper.say(key) for key in keys]
    over = title if any(title) else names[1]
    stacked = over.once().lines(7.4, columns.room)
    height = max(_HEAD, stack_height(stacked) + 1.4)

    def draw(pen: Pen, y: float) -> None:
        pen.stack(Role.TH, edges[1] + INDENT, centred(stacked, y, height), stacked)
        for index in (0, 2, 3) if columns.number else (2, 3):
            lines = names[index].faced(7.4)
            middle = (edges[index] + edges[index + 1]) / 2
            pen.stack(Role.TH, middle, centred(lines, y, height), lines, Align.CENTRE)

    return Row(height, draw)


def _rows(paper: Paper, item: Item, columns: Columns, count: int, least: float) -> list[Row]:
    """The row of a figure, or of a text: one that no page takes is divided."""
    label = item.label.once().each(capital).lines(_LABELS, columns.room)
    if item.open or item.figure is not None:
        figure = Figure(item.number, label, item.figure, spoken(item.figure))
        style, tall = (handwriting(paper), ROW_BY_HAND) if item.open else (STYLE, least)
        return [figure.row(columns, style, count, tall)]
    left, right = columns.edges[2], columns.edges[-1]
    value = value_lines(item.text, item.size, right - left - 2 * INDENT - 1)
    inner = tuple(dict.fromkeys(x for x in columns.edges[1:3] if x > LEFT))
    return [
        _row(item.number if index == 0 else "", part, columns, inner, least)
        for index, part in enumerate(in_parts([label, value], paper.page))
    ]


def value_lines(text: Pair, size: float, width: float) -> list[Line]:
    """A value: in two languages like a label; a name that is the same in both is not bold."""
    same = text.kk == text.ru
    return set_lines(text.kk, regular(size), width) if same else text.lines(size, width)


def in_parts(cells: Sequence[list[Line]], page: Page) -> list[list[list[Line]]]:
    """The cells of one row; where no page takes them, of several."""
    most = int((page.height - _AROUND) / bold(_VALUES).leading)
    longest = max([1, *(len(lines) for lines in cells)])
    return [[lines[start : start + most] for lines in cells] for start in range(0, longest, most)]


def _row(
    number: str,
    cells: Sequence[list[Line]],
    columns: Columns,
    inner: tuple[float, ...],
    least: float,
) -> Row:
    label, value = cells
    edges = columns.edges
    height = max(least, *(stack_height(lines) + _PAD * least / _LEAST for lines in cells))

    def draw(pen: Pen, y: float) -> None:
        if number:
            figure = Line(bold(8), number)
            middle = (edges[0] + edges[1]) / 2
            pen.write(Role.TH, middle, y + height / 2 + 1, figure, Align.CENTRE)
        elif columns.number:
            pen.empty()
        pen.stack(Role.TH, edges[1] + INDENT, centred(label, y, height), label)
        pen.stack(Role.TD, edges[2] + INDENT + 1, centred(value, y, height), value)
        if not value:
            pen.dotted(edges[2] + INDENT + 1, edges[-1] - INDENT - 1, y + height - _ON_LINE)

    return Row(height, draw, inner=inner)
