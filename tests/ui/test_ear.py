"""Counting by ear: every key press is one ballot, never none and never two."""

import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tally_app.app.view.base import Button, Note, ShowHelp
from tally_app.app.view.intents import (
    CloseBundle,
    HearBallot,
    Next,
    OpenEar,
    ShowContest,
    TakeBackBallot,
    Undo,
)
from tally_app.ui.kit import theme
from tally_app.ui.night.tally import TallyCard
from tests.ui import night_samples, samples

FIRST = {"linux": 10, "win32": 2}.get(sys.platform)
PLAIN, PAD = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier


@pytest.fixture
def ear(open_window, shell, qtbot):
    window = open_window()
    shell.desk_changed.emit(night_samples.ear("ru"))
    block = window.desk.page.findChild(TallyCard)
    qtbot.waitUntil(block.hasFocus)
    return block


def send(widget, key, typed="", *, held=PLAIN, again=False, place=None):
    scan = FIRST + place if place is not None else 0
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, held, scan, 0, 0, typed, again)
        QApplication.sendEvent(widget, event)


def test_new_page_listens_at_once(ear, shell):
    QTest.keyClick(ear, Qt.Key.Key_1)
    QTest.keyClick(ear, Qt.Key.Key_0)
    QTest.keyClick(ear, Qt.Key.Key_1, PAD)
    assert shell.asked() == [HearBallot("1"), HearBallot("0"), HearBallot("1")]


def test_a_key_held_down_is_one_ballot(ear, shell):
    send(ear, Qt.Key.Key_2, "2")
    for _repeat in range(20):
        send(ear, Qt.Key.Key_2, "2", again=True)
    send(ear, Qt.Key.Key_2, "2")
    assert shell.asked() == [HearBallot("2"), HearBallot("2")]
    shell.calls.clear()
    for key in (Qt.Key.Key_Backspace, Qt.Key.Key_Return):
        send(ear, key, "\b", again=True)
    assert shell.asked() == []


@pytest.mark.skipif(FIRST is None, reason="no scan codes known for this system")
def test_top_row_counts_on_the_kazakh_layout(ear, shell):
    for place, letter in ((0, '"'), (1, "ә"), (2, "і"), (9, "қ")):
        send(ear, 0, letter, place=place)
    send(ear, Qt.Key.Key_Exclam, "!", held=Qt.KeyboardModifier.ShiftModifier, place=0)
    assert shell.asked() == [HearBallot(key) for key in "1230"]


@pytest.mark.skipif(FIRST is None, reason="no scan codes known for this system")
def test_letters_of_many_piles_count_by_their_place(ear, shell):
    desk = night_samples.ear("ru")
    keys = tuple((key, f"№ {key}", "0") for key in "1234567890qwertyasdfz")
    block = replace(desk.page.blocks[0], keys=keys)
    shell.desk_changed.emit(replace(desk, page=replace(desk.page, blocks=(block,))))
    for place, letter in ((14, "й"), (15, "ц"), (28, "ф"), (42, "я"), (43, "ч"), (44, "с")):
        send(ear, 0, letter, place=place)
    send(ear, Qt.Key.Key_Q, "q")
    send(ear, Qt.Key.Key_Q, "Q", held=Qt.KeyboardModifier.ShiftModifier)
    assert shell.asked() == [HearBallot(key) for key in "qwazqq"]


def test_a_block_that_opens_on_its_page_listens_at_once(open_window, shell):
    window = open_window()
    desk = night_samples.ear("ru")
    button = Button(OpenEar(), "Считать на слух", style="small")
    note = Note("Можно считать на слух.", buttons=(button,))
    rows = samples.count("ru").page.blocks
    closed = replace(desk, page=replace(desk.page, blocks=(*rows, note)))
    shell.desk_changed.emit(closed)
    window.desk.page._blocks[-1].buttons[0].setFocus()
    opened = replace(desk, page=replace(desk.page, blocks=(*rows, *desk.page.blocks)))
    shell.desk_changed.emit(opened)
    block = window.desk.page.findChild(TallyCard)
    assert block.hasFocus()
    shell.answering = False
    window.desk.entry("5.1").setFocus()
    QTest.keyClicks(window.desk.entry("5.1"), "1")
    before = window.desk.entry("5.1")
    shell.desk_changed.emit(replace(opened, undo="other"))
    assert before.hasFocus(), "only its opening takes the focus"


def test_backspace_takes_back_and_enter_ends_the_bundle(ear, shell):
    QTest.keyClick(ear, Qt.Key.Key_Backspace)
    QTest.keyClick(ear, Qt.Key.Key_Return)
    QTest.keyClick(ear, Qt.Key.Key_Enter, PAD)
    assert shell.asked() == [TakeBackBallot(), CloseBundle(), CloseBundle()]


def test_nothing_else_is_pressed_by_a_wrong_key(ear, shell):
    desk = night_samples.ear("ru")
    panel = samples.reasons("ru").panel  # its buttons are pressed by 1 to 5
    keys = desk.page.blocks[0].keys[:2]
    block = replace(desk.page.blocks[0], keys=keys)
    shell.desk_changed.emit(replace(desk, panel=panel, page=replace(desk.page, blocks=(block,))))
    for digit in "345678":
        QTest.keyClick(ear, digit)
    QTest.keyClick(ear, Qt.Key.Key_F)
    assert shell.asked() == []
    QTest.keyClick(ear, Qt.Key.Key_2)
    assert shell.asked() == [HearBallot("2")]


def test_keys_of_the_window_go_on_working(ear, shell):
    QTest.keyClick(ear, Qt.Key.Key_F1)
    QTest.keyClick(ear, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(ear, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(ear, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(ear, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not ear
    said = [type(asked) for asked in shell.asked()]
    assert said == [ShowHelp, Next, Undo, ShowContest]


def test_without_the_focus_nothing_counts(ear, shell, qtbot):
    ear.buttons[0].setFocus()
    QTest.keyClick(ear.buttons[0], Qt.Key.Key_1)
    assert HearBallot("1") not in shell.asked()
    qtbot.mouseClick(ear, Qt.MouseButton.LeftButton)
    assert ear.hasFocus()
    assert shell.asked() == [], "a press with the mouse counts nothing"


def test_mouse_on_a_button_leaves_the_focus_where_ballots_count(ear, shell, qtbot):
    qtbot.mouseClick(ear.buttons[0], Qt.MouseButton.LeftButton)
    assert shell.asked() == [TakeBackBallot()]
    assert ear.hasFocus()


def counts(**other):
    base = {"1": 118, "2": 21, "3": 6, "4": 4, "5": 7, "0": 5}
    return base | {key[1:]: value for key, value in other.items()}


def test_counted_pile_shows_itself_and_calms_down(ear, shell, qtbot):
    before = ear.grab().toImage()
    shell.desk_changed.emit(night_samples.ear("ru", counts(k2=22)))
    assert ear.pulsing == ear.last == "2"
    assert ear.grab().toImage() != before
    qtbot.waitUntil(lambda: not ear.pulsing)
    assert ear.last == "2", "which was last stays to be seen"
    shell.desk_changed.emit(night_samples.ear("ru", counts(k2=22, k3=7)))
    assert ear.pulsing == "3"
    assert ear.hasFocus()


def test_no_pile_moves_while_it_is_counted(ear, shell):
    places = [ear._place_of(at) for at in range(6)]
    for count in (0, 9, 10, 99, 100, 999):
        shell.desk_changed.emit(night_samples.ear("ru", counts(k4=count)))
        assert [ear._place_of(at) for at in range(6)] == places


@pytest.mark.parametrize("zoom", [150, 200])
def test_counted_pile_is_in_sight(open_window, shell, qtbot, zoom):
    theme.wear(theme.THEMES["light"], zoom)
    window = open_window()
    shell.desk_changed.emit(night_samples.ear("ru"))
    block, area = window.desk.page.findChild(TallyCard), window.desk.page.area
    for at, now in ((5, counts(k0=6)), (0, counts(k0=6, k1=119)), (3, counts(k0=6, k1=119, k4=5))):
        shell.desk_changed.emit(night_samples.ear("ru", now))

        def seen(at=at):
            place = block._place_of(at).translated(
                block.mapTo(area.viewport(), block.rect().topLeft())
            )
            return area.viewport().rect().contains(place)

        qtbot.waitUntil(seen)


def test_closed_block_says_why_and_counts_nothing(open_window, shell):
    window = open_window()
    shell.desk_changed.emit(night_samples.ear("ru", locked=True))
    block = window.desk.page.findChild(TallyCard)
    assert not block.hasFocus()
    assert block.view.locked in block.accessibleName()
    assert block.toolTip() == block.view.locked
    block.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_Backspace, Qt.Key.Key_Return):
        QTest.keyClick(block, key)
    assert shell.asked() == []
    assert not any(one.isEnabled() for one in block.buttons)


def test_presenter_asks_for_the_focus_by_name(open_window, shell):
    window = open_window()
    desk = night_samples.ear("ru")
    shell.desk_changed.emit(desk)
    window.desk.footer.buttons[0].setFocus()
    shell.focus_asked.emit("ear")
    assert window.desk.page.findChild(TallyCard).hasFocus()


def test_piles_are_told_in_words(ear):
    assert ear.accessibleName() == "Пачки. Пачка 3: 37 из 50 бюллетеней"
    assert "2: Әлиева Гүлнар Маратқызы 21" in ear.accessibleDescription()
