"""What a screen reader is told by itself: a new finding, once, and the focus stays where it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibleAnnouncementEvent

from tally_app.ui.kit import note
from tests.e2e.hands import enter, fill_to_count, focused, keys, press
from tests.e2e.test_first_night import begin


@pytest.fixture
def heard(monkeypatch):
    """What is announced, in its order."""
    said = []

    def announced(widget, words):
        said.append((words, focused()))
        return QAccessibleAnnouncementEvent(widget, words)

    monkeypatch.setattr(note, "QAccessibleAnnouncementEvent", announced)
    return said


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_finding_is_announced_once_and_the_focus_stays_in_the_field(house, heard, language):
    begin(house, language=language)
    fill_to_count(house)
    heard.clear()
    enter("928", "731", "3", "6", "135", "0")
    assert heard == [], "what agrees so far is not announced"
    keys("35")
    field = focused()
    press(Qt.Key.Key_Return)
    house.qtbot.waitUntil(lambda: len(heard) == 1)
    ((said, at),) = heard
    assert "D-01" in said
    assert house.shell.services.wordings[language]("severity.error") in said
    assert at is field, "nobody is sent anywhere by it"
    assert focused() is not field, "Enter goes on as ever"
    enter("0", "1")
    house.qtbot.wait(50)
    assert [words for words, _at in heard if "D-01" in words] == [said], "it is said once"
