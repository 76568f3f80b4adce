"""A published table by keyboard: pasted, checked while it changes, left with Esc."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tally_app.app.view.start import OpenSide
from tests.e2e.hands import focused, keys, press, push

ULKEN = """Кандидат\tДауыс\t%
Қасенов\t732\t85,12 %
Бердықұлов\t82\t9,53 %
Қалқабаев\t46\t5,35 %
Бәріне қарсымын\t0\t0,00 %
Жарамсыз\t0\t3,77 %
Барлығы\t860\t100 %
Сайлаушылардың жалпы саны\t1 200\t
Сайлаушылардың келуі\t\t71,67 %
"""


@pytest.fixture
def page(house):
    house.start()
    house.qtbot.waitUntil(lambda: house.window.start is not None)
    push(house, OpenSide("published"))
    house.qtbot.waitUntil(lambda: len(house.window.sides) == 1)
    (page,) = house.window.sides.values()
    return page


def cards(page):
    return [card.accessibleName() for card in page._cards if card.isVisible()]


def paste(house, text):
    QGuiApplication.clipboard().setText(text)
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_the_wrong_percentage_is_named_on_the_screen(house, page):
    assert focused() is page.field
    paste(house, ULKEN)
    house.qtbot.waitUntil(lambda: len(cards(page)) == 1)
    assert "«Жарамсыз»: 0 санының жанында 3,77\u202f% басылған" in cards(page)[0]
    read_table = page.view.tables[0]
    assert [line.role for line in read_table.lines][-4:] == [
        "жарамсыз",
        "жиыны",
        "тізімде",
        "келуі",
    ]
    assert read_table.lines[4].marked == {1}
    house.shell.choose_language("en")
    assert "3,77\u202f% is printed beside 0, but 0 of 860" in cards(page)[0]
    assert page.field.toPlainText() == ULKEN, "what was pasted stays"


def test_it_is_checked_again_while_it_changes(house, page):
    for line in ("A 50", "B 30"):
        keys(line)
        press(Qt.Key.Key_Return)
    keys("Total 8")
    house.qtbot.waitUntil(lambda: len(cards(page)) == 1)
    keys("0")
    house.qtbot.waitUntil(lambda: cards(page) == [])
    assert page.view.state.tone == "ok"
    keys(" or so")
    house.qtbot.waitUntil(lambda: len(page.view.remarks) == 2)
    assert page.view.remarks[1].endswith(": 3."), "a line that is not read is said"


def test_esc_goes_back_and_nothing_pasted_is_lost(house, page):
    paste(house, ULKEN)
    press(Qt.Key.Key_Escape)
    assert house.window.start.isVisible()
    assert not page.isVisible()
    push(house, OpenSide("published"))
    assert page.field.toPlainText() == ULKEN
    house.qtbot.waitUntil(lambda: len(cards(page)) == 1)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    QApplication.processEvents()
    assert house.window.start.isVisible(), "the first thing after the field is the way back"


def test_f1_helps_here_too(house, page):
    keys("Total 8")
    press(Qt.Key.Key_F1)
    assert house.window.help.pane.isVisible()
    press(Qt.Key.Key_Escape)
    assert not house.window.help.pane.isVisible()
    assert page.isVisible()
    assert page.field.toPlainText() == "Total 8"


def test_keys_of_the_start_page_do_nothing_here(house, page):
    for key in (Qt.Key.Key_N, Qt.Key.Key_T):
        press(key, Qt.KeyboardModifier.ControlModifier)
    assert house.window.form is None
    assert page.isVisible()


def test_the_page_takes_on_another_size_and_theme(house, page):
    paste(house, ULKEN)
    house.qtbot.waitUntil(lambda: len(cards(page)) == 1)
    size = page.field.font().pixelSize()
    press(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert page.field.font().pixelSize() > size
    press(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert page.field.font().pixelSize() == size


def test_signs_nobody_sees_are_taken_out_with_one_button(house, page):
    paste(house, "A\u200b\t1\nB\t2\nTotal\t3\n")
    house.qtbot.waitUntil(lambda: page.view.state.tone == "warning")
    assert "A[U+200B]" in page.view.state.text
    assert "\u200b" in page.field.toPlainText(), "nothing is taken out of what was pasted unasked"
    (button,) = page._state.buttons
    button.click()
    house.qtbot.waitUntil(lambda: page.view.state.tone == "ok")
    assert page.field.toPlainText() == "A\t1\nB\t2\nTotal\t3\n"
    page.field.undo()
    assert "\u200b" in page.field.toPlainText()


def test_more_than_a_megabyte_is_not_pasted_and_what_stood_there_stands(house, page):
    paste(house, ULKEN)
    house.qtbot.waitUntil(lambda: len(cards(page)) == 1)
    paste(house, "Ә" * 500_001)
    assert "1\u202fМБ" in page._state.accessibleName()
    assert page.field.toPlainText() == ULKEN
    paste(house, " ")
    house.qtbot.waitUntil(lambda: "1\u202fМБ" not in page._state.accessibleName())
