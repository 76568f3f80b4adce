"""Where the help stands in the window: beside the page that is shown, whatever page it is."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from tally_app.app.view.help import HelpView
from tally_app.ui.help.pane import NARROW, WIDE, HelpPane
from tally_app.ui.kit import theme
from tally_app.ui.kit.wire import Wire

#: What a page needs beside it; with less room the help lies over its right side.
_LEAST, _SHARE = 560, 0.291


class Lends(Protocol):
    """A page that lends the place of its panel."""

    def lend(self, widget: QWidget, wide: int) -> QRect: ...


class HelpPlace:
    """Holds the pane. Where it is opened and closed the cursor stays in its field."""

    def __init__(self, wire: Wire, window: QWidget) -> None:
        self._window = window
        self.pane = HelpPane(wire, window)
        self.pane.hide()
        self._from: QWidget | None = None

    @property
    def shown(self) -> bool:
        """Whether the help is open."""
        return not self.pane.isHidden()

    def show(self, shown: HelpView | None) -> None:
        """Show the help, or take it away: the focus goes back to where it was."""
        if shown is None:
            inside = self.pane.isAncestorOf(QApplication.focusWidget() or self._window)
            self.pane.hide()
            if inside and self._from is not None and isValid(self._from):
                self._from.setFocus()
            return
        if not self.shown:
            self._from = QApplication.focusWidget()
        self.pane.set_view(shown)
        self.pane.show()
        self.pane.raise_()

    def search(self) -> None:
        """Put the cursor into the search of the open help."""
        self.pane.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def width(self) -> int:
        """How wide the pane is."""
        look = theme.worn()
        wide = max(look.px(NARROW), round(self._window.width() * _SHARE))
        return min(wide, look.px(WIDE), self._window.width())

    def beside(self, page: QWidget, lends: Lends | None) -> QRect:
        """Put the pane beside a page, into the place it lends; return what is left for the page."""
        whole = self._window.rect()
        if lends is not None:
            page.setGeometry(whole)
            owner, body = page, lends.lend(self.pane, self.width() if self.shown else 0)
        else:
            owner, body = self._window, whole
        if self.pane.parentWidget() is not owner:
            shown = self.shown
            self.pane.setParent(owner)
            self.pane.setVisible(shown)
        wide = self.width()
        self.pane.setGeometry(body.right() + 1 - wide, body.y(), wide, body.height())
        self.pane.raise_()
        if owner is page or not self.shown or whole.width() - wide < theme.worn().px(_LEAST):
            return whole
        return whole.adjusted(0, 0, -wide, 0)
