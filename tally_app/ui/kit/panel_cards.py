"""The quiet parts of the panel: a paragraph, a list of people."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.ui.kit import text, theme
from tally_app.ui.kit.base import Painted, hairline, panel

_PAD = 13


class QuietText(Painted):
    """A paragraph in quiet words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = ""

    def set_view(self, words: str) -> bool:
        """Show other words; return whether the height may have changed."""
        if words == self.words:
            return False
        self.words = words
        self.setAccessibleName(words)
        self.update()
        return True

    def height_for(self, width: int) -> int:
        return text.height(self.words, 14, width) + theme.worn().px(4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        text.draw(QPainter(self), self.rect(), self.words, 14, theme.worn().t.quiet)


class ListCard(Painted):
    """A title over rows of two words: who signs, in which office."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = ""
        self.rows: tuple[tuple[str, str], ...] = ()

    def set_view(self, title: str, rows: tuple[tuple[str, str], ...]) -> bool:
        """Show another list; return whether the height may have changed."""
        if (title, rows) == (self.title, self.rows):
            return False
        self.title, self.rows = title, rows
        self.setAccessibleName(". ".join([title, *(f"{left}, {right}" for left, right in rows)]))
        self.update()
        return True

    def _split(self, width: int, row: tuple[str, str]) -> tuple[int, int]:
        """Return the width of the left and of the right words of a row."""
        look = theme.worn()
        room = width - 2 * look.px(_PAD) - look.px(10)
        right = min(text.advance(row[1], 13), room // 2)
        left = min(text.advance(row[0], 14), room - right)
        return max(left, room - right), max(right, room - left) if left < room - right else right

    def _row_height(self, width: int, row: tuple[str, str]) -> int:
        left, right = self._split(width, row)
        high = max(text.height(row[0], 14, left), text.height(row[1], 13, right))
        return max(theme.worn().px(33), high + look_pad())

    def _title_height(self, width: int) -> int:
        look = theme.worn()
        high = text.height(self.title, 14, width - 2 * look.px(_PAD), bold=True)
        return high + look.px(14) if self.title else look.px(4)

    def height_for(self, width: int) -> int:
        rows = sum(self._row_height(width, row) for row in self.rows)
        return self._title_height(width) + rows + theme.worn().px(4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look, width = QPainter(self), theme.worn(), self.width()
        panel(p, self.rect(), look.t.surface, look.t.hairline, line=min(look.t.line, 2))
        pad = look.px(_PAD)
        y = self._title_height(width)
        text.draw(p, QRect(pad, 0, width - 2 * pad, y), self.title, 14, look.t.ink, bold=True)
        for index, row in enumerate(self.rows):
            high = self._row_height(width, row)
            if self.title or index:
                hairline(p, pad, y, width - pad)
            left, right = self._split(width, row)
            text.draw(p, QRect(pad, y, left, high), row[0], 14, look.t.ink)
            at = QRect(width - pad - right, y, right, high)
            text.draw(p, at, row[1], 13, look.t.quiet, align=text.RIGHT)
            y += high


def look_pad() -> int:
    """Return the air above and below the words of a row."""
    return theme.worn().px(10)
