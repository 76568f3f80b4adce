"""A small bar chart without motion: a bar, its label, its value in words."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from tally_app.app.view.desk import Chart
from tally_app.ui.kit import text, theme
from tally_app.ui.kit.base import Painted, hairline, panel, rounded
from tally_app.ui.kit.wire import Wire

_PAD, _HEAD, _FOOT, _PLOT = 12, 44, 12, 132
_LABEL, _VALUE = 13, 13
_BAR = 56  # the most a bar is wide
_LINE = 30  # height of a lying bar with its words
_SCALE = 28  # room for the figures of the scale
_STEPS = (100, 250, 500, 750, 1000)  # per mille: where the scale may end
_TONES = ("error", "warning", "legal", "ok")
Bar = tuple[str, str, int, str]


class ChartCard(Painted):
    """Shows a ``Chart``: standing bars, or lying ones where their words are long."""

    def __init__(self, _wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = Chart("", ())

    def set_view(self, shown: Chart) -> bool:
        """Show another view; return whether the height may have changed."""
        old, self.view = self.view, shown
        if shown == old:
            return False
        said = [" ".join(filter(None, bar[:2])) for bar in shown.bars]
        self.setAccessibleName(". ".join([shown.caption, *said]))
        self.update()
        return _words(shown) != _words(old)

    def _slot(self, width: int) -> int:
        room = width - theme.worn().px(2 * _PAD + _SCALE)
        return room // max(1, len(self.view.bars))

    def _standing(self, width: int) -> bool:
        """Return whether every label and value finds room on one line at its bar."""
        slot = self._slot(width) - theme.worn().px(4)
        return all(
            text.advance(label, _LABEL, bold=True) <= slot
            and text.advance(value, _VALUE, bold=True) <= slot
            for label, value, _share, _tone in self.view.bars
        )

    def _head(self, width: int) -> int:
        look = theme.worn()
        room = width - look.px(2 * _PAD)
        tall = text.height(self.view.caption, 16, room, bold=True)
        return max(look.px(_HEAD), tall + look.px(16)) if tall else look.px(_FOOT)

    def height_for(self, width: int) -> int:
        look = theme.worn()
        if self._standing(width):
            words = text.height("0", _VALUE, width) + text.height("0", _LABEL, width)
            return self._head(width) + look.px(_PLOT + _FOOT) + words
        rows = sum(self._row_height(bar, width) for bar in self.view.bars)
        return self._head(width) + rows + look.px(_FOOT)

    def _weights(self) -> list[tuple[bool, bool]]:
        """Return for every bar whether it is painted in full, and whether its words are bold."""
        marked = [bar[3] == "now" for bar in self.view.bars]
        return [(one or not any(marked), one) for one in marked]

    # lying bars

    def _columns(self, width: int) -> tuple[int, int, int]:
        """Return the widths of labels, bars and values."""
        look = theme.worn()
        room = width - look.px(2 * _PAD + 24)
        bars = self.view.bars
        label = max((text.advance(bar[0], _LABEL, bold=True) for bar in bars), default=0)
        value = max((text.advance(bar[1], _VALUE, bold=True) for bar in bars), default=0)
        label = min(label, room * 2 // 5)
        value = min(value, room * 2 // 5)
        return label, max(1, room - label - value), value

    def _row_height(self, bar: Bar, width: int) -> int:
        look = theme.worn()
        label, _bar, value = self._columns(width)
        tall = max(
            text.height(bar[0], _LABEL, label, bold=True),
            text.height(bar[1], _VALUE, value, bold=True),
        )
        return max(look.px(_LINE), tall + look.px(6))

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        panel(p, self.rect(), look.t.surface, look.t.hairline, line=min(look.t.line, 2))
        head, pad = self._head(self.width()), look.px(_PAD)
        at = QRect(pad, 0, self.width() - 2 * pad, head)
        text.draw(p, at, self.view.caption, 16, look.t.ink, bold=True)
        if self._standing(self.width()):
            self._paint_standing(p, head)
        else:
            self._paint_lying(p, head)

    def _paint_standing(self, p: QPainter, top: int) -> None:
        look, width = theme.worn(), self.width()
        pad, slot = look.px(_PAD), self._slot(self.width())
        above = text.height("0", _VALUE, width)
        foot, high = top + above + look.px(_PLOT), look.px(_PLOT)
        end = _end(self.view.bars)
        self._paint_scale(p, foot, high, end)
        weights = self._weights()
        for at, (label, value, share, tone) in enumerate(self.view.bars):
            x = pad + slot * at
            full, strong = weights[at]
            wide = min(look.px(_BAR), slot * 2 // 3)
            tall = max(look.px(2) if share else 0, min(share, end) * high // end)
            bar = QRect(x + (slot - wide) // 2, foot - tall, wide, tall)
            if _known(value):
                _paint_bar(p, bar, tone, full=full)
                ink = look.t.tone(tone).ink if tone in _TONES else look.t.ink
                over = QRect(x, foot - tall - above, slot, above)
                text.draw(p, over, value, _VALUE, ink, bold=strong, align=text.CENTRE)
            else:
                _paint_to_come(p, bar.x(), foot, wide)
                over = QRect(x, foot - above, slot, above)
                text.draw(p, over, value, _VALUE, look.t.quiet, align=text.CENTRE)
            below = QRect(x, foot + look.px(4), slot, text.height(label, _LABEL, slot))
            ink = look.t.ink if strong else look.t.quiet
            text.draw(p, below, label, _LABEL, ink, bold=strong, align=text.CENTRE)
        p.fillRect(pad, foot, width - 2 * pad, 1, theme.colour(look.t.edge))

    def _paint_scale(self, p: QPainter, foot: int, high: int, end: int) -> None:
        """Paint a hairline at every step of the scale, its per cent at the right."""
        look, pad = theme.worn(), theme.worn().px(_PAD)
        step = 250 if end > _STEPS[1] else end
        for mille in range(step, end + 1, step):
            y = foot - high * mille // end
            hairline(p, pad, y, self.width() - pad - look.px(_SCALE))
            at = QRect(self.width() - pad - look.px(_SCALE), y - look.px(9), look.px(_SCALE), 0)
            at.setHeight(look.px(18))
            text.draw(p, at, str(mille // 10), _LABEL, look.t.quiet, align=text.RIGHT)

    def _paint_lying(self, p: QPainter, y: int) -> None:
        look, weights = theme.worn(), self._weights()
        label, room, value = self._columns(self.width())
        pad, gap, end = look.px(_PAD), look.px(12), _end(self.view.bars)
        for at, bar in enumerate(self.view.bars):
            words, said, share, tone = bar
            high, (full, strong) = self._row_height(bar, self.width()), weights[at]
            ink = look.t.ink if strong else look.t.quiet
            text.draw(p, QRect(pad, y, label, high), words, _LABEL, ink, bold=strong)
            tall = look.px(14)
            place = QRect(pad + label + gap, y + (high - tall) // 2, room, tall)
            if _known(said):
                p.fillPath(rounded(place, look.px(3), 0), theme.colour(look.t.track))
                place.setWidth(max(look.px(2) if share else 0, min(share, end) * room // end))
                _paint_bar(p, place, tone, full=full)
                ink = look.t.tone(tone).ink if tone in _TONES else look.t.ink
                over = QRect(pad + label + 2 * gap + room, y, value, high)
                text.draw(p, over, said, _VALUE, ink, bold=strong, align=text.RIGHT)
            else:
                _paint_to_come(p, place.x(), place.center().y(), room)
                over = QRect(pad + label + 2 * gap + room, y, value, high)
                text.draw(p, over, said, _VALUE, look.t.quiet, align=text.RIGHT)
            y += high


def _known(value: str) -> bool:
    """Return whether a bar has a value: a dash or nothing says that it is still to come."""
    return any(sign.isdecimal() for sign in value)


def _end(bars: tuple[Bar, ...]) -> int:
    """Return where the scale ends, in per mille."""
    most = max((bar[2] for bar in bars), default=0)
    return next((end for end in _STEPS if most <= end), max(most, _STEPS[-1]))


def _paint_bar(p: QPainter, bar: QRect, tone: str, *, full: bool) -> None:
    """Paint a bar: the one spoken of in full, the others in a lighter ink (or an outline)."""
    look = theme.worn()
    t = look.t
    ink = theme.colour(t.tone(tone).ink if tone in _TONES else t.accent)
    fill = ink if full else _lighter(ink, theme.colour(t.surface))
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = rounded(bar, look.px(3), 0.5)
    p.setPen(QPen(ink, 2) if t.contrast else Qt.PenStyle.NoPen)
    p.setBrush(theme.colour(t.surface) if t.contrast and not full else fill)
    if bar.width() > 0 and bar.height() > 0:
        p.drawPath(path)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _lighter(ink: QColor, ground: QColor) -> QColor:
    """Return the ink thinned with the ground; it keeps 3 : 1 against it."""
    parts = (
        (ink.red() * 3 + ground.red() * 2) // 5,
        (ink.green() * 3 + ground.green() * 2) // 5,
        (ink.blue() * 3 + ground.blue() * 2) // 5,
    )
    return QColor(*parts)


def _paint_to_come(p: QPainter, x: int, y: int, wide: int) -> None:
    """Paint the dashed foot of a bar that is still to come."""
    pen = QPen(theme.colour(theme.worn().t.edge), 2, Qt.PenStyle.DashLine)
    p.setPen(pen)
    p.drawLine(x, y - 1, x + wide, y - 1)


def _words(shown: Chart) -> tuple[object, ...]:
    return shown.caption, tuple(bar[:2] for bar in shown.bars)
