"""The trainer's page by keyboard: thirty codes are read out, and it says what the room missed."""

import io

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tally_app.app.view.beside.pasted import PrintRoom, SaveRoom
from tally_app.app.view.start import OpenSide
from tests.app.training.rooms import AKIM, second_exercise
from tests.e2e.hands import focused, keys, press, push


@pytest.fixture(params=["kk", "ru"])
def page(house, request):
    house.start()
    house.qtbot.waitUntil(lambda: house.window.start is not None)
    house.shell.choose_language(request.param)
    push(house, OpenSide("room"))
    house.qtbot.waitUntil(lambda: len(house.window.sides) == 1)
    (page,) = house.window.sides.values()
    return page


def words_of(house):
    return house.shell.services.wordings[house.shell.language]


def cards(page):
    return [card.accessibleName() for card in page._cards if card.isVisible()]


def told(page):
    return page._state.accessibleName()


def test_codes_are_typed_as_they_are_read_and_a_slip_is_named_by_its_line(house, page):
    words = words_of(house)
    assert focused() is page.field
    good, other = (one.text() for one in second_exercise()[:2])
    for text in (good, other[:-1]):
        keys(text.replace("-", "").lower())
        press(Qt.Key.Key_Return)
    house.qtbot.waitUntil(lambda: len(cards(page)) == 1)
    assert words("training.room.page.line", place=2) in cards(page)[0]
    assert words("training.room.page.read", count=1) in told(page)
    print_button = page.buttons[1]
    assert "2" in print_button.view.closed, "no sheet while a code is wrong"
    press(Qt.Key.Key_Backspace)
    keys(other[-1])
    house.qtbot.waitUntil(lambda: cards(page) == [])
    assert words("training.room.page.read", count=2) in told(page)
    assert print_button.view.closed == ""


def test_thirty_pasted_codes_show_what_was_missed_and_the_exercise_to_repeat(house, page, tmp_path):
    words, printed = words_of(house), []
    house.shell.print_asked.disconnect()
    house.shell.print_asked.connect(printed.append)
    QGuiApplication.clipboard().setText("\n".join(one.text() for one in second_exercise()))
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    house.qtbot.waitUntil(lambda: len(page._tables) == 2)
    kind = words(f"training.fault.{AKIM[2][0]}")
    assert kind in told(page)
    assert words("training.room.next", number=4) in told(page), "two is the round: 4 has it again"
    first = page.view.tables[0].lines[0]
    assert (first.name, first.figures) == (kind, ("30", "20", "10"))
    assert f"4 · {kind}" in page._tables[1].accessibleName()
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    house.qtbot.waitUntil(lambda: len(printed) == 1)
    text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(printed[0])).pages)
    assert "РЕЗУЛЬТАТ ЗАНЯТИЯ" in text
    assert "Следующее упражнение: 4" in " ".join(text.split())
    house.shell.file_asked.disconnect()
    asked = []
    house.shell.file_asked.connect(lambda kind, *_words: asked.append(kind))
    push(house, SaveRoom())
    assert asked == ["save_pdf"]
    house.shell.file_chosen("save_pdf", str(tmp_path / "нәтиже.pdf"))
    assert (tmp_path / "нәтиже.pdf").read_bytes() == printed[0]
    assert any("нәтиже.pdf" in remark for remark in page.view.remarks), "where it lies is said"


def test_the_same_code_in_two_lines_is_asked_about_and_nothing_typed_is_lost(house, page):
    text = second_exercise()[0].text()
    QGuiApplication.clipboard().setText(f"{text}\n{text}")
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    house.qtbot.waitUntil(lambda: len(page.view.remarks) == 1)
    assert "1, 2" in page.view.remarks[0]
    press(Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert house.window.start.isVisible()
    push(house, OpenSide("room"))
    assert page.field.toPlainText() == f"{text}\n{text}"
    assert not page.buttons[1].view.closed
    assert page.buttons[1].view.intent == PrintRoom()
