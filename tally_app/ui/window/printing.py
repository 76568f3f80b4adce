"""Print a PDF through the system's own dialog: the same pages, drawn by the same engine."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from tally_app.ui.kit.pdf import Pages

_FINEST = 600  # dots per inch: more than ink on paper shows, and a page stays within 35 MB


def print_pdf(parent: QWidget, pdf: bytes, done: Callable[[str], None]) -> QPrintDialog | None:
    """Ask for a printer and print; ``done`` hears sent, cancelled, no_printer or failed."""
    if not QPrinterInfo.availablePrinterNames():
        done("no_printer")
        return None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    dialog = QPrintDialog(printer, parent)

    def finished(result: int) -> None:
        if result == QPrintDialog.DialogCode.Accepted:
            done("sent" if paint(printer, pdf) else "failed")
        else:
            done("cancelled")
        dialog.deleteLater()

    dialog.finished.connect(finished)
    dialog.setModal(True)
    dialog.show()
    return dialog


def paint(printer: QPrinter, pdf: bytes) -> bool:
    """Paint the chosen pages at true size; return whether the printer took them all."""
    pages = Pages(pdf)
    first = printer.fromPage() or 1
    last = min(printer.toPage() or len(pages.sizes), len(pages.sizes))
    painter = QPainter()
    if not painter.begin(printer):
        pages.close()
        return False
    dots = printer.resolution()
    taken = True
    for index in range(first - 1, last):
        across, down = (size / 72 * dots for size in pages.sizes[index])
        if index >= first:
            taken = printer.newPage() and taken
        image = pages.grey(index, round(across * min(dots, _FINEST) / dots))
        painter.drawImage(QRectF(0, 0, across, down), image)
    taken = painter.end() and taken
    pages.close()
    return taken and printer.printerState() not in (
        QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error,
    )  # fmt: skip
