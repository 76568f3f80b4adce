"""What the composition root hands the window's partner: everything a presenter needs, the sides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tally_app.app.window import late
from tally_app.app.window.nights.open_nights import OpenNights

if TYPE_CHECKING:  # the start page uses only some of these
    from tally_app.app.night.clock import Clock, Seconds
    from tally_app.app.night.likely_causes import Likely
    from tally_app.app.night.session import Session
    from tally_app.app.night.settings import Settings
    from tally_app.app.papers.drawn.printers import Printers
    from tally_app.app.papers.papers import Papers
    from tally_app.app.view.base import Intent
    from tally_app.app.view.fields import DialogForm
    from tally_app.catalog.library import Library
    from tally_app.domain.form.layout import Cell
    from tally_app.domain.night.reckoning import Reckoning
    from tally_app.domain.values.wording import Wording
    from tally_app.store import Witnesses


@dataclass(frozen=True, slots=True)
class Request:
    """What a side asks of the window: a file of that ``kind`` (``text`` is a suggestion), or to
    "open" the file ``text``.
    """

    kind: str
    text: str


class SidePresenter:
    """What a side says and hears; each side hears only what it has a use for.

    ``dialog`` is its open dialog, None without one; ``shows_hour``: its page says what hour it is.
    A night that begins on its page is given back.
    """

    dialog: DialogForm | None = None
    shows_hour = False

    def opened(self, file: str) -> None:
        """Its page is about to be shown, for a file ("" = none)."""

    def view(self, language: str) -> object:
        """What its page shows, in words of a language."""
        raise NotImplementedError

    def draft(self, key: str, text: str) -> None:
        """A key was pressed in a field of its page."""

    def commit(self, key: str, text: str) -> None:
        """A field of its page was left."""

    def focus_at(self, key: str) -> None:
        """The cursor stands in another field of its page."""

    def asked(self, _intent: Intent) -> Session | Request | None:
        """A button of its page was pressed; what only the window can do is handed back."""
        return None

    def file(self, kind: str, path: Path) -> None:
        """A file was chosen that it asked for."""

    def take_pdf(self) -> bytes:
        """What its page wants printed now, once; b"" for nothing."""
        return b""

    @property
    def busy(self) -> bool:
        """Whether it has work that goes on by itself, a moment at a time."""
        return False

    def work_on(self) -> None:
        """Do a moment of that work."""

    def submit(self, _values: Mapping[str, str]) -> Session | None:
        """Its open dialog was answered."""
        return None

    def cancel(self) -> None:
        """Its open dialog was closed without an answer."""
        self.dialog = None


@dataclass(frozen=True, slots=True)
class Side:
    """A page beside the night, opened from the start page: an annex, the copies.

    ``start.<name>`` are the words of the button that opens it, ``shortcut`` its key; with an
    ``icon`` it is a way to begin and has a card. ``presenter`` is called when it is opened first;
    ``page`` makes its page and is handed to the window unread.
    One that is not ``listed`` has no button there: a file opens it.
    """

    name: str
    presenter: Callable[[Services], SidePresenter]
    page: Callable[..., object]
    shortcut: str = ""
    icon: str = ""
    listed: bool = True


@dataclass(frozen=True)
class Services:
    """``resources``: the folder of forms and samples. ``new_night`` gives a random night id of 12
    digits, ``draw`` a chance number below one that is named. ``witness_folders``: where it is
    remembered how far nights came. ``clock`` is held against ``seconds``, where there are any.
    """

    resources: Path
    wordings: Mapping[str, Wording]
    printers: Callable[[], Printers]
    settings: Settings
    clock: Clock
    new_night: Callable[[], str]
    draw: Callable[[int], int]
    data_dir: Path
    witness_folders: tuple[Path, ...]
    version: str
    sides: tuple[Side, ...]
    seconds: Seconds | None = None

    @cached_property
    def library(self) -> Library:
        """The shipped forms and samples; loaded with the first election that is asked for."""
        return late.library_of(self.resources)

    @cached_property
    def nights(self) -> OpenNights:
        """The nights that are open now, each in a window of its own."""
        return OpenNights()

    @cached_property
    def witnesses(self) -> Witnesses:
        """What remembers how far the nights of this computer came."""
        return late.witnesses_in(self.witness_folders)

    def papers(self, done: Callable[[], None] = lambda: None) -> Papers:
        """Papers for one night; ``done`` is called in their own thread when one is made there."""
        return late.papers_of(self.printers, self.wordings, done)

    def likely(self) -> Likely:
        """Likely causes for one night."""
        return late.likely_of(lambda: late.explainer(self.library))

    def doubted(self, reckoning: Reckoning, cells: Sequence[Cell]) -> tuple[Cell, ...]:
        """Which of the lines two people typed alike a third one is asked about."""
        return late.doubted(self.library, reckoning, cells)
