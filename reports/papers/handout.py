"""A sheet to be handed out: title, tables and paragraphs in its languages, pages numbered."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Final

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    LongTable,
    PageTemplate,
    Paragraph,
    Spacer,
    TableStyle,
)

from reports.drawing.fonts import BOLD, REGULAR, marked, require
from tally_app.domain.values.handout import Handout, HandoutHeading, HandoutTable, HandoutText
from tally_app.domain.values.words import Words

_MARGIN, _FOOT = 15 * mm, 19 * mm
#: A heading has so much of what it heads below it.
_BELOW: Final = 40 * mm
_TITLE: Final = ParagraphStyle("title", fontName=BOLD, fontSize=16, leading=21, alignment=TA_CENTER)
_SECOND: Final = ParagraphStyle("second", parent=_TITLE, fontName=REGULAR)
_UNDER: Final = ParagraphStyle("under", fontName=REGULAR, fontSize=10, leading=13.5, alignment=1)
_HEAD: Final = ParagraphStyle("head", fontName=BOLD, fontSize=8.5, leading=11)
_TEXT: Final = ParagraphStyle("text", fontName=REGULAR, fontSize=9, leading=10.8)
_STRONG: Final = ParagraphStyle("strong", parent=_TEXT, fontName=BOLD)
_LARGE: Final = ParagraphStyle("large", fontName=BOLD, fontSize=13, leading=16, alignment=1)
_HEADING: Final = ParagraphStyle(
    "heading", fontName=BOLD, fontSize=11, leading=15, spaceBefore=5, spaceAfter=3
)


def handout(sheet: Handout) -> bytes:
    """The sheet as PDF: the same sheet gives the same bytes."""
    require()
    pages = _drawn(sheet, 0)[1]
    return _drawn(sheet, pages)[0]


def _drawn(sheet: Handout, pages: int) -> tuple[bytes, int]:
    """The sheet with so many pages in its foot, and how many it has."""
    out = io.BytesIO()
    document = BaseDocTemplate(
        out, pagesize=A4, invariant=1, lang=sheet.languages[0], title=_said(sheet, sheet.title)[0],
        leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=_MARGIN, bottomMargin=_FOOT,
    )  # fmt: skip
    frame = Frame(_MARGIN, _FOOT, document.width, A4[1] - _FOOT - _MARGIN, 0, 0, 0, 0)
    template = PageTemplate(frames=[frame], onPage=_foot(sheet, pages))
    document.addPageTemplates([template])
    story: list[Flowable] = []
    for at, line in enumerate(_said(sheet, sheet.title)):
        story.append(_paragraph(line, _SECOND if at else _TITLE))
    story += [_paragraph(line, _UNDER) for line in _said(sheet, sheet.subtitle) if line]
    story.append(Spacer(1, 4 * mm))
    for block in sheet.blocks:
        story += _block(sheet, block, document.width)
    document.build(story)
    return out.getvalue(), document.page


def _block(
    sheet: Handout, block: HandoutHeading | HandoutText | HandoutTable, width: float
) -> list[Flowable]:
    if isinstance(block, HandoutHeading):
        said = " · ".join(_said(sheet, block.text))
        return [CondPageBreak(_BELOW), _paragraph(said, _HEADING)]
    if isinstance(block, HandoutText):
        lines = [part for said in _said(sheet, block.text) for part in said.split("\n")]
        return [_paragraph(line, _TEXT) for line in lines] + [Spacer(1, 2 * mm)]
    whole = sum(share for _head, share in block.columns)
    rows = [[_cell(sheet, head, _HEAD) for head, _share in block.columns]]
    for at, row in enumerate(block.rows):
        style = _STRONG if at in block.strong else _TEXT
        rows.append(
            [
                _cell(sheet, text, _LARGE if column in block.large else style)
                for column, text in enumerate(row)
            ]
        )
    table = LongTable(
        rows, colWidths=[width * share / whole for _head, share in block.columns], repeatRows=1
    )
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
                ("BOX", (0, 0), (-1, -1), 1.2, colors.black),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.8),
            ]
        )
    )
    return [table, Spacer(1, 3 * mm)]


def _cell(sheet: Handout, text: Words, style: ParagraphStyle) -> Paragraph:
    said = _said(sheet, text)
    lines = ["<br/>".join(marked(x, style.fontName) for x in line.split("\n")) for line in said]
    if len(lines) > 1:
        lines[0] = f"<b>{lines[0]}</b>"
    return Paragraph("<br/>".join(lines), style)


def _paragraph(line: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(marked(line, style.fontName), style)


def _said(sheet: Handout, text: Words) -> list[str]:
    """A text in the languages of the sheet, once where they say the same."""
    if "" in text:
        return [text[""]]
    return list(dict.fromkeys(text[language] for language in sheet.languages))


def _foot(sheet: Handout, pages: int) -> Callable[[Canvas, BaseDocTemplate], None]:
    def draw(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.saveState()
        canvas.setLineWidth(1.2)
        canvas.line(_MARGIN, _FOOT - 2 * mm, A4[0] - _MARGIN, _FOOT - 2 * mm)
        for at, line in enumerate(_said(sheet, sheet.foot)):
            canvas.setFont(REGULAR if at else BOLD, 8)
            canvas.drawString(_MARGIN, _FOOT - 6 * mm - at * 10, line)
        canvas.setFont(BOLD, 14)
        number = f"{document.page} / {pages}" if pages else str(document.page)
        canvas.drawRightString(A4[0] - _MARGIN, _FOOT - 8 * mm, number)
        if sheet.training is not None:
            _band(canvas, "  ·  ".join(_said(sheet, sheet.training) * 3))
        canvas.restoreState()

    return draw


def _band(canvas: Canvas, words: str) -> None:
    """The word of a lesson on black, over the whole page."""
    canvas.rect(_MARGIN, A4[1] - 13 * mm, A4[0] - 2 * _MARGIN, 6 * mm, stroke=0, fill=1)
    canvas.setFillColor(colors.white)
    canvas.setFont(BOLD, 9)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 11.2 * mm, words)
    canvas.setFillColor(colors.black)
