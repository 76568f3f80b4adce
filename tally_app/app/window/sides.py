"""The pages beside the night: which one is shown, each as it was left."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the window's partner stands before the first paint
    from tally_app.app.view.fields import DialogForm
    from tally_app.app.window.services import Services, Side, SidePresenter


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
    def heard(self) -> SidePresenter | None:
        """Who hears what is done on the page that is shown, None where none is."""
        return self._opened[self.shown.name] if self.shown is not None else None

    @property
    def tells_hour(self) -> bool:
        """Whether the page that is shown goes with the clock."""
        return self.heard is not None and self.heard.shows_hour

    @property
    def working(self) -> SidePresenter | None:
        """Whose work goes on by itself, None while there is none."""
        return next((one for one in self._opened.values() if one.busy), None)

    @property
    def dialog(self) -> DialogForm | None:
        """The dialog open over the page that is shown."""
        return self.heard.dialog if self.heard is not None else None
