"""A night is entered, kept where it was left, and closed: what of it the window's partner does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tally_app.app.view.base import Note, Placed
from tally_app.app.window import late
from tally_app.app.window.nights.open_nights import Seat
from tally_app.app.window.outlet import Outlet

if TYPE_CHECKING:  # what a night needs is loaded with the first one, not with the start page
    from tally_app.app.night.recorder import MovedLog
    from tally_app.app.night.session import Session
    from tally_app.app.window.services import Services
    from tally_app.store import Journal, StoreError

#: Seconds a closing window waits for the last copy; a stick may take for ever.
_LAST_COPY: Final = 2.0


class NightKeeper(Outlet):
    """Opens any file, shows the night of one, and closes it; nothing of it is lost in between."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._where = Path()

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

    def _begin(self, session: Session | None) -> None:
        """A night that was begun is entered."""
        if session is not None:
            self._enter(session)

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

    def _remember(self, session: Session, path: Path) -> None:
        self._where = path
        seat = Seat(session, path, self.front_asked.emit, self._show)
        self.services.nights.enter(self, seat)
        self.start.keep(session, self._where)
        self.services.settings.set(resume=str(self._where))

    def _elsewhere(self, session: Session, lost: StoreError) -> MovedLog:
        moved = late.elsewhere(session, self.services.data_dir)
        self._remember(session, Path(moved.path))
        self._say(f"told.{lost.code}", "error", path=moved.left, new=moved.path)
        return moved

    def _news(self) -> Note | None:
        return self.copies.news(self._where, self.services.wordings[self.language])

    def _journal(self) -> Journal | None:
        """The open file, None where there is none to write to."""
        return late.journal_of(self.desk.session) if self.desk is not None else None

    def _keep_cursor(self) -> None:
        """A restart lands where the cursor stands."""
        journal = self._journal()
        if self.desk is not None and journal is not None:
            journal.set_cursor(self.desk.here.text(), self.desk.place.focus, self.desk.typing)

    def tick(self) -> None:
        """A second passed: the clock in the header."""
        if self.desk is not None:
            self.copies.tick(self.desk.here.text())
            self._stand_too(self._news())
            self.covered = self.covered or self._left_alone()
            if self.covered or not self.desk.place.drafts:
                self.desk_changed.emit(self._desk_view(self.desk))
        elif (side := self.sides.shown) is not None and self.sides.tells_hour:
            self.side_changed.emit(side.page, self.sides.view(side, self.language))

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

    def closing(self, placed: Placed) -> None:
        """The window closes; the single file is the whole night then."""
        self.services.settings.set(place=[*placed.where], maximised=placed.maximised)
        self._close(_LAST_COPY)
