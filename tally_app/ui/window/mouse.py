"""Whether the mouse was moved over a window: somebody who only reads and points is there too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget


class Mouse(QObject):
    """Looked at once a second: hearing every movement would cost each of them a call."""

    def __init__(self, window: QWidget, moved: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._moved = moved
        self._at = QCursor.pos()

    def look(self) -> None:
        """Tell where it was moved since the last look, and stands over the window."""
        before, self._at = self._at, QCursor.pos()
        if self._at != before and self._window.frameGeometry().contains(self._at):
            self._moved()
