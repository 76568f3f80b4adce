"""Tab leads through a page and round to where it began: no widget keeps the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.e2e.hands import focused, forward, press
from tests.e2e.nights import do, open_night

MOST = 300


def round_trip():
    """What Tab visits until it is where it began."""
    first = focused()
    seen = [first]
    for _ in range(MOST):
        press(Qt.Key.Key_Tab)
        if focused() is first:
            return seen
        seen.append(focused())
    raise AssertionError(f"{focused()} keeps the keyboard: {seen[-5:]}")


def start(house):
    house.start()
    press(Qt.Key.Key_Tab)


def settings(house):
    start(house)
    press(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Tab)


def night(house):
    open_night(house, "aral-2021-night", do("type"))
    forward()


def night_with_help(house):
    night(house)
    press(Qt.Key.Key_F1)


@pytest.mark.parametrize("page", [start, settings, night, night_with_help])
def test_tab_goes_round(house, page):
    page(house)
    seen = round_trip()
    assert len(seen) > 5
    assert len(set(map(id, seen))) == len(seen), "nothing is visited twice before all is"
    if page is night_with_help:
        assert house.window.help.pane.search in seen, "the search is reached by keys alone"
