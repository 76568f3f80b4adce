"""Tables of a document: columns as wide as their words need, empty rows to write on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from reports.drawing.details import in_parts
from reports.drawing.fonts import bold, regular
from reports.drawing.layout import LEFT, Page, centred, set_lines, tidy
from reports.drawing.listing import Listing
from reports.drawing.paper import NOTHING, Pair, Paper
from reports.drawing.pen import INNER_RULE, Align, Box, Line, Pen, stack_height
from reports.drawing.rows import Row, framed
from reports.drawing.tree import Role
from tally_app.domain.record.document import Grid

_SIZE: Final = 8.0
_HEADS: Final = 7.4
_PAD: Final = 1.5
_AIR: Final = 2.0
_LEAST: Final = 6.4
#: Least height of a row with a place to write on, and least widths of such a column.
_BY_HAND: Final = 9.4
#: By the letters of its head: a column under none has its row's number.
_WRITTEN: Final = (11.0, 14.0, 16.0, 16.0, 20.0, 24.0)
#: No column asks for more than this share of the page before the others have what they need.
_SHARE: Final = 0.45


def table(paper: Paper, grid: Grid) -> Listing[Row]:
    """The rows of a grid with their head; the total in Bold."""
    columns = max(map(len, (grid.heads, grid.total, *grid.rows)))
    if not columns:
        return Listing(NOTHING, [], lambda some: framed(some, []))
    blank = [NOTHING] * columns
    heads = _filled([paper.own(head) for head in grid.heads], blank)
    rows = [_filled([paper.own(cell) for cell in row], blank) for row in grid.rows]
    total = _filled([paper.own(cell) for cell in grid.total], blank)
    edges = _edges(paper, heads, [*rows, total])
    aligns = [Align.RIGHT if i in grid.numeric else Align.LEFT for i in range(len(heads))]
    closed = not (paper.by_hand or grid.empty or grid.kind == "form")
    made = [one for row in rows for one in _rows(row, edges, aligns, paper.page, closed=closed)]
    made += [Row(_BY_HAND, _nothing) for _ in range(grid.empty)]
    if grid.total:
        made += [_total(row) for row in _rows(total, edges, aligns, paper.page, strong=True)]
    head = _head(heads, edges, aligns)
    title = paper.own(grid.title)
    return Listing(title, made, lambda some: framed([head, *some], edges), paper.page)


def _nothing(pen: Pen, y: float) -> None:
    """An empty row is left to the hand."""


def _total(row: Row) -> Row:
    return Row(row.height, row.draw, heavy=True)


def _filled(cells: list[Pair], blank: list[Pair]) -> list[Pair]:
    """As many cells as there are columns."""
    return [*cells, *blank[len(cells) :]]


def _edges(paper: Paper, heads: list[Pair], rows: Sequence[Sequence[Pair]]) -> list[float]:
    """X of the rules: what every column needs at least, and the rest by what it would like."""
    room = paper.page.text
    needs, likes = [], []
    for index, head in enumerate(heads):
        cells = [row[index] for row in rows]
        written = [] if any(any(cell) for cell in cells) else [_place(head)]
        texts = [*head, *(text for cell in cells for text in cell)]
        need = max([0.0, *written, *(_widest(text.split(" ")) for text in map(tidy, texts))])
        like = max([need, *(_widest([tidy(text)]) for text in texts)])
        needs.append(need)
        likes.append(min(like, max(need, room * _SHARE)))
    edges = [LEFT]
    for width in _shared(needs, likes, room):
        edges.append(edges[-1] + width)
    return edges


def _place(head: Pair) -> float:
    """Room to write on under a head: a number needs less than a name or a signature."""
    return _WRITTEN[min(len(max(head, key=len)), len(_WRITTEN) - 1)]


def _shared(needs: list[float], likes: list[float], room: float) -> list[float]:
    """Widths between need and like that fill the room; needs give way where there is none."""
    if sum(needs) >= room:
        return [need * room / sum(needs) for need in needs]
    if sum(likes) <= room:
        return [like * room / sum(likes) for like in likes]
    part = (room - sum(needs)) / (sum(likes) - sum(needs))
    return [need + (like - need) * part for need, like in zip(needs, likes, strict=True)]


def _widest(words: Sequence[str]) -> float:
    return max(bold(_SIZE).width(word) for word in words) + 2 * _PAD + 0.4


def _cell(text: Pair, width: float, *, strong: bool) -> list[Line]:
    """Kazakh above Russian; what is the same in both stands once, in Regular if it is a name."""
    if text.kk != text.ru:
        return text.lines(_SIZE, width)
    return set_lines(text.kk, bold(_SIZE) if strong else regular(_SIZE), width)


def _rows(
    cells: Sequence[Pair],
    edges: list[float],
    aligns: Sequence[Align],
    page: Page,
    *,
    strong: bool = False,
    closed: bool = False,
) -> list[Row]:
    """The row of these cells: one that no page takes is divided. ``closed``: no hand writes in it,
    a cell of nothing is struck through.
    """
    widths = [right - left - 2 * _PAD for left, right in pairwise(edges)]
    lines = [
        _cell(text, width, strong=strong or align is Align.RIGHT)
        for text, width, align in zip(cells, widths, aligns, strict=True)
    ]
    least = _LEAST if all(any(cell) for cell in cells) or strong or closed else _BY_HAND
    return [
        _row(part, edges, aligns, least, Role.TD, closed=closed) for part in in_parts(lines, page)
    ]


def _head(heads: list[Pair], edges: list[float], aligns: Sequence[Align]) -> Row:
    widths = [right - left - 2 * _PAD for left, right in pairwise(edges)]
    lines = [head.once().lines(_HEADS, width) for head, width in zip(heads, widths, strict=True)]
    return _row(lines, edges, aligns, _LEAST, Role.TH)


def _row(
    cells: Sequence[list[Line]],
    edges: list[float],
    aligns: Sequence[Align],
    least: float,
    role: Role,
    *,
    closed: bool = False,
) -> Row:
    height = max(least, *(stack_height(lines) + _AIR for lines in cells))

    def draw(pen: Pen, y: float) -> None:
        for index, (lines, align) in enumerate(zip(cells, aligns, strict=True)):
            if closed and not lines:
                pen.slash(Box(edges[index], y, edges[index + 1] - edges[index], height), INNER_RULE)
            x = edges[index + 1] - _PAD if align is Align.RIGHT else edges[index] + _PAD
            pen.stack(role, x, centred(lines, y, height), lines, align)

    return Row(height, draw)
