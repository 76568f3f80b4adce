"""A paragraph on a page or a sentence of the program: quiet, or with a tone and its icon."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from tally_app.app.view.base import Note
from tally_app.ui.kit import button, icons, text, theme
from tally_app.ui.kit.base import Guarded, Painted, focus_ring, panel
from tally_app.ui.kit.wire import Wire

_ICONS = {"note": "page", "locked": "lock"} | {
    tone: tone for tone in ("error", "warning", "legal", "ok")
}


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say something where it is shown; the focus stays where it is."""
    said = QAccessibleAnnouncementEvent(widget, words)
    said.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
    QAccessible.updateAccessibility(said)


class NoteCard(Painted):
    """Shows a ``Note``. With ``can_close`` it has a cross at its corner, and Esc closes it."""

    def __init__(self, wire: Wire, parent: QWidget, *, can_close: bool = False) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view: Note | None = None
        self.buttons: list[button.ButtonWidget] = []
        self.cross = _Cross(self) if can_close else None

    def set_view(self, shown: Note) -> bool:
        """Show another view; return whether the height may have changed."""
        if shown == self.view:
            return False
        self.view = shown
        self.buttons, _moved = button.match(self.buttons, shown.buttons, self._wire, self)
        self.setAccessibleName(f"{shown.title} {shown.text}".strip())
        if self.cross is not None:
            self.cross.setAccessibleName("Esc")
            self.cross.setAccessibleDescription(shown.text)
            announce(self, self.accessibleName())
        self.place()
        self.update()
        return self.height_for(max(1, self.width())) != self.height()

    def _boxed(self) -> bool:
        return self.view is not None and (bool(self.view.tone) or self.cross is not None)

    def _words(self, width: int) -> QRect:
        """Return where the words stand across; the height is not set."""
        look = theme.worn()
        if not self._boxed():
            return QRect(0, look.px(2), width, 0)
        left = look.px(44) if self.view and self.view.tone in _ICONS else look.px(16)
        right = look.px(44 if self.cross is not None else 16)
        return QRect(left, look.px(12), width - left - right, 0)

    def _heights(self, width: int) -> tuple[int, int, int]:
        """Return the height of title, text and buttons with the gaps before them."""
        look, shown, room = theme.worn(), self.view, self._words(width).width()
        if shown is None:
            return 0, 0, 0
        title = text.height(shown.title, 16, room, bold=True)
        body = text.height(shown.text, self._size(), room)
        buttons = button.row_height(self.buttons, room, look.px(8))
        return title, body, buttons + look.px(10) if self.buttons else 0

    def _size(self) -> float:
        return 15 if self._boxed() else 14

    def height_for(self, width: int) -> int:
        return sum(self._heights(width)) + 2 * self._words(width).y()

    def place(self) -> None:
        look, words = theme.worn(), self._words(self.width())
        title, body, _buttons = self._heights(self.width())
        at = QPoint(words.x(), words.y() + title + body + look.px(10))
        button.place_row(self.buttons, at, words.width(), look.px(8))
        if self.cross is not None:
            side = look.px(32)
            self.cross.setGeometry(self.width() - side - look.px(6), look.px(6), side, side)

    def restyle(self) -> None:
        for one in self.buttons:
            one.restyle()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.view
        if shown is None:
            return
        p, look = QPainter(self), theme.worn()
        t = look.t
        tone, words = t.tone(shown.tone), self._words(self.width())
        fill = tone.tint if not t.contrast else t.surface
        if self._boxed():
            panel(p, self.rect(), fill, tone.edge, line=min(t.line, 3))
        title, body, _buttons = self._heights(self.width())
        ink = tone.ink if shown.tone in ("error", "warning", "legal", "ok") else t.ink
        first = QRect(words.x(), words.y(), words.width(), title)
        text.draw(p, first, shown.title, 16, ink, bold=True)
        second = QRect(words.x(), words.y() + title, words.width(), body)
        quiet = t.quiet if not self._boxed() else t.ink
        text.draw(p, second, shown.text, self._size(), quiet)
        icon = _ICONS.get(shown.tone)
        if icon and self._boxed():
            side = look.px(20)
            icons.paint(p, QRect(look.px(14), words.y() + look.px(2), side, side), icon, ink, fill)


class _Cross(Guarded, QAbstractButton):
    """The cross that closes a note."""

    def __init__(self, parent: NoteCard) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setObjectName("close-note")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses like Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        side = look.px(14)
        at = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        icons.paint(p, at, "close", look.t.quiet, look.t.surface)
        if self.hasFocus():
            focus_ring(p, self.rect())
