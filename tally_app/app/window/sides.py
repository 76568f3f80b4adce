"""The pages beside the night: which one is shown, each as it was left."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the window's partner stands before the first paint
    from pathlib import Path

    from tally_app.app.view.base import Intent
    from tally_app.app.window.services import Request, Services, Side, SidePresenter


class Sides:
    """``shown`` is the page that is shown, None while it is the start page or a night."""

    def __init__(self, services: Services) -> None:
        self.shown: Side | None = None
        self._sides = {side.name: side for side in services.sides}
        self._services = services
        self._opened: dict[str, SidePresenter] = {}

    def open(self, name: str, file: str = "") -> None:
        """Show a page, made when it is opened first; for a file if one is named."""
        side = self._sides[name]
        if name not in self._opened:
            self._opened[name] = side.presenter(self._services)
        self._opened[name].opened(file)
        self.shown = side

    def view(self, side: Side, language: str) -> object:
        """What the page that is shown says."""
        return self._opened[side.name].view(language)

    @property
    def presenter(self) -> SidePresenter | None:
        """Who speaks for the page that is shown, None without one."""
        return self._opened[self.shown.name] if self.shown is not None else None

    def intent(self, asked: Intent) -> Request | None:
        """A button of the page that is shown was pressed."""
        return self.presenter.intent(asked) if self.presenter is not None else None

    def file(self, kind: str, path: Path) -> None:
        """A file was chosen for the page that is shown."""
        if self.presenter is not None:
            self.presenter.file(kind, path)
