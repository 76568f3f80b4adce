"""What the widgets may say to the presenter, handed to each of them as one object."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from tally_app.app.view.base import Intent, Placed
from tally_app.app.view.start import Handed
from tally_app.ui.kit.base import Guarded


def _nothing(*_args: object) -> None:
    return None


class SideView(Protocol):
    """What the window itself reads of the view of a side."""

    @property
    def language(self) -> str: ...
    @property
    def title(self) -> str: ...


class Partner(Protocol):
    """The presenter as the window sees it: views arrive by signal, what the user did goes back.

    ``side_changed``: what makes the page of an annex, and its view. ``file_asked`` kinds: open,
    begin, paper, copy, save_pdf, save_copy, file_picture, copies_folder. ``print_done`` states:
    sent, sent_check, cancelled, no_printer, stopped, no_such_paper, failed. The window wears
    ``WearTheme`` and ``Zoom`` at once, and hands them on like every other intent. A method
    ``first_view`` may give what the first paint shows. ``placed``: where a window stood last.
    """

    @property
    def start_changed(self) -> SignalInstance: ...
    @property
    def desk_changed(self) -> SignalInstance: ...
    @property
    def side_changed(self) -> SignalInstance: ...
    @property
    def help_changed(self) -> SignalInstance: ...
    @property
    def form_asked(self) -> SignalInstance: ...
    @property
    def form_closed(self) -> SignalInstance: ...
    @property
    def focus_asked(self) -> SignalInstance: ...
    @property
    def file_asked(self) -> SignalInstance: ...
    @property
    def print_asked(self) -> SignalInstance: ...
    @property
    def told(self) -> SignalInstance: ...
    @property
    def beside_asked(self) -> SignalInstance: ...
    @property
    def front_asked(self) -> SignalInstance: ...

    def ready(self) -> None: ...
    def commit(self, key: str, text: str) -> None: ...
    def draft(self, key: str, text: str) -> None: ...
    def focus_at(self, key: str) -> None: ...
    def intent(self, asked: Intent) -> None: ...
    def submit(self, values: dict[str, str]) -> None: ...
    def cancel(self) -> None: ...
    def choose_language(self, code: str) -> None: ...
    def choose_person(self, person: str) -> None: ...
    def file_chosen(self, kind: str, path: str) -> None: ...
    def handed(self, handed: Handed, *, busy: bool) -> None: ...
    def print_done(self, state: str) -> None: ...
    def touched(self) -> None: ...
    def tick(self) -> None: ...
    def closing(self, placed: Placed) -> None: ...
    def placed(self) -> Placed | None: ...


class Wire:
    """The calls a widget may make. A dialog has a wire of its own that keeps what is typed."""

    __slots__ = (
        "choose_language", "choose_person", "commit", "draft", "focus_at", "intent", "move",
    )  # fmt: skip

    def __init__(self) -> None:
        self.commit: Callable[[str, str], None] = _nothing
        self.draft: Callable[[str, str], None] = _nothing
        self.focus_at: Callable[[str], None] = _nothing
        self.intent: Callable[[Intent], None] = _nothing
        self.choose_language: Callable[[str], None] = _nothing
        self.choose_person: Callable[[str], None] = _nothing
        #: from a field to the next (1) or the previous (-1) that is open
        self.move: Callable[[QWidget, int], None] = _nothing


class TakesDrops(Guarded, QMainWindow):
    """A window that opens a file that is dropped on it as if it had been chosen."""

    shell: Partner

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file of this computer may be dropped on any page; a dialog is answered first."""
        if QApplication.activeModalWidget() is None and len(_files(event)) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A file that is dropped is opened as if it had been chosen."""
        for path in _files(event):
            event.acceptProposedAction()
            self.shell.file_chosen("open", path)

    def take(self, handed: Handed) -> None:
        """What another start hands over is opened as if it had been dropped."""
        self.shell.handed(handed, busy=QApplication.activeModalWidget() is not None)


def _files(event: QDropEvent) -> list[str]:
    """The files of this computer that are being dropped."""
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
