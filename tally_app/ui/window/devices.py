"""The printers and screens of this computer, as the system tells Qt."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinterInfo

from tally_app.app.view.computer import Devices


def devices() -> Devices:
    """The default printer and the first screen come first."""
    default, names = QPrinterInfo.defaultPrinterName(), QPrinterInfo.availablePrinterNames()
    printers = sorted(names, key=lambda name: name != default)
    screens = [
        (screen.name(), *(screen.geometry().width(), screen.geometry().height()))
        for screen in QGuiApplication.screens()
    ]
    return Devices(tuple(printers), tuple(screens))
