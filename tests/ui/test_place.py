"""A window opens where it stood last, if a screen is there (of the tests: 1366 × 768)."""

from __future__ import annotations

import pytest

from tally_app.app.view.base import Placed
from tally_app.ui.window.app import Windows
from tests.kept_windows import KEPT
from tests.ui.fake_shell import FakeShell


@pytest.fixture
def opened(qtbot, monkeypatch):
    """Opens a window that stood somewhere last."""

    def one(*last, full=False, beside=0):
        placed = Placed(last, full) if last else None
        monkeypatch.setattr(FakeShell, "placed", lambda _shell: placed)
        windows = Windows(lambda _file: FakeShell(), "light")
        KEPT.append(windows)
        for _ in range(beside + 1):
            windows.open()
        for window in windows.open_now:
            qtbot.addWidget(window)
        return windows.open_now[-1]

    return one


def place(window):
    return (window.x(), window.y(), window.width(), window.height())


def test_a_window_stands_where_it_stood_and_says_so_when_it_closes(opened):
    window = opened(100, 60, 900, 600)
    assert place(window) == (100, 60, 900, 600)
    window.move(40, 30)
    window.resize(1000, 640)
    window.close()
    assert window.shell.said("closing") == [(Placed((40, 30, 1000, 640), maximised=False),)]


def test_a_window_that_filled_its_screen_does_so_again_and_keeps_its_smaller_place(opened):
    window = opened(100, 60, 900, 600, full=True)
    assert window.isMaximized()
    window.close()
    ((said,),) = window.shell.said("closing")
    assert said == Placed((100, 60, 900, 600), maximised=True)


@pytest.mark.parametrize(
    ("last", "now"),
    [
        ((3000, 200, 900, 600), (233, 84, 900, 600)),  # the second screen is gone: the middle
        ((-2000, -900, 800, 600), (283, 84, 800, 600)),
        ((0, 0, 1920, 1080), (0, 0, 1366, 768)),  # it was on a larger screen
        ((1200, 700, 900, 600), (466, 168, 900, 600)),  # a corner of it would be seen
        ((-50, -20, 900, 600), (0, 0, 900, 600)),
        ((10, 10, 1, 1), (10, 10, 640, 420)),
    ],
)
def test_it_is_always_whole_on_a_screen(opened, last, now):
    window = opened(*last)
    assert place(window) == now
    window.close()


def test_a_second_window_stands_aside_of_the_first(opened):
    window = opened(100, 60, 900, 600, beside=1)
    assert place(window) == (140, 100, 900, 600)


def test_the_first_start_of_all_fills_a_small_screen(opened):
    window = opened()
    assert window.isMaximized()
