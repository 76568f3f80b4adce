"""The pages of the window, of which one is shown: start page, desk, annexes, the help beside."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

from tally_app.app.view.start import Start
from tally_app.ui.kit.base import Painted, SidePage
from tally_app.ui.kit.wire import Partner, TakesDrops, Wire
from tally_app.ui.start.start_page import StartPage
from tally_app.ui.window import late

if TYPE_CHECKING:  # these load with the first night, not with the start page
    from tally_app.app.view.base import Note
    from tally_app.app.view.desk import Desk
    from tally_app.app.view.help import HelpView
    from tally_app.ui.kit.wire import SideView
    from tally_app.ui.night.desk_view import DeskView
    from tally_app.ui.night.second.read_back_screen import SecondScreen
    from tally_app.ui.window.cover import CoverPage
    from tally_app.ui.window.help_place import HelpPlace
    from tally_app.ui.window.note_over import NoteOver

_CLOCK = 1000  # milliseconds


class PageWindow(TakesDrops):
    """Shows one page at a time, each as the presenter says it; what is told stands on it."""

    def __init__(self, shell: Partner) -> None:
        super().__init__()
        self.shell = shell
        self.wire = Wire()
        self.start: StartPage | None = None
        self.desk: DeskView | None = None
        #: pages of annexes by what made them
        self.sides: dict[Callable[[Wire, QWidget], SidePage], SidePage] = {}
        self.second: SecondScreen | None = None
        self.cover: CoverPage | None = None
        self.help: HelpPlace | None = None
        self.over: NoteOver | None = None
        self._waiting: Desk | None = None
        self._showing = self._ready = False
        self._language = "en"
        self._clock = QTimer(self)
        self._clock.setInterval(_CLOCK)
        self._clock.timeout.connect(self._look_at_mouse)  # who is there is asked first
        self._clock.timeout.connect(shell.tick)
        self._mouse = QCursor.pos()

    def _look_at_mouse(self) -> None:
        """Whoever moves the mouse over the window is there. It is looked at once a second: hearing
        every movement would cost each of them a call.
        """
        before, self._mouse = self._mouse, QCursor.pos()
        if self._mouse != before and self.frameGeometry().contains(self._mouse):
            self.shell.touched()

    def _speak(self, language: str) -> None:
        """Have Qt's own words in a language; the first paint, which has none, waits for nothing."""
        if language == self._language:
            return
        self._language = language
        if self._ready:
            late.speak(language)

    def show_start(self, shown: Start) -> None:
        """Show the start page."""
        self._speak(shown.language)
        fresh = self.start is None or self.start.isHidden()
        if self.start is None:
            self.start = StartPage(self.wire, self, late.note_card)
        self.start.set_view(shown)
        self._entitle(shown.title)
        if fresh:
            self._show_only(self.start)
            self.start.stand()

    def show_side(self, make: Callable[[Wire, QWidget], SidePage], shown: SideView) -> None:
        """Show the page of an annex."""
        self._speak(shown.language)
        if make not in self.sides:
            self.sides[make] = make(self.wire, self)
        page = self.sides[make]
        fresh = page.isHidden()
        page.set_view(shown)
        self._entitle(shown.title)
        if fresh:
            self._show_only(page)
            page.setFocus()

    def show_desk(self, shown: Desk) -> None:
        """Show the desk. A view that arrives while one is being shown waits its turn."""
        self._waiting = shown
        if self._showing:
            return
        self._showing = True
        try:
            while self._waiting is not None:
                latest, self._waiting = self._waiting, None
                self._show_desk(latest)
        finally:
            self._showing = False

    def _show_desk(self, shown: Desk) -> None:
        self._speak(shown.language)
        if self.desk is None:
            self.desk = late.desk_view(self.wire, self)
        fresh = self.desk.isHidden()
        if fresh:
            self._show_only(self.desk)
        self.desk.set_view(shown)
        if shown.cover is not None or self.cover is not None:
            self.cover = late.covered(self.wire, self.desk, shown.cover, self.cover)
        self._show_second(shown)
        self._entitle(f"{shown.header.precinct} – {shown.header.contest}")

    def _entitle(self, title: str) -> None:
        """Name the window in the language of now."""
        if title != self.windowTitle():
            self.setWindowTitle(title)

    def _show_second(self, shown: Desk | None) -> None:
        """Show a figure that is read aloud on a second screen too, if there is one."""
        if self.second is None:
            reads = self.desk is not None and self.desk.page.reads_back()
            if shown is None or not (reads or shown.public):
                return
            self.second = late.second_screen(self)
        self.second.set_view(shown)

    def show_help(self, shown: HelpView | None) -> None:
        """Show the help beside whatever page there is, or take it away."""
        if self.help is not None or shown is not None:
            self.help = self.help or late.help_place(self.wire, self)
            self.help.show(shown)
            self._lay_pages()
            self._reveal()

    def _lay_pages(self) -> None:
        """Give the page that is shown its place; the others take theirs when they are shown."""
        for page in (page for page in self._pages() if not page.isHidden()):
            lent = self.help and self.help.beside(page, self.desk if page is self.desk else None)
            page.setGeometry(lent or self.rect())
        if self.over is not None:
            self.over.place()

    def _pages(self) -> list[Painted]:
        """Return the pages there are, of which one is shown."""
        known = (self.start, self.desk, *self.sides.values())
        return [page for page in known if page is not None]

    def _show_only(self, page: QWidget) -> None:
        for other in self._pages():
            if other is not page:
                other.hide()
        page.show()
        self._lay_pages()
        if page is self.start:
            self._clock.stop()
        else:
            self._clock.start()
        if page is not self.desk:
            self._show_second(None)

    def focus_key(self, key: str) -> None:
        """Stand on the field of a key."""
        if self.desk is not None:
            self.desk.focus_key(key)

    def tell(self, note: Note | None) -> None:
        """Show a sentence as a calm card at the top of the page; never a dialog."""
        if self.desk is not None and self.desk.isVisibleTo(self):
            self.desk.page.tell(note)
        elif side := next((one for one in self.sides.values() if one.isVisibleTo(self)), None):
            if not side.tell(note):
                self.over = self.over or late.note_over(self.wire)
                self.over.tell(side, note)
        elif self.start is not None:
            self.start.tell(note)

    def _reveal(self) -> None:
        widget = QApplication.focusWidget()
        for page in (self.start, self.desk):
            if page and widget and page.isAncestorOf(widget):
                page.reveal(widget)
