"""A tick box whose words may take several lines."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from tally_app.ui.kit import icons, text, theme
from tally_app.ui.kit.base import Guarded, focus_ring, rounded
from tally_app.ui.kit.wire import Wire


class CheckRow(Guarded, QCheckBox):
    """A box, its words, and below them in words what is wrong with the answer."""

    def __init__(self, wire: Wire, parent: QWidget, key: str) -> None:
        super().__init__(parent)
        self._wire = wire
        self.key = key
        self.words = self.error = ""
        self.setObjectName(key)

    def set_view(self, words: str, error: str) -> None:
        """Show other words."""
        self.words, self.error = words, error
        self.setAccessibleName(words)
        self.setAccessibleDescription(error)
        self.update()

    def _room(self, width: int) -> int:
        return width - theme.worn().px(44)

    def height_for(self, width: int) -> int:
        """Return the height in a width."""
        look, room = theme.worn(), self._room(width)
        words = text.height(self.words, 15, room) + text.height(self.error, 13, room, bold=True)
        return max(look.px(40), words + look.px(16))

    def place(self) -> None:
        """Nothing stands on it."""

    def restyle(self) -> None:
        """Take on a new look."""
        self.update()

    def hitButton(self, pos: object) -> bool:  # noqa: ARG002, N802 - Qt calls it so
        """The whole row can be pressed."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; Enter goes on, so that running through the fields confirms nothing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._wire.move(self, 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        t, side = look.t, look.px(22)
        room = self._room(self.width())
        words = text.height(self.words, 15, room)
        error = text.height(self.error, 13, room, bold=True)
        y = (self.height() - words - error) // 2
        box = QRect(look.px(8), y + (min(words, look.px(22)) - side) // 2, side, side)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = t.error.ink if self.error else t.accent if self.isChecked() else t.edge
        p.setPen(QPen(theme.colour(edge), max(t.line, 2 if self.error else 1)))
        p.setBrush(theme.colour(t.accent if self.isChecked() else t.surface))
        p.drawPath(rounded(box, look.px(4), 1))
        if self.isChecked():
            icons.paint(p, box.adjusted(2, 2, -2, -2), "tick", t.on_accent, t.accent)
        text.draw(p, QRect(look.px(40), y, room, words), self.words, 15, t.ink)
        at = QRect(look.px(40), y + words, room, error)
        text.draw(p, at, self.error, 13, t.error.ink, bold=True)
        if self.hasFocus():
            focus_ring(p, self.rect())
