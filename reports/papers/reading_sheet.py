"""A sheet for a native reader: every text with its Russian beside it, and boxes for a pen."""

from __future__ import annotations

import io
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer, TableStyle

from reports.drawing.fonts import BOLD, REGULAR, marked
from tally_app.domain.values.readings import ReadingSheet

_ALL: Final = ((0, 0), (-1, -1))
_MARGIN: Final = 12 * mm
#: Number, place, Russian, Kazakh, two boxes, room for a better text; 273 mm together.
_WIDTHS: Final = tuple(width * mm for width in (10, 42, 68, 68, 17, 19, 49))
_SMALL: Final = ParagraphStyle("small", fontName=REGULAR, fontSize=8, leading=10)
_TEXT: Final = ParagraphStyle("text", fontName=REGULAR, fontSize=9, leading=11.5)
_HEAD: Final = ParagraphStyle("head", fontName=BOLD, fontSize=8, leading=10)
_TITLE: Final = ParagraphStyle("title", fontName=BOLD, fontSize=13, leading=17)


def reading_sheet(sheet: ReadingSheet) -> bytes:
    """The sheet as PDF: the same sheet gives the same bytes."""
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=landscape(A4), title=sheet.title, invariant=1,
        leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=_MARGIN, bottomMargin=_MARGIN,
    )  # fmt: skip
    rows: list[list[Paragraph | str]] = [[Paragraph(escape(head), _HEAD) for head in sheet.columns]]
    for row in sheet.rows:
        place = Paragraph(f"{escape(row.place)}<br/>{escape(row.key)}", _SMALL)
        texts = [Paragraph(marked(text), _TEXT) for text in (row.beside, row.text)]
        rows.append([Paragraph(str(row.number), _SMALL), place, *texts, "", "", ""])
    table = LongTable(rows, colWidths=_WIDTHS, repeatRows=1)
    table.setStyle(
        TableStyle(
            [("GRID", (0, 0), (-1, -1), 0.4, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        )
    )
    said = Paragraph(marked(sheet.says), _TEXT)
    document.build([Paragraph(escape(sheet.title), _TITLE), said, Spacer(1, 4 * mm), table])
    return out.getvalue()
