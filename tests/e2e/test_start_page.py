"""The start page by keyboard, before any night is open."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tally_app.app.view.base import ShowHelp
from tests.e2e.hands import press, push


@pytest.fixture
def window(house):
    house.start()
    house.qtbot.waitUntil(lambda: house.window.start is not None)
    return house.window


def by_button(house):
    push(house, ShowHelp())


def by_key(_house):
    press(Qt.Key.Key_F1)


@pytest.mark.parametrize("ask", [by_button, by_key])
def test_help_opens_says_what_this_is_and_closes(house, window, ask):
    house.shell.choose_language("en")
    ask(house)
    QApplication.processEvents()
    assert window.form is not None
    assert window.form.view.title == "Help"
    assert "count, check and protocol without a network" in window.form.view.text
    press(Qt.Key.Key_Escape)
    assert window.form is None
    assert window.start.isVisible()
