"""A card with rows, the usual block of a page."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.fields import Rows
from tally_app.ui.kit import text, theme
from tally_app.ui.kit.base import Painted, panel
from tally_app.ui.kit.entry import Entry
from tally_app.ui.kit.row import RowWidget, row_key
from tally_app.ui.kit.wire import Wire

_TITLE = 40


class RowsCard(Painted):
    """Shows a ``Rows``: rows are reused by the key of their field."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view = Rows(())
        self.rows: list[RowWidget] = []

    def set_view(self, shown: Rows) -> bool:
        """Show another view; return whether the height may have changed."""
        old, self.view = self.view, shown
        if shown == old:
            return False
        moved = shown.title != old.title
        if [row_key(row) for row in shown.rows] != [row.key for row in self.rows]:
            self._rebuild(shown)
            moved = True
        worded = any(row.words for row in shown.rows)
        moved |= worded != any(row.words for row in old.rows)
        for widget, row in zip(self.rows, shown.rows, strict=True):
            widget.worded = worded and bool(row.value) and row.field is None
            if row is not widget.view:  # of sixty rows a key press changes one
                moved |= widget.set_view(row)
        if moved:
            self.update()
        return moved

    def _rebuild(self, shown: Rows) -> None:
        """Reuse the rows that are still there, make the new ones, drop the rest."""
        kept = {row.key: row for row in self.rows}
        self.rows = []
        for row in shown.rows:
            widget = kept.pop(row_key(row), None)
            if widget is None or (widget.entry is not None and row.field is None):
                widget = RowWidget(self._wire, self)
                widget.show()
            self.rows.append(widget)
        for gone in kept.values():
            gone.hide()
            gone.deleteLater()
        for widget in self.rows:
            widget.stands(first=widget is self.rows[0], last=widget is self.rows[-1])

    def entries(self) -> list[Entry]:
        """Return the fields in the order of the paper."""
        return [row.entry for row in self.rows if row.entry is not None]

    def _top(self) -> int:
        return theme.worn().px(_TITLE) if self.view.title else _line()

    def height_for(self, width: int) -> int:
        line = _line()
        inner = width - 2 * line
        return self._top() + sum(row.height_for(inner) for row in self.rows) + line

    def place(self) -> None:
        line, y = _line(), self._top()
        inner = self.width() - 2 * line
        for row in self.rows:
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
        if self.view.title:
            at = QRect(look.px(16), look.px(2), self.width() - look.px(32), look.px(_TITLE))
            text.draw(p, at, self.view.title, 16, look.t.ink, bold=True)


def _line() -> int:
    return min(theme.worn().t.line, 2)
