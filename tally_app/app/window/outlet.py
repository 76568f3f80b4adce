"""What goes out to the window: views, what is asked, what is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from tally_app.app.view.base import Note, Placed
from tally_app.app.window import late
from tally_app.app.window.sides import Sides
from tally_app.app.window.start import StartPresenter

if TYPE_CHECKING:  # what a night needs is loaded with the first one, not with the start page
    from tally_app.app.desk.presenter import DeskPresenter
    from tally_app.app.view.base import Button
    from tally_app.app.view.desk import Desk
    from tally_app.app.view.fields import DialogForm
    from tally_app.app.window.backup import Copies
    from tally_app.app.window.beside.help import Help
    from tally_app.app.window.election.later import LaterVersions
    from tally_app.app.window.outgoing import Outgoing
    from tally_app.app.window.services import Services
    from tally_app.domain.values.wording import Wording


class Outlet(QObject):
    """Views go out by signal, each when something is another than before.

    Signals: start_changed(view.Start), desk_changed(view.Desk),
    side_changed(what makes its page, its view), help_changed(view.HelpView, None: closed),
    form_asked(view.DialogForm), form_closed,
    focus_asked(key), file_asked(kind, suggestion, view.FileWords), print_asked(pdf bytes),
    told(view.Note), beside_asked(path of a file, "" for none), front_asked,
    paper_made (from its own thread).
    """

    start_changed = Signal(object)
    desk_changed = Signal(object)
    side_changed = Signal(object, object)
    help_changed = Signal(object)
    form_asked = Signal(object)
    form_closed = Signal()
    focus_asked = Signal(str)
    file_asked = Signal(str, str, object)
    print_asked = Signal(object)
    told = Signal(object)
    beside_asked = Signal(str)
    front_asked = Signal()
    paper_made = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.language: str = services.settings["language"]
        self.start = StartPresenter(services)
        self.desk: DeskPresenter | None = None
        self.sides = Sides(services)
        self.help: Help | None = None
        self._asked: DialogForm | None = None
        self._refusal: Note | None = None
        #: what goes out of the open night
        self.outgoing: Outgoing | None = None
        self.paper_made.connect(self._paper_made, Qt.ConnectionType.QueuedConnection)
        #: what is told: how it is said in a language, on which page, in which language it was
        self._standing: tuple[Callable[[Wording], Note], str, str] | None = None
        #: nobody touched the keys for as long as the settings say: the figures are covered
        self.covered = False
        self._touched = 0.0
        self._menus: dict[tuple[str, str], tuple[Button, ...]] = {}
        # A running timer, not a queued call: that would come before the paint of the digit.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_later)
        self._working = QTimer(self, singleShot=True, interval=0)
        self._working.timeout.connect(self._work_on)

    @cached_property
    def later(self) -> LaterVersions:
        """Later versions of the open night's election."""
        return late.later_versions(self.services)

    @cached_property
    def copies(self) -> Copies:
        """Where copies are, and those of the open night."""
        return late.copies_of(self.services)

    def first_view(self) -> object:
        """What the very first paint shows: the start page, before any past night is read."""
        return self.start.view(self.language)

    def placed(self) -> Placed | None:
        """Where a window stood when it was closed last."""
        kept = self.services.settings
        return Placed(tuple(kept["place"]), kept["maximised"]) if kept["place"] else None

    def _ask_file(self, kind: str, suggested: str = "") -> None:
        """Ask for a file, in the folder that was used last."""
        settings, words = self.services.settings, self.services.wordings[self.language]
        self.file_asked.emit(kind, *late.file_asked(kind, suggested, settings, words))

    def _is_open(self, path: Path) -> bool:
        """Whether a file's night is open here or beside: there its window comes to the front."""
        there = self.services.nights.at(path)
        if there is not None:
            there.front()
            if there is self.services.nights.of(self):
                self._say("start.open_here", file=path.name)
        return there is not None

    def _guarded(self, deed: Callable[[], None]) -> None:
        """Do something that may meet the world; a failure is told, nothing is lost."""
        try:
            deed()
        except Exception as failure:
            if not self._tell(failure):
                raise
        self._show()

    def _work_on(self) -> None:
        """What takes long goes on for a moment; keys and paint come between."""
        if (side := self.sides.working) is not None:
            self._guarded(side.work_on)

    def _tell(self, failure: Exception, path: Path | None = None) -> bool:
        """Tell a failure of the world; False for a fault of the program."""
        said = late.said(failure, self.services.wordings[self.language], path)
        if said is not None:
            self._stand(lambda words: self._failed(failure, path, words))
        return said is not None

    def _failed(self, failure: Exception, path: Path | None, words: Wording) -> Note:
        note = Note(late.said(failure, words, path) or "", "error")
        return note if path is None else self.copies.beside(note, failure, path, words)

    def _say(self, key: str, tone: str = "ok", **said: object) -> None:
        """Tell something in the words of the window's language."""
        self._stand(lambda words: Note(words(key, **said), tone))

    def _stand(self, say: Callable[[Wording], Note]) -> None:
        """Tell something that belongs to the page: it follows the language, and leaves with the
        page.
        """
        self._standing = say, self._page(), self.language
        self.told.emit(say(self.services.wordings[self.language]))

    def _stand_too(self, note: Note | None) -> None:
        """Tell something more: what stands on the page already is not taken from it."""
        standing = self._standing
        if note is None:
            return
        if standing is None or standing[1] != self._page():
            self._stand(lambda _: note)
        else:
            self._stand(lambda words: standing[0](words).with_more(note))

    def _unsay(self, say: Callable[[Wording], Note]) -> None:
        """What was told so is over, if it is what stands there."""
        if self._standing is not None and self._standing[0] == say:
            self._standing = None
            if self._refusal is None:
                self.told.emit(None)

    def _page(self) -> str:
        """The name of the page that is shown."""
        if self.desk is not None:
            return self.desk.here.text()
        return "side" if self.sides.shown is not None else "start"

    def _settle(self) -> None:
        """What was told goes with its page, and is said anew in another language."""
        if self._standing is None:
            return
        say, page, language = self._standing
        if page != self._page():
            self._standing = None
            if self._refusal is None:
                self.told.emit(None)
        elif language != self.language:
            self._stand(say)

    def _show(self) -> None:
        self._later.stop()  # what a key asked to be shown is shown now
        if self.sides.working is not None:
            self._working.start()
        self._settle()
        self._show_help()
        if self.desk is None:
            self._show_form(self.sides.dialog or self.start.dialog)
            if (side := self.sides.shown) is not None:
                self.side_changed.emit(side.page, self.sides.view(side, self.language))
            else:
                self.start_changed.emit(self.start.view(self.language))
            return
        self.desk_changed.emit(self._desk_view(self.desk))
        self._show_form(self.copies.dialog or self.later.dialog or self.desk.dialog)
        focus = self.desk.take_focus()
        if focus:
            self.focus_asked.emit(focus)
        self._tell_refusal(self.desk.told)
        if news := self.desk.news():
            self._stand(lambda _: Note(news, "warning"))

    def _paper_made(self) -> None:
        if self.outgoing is not None:
            self._guarded(self.outgoing.go_on)

    def _show_help(self) -> None:
        """The help follows the cursor while it is open."""
        if self.help is not None:
            at = late.help_stand(self.desk) if self.desk is not None else None
            self.help_changed.emit(self.help.view(at, self.services.wordings[self.language]))

    def _desk_view(self, desk: DeskPresenter) -> Desk:
        """The desk with the menu of what is no matter of the night."""
        key = self.language, self.services.settings["theme"]
        if key not in self._menus:  # at every key the same
            self._menus[key] = late.menu(desk.wording, key[1])
        beside = self.services.nights.band(self, desk.wording)
        made = replace(desk.view(), menu=self._menus[key], beside=beside)
        if self.services.settings["public"]:
            made = replace(made, public=late.public_view(desk, made))
        if self.covered:
            made = replace(made, cover=late.cover(desk))
        return self.copies.on(made, desk.wording)

    def touched(self) -> None:
        """Somebody is at the keys."""
        if self.services.seconds is not None:
            self._touched = self.services.seconds()

    def _left_alone(self) -> bool:
        """Whether nobody was for as long as the settings say, if they say so at all."""
        minutes, seconds = self.services.settings["idle"], self.services.seconds
        return bool(minutes) and seconds is not None and seconds() >= self._touched + 60 * minutes

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

    def _show_later(self) -> None:
        if self.desk is not None:
            self.desk_changed.emit(self._desk_view(self.desk))
            self._tell_refusal(self.desk.told)
