"""The window's one partner: start page or desk, dialogs, files, printing. Signals out, calls in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tally_app.app.view.base import (
    AskFile,
    GoToStart,
    Intent,
    Note,
    Placed,
    PrintPaper,
    Reads,
    SavePaper,
    ShowCopies,
    SitDown,
    StopPaper,
    WearTheme,
    Zoom,
)
from tally_app.app.view.start import (
    GoToWindow,
    Handed,
    OpenBeside,
    OpenNight,
    OpenSide,
    RestoreCopy,
    SalvageNight,
    TakeTour,
)
from tally_app.app.window import late
from tally_app.app.window.open_nights import Seat
from tally_app.app.window.outlet import Outlet
from tally_app.app.window.services import Request

if TYPE_CHECKING:  # what a night needs is loaded with the first one, not with the start page
    from tally_app.app.desk.presenter import DeskPresenter
    from tally_app.app.night.recorder import MovedLog
    from tally_app.app.night.session import Session
    from tally_app.app.window.outgoing import Outgoing
    from tally_app.app.window.services import Services
    from tally_app.store import Journal, StoreError

#: Seconds a closing window waits for the last copy; a stick may take for ever.
_LAST_COPY: Final = 2.0


class Shell(Outlet):
    """What the user did comes in by call; failures become sentences."""

    def __init__(self, services: Services, opened: Path | None = None) -> None:
        super().__init__(services)
        self._opened = opened
        self._where = Path()

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

    def commit(self, key: str, text: str) -> None:
        """A field was left."""
        self.touched()
        heard = self.desk or self.sides.heard
        if heard is not None:
            self._guarded(lambda: heard.commit(key, text))

    def draft(self, key: str, text: str) -> None:
        """A key was pressed in a field: all relations are re-checked at once, and what they say is
        shown right after the digit itself was painted.
        """
        self.touched()
        if self.help is not None and late.is_search(key):
            self.help.search(text)
            self._show_help()
            return
        if self.desk is None:
            if (side := self.sides.heard) is not None:
                side.draft(key, text)
                self._show()
            return
        self.desk.draft(key, text)
        self.desk.recheck()
        if not self._later.isActive():
            self._later.start()

    def focus_at(self, key: str) -> None:
        """The cursor stands in another field."""
        if (side := self.sides.heard) is not None:
            side.focus_at(key)
        elif self.desk is not None:
            self.desk.focus_at(key)
            self._show_help()
            self._keep_cursor()

    def _keep_cursor(self) -> None:
        """A restart lands where the cursor stands."""
        journal = self._journal()
        if self.desk is not None and journal is not None:
            journal.set_cursor(self.desk.here.text(), self.desk.place.focus, self.desk.typing)

    def _journal(self) -> Journal | None:
        """The open file, None where there is none to write to."""
        return late.journal_of(self.desk.session) if self.desk is not None else None

    def intent(self, asked: Intent) -> None:
        """A button was pressed; while the figures are covered, only one that says who is there."""
        self.touched()
        if not self.covered or isinstance(asked, SitDown):
            self._guarded(lambda: self._do(asked))

    def _do(self, asked: Intent) -> None:
        match asked:
            case WearTheme(name):
                self.services.settings.set(theme=name)
            case Zoom(percent):
                self.services.settings.set(zoom=percent)
            case Reads():
                self.help = self.help or late.help_of(self.services.resources)
                self.help.act(asked)
            case GoToStart() if self.sides.shown is not None:
                self.sides.shown = None
            case SitDown(person) if self.desk is not None:
                self.covered = False
                self.desk.choose_person(person)
            case AskFile("copy" | "paper" | "copies_folder") if self.desk is None:
                self._do_at_start(asked)
            case OpenNight() | RestoreCopy() | SalvageNight() if self.desk is None:
                self._do_at_start(asked)
            case _ if self.desk is None and self.sides.shown is None:
                self._do_at_start(asked)
            case _ if self.desk is not None and self.outgoing is not None:
                self._do_at_desk(self.desk, self.outgoing, asked)
            case _ if (side := self.sides.heard) is not None:
                self._follow(side.asked(asked))
                if pdf := side.take_pdf():
                    self.print_asked.emit(pdf)

    def _follow(self, asked: Session | Request | None) -> None:
        """Enter a night that was begun, or do what a side asks of the window."""
        if not isinstance(asked, Request):
            self._begin(asked)
        elif asked.kind == "open":
            self.sides.shown = None
            self._recognise(Path(asked.text))
        else:
            self._ask_file(asked.kind, asked.text)

    def _begin(self, session: Session | None) -> None:
        """A night that was begun is entered."""
        if session is not None:
            self._enter(session)

    def _do_at_start(self, asked: Intent) -> None:
        match asked:
            case AskFile(kind):
                self._ask_file(kind)
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

    def _do_at_desk(self, desk: DeskPresenter, outgoing: Outgoing, asked: Intent) -> None:
        match asked:
            case GoToStart():
                self.close_night()
            case AskFile("save_copy"):
                self._ask_file("save_copy", late.copy_name(desk.session.night))
            case AskFile("file_picture" | "open" as kind):
                self._ask_file(kind)
            case SavePaper(paper):
                outgoing.saving = paper
                self._ask_file("save_pdf", late.pdf_name(desk, paper))
            case PrintPaper(paper):
                outgoing.print(paper)
            case StopPaper():
                late.act(desk, asked)
                outgoing.go_on()
            case OpenBeside(path):
                self.beside_asked.emit(path)
            case GoToWindow(sign):
                self.services.nights.go(sign)
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
            self._ask_file("copies_folder", self.copies.places.wanted)
            return
        if self.desk is not None and self.later.dialog is not None:
            desk, wording = self.desk, self.services.wordings[self.language]
            anew = self.later.submit(desk.session, desk.place.contest, values, wording)
            if anew is not None:
                self._close()
            self._begin(anew)
            return
        if self.desk is not None:
            if (then := self.desk.submit(values)) is not None:
                late.act(self.desk, then)
            return
        if (side := self.sides.heard) is not None and side.dialog is not None:
            self._begin(side.submit(values))
            return
        dialogs = self.start.dialogs
        self._begin(dialogs.submit(values, self.language))
        if dialogs.said:
            self._stand_too(Note(dialogs.said, "warning"))

    def cancel(self) -> None:
        """The open dialog was closed without an answer."""
        heard_by = (self.desk, self.later) if self.desk else (self.start, self.sides.heard)
        for heard in heard_by:
            if heard is not None:
                heard.cancel()
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
            late.used(kind, chosen := Path(path), self.services.settings)
            self._guarded(lambda: self._file(kind, chosen))

    def handed(self, handed: Handed, *, busy: bool) -> None:
        """Another start of the program hands something over; ``busy``: a dialog waits here."""
        if not handed.sound:
            self._say("start.handed_spoilt", "warning")
        elif busy and handed.file:
            self._say("start.handed_busy", "warning", file=Path(handed.file).name)
        elif not busy:
            self.choose_language(handed.language or self.language)
            self.file_chosen("open", handed.file)

    def _file(self, kind: str, path: Path) -> None:
        if kind == "open":
            self._recognise(path)
        elif kind == "paper":
            self.sides.open("from_paper", str(path))
        elif kind == "copy":
            self.sides.open("copies", str(path))
        elif kind == "copies_folder":
            self._say("copies.taken", path=self.copies.choose(path))
        elif (side := self.sides.heard) is not None:
            side.file(kind, path)
        elif kind == "save_pdf" and self.outgoing is not None:
            self.outgoing.save(path)
        elif self.desk and (note := late.to_file(self.desk, kind, path)):
            self._stand(lambda _: note)

    def _recognise(self, path: Path) -> None:
        """Any file was chosen to be opened; of one that cannot be it is said what to do."""
        if self._is_open(path):
            return
        if (desk := self.desk) is not None:
            if desk.dialog is None and self.later.dialog is None:
                self.told.emit(self.later.bring(desk.session, path, desk.wording))
            return
        told = self.start.chosen(path, self.language)
        if told is None:
            self._open(path)
        elif told:
            self._stand(lambda _: Note(told, "warning"))
        else:
            self.sides.open("taking", str(path))

    def print_done(self, state: str) -> None:
        """The system took the pages, or not; "printed" is confirmed by a person."""
        if (outgoing := self.outgoing) is not None:
            self._guarded(lambda: outgoing.printed(state))

    def _open(self, path: Path) -> None:
        if self.copies.is_copy(path):  # nothing is ever written to a copy
            self.sides.open("copies", str(path))
        elif not self._is_open(path):
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
        wording, papers = services.wordings[self.language], services.papers(self.paper_made.emit)
        self.start.cancel()
        self.sides.shown = None
        session.doubts = services.doubted
        self.desk = late.desk_presenter(session, papers, services.likely(), wording)
        self.outgoing = late.outgoing(self.desk, self.print_asked.emit, self._stand, self._unsay)
        journal = self._journal()
        page, focus = journal.cursor() if journal else ("", "")
        self.desk.open_at(page, focus, journal.typed if journal else "")
        if journal is not None:
            journal.seen_by(services.witnesses)
            session.elsewhere = lambda lost: self._elsewhere(session, lost)
            self._remember(session, path or journal.path)
            self.copies.open(session, self.desk.here.text())
        clock = late.watch_clock(session, services.seconds, wording)
        self.told.emit(clock)
        self.touched()
        self._show()
        found = late.found(session, wording, self._where) if journal is not None else ""
        for note in (clock, Note(found, "warning") if found else None, self._news()):
            self._stand_too(note)

    def _news(self) -> Note | None:
        return self.copies.news(self._where, self.services.wordings[self.language])

    def _elsewhere(self, session: Session, lost: StoreError) -> MovedLog:
        moved = late.elsewhere(session, self.services.data_dir)
        self._remember(session, Path(moved.path))
        self._say(f"told.{lost.code}", "error", path=moved.left, new=moved.path)
        return moved

    def _remember(self, session: Session, path: Path) -> None:
        self._where = path
        seat = Seat(session, path, self.front_asked.emit, self._show)
        self.services.nights.enter(self, seat)
        self.start.keep(session, self._where)
        self.services.settings.set(resume=str(self._where))

    def close_night(self) -> None:
        """Close the night and go back to the start page; everything was saved long ago."""
        self._close()
        self.start.refresh()

    def _close(self, patience: float = 0.0) -> None:
        self._keep_cursor()
        journal = self._journal()
        if self.desk is not None:
            self.desk.papers.press.close()
        if self.desk is not None and journal is not None:
            self.copies.close(journal.close, self.desk.here.text(), patience)
            self.start.keep(self.desk.session, self._where, closed=True)
        self.desk, self.outgoing, self.covered = None, None, False
        self.services.nights.leave(self)

    def tick(self) -> None:
        """A second passed: the clock in the header."""
        if self.desk is not None:
            self.copies.tick(self.desk.here.text())
            self._stand_too(self._news())
            self.covered = self.covered or self._left_alone()
            if self.covered or not self.desk.place.drafts:
                self.desk_changed.emit(self._desk_view(self.desk))

    def closing(self, placed: Placed) -> None:
        """The window closes; the single file is the whole night then."""
        self.services.settings.set(place=[*placed.where], maximised=placed.maximised)
        self._close(_LAST_COPY)
