"""What the composition root hands the window's partner: everything a presenter needs, the sides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # the start page uses only some of these
    from tally_app.app.night.likely_causes import Likely
    from tally_app.app.night.session import Clock
    from tally_app.app.night.settings import Settings
    from tally_app.app.papers.papers import Papers, Printers
    from tally_app.catalog.library import Library
    from tally_app.domain.causes.likely import CauseModel
    from tally_app.domain.values.wording import Wording


class SidePresenter(Protocol):
    """What a side says and hears."""

    def view(self, language: str) -> object:
        """What its page shows, in words of a language."""
        ...

    def draft(self, key: str, text: str) -> None:
        """A key was pressed in a field of its page."""
        ...


@dataclass(frozen=True, slots=True)
class Side:
    """An annex as the window has it: opened from the start page, with a page of its own.

    ``intent`` opens it, ``start.<intent>`` are the words of its button. ``presenter`` is called
    when it is opened first; ``page`` makes its page and is handed to the window unread.
    """

    intent: str
    presenter: Callable[[Mapping[str, Wording]], SidePresenter]
    page: Callable[..., object]


@dataclass(frozen=True)
class Services:
    """``new_night`` gives a random night id of 12 digits."""

    library: Library
    wordings: Mapping[str, Wording]
    printers: Callable[[], Printers]
    settings: Settings
    clock: Clock
    new_night: Callable[[], str]
    data_dir: Path
    version: str
    sides: tuple[Side, ...]

    def papers(self) -> Papers:
        """Papers for one night."""
        from tally_app.app.papers.papers import Papers

        return Papers(self.printers, self.wordings)

    def likely(self) -> Likely:
        """Likely causes for one night."""
        from tally_app.app.night.likely_causes import Likely

        return Likely(self._causes)

    def _causes(self) -> CauseModel:
        from tally_app.catalog.causes import shipped_causes

        return shipped_causes(self.library)
