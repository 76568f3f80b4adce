"""The start page by keyboard, before any night is open."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from tally_app import paths
from tally_app.app.view.base import GoToStart, ShowHelp
from tally_app.app.view.start import OpenNight
from tests.e2e.hands import focused, forward, keys, press, push, where
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
    assert window.help.pane.isVisible()
    press(Qt.Key.Key_Escape)
    assert not window.help.pane.isVisible()
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


def past_row(house):
    QApplication.processEvents()
    return house.shell.start.view("en").recent[0]


def test_on_a_computer_without_counts_the_page_says_what_the_program_does(house, window):
    """And the filled button begins a training night on the count, with one wrong figure in it."""
    house.shell.choose_language("en")
    shown = window.start.view
    assert [head for _icon, head, _says in shown.welcome] == [
        "1. You enter", "2. It checks", "3. A paper comes out",
    ]  # fmt: skip
    assert [card.isVisible() for card in window.start.content.welcome] == [True] * 3
    press(Qt.Key.Key_Space)
    desk = house.shell.desk
    night = desk.session.night
    assert night.training
    assert night.exercise is not None
    assert len(night.exercise.faults) == 1
    cell = night.exercise.faults[0].cells[0]
    assert focused().objectName() == f"line:{cell}"
    assert any(one.code == "error" for one in desk.session.obstacles(night.first))


def test_an_interrupted_count_stands_first_with_its_step_and_line(house, window):
    house.shell.choose_language("en")
    press(Qt.Key.Key_Space)
    cell = house.shell.desk.session.night.exercise.faults[0].cells[0]
    path = house.shell.desk.session.journal.path
    house.shell.intent(GoToStart())
    QApplication.processEvents()
    going = house.window.start.view.going
    assert "all that was entered is saved" in going.line
    assert going.title.startswith("Precinct No. 999")
    assert "step “Count of votes”" in going.caption
    assert path.name in going.below
    press(Qt.Key.Key_Space)
    assert house.shell.desk.session.journal.path == path
    assert where(house)[1] == f"line:{cell}"


def test_past_counts_say_in_which_state_they_are(house, tmp_path):
    """Every unfinished one says its step and can be gone on with, not the last one only."""
    first = begin(house, language="en").desk.session.journal.path
    forward()
    house.close()
    begin(house, language="en")
    house.shell.intent(GoToStart())
    row = past_row(house)
    assert (row.path, row.mark) == (str(first), "not finished: “Ballots received”")
    house.shell.intent(OpenNight(row.path))
    assert house.shell.desk.session.journal.path == first


WRONG = {
    "paper.pdf": (b"%PDF-1.4\n", "PDF"),
    "photo.png": (b"\x89PNG\r\n", "picture"),
    "notes.txt": ("сегодня выборы".encode(), "text"),
    "empty.toml": (b"", "empty"),
    "form.toml": (b'kind = "form"\n', "form"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_named_with_what_to_do_and_nothing_begins(house, window, tmp_path, name):
    house.shell.choose_language("en")
    data, what = WRONG[name]
    path = tmp_path / name
    path.write_bytes(data)
    house.shell.file_chosen("open", str(path))
    assert house.shell.desk is None
    assert window.form is None
    assert what in house.said[-1], house.said[-1]
    assert str(path) in house.said[-1]


def dropped(window, path):
    """As a file manager does it: the file is brought over the window and let go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at, act = QPointF(300, 300), Qt.DropAction.CopyAction
    keys_, mouse = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    over = QDragEnterEvent(at.toPoint(), act, data, mouse, keys_)
    QApplication.sendEvent(window, over)
    if over.isAccepted():
        QApplication.sendEvent(window, QDropEvent(at, act, data, mouse, keys_))
    return over.isAccepted()


def test_an_election_or_a_night_may_be_dropped_on_the_page(house, window):
    house.shell.choose_language("en")
    election = paths.resources() / "samples" / "aral-2021.toml"
    assert dropped(window, election)
    forward()
    path = house.shell.desk.session.journal.path
    house.shell.intent(GoToStart())
    QApplication.processEvents()
    assert dropped(window, path)
    assert house.shell.desk.session.journal.path == path


def test_a_night_opens_though_the_start_page_cannot_say_where_it_stands(house, window, monkeypatch):
    def broken(*_):
        raise KeyError("no such text")

    monkeypatch.setattr("tally_app.app.window.nights.past.stood", broken)
    path = begin(house, language="en").desk.session.journal.path
    forward()
    house.shell.intent(GoToStart())
    QApplication.processEvents()
    assert house.window.start.view.going.title.startswith("Precinct No. 999")
    house.shell.intent(OpenNight(str(path)))
    assert house.shell.desk.session.journal.path == path
