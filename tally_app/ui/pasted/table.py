"""A table of what was read: names, roles and figures on one edge per column."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.beside import pasted as view
from tally_app.ui.kit import text, theme
from tally_app.ui.kit.base import Painted, hairline, panel

_PAD, _GAP, _TITLE, _SIZE = 14, 14, 44, 14
_LEAST = 150  # of a name
_WIDEST = 120  # of a word in a column's heading
_MORE = "…"


class ReadTableWidget(Painted):
    """Shows a ``view.ReadTable``. Columns that find no room are left out from the right; dots in
    the heading say so.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.view: view.ReadTable | None = None

    def set_view(self, shown: view.ReadTable) -> bool:
        """Show another table; return whether the height may have changed."""
        if shown == self.view:
            return False
        self.view = shown
        said = (f"{line.name} {line.role} {' '.join(line.figures)}" for line in shown.lines)
        self.setAccessibleName(". ".join([shown.title, *said]))
        self.update()
        return self.height_for(max(1, self.width())) != self.height()

    # measures

    def _columns(self, width: int) -> list[int]:
        """Return the widths of the columns of figures that find room."""
        look, shown = theme.worn(), self.view
        if shown is None:
            return []
        names = [text.advance(line.name, _SIZE, bold=line.bold) for line in shown.lines]
        least = min(look.px(_LEAST), max(names, default=0))
        left = width - look.px(2 * _PAD) - least - self._role_width() - look.px(_GAP)
        widths: list[int] = []
        for at, name in enumerate(shown.columns):
            figures = (
                text.advance(line.figures[at], _SIZE, bold=line.bold or at in line.marked)
                for line in shown.lines
            )
            words = (text.advance(word, 13) for word in name.split())
            heading = min(max(words, default=0), look.px(_WIDEST))
            wide = max([heading, *figures]) + look.px(_GAP)
            if sum(widths) + wide > left:
                break
            widths.append(wide)
        return widths

    def _more(self, widths: list[int]) -> int:
        """Return the room of the dots that stand for columns without room."""
        shown = self.view
        left_out = shown is not None and len(widths) < len(shown.columns)
        return theme.worn().px(_GAP) if left_out else 0

    def _role_width(self) -> int:
        shown = self.view
        roles = [text.advance(line.role, 13) for line in shown.lines] if shown else []
        widest = max(roles, default=0)
        return widest + theme.worn().px(_GAP) if widest else 0

    def _name_width(self, width: int) -> int:
        widths = self._columns(width)
        taken = sum(widths) + self._more(widths) + self._role_width()
        return max(1, width - theme.worn().px(2 * _PAD) - taken)

    def _heading_height(self, width: int) -> int:
        look, shown = theme.worn(), self.view
        if shown is None:
            return 0
        gap = look.px(_GAP)
        columns = zip(self._columns(width), shown.columns, strict=False)
        high = [text.height(name, 13, wide - gap) for wide, name in columns]
        return max([look.px(20), *high]) + look.px(8)

    def _row_height(self, line: view.ReadLine, width: int) -> int:
        words = text.height(line.name, _SIZE, self._name_width(width), bold=line.bold)
        return max(theme.worn().px(28), words + theme.worn().px(8))

    def height_for(self, width: int) -> int:
        look, shown = theme.worn(), self.view
        if shown is None:
            return 0
        rows = sum(self._row_height(line, width) for line in shown.lines)
        return look.px(_TITLE) + self._heading_height(width) + rows + look.px(8)

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.view
        if shown is None:
            return
        p, look = QPainter(self), theme.worn()
        t, width, pad = look.t, self.width(), look.px(_PAD)
        panel(p, self.rect(), t.surface, t.hairline, line=min(t.line, 2))
        title = QRect(pad, 0, width - 2 * pad, look.px(_TITLE))
        text.draw(p, title, shown.title, 16, t.ink, bold=True)
        widths = self._columns(width)
        y, high = look.px(_TITLE), self._heading_height(width)
        x = width - pad - self._more(widths) - sum(widths)
        for wide, name in zip(widths, shown.columns, strict=False):
            at = QRect(x + look.px(_GAP), y, wide - look.px(_GAP), high)
            text.draw(p, at, name, 13, t.quiet, align=text.RIGHT)
            x += wide
        if len(widths) < len(shown.columns):
            at = QRect(x, y, width - pad - x + 1, high)
            text.draw(p, at, _MORE, 13, t.quiet, align=text.RIGHT)
        y += high
        for line in shown.lines:
            high = self._row_height(line, width)
            hairline(p, pad, y, width - pad)
            self._paint_line(p, QRect(pad, y, width - 2 * pad, high), line, widths)
            y += high

    def _paint_line(self, p: QPainter, at: QRect, line: view.ReadLine, widths: list[int]) -> None:
        look = theme.worn()
        t, gap = look.t, look.px(_GAP)
        name = self._name_width(self.width())
        text.draw(
            p, QRect(at.x(), at.y(), name, at.height()), line.name, _SIZE, t.ink, bold=line.bold
        )
        if line.role:
            role = QRect(at.x() + name + gap, at.y(), self._role_width() - gap, at.height())
            text.draw(p, role, line.role, 13, t.quiet)
        x = at.right() + 1 - self._more(widths) - sum(widths)
        for place, wide in enumerate(widths):
            marked = place in line.marked
            cell = QRect(x + gap, at.y(), wide - gap, at.height())
            if marked:
                tone = t.error
                chip = cell.adjusted(-look.px(6), look.px(3), look.px(4), -look.px(2))
                panel(p, chip, tone.tint if not t.contrast else t.surface, tone.edge, radius=4)
            ink = t.error.ink if marked else t.ink
            figure = line.figures[place]
            text.draw(p, cell, figure, _SIZE, ink, bold=line.bold or marked, align=text.RIGHT)
            x += wide
