"""Workbooks written for people to fill in: heads, notes, lists to choose from."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

import xlsxwriter

#: Rows below the heads in which a choice is offered; a list of a workbook holds 255 signs.
_ROWS: Final = 3_000
_WIDEST: Final = 60
_LEAST: Final = 12
_CHOICE_SIGNS: Final = 255
#: The same workbook twice is the same file.
_MADE: Final = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class EmptySheet:
    """A sheet to fill in: its heads, rows that stand already, ``choices`` by head, and a note."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    note: str = ""


def workbook(sheets: Sequence[EmptySheet]) -> bytes:
    """The workbook; every cell is a text, so that no program makes a date or a formula of it."""
    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(data, options) as book:
        book.set_properties({"created": _MADE.replace(tzinfo=None)})
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        for each in sheets:
            sheet = book.add_worksheet(each.name)
            sheet.freeze_panes(1, 0)
            for column, head in enumerate(each.heads):
                cells = [head, *(row[column] for row in each.rows)]
                width = min(max(_LEAST, *map(len, cells)), _WIDEST)
                sheet.set_column(column, column, width, text)
                sheet.write_string(0, column, head, bold)
                choice = each.choices.get(head, ())
                if choice and len(",".join(choice)) <= _CHOICE_SIGNS:
                    listed = {"validate": "list", "source": [*choice], "error_type": "warning"}
                    sheet.data_validation(1, column, _ROWS, column, listed)
            for at, row in enumerate(each.rows, 1):
                for column, cell in enumerate(row):
                    sheet.write_string(at, column, cell, text)
            if each.note:
                sheet.write_comment(0, 0, each.note, {"x_scale": 3, "y_scale": 2})
    return data.getvalue()
