"""An evening typed by keys into the window of an installed folder: evening_by_keys.py NIGHT.

The sample evening's figures are typed where the cursor stands, Enter after each; where nothing is
to be typed, Ctrl+Enter goes on. Every figure is then read back from the file. Program and parts of
the folder are found by PYTHONPATH.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from tally_app import main, paths
from tally_app.app.night.files import read_night
from tally_app.app.night.replay import stage
from tally_app.app.view.address import AnnounceTime, LineField
from tally_app.app.view.base import Intent
from tally_app.app.view.intents import AddBox
from tally_app.catalog.library import Library
from tally_app.ui.kit.button import ButtonWidget
from tally_app.ui.window.main_window import MainWindow

_SAMPLE: Final = "aral-2021-night"
#: So many presses lead through an evening; more means that the cursor is caught.
_PRESSES: Final = 400
#: Milliseconds after the first paint: the page has its focus.
_SETTLED: Final = 1500


class Hands:
    """Whoever types: ``wanted`` is what belongs into which field."""

    def __init__(self, wanted: Mapping[str, str]) -> None:
        self.left = dict(wanted)
        self.presses = 0
        self._box = False

    def work(self, window: MainWindow) -> None:
        """Type the evening, then close the window as somebody closes it."""
        while self.presses < _PRESSES and self.left:
            self._next(window)
        window.close()

    def _next(self, window: MainWindow) -> None:
        """Type what belongs under the cursor; where nothing does, go on to the next page."""
        text = self.left.pop(_here(window).objectName(), None)
        if text is not None:
            self._press(window, *text, Qt.Key.Key_Return)
        elif not self._box and (adding := _button(window, AddBox())):
            adding.setFocus()
            self._press(window, Qt.Key.Key_Space)
            self._box = True
        else:
            self._press(window, Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)

    def _press(
        self,
        window: MainWindow,
        *what: str | Qt.Key,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Keys as the window system sends them to whatever has the focus."""
        for one in what:
            key, text = (Qt.Key(ord(one)), one) if isinstance(one, str) else (one, "")
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(_here(window), QKeyEvent(kind, key, held, text))
            self.presses += 1
        QApplication.processEvents()


def _here(window: MainWindow) -> QWidget:
    return QApplication.focusWidget() or window


def _button(window: MainWindow, asked: Intent) -> ButtonWidget | None:
    shown = window.findChildren(ButtonWidget)
    return next((one for one in shown if one.isVisible() and one.view.intent == asked), None)


def run(path: Path) -> int:
    """0 where all that was to be typed is in the file, figure by figure."""
    library = Library.of_resources(paths.resources(), every_kind=True)
    session, script, _ = stage(_SAMPLE, path, library)  # a night of which nothing is typed yet
    contest = session.night.rules.election.contests[0].id
    session.close()
    wanted = {one.cell: one.text for one in script.actions if one.do == "type"}
    announced = next(one for one in script.actions if one.do == "confirm" and one.minutes)
    hour = "{:02}:{:02}".format(*divmod(announced.minutes or 0, 60))
    fields = {LineField(cell).text(): text for cell, text in wanted.items()}
    hands = Hands({**fields, AnnounceTime().text(): hour})
    painted, seen = MainWindow.paintEvent, list[bool]()

    def paint(self: MainWindow, event: QPaintEvent) -> None:
        painted(self, event)
        if not seen:
            seen.append(True)
            QTimer.singleShot(_SETTLED, lambda: hands.work(self))

    MainWindow.paintEvent = paint  # type: ignore[method-assign]
    main.window(path, "ru")
    night = read_night(path, main.local_clock)
    lost = [str(cell) for cell, text in wanted.items() if night.text(contest, cell) != text]
    print(f"{len(wanted)} figures by keys, {hands.presses} presses; not in the file: {lost}")
    return 1 if lost or hands.left else 0


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1])))
