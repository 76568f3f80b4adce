"""Print a PDF through the system's own dialog: the same pages, drawn by the same engine.

Size and orientation of every sheet, one side and scale 1 : 1 come from the paper, never from the
printer's default: a lying page on a standing sheet loses its right edge, a signature page on the
back of another is no signature page.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from tally_app.ui.kit.pdf import Pages

_FINEST = 600  # dots per inch: more than ink on paper shows, and a page stays within 35 MB
_STOPPED: Final = (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)


def print_pdf(parent: QWidget, pdf: bytes, done: Callable[[str], None]) -> QPrintDialog | None:
    """Ask for a printer and print. ``done`` hears sent, sent_check (the printer's own paper is
    another: look what is in the tray), cancelled, no_printer, stopped (paused, without paper or in
    trouble), no_such_paper (it cannot print this size) or failed.
    """
    if not QPrinterInfo.availablePrinterNames():
        done("no_printer")
        return None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    set_for(printer, pdf)
    dialog = QPrintDialog(printer, parent)

    def finished(result: int) -> None:
        if result == QPrintDialog.DialogCode.Accepted:
            done(_print(printer, pdf))
        else:
            done("cancelled")
        dialog.deleteLater()

    dialog.finished.connect(finished)
    dialog.setModal(True)
    dialog.show()
    return dialog


def _print(printer: QPrinter, pdf: bytes) -> str:
    """Print on the printer that was chosen, or say why not."""
    chosen = QPrinterInfo.printerInfo(printer.printerName())
    said = trouble(chosen, paper_of(pdf))
    if said in ("stopped", "no_such_paper"):
        return said
    set_for(printer, pdf)
    if not paint(printer, pdf):
        return "failed"
    return said or "sent"


def paper_of(pdf: bytes) -> QPageSize:
    """The sheet the first page needs."""
    pages = Pages(pdf)
    size = pages.sizes[0]
    pages.close()
    return _sheet(size)


def trouble(chosen: QPrinterInfo, paper: QPageSize) -> str:
    """What keeps a printer from printing on this paper, or that its own paper is another: stopped,
    no_such_paper, sent_check, or "" where nothing is known against it.
    """
    if chosen.isNull():
        return ""
    if chosen.state() in _STOPPED:
        return "stopped"
    offered = [size.id() for size in chosen.supportedPageSizes()]
    if offered and paper.id() not in offered:
        return "no_such_paper"
    own = chosen.defaultPageSize()
    return "sent_check" if own.isValid() and own.id() != paper.id() else ""


def set_for(printer: QPrinter, pdf: bytes) -> None:
    """Sheet, orientation and one side as the paper needs them."""
    pages = Pages(pdf)
    _lay_out(printer, pages.sizes[0])
    pages.close()
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)


def _sheet(size: tuple[float, float]) -> QPageSize:
    """A standing sheet of that size in points; a known one by its name."""
    standing = QSizeF(min(size), max(size))
    return QPageSize(standing, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)


def _lay_out(printer: QPrinter, size: tuple[float, float]) -> None:
    lying = size[0] > size[1]
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    layout = QPageLayout(_sheet(size), way, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)


def paint(printer: QPrinter, pdf: bytes) -> bool:
    """Paint the chosen pages at true size, each on a sheet that lies as the page does; return
    whether the printer took them all.
    """
    pages = Pages(pdf)
    first = printer.fromPage() or 1
    last = min(printer.toPage() or len(pages.sizes), len(pages.sizes))
    _lay_out(printer, pages.sizes[first - 1])
    painter = QPainter()
    if not painter.begin(printer):
        pages.close()
        return False
    dots = printer.resolution()
    taken = True
    for index in range(first - 1, last):
        across, down = (size / 72 * dots for size in pages.sizes[index])
        if index >= first:
            _lay_out(printer, pages.sizes[index])
            taken = printer.newPage() and taken
        image = pages.grey(index, round(across * min(dots, _FINEST) / dots))
        painter.drawImage(QRectF(0, 0, across, down), image)
    taken = painter.end() and taken
    pages.close()
    return taken and printer.printerState() not in _STOPPED
