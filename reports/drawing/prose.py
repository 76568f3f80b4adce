"""Sentences of a document: short ones above each other, long ones in two columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Final

from reports.drawing.fonts import regular
from reports.drawing.frame import split_title
from reports.drawing.layout import LEFT, Block, Leaf, Page, set_prose
from reports.drawing.paper import Pair
from reports.drawing.pen import INNER_RULE, Line, Pen, stack_height
from reports.drawing.tree import Role
from tally_app.domain.values.languages import STATE_LANGUAGES

_SIZE: Final = 8.6
_BETWEEN: Final = 8.0
_PARAGRAPH: Final = 1.0
#: No fewer lines than these begin a paragraph at the foot of a page.
_LEAST: Final = 2


def put(
    text: Pair, leaves: list[Leaf], fresh: Callable[[], Leaf], gap: float, size: float = _SIZE
) -> None:
    """Place a text paragraph by paragraph; one that is too long goes on on the next page."""
    said = text.once()
    parts = [[part for part in one.split("\n") if part.strip()] for one in said]
    for index, pair in enumerate(zip_longest(*parts, fillvalue="")):
        _paragraph(Pair(*pair), leaves, fresh, _PARAGRAPH if index else gap, size)


def _paragraph(
    text: Pair, leaves: list[Leaf], fresh: Callable[[], Leaf], gap: float, size: float
) -> None:
    page = leaves[-1].page
    width = (page.text - _BETWEEN) / 2 if all(text) else page.text
    columns = [
        set_prose(part, regular(size), width, lang)
        for part, lang in zip(text, STATE_LANGUAGES, strict=True)
        if part
    ]
    if all(text) and all(len(lines) == 1 for lines in columns):
        title = split_title(text, size, page, Role.P)
        if not leaves[-1].fits(gap + title.height):
            leaves.append(fresh())
        leaves[-1].put(title, gap)
    else:
        _run_on(columns, leaves, fresh, gap)


def _run_on(
    columns: Sequence[Sequence[Line]], leaves: list[Leaf], fresh: Callable[[], Leaf], gap: float
) -> None:
    """Put the columns on as many pages as they need."""
    while any(columns):
        here = _fitting(leaves[-1], gap)
        if here < min(_LEAST, max(map(len, columns))):
            leaves.append(fresh())
            here = _fitting(leaves[-1], gap)
        leaves[-1].put(_columns([lines[:here] for lines in columns], leaves[-1].page), gap)
        columns = [lines[here:] for lines in columns]


def _fitting(leaf: Leaf, gap: float) -> int:
    """How many lines the page still takes."""
    return max(0, int((leaf.bottom - leaf.y - gap + 1e-6) / regular(_SIZE).leading))


def _columns(columns: Sequence[Sequence[Line]], page: Page) -> Block:
    """One text over the page, or two beside each other with a rule between them."""
    height = max(stack_height(lines) for lines in columns)

    def draw(pen: Pen, y: float) -> None:
        if len(columns) > 1:
            pen.down(page.middle, y, y + height, INNER_RULE)
        for lines, x in zip(columns, (LEFT, page.middle + _BETWEEN / 2), strict=False):
            pen.stack(Role.P, x, y, lines)

    return Block(height, draw)
