"""Every page in every state that can be reached: each control is pressed once.

Nothing may fail, nothing may be dead, nothing may be without a name, and the focus is never lost.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog

from tally_app.app.view.base import GoToStart
from tally_app.app.view.intents import ShowContest, ShowStep
from tally_app.app.view.start import OpenNight
from tally_app.ui.kit.button import ButtonWidget
from tally_app.ui.kit.menu_block import MenuBlock
from tally_app.ui.night.contests import ContestButton
from tally_app.ui.night.steps import StepButton
from tests.e2e.hands import enter, fill_to_count
from tests.e2e.nights import FIVE, do, never, open_night
from tests.e2e.test_first_night import begin

ARAL = "aral-2021-night"
#: At most so many presses on one page: what adds a row makes new controls for ever.
MOST = 40
#: At least so many entries has the menu of a night.
MENU = 9


def fresh(house):
    begin(house)


def wrong(house):
    begin(house)
    fill_to_count(house)
    enter("928", "1731", "3", "6", "153", "0", "35")


def five(house):
    open_night(house, FIVE, do("announce"))


def finished(house):
    open_night(house, ARAL, never)


def exercise(house):
    shell = house.start()
    shell.choose_language("ru")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    shell.submit({"samples": "aral-2021", "exercise": "1"})
    shell.choose_person("m2")


class Walk:
    """A walk through the pages of an open night."""

    def __init__(self, house) -> None:
        self.house, self.window = house, house.window
        self.path = house.shell.desk.session.journal.path
        self.pressed: set[str] = set()
        self.dead: list[str] = []
        self.nameless: list[str] = []
        self.lost: list[str] = []

    @property
    def shell(self):
        return self.house.shell

    def show(self, step: str, contest: str) -> None:
        if self.shell.desk is None:
            self.shell.intent(OpenNight(str(self.path)))
            self.shell.choose_person("m3")
        self.shell.intent(ShowContest(contest))
        self.shell.intent(ShowStep(step))
        QApplication.processEvents()

    def controls(self) -> dict[str, QAbstractButton]:
        """What can be pressed now, by what it is."""
        found = {}
        for one in self.window.desk.findChildren(QAbstractButton):
            if one.isVisible() and one.isEnabled():
                found.setdefault(_key(one), one)
        return found

    def page(self, step: str, contest: str) -> None:
        """Press everything on a page that was not pressed before, each from the page as shown."""
        for _ in range(MOST):
            self.show(step, contest)
            open_ = self.controls()
            self.nameless += [
                f"{step}: {key}" for key, one in open_.items() if not one.accessibleName().strip()
            ]
            key = next((key for key in open_ if key not in self.pressed), "")
            if not key:
                return
            self.pressed.add(key)
            self.press(f"{step}: {key}", open_[key])

    def press(self, name: str, control: QAbstractButton) -> None:
        calm = _rests(control)
        before = self.seen()
        control.click()
        QApplication.processEvents()
        came = self.put_away()
        if not (calm or came or before != self.seen()):
            self.dead.append(name)
        if self.shell.desk is not None and self.window.focusWidget() is None:
            self.lost.append(name)

    def menus(self, step: str, contest: str) -> None:
        """Press every entry of every menu of the header once, each from the page as shown."""
        self.show(step, contest)
        blocks = [one for one in self.window.desk.findChildren(MenuBlock) if one.isVisible()]
        for block in blocks:
            for at in range(len(self.entries(block))):
                self.show(step, contest)
                entry = self.entries(block, keep=True)[at]
                name = f"{block.objectName()}: {entry.text()}"
                before, calm = self.seen(), entry.isChecked()
                entry.trigger()
                block.menu.close()
                QApplication.processEvents()
                self.pressed.add(name)
                if not (calm or self.put_away() or before != self.seen()):
                    self.dead.append(name)

    def entries(self, block: MenuBlock, *, keep: bool = False):
        """The entries of a menu that can be pressed; ``keep``: it stands open afterwards."""
        block.open_menu()
        QApplication.processEvents()
        found = [one for one in block.menu.actions() if one.isEnabled() and one.text()]
        if not keep:
            block.menu.close()
            QApplication.processEvents()
        return found

    def seen(self) -> object:
        """Whatever a press may change."""
        desk, window = self.shell.desk, self.window
        if desk is None:
            return "start"
        told = window.desk.page.told
        return (
            desk.place,
            desk.session.night.head,
            told is not None and told.view,
            [line.opened for line in window.desk.steps.groups],
            window.focusWidget(),
            window.desk.panel_open,
            len(self.house.printed),
            self.shell.language,
            self.shell.services.settings["theme"],
            desk.session.who,
            len(self.house.beside),
            self.window.help is not None and self.window.help.shown,
            self.shell.sides.shown,
            window.desk.view.panel,
            window.desk.page.view.blocks,
        )

    def put_away(self) -> bool:
        """Close what a press opened; say whether it opened anything."""
        came = False
        for dialog in self.window.findChildren(QFileDialog):
            came |= dialog.isVisible()
            dialog.close()
            dialog.deleteLater()
        while (menu := QApplication.activePopupWidget()) is not None:
            came = True
            assert [one.text() for one in menu.actions() if not one.isSeparator()]
            menu.close()
            QApplication.processEvents()
        if self.window.form is not None:
            came = True
            form = self.window.form
            named = [*form.body.rows.entries(), *form.body.checks, form.accept_button]
            assert all(one.accessibleName().strip() for one in named), form.view.title
            QTest.keyClick(form, Qt.Key.Key_Escape)
            QApplication.processEvents()
            assert self.window.form is None, "Esc closes a dialog"
            QTest.qWait(1)
        if self.shell.sides.shown is not None:
            came = True
            self.shell.intent(GoToStart())
        return came


def _key(control: QAbstractButton) -> str:
    if isinstance(control, ButtonWidget):
        return repr(control.view.intent)
    return f"{type(control).__name__} {control.objectName() or control.accessibleName()}"


def _rests(control: QAbstractButton) -> bool:
    """Whether a press asks for what is shown already."""
    if isinstance(control, StepButton | ContestButton):
        return control.view.current
    if isinstance(control, ButtonWidget):
        return control.view.style == "chosen"
    return not isinstance(control, MenuBlock) and control.isChecked()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
@pytest.mark.parametrize("state", [fresh, wrong, five, finished, exercise])
def test_every_control_of_every_page_does_something(house, state, monkeypatch):
    monkeypatch.setattr("tally_app.ui.window.late.print_pdf", lambda *_: house.printed.append(b""))
    state(house)
    house.beside = []
    house.shell.beside_asked.connect(house.beside.append)
    walk = Walk(house)
    night = house.shell.desk.session.night
    for contest in night.contests if state is not five else list(night.contests)[:2]:
        for step in night.form(contest).steps:
            walk.page(step.id, contest)
    walk.menus(step.id, contest)
    assert walk.nameless == []
    assert walk.dead == []
    assert walk.lost == []
    assert len([one for one in walk.pressed if one.startswith("menu: ")]) >= MENU
    assert len(walk.pressed) > 40
