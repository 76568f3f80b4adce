"""Start the window. Before the first paint only QtCore, QtGui and QtWidgets are loaded."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from tally_app import paths
from tally_app.app.view.start import Handed
from tally_app.ui.kit import text, theme
from tally_app.ui.kit.wire import Partner
from tally_app.ui.window.crash import Crash
from tally_app.ui.window.main_window import MainWindow
from tally_app.ui.window.place import stand


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


class Windows:
    """The windows that stand beside each other, each with a partner of its own: what is typed in
    one reaches no other.
    """

    def __init__(self, make_shell: Callable[[str], Partner], theme_name: str) -> None:
        self._make_shell = make_shell
        self._theme_name = theme_name
        self.open_now: list[MainWindow] = []

    def open(self, file: str = "") -> None:
        """Another window, with a file if one is named."""
        shell = self._make_shell(file)
        window = MainWindow(shell, self._theme_name)
        self.open_now.append(window)
        shell.beside_asked.connect(self.open)
        shell.front_asked.connect(lambda: _to_front(window))
        stand(window, shell.placed(), sum(one.isVisible() for one in self.open_now))
        window.activateWindow()

    def take(self, handed: Handed) -> None:
        """Another start handed something over: the window that was used last comes to the front and
        takes it.
        """
        shown = [one for one in self.open_now if one.isVisible()]
        if shown:
            window = next((one for one in shown if one.isActiveWindow()), shown[-1])
            _to_front(window)
            window.take(handed)


def _to_front(window: MainWindow) -> None:
    if window.isMinimized():
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    (QApplication.activeModalWidget() or window).activateWindow()  # a dialog over it keeps the keys
    # Where a system lets no window come to the front by itself, it shows that this one asks.
    QApplication.alert(window)


def run(
    make_shell: Callable[[str], Partner],
    theme_name: str = theme.SYSTEM,
    zoom: int = 100,
    opened: str = "",
    bell: Callable[[Callable[[Handed], None]], QObject] | None = None,
) -> int:
    """Show the window until all are closed; return the exit code.

    ``make_shell`` is called once the application exists, with the file that is ``opened``. The
    shell's ``ready`` is called after the first paint; a ``first_view`` method, if it has one, gives
    what that paint shows.
    ``theme_name`` is system, light, dark or contrast; ``zoom`` per cent (80-200).
    ``bell`` is called when all that is done, with what takes what later starts hand over.
    """
    crash = Crash(lambda: paths.data_dir() / "log")
    crash.install()
    app = prepare(theme_name, zoom)
    windows = Windows(make_shell, theme_name)
    windows.open(opened)
    heard: list[QObject] = []
    if bell is not None:
        windows.open_now[0].painted.connect(lambda: heard.append(bell(windows.take)))
    QTimer.singleShot(0, crash.watch_faults)
    return app.exec()
