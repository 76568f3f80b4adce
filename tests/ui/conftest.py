"""A window on a fake presenter, with the real fonts and a light look."""

import pytest

from tests.kept_windows import KEPT


@pytest.fixture
def shell():
    from tests.ui.fake_shell import FakeShell

    return FakeShell()


@pytest.fixture
def open_window(qtbot, shell):
    """Return a function that shows a window of a size on the fake presenter."""
    from tally_app.ui.window.main_window import MainWindow

    windows = []

    def make(width=1366, height=768, first=None):
        if first is not None:
            shell._first = first
        window = MainWindow(shell, "light")
        windows.append(window)
        KEPT.extend((shell, window))
        window.resize(width, height)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield make
    for window in windows:
        if window.form is not None:
            window.form.finish()
        window.close()
        window.deleteLater()


@pytest.fixture
def window(open_window, shell, qtbot):
    """The count page with an error and a warning, the cursor in 5.3."""
    window = open_window()
    shell.show()
    shell.focus_asked.emit("5.3")
    qtbot.waitUntil(window.desk.entry("5.3").hasFocus)
    shell.calls.clear()
    return window
