"""Help beside the page by F1: the cursor stays, what is typed stays; questions and answers."""

import os
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tally_app.app.view.help import ShowTopic
from tally_app.app.view.intents import ShowStep
from tests.e2e.hands import fill_to_count, focused, keys, press, where
from tests.e2e.test_first_night import begin


def shown(house):
    """Every word the help shows, None while it is closed."""
    help_ = house.window.help
    if help_ is None or not help_.shown:
        return None
    assert help_.pane.isVisible()
    cards = help_.pane.cards
    said = [words for card in cards for _kind, words in card.view.lines]
    return "\n".join(said + [row.view.text for card in cards for row in card.rows])


def grab(house, name):
    """Look at it: TALLY_LOOK names a folder for pictures."""
    if folder := os.environ.get("TALLY_LOOK"):
        QApplication.processEvents()
        house.window.grab().save(f"{folder}/{name}.png")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_f1_tells_of_the_field_and_the_cursor_stays_in_it(house, language):
    begin(house, language=language)
    fill_to_count(house)
    press(Qt.Key.Key_Return)
    keys("73")
    field, words = focused(), house.shell.desk.wording
    begun = time.perf_counter()
    press(Qt.Key.Key_F1)
    took = time.perf_counter() - begun
    line = house.shell.desk.session.night.form("akim").line("option.votes")
    assert words.pick(line.label) in shown(house)
    assert words("help.wrong.option_votes") in shown(house)
    assert words("help.if.floor.title") in shown(house)
    assert words("help.if.power.title") in shown(house), "what may happen on every page"
    assert words("help.if.recount.title") not in shown(house), "what belongs to another page"
    assert focused() is field
    assert field.text() == "73", "nothing is stored by reading"
    assert house.shell.desk.place.drafts, "it is still being typed"
    grab(house, f"help-{language}")
    keys("1")
    press(Qt.Key.Key_Return)
    assert where(house)[1] != field.key, "the night goes on beside the help"
    press(Qt.Key.Key_F1)
    assert shown(house) is None
    press(Qt.Key.Key_F1)
    press(Qt.Key.Key_Escape)
    assert shown(house) is None
    assert took < 0.1 * (4 if "PYTEST_XDIST_WORKER" in os.environ else 2), f"opened in {took:.3f} s"


def test_search_contents_an_answer_and_the_way_to_its_page(house):
    shell = begin(house, language="ru")
    fill_to_count(house)
    field = focused()
    press(Qt.Key.Key_F1)
    pane = house.window.help.pane
    pane.search.setFocus()
    keys("наблюдателя")
    assert "наблюдатель возражает" in shown(house)
    assert "погас свет" not in shown(house)
    grab(house, "help-search")
    press(Qt.Key.Key_Return)
    assert focused() is pane.cards[0].rows[0], "Enter leads from the search to what was found"
    next(row for card in pane.cards for row in card.rows if "возражает" in row.view.text).click()
    assert "20-1" in shown(house)
    assert "обязан приложить" in shown(house)
    grab(house, "help-answer")
    places = [row.view.intent for card in pane.cards for row in card.rows]
    assert ShowStep("minutes") in places
    shell.intent(ShowStep("minutes"))
    assert where(house)[0] == "minutes"
    pane.search.setFocus()
    keys("zzz")
    assert "Ничего не найдено" in shown(house)
    press(Qt.Key.Key_Escape)
    assert shown(house) is None
    assert house.window.isAncestorOf(focused())
    assert field is not None


def test_help_stands_on_the_start_page_too(house):
    shell = house.start()
    shell.choose_language("kk")
    house.qtbot.waitUntil(lambda: house.window.start is not None)
    press(Qt.Key.Key_F1)
    words = shell.services.wordings["kk"]
    assert words("help.start_says") in shown(house)
    assert words("help.if.no_printer.title") in shown(house)
    assert house.window.start.width() + house.window.help.pane.width() == house.window.width()
    grab(house, "help-start")
    shell.choose_language("ru")
    assert "погас свет" in shown(house), "another language, the same place"
    shell.intent(ShowTopic("no_printer"))
    assert "Один диктует" in shown(house)
    press(Qt.Key.Key_F1)
    assert house.window.start.width() == house.window.width()


@pytest.mark.parametrize("width", [700, 1000, 1280])
def test_help_fits_a_narrow_window(house, width):
    begin(house, language="kk")
    fill_to_count(house)
    house.window.resize(width, 640)
    press(Qt.Key.Key_F1)
    pane = house.window.help.pane
    assert pane.isVisible()
    assert pane.x() + pane.width() == house.window.width()
    assert pane.search.width() > 30
    press(Qt.Key.Key_F1)
    assert not pane.isVisible()


@pytest.mark.parametrize(
    ("language", "typed", "topic"), [("kk", "жарык жок", "power"), ("ru", "пересчет", "recount")]
)
def test_one_key_two_words_and_two_enters_lead_from_any_page_to_the_answer(
    house, language, typed, topic
):
    begin(house, language=language)
    fill_to_count(house)
    field = focused()
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focused() is house.window.help.pane.search
    keys(typed)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    words = house.shell.services.wordings[language]
    assert words(f"help.if.{topic}.do").split("\n")[0] in shown(house)
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focused() is house.window.help.pane.search, "with the help open it is the next search"
    press(Qt.Key.Key_Escape)
    assert focused() is field, "what was being typed goes on"
