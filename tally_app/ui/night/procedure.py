"""A legal procedure, opened under the table row it belongs to."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.desk import Procedure
from tally_app.ui.kit import button, icons, text, theme
from tally_app.ui.kit.base import Painted, hairline, panel
from tally_app.ui.kit.wire import Wire

_LEFT, _RIGHT, _GAP = 48, 20, 10


class ProcedureWidget(Painted):
    """Shows a ``Procedure``: what happened, what must be there, what can be done."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view = Procedure("", "", "", (), ())
        self.buttons: list[button.ButtonWidget] = []

    def set_view(self, shown: Procedure) -> bool:
        """Show another view; return whether the height may have changed."""
        if shown == self.view:
            return False
        self.view = shown
        self.buttons, _moved = button.match(self.buttons, shown.buttons, self._wire, self)
        places = ". ".join(" ".join(filter(None, place)) for place in shown.places)
        self.setAccessibleName(f"{shown.title} ({shown.code}). {shown.sentence} {places}")
        self.place()
        self.update()
        return self.height_for(max(1, self.width())) != self.height()

    def restyle(self) -> None:
        for one in self.buttons:
            one.restyle()
        super().restyle()

    def _inner(self, width: int) -> QRect:
        look = theme.worn()
        left = look.px(_LEFT)
        return QRect(left, look.px(12), width - left - look.px(_RIGHT), 0)

    def _tops(self, width: int) -> list[int]:
        """Return where title, sentence, places, buttons and the end stand."""
        look, inner = theme.worn(), self._inner(width)
        wide = inner.width()
        code = text.advance(self.view.code, 14) + look.px(12)
        tops = [inner.y()]
        tops.append(
            tops[-1] + text.height(self.view.title, 16, wide - code, bold=True) + look.px(8)
        )
        tops.append(tops[-1] + text.height(self.view.sentence, 15, wide) + look.px(12))
        tops.append(tops[-1] + self._places_height(wide))
        buttons = button.row_height(self.buttons, wide, look.px(12))
        tops.append(tops[-1] + buttons + self._remark_below(wide) + look.px(16))
        return tops

    def _columns(self, wide: int) -> int:
        count = max(1, len(self.view.places))
        return count if wide >= count * theme.worn().px(170) else 1

    def _places_height(self, wide: int) -> int:
        if not self.view.places:
            return 0
        look = theme.worn()
        lines = -(-len(self.view.places) // self._columns(wide))
        return lines * (self._place_height(wide) + look.px(_GAP)) + look.px(4)

    def _place_width(self, wide: int) -> int:
        columns = self._columns(wide)
        return (wide - theme.worn().px(_GAP) * (columns - 1)) // columns

    def _place_height(self, wide: int) -> int:
        look = theme.worn()
        room = self._place_width(wide) - look.px(28)
        tall = [look.px(52)]
        for caption, value, detail in self.view.places:
            words = (
                room - (text.advance(value, 20, bold=True) if value else look.px(20)) - look.px(8)
            )
            high = text.height(caption, 13, words) + text.height(detail, 13, words, bold=True)
            tall.append(high + look.px(14))
        return max(tall)

    def _buttons_width(self) -> int:
        gap = theme.worn().px(12)
        return sum(one.sizeHint().width() + gap for one in self.buttons)

    def _remark_beside(self, wide: int) -> bool:
        return self._buttons_width() + text.advance(self.view.remark, 14) <= wide

    def _remark_below(self, wide: int) -> int:
        if not self.view.remark or self._remark_beside(wide):
            return 0
        return text.height(self.view.remark, 14, wide) + theme.worn().px(8)

    def height_for(self, width: int) -> int:
        return self._tops(width)[-1]

    def place(self) -> None:
        look, inner = theme.worn(), self._inner(self.width())
        at = QPoint(inner.x(), self._tops(self.width())[3])
        button.place_row(self.buttons, at, inner.width(), look.px(12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look, shown = QPainter(self), theme.worn(), self.view
        legal = look.t.legal
        p.fillRect(self.rect(), theme.colour(legal.tint))
        if look.t.contrast:  # without a tint, lines say where it begins and ends
            hairline(p, 0, 0, self.width())
        inner, tops = self._inner(self.width()), self._tops(self.width())
        code = text.advance(shown.code, 14)
        title = QRect(
            inner.x(), tops[0], inner.width() - code - look.px(12), tops[1] - tops[0] - look.px(8)
        )
        text.draw(p, title, shown.title, 16, legal.ink, bold=True)
        at = QRect(inner.right() - code + 1, tops[0], code + 1, title.height())
        text.draw(p, at, shown.code, 14, legal.ink)
        side = look.px(20)
        icon = QRect(look.px(NUMBER_EDGE) - side + look.px(2), tops[0] + look.px(1), side, side)
        icons.paint(p, icon, "legal", legal.ink, legal.tint)
        body = QRect(inner.x(), tops[1], inner.width(), tops[2] - tops[1])
        text.draw(p, body, shown.sentence, 15, look.t.ink, top=True)
        self._paint_places(p, inner, tops[2])
        self._paint_remark(p, inner, tops[3])

    def _paint_places(self, p: QPainter, inner: QRect, top: int) -> None:
        look, wide = theme.worn(), self._place_width(inner.width())
        high, columns = self._place_height(inner.width()), self._columns(inner.width())
        for index, (caption, value, detail) in enumerate(self.view.places):
            x = inner.x() + index % columns * (wide + look.px(_GAP))
            y = top + index // columns * (high + look.px(_GAP))
            box = QRect(x, y, wide, high)
            edge = look.t.hairline if look.t.contrast else look.t.legal.edge
            panel(p, box, look.t.surface, edge, radius=6, line=1)
            room = box.adjusted(look.px(14), 0, -look.px(14), 0)
            if value:
                text.draw(p, room, value, 20, look.t.ink, bold=True, align=text.RIGHT)
                taken = text.advance(value, 20, bold=True)
            else:
                taken = side = look.px(18)
                ring = QRect(room.right() - side, box.center().y() - side // 2, side, side)
                icons.paint(p, ring, "ring", look.t.quiet, look.t.surface)
            words = room.adjusted(0, 0, -taken - look.px(8), 0)
            first = text.height(caption, 13, words.width())
            second = text.height(detail, 13, words.width(), bold=True)
            y0 = box.y() + (high - first - second) // 2
            text.draw(p, QRect(words.x(), y0, words.width(), first), caption, 13, look.t.quiet)
            ink = look.t.ink if value else look.t.quiet
            at = QRect(words.x(), y0 + first, words.width(), second)
            text.draw(p, at, detail, 13, ink, bold=True)

    def _paint_remark(self, p: QPainter, inner: QRect, top: int) -> None:
        look, shown = theme.worn(), self.view
        if not shown.remark:
            return
        if self._remark_beside(inner.width()):
            at = QRect(inner.x() + self._buttons_width(), top, 0, look.px(38))
            at.setRight(inner.right())
            text.draw(p, at, shown.remark, 14, look.t.legal.ink, align=text.RIGHT)
            return
        top += button.row_height(self.buttons, inner.width(), look.px(12)) + look.px(8)
        at = QRect(inner.x(), top, inner.width(), self.height() - top)
        text.draw(p, at, shown.remark, 14, look.t.legal.ink, top=True)


NUMBER_EDGE = 36
