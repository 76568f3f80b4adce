"""The page of this computer: settings in the window, and the checks of the day before."""

import io
from dataclasses import replace
from datetime import timedelta, timezone
from itertools import pairwise
from types import SimpleNamespace

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tally_app.app.computer import checks, power
from tally_app.app.view.base import WearTheme, Zoom
from tally_app.app.view.computer import (
    AnswerCheck,
    ChooseLanguage,
    PrintReadiness,
    SaveReadiness,
    ShowSection,
)
from tally_app.app.view.public import ShowPublic
from tally_app.app.view.start import OpenSide
from tally_app.app.window.beside import computer as computer_side
from tests.e2e.hands import press, push
from tests.e2e.test_help import grab

PAGES = ("look", "files", "devices", "ready", "about")


def words_of(page):
    view = page.view
    rows = [row for group in view.groups for row in group.rows]
    return "\n".join(f"{row.label} | {row.says}" for row in rows) + "".join(
        note.title + note.text for note in view.beside
    )


@pytest.fixture
def page(house, monkeypatch):
    house.start()
    house.qtbot.waitUntil(lambda: house.window.start is not None)
    push(house, OpenSide("settings"))
    return next(iter(house.window.sides.values()))


def test_every_setting_says_what_it_does_now_and_works_at_once(house, page):
    settings = house.shell.services.settings
    push(house, ChooseLanguage("ru"))
    assert "Язык окна" in words_of(page)
    push(house, Zoom(125))
    push(house, WearTheme("dark"))
    assert (settings["language"], settings["zoom"], settings["theme"]) == ("ru", 125, "dark")
    chosen = [
        one.view.text for one in page.findChildren(type(page.back)) if one.view.style == "chosen"
    ]
    assert {"125 %", "тёмная", "Русский"} <= set(chosen)
    push(house, Zoom(100))
    push(house, WearTheme("light"))
    push(house, ShowSection("files"))
    assert str(house.data_dir) in words_of(page)
    assert "место не выбрано" in words_of(page)
    stick = house.data_dir.parent / "stick"
    stick.mkdir()
    house.shell.file_chosen("copies_folder", str(stick))
    assert str(stick) in words_of(page), "what was chosen is what it says now"
    push(house, ShowSection("devices"))
    assert "принтер" in words_of(page).lower()
    push(house, ShowSection("about"))
    assert house.shell.services.version in words_of(page)
    assert "Не сертифицированная" in words_of(page)
    press(Qt.Key.Key_Escape)
    assert house.window.start.isVisible()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_part_is_shown_in_every_language(house, page, language):
    house.shell.choose_language(language)
    for part in PAGES:
        push(house, ShowSection(part))
        QApplication.processEvents()
        grab(house, f"computer-{part}-{language}")
        assert page.view.heading
    house.window.resize(700, 600)
    QApplication.processEvents()
    assert page.sections[0].isVisible()


def test_without_room_beside_the_words_stand_below_and_every_part_opens(house, page):
    """Part after part in a narrow window, wide again and back: no card stands upon another."""
    for width, beside in ((1000, False), (1366, True), (1000, False)):
        house.window.resize(width, 600)
        for part in PAGES:
            push(house, ShowSection(part))
            QTest.qWait(1)  # what is let go of is deleted by now
            assert page.view.section == part
            assert page.notes, "every part says something beside"
            assert all(page.beside.isAncestorOf(note) is beside for note in page.notes)
            cards = [*page.groups, *(() if beside else page.notes)]
            for upper, lower in pairwise(cards):
                assert upper.geometry().bottom() < lower.geometry().top()


def test_the_focus_begins_at_the_part_that_is_open(house):
    house.start()
    house.qtbot.waitUntil(lambda: house.window.start is not None)
    push(house, OpenSide("ready"))
    page = next(iter(house.window.sides.values()))
    assert QApplication.focusWidget() is page.sections[PAGES.index("ready")]


TROUBLES = {
    "zone": ("clock", "other_zone", "UTC+5"),
    "disk": ("disk", "full", "освободите место"),
    "font": ("fonts", "missing", "возьмите папку программы"),
    "printer": ("printer", "none", "ответьте «Нет принтера: бланки»"),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_trouble_is_named_with_what_to_do(house, trouble, monkeypatch):
    if trouble == "zone":
        usual = house.clock
        house.clock = lambda: usual().astimezone(timezone(timedelta(hours=6)))
    if trouble == "disk":
        monkeypatch.setattr(checks.shutil, "disk_usage", lambda path: SimpleNamespace(free=10**6))
    if trouble == "font":
        drawn = house_printers(house).drawn
        monkeypatch.setattr(house_printers(house), "drawn", lambda: set(drawn()) - {ord("Ң")})
    house.start()
    house.qtbot.waitUntil(lambda: house.window.start is not None)
    house.shell.choose_language("ru")
    push(house, OpenSide("ready"))
    page = next(iter(house.window.sides.values()))
    name, code, todo = TROUBLES[trouble]
    checked = {one.id: one for one in presenter(house)._checked}
    assert [*checked] == [*checks.CHECKS], "the same order as on the sheet"
    assert (checked[name].code, checked[name].ready) == (code, False)
    assert todo in next(row.says for row in page.view.groups[0].rows if row.key == name)
    row = next(row for row in page.view.groups[0].rows if row.key == name)
    assert bool(row.buttons) == (name == "printer"), "no answer sets a clock or frees a disk"
    assert row.state == "warning"


def house_printers(house):
    from tally_app import main

    return main.printers()


def presenter(house):
    return house.shell.sides.heard.computer


def test_a_person_answers_what_cannot_be_measured_and_the_sheet_says_who_has_to(house, monkeypatch):
    monkeypatch.setattr(computer_side, "battery", lambda: power.Battery(80, 70))
    house.start()
    house.qtbot.waitUntil(lambda: house.window.start is not None)
    house.shell.choose_language("ru")
    push(house, OpenSide("ready"))
    before = {one.id: one for one in presenter(house)._checked}
    assert (before["battery"].ready, before["battery"].said) == (False, {"time": "01:10"})
    push(house, AnswerCheck("battery", "ups"))
    push(house, AnswerCheck("printer", "blanks"))
    push(house, AnswerCheck("blanks", "there"))
    after = {one.id: one for one in presenter(house)._checked}
    assert after["battery"].ready
    assert after["printer"].ready
    push(house, SaveReadiness())
    (saved,) = house.data_dir.glob("ready-*.pdf")
    pages = pypdf.PdfReader(io.BytesIO(saved.read_bytes())).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert len(pages) <= 2
    assert "ДАЙЫНДЫҚТЫ ТЕКСЕРУ ПАРАҒЫ" in text
    assert "ЛИСТ ПРОВЕРКИ ГОТОВНОСТИ" in text
    assert "ИБП есть" in text
    assert "Нет принтера: бланки" in text
    assert f"{house.clock():%H:%M}"[:2] in text
    assert "НЕ ГОТОВО" in text, "the election file was not opened"
    printed = []
    house.shell.print_asked.connect(printed.append)
    monkeypatch.setattr(house.window, "print_pdf", lambda pdf: None)
    push(house, PrintReadiness())
    assert printed[0].startswith(b"%PDF")
    push(house, AnswerCheck("battery", ""))
    assert not {one.id: one for one in presenter(house)._checked}["battery"].ready
    usual = house.clock
    presenter(house)._machine = replace(
        presenter(house)._machine, clock=lambda: usual() + timedelta(days=1)
    )
    presenter(house).measure()
    assert not {one.id: one for one in presenter(house)._checked}["printer"].ready, "yesterday's"


def test_the_screen_for_the_room_is_chosen_here_and_not_at_night(house, page):
    push(house, ShowSection("devices"))
    push(house, ShowPublic(on=True))
    assert house.shell.services.settings["public"] is True
    press(Qt.Key.Key_Escape)
    views = []
    house.shell.desk_changed.connect(views.append)
    press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    house.shell.submit({"samples": "aral-2021"})
    assert views[-1].public.lines == ()
    assert views[-1].public.note
    assert house.window.second is not None, "it waits for a second screen"
    assert house.window.second.screen is None, "there is one screen only"
