"""What a copy of the program consists of, for an expert: parts, and every file of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, LongTable, Paragraph, SimpleDocTemplate, Spacer

from reports.drawing.fonts import BOLD, REGULAR, require
from tally_app.domain.values.parts import Component

_EDGE: Final = 15 * mm
_SMALL: Final = ParagraphStyle("small", fontName=REGULAR, fontSize=6.4, leading=7.8)
_TEXT: Final = ParagraphStyle("text", fontName=REGULAR, fontSize=8.5, leading=11)
_PART: Final = ParagraphStyle("part", fontName=BOLD, fontSize=10, leading=13, spaceBefore=9)
_TITLE: Final = ParagraphStyle("title", fontName=BOLD, fontSize=15, leading=19)
#: Widths of a row of files: the path, and its 64 digits in one line.
_WIDTHS: Final = (92 * mm, 88 * mm)


def parts(version: str, shown: Sequence[Component], words: Mapping[str, str]) -> bytes:
    """The list as PDF; the same parts and words give the same bytes. ``words`` by key: title,
    licence, origin, files.
    """
    require()
    out = BytesIO()
    page = SimpleDocTemplate(
        out, pagesize=A4, title=f"{words['title']} {version}", invariant=1, pageCompression=1,
        leftMargin=_EDGE, rightMargin=_EDGE, topMargin=_EDGE, bottomMargin=_EDGE,
    )  # fmt: skip
    numbered = partial(_numbered, version)
    page.build(list(_told(version, shown, words)), onFirstPage=numbered, onLaterPages=numbered)
    return out.getvalue()


def _told(version: str, shown: Sequence[Component], words: Mapping[str, str]) -> Iterator[Flowable]:
    """The title, the parts, and below each its files."""
    yield Paragraph(f"{escape(words['title'])} {version}", _TITLE)
    yield Spacer(1, 3 * mm)
    for part in shown:
        yield Paragraph(escape(f"{part.name} {part.version}"), _PART)
        yield Paragraph(escape(f"{words['licence']}: {part.licence}"), _TEXT)
        digest = f" · SHA-256 {part.sha256}" if part.sha256 else ""
        yield Paragraph(escape(f"{words['origin']}: {part.origin}{digest}"), _SMALL)
        yield Paragraph(escape(f"{words['files']}: {len(part.files)}"), _TEXT)
        rows = [
            [Paragraph(escape(text), _SMALL) for text in (file.path, file.sha256)]
            for file in part.files
        ]
        if rows:
            yield LongTable(rows, colWidths=_WIDTHS, style=[("TOPPADDING", (0, 0), (-1, -1), 0),
                            ("BOTTOMPADDING", (0, 0), (-1, -1), 0)])  # fmt: skip


def _numbered(version: str, canvas: Canvas, _document: object) -> None:
    """The number of the page at its foot."""
    canvas.setFont(REGULAR, 7)
    canvas.drawString(_EDGE, 8 * mm, f"tally-app {version} · {canvas.getPageNumber()}")
