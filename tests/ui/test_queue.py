"""Papers through a real print queue: `.ci/printer` makes one and says where its sheets land."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from PySide6.QtPrintSupport import QPrinter

from reports.drawing import fonts
from reports.papers.document import document
from reports.papers.protocol import protocol
from tally_app import paths
from tally_app.ui.window import printing
from tests.reports import documents, factory
from tests.reports.reading import images

QUEUE, LANDS = os.environ.get("TALLY_QUEUE", ""), Path(os.environ.get("TALLY_PRINTED", ""))
DPI = 100
#: Seconds a sheet may take through the filters of the queue.
PATIENCE = 120

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not QUEUE, reason="no print queue: .ci/printer makes one"),
]


@pytest.fixture(scope="module", autouse=True)
def _fonts():
    fonts.register(paths.resources() / "fonts")


def send(name, pdf):
    """What the dialog does once a printer is chosen."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printer.setPrinterName(QUEUE)
    printer.setDocName(name)
    return printing._print(printer, pdf)


def landed(name):
    """The bytes of what came out, once the queue is done with it."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        there = [path for path in LANDS.glob(f"{name}*.pdf") if b"%%EOF" in path.read_bytes()[-64:]]
        if there:
            return there[0].read_bytes()
        time.sleep(1)
    raise AssertionError(f"{name} did not come out")


def apart(one, other):
    """The share of a page's dark ink that has no ink at all within 0.5 mm on the other: a hairline
    comes out of a printer paler than it is shown.
    """
    dark, any_ink = one.convert("L").point(_darker(128)), other.convert("L").point(_darker(235))
    lost = ImageChops.subtract(dark, any_ink.filter(ImageFilter.MaxFilter(5)))
    return lost.histogram()[255] / dark.histogram()[255]


def _darker(limit):
    return [255 * (grey < limit) for grey in range(256)]


@pytest.mark.parametrize("lying", [False, True], ids=["standing", "lying"])
def test_what_comes_out_of_the_printer_is_the_preview(qapp, lying):
    name = f"sheet-{lying}-{os.getpid()}"
    texts = factory.texts()
    pdf = (
        document(replace(documents.opening(), landscape=True), texts)
        if lying
        else protocol(factory.record(), texts)
    )
    assert send(name, pdf) in ("sent", "sent_check")
    preview, sheets = images(pdf, DPI), images(landed(name), DPI)
    assert len(sheets) == len(preview)
    for shown, sheet in zip(preview, sheets, strict=True):
        # A printer takes a lying page turned.
        turned = sheet.transpose(Image.Transpose.ROTATE_270) if lying else sheet
        printed = turned.resize(shown.size)
        assert apart(shown, printed) < 0.001
        assert apart(printed, shown) < 0.001


def test_a_queue_that_stands_still_takes_nothing(qapp):
    pdf = protocol(factory.record(), factory.texts())
    subprocess.run(["cupsdisable", "-r", "no paper", QUEUE], check=True)
    try:
        assert send("stands", pdf) == "stopped"
        waiting = subprocess.run(["lpstat", "-o", QUEUE], check=True, capture_output=True)
        assert waiting.stdout == b""
    finally:
        subprocess.run(["cupsenable", QUEUE], check=True)
