"""The bands over a night: hatched in training; of its own colour where others are open too."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from tally_app.app.view.desk import Beside
from tally_app.ui.kit import button, icons, text, theme
from tally_app.ui.kit.base import Painted, hatch
from tally_app.ui.kit.wire import Wire

HEIGHT = 24
_BESIDE, _SIDE, _SIGN = 44, 20, 18


class TrainingBand(Painted):
    """Stripes with the word of the mode on a clear field in their middle."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = ("", "")

    def set_view(self, word: str, quiet: str) -> None:
        """Show other words."""
        if (word, quiet) != self._words:
            self._words = (word, quiet)
            self.setAccessibleName(f"{word}, {quiet}")
            self.update()

    @property
    def words(self) -> tuple[str, str]:
        """The words it shows: the mode, and what that means."""
        return self._words

    def height_for(self, width: int) -> int:  # noqa: ARG002 - one line in every width
        return theme.worn().px(HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        t, (word, quiet) = look.t, self._words
        p.fillRect(self.rect(), theme.colour(t.training))
        hatch(p, QRectF(self.rect()), t.hatch, look.px(24))
        strong, weak = text.advance(word, 14, bold=True), text.advance(quiet, 13)
        lead, gap = look.px(28), look.px(14) if quiet else 0
        whole = min(lead + strong + gap + weak, self.width() - look.px(40))
        clear = QRect(
            (self.width() - whole) // 2 - look.px(20), 0, whole + look.px(40), self.height()
        )
        p.fillRect(clear, theme.colour(t.training))
        x, side = clear.x() + look.px(20), look.px(20)
        at = QRect(x, (self.height() - side) // 2, side, side)
        icons.paint(p, at, "cap", t.training_ink, t.training)
        rest = QRect(x + lead, 0, whole - lead, self.height())
        text.draw_elided(p, rest, word, 14, t.training_ink, bold=True)
        text.draw_elided(p, rest.adjusted(strong + gap, 0, 0, 0), quiet, 13, t.training_ink)


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
        return theme.worn().px(_BESIDE) if self.view is not None else 0

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
