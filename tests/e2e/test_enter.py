"""An Enter does little: how many calls of our own code stand between the key and the painted page.

Calls are counted, not timed, so that a busy machine bends nothing; ``tests/bench`` has the time.
"""

import random
import sys

import pytest
from PySide6.QtCore import Qt, QVariantAnimation
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tally_app import paths
from tally_app.app.view.intents import ShowStep
from tests.e2e.hands import focused, keys, press
from tests.e2e.nights import open_night

MOST = 5_600
OURS = tuple(str(paths.resources().parent / part) for part in ("tally_app", "reports"))
NIGHT = "aral-2021-night"
FIGURES = ("731", "3", "6", "153", "0", "35")


def first_of_the_count(action):
    return action.cell is not None and action.cell.line == "option.votes"


@pytest.fixture
def desk(house):
    """The evening of a rural district, the cursor in the first candidate's votes."""
    shell = open_night(house, NIGHT, first_of_the_count)
    shell.intent(ShowStep("count"))
    shell.desk.session.who = "m3"
    QApplication.processEvents()
    while not focused().objectName().startswith("line:option.votes/"):
        press(Qt.Key.Key_Down)
    return shell


def calls_of(work) -> int:
    counted = 0

    def count(frame, event, _argument):
        nonlocal counted
        counted += event == "call" and frame.f_code.co_filename.startswith(OURS)

    sys.setprofile(count)
    try:
        work()
        QApplication.processEvents()
    finally:
        sys.setprofile(None)
    return counted


def test_an_enter_calls_little_of_our_code(desk):
    """The first Enter also draws what no Enter after it draws again, so it is not held."""
    taken = []
    for figure in FIGURES:
        keys(figure)
        before = focused().objectName()
        taken.append(calls_of(lambda: press(Qt.Key.Key_Return)))
        assert focused().objectName() != before
    assert max(taken[1:]) <= MOST, taken


def on_screen(window):
    """What stands on the screen now, painted piece by piece."""
    QTest.qWait(20)  # what a key says of the figures is shown in the next turn
    for fading in window.findChildren(QVariantAnimation):
        fading.setCurrentTime(fading.duration())
    QTest.qWait(1)
    return window.screen().grabWindow(window.winId()).toImage()


def test_the_screen_is_what_a_whole_repaint_would_paint(desk, house):
    """Only what changed is painted: nothing else may be left over from before."""
    chance = random.Random(23)
    moves = (
        Qt.Key.Key_Return,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Tab,
    )
    cursors = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)  # a blinking cursor is another picture every half second
    try:
        for turn in range(60):
            if chance.randrange(3):
                keys(chance.choice("0123456789"))
            else:
                press(chance.choice(moves))
            shown = on_screen(house.window)
            house.window.repaint()
            for part in house.window.findChildren(QWidget):
                part.update()
            now = on_screen(house.window)
            assert shown == now, turn
    finally:
        QApplication.setCursorFlashTime(cursors)
