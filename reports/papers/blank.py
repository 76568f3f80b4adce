"""The protocol to be filled in by hand: names and numbers printed, every figure left open."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from reports.drawing.fonts import require
from reports.drawing.frame import render, split_title
from reports.drawing.rows import ROW_BY_HAND, Columns, handwriting
from reports.drawing.sheet import Sheet, of_record
from reports.drawing.table import Table
from reports.drawing.tree import Role
from reports.papers.protocol import pages
from tally_app.domain.record.record import Record
from tally_app.domain.record.texts import Texts

_COLUMNS: Final = Columns(9, 79, 30, 60)


def blank(record: Record, texts: Texts) -> bytes:
    """The form as PDF, in the order and with the numbers of the protocol. ValueError for Part I.

    Nothing that was entered is printed, whatever the record holds.
    """
    require()
    if record.part:
        raise ValueError("the blank is of the whole protocol")
    sheet = replace(of_record(emptied(record), texts, "protocol", "title"), by_hand=True)
    notice = split_title(sheet.say("hand.cells"), 7.6, role=Role.P)
    return render(sheet, pages(sheet, _table(sheet), notice))


def emptied(record: Record) -> Record:
    """The record with nothing in it but what was known before the day."""
    lines = [replace(line, status="missing", value=None, act="") for line in record.lines]
    return replace(
        record,
        lines=tuple(lines),
        members=tuple(
            replace(member, state="signs", reason="", signs_for_chair=False)
            for member in record.members
        ),
        boxes=tuple(replace(box, annulled=False) for box in record.boxes),
        answers=(),
        attachments=(),
        announced=None,
        part_one="",
        recount=None,
    )


def _table(sheet: Sheet) -> Table:
    return Table(sheet, _COLUMNS, ROW_BY_HAND, handwriting(sheet))
