"""The sheet from which the figures are copied by hand onto the supplied blank. No protocol."""

from __future__ import annotations

from typing import Final

from reports.drawing.fonts import bold, regular, require
from reports.drawing.frame import first_leaf, head, heading, next_leaf, render
from reports.drawing.layout import LEFT, WIDTH, Block, Leaf, append, set_prose
from reports.drawing.paper import Pair
from reports.drawing.pen import HEAD_RULE, INNER_RULE, Box, Pen, Role, stack_height
from reports.drawing.rows import COPYING
from reports.drawing.sheet import of_record
from reports.drawing.table import ROW_LONG, Table
from reports.papers.protocol import refuse_missing
from tally_app.domain.record.record import Record
from tally_app.domain.record.texts import Texts

_HALF: Final = WIDTH / 2
_INDENT: Final = 3.0


def fair_copy(record: Record, texts: Texts) -> bytes:
    """The sheet for copying as PDF: no signatures, no seal, two columns to tick.

    ValueError for a record with a count missing.
    """
    require()
    refuse_missing(record)
    sheet = of_record(record, texts, "fair_copy", "fair_copy_title")
    leaf = first_leaf(initials=False)
    leaf.put(head(sheet))
    leaf.put(heading(sheet), 1.5)
    leaf.put(two_columns(sheet.say("fair_copy_warning"), size=8.6, framed=True), 1.4)
    table = Table(sheet, COPYING, ROW_LONG, nominators=False, refer=False)
    leaves = table.flow(leaf, _fresh, 2.0)
    note = two_columns(sheet.say("fair_copy_note"), size=8.0)
    append(leaves, note, 1.6, _fresh)
    return render(sheet, leaves)


def _fresh() -> Leaf:
    return next_leaf("continued", initials=False)


def two_columns(pair: Pair, *, size: float, framed: bool = False, strong: bool = True) -> Block:
    """Prose side by side, Kazakh left, in a frame or free."""
    indent = _INDENT if framed else 0.0
    width = _HALF - max(2 * indent, 4.0)
    kazakh = bold(size) if strong else regular(size)
    columns = [set_prose(pair.kk, kazakh, width), set_prose(pair.ru, regular(size), width)]
    margin = 2.6 if framed else 0.0
    height = max(stack_height(lines) for lines in columns) + margin

    def draw(pen: Pen, y: float) -> None:
        if framed:
            pen.frame(Box(LEFT, y, WIDTH, height), HEAD_RULE)
        if framed or not strong:
            pen.down(LEFT + _HALF, y, y + height, INNER_RULE)
        pen.stack(Role.P, LEFT + indent, y + margin / 2, columns[0])
        pen.stack(Role.P, LEFT + _HALF + max(indent, 4.0), y + margin / 2, columns[1])

    return Block(height, draw)
