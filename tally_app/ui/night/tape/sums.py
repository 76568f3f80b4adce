"""The sums of the tape, pinned below it: under every column, a row a person."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.tape import TapeSums
from tally_app.ui.kit import text, theme
from tally_app.ui.kit.base import Painted, hairline, panel
from tally_app.ui.night.tape.places import TapePlaces, heads_height, paint_heads, places

_HIGH, _SMALL = 36, 13


class TapeSumsWidget(Painted):
    """Shows ``TapeSums``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = TapeSums(("", ""), (), ())

    def set_view(self, shown: TapeSums) -> bool:
        """Show another view; return whether the height may have changed."""
        if shown == self.view:
            return False
        self.view = shown
        said = (" ".join([label, *cells]) for label, cells in shown.rows)
        self.setAccessibleName(". ".join(said))
        self.update()
        return self.height_for(max(1, self.width())) != self.height()

    def _laid(self, width: int) -> TapePlaces:
        return places(width - 2, self.view.heads, self.view.words)

    def _row(self, label: str, laid: TapePlaces) -> int:
        look = theme.worn()
        return max(look.px(_HIGH), text.height(label, 15, laid.label()[1]) + look.px(8))

    def height_for(self, width: int) -> int:
        laid = self._laid(width)
        return (
            2
            + heads_height(laid, self.view.heads)
            + sum(self._row(label, laid) for label, _ in self.view.rows)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        panel(p, self.rect(), look.t.surface, look.t.hairline, line=min(look.t.line, 2))
        laid = self._laid(self.width())
        y = heads_height(laid, self.view.heads)
        paint_heads(p, laid, self.view.heads, 1, y)
        for label, cells in self.view.rows:
            high = self._row(label, laid)
            hairline(p, laid.number[0], y, self.width() - 1)
            x, wide = laid.label()
            text.draw(p, QRect(1 + x, y, wide, high), label, 15, look.t.ink)
            for at, cell in enumerate(cells):
                self._paint_sum(
                    p, QRect(1 + laid.columns[at][0], y, laid.columns[at][1], high), cell
                )
            y += high

    def _paint_sum(self, p: QPainter, at: QRect, cell: str) -> None:
        """Digits bold; what is said in their place small."""
        look = theme.worn()
        place = at.adjusted(0, 0, -look.px(12), 0)
        if any(sign.isalpha() for sign in cell):
            small = at.adjusted(-look.px(12), 0, -look.px(4), 0)
            text.draw(p, small, cell, _SMALL, look.t.quiet, align=text.RIGHT)
            return
        text.draw(p, place, cell, 19, look.t.ink, bold=True, align=text.RIGHT)
