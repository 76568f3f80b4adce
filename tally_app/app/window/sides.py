"""The pages beside the night: which one is shown, each as it was left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the window's partner stands before the first paint
    from tally_app.app.window.services import Side, SidePresenter
    from tally_app.domain.values.wording import Wording


class Sides:
    """``shown`` is the page that is shown, None while it is the start page or a night."""

    def __init__(self, sides: tuple[Side, ...], wordings: Mapping[str, Wording]) -> None:
        self.shown: Side | None = None
        self._sides = {side.name: side for side in sides}
        self._wordings = wordings
        self._opened: dict[str, SidePresenter] = {}

    def open(self, name: str) -> None:
        """Show a page, made when it is opened first."""
        self.shown = self._sides[name]
        if name not in self._opened:
            self._opened[name] = self.shown.presenter(self._wordings)

    def view(self, side: Side, language: str) -> object:
        """What the page that is shown says."""
        return self._opened[side.name].view(language)

    def draft(self, side: Side, key: str, text: str) -> None:
        """A key was pressed in a field of its page."""
        self._opened[side.name].draft(key, text)
