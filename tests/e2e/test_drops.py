"""A file may be dropped on any page: it is taken, or it is said what it is and what to do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tally_app import paths
from tally_app.app.view.base import ShowHelp
from tally_app.app.view.start import OpenSide
from tally_app.ui.kit.note import NoteCard
from tests.e2e.hands import forward, press
from tests.e2e.test_first_night import begin

COPY = Qt.DropAction.CopyAction
BARE, MOUSE = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


def drop(window, path, at=None):
    """Drag a file over a place of the window and let it go there; whether somebody took it. Who is
    asked is found as Qt finds it: what lies below the mouse, then what that lies in.
    """
    at = at or QPoint(window.width() // 2, window.height() // 2)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    one: QWidget | None = window.childAt(at) or window
    while one is not None:
        if one.acceptDrops():
            over = QDragEnterEvent(one.mapFrom(window, at), COPY, data, MOUSE, BARE)
            QApplication.sendEvent(one, over)
            if over.isAccepted():
                place = QPointF(one.mapFrom(window, at))
                QApplication.sendEvent(one, QDropEvent(place, COPY, data, MOUSE, BARE))
                QApplication.processEvents()
                return True
        one = one.parentWidget() if one is not window else None
    return False


def notes(window):
    return [one.view.text for one in window.findChildren(NoteCard) if one.isVisible() and one.view]


@pytest.mark.parametrize("side", ["", "maker", "copies", "published", "ready", "settings", "help"])
def test_of_a_file_dropped_on_any_page_it_is_said_what_it_is(house, tmp_path, side):
    shell = house.start()
    shell.choose_language("ru")
    shell.intent(ShowHelp() if side == "help" else OpenSide(side) if side else ShowHelp())
    QApplication.processEvents()
    text = tmp_path / "список.txt"
    text.write_text("просто текст", encoding="utf-8")
    assert drop(house.window, text)
    assert house.said
    assert "список.txt" in house.said[-1]
    assert house.said[-1] in notes(house.window), "where somebody sees it"
    election = paths.resources() / "samples" / "aral-2021.toml"
    assert drop(house.window, election)
    assert shell.sides.shown is not None
    assert shell.sides.shown.name == "taking"


def test_a_file_dropped_on_an_open_night_opens_beside_or_is_told(house, tmp_path):
    shell = begin(house)
    forward()
    field = house.window.desk.entries()[0]
    shell.focus_asked.emit(field.key)
    QApplication.processEvents()
    picture = tmp_path / "снимок.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert drop(house.window, picture, field.mapTo(house.window, field.rect().center()))
    assert "снимок.png" in house.said[-1]
    assert house.said[-1] in notes(house.window)
    assert field.raw() == "", "no path is typed into a field"
    assert drop(house.window, shell.desk.session.journal.path)
    assert "открыт в этом окне" in house.said[-1]


def test_while_a_dialog_asks_nothing_is_dropped(house, tmp_path):
    shell = house.start()
    press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    house.qtbot.waitUntil(lambda: house.window.form is not None)
    text = tmp_path / "a.txt"
    text.write_text("text")
    assert not drop(house.window, text)
    assert house.said == []
    QTest.keyClick(house.window.form, Qt.Key.Key_Escape)
    assert shell.desk is None


def test_a_file_dropped_where_a_table_is_pasted_is_not_typed_there(house, tmp_path):
    shell = house.start()
    shell.intent(OpenSide("published"))
    QApplication.processEvents()
    (page,) = house.window.sides.values()
    text = tmp_path / "a.txt"
    text.write_text("text")
    field = page.field
    assert drop(house.window, text, field.mapTo(house.window, field.rect().center()))
    assert field.toPlainText() == ""
    assert "a.txt" in house.said[-1]
    (cross,) = [one.cross for one in page.findChildren(NoteCard) if one.cross]
    cross.click()
    QApplication.processEvents()
    assert house.said[-1] not in notes(house.window)
