"""Every control of every page, in both state languages, at the usual and at the smallest size; and
of the pages that stand beside a night.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog

from tally_app import paths
from tally_app.app.view.base import GoToStart, ShowHelp
from tally_app.app.view.computer import CheckAgain
from tally_app.app.view.start import OpenSide
from tests.e2e.nights import FIVE, do, never, open_night
from tests.e2e.test_first_night import begin
from tests.e2e.test_passphrase import DIGITS, Evened, opened
from tests.e2e.test_tape import to_tape, type_pages
from tests.e2e.test_walk import MENU, MOST, Walk, _key, _rests, exercise, finished, wrong

LOOKS = (("kk", 1024, 600, 125), ("ru", 1366, 768, 100))
#: Pages of a long tape: more than a window shows.
LONG = 12


def five(house):
    open_night(house, FIVE, do("second"))


def evening(house):
    open_night(house, FIVE, never)


def long_tape(house):
    begin(house)
    to_tape(house)
    type_pages([("42", "1", "0", str(20 + at)) for at in range(LONG)], member="4")


def passphrase(house):
    night = Evened(house.data_dir)
    night.session.who = "m1"
    assert night.session.set_passphrase(DIGITS) is None
    opened(house, night.closed(), "m1")


STATES = (wrong, five, finished, evening, exercise, long_tape, passphrase)


def worn(house, look) -> None:
    language, wide, high, zoom = look
    house.window.resize(wide, high)
    house.shell.choose_language(language)
    house.window.wear(zoom=zoom)
    QApplication.processEvents()


def watched(house, monkeypatch) -> None:
    monkeypatch.setattr("tally_app.ui.window.late.print_pdf", lambda *_: house.printed.append(b""))
    house.beside = []
    house.shell.beside_asked.connect(house.beside.append)


@pytest.mark.long
@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
@pytest.mark.parametrize("state", STATES)
def test_every_control_of_a_night_does_something_in_every_look(house, monkeypatch, state, look):
    state(house)
    watched(house, monkeypatch)
    worn(house, look)
    walk = Walk(house)
    night = house.shell.desk.session.night
    for contest in night.contests:
        for step in night.form(contest).steps:
            walk.page(step.id, contest)
            worn(house, look)
    walk.menus(step.id, contest)
    assert walk.nameless == []
    assert walk.dead == []
    assert walk.lost == []
    assert len([one for one in walk.pressed if one.startswith("menu: ")]) >= MENU


class SideWalk:
    """A walk over a page beside the night: each control pressed once, from the page as opened."""

    def __init__(self, house, show) -> None:
        self.house, self.window, self._show = house, house.window, show
        self.pressed: set[str] = set()
        self.dead: list[str] = []
        self.nameless: list[str] = []

    def controls(self) -> dict[str, QAbstractButton]:
        found = {}
        for one in self.window.findChildren(QAbstractButton):
            if one.isVisible() and one.isEnabled() and one.window() is self.window:
                found.setdefault(_key(one), one)
        return found

    def walk(self) -> None:
        for _ in range(MOST):
            self._show()
            QApplication.processEvents()
            there = self.controls()
            self.nameless += [key for key, one in there.items() if not one.accessibleName().strip()]
            key = next((key for key in there if key not in self.pressed), "")
            if not key:
                return
            self.pressed.add(key)
            calm, before = _rests(there[key]), self.seen()
            if key == repr(CheckAgain()):  # the page was measured in this very second
                QTest.qWait(1000)
            there[key].click()
            QApplication.processEvents()
            if not (self.put_away() or calm or before != self.seen()):
                self.dead.append(key)

    def seen(self) -> object:
        shell, window = self.house.shell, self.window
        side = shell.sides.shown
        return (
            side and shell.sides.view(side, shell.language),
            [shell.services.settings[key] for key in ("theme", "zoom", "language")],
            window.focusWidget(),
            len(self.house.printed),
            len(self.house.said),
            shell.desk is None,
            window.help is not None and window.help.shown,
            [(key, one.accessibleName()) for key, one in self.controls().items()],
        )

    def put_away(self) -> bool:
        came = False
        for dialog in self.window.findChildren(QFileDialog):
            came |= dialog.isVisible()
            dialog.close()
            dialog.deleteLater()
        while (menu := QApplication.activePopupWidget()) is not None:
            came = True
            menu.close()
            QApplication.processEvents()
        if self.window.form is not None:
            came = True
            self.window.form.reject()
            QApplication.processEvents()
        return came


def side(name):
    def show(house):
        shell = house.shell
        if shell.desk is not None:
            shell.close_night()
        if shell.sides.shown is not None:
            shell.intent(GoToStart())
        shell.intent(OpenSide(name))

    return show


def taking(house):
    side("copies")(house)
    house.shell._recognise(Path(paths.resources() / "samples" / "aral-2021.toml"))


def helped(house):
    side("settings")(house)
    if house.window.help is None or not house.window.help.shown:
        house.shell.intent(ShowHelp())


SIDES = {
    "copies": side("copies"), "settings": side("settings"), "ready": side("ready"),
    "room": side("room"), "taking": taking, "help": helped,
}  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
@pytest.mark.parametrize("name", SIDES)
def test_every_control_beside_a_night_does_something_in_every_look(house, monkeypatch, name, look):
    begin(house)
    house.shell.close_night()
    watched(house, monkeypatch)
    worn(house, look)
    walk = SideWalk(house, lambda: (SIDES[name](house), worn(house, look)))
    walk.walk()
    assert walk.nameless == []
    assert walk.dead == []
    assert len(walk.pressed) >= 3
