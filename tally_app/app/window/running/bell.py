"""Hears what later starts of the program hand over, while the window is open."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from tally_app.app.view.start import Handed
from tally_app.app.window.running.door import Door

#: Milliseconds between looks where the system tells nothing: network drives, many changes at once.
_SLOW: Final = 1500


class Bell(QObject):
    """Says by a call what is handed over, at once and what waits already."""

    def __init__(self, door: Door, tell: Callable[[Handed], None]) -> None:
        super().__init__()
        self._door, self._tell = door, tell
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self.look)
        self._slowly = QTimer(self, interval=_SLOW)
        self._slowly.timeout.connect(self.look)
        if door.folder is not None:
            self._watcher.addPath(str(door.folder))
            self._slowly.start()
            self.look()

    def look(self) -> None:
        """See whether somebody asks."""
        for handed in self._door.asked():
            self._tell(handed)
