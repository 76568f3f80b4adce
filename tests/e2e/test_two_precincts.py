"""Two precincts on one laptop: each night in a window of its own, told apart by its band."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tally_app.app.view.start import OpenBeside, OpenNight
from tally_app.app.window.shell import Shell
from tally_app.domain.form.layout import Cell
from tally_app.ui.window.app import Windows
from tests.e2e.handed import package, two_precincts
from tests.e2e.hands import enter, focused, forward, keys, press
from tests.kept_windows import KEPT


def raise_window(window):
    window.raise_()
    window.activateWindow()


@pytest.fixture
def two(house, tmp_path):
    """Both precincts of one package, each begun by keys in a window of its own."""
    path = package(tmp_path / "USB", two_precincts(), sign=False)
    shells = []

    def shell(file):
        shells.append(Shell(house.shell.services, Path(file) if file else None))
        return shells[-1]

    house.start()
    windows = Windows(shell, "light")
    KEPT.append(windows)
    house.shell.beside_asked.connect(windows.open)
    house.shell.front_asked.connect(lambda: raise_window(house.window))
    house.shell.choose_language("ru")
    house.shell.file_chosen("open", str(path))
    enter("999")
    forward()
    forward()
    assert house.shell.desk.view().beside is None, "alone it has no band"
    house.shell.intent(OpenBeside(str(path)))
    (window,) = windows.open_now
    house.qtbot.waitUntil(window.isActiveWindow)
    QApplication.processEvents()
    enter("448")
    forward()
    forward()
    yield house.shell, shells[0], window
    window.close()
    window.deleteLater()


def bands(*shells):
    return [one._desk_view(one.desk).beside for one in shells]


def test_each_night_has_its_band_and_typing_in_one_never_reaches_the_other(house, two):
    first, second, window = two
    one, other = bands(first, second)
    assert (one.sign, one.number, other.sign, other.number) == (0, "№ 999", 1, "№ 448")
    assert house.window.desk.beside.isVisible()
    assert window.desk.beside.isVisible()
    before = first.desk.session.night.last
    enter("1296")
    assert second.desk.session.text("akim", Cell("ballots_received")) == "1296"
    assert first.desk.session.text("akim", Cell("ballots_received")) == ""
    assert first.desk.session.night.last == before
    press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    house.qtbot.waitUntil(house.window.isActiveWindow)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert second.desk.session.text("akim", Cell("ballots_received")) == "1296"
    house.window.desk.focus_key("line:ballots_received")
    assert focused().window() is house.window
    keys("7")
    press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    house.qtbot.waitUntil(window.isActiveWindow)
    assert first.desk.session.text("akim", Cell("ballots_received")) == "7"
    assert second.desk.session.text("akim", Cell("ballots_received")) == "1296"


def test_a_night_that_is_open_beside_is_brought_to_the_front_and_not_opened_twice(house, two):
    first, second, _window = two
    path = first.desk.session.journal.path
    second.close_night()
    second._show()
    assert first._desk_view(first.desk).beside is None
    row = next(one for one in second.start.view("ru").recent if one.path == str(path))
    assert row.mark == "Открыт в другом окне"
    second.intent(OpenNight(str(path)))
    house.qtbot.waitUntil(house.window.isActiveWindow)
    assert second.desk is None


def test_another_look_is_worn_by_both_windows(house, two):
    _first, _second, window = two
    QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert house.window.desk.header.height() == window.desk.header.height()
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
