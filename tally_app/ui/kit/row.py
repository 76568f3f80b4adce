"""One row of a card: number, label, message in its own place, and a field or a worked out value."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.fields import Row
from tally_app.ui.kit import entry, message, text, theme
from tally_app.ui.kit.base import Painted, hairline, rounded
from tally_app.ui.kit.wire import Wire

LABEL = 48  # from the card's edge to the label, and to the hairline
NUMBER = 36  # right edge of the line number
EDGE = 12  # from the field to the card's edge
DIGIT = 12  # from the digits to the field's edge


class RowWidget(Painted):
    """Shows a ``Row``; the hairline above it is its own."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view = Row("", "")
        self.entry: entry.Entry | None = None
        self.first = self.last = False
        self.worded = False  # some row of the card has number words: figures keep their column

    @property
    def key(self) -> str:
        """What the row is known by among its neighbours: its field, else its number or label."""
        return row_key(self.view)

    def set_view(self, shown: Row) -> bool:
        """Show another view; return whether the height may have changed."""
        if shown == self.view:
            return False
        same, self.view = _around(shown) == _around(self.view), shown
        if shown.field is not None:
            if self.entry is None:
                self.entry = entry.make(shown.field, self._wire, self)
            name = " ".join(filter(None, (shown.number, shown.label)))
            said = shown.message.text if shown.message else ""
            self.entry.set_view(shown.field, name, said)
        else:
            value = " ".join(filter(None, (shown.value, shown.words)))
            self.setAccessibleName(f"{shown.number} {shown.label}: {value}".strip(" :"))
        if same:  # the field shows its own text
            return False
        self.update()
        self.place()
        return self.height_for(max(1, self.width())) != self.height()

    def stands(self, *, first: bool, last: bool) -> None:
        """Be the first or the last row of the card, or neither: then no corner of the card shows
        through, and what is below is not painted with every row.
        """
        self.first, self.last = first, last
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, not (first or last))

    def restyle(self) -> None:
        if self.entry is not None:
            self.entry.restyle()
        super().restyle()

    # measures

    def _box_width(self) -> int:
        look, shown = theme.worn(), self.view
        if shown.field is None:
            return (
                max(look.px(60), text.advance(shown.value, self._value_size(), bold=True))
                if shown.value
                else 0
            )
        if shown.field.kind == "time":
            return look.px(104)
        return look.px(132) if shown.field.kind == "count" else 0

    def _value_size(self) -> float:
        if self.worded:
            return 20
        return 20 if self.view.strong else 17 if self.view.sub else 20

    def _field_width(self, width: int) -> int:
        look = theme.worn()
        return self._box_width() or min(look.px(400), (width - look.px(LABEL + EDGE)) * 11 // 20)

    def _below(self, width: int) -> bool:
        """Return whether a message stands below the label and the field: beside a wide field in a
        narrow card it would leave the label no room, and break in the middle of its own words.
        """
        look = theme.worn()
        room = width - look.px(LABEL + EDGE + 15) - self._field_width(width)
        return _narrow(width) or (not self._box_width() and room < look.px(260))

    def _box(self, width: int, height: int) -> QRect:
        """Return the box of the field."""
        look, shown = theme.worn(), self.view
        if shown.field is None:
            return QRect()
        wide = self._field_width(width)
        high = entry.height(shown.field)
        top = 1 + (height - 1 - high) // 2
        if self._below(width):
            top = 1 + look.px(4)
        return QRect(width - look.px(EDGE) - wide, top, wide, high)

    def _parts(self, width: int) -> tuple[int, int, int]:
        """Return where the label starts, the room to the field, and the part kept for a message."""
        look, shown = theme.worn(), self.view
        left = look.px(LABEL)
        if shown.field is not None:
            room = self._box(width, 0).x() - look.px(15) - left
            kept = 0 if self._below(width) else min(look.px(190), room * 2 // 5)
            return left, room, kept
        right = self._words_left(width) if self.worded else width - look.px(EDGE + DIGIT)
        room = right - self._box_width() - look.px(16) - left
        if self.worded:
            room -= look.px(16)
        kept = min(message.width(shown.message), room // 2) + look.px(12) if shown.message else 0
        return left, room, kept

    def _words_left(self, width: int) -> int:
        """Return where the number words start: the same on every row of the card."""
        return width - max(theme.worn().px(150), (width - theme.worn().px(LABEL)) * 32 // 100)

    def _label_size(self) -> float:
        return 15 if self.view.sub or self.worded else 16

    def height_for(self, width: int) -> int:
        look, shown = theme.worn(), self.view
        _left, room, kept = self._parts(width)
        tall = text.height(shown.label, self._label_size(), room - kept, bold=shown.strong)
        pad = look.px(2 if shown.sub else 4)
        base = look.px(34 if shown.sub else 46 if self.worded else 48)
        if shown.caption:
            tall += text.height(shown.caption, 13, room - kept)
            base, pad = max(base, look.px(60 if not shown.sub else 46)), look.px(8)
        if shown.words:
            tall = max(tall, text.height(shown.words, 14, self._words_room(width)))
        if shown.field is not None:
            box = entry.height(shown.field)
            base = max(base, box + look.px(6))
            if self._below(width):  # room for a message below is kept, so nothing moves
                said = shown.message
                need = message.height(said, width - look.px(LABEL + EDGE)) if said else look.px(19)
                return 1 + max(base, tall + pad, box + look.px(8)) + need + look.px(4)
            if shown.message:
                wide = max(kept, room - self._label_natural() - look.px(12))
                base = max(base, message.height(shown.message, wide) + pad)
        return 1 + max(base, tall + pad)

    def _label_natural(self) -> int:
        return text.advance(self.view.label, self._label_size(), bold=self.view.strong)

    def _words_room(self, width: int) -> int:
        return width - self._words_left(width) - theme.worn().px(EDGE)

    def place(self) -> None:
        if self.entry is not None:
            self.entry.setGeometry(entry.inside(self._box(self.width(), self.height())))

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = QPainter(self)
        look, shown = theme.worn(), self.view
        width, height = self.width(), self.height()
        focused = self.entry is not None and self.entry.hasFocus()
        tinted = focused and not look.t.contrast
        ground = look.t.tint if tinted else look.t.surface
        if tinted or not (self.first or self.last):
            self._tint(p, ground)
        if not tinted and not self.first:
            hairline(p, look.px(LABEL), 0, width)
        body = self._body(height)
        ink = look.t.ink if not shown.field or not shown.field.locked else look.t.quiet
        number = QRect(0, body.y(), look.px(NUMBER), body.height())
        text.draw(p, number, shown.number, 13, look.t.quiet, align=text.RIGHT)
        self._paint_words(p, body, ink, ground)
        if shown.field is not None and self.entry is not None:
            entry.paint(p, self._box(width, height), self.entry, shown.field)
        else:
            self._paint_value(p, body)

    def _body(self, height: int) -> QRect:
        """Return the part of the row that number, label and field share."""
        if self.view.field is not None and self._below(self.width()):
            box = self._box(self.width(), height)
            _left, room, _kept = self._parts(self.width())
            tall = text.height(self.view.label, self._label_size(), room, bold=self.view.strong)
            tall += text.height(self.view.caption, 13, room)
            return QRect(0, box.y(), self.width(), max(box.height(), tall))
        return QRect(0, 1, self.width(), height - 1)

    def _tint(self, p: QPainter, ground: str) -> None:
        """Fill the row; the first and the last one keep to the corners of the card."""
        rect = self.rect()
        if not (self.first or self.last):
            p.fillRect(rect, theme.colour(ground))
            return
        extra = theme.worn().px(12)  # the straight end of the tint runs out of the row
        grown = rect.adjusted(0, 0 if self.first else -extra, 0, 0 if self.last else extra)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.fillPath(rounded(grown, theme.worn().px(7), 0), theme.colour(ground))

    def _paint_words(self, p: QPainter, body: QRect, ink: str, ground: str) -> None:
        look, shown = theme.worn(), self.view
        left, room, kept = self._parts(self.width())
        size, bold = self._label_size(), shown.strong
        said = shown.message
        wide = room
        if said is not None and shown.field and self._below(self.width()):
            at = QRect(left, body.bottom() + 1, self.width() - left - look.px(EDGE), 0)
            at.setBottom(self.height() - look.px(2))
            message.paint(p, at, said, right=False, ground=ground)
        elif said is not None:
            have = max(kept, room - self._label_natural() - look.px(12))
            taken = min(message.width(said), have)
            at = QRect(left + room - taken, body.y(), taken, body.height())
            message.paint(p, at, said, ground=ground)
            wide = room - taken - look.px(12)
        if not shown.caption:
            text.draw(
                p, QRect(left, body.y(), wide, body.height()), shown.label, size, ink, bold=bold
            )
            return
        high = text.height(shown.label, size, wide, bold=bold)
        below = text.height(shown.caption, 13, wide)
        top = body.y() + (body.height() - high - below) // 2
        text.draw(p, QRect(left, top, wide, high), shown.label, size, ink, bold=bold)
        text.draw(p, QRect(left, top + high, wide, below), shown.caption, 13, look.t.quiet)

    def _paint_value(self, p: QPainter, body: QRect) -> None:
        look, shown = theme.worn(), self.view
        if not shown.value:
            return
        right = self.width() - look.px(EDGE + DIGIT)
        if self.worded:
            words = self._words_left(self.width())
            right = words - look.px(16)
            at = QRect(words, body.y(), self._words_room(self.width()), body.height())
            text.draw(p, at, shown.words, 14, look.t.quiet)
        wide = self._box_width() + look.px(8)
        at = QRect(right - wide, body.y(), wide, body.height())
        bold = shown.strong or self.worded
        text.draw(p, at, shown.value, self._value_size(), look.t.ink, bold=bold, align=text.RIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the digits still goes to the field."""
        if self.entry is not None and self._box(self.width(), self.height()).contains(event.pos()):
            self.entry.setFocus(Qt.FocusReason.MouseFocusReason)
        else:
            super().mousePressEvent(event)


def row_key(shown: Row) -> str:
    """Return what a row is known by among its neighbours."""
    return shown.field.key if shown.field is not None else f"{shown.number}|{shown.label}"


def _around(shown: Row) -> tuple[object, ...]:
    """Return all that a row paints itself, around its field."""
    field = shown.field
    box = (field.key, field.kind, field.tone, field.locked, field.small) if field else ()
    words = shown.number, shown.label, shown.caption, shown.value, shown.words, shown.message
    return (*words, shown.sub, shown.strong, box)


def _narrow(width: int) -> bool:
    return width < theme.worn().px(430)
