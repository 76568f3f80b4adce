"""Start the window. Before the first paint only QtCore, QtGui and QtWidgets are loaded."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tally_app import paths
from tally_app.ui.kit import text, theme
from tally_app.ui.kit.wire import Partner
from tally_app.ui.window.crash import Crash
from tally_app.ui.window.main_window import MainWindow

_DRAWN = (1366, 768)


def prepare(theme_name: str = theme.SYSTEM, zoom: int = 100) -> QApplication:
    """Return the application with its style, fonts and look."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        # As an argument: to ask for the style object brings 6 ms of names along.
        app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("tally-app")
    theme.load_fonts(str(paths.resources() / "fonts"))
    theme.wear(theme.resolve(theme_name), zoom)
    app.aboutToQuit.connect(text.forget)
    return app


def run(make_shell: Callable[[], Partner], theme_name: str = theme.SYSTEM, zoom: int = 100) -> int:
    """Show the window until it is closed; return the exit code.

    ``make_shell`` is called once the application exists. The shell's ``ready`` is called after
    the first paint; a ``first_view`` method, if it has one, gives what that paint shows.
    ``theme_name`` is system, light, dark or contrast; ``zoom`` per cent (80-200).
    """
    crash = Crash(lambda: paths.data_dir() / "log")
    crash.install()
    app = prepare(theme_name, zoom)
    window = MainWindow(make_shell(), theme_name)
    window.resize(*_DRAWN)
    screen = window.screen().availableGeometry()
    if screen.width() <= _DRAWN[0] + 40 or screen.height() <= _DRAWN[1] + 40:
        window.showMaximized()
    else:
        window.show()
    QTimer.singleShot(0, crash.watch_faults)
    return app.exec()
