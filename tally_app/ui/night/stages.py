"""The lawful deeds of a protocol side by side: which are done, which one is due now."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.desk import Stage, Stages
from tally_app.ui.kit import icons, text, theme
from tally_app.ui.kit.base import Painted, panel
from tally_app.ui.kit.wire import Wire

_LEFT, _RIGHT, _AIR = 40, 8, 8
_LEAST = 128  # the least width of a deed: what does not fit stands in the next row


class StagesStrip(Painted):
    """Shows ``Stages``. Nothing in it is pressed: what can be done stands in the footer."""

    def __init__(self, _wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = Stages(())

    def set_view(self, shown: Stages) -> bool:
        """Show another view; return whether the height may have changed."""
        if shown == self.view:
            return False
        self.view = shown
        said = (f"{one.name}: {one.says}, {one.state_words}" for one in shown.stages)
        self.setAccessibleName(". ".join(said))
        self.update()
        return True

    def _columns(self, width: int) -> int:
        """As many as fit without a word broken in two."""
        look, stages = theme.worn(), self.view.stages
        words = [text.advance(x, 14, bold=True) for one in stages for x in one.name.split()]
        words += [text.advance(x, 13) for one in stages for x in one.says.split()]
        least = max(look.px(_LEAST), max(words, default=0) + look.px(_LEFT + _RIGHT) + 1)
        rows = -(-len(stages) // max(1, min(len(stages), width // least))) if stages else 1
        return -(-len(stages) // rows) or 1  # rows as even as they can be

    def _high(self, width: int) -> int:
        """Return the height of the highest deed: its name and what is said below it."""
        look = theme.worn()
        room = width // self._columns(width) - look.px(_LEFT + _RIGHT)
        names = [text.height(one.name, 14, room, bold=True) for one in self.view.stages]
        said = [text.height(one.says, 13, room) for one in self.view.stages]
        high = [sum(pair) for pair in zip(names, said, strict=True)]
        return max(high, default=0)

    def _line(self, width: int) -> int:
        return self._high(width) + 2 * theme.worn().px(_AIR)

    def height_for(self, width: int) -> int:
        lines = -(-len(self.view.stages) // self._columns(width))
        return lines * self._line(width) + theme.worn().px(4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        whole = self.rect().adjusted(0, 0, 0, -look.px(4))
        panel(p, whole, look.t.surface, look.t.hairline, line=min(look.t.line, 2))
        columns, line = self._columns(whole.width()), self._line(whole.width())
        for at, stage in enumerate(self.view.stages):
            left = whole.width() * (at % columns) // columns
            right = whole.width() * (at % columns + 1) // columns
            place = QRect(left, at // columns * line, right - left, line)
            self._paint(p, stage, place, last=at == len(self.view.stages) - 1)

    def _paint(self, p: QPainter, stage: Stage, place: QRect, *, last: bool) -> None:
        look = theme.worn()
        t, now = look.t, stage.state == "now"
        ground = t.tint if now else t.surface
        if now:
            p.fillRect(place.adjusted(1, 1, -1, 0), theme.colour(ground))
            p.fillRect(
                place.x(), place.bottom() - look.px(3), place.width(), look.px(4),
                theme.colour(t.accent),
            )  # fmt: skip
        elif not last and place.right() < self.width() - 1:
            p.fillRect(
                place.right(), place.y() + 1, 1, place.height() - 2, theme.colour(t.hairline)
            )
        done = stage.state == "done"
        ink = t.on_tint if now else t.ink if done else t.quiet
        sign = t.ok.ink if done else t.accent if now else t.quiet
        if t.contrast:
            sign = ink
        side = look.px(18)
        top = place.y() + look.px(_AIR)
        at = QRect(place.x() + look.px(12), top + look.px(2), side, side)
        icons.paint(p, at, "tick" if done else stage.icon, sign, ground)
        room = place.width() - look.px(_LEFT + _RIGHT)
        first = text.height(stage.name, 14, room, bold=now or done)
        second = text.height(stage.says, 13, room)
        words = QRect(place.x() + look.px(_LEFT), top, room, first)
        text.draw(p, words, stage.name, 14, ink, bold=now or done, top=True)
        below = QRect(words.x(), top + first, room, second)
        text.draw(p, below, stage.says, 13, t.on_tint if now else t.quiet, top=True)
