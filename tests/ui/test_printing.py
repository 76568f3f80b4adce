"""What comes out of a printer is the page: its size, the way it lies, its ink to the last edge."""

from __future__ import annotations

import io

import pypdf
import pytest
from PIL import ImageChops
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from reportlab.pdfgen.canvas import Canvas

from tally_app.ui.window import printing
from tests.reports.reading import images

A4 = (595.28, 841.89)
LYING = (A4[1], A4[0])


def paper(*sizes):
    """Pages with a frame 10 mm inside the edges, and a mark in the upper right corner."""
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    for width, height in sizes:
        canvas.setPageSize((width, height))
        canvas.rect(28, 28, width - 56, height - 56)
        canvas.rect(width - 80, height - 80, 40, 40, fill=1)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def printed(path, pdf):
    """The file a printer of the other paper and the other way up makes of it."""
    printer = QPrinter()
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printing.set_for(printer, pdf)
    assert printer.duplex() == QPrinter.DuplexMode.DuplexNone
    assert printing.paint(printer, pdf)
    return path.read_bytes()


@pytest.mark.parametrize("sizes", [(A4, A4), (LYING,), (A4, LYING, A4)], ids=str)
def test_every_sheet_is_of_the_size_and_lies_the_way_of_its_page(qapp, tmp_path, sizes):
    made = pypdf.PdfReader(io.BytesIO(printed(tmp_path / "out.pdf", paper(*sizes)))).pages
    found = [(float(page.mediabox.width), float(page.mediabox.height)) for page in made]
    assert len(found) == len(sizes)
    for (width, height), (across, down) in zip(found, sizes, strict=True):
        assert abs(width - across) < 2
        assert abs(height - down) < 2


@pytest.mark.parametrize("size", [A4, LYING], ids=str)
def test_the_ink_of_the_page_is_where_the_preview_has_it(qapp, tmp_path, size):
    pdf = paper(size)
    (here,), (there,) = images(pdf, 72), images(printed(tmp_path / "out.pdf", pdf), 72)
    there = there.resize(here.size)
    for side in (here, there):
        ink = ImageChops.invert(side.convert("L")).point(lambda grey: 255 * (grey > 100))
        left, top, right, bottom = ink.getbbox()
        assert abs(left - 28) < 3
        assert abs(top - 28) < 3
        assert abs(right - (size[0] - 28)) < 3
        assert abs(bottom - (size[1] - 28)) < 3


class Chosen:
    """A printer as the system tells of it."""

    def __init__(self, *, own, offers, state=QPrinter.PrinterState.Idle):
        self._own, self._offers, self._state = own, offers, state

    def isNull(self):
        return False

    def state(self):
        return self._state

    def supportedPageSizes(self):
        return [QPageSize(one) for one in self._offers]

    def defaultPageSize(self):
        return QPageSize(self._own)


@pytest.mark.parametrize(("own", "offers", "state", "said"), [
    ("A4", ["A4", "Letter"], "Idle", ""),
    ("Letter", ["A4", "Letter"], "Idle", "sent_check"),
    ("Letter", ["Letter"], "Idle", "no_such_paper"),
    ("A4", ["A4"], "Error", "stopped"),
    ("A4", ["A4"], "Aborted", "stopped"),
])  # fmt: skip
def test_a_printer_of_other_paper_or_in_trouble_is_named(qapp, own, offers, state, said):
    sizes = QPageSize.PageSizeId
    chosen = Chosen(
        own=sizes[own], offers=[sizes[one] for one in offers], state=QPrinter.PrinterState[state]
    )
    assert printing.trouble(chosen, printing.paper_of(paper(A4))) == said
