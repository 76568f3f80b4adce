"""Every control does something: those of the start page, and how the window looks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from tally_app.app.view.address import PaperName
from tally_app.app.view.base import GoToStart, PrintPaper, SavePaper
from tally_app.app.view.intents import ShowContest, ShowPaper, ShowStep
from tally_app.ui.kit import theme
from tally_app.ui.kit.button import ButtonWidget
from tally_app.ui.kit.tokens import THEMES
from tally_app.ui.start.start_cards import BeginCard, RecentRow
from tests.e2e.hands import press, push
from tests.e2e.nights import FIVE, do, open_night
from tests.e2e.test_several_ballots import BALLOTS


def controls(house):
    """The names of all that can be pressed on the start page."""
    page = house.window.start
    kinds = (ButtonWidget, BeginCard, RecentRow)
    found = [one for kind in kinds for one in page.findChildren(kind) if one.isVisible()]
    return [one.accessibleName() for one in found]


def pressed(house, name):
    """Press the control of that name, and say what came of it; then put it away again."""
    page, window = house.window.start, house.window
    kinds = (ButtonWidget, BeginCard, RecentRow)
    found = [one for kind in kinds for one in page.findChildren(kind)]
    next(one for one in found if one.accessibleName() == name).click()
    QApplication.processEvents()
    files = [one for one in window.findChildren(QFileDialog) if one.isVisible()]
    for dialog in files:
        dialog.close()
        dialog.deleteLater()
    came = "files" if files else ""
    if window.form is not None:
        came = f"form: {window.form.view.title}"
        press(Qt.Key.Key_Escape)
    elif window.help is not None and window.help.shown:
        came = "help"
        press(Qt.Key.Key_Escape)
    elif not page.isVisible():
        came = "another page"
        house.shell.intent(GoToStart())
    return came


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_control_of_the_start_page_does_something(house, language):
    open_night(house, FIVE, do("type"))
    house.close()
    shell = house.start()
    shell.choose_language(language)
    names = controls(house)
    assert len(names) >= 6, names
    assert [name for name in names if not pressed(house, name)] == []
    assert house.said == []


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_every_look_can_be_chosen_in_the_menu_and_is_there_at_the_next_start(house):
    shell = open_night(house, FIVE, do("type"))
    words = shell.services.wordings["ru"]
    for name in ("dark", "contrast", "light", "system"):
        chosen = choose(house, words(f"theme.{name}"))
        assert chosen == words(f"theme.{shell.services.settings['theme']}") != ""
        assert shell.services.settings["theme"] == name
        if name in THEMES:
            assert theme.worn().t is THEMES[name]
    assert [text for text, ticked in entries(house) if ticked] == [words("theme.system")]


def entries(house):
    return [(words, ticked) for words, _act, ticked in house.window.desk.header._menu_entries()]


def choose(house, words):
    """Choose an entry of the menu; which one of its kind is ticked afterwards."""
    block = house.window.desk.header.precinct
    block.open_menu()
    action = next(one for one in block.menu.actions() if one.text() == words)
    action.trigger()
    block.menu.close()
    QApplication.processEvents()
    (ticked,) = [text for text, is_ticked in entries(house) if is_ticked]
    return ticked


def test_what_is_printed_and_saved_is_the_paper_that_is_shown(house, tmp_path, monkeypatch):
    """The wall sheet of one ballot was looked at; the next ballot has none yet."""
    monkeypatch.setattr("tally_app.ui.window.late.print_pdf", lambda *_: None)
    second = BALLOTS[1]
    shell = open_night(house, FIVE, do("finish", second))
    shell.print_asked.connect(house.printed.append)
    shell.intent(ShowContest(BALLOTS[0]))
    shell.intent(ShowStep("protocol"))
    shell.intent(ShowPaper(PaperName("wall")))
    shell.intent(ShowContest(second))
    shown = shell.desk.view().page.blocks[0].pdf
    push(house, PrintPaper(PaperName("protocol")))
    assert house.printed == [shown]
    push(house, SavePaper(PaperName("protocol")))
    (dialog,) = house.window.findChildren(QFileDialog)
    dialog.close()
    saved = tmp_path / "хаттама.pdf"
    shell.file_chosen("save_pdf", str(saved))
    assert saved.read_bytes() == shown
