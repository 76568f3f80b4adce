"""The start page by keyboard, before any night is open."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tally_app.app.view.base import ShowHelp
from tests.e2e.hands import forward, keys, press, push
from tests.e2e.test_first_night import begin


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


def row_of(house, path):
    house.qtbot.waitUntil(lambda: house.window.start is not None)
    QApplication.processEvents()
    return next(
        row.view for row in [*house.window.start.content.recent] if row.view.path == str(path)
    )


@pytest.mark.parametrize(
    ("spoil", "mark", "says"),
    [
        (lambda path: path.unlink(), "Not there", "stick is plugged in"),
        (lambda path: path.write_bytes(path.read_bytes()[:-9000]), "Damaged", "Do not begin"),
        (lambda path: path.write_bytes(b""), "Damaged", "Do not begin"),
    ],
)
def test_a_night_that_cannot_be_read_stays_on_the_page_and_says_why(house, spoil, mark, says):
    path = begin(house, language="en").desk.session.journal.path
    house.close()
    spoil(path)
    house.start()
    row = row_of(house, path)
    assert (row.mark, row.tone) == (mark, "error")
    assert says in row.caption
    assert row.title == "Precinct No. 999"


def test_a_file_that_holds_less_than_was_typed_here_says_so(house):
    """Somebody puts an older copy in its place: it opens, and it is said on the page and there."""
    shell = begin(house, language="en")
    path = shell.desk.session.journal.path
    older = path.read_bytes()
    forward()
    keys("1296")
    press(Qt.Key.Key_Return)
    house.close()
    path.write_bytes(older)
    shell = house.start()
    row = row_of(house, path)
    assert (row.mark, row.tone) == ("Holds less", "warning")
    shell.file_chosen("open", str(path))
    assert shell.desk is not None
    assert any("holds less than was typed on this computer" in said for said in house.said)
