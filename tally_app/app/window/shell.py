"""The window's one partner: start page or desk, dialogs, files, printing. Signals out, calls in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from tally_app.app.view.base import (
    AskFile,
    GoToStart,
    Intent,
    Note,
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
from tally_app.app.window.nights.keeper import NightKeeper
from tally_app.app.window.services import Request

if TYPE_CHECKING:  # what a night needs is loaded with the first one, not with the start page
    from tally_app.app.desk.presenter import DeskPresenter
    from tally_app.app.night.session import Session
    from tally_app.app.window.outgoing import Outgoing
    from tally_app.app.window.services import Services

#: Seconds a closing window waits for the last copy; a stick may take for ever.
_LAST_COPY: Final = 2.0


class Shell(NightKeeper):
    """What the user did comes in by call; failures become sentences."""

    def __init__(self, services: Services, opened: Path | None = None) -> None:
        super().__init__(services)
        self._opened = opened

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

    def print_done(self, state: str) -> None:
        """The system took the pages, or not; "printed" is confirmed by a person."""
        if (outgoing := self.outgoing) is not None:
            self._guarded(lambda: outgoing.printed(state))
