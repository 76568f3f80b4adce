"""What is read aloud: each line with its figure large, and the figure in words."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.desk import Aloud
from tally_app.app.view.fields import Row
from tally_app.ui.kit import text, theme
from tally_app.ui.kit.base import Painted, hairline, panel
from tally_app.ui.kit.wire import Wire

_ROW, _EDGE, _NUMBER, _GAP = 58, 16, 40, 20
_FIGURE, _WORDS = 36, 18


class AloudCard(Painted):
    """Shows an ``Aloud``."""

    def __init__(self, _wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = Aloud(())

    def set_view(self, shown: Aloud) -> bool:
        """Show another view; return whether the height may have changed."""
        if shown == self.view:
            return False
        self.view = shown
        said = (f"{row.number} {row.label}: {row.value}, {row.words}" for row in shown.rows)
        self.setAccessibleName(". ".join(said))
        self.update()
        return True

    def _rooms(self, width: int) -> tuple[int, int, int]:
        """Return the room of the label, of the figure and of the words."""
        look = theme.worn()
        figure = max(
            (text.advance(row.value, _FIGURE, bold=True) for row in self.view.rows), default=1
        )
        room = width - look.px(2 * _EDGE + _NUMBER + 2 * _GAP) - figure
        label = max(1, room * 11 // 20)
        return label, figure, max(1, room - label)

    def _height(self, row: Row, rooms: tuple[int, int, int]) -> int:
        look, (label, figure, words) = theme.worn(), rooms
        tall = max(
            text.height(row.label, _WORDS, label),
            text.height(row.value, _FIGURE, figure + look.px(4), bold=True),
            text.height(row.words, _WORDS, words),
        )
        return max(look.px(_ROW), tall + look.px(12))

    def height_for(self, width: int) -> int:
        rooms = self._rooms(width)
        return 2 + sum(self._height(row, rooms) for row in self.view.rows)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look, width = QPainter(self), theme.worn(), self.width()
        t, y, rooms = look.t, 1, self._rooms(width)
        panel(p, self.rect(), t.surface, t.hairline, line=min(t.line, 2))
        label, figure, words = rooms
        left = look.px(_EDGE)
        name = left + look.px(_NUMBER)
        for row in self.view.rows:
            high = self._height(row, rooms)
            if y > 1:
                hairline(p, name, y, width - 1)
            number = QRect(left, y, look.px(_NUMBER), high)
            text.draw(p, number, row.number, 13, t.quiet)
            text.draw(p, QRect(name, y, label, high), row.label, _WORDS, t.ink)
            x = name + label + look.px(_GAP)
            at = QRect(x - look.px(4), y, figure + look.px(4), high)
            text.draw(p, at, row.value, _FIGURE, t.ink, bold=True, align=text.RIGHT)
            x += figure + look.px(_GAP)
            text.draw(p, QRect(x, y, words, high), row.words, _WORDS, t.ink)
            y += high
