"""A table: a header over its columns, rows, procedures opened under them, buttons, a total."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.desk import Table, TableRow
from tally_app.app.view.fields import Field
from tally_app.ui.kit import button, text, theme
from tally_app.ui.kit.base import Painted, hairline, panel
from tally_app.ui.kit.entry import Entry
from tally_app.ui.kit.wire import Wire
from tally_app.ui.night import columns
from tally_app.ui.night.procedure import ProcedureWidget
from tally_app.ui.night.table_row import TableRowWidget


class TableCard(Painted):
    """Shows a ``Table``. Rows are reused by the keys of their fields."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view = Table("", (), ())
        self.rows: list[TableRowWidget] = []
        self.opened: dict[str, ProcedureWidget] = {}
        self.buttons: list[button.ButtonWidget] = []
        self.total: TableRowWidget | None = None
        self._measured: tuple[int, columns.ColumnPlaces] | None = None

    def set_view(self, shown: Table) -> bool:
        """Show another view; return whether the height may have changed."""
        if shown == self.view:
            return False
        old, self.view = self.view, shown
        moved = (shown.heading, shown.columns) != (old.heading, old.columns)
        moved |= self._match_rows(shown)
        for widget, row in zip(self.rows, shown.rows, strict=True):
            moved |= widget.set_view(row, shown.columns)
        moved |= self._match_procedures(shown)
        self.buttons, changed = button.match(self.buttons, shown.buttons, self._wire, self)
        moved |= changed
        if shown.total is not None and self.total is None:
            self.total = TableRowWidget(self._wire, self)
            self.total.full_line = True
            self.total.show()
        if self.total is not None:
            self.total.setVisible(shown.total is not None)
            if shown.total is not None:
                moved |= self.total.set_view(shown.total, shown.columns)
        if moved:
            self._measured = None
            self.update()
        return moved

    def _match_rows(self, shown: Table) -> bool:
        keys = [row_key(row, at) for at, row in enumerate(shown.rows)]
        have = [row_key(row.view, at) for at, row in enumerate(self.rows)]
        if keys == have:
            return False
        kept = dict(zip(have, self.rows, strict=True))
        self.rows = []
        for key in keys:
            widget = kept.pop(key, None)
            if widget is None:
                widget = TableRowWidget(self._wire, self)
                widget.show()
            self.rows.append(widget)
        for gone in kept.values():
            gone.hide()
            gone.deleteLater()
        return True

    def _match_procedures(self, shown: Table) -> bool:
        wanted = {
            row_key(row, at): row.procedure for at, row in enumerate(shown.rows) if row.procedure
        }
        moved = wanted.keys() != self.opened.keys()
        for key in set(self.opened) - set(wanted):
            gone = self.opened.pop(key)
            gone.hide()
            gone.deleteLater()
        for key, procedure in wanted.items():
            if key not in self.opened:
                self.opened[key] = ProcedureWidget(self._wire, self)
                self.opened[key].show()
            moved |= self.opened[key].set_view(procedure)
        return moved

    def entries(self) -> list[Entry]:
        """Return the fields in the order of the paper."""
        return [row.entries[at] for row in self.rows for at in sorted(row.entries)]

    def restyle(self) -> None:
        self._measured = None
        for one in self._everything():
            one.restyle()
        super().restyle()

    def _everything(self) -> list[Painted]:
        total = [self.total] if self.total is not None and self.view.total else []
        return [*self.rows, *self.opened.values(), *total]

    # measures

    def _lay(self, width: int) -> columns.ColumnPlaces:
        if self._measured is not None and self._measured[0] == width:
            return self._measured[1]
        tail = max((row.tail_width() for row in self.rows), default=0)
        if self.view.tail:
            tail = max(tail, button.small_width(self.view.tail))
        laid = columns.measure(self.view, width - 2 * _line(), tail)
        self._measured = (width, laid)
        for row in (*self.rows, *([self.total] if self.total else [])):
            row.columns = laid
        return laid

    def _head_height(self, laid: columns.ColumnPlaces) -> int:
        look = theme.worn()
        if laid.heads:
            words = text.height(self.view.heading, 13, laid.label)
            return words + look.px(16) if words else look.px(4)
        heads = zip(self.view.columns, laid.columns, strict=False)
        tall = [
            text.height(words, 13, column.width - look.px(columns.DIGIT)) for words, column in heads
        ]
        first = 0 if laid.stacked else laid.label
        tall.append(text.height(self.view.heading, 13, first) if first else 0)
        return max(look.px(44), max(tall, default=0) + look.px(12))

    def _button_height(self, laid: columns.ColumnPlaces, width: int) -> int:
        look = theme.worn()
        room = width - laid.left - look.px(columns.EDGE)
        return (
            button.row_height(self.buttons, room, look.px(8)) + look.px(20) if self.buttons else 0
        )

    def height_for(self, width: int) -> int:
        laid = self._lay(width)
        rows = sum(one.height_for(width - 2 * _line()) for one in self._everything())
        return 2 * _line() + self._head_height(laid) + rows + self._button_height(laid, width)

    def place(self) -> None:
        look, width = theme.worn(), self.width()
        laid = self._lay(width)
        y = _line() + self._head_height(laid)
        for at, row in enumerate(self.rows):
            for one in (row, self.opened.get(row_key(row.view, at))):
                if one is not None:
                    high = one.height_for(width - 2 * _line())
                    one.setGeometry(_line(), y, width - 2 * _line(), high)
                    one.place()
                    y += high
        if self.buttons:
            at_point = QPoint(laid.left + _line(), y + look.px(11))
            button.place_row(self.buttons, at_point, width - laid.left - look.px(13), look.px(8))
            y += self._button_height(laid, width)
        if self.total is not None and self.view.total:
            high = self.total.height_for(width - 2 * _line())
            self.total.setGeometry(_line(), y, width - 2 * _line(), high)
            self.total.place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        panel(p, self.rect(), look.t.surface, look.t.hairline, line=_line())
        laid = self._lay(self.width())
        high = self._head_height(laid)
        if not laid.stacked or laid.heads:
            head = QRect(_line() + laid.left, 1, laid.label, high)
            text.draw(p, head, self.view.heading, 13, look.t.quiet)
        for words, column in zip(self.view.columns, laid.columns, strict=False):
            if laid.heads:
                break
            at = QRect(_line() + column.x, 1, column.width - look.px(columns.DIGIT), high)
            align = text.RIGHT if column.number else text.LEFT
            text.draw(p, at, words, 13, look.t.quiet, align=align)
        if self.buttons:
            first = self.buttons[0].geometry().y() - look.px(11)
            hairline(p, _line() + laid.left, first, self.width() - _line())


def row_key(shown: TableRow, at: int) -> str:
    """Return what a table row is known by: its first field, else its label and place."""
    for cell in shown.cells:
        if isinstance(cell, Field):
            return cell.key
    return f"{at}|{shown.label}"


def _line() -> int:
    return min(theme.worn().t.line, 2)
