"""An Enter does little: how many calls of our own code stand between the key and the painted page.

Calls are counted, not timed, so that a busy machine bends nothing; ``tests/bench`` has the time.
"""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

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
