"""A card of rows: what it is, what it does now, the buttons that change or answer it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.computer import ComputerGroup, ComputerRow
from tally_app.ui.kit import button, icons, text, theme
from tally_app.ui.kit.base import Painted, hairline, match_rows, panel
from tally_app.ui.kit.wire import Wire

_PAD, _AIR, _SIGN = 20, 9, 30
_LABEL, _SAYS = 16.0, 14.0


class ComputerRowWidget(Painted):
    """Shows a ``ComputerRow``; its buttons stand at the right while there is room, else below."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view = ComputerRow("", "", "")
        self.buttons: list[button.ButtonWidget] = []

    def set_view(self, shown: ComputerRow) -> None:
        """Show another row."""
        if shown == self.view:
            return
        self.view = shown
        self.buttons, _moved = button.match(self.buttons, shown.buttons, self._wire, self)
        self.setAccessibleName(f"{shown.label}: {shown.says}")
        for one in self.buttons:
            one.setAccessibleDescription(f"{shown.label}: {shown.says}")
        self.update()

    def _gap(self) -> int:
        return theme.worn().px(8)

    def _across(self) -> int:
        """Return the width of the buttons side by side."""
        return sum(one.sizeHint().width() + self._gap() for one in self.buttons)

    def _beside(self, width: int) -> bool:
        return self._across() <= (width - 2 * theme.worn().px(_PAD)) * 55 // 100

    def _words(self, width: int) -> QRect:
        look = theme.worn()
        left = look.px(_PAD) + (look.px(_SIGN) if self.view.state else 0)
        taken = self._across() if self._beside(width) else 0
        return QRect(left, look.px(_AIR), width - left - look.px(_PAD) - taken, 0)

    def height_for(self, width: int) -> int:
        look, words = theme.worn(), self._words(width)
        high = text.height(self.view.label, _LABEL, words.width())
        high += text.height(self.view.says, _SAYS, words.width())
        if self.buttons and not self._beside(width):
            high += button.row_height(self.buttons, words.width(), self._gap()) + look.px(6)
        least = look.px(44)
        return max(least, high + 2 * look.px(_AIR))

    def place(self) -> None:
        look, words = theme.worn(), self._words(self.width())
        if self._beside(self.width()):
            at = self.width() - look.px(_PAD) - self._across() + self._gap()
            for one in self.buttons:
                size = one.sizeHint()
                y = (self.height() - size.height()) // 2
                one.setGeometry(at, y, size.width(), size.height())
                at += size.width() + self._gap()
            return
        y = words.y() + text.height(self.view.label, _LABEL, words.width()) + look.px(6)
        y += text.height(self.view.says, _SAYS, words.width())
        button.place_row(self.buttons, QPoint(words.x(), y), words.width(), self._gap())

    def restyle(self) -> None:
        for one in self.buttons:
            one.restyle()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look, shown = QPainter(self), theme.worn(), self.view
        t, words = look.t, self._words(self.width())
        warned = shown.state == "warning"
        if warned and not t.contrast:
            p.fillRect(self.rect(), theme.colour(t.tone("warning").tint))
        ground = t.tone("warning").tint if warned and not t.contrast else t.surface
        if shown.state:
            side = look.px(20)
            at = QRect(look.px(_PAD) - look.px(4), words.y() + look.px(1), side, side)
            icon = "tick" if shown.state == "ok" else shown.state
            icons.paint(p, at, icon, t.tone(shown.state).ink, ground)
        first = text.height(shown.label, _LABEL, words.width())
        second = text.height(shown.says, _SAYS, words.width())
        y = words.y()
        if self._beside(self.width()):
            y = (self.height() - first - second) // 2
        text.draw(p, QRect(words.x(), y, words.width(), first), shown.label, _LABEL, t.ink)
        below = QRect(words.x(), y + first, words.width(), second)
        text.draw(p, below, shown.says, _SAYS, t.quiet if not warned else t.ink)


class GroupCard(Painted):
    """Shows a ``ComputerGroup``: its heading, then one card of rows with hairlines between."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view = ComputerGroup("", ())
        self.rows: list[ComputerRowWidget] = []

    def set_view(self, shown: ComputerGroup) -> None:
        """Show another group."""
        if shown == self.view:
            return
        self.view = shown
        match_rows(self.rows, len(shown.rows), lambda: ComputerRowWidget(self._wire, self))
        for row, one in zip(self.rows, shown.rows, strict=True):
            row.set_view(one)
        self.setAccessibleName(shown.title)
        self.update()

    def _top(self, width: int) -> int:
        look = theme.worn()
        return text.height(self.view.title, 14, width) + look.px(8) if self.view.title else 0

    def height_for(self, width: int) -> int:
        line = min(theme.worn().t.line, 2)
        return (
            self._top(width) + sum(row.height_for(width - 2 * line) for row in self.rows) + 2 * line
        )

    def place(self) -> None:
        line = min(theme.worn().t.line, 2)
        y = self._top(self.width()) + line
        for row in self.rows:
            high = row.height_for(self.width() - 2 * line)
            row.setGeometry(line, y, self.width() - 2 * line, high)
            row.place()
            y += high

    def restyle(self) -> None:
        for row in self.rows:
            row.restyle()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        t, top = look.t, self._top(self.width())
        if self.view.title:
            at = QRect(0, 0, self.width(), top - look.px(8))
            text.draw(p, at, self.view.title, 14, t.quiet)
        panel(p, self.rect().adjusted(0, top, 0, 0), t.surface, t.hairline, line=min(t.line, 2))
        for above in self.rows[:-1]:
            y = above.y() + above.height() - 1
            hairline(p, look.px(_PAD), y, self.width() - look.px(_PAD))
