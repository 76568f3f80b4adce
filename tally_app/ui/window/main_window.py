"""The window: the presenter's signals to the pages, the user's acts to the presenter."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from tally_app.app.view.base import Intent, Reads, ShowHelp, WearTheme, Zoom
from tally_app.app.view.start import Start
from tally_app.ui.kit import text, theme
from tally_app.ui.kit.button import ButtonWidget
from tally_app.ui.kit.wire import Partner
from tally_app.ui.start.start_cards import BeginCard
from tally_app.ui.window import late
from tally_app.ui.window.page_window import PageWindow
from tally_app.ui.window.place import placed

if TYPE_CHECKING:  # these load with the first night, not with the start page
    from tally_app.app.view.desk import Desk
    from tally_app.app.view.fields import DialogForm, FileWords
    from tally_app.ui.night.desk_view import DeskView
    from tally_app.ui.window.dialogs import FormDialog


class MainWindow(PageWindow):
    """Shows what the presenter says; the start page first, the desk once a night is open."""

    #: the first paint is over, and the partner knows
    painted = Signal()

    def __init__(self, shell: Partner, theme_name: str = theme.SYSTEM) -> None:
        super().__init__(shell)
        self.form: FormDialog | None = None
        self._theme_name = theme_name
        self._wire_up()
        self._connect()
        self.setMinimumSize(640, 420)
        self.setAcceptDrops(True)
        first = getattr(shell, "first_view", None)
        if callable(first):
            self._show_first(first())

    def _wire_up(self) -> None:
        wire, shell = self.wire, self.shell
        wire.commit, wire.draft = shell.commit, self._drafted
        wire.choose_language, wire.choose_person = shell.choose_language, shell.choose_person
        wire.intent, wire.focus_at, wire.move = self.intent, self._focused, self._move

    def _connect(self) -> None:
        shell = self.shell
        shell.start_changed.connect(self.show_start)
        shell.desk_changed.connect(self.show_desk)
        shell.side_changed.connect(self.show_side)
        shell.help_changed.connect(self.show_help)
        shell.form_asked.connect(self.ask_form)
        shell.form_closed.connect(self.close_form)
        shell.focus_asked.connect(self.focus_key)
        shell.file_asked.connect(self.ask_file)
        shell.print_asked.connect(self.print_pdf)
        shell.told.connect(self.tell)
        self._hints = QApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self._scheme_changed)
        self._access = theme.accessibility(self._hints)
        if self._access is not None:
            self._access.contrastPreferenceChanged.connect(self._scheme_changed)

    def _show_first(self, first: Start | Desk | None) -> None:
        if isinstance(first, Start):
            self.show_start(first)
        elif first is not None:
            self.show_desk(first)

    def ask_form(self, form: DialogForm) -> None:
        """Open the dialog of a form, or show its errors when it is open already."""
        if self.form is not None and self.form.same(form):
            self.form.set_view(form)
            return
        self.close_form()
        shown = self.desk.view if self.desk is not None and not self.desk.isHidden() else None
        band = (shown.header.band, shown.header.band_quiet) if shown is not None else ("", "")
        self.form = late.form_dialog(self, form, self.shell.submit, self._form_cancelled, band)
        self.form.open()

    def _form_cancelled(self) -> None:
        self.form = None
        self.activateWindow()
        self.shell.cancel()

    def close_form(self) -> None:
        """Close the dialog without an answer: the presenter has it already."""
        if self.form is not None:
            form, self.form = self.form, None
            form.finish()
            # Without a window manager (kiosks, some remote desktops) nobody gives the focus back.
            self.activateWindow()

    def ask_file(self, kind: str, suggestion: str, words: FileWords) -> None:
        """Ask for a file; nothing is said back when none is chosen."""
        chosen = self.shell.file_chosen
        late.ask_file(self, kind, suggestion, words, lambda path: chosen(kind, path))

    def print_pdf(self, pdf: bytes) -> None:
        """Print a document; the presenter hears what became of it."""
        late.print_pdf(self, pdf, self.shell.print_done)

    def intent(self, asked: Intent) -> None:
        """Hand an intent over, what stands in the field first; theme and zoom are worn at once."""
        if not isinstance(asked, Reads):
            self._commit_focus()
        if isinstance(asked, WearTheme):
            self.wear(theme_name=asked.name)
        elif isinstance(asked, Zoom):
            self.wear(zoom=asked.percent)
        self.shell.intent(asked)

    def _commit_focus(self) -> None:
        commit = getattr(QApplication.focusWidget(), "commit_now", None)
        if callable(commit):
            commit()

    def _drafted(self, key: str, text: str) -> None:
        """A key fell into a field: it is seen, wherever the page was scrolled to."""
        self.shell.draft(key, text)
        self._reveal()

    def _focused(self, key: str) -> None:
        self.shell.focus_at(key)
        self._reveal()

    def _move(self, widget: QWidget, by: int) -> None:
        if self.desk is not None:
            self.desk.leave(widget, by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no field wanted: those of the buttons in sight, then the table's."""
        name = late.key_name(event)
        if name == "Esc" and self.help is not None and self.help.shown:
            self.intent(ShowHelp())
            return
        for button in self._buttons():
            shortcut = button.view.shortcut
            if shortcut and late.key_of(shortcut) == name:
                if not event.isAutoRepeat():  # a key held down presses once
                    button.press()
                return
        act = late.act_of(name)
        if isinstance(act, Intent):
            self.intent(act)
        elif act is not None:
            act(self)
        else:
            super().keyPressEvent(event)

    def _buttons(self) -> list[ButtonWidget]:
        """Return the buttons in sight; a way to begin carries its key in its own view."""
        shown = [one for one in self.findChildren(ButtonWidget) if one.isVisible()]
        if self.start is None or not self.start.isVisible():
            return shown
        for card in self.start.findChildren(BeginCard):
            if card.view[2].shortcut and card.isEnabled():
                one = ButtonWidget(self.wire, card)
                one.set_view(card.view[2])
                one.deleteLater()
                shown.append(one)
        return shown

    def search_help(self) -> None:
        """Stand in the search of the help, which is opened for it."""
        if self.help is None or not self.help.shown:
            self.intent(ShowHelp())
        if self.help is not None:
            self.help.search()

    def turn_ballot(self, turn: Callable[[DeskView], None]) -> None:
        """Ask for another ballot of the night."""
        if self.desk is not None and self.desk.isVisible():
            turn(self.desk)

    def zoom_by(self, step: int) -> None:
        """Larger (1) or smaller (-1), or as usual (0)."""
        self.intent(Zoom(theme.next_zoom(theme.worn().zoom, step)))

    def put_away(self) -> None:
        """Take away what lies on top: what was told, and with the next press the open panel."""
        desk = self.desk
        if desk is not None and desk.isVisible() and desk.page.told is None:
            desk.open_panel(wanted=False)
        else:
            self.tell(None)

    def turn_panel(self) -> None:
        """Open the folded panel, or close it."""
        if self.desk is not None:
            self.desk.open_panel(wanted=not self.desk.panel_open)

    def wear(self, *, theme_name: str | None = None, zoom: int | None = None) -> None:
        """Put on another theme or zoom; focus and what is being typed stay."""
        name = theme_name or self._theme_name
        theme.wear(theme.resolve(name), zoom or theme.worn().zoom)
        text.forget()
        for one in QApplication.topLevelWidgets():
            if isinstance(one, MainWindow) and (one is self or one.isVisible()):
                one.restyle(name)

    def restyle(self, theme_name: str) -> None:
        """Show everything in the look that is worn now."""
        self._theme_name = theme_name
        for page in self._pages():
            page.restyle()
        if self.second is not None:
            self.second.restyle()
        if self.help is not None:
            self.help.pane.restyle()
        self._lay_pages()
        self._reveal()

    def _scheme_changed(self) -> None:
        if self._theme_name == theme.SYSTEM:
            self.wear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_pages()
        if self.desk is None:
            self._reveal()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._ready:
            self._ready = True
            QTimer.singleShot(0, self._painted)

    def _painted(self) -> None:
        late.speak(self._language)
        self.shell.ready()
        self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is being typed is no figure yet: the partner keeps it, to be confirmed."""
        if self.desk is None or self.desk.isHidden():
            self._commit_focus()
        self._show_second(None)
        self.shell.closing(placed(self))
        event.accept()
