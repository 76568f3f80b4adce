"""What is read out by telephone: the sentence in bold, the journal's digits large beside it."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.desk import Call
from tally_app.ui.kit import button, icons, text, theme
from tally_app.ui.kit.base import Painted, panel
from tally_app.ui.kit.wire import Wire

_EDGE, _INDENT, _GAP, _HEAD = 16, 46, 20, 44
_TITLE, _SAID, _OTHER, _QUIET, _DIGITS = 16, 18, 15, 13, 34
_BOX, _PAD = 14, 10  # air beside the digits, and above and below them


class CallCard(Painted):
    """Shows a ``Call``."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view = Call("", "", "", "", "", "")
        self.buttons: list[button.ButtonWidget] = []

    def set_view(self, shown: Call) -> bool:
        """Show another view; return whether the height may have changed."""
        if shown == self.view:
            return False
        self.view = shown
        self.buttons, _moved = button.match(self.buttons, shown.buttons, self._wire, self)
        words = (shown.title, shown.at, shown.sentence, shown.caption, shown.digits)
        self.setAccessibleName(" ".join(filter(None, words)))
        self.setAccessibleDescription(shown.other)
        self.place()
        self.update()
        return True

    def _digits_box(self) -> tuple[int, int]:
        """Width and height of the box with the digits: their caption, then a group a line."""
        if not self.view.digits:
            return 0, 0
        look, groups = theme.worn(), self.view.digits.split()
        wide = max(
            text.advance(self.view.caption, _QUIET),
            *(text.advance(group, _DIGITS, bold=True) for group in groups),
        )
        tall = text.height("0", _DIGITS, wide, bold=True) * len(groups)
        tall += text.height(self.view.caption, _QUIET, wide)
        return wide + look.px(2 * _BOX), tall + look.px(2 * _PAD)

    def _head(self, width: int) -> tuple[int, int]:
        """Room of the title and height of the head."""
        look = theme.worn()
        hour = text.advance(self.view.at, _OTHER)
        room = max(1, width - look.px(_INDENT + _EDGE + _GAP) - hour)
        tall = text.height(self.view.title, _TITLE, room, bold=True)
        return room, max(look.px(_HEAD), tall + look.px(16))

    def _room(self, width: int) -> int:
        look, (box, _tall) = theme.worn(), self._digits_box()
        beside = box + look.px(_GAP) if box else 0
        return max(1, width - look.px(_INDENT + _EDGE) - beside)

    def _words(self, width: int) -> tuple[int, int]:
        """Heights of what is said and of the same in the other language."""
        room = self._room(width)
        return (
            text.height(self.view.sentence, _SAID, room, bold=True),
            text.height(self.view.other, _OTHER, room),
        )

    def _button_height(self, width: int) -> int:
        look = theme.worn()
        high = button.row_height(self.buttons, self._room(width), look.px(8))
        return high + look.px(12) if self.buttons else 0

    def height_for(self, width: int) -> int:
        look, (_room, head) = theme.worn(), self._head(width)
        words = sum(self._words(width)) + look.px(8) + self._button_height(width)
        return head + max(words, self._digits_box()[1]) + look.px(_EDGE)

    def place(self) -> None:
        look, width = theme.worn(), self.width()
        if self.buttons:
            y = self.height_for(width) - look.px(_EDGE) - self._button_height(width) + look.px(12)
            room = self._room(width)
            button.place_row(self.buttons, QPoint(look.px(_INDENT), y), room, look.px(8))

    def restyle(self) -> None:
        for one in self.buttons:
            one.restyle()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look, width, shown = QPainter(self), theme.worn(), self.width(), self.view
        t, left = look.t, look.px(_INDENT)
        fill = t.surface if t.contrast else t.tint
        panel(p, self.rect(), fill, t.accent, line=min(t.line, 2))
        room, head = self._head(width)
        ink = t.ink if t.contrast else t.on_tint
        side = look.px(20)
        icons.paint(p, QRect(look.px(_EDGE), (head - side) // 2, side, side), "phone", ink, fill)
        text.draw(p, QRect(left, 0, room, head), shown.title, _TITLE, ink, bold=True)
        hour = QRect(left + room, 0, width - left - room - look.px(_EDGE), head)
        text.draw(p, hour, shown.at, _OTHER, t.quiet, align=text.RIGHT)
        said, other = self._words(width)
        room = self._room(width)
        text.draw(p, QRect(left, head, room, said), shown.sentence, _SAID, t.ink, bold=True)
        at = QRect(left, head + said + look.px(8), room, other)
        text.draw(p, at, shown.other, _OTHER, t.quiet)
        if shown.digits:
            self._paint_digits(p, head)

    def _paint_digits(self, p: QPainter, top: int) -> None:
        look, (wide, tall) = theme.worn(), self._digits_box()
        t, y = look.t, top + look.px(_PAD)
        box = QRect(self.width() - look.px(_EDGE) - wide, top, wide, tall)
        panel(p, box, t.surface, t.hairline, line=min(t.line, 2))
        high = text.height(self.view.caption, _QUIET, wide)
        at = QRect(box.x(), y, wide, high)
        text.draw(p, at, self.view.caption, _QUIET, t.quiet, align=text.CENTRE)
        y += high
        for group in self.view.digits.split():
            high = text.height(group, _DIGITS, wide, bold=True)
            at = QRect(box.x(), y, wide, high)
            text.draw(p, at, group, _DIGITS, t.ink, bold=True, align=text.CENTRE)
            y += high
