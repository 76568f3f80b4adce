"""Preview and printing draw the same bytes; a crash says so once."""

import gc
import importlib
import pkgutil
import sys

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QApplication,
    QDialog,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from tally_app.ui.window.crash import Crash
from tests.ui import samples
from tests.ui.grab import sample_pdf


@pytest.fixture
def paper(open_window, shell):
    window = open_window()
    shell.desk_changed.emit(samples.preview(sample_pdf()))
    QApplication.processEvents()
    return window


def test_preview_draws_only_pages_in_sight(paper):
    block = paper.desk.page._blocks[0]
    paper.grab()
    assert {index for index, _width in block._images} == {0}
    bar = paper.desk.page.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    paper.grab()
    assert {index for index, _width in block._images} == {1}


def test_preview_is_new_only_with_another_digest(paper, shell):
    block = paper.desk.page._blocks[0]
    pages = block._pages
    shell.desk_changed.emit(samples.preview(sample_pdf()))
    assert block._pages is pages
    shell.desk_changed.emit(samples.preview(sample_pdf(), "other"))
    assert block._pages is not pages


def test_preview_scrolls_by_keys(paper):
    block = paper.desk.page._blocks[0]
    block.setFocus()
    bar = paper.desk.page.area.verticalScrollBar()
    QTest.keyClick(block, Qt.Key.Key_PageDown)
    after = bar.value()
    assert after > 100
    QTest.keyClick(block, Qt.Key.Key_Down)
    assert bar.value() > after
    QTest.keyClick(block, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()


def test_without_a_printer_it_says_so(window, shell, monkeypatch):
    from tally_app.ui.window import printing

    monkeypatch.setattr(printing.QPrinterInfo, "availablePrinterNames", staticmethod(list))
    shell.print_asked.emit(sample_pdf())
    assert shell.said("printed") == [("no_printer",)]


def edges(pages):
    """Return where the ink of the first page begins and ends, in 300 pixels across."""
    image = pages.grey(0, 300)
    ink = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).lightness() < 160
    ]
    across, down = zip(*ink, strict=True)
    return min(across), max(across), min(down), max(down)


def test_printed_pages_are_the_pages(qapp, tmp_path):
    from PySide6.QtPrintSupport import QPrinter

    from tally_app.ui.kit.pdf import Pages
    from tally_app.ui.window import printing

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(150)
    printer.setFullPage(True)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    assert printing.paint(printer, sample_pdf())
    printed, meant = Pages((tmp_path / "out.pdf").read_bytes()), Pages(sample_pdf())
    assert len(printed.sizes) == 2
    assert printed.sizes == meant.sizes
    for was, is_ in zip(edges(meant), edges(printed), strict=True):
        assert abs(was - is_) <= 2, "true size, true place"
    printed.close()
    meant.close()


@pytest.fixture
def crash(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "__excepthook__", lambda *_error: None)
    made = Crash(lambda: tmp_path / "log")
    yield made
    for dialog in made.dialogs:
        dialog.close()


def fail(crash):
    try:
        int("broken")
    except ValueError as error:
        crash.caught(type(error), error, error.__traceback__)


def told(crash):
    """The windows of the fault, which open when Qt has done what it was doing."""
    assert crash.dialogs == [] or not crash.dialogs[-1].isHidden()
    QApplication.processEvents()
    return crash.dialogs


def test_crash_is_logged_and_told_in_words_to_copy(qapp, crash, tmp_path):
    fail(crash)
    assert "ValueError: invalid literal" in (tmp_path / "log" / "crash.log").read_text("utf-8")
    (dialog,) = told(crash)
    assert isinstance(dialog, QDialog)
    assert "ValueError: invalid literal" in dialog.findChild(QPlainTextEdit).toPlainText()


def test_crash_while_telling_is_told_no_more_than_others(qapp, crash, monkeypatch):
    from tally_app.ui.window import crash as module

    made = []

    def broken(report):
        made.append(report)
        return 1 // 0

    monkeypatch.setattr(module, "make_dialog", broken)
    monkeypatch.setattr(sys, "excepthook", crash.caught)
    fail(crash)
    for _turn in range(10):
        QApplication.processEvents()
    assert crash.dialogs == []
    assert len(made) == 3


def test_a_window_does_not_open_in_the_middle_of_what_qt_does(qapp, crash):
    fail(crash)
    assert crash.dialogs == []
    assert len(told(crash)) == 1


def test_a_fault_in_what_qt_asks_is_told_and_qt_goes_on(qapp, monkeypatch):
    """Children that fail in every size, key and paint: nothing of them is let go too often."""
    from tally_app.ui.kit.base import Painted

    class Failing(Painted):
        def resizeEvent(self, _event):
            raise ValueError("resized")

        def sizeHint(self):
            raise ValueError("size")

        def paintEvent(self, _event):
            painter = QPainter(self)
            painter.drawPoint(0, 0)
            raise ValueError("painted")

    found = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: found.append(str(error)))
    column = QWidget()
    inner = [Failing(column) for _ in range(5)]
    before = [sys.getrefcount(vars(Failing)[name]) for name in ("resizeEvent", "sizeHint")]
    for turn in range(5):
        column.show()
        for one in inner:
            one.resize(40 + turn, 40)
            one.adjustSize()
            assert one.grab().width() == one.width()
        column.hide()
        gc.collect()
    assert {"resized", "size", "painted"} == {*found}
    found.clear()
    after = [sys.getrefcount(vars(Failing)[name]) for name in ("resizeEvent", "sizeHint")]
    assert after == before
    column.deleteLater()


def test_a_table_whose_rows_fail_is_told_and_stands_empty(qapp, monkeypatch):
    from tally_app.ui.maker.cells import CellModel

    found = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: found.append(error))
    view = QTableView()
    model = CellModel(view)
    monkeypatch.setattr(model, "grid", None)
    view.setModel(model)
    view.show()
    view.grab()
    assert model.rowCount() == 0
    assert {type(error) for error in found} == {AttributeError}
    view.close()
    view.deleteLater()


def test_every_widget_keeps_its_faults_from_qt():
    from tally_app.ui.kit.base import Guarded

    rooms = ("tally_app.ui", "tally_app.published")
    for room in rooms:
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            importlib.import_module(module.name)
    waiting, bare = [QWidget, QAbstractItemModel, QAbstractItemDelegate], []
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith(rooms) and not issubclass(kind, Guarded):
                bare.append(kind)
    assert bare == []


def test_crash_that_comes_with_every_paint_stops_talking(qapp, crash):
    for _paint in range(10):
        fail(crash)
    assert len(told(crash)) == 3


def test_read_only_folder_does_not_hide_the_error(qapp, monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "__excepthook__", lambda *_error: None)
    (tmp_path / "file").write_text("")
    made = Crash(lambda: tmp_path / "file")
    made.watch_faults()
    fail(made)
    assert len(told(made)) == 1
    made.dialogs[0].close()


def test_a_cancelled_job_says_so_and_nothing_is_printed(window, shell, qtbot, monkeypatch):
    from tally_app.ui.window import printing

    names = staticmethod(lambda: ["a printer"])
    monkeypatch.setattr(printing.QPrinterInfo, "availablePrinterNames", names)
    said = []
    dialog = printing.print_pdf(window, sample_pdf(), said.append)
    qtbot.waitUntil(dialog.isVisible)
    dialog.reject()
    qtbot.waitUntil(lambda: said == ["cancelled"])


@pytest.mark.qt_log_ignore("Returned false")
def test_a_printer_that_takes_no_job_is_a_failure(qapp, tmp_path):
    from PySide6.QtPrintSupport import QPrinter

    from tally_app.ui.window import printing

    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "x.pdf"))
    assert not printing.paint(printer, sample_pdf())
