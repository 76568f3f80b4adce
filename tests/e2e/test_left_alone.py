"""Nobody at the keys for a while: the figures are covered, and nothing else happens to them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from tally_app.app.night.settings import Settings
from tally_app.ui.kit.button import ButtonWidget
from tests.e2e.hands import focused, forward, keys, press
from tests.e2e.nights import do, open_night


def begun(house, minutes):
    """A night on a page of figures, and the seconds that go by in it."""
    house.data_dir.mkdir(parents=True, exist_ok=True)
    Settings(house.data_dir / "settings.json").set(idle=minutes)
    now = [0.0]
    house.seconds = lambda: now[0]
    shell = open_night(house, "aral-2021-night", do("type"))
    forward()
    return shell, now


def events(shell):
    return [(e.kind, e.who) for e in shell.desk.session.journal.events()]


def test_it_covers_asks_who_is_there_and_keeps_what_is_being_typed(house):
    shell, now = begun(house, 5)
    keys("12")
    field, before = focused(), events(shell)
    now[0] += 299
    shell.tick()
    assert house.window.cover is None
    now[0] += 1
    shell.tick()
    cover = house.window.cover
    assert cover.isVisible()
    assert cover.geometry() == house.window.desk.rect()
    assert events(shell) == before, "a figure half typed is none"
    house.window.resize(1100, 700)
    QApplication.processEvents()
    assert cover.geometry() == house.window.desk.rect()
    seen = set()
    for _ in range(2 * len(cover.view.buttons)):
        press(Qt.Key.Key_Tab)
        assert isinstance(focused(), ButtonWidget)
        assert cover.isAncestorOf(focused()), "what is covered is not to be reached"
        seen.add(focused().view.intent)
    assert len(seen) == len(cover.view.buttons)
    page = shell.desk.here
    forward()
    assert shell.desk.here == page, "nor is it left by a key"
    cover.buttons[1].setFocus()
    press(Qt.Key.Key_Space)
    assert house.window.cover is None
    assert events(shell)[-1] == ("person_changed", shell.desk.session.who)
    assert focused() is field
    assert field.raw() == "12"
    keys("96")
    press(Qt.Key.Key_Return)
    assert shell.desk.session.journal.events()[-1].payload["text"] == "1296"


def test_whoever_only_moves_the_mouse_over_the_window_is_there(house):
    _shell, now = begun(house, 5)
    inside = house.window.frameGeometry().center()
    QCursor.setPos(inside)
    house.window._clock.timeout.emit()
    now[0] += 299
    QCursor.setPos(inside + QPoint(3, 0))
    house.window._clock.timeout.emit()
    now[0] += 299
    house.window._clock.timeout.emit()
    assert house.window.cover is None
    now[0] += 1
    house.window._clock.timeout.emit()
    assert house.window.cover.isVisible(), "a mouse that lies still is nobody"


def test_a_mouse_over_another_window_is_not_at_these_keys(house):
    _shell, now = begun(house, 5)
    QCursor.setPos(house.window.frameGeometry().bottomRight() + QPoint(5, 5))
    house.window._clock.timeout.emit()
    now[0] += 300
    QCursor.setPos(house.window.frameGeometry().bottomRight() + QPoint(9, 5))
    house.window._clock.timeout.emit()
    assert house.window.cover.isVisible()


def test_nothing_is_covered_where_nobody_asked_for_it(house):
    shell, now = begun(house, 0)
    now[0] += 100_000
    shell.tick()
    assert house.window.cover is None
    assert shell.desk.view().cover is None
