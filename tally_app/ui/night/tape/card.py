"""The list tape: a dense grid, one row a page."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.tape import Tape
from tally_app.ui.kit import theme
from tally_app.ui.kit.base import Painted, panel
from tally_app.ui.kit.entry import Entry
from tally_app.ui.kit.wire import Wire
from tally_app.ui.night.tape.places import TapePlaces, heads_height, paint_heads, places
from tally_app.ui.night.tape.row import TapeRowWidget


class TapeCard(Painted):
    """Shows a ``Tape``. Rows are reused by their key."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view = Tape((), (), (), "")
        self.rows: list[TapeRowWidget] = []

    def set_view(self, shown: Tape) -> bool:
        """Show another view; return whether the height may have changed."""
        if shown == self.view:
            return False
        moved = shown.heads != self.view.heads
        self.view = shown
        keys = [row.key for row in shown.rows]
        if keys != [row.view.key for row in self.rows]:
            kept = {row.view.key: row for row in self.rows}
            self.rows = [kept.pop(key) if key in kept else self._made() for key in keys]
            for gone in kept.values():
                gone.hide()
                gone.deleteLater()
            moved = True
        for widget, row in zip(self.rows, shown.rows, strict=True):
            moved |= widget.set_view(row, shown.differs)
        if moved:
            self.update()
        return moved

    def _made(self) -> TapeRowWidget:
        row = TapeRowWidget(self._wire, self)
        row.show()
        return row

    def entries(self) -> list[Entry]:
        """Return the fields, page by page."""
        return [one for row in self.rows for one in row.entries()]

    def _laid(self, width: int) -> TapePlaces:
        return places(width - 2 * _line(), self.view.heads, self.view.words)

    def height_for(self, width: int) -> int:
        laid, inner = self._laid(width), width - 2 * _line()
        for row in self.rows:
            row.laid = laid
        rows = sum(row.height_for(inner) for row in self.rows)
        return 2 * _line() + heads_height(laid, self.view.heads) + rows

    def place(self) -> None:
        line, laid = _line(), self._laid(self.width())
        y, inner = line + heads_height(laid, self.view.heads), self.width() - 2 * _line()
        for row in self.rows:
            row.laid = laid
            high = row.height_for(inner)
            row.setGeometry(line, y, inner, high)
            row.place()
            y += high

    def restyle(self) -> None:
        for row in self.rows:
            row.restyle()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        panel(p, self.rect(), look.t.surface, look.t.hairline, line=_line())
        laid = self._laid(self.width())
        paint_heads(p, laid, self.view.heads, _line(), heads_height(laid, self.view.heads))


def _line() -> int:
    return min(theme.worn().t.line, 2)
