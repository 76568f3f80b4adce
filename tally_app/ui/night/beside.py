"""The band of a night that is open beside another: colour, sign and number, and the way there."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from tally_app.app.view.desk import Beside
from tally_app.ui.kit import button, text, theme
from tally_app.ui.kit.base import Painted
from tally_app.ui.kit.wire import Wire

_HEIGHT, _SIDE, _SIGN = 44, 20, 18


class BesideBand(Painted):
    """Shows a ``Beside``; nothing of it without one."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view: Beside | None = None
        self.buttons: list[button.ButtonWidget] = []
        self.hide()

    def set_view(self, shown: Beside | None) -> bool:
        """Show another view; return whether its height may be another."""
        old, self.view = self.view, shown
        if shown == old:
            return False
        others = shown.others if shown is not None else ()
        self.buttons, _moved = button.match(self.buttons, others, self._wire, self)
        self.setVisible(shown is not None)
        if shown is not None:
            self.setAccessibleName(f"{shown.number}, {shown.says}")
        self.place()
        self.update()
        return (old is None) != (shown is None)

    def height_for(self, width: int) -> int:  # noqa: ARG002 - one line in every width
        return theme.worn().px(_HEIGHT) if self.view is not None else 0

    def place(self) -> None:
        look = theme.worn()
        x = self.width() - look.px(_SIDE)
        for one in reversed(self.buttons):
            size = one.sizeHint()
            x -= size.width()
            one.setGeometry(x, (self.height() - size.height()) // 2, size.width(), size.height())
            x -= look.px(8)

    def restyle(self) -> None:
        for one in self.buttons:
            one.restyle()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.view
        if shown is None:
            return
        p, look = QPainter(self), theme.worn()
        ground, ink = look.t.beside(shown.sign)
        p.fillRect(self.rect(), theme.colour(ground))
        side, x = look.px(_SIGN), look.px(_SIDE)
        at = QRect(x, (self.height() - side) // 2, side, side)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(theme.colour(ink))
        _paint_sign(p, QRectF(at), shown.sign)
        x += side + look.px(14)
        wide = text.advance(shown.number, 24, bold=True)
        end = self.buttons[0].x() if self.buttons else self.width()
        number = QRect(x, 0, wide, self.height())
        text.draw(p, number, shown.number, 24, ink, bold=True)
        rest = QRect(number.right() + look.px(16), 0, 0, self.height())
        rest.setRight(end - look.px(16))
        text.draw_elided(p, rest, shown.says, 15, ink)


def _paint_sign(p: QPainter, at: QRectF, sign: int) -> None:
    """A circle, a square, a triangle, a diamond: told apart without colour."""
    middle = at.center()
    shapes = (
        lambda: p.drawEllipse(at),
        lambda: p.drawRect(at),
        lambda: p.drawPolygon(
            QPolygonF([QPointF(middle.x(), at.top()), at.bottomRight(), at.bottomLeft()])
        ),
        lambda: p.drawPolygon(
            QPolygonF(
                [
                    QPointF(middle.x(), at.top()),
                    QPointF(at.right(), middle.y()),
                    QPointF(middle.x(), at.bottom()),
                    QPointF(at.left(), middle.y()),
                ]
            )
        ),
    )
    shapes[sign % len(shapes)]()
