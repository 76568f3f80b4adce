"""Part I of the protocol: the lines established and announced before the first box is opened."""

from __future__ import annotations

from functools import partial
from typing import Final

from reports.drawing import signatures
from reports.drawing.fonts import require
from reports.drawing.frame import end_mark, first_leaf, head, heading, next_leaf, render
from reports.drawing.layout import LEFT, RIGHT, Block, Leaf, append, group, signed_pages
from reports.drawing.pen import Pen, stack_height
from reports.drawing.sheet import Sheet, of_record
from reports.drawing.table import ROW, ROW_LONG, Table
from reports.drawing.tree import Role
from reports.papers import annex
from reports.papers.protocol import refuse_missing
from tally_app.domain.record.record import Record
from tally_app.domain.record.texts import Texts

#: A row of signatures and one of figures, before another page is added.
_LADDER: Final = ((10.0, ROW), (8.8, ROW_LONG), (8.0, 8.5))
_NOTE: Final = LEFT + 92


def part_one(record: Record, texts: Texts) -> bytes:
    """Part I as PDF. ValueError for a record that is not Part I or has a count missing."""
    require()
    if record.part != 1:
        raise ValueError("not a record of Part I")
    refuse_missing(record)
    sheet = of_record(record, texts, "part_one", "part_one_title")
    tried = []
    for signature, row in _LADDER:
        tried.append(signed_pages(partial(_pages, sheet, signature, row)))
        if len(tried[-1]) == 1:
            break
    return render(sheet, min(tried, key=len))


def _pages(sheet: Sheet, signature: float, row: float, *, initials: bool) -> list[Leaf]:
    fresh = partial(next_leaf, "continued", initials=initials)
    leaf = first_leaf(initials=initials)
    leaf.put(head(sheet))
    leaf.put(heading(sheet, subtitle=sheet.say("part_one_subtitle")), 1.5)
    leaves = Table(sheet, least=row, refer=False, sections=False).flow(leaf, fresh, 1.6)
    issued = annex.issued_lines(sheet)
    if issued:
        annex.issued_grid(sheet, issued).put(sheet, leaves, fresh)
    table = signatures.members(sheet, "sign.part_one", signature, head=signature > _LADDER[-1][0])
    append(leaves, group([table, group([_closing(sheet), end_mark(sheet)], 1.6)], 3.4), 3.0, fresh)
    return leaves


def _closing(sheet: Sheet) -> Block:
    """When it was announced and signed, beside what happens next."""
    time = signatures.moment(sheet, "announced", sheet.record.announced)
    note = sheet.say("part_one_note").prose(7.4, RIGHT - _NOTE)

    def draw(pen: Pen, y: float) -> None:
        time.draw(pen, y)
        pen.stack(Role.P, _NOTE, y - 0.6, note)

    return Block(max(time.height, stack_height(note)), draw)
