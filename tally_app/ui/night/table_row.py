"""One row of a table: label, caption, message, and a field or words per column."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.desk import TableRow
from tally_app.app.view.fields import Field
from tally_app.ui.kit import button, entry, message, text, theme
from tally_app.ui.kit.base import Painted, hairline
from tally_app.ui.kit.wire import Wire
from tally_app.ui.night.columns import DIGIT, EDGE, WORDS, ColumnPlaces, cell_size

#: A line of cells: where it starts and how high it is.
Line = tuple[int, int]


class TableRowWidget(Painted):
    """Shows a ``TableRow`` in the columns its table laid out."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view = TableRow("", ())
        self.entries: dict[int, entry.Entry] = {}
        self.buttons: list[button.ButtonWidget] = []
        self.columns: ColumnPlaces = ColumnPlaces(0, 1, (), stacked=False)
        self.heads: tuple[str, ...] = ()
        self.full_line = False

    def set_view(self, shown: TableRow, heads: tuple[str, ...]) -> bool:
        """Show another view; return whether a size may have changed."""
        old, self.view = self.view, shown
        if shown == old and heads == self.heads:
            return False
        self.heads = heads
        said = shown.message.text if shown.message else ""
        for index, cell in enumerate(shown.cells):
            field = cell if isinstance(cell, Field) else None
            kept = self.entries.get(index)
            if not entry.fits(kept, field):
                if kept is not None:
                    kept.hide()
                    self.entries.pop(index).deleteLater()
                if field is not None:
                    self.entries[index] = entry.make(field, self._wire, self)
            if field is not None:
                head = heads[index] if index < len(heads) else ""
                self.entries[index].set_view(field, f"{shown.label}, {head}".strip(" ,"), said)
        plain = [cell for cell in shown.cells if isinstance(cell, str) and cell]
        self.setAccessibleName(" ".join([shown.label, shown.caption, *plain]).strip())
        self.buttons, moved = button.match(self.buttons, shown.buttons, self._wire, self)
        self.update()
        self.place()
        return moved or _shape(shown) != _shape(old) or shown.message != old.message

    def tail_width(self) -> int:
        """Return the width its buttons want at the right."""
        gap = theme.worn().px(8)
        return sum(one.sizeHint().width() for one in self.buttons) + gap * max(
            0, len(self.buttons) - 1
        )

    def restyle(self) -> None:
        for one in (*self.entries.values(), *self.buttons):
            one.restyle()
        super().restyle()

    # measures

    def _label_room(self) -> tuple[int, int]:
        """Return the width of label and message together, and the part kept for the message."""
        look = theme.worn()
        room = self.columns.label - look.px(12)
        if self.columns.slim:
            return room, 0
        kept = min(look.px(170), room * 2 // 5) if self.entries and not self.columns.stacked else 0
        if self.view.message:
            natural = message.width(self.view.message)
            free = room - text.advance(self.view.label, 16, bold=self.view.strong) - look.px(12)
            kept = max(kept, min(natural, max(free, room // 2)))
        return room, kept

    def _label_height(self) -> int:
        room, kept = self._label_room()
        shown = self.view
        tall = text.height(shown.label, 16, room - kept, bold=shown.strong)
        tall += text.height(shown.caption, 13, room - kept)
        if shown.message and not self.columns.slim:
            tall = max(tall, message.height(shown.message, kept))
        if self.columns.tail and self.buttons:
            tall = max(tall, button.row_height(self.buttons, self.columns.tail, 0))
        return tall

    def _line_heights(self) -> list[int]:
        """Return the height of every line of cells, heads not counted."""
        tall = [0] * max(1, len(self.columns.heads))
        for index, cell in enumerate(self.view.cells[: len(self.columns.columns)]):
            column = self.columns.columns[index]
            if isinstance(cell, Field):
                high = entry.height(cell) + theme.worn().px(6)
            else:
                size = cell_size(cell, self.view)
                high = text.height(cell, size, column.width, bold=self.view.strong)
            tall[column.line] = max(tall[column.line], high)
        return tall

    def _lines(self) -> list[Line]:
        """Return where every line of cells starts below a label and its height; none beside it."""
        if not self.columns.stacked:
            return []
        look = theme.worn()
        y = 1 + look.px(4) + self._label_height()
        lines: list[Line] = []
        for high, head in zip(self._line_heights(), self.columns.heads or (0,), strict=True):
            lines.append((y + head, high))
            y += head + high + look.px(6 if head else 0)
        return lines

    def _end(self, lines: list[Line]) -> int:
        """Return where the last line of cells ends."""
        top, high = lines[-1]
        return top + high + theme.worn().px(6 if self.columns.heads else 0)

    def _message_below(self, width: int) -> int:
        """Return the height of the message under a row whose label has no room for it."""
        said, look = self.view.message, theme.worn()
        if said is None or not self.columns.slim:
            return 0
        return message.height(said, width - self.columns.left - look.px(EDGE)) + look.px(6)

    def _buttons_below(self) -> int:
        """Return the height of the buttons under cells that stand in lines."""
        if not self.buttons or not self.columns.heads or self.columns.tail:
            return 0
        look = theme.worn()
        return button.row_height(self.buttons, self.columns.label, look.px(8)) + look.px(6)

    def height_for(self, width: int) -> int:
        look = theme.worn()
        if self.columns.stacked:
            return self._end(self._lines()) + self._buttons_below() + look.px(8)
        base = look.px(60 if self.view.caption else 52 if self.view.strong else 48)
        label = self._label_height()
        below = self._message_below(width)
        return 1 + max(base, label + look.px(10), self._line_heights()[0] + look.px(4)) + below

    def _cell(self, index: int, lines: list[Line]) -> QRect:
        """Return the place of a cell in its line."""
        column = self.columns.columns[index]
        if self.columns.stacked:
            top, high = lines[column.line]
        else:
            top, high = 1, self.height() - 1 - self._message_below(self.width())
        return QRect(column.x, top, column.width, high)

    def _box(self, index: int, field: Field, lines: list[Line]) -> QRect:
        column, place, high = (
            self.columns.columns[index],
            self._cell(index, lines),
            entry.height(field),
        )
        x = place.x() + (column.width - column.box if column.number else 0)
        return QRect(x, place.y() + (place.height() - high) // 2, column.box, high)

    def place(self) -> None:
        if len(self.columns.columns) < len(self.view.cells):
            return
        lines = self._lines()
        for index, cell in enumerate(self.view.cells):
            if isinstance(cell, Field):
                self.entries[index].setGeometry(entry.inside(self._box(index, cell, lines)))
        if self.buttons:
            self._place_buttons(lines)

    def _place_buttons(self, lines: list[Line]) -> None:
        look = theme.worn()
        if self.columns.tail:
            at = QPoint(self.width() - look.px(EDGE) - self.tail_width(), look.px(5))
            button.place_row(self.buttons, at, self.tail_width() + look.px(8), look.px(8))
            return
        if self.columns.heads:
            at = QPoint(self.columns.left, self._end(lines))
            button.place_row(self.buttons, at, self.columns.label, look.px(8))
            return
        wide = self.tail_width() + look.px(8)
        tall = button.row_height(self.buttons, wide, look.px(8))
        high = self.height() - self._message_below(self.width())
        at = QPoint(self.width() - look.px(EDGE) - self.tail_width(), (high - tall) // 2)
        button.place_row(self.buttons, at, wide, look.px(8))

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        focused = any(one.hasFocus() for one in self.entries.values())
        ground = look.t.surface
        if focused and not look.t.contrast:
            ground = look.t.tint
            p.fillRect(self.rect(), theme.colour(ground))
        else:
            hairline(p, 0 if self.full_line else self.columns.left, 0, self.width())
        self._paint_label(p, ground)
        lines = self._lines()
        for index, cell in enumerate(self.view.cells[: len(self.columns.columns)]):
            if self.columns.heads and cell and index < len(self.heads):
                self._paint_head(p, index, lines)
            if isinstance(cell, Field):
                entry.paint(p, self._box(index, cell, lines), self.entries[index], cell)
            elif cell:
                self._paint_cell(p, index, cell, lines)

    def _paint_head(self, p: QPainter, index: int, lines: list[Line]) -> None:
        """Paint a column's head above its cell."""
        column = self.columns.columns[index]
        high = self.columns.heads[column.line]
        at = QRect(column.x, lines[column.line][0] - high, column.width, high)
        text.draw(p, at, self.heads[index], 13, theme.worn().t.quiet)

    def _paint_cell(self, p: QPainter, index: int, cell: str, lines: list[Line]) -> None:
        look, column = theme.worn(), self.columns.columns[index]
        size = cell_size(cell, self.view)
        figure = size > WORDS
        at = self._cell(index, lines)
        if column.number:
            at.setRight(at.right() - look.px(DIGIT))
        ink = look.t.ink if figure or not self.view.strong else look.t.quiet
        bold = self.view.strong and figure
        align = text.RIGHT if column.number else text.LEFT
        text.draw(p, at, cell, size, ink, bold=bold, align=align)

    def _paint_label(self, p: QPainter, ground: str) -> None:
        look, shown = theme.worn(), self.view
        room, kept = self._label_room()
        tall = self._label_height()
        below = self._message_below(self.width())
        high = self.height() - 1 - below
        top = look.px(4) if self.columns.stacked else 1 + (high - tall) // 2
        left, wide = self.columns.left, room
        if shown.message and below:
            at = QRect(left, 1 + high, self.width() - left - look.px(EDGE), below - look.px(6))
            message.paint(p, at, shown.message, right=False, ground=ground)
        elif shown.message:
            taken = min(message.width(shown.message), kept)
            message.paint(
                p, QRect(left + room - taken, top, taken, tall), shown.message, ground=ground
            )
            wide = room - kept if taken else room
        high = text.height(shown.label, 16, wide, bold=shown.strong)
        below = text.height(shown.caption, 13, wide)
        top += (tall - high - below) // 2
        text.draw(p, QRect(left, top, wide, high), shown.label, 16, look.t.ink, bold=shown.strong)
        text.draw(p, QRect(left, top + high, wide, below), shown.caption, 13, look.t.quiet)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the digits still goes to the field."""
        lines = self._lines()
        for index, cell in enumerate(self.view.cells):
            if isinstance(cell, Field) and self._box(index, cell, lines).contains(event.pos()):
                self.entries[index].setFocus(Qt.FocusReason.MouseFocusReason)
                return
        super().mousePressEvent(event)


def _shape(shown: TableRow) -> tuple[object, ...]:
    """Return what decides the size of a row, apart from what is typed."""
    cells = tuple(
        (cell.kind, cell.small) if isinstance(cell, Field) else cell for cell in shown.cells
    )
    return shown.label, shown.caption, cells, shown.strong
