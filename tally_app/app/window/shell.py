"""The window's one partner: start page or desk, dialogs, files, printing. Signals out, calls in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from tally_app.app.view.base import (
    AskFile,
    GoToStart,
    Intent,
    Note,
    PrintPaper,
    SavePaper,
    ShowCopies,
    ShowHelp,
    WearTheme,
    Zoom,
)
from tally_app.app.view.start import OpenNight, OpenSide, RestoreCopy, TakeTour
from tally_app.app.window import late
from tally_app.app.window.sides import Sides
from tally_app.app.window.start import StartPresenter

if TYPE_CHECKING:  # what a night needs is loaded with the first one, not with the start page
    from tally_app.app.desk.presenter import DeskPresenter
    from tally_app.app.night.recorder import MovedLog
    from tally_app.app.night.session import Session
    from tally_app.app.view.address import PaperName
    from tally_app.app.view.base import Button
    from tally_app.app.view.desk import Desk
    from tally_app.app.view.fields import DialogForm
    from tally_app.app.window.backup import Copies
    from tally_app.app.window.services import Services
    from tally_app.store import Journal, StoreError

#: Seconds a closing window waits for the last copy; a stick may take for ever.
_LAST_COPY: Final = 2.0


class Shell(QObject):
    """Views go out by signal, what the user did comes in by call; failures become sentences.

    Signals: start_changed(view.Start), desk_changed(view.Desk),
    side_changed(what makes its page, its view), form_asked(view.DialogForm), form_closed,
    focus_asked(key), file_asked(kind, suggestion), print_asked(pdf bytes), told(view.Note).
    """

    start_changed = Signal(object)
    desk_changed = Signal(object)
    side_changed = Signal(object, object)
    form_asked = Signal(object)
    form_closed = Signal()
    focus_asked = Signal(str)
    file_asked = Signal(str, str)
    print_asked = Signal(object)
    told = Signal(object)

    def __init__(self, services: Services, opened: Path | None = None) -> None:
        super().__init__()
        self.services = services
        self.language: str = services.settings["language"]
        self.start = StartPresenter(services)
        self.desk: DeskPresenter | None = None
        self.sides = Sides(services)
        self._asked: DialogForm | None = None
        self._refusal: Note | None = None
        self._menus: dict[tuple[str, str], tuple[Button, ...]] = {}
        self._saving: PaperName | None = None
        self._opened = opened
        # A running timer, not a queued call: that would come before the paint of the digit.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_later)
        self._where = Path()

    @cached_property
    def copies(self) -> Copies:
        """Where copies are, and those of the open night."""
        return late.copies_of(self.services)

    def first_view(self) -> object:
        """What the very first paint shows: the start page, before any past night is read."""
        return self.start.view(self.language)

    def ready(self) -> None:
        """The window stands: open the file it was started with, or show the start page."""
        if self._opened is not None:
            path, self._opened = self._opened, None
            self._guarded(lambda: self._recognise(path))
        if self.desk is None:
            self.start.refresh()
            self._show()
        if spoilt := self.services.settings.mended():  # said once
            self._say("start.settings_spoilt", "warning", names=spoilt)

    def _guarded(self, deed: Callable[[], None]) -> None:
        """Do something that may meet the world; a failure is told, nothing is lost."""
        try:
            deed()
        except Exception as failure:
            if not self._tell(failure):
                raise
        self._show()

    def _tell(self, failure: Exception, path: Path | None = None) -> bool:
        """Tell a failure of the world; False for a fault of the program."""
        sentence = late.said(failure, self.services.wordings[self.language], path)
        if sentence is not None:
            note, words = Note(sentence, "error"), self.services.wordings[self.language]
            self.told.emit(note if path is None else self.copies.beside(note, failure, path, words))
        return sentence is not None

    def _say(self, key: str, tone: str = "ok", **said: object) -> None:
        """Tell something in the words of the window's language."""
        self.told.emit(Note(self.services.wordings[self.language](key, **said), tone))

    def _show(self) -> None:
        self._later.stop()  # what a key asked to be shown is shown now
        if self.desk is None:
            self._show_form(self.start.dialog)
            if (side := self.sides.shown) is not None:
                self.side_changed.emit(side.page, self.sides.view(side, self.language))
            else:
                self.start_changed.emit(self.start.view(self.language))
            return
        self.desk_changed.emit(self._desk_view(self.desk))
        self._show_form(self.copies.dialog or self.desk.dialog)
        focus = self.desk.take_focus()
        if focus:
            self.focus_asked.emit(focus)
        self._tell_refusal(self.desk.told)
        if news := self.desk.news():
            self.told.emit(Note(news, "warning"))

    def _desk_view(self, desk: DeskPresenter) -> Desk:
        """The desk with the menu of what is no matter of the night."""
        key = self.language, self.services.settings["theme"]
        if key not in self._menus:  # at every key the same
            self._menus[key] = late.menu(desk.wording, key[1])
        return self.copies.on(replace(desk.view(), menu=self._menus[key]), desk.wording)

    def _tell_refusal(self, why: Note | None) -> None:
        """Say why something was refused beside the page, not in it: nothing moves while typing."""
        if why != self._refusal:
            self._refusal = why
            self.told.emit(why)

    def _show_form(self, form: DialogForm | None) -> None:
        if form is self._asked:
            return
        self._asked = form
        if form is None:
            self.form_closed.emit()
        else:
            self.form_asked.emit(form)

    def commit(self, key: str, text: str) -> None:
        """A field was left."""
        if (desk := self.desk) is not None:
            self._guarded(lambda: desk.commit(key, text))

    def draft(self, key: str, text: str) -> None:
        """A key was pressed in a field: all relations are re-checked at once, and what they say is
        shown right after the digit itself was painted.
        """
        if (side := self.sides.shown) is not None:
            self.sides.draft(side, key, text)
            self._show()
        if self.desk is None:
            return
        self.desk.draft(key, text)
        self.desk.recheck()
        if not self._later.isActive():
            self._later.start()

    def _show_later(self) -> None:
        if self.desk is not None:
            self.desk_changed.emit(self._desk_view(self.desk))
            self._tell_refusal(self.desk.told)

    def focus_at(self, key: str) -> None:
        """The cursor stands in another field."""
        if self.desk is not None:
            self.desk.focus_at(key)
            self._keep_cursor()

    def _keep_cursor(self) -> None:
        """A restart lands where the cursor stands."""
        journal = self._journal()
        if self.desk is not None and journal is not None:
            journal.set_cursor(self.desk.here.text(), self.desk.place.focus)

    def _journal(self) -> Journal | None:
        """The open file, None where there is none to write to."""
        return late.journal_of(self.desk.session) if self.desk is not None else None

    def intent(self, asked: Intent) -> None:
        """A button was pressed."""
        self._guarded(lambda: self._do(asked))

    def _do(self, asked: Intent) -> None:
        match asked:
            case WearTheme(name):
                self.services.settings.set(theme=name)
            case Zoom(percent):
                self.services.settings.set(zoom=percent)
            case GoToStart() if self.sides.shown is not None:
                self.sides.shown = None
            case AskFile("copy" | "paper") | OpenNight() | RestoreCopy() if self.desk is None:
                self._do_at_start(asked)
            case _ if self.desk is None and (self.sides.shown is None or asked == ShowHelp()):
                self._do_at_start(asked)
            case _ if self.desk is not None:
                self._do_at_desk(self.desk, asked)

    def _do_at_start(self, asked: Intent) -> None:
        match asked:
            case AskFile(kind):
                self.file_asked.emit(kind, str(self.services.data_dir))
            case OpenSide(name, file):
                self.sides.open(name, file)
            case OpenNight(path):
                self.sides.shown = None
                self._open(Path(path))
            case RestoreCopy(path):
                self.sides.shown = None
                self._guarded_open(lambda: self.copies.restore(Path(path)), None)
            case TakeTour():
                self._enter(self.start.dialogs.tour())
            case _:
                self.start.intent(asked)

    def _do_at_desk(self, desk: DeskPresenter, asked: Intent) -> None:
        night = desk.session.night
        match asked:
            case GoToStart():
                self.close_night()
            case AskFile("save_copy"):
                self.file_asked.emit("save_copy", late.copy_name(night))
            case AskFile("file_picture"):
                self.file_asked.emit("file_picture", "")
            case SavePaper(paper):
                self._saving = paper
                self.file_asked.emit("save_pdf", f"{late.fitted(night.precinct.number)}.pdf")
            case PrintPaper(paper):
                self.print_asked.emit(late.paper_pdf(desk, paper))
            case ShowCopies():
                self.copies.ask(desk.wording)
            case _:
                late.act(desk, asked)
                self._keep_cursor()

    def submit(self, values: dict[str, str]) -> None:
        """The open dialog was answered."""
        self._guarded(lambda: self._submit(values))

    def _submit(self, values: dict[str, str]) -> None:
        if self.copies.dialog is not None:
            self.copies.dialog = None
            self.file_asked.emit("copies_folder", self.copies.places.wanted)
            return
        if self.desk is not None:
            self.desk.submit(values)
            return
        dialogs = self.start.dialogs
        session = dialogs.submit(values, self.language)
        if session is not None:
            self._enter(session)
        if dialogs.said:
            self.told.emit(Note(dialogs.said, "warning"))

    def cancel(self) -> None:
        """The open dialog was closed without an answer."""
        (self.desk or self.start).cancel()
        self.copies.dialog = None
        self._show()

    def choose_language(self, code: str) -> None:
        """Another language: the same night, the same cursor, other words."""
        self.language = code
        self.services.settings.set(language=code)
        if self.desk is not None:
            self.desk.speak(self.services.wordings[code])
        self._show()

    def choose_person(self, person: str) -> None:
        """Somebody else types from now on."""
        if (desk := self.desk) is not None:
            self._guarded(lambda: desk.choose_person(person))

    def file_chosen(self, kind: str, path: str) -> None:
        """A file was chosen in the system's dialog ("" = none)."""
        if path:
            self._guarded(lambda: self._file(kind, Path(path)))

    def _file(self, kind: str, path: Path) -> None:
        if kind == "open":
            self._recognise(path)
        elif kind == "paper":
            self.sides.shown = None
            self.start.dialogs.offer(path, self.language, paper=True)
        elif kind == "copy":
            self.sides.open("copies", str(path))
        elif kind == "copies_folder":
            self._say("copies.taken", path=self.copies.choose(path))
        elif self.desk and (note := late.to_file(self.desk, kind, self._saving, path)):
            self.told.emit(note)

    def _recognise(self, path: Path) -> None:
        """Any file was chosen to be opened; of one that cannot be it is said what to do."""
        told = self.start.chosen(path, self.language)
        if told is None:
            self._open(path)
        elif told:
            self.told.emit(Note(told, "warning"))

    def print_done(self, state: str) -> None:
        """The system took the pages, or not; "printed" is confirmed by a person."""
        self._say(f"print.{state}", "ok" if state == "sent" else "warning")

    def _open(self, path: Path) -> None:
        if self.copies.is_copy(path):  # nothing is ever written to a copy
            self.sides.open("copies", str(path))
            return
        self._guarded_open(lambda: late.open_night(path, self.services), path)

    def _guarded_open(self, opener: Callable[[], Session], path: Path | None) -> None:
        try:
            self._enter(opener(), path)
        except Exception as failure:
            if not self._tell(failure, path):
                raise
            self.start.refused(failure, None if self.copies.has(path) else path)
            self._show()

    def _enter(self, session: Session, path: Path | None = None) -> None:
        """Show a night's desk where it was left."""
        services = self.services
        wording = services.wordings[self.language]
        self.start.cancel()
        self.sides.shown = None
        self.desk = late.desk_presenter(session, services.papers(), services.likely(), wording)
        journal = self._journal()
        page, focus = journal.cursor() if journal else ("", "")
        self.desk.open_at(page, focus)
        if journal is not None:
            journal.seen_by(services.witnesses)
            session.elsewhere = lambda lost: self._elsewhere(session, lost)
            self._remember(session, path or journal.path)
            self.copies.open(session, self.desk.here.text())
        self.told.emit(late.watch_clock(session, services.seconds, wording))
        self._show()
        if journal is not None and (found := late.found(session, wording, self._where)):
            self.told.emit(Note(found, "warning"))
        self._tell_news()

    def _tell_news(self) -> None:
        if news := self.copies.news(self._where, self.services.wordings[self.language]):
            self.told.emit(news)

    def _elsewhere(self, session: Session, lost: StoreError) -> MovedLog:
        moved = late.elsewhere(session, self.services.data_dir)
        self._remember(session, Path(moved.path))
        self._say(f"told.{lost.code}", "error", path=moved.left, new=moved.path)
        return moved

    def _remember(self, session: Session, path: Path) -> None:
        self._where = path
        self.start.keep(session, self._where)
        self.services.settings.set(resume=str(self._where))

    def close_night(self) -> None:
        """Close the night and go back to the start page; everything was saved long ago."""
        self._close()
        self.start.refresh()

    def _close(self, patience: float = 0.0) -> None:
        self._keep_cursor()
        journal = self._journal()
        if self.desk is not None and journal is not None:
            self.copies.close(journal.close, self.desk.here.text(), patience)
            self.start.keep(self.desk.session, self._where, closed=True)
        self.desk = None

    def tick(self) -> None:
        """A second passed: the clock in the header."""
        if self.desk is not None:
            self.copies.tick(self.desk.here.text())
            self._tell_news()
            if not self.desk.place.drafts:
                self.desk_changed.emit(self._desk_view(self.desk))

    def closing(self) -> None:
        """The window closes; after a clean close the single file is the whole night."""
        self._close(_LAST_COPY)
