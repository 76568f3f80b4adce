"""The copies as the window has them: the line in the footer, and what its button says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from tally_app.app.backup import found
from tally_app.app.backup.keeper import Keeper, State
from tally_app.app.backup.places import Places
from tally_app.app.backup.restore import restore
from tally_app.app.night.clock import Clock
from tally_app.app.night.session import Session
from tally_app.app.night.settings import Settings
from tally_app.app.view.base import Button, Note, ShowCopies
from tally_app.app.view.desk import Desk
from tally_app.app.view.fields import DialogForm
from tally_app.app.view.start import OpenSide, RestoreCopy, SalvageNight
from tally_app.app.window.nights.rescue import salvageable
from tally_app.domain.values.minutes import clock_of
from tally_app.domain.values.wording import Wording
from tally_app.store import Witnesses

_KEY: Final = "Ctrl+Shift+S"


class Copies:
    """``dialog`` is the open dialog, None without one."""

    def __init__(
        self, data_dir: Path, settings: Settings, clock: Clock, witnesses: Witnesses
    ) -> None:
        self.places: Final = Places(data_dir, settings)
        self.dialog: DialogForm | None = None
        self._clock = clock
        self._folder = data_dir
        self._witnesses = witnesses
        self._told = False
        self._restored: found.Found | None = None
        self._keeper: Keeper | None = None
        self._shown: tuple[State, str] | None = None
        self._button: Button | None = None

    def open(self, session: Session, page: str) -> None:
        """A night was opened on a page: its copies are kept up to date from now on."""
        self._keeper = Keeper(session, page, self.places)
        self._keeper.ask()
        self._told = False

    def tick(self, page: str) -> None:
        """A second passed."""
        if self._keeper is not None:
            self._keeper.tick(page)

    def close(self, close: Callable[[], object], page: str, patience: float) -> None:
        """Close the night's file by ``close``; the last copy is made, waited for so many seconds at
        most.
        """
        keeper, self._keeper = self._keeper, None
        if keeper is None:
            close()
            return
        keeper.close(close, page)
        keeper.wait(patience)

    def on(self, desk: Desk, words: Wording) -> Desk:
        """The desk with the last copy in its footer."""
        if self._keeper is None:
            return desk
        seen = self._keeper.state, words.language
        if seen != self._shown:
            self._shown, self._button = seen, _button(seen[0], words)
        return replace(desk, footer=replace(desk.footer, copies=self._button))

    def ask(self, words: Wording) -> None:
        """Say where the copies are, and offer to choose a place for them."""
        place = self.places.wanted
        there = words("copies.chosen", path=place) if place else words("copies.none_chosen")
        text = "\n\n".join(
            (words("copies.own_says", path=str(self.places.own)), there, words("copies.says"))
        )
        title, accept = words("copies.title"), words("copies.choose")
        self.dialog = DialogForm(ShowCopies(), title, text, (), (), accept, words("dialog.cancel"))

    def restore(self, path: Path) -> Session:
        """Go on from a copy in a new file; raises what ``restore`` of the room does."""
        copy = found.look(path, self.places, self._clock)
        known = copy.here.code != "none" or any(self.places.own.glob(f"*-{copy.ends.night}"))
        session = restore(copy, self._folder, self._clock, self._witnesses, known=known)
        self._restored = copy
        return session

    def is_copy(self, path: Path) -> bool:
        """Whether a file lies where copies lie."""
        return found.is_copy(path)

    def has(self, path: Path | None) -> bool:
        """Whether there is a copy of the night that was typed into that file."""
        return path is not None and found.newest_of(path, self.places) is not None

    def beside(self, note: Note, failure: Exception, path: Path, words: Wording) -> Note:
        """What is told of a file that cannot be opened, with its newest copy to go on with."""
        newest = found.newest_of(path, self.places)
        if newest is not None:
            copy, ends, about = newest
            said = words("copies.told.newest", time=clock_of(ends.at), figures=about.figures)
            go_on = Button(
                RestoreCopy(str(copy)), words("copies.page.open"), "small", "",
                "Ctrl+Return", "Ctrl+Enter", "again",
            )  # fmt: skip
            buttons = [go_on, Button(OpenSide("copies"), words("copies.told.see"), "small")]
            if salvageable(failure):
                save = words("dialog.salvage.accept")
                buttons.append(Button(SalvageNight(str(path)), save, "small"))
            return replace(note, text=f"{note.text}\n{said}", buttons=tuple(buttons))
        if not salvageable(failure):
            return note
        see = Button(OpenSide("copies"), words("copies.told.see"), "small")
        return replace(note, text=f"{note.text}\n{words('copies.told.none')}", buttons=(see,))

    def news(self, path: Path, words: Wording) -> Note | None:
        """What is to be told once: that the file was made of a copy, that the night was gone on
        with elsewhere too.
        """
        if self._restored is not None:
            copy, self._restored = self._restored, None
            time = clock_of(copy.ends.at)
            said = words("copies.told.restored", copy=copy.path.name, time=time, path=str(path))
            return Note(said, "ok")
        beyond = self._keeper.state.beyond if self._keeper is not None else None
        if beyond is None or self._told:
            return None
        self._told = True
        copied, at, computer = beyond
        said = words("copies.told.beyond", path=copied, time=clock_of(at), computer=computer)
        return Note(said, "warning")

    def choose(self, folder: Path) -> str:
        """Take a folder or stick from now on, and copy there at once; where. StoreError if not."""
        self.places.choose(folder)
        if self._keeper is not None:
            self._keeper.ask()
        return self.places.wanted


def _button(state: State, words: Wording) -> Button:
    said = words("copies.first")
    if state.own_trouble and state.where == "own":
        said = words("copies.failed", why=words(f"copies.trouble.{state.own_trouble}"))
    elif state.at:
        said = words(f"copies.at_{state.where}", time=clock_of(state.at))
    if state.trouble:
        said = words("copies.but", said=said, why=words(f"copies.trouble.{state.trouble}"))
    icon = "warning" if state.troubled else "save"
    return Button(ShowCopies(), said, "plain", shortcut=_KEY, icon=icon)
