"""The copies as the window has them: the line in the footer, and what its button says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from tally_app.app.backup.keeper import Keeper, State
from tally_app.app.backup.places import Places
from tally_app.app.night.session import Session
from tally_app.app.night.settings import Settings
from tally_app.app.view.base import AskFile, Button, ShowCopies
from tally_app.app.view.desk import Desk
from tally_app.app.view.fields import DialogForm
from tally_app.domain.values.wording import Wording

_KEY: Final = "Ctrl+Shift+S"
#: What is asked for when a place is to be chosen.
CHOOSE: Final = AskFile("copies_folder")


class Copies:
    """``dialog`` is the open dialog, None without one."""

    def __init__(self, data_dir: Path, settings: Settings) -> None:
        self.places: Final = Places(data_dir, settings)
        self.dialog: DialogForm | None = None
        self._keeper: Keeper | None = None
        self._shown: tuple[State, str] | None = None
        self._button: Button | None = None

    def open(self, session: Session, page: str) -> None:
        """A night was opened on a page: its copies are kept up to date from now on."""
        self._keeper = Keeper(session, page, self.places, session.now)
        self._keeper.ask()

    def tick(self, page: str) -> None:
        """A second passed."""
        if self._keeper is not None:
            self._keeper.tick(page)

    def close(self, close: Callable[[], object], patience: float = 0.0) -> None:
        """Close the night's file by ``close``; the last copy is made, waited for so many seconds at
        most.
        """
        keeper, self._keeper = self._keeper, None
        if keeper is None:
            close()
            return
        keeper.close(close)
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

    def choose(self, folder: Path) -> None:
        """Take a folder or stick from now on, and copy there at once; StoreError if not."""
        self.places.choose(folder)
        if self._keeper is not None:
            self._keeper.ask()


def _button(state: State, words: Wording) -> Button:
    said = words("copies.first")
    if state.own_trouble and state.where == "own":
        said = words("copies.failed", why=words(f"copies.trouble.{state.own_trouble}"))
    elif state.at:
        said = words(f"copies.at_{state.where}", time=state.at[11:16])
    if state.trouble:
        said = words("copies.but", said=said, why=words(f"copies.trouble.{state.trouble}"))
    icon = "warning" if state.troubled else "save"
    return Button(ShowCopies(), said, "plain", shortcut=_KEY, icon=icon)
