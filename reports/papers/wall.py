"""The result in enlarged letters for the wall: halves of A3, one glued under the other."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from reports.drawing import signatures
from reports.drawing.cells import Cells
from reports.drawing.fonts import require
from reports.drawing.frame import first_leaf, head, heading, render
from reports.drawing.layout import LANDSCAPE, LEFT, Block, Leaf, append
from reports.drawing.pen import Align, Pen, stack_height
from reports.drawing.rows import Columns, Style
from reports.drawing.sheet import Sheet, of_record
from reports.drawing.table import Table
from reports.drawing.tree import Role
from reports.papers.protocol import refuse_missing
from tally_app.domain.record.record import Record
from tally_app.domain.record.texts import Texts

_COLUMNS: Final = Columns(15, 124, 44, 82)
_STYLE: Final = Style(label=12.4, number=11.4, words=11.2, figure=Cells(40, 13, 26).draw)
_ROW: Final = 16.8
_TITLE: Final = 1.35
#: First line of the halves from the second on: they hang under the one before.
_NEXT: Final = 12.0


def wall(record: Record, texts: Texts, *, posted: int | None = None) -> bytes:
    """The sheet as PDF, to be hung beside the certified copy: no seal, no signature.

    ``posted``: minutes at which it was hung up, or a place to write the time.
    ValueError for a record with a count missing.
    """
    require()
    refuse_missing(record)
    sheet = replace(of_record(record, texts, "of_protocol", "title"), page=LANDSCAPE)
    leaf = first_leaf(initials=False, page=LANDSCAPE)
    leaf.put(head(sheet))
    leaf.put(heading(sheet, scale=_TITLE), 1.5)
    leaf.put(_sides(sheet, "wall.note", 9.6), 1.4)
    table = Table(sheet, _COLUMNS, _ROW, _STYLE, nominators=False, refer=False, sections=False,
                  carry=False, captions=())  # fmt: skip
    fresh = partial(Leaf, _NEXT, "", initials=False, page=LANDSCAPE)
    leaves = table.flow(leaf, fresh, 1.6)
    append(leaves, _posted(sheet, posted), 2.0, fresh)
    return render(sheet, leaves)


def _sides(sheet: Sheet, key: str, size: float) -> Block:
    """A sentence in each language at its own side of the page."""
    width = sheet.page.text / 2 - 20
    pair = sheet.say(key)
    left, right = pair._replace(ru="").lines(size, width), pair._replace(kk="").lines(size, width)

    def draw(pen: Pen, y: float) -> None:
        pen.stack(Role.P, LEFT, y, left)
        pen.stack(Role.P, sheet.page.right, y, right, Align.RIGHT)

    return Block(max(stack_height(left), stack_height(right)), draw)


def _posted(sheet: Sheet, minutes: int | None) -> Block:
    """When it was hung up, and how long it stays."""
    time = signatures.moment(sheet, "wall.posted", minutes)
    stays = sheet.say("wall.stays")
    lines = stays.faced(11.5)

    def draw(pen: Pen, y: float) -> None:
        time.draw(pen, y)
        pen.stack(Role.P, sheet.page.right, y, lines, Align.RIGHT)

    return Block(time.height, draw)
