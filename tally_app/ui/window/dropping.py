"""Files that are dropped on the window."""

from __future__ import annotations

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow

from tally_app.ui.kit.base import Guarded
from tally_app.ui.kit.wire import Partner


class TakesDrops(Guarded, QMainWindow):
    """A window that opens a file that is dropped on it as if it had been chosen."""

    shell: Partner

    def taking(self) -> bool:
        """Whether a file may be dropped now."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file of this computer may be dropped where one can be opened."""
        if self.taking() and len(_files(event)) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A file that is dropped is opened as if it had been chosen."""
        for path in _files(event):
            event.acceptProposedAction()
            self.shell.file_chosen("open", path)


def _files(event: QDropEvent) -> list[str]:
    """The files of this computer that are being dropped."""
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
