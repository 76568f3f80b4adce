"""The pinned sum bar: what is there, what it should be, and the difference as a count."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from tally_app.app.view.desk import SumBar
from tally_app.ui.kit import icons, text, theme
from tally_app.ui.kit.base import Painted, hatch, panel, rounded
from tally_app.ui.kit.row import DIGIT, EDGE, LABEL

_FIGURE = 27
_WHOLE = 1000  # per mille
_BOX = 132  # the difference stands under the fields


class SumBarWidget(Painted):
    """Shows a ``SumBar``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.view: SumBar | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_view(self, shown: SumBar) -> bool:
        """Show another view; return whether the height may have changed."""
        if shown == self.view:
            return False
        self.view = shown
        self.setAccessibleName(
            f"{shown.formula} {shown.total}, {shown.target_label} {shown.target}, "
            f"{shown.caption} {shown.difference}"
        )
        self.update()
        return self.height_for(max(1, self.width())) != self.height()

    def _bar(self, width: int) -> QRect:
        """Return where the two sums stand: from the label's edge to before the fields."""
        look = theme.worn()
        left = look.px(LABEL + 1) if width > look.px(430) else look.px(16)
        right = width - look.px(EDGE + _BOX + 15)
        return QRect(left, 0, max(1, right - left), 0)

    def _lines(self, width: int) -> tuple[int, int]:
        """Return the height of the sums, and of their second line (0 when side by side)."""
        look, shown = theme.worn(), self.view
        if shown is None:
            return 0, 0
        bar = self._bar(width).width()
        total = (
            text.advance(shown.total, 20, bold=True) + text.advance(shown.formula, 16) + look.px(10)
        )
        target = text.advance(shown.target, 20, bold=True) + look.px(10)
        label = text.advance(shown.target_label, 16)
        one = look.px(28)
        if total + target + label + look.px(24) <= bar:
            return one, 0
        second = max(one, text.height(shown.target_label, 15, max(1, bar - target)))
        return one + second, second

    def height_for(self, width: int) -> int:
        look = theme.worn()
        lines, second = self._lines(width)
        return look.px(66) if not second else look.px(11) + lines + look.px(27)

    def _sizes(self) -> tuple[float, float]:
        """Return the size of the caption and of the figure below it.

        A caption of two lines takes smaller ones: the bar is as high as before, nothing moves.
        """
        shown = self.view
        if shown is None:
            return 13, _FIGURE
        lines = text.para(shown.caption, 13, self._caption_room(), bold=self._toned()).lines
        return (13, _FIGURE) if lines == 1 else (12, 19)

    def _caption_room(self) -> int:
        look = theme.worn()
        return look.px(_BOX - DIGIT + 8) - (look.px(22) if self._toned() else 0)

    def _toned(self) -> bool:
        return self.view is not None and self.view.tone in ("error", "warning", "legal")

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.view
        if shown is None:
            return
        p, look = QPainter(self), theme.worn()
        tone = look.t.tone(shown.tone)
        edge = tone.ink if shown.tone else look.t.hairline
        p.fillRect(self.rect(), theme.colour(look.t.ground))
        panel(p, self.rect(), look.t.surface, edge, line=min(look.t.line, 2))
        bar = self._bar(self.width())
        lines, second = self._lines(self.width())
        top = look.px(11)
        first = QRect(bar.x(), top, bar.width(), lines - second)
        wide = text.advance(shown.formula, 16)
        text.draw(p, first, shown.formula, 16, look.t.ink)
        text.draw(
            p, first.adjusted(wide + look.px(9), 0, 0, 0), shown.total, 20, look.t.ink, bold=True
        )
        at = first if not second else QRect(bar.x(), top + first.height(), bar.width(), second)
        text.draw(p, at, shown.target, 20, look.t.ink, bold=True, align=text.RIGHT)
        label = at.adjusted(0, 0, -text.advance(shown.target, 20, bold=True) - look.px(9), 0)
        size = 15 if second else 16
        align = text.LEFT if second else text.RIGHT
        text.draw(p, label, shown.target_label, size, look.t.quiet, align=align)
        high = look.px(8)
        self._paint_bar(p, QRect(bar.x(), self.height() - look.px(11) - high, bar.width(), high))
        self._paint_difference(p)

    def _paint_bar(self, p: QPainter, bar: QRect) -> None:
        """Paint the part that is there, and hatched what is missing or too much."""
        shown, look = self.view, theme.worn()
        assert shown is not None  # noqa: S101 - asked by the caller
        t = look.t
        fill = t.ok.ink if shown.tone == "ok" else t.accent
        outline = rounded(bar, look.px(4), 0)
        p.save()
        p.setClipPath(outline)
        over = shown.share > _WHOLE
        share = _WHOLE * _WHOLE // shown.share if over else shown.share
        there = bar.width() * share // _WHOLE
        p.fillRect(bar, theme.colour(t.track))
        rest = bar.adjusted(there, 0, 0, 0)
        if shown.tone and shown.tone != "ok" and rest.width() > 0:
            rest.setLeft(min(rest.left(), bar.right() - look.px(7)))
            p.fillRect(rest, theme.colour(t.surface))
            hatch(p, QRectF(rest), t.tone(shown.tone).ink, look.px(5))
        gap = 2 if rest.width() > 0 else 0
        done = QRect(bar.x(), bar.y(), max(0, rest.left() - bar.x() - gap), bar.height())
        p.fillRect(done, theme.colour(fill))
        p.restore()
        if t.contrast:
            p.setPen(QPen(theme.colour(t.ink), 1))
            p.drawPath(rounded(bar, look.px(4), 0.5))

    def _paint_difference(self, p: QPainter) -> None:
        shown, look = self.view, theme.worn()
        assert shown is not None  # noqa: S101 - asked by the caller
        t = look.t
        right = self.width() - look.px(EDGE + DIGIT + 1)
        toned, ok = self._toned(), shown.tone == "ok"
        ink = t.tone(shown.tone).ink if toned else t.quiet
        room = self._caption_room()
        small, large = self._sizes()
        tall = text.height(shown.caption, small, room, bold=toned)
        at = QRect(right - room, look.px(6), room, tall)
        text.draw(p, at, shown.caption, small, ink, bold=toned, align=text.RIGHT)
        if toned:
            wide = text.para(shown.caption, small, room, bold=True, align=text.RIGHT.value).width
            side = look.px(15)
            x = right - int(wide) - look.px(22)
            icons.paint(p, QRect(x, at.y() + look.px(2), side, side), shown.tone, ink, t.surface)
        figure = QRect(right - look.px(_BOX + 60), at.bottom() + 1, look.px(_BOX + 60), 0)
        figure.setBottom(self.height() - look.px(4))
        if large < _FIGURE:  # below two lines the air of its own line box is enough
            figure.adjust(0, -look.px(2), 0, look.px(4))
        strong = ok or toned
        big = t.ok.ink if ok else ink
        text.draw(p, figure, shown.difference, large, big, bold=strong, align=text.RIGHT)
        if ok:
            side = look.px(22)
            x = right - text.advance(shown.difference, large, bold=True) - side - look.px(10)
            y = figure.center().y() - side // 2 + 1
            icons.paint(p, QRect(x, y, side, side), "ok", t.ok.ink, t.surface)
