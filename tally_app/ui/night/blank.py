"""Lines to be written on the supplied blank: large figures and words, one line due at a time."""

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.desk import BlankLine, BlankLines
from tally_app.ui.kit import button, icons, text, theme
from tally_app.ui.kit.base import Painted, hairline, panel
from tally_app.ui.kit.wire import Wire

_NUMBER, _RIGHT, _AIR, _TITLE = 48, 16, 12, 44
_LABEL, _FIGURE, _STATE = 0.25, 0.18, 0.24  # shares of the width
_SIZE, _LEAST, _PART = 40, 20, 30  # sizes of the figure, height of a part
_PROSE, _PROSE_NOW = 16, 22  # sizes of a line without a figure, and of the one that is due
_ICONS = {"done": "tick", "error": "error"}


@dataclass(frozen=True)
class _Places:
    """Where the columns of a line are."""

    label: QRect
    figure: QRect
    words: QRect
    state: QRect


class BlankCard(Painted):
    """Shows ``BlankLines``. The line that is due has the button, and its figure is the largest."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view = BlankLines("", ())
        self.buttons: list[button.ButtonWidget] = []

    def set_view(self, shown: BlankLines) -> bool:
        """Show another view; return whether the height may have changed."""
        if shown == self.view:
            return False
        self.view = shown
        asked = tuple(line.button for line in shown.lines if line.button is not None)
        self.buttons, _moved = button.match(self.buttons, asked, self._wire, self)
        for one, line in zip(
            self.buttons, (x for x in shown.lines if x.button is not None), strict=True
        ):
            said = " ".join((line.number, *line.label, line.figure, *line.words))
            one.setAccessibleName(f"{one.view.text}: {said}")
        told = (f"{line.number} {' '.join(line.label)}: {line.said}" for line in shown.lines)
        self.setAccessibleName(". ".join((shown.title, *told)))
        if self.buttons:
            self.setFocusProxy(self.buttons[0])
        self.place()
        self.update()
        return True

    def hears(self) -> bool:
        """Return whether a line is due: then the cursor comes to its button with the page."""
        return bool(self.buttons)

    def _top(self) -> int:
        return theme.worn().px(_TITLE) if self.view.title else theme.worn().px(2)

    def _columns(self, line: BlankLine, y: int, width: int, high: int) -> _Places:
        """Return the places of a line; its label takes the room of the figure it has not."""
        look = theme.worn()
        left, right = look.px(_NUMBER), width - look.px(_RIGHT)
        room, gap = right - left, look.px(14)
        label, figure, state = (round(room * share) for share in (_LABEL, _FIGURE, _STATE))
        words = left + label + figure + gap
        spare = 0 if line.figure else room - state - gap - label
        return _Places(
            QRect(left, y, label + spare, high),
            QRect(left + label, y, figure, high),
            QRect(words, y, right - state - gap - words, high),
            QRect(right - state, y, state, high),
        )

    def _body(self, line: BlankLine, width: int) -> int:
        """Return the height of a line without its parts."""
        look, at = theme.worn(), self._columns(line, 0, width, 0)
        label = sum(
            text.height(said, _named(line), at.label.width(), bold=not n)
            for n, said in enumerate(line.label)
        )
        words = sum(
            text.height(said, 15, at.words.width(), bold=not n) for n, said in enumerate(line.words)
        )
        return max(label, words, look.px(54 if line.figure else 20)) + 2 * look.px(_AIR)

    def _parts(self, line: BlankLine, width: int) -> int:
        if line.state != "now" or not line.parts:
            return 0
        per = 2 if width > theme.worn().px(560) else 1
        return -(-len(line.parts) // per) * theme.worn().px(_PART) + theme.worn().px(_AIR)

    def height_for(self, width: int) -> int:
        lines = self.view.lines
        return self._top() + sum(self._body(x, width) + self._parts(x, width) for x in lines) + 2

    def place(self) -> None:
        y, found = self._top(), iter(self.buttons)
        for line in self.view.lines:
            high = self._body(line, self.width())
            if line.button is not None:
                one = next(found)
                at = self._columns(line, y, self.width(), high).state
                size = one.fit(at.width())
                one.setGeometry(
                    at.right() + 1 - size.width(), y + (high - size.height()) // 2,
                    size.width(), size.height(),
                )  # fmt: skip
            y += high + self._parts(line, self.width())

    def restyle(self) -> None:
        for one in self.buttons:
            one.restyle()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        panel(p, self.rect(), look.t.surface, look.t.hairline, line=min(look.t.line, 2))
        if self.view.title:
            at = QRect(look.px(16), look.px(2), self.width() - look.px(32), look.px(_TITLE) - 4)
            text.draw(p, at, self.view.title, 16, look.t.ink, bold=True)
        y = self._top()
        for line in self.view.lines:
            body, parts = self._body(line, self.width()), self._parts(line, self.width())
            if y > self._top():
                hairline(p, look.px(_NUMBER), y, self.width() - 1)
            self._paint(p, line, y, body)
            if parts:
                self._paint_parts(p, line, y + body)
            y += body + parts

    def _paint(self, p: QPainter, line: BlankLine, y: int, high: int) -> None:
        look, now = theme.worn(), line.state == "now"
        t, ground = look.t, look.t.tint if now else look.t.surface
        if now:
            whole = QRect(1, y + 1, self.width() - 2, high + self._parts(line, self.width()) - 1)
            p.fillRect(whole, theme.colour(ground))
            p.fillRect(1, whole.y(), look.px(4), whole.height(), theme.colour(t.accent))
        at = self._columns(line, y, self.width(), high)
        ink = t.quiet if line.state == "ahead" else t.ink
        text.draw(p, QRect(0, y, look.px(_NUMBER - 12), high), line.number, 14, t.quiet,
                  align=text.RIGHT)  # fmt: skip
        _stacked(p, at.label, line.label, _named(line), ink)
        bold = line.state != "ahead"
        size = _figure(line.figure, at.figure.width())
        text.draw(p, at.figure, line.figure, size, ink, bold=bold, align=text.RIGHT)
        _stacked(p, at.words, line.words, 15, ink)
        if line.button is None:
            tone = {"done": t.ok.ink, "error": t.tone("error").ink}.get(line.state, t.quiet)
            side = look.px(18)
            icon = _ICONS.get(line.state, "")
            room = at.state
            if icon:
                wide = min(text.advance(line.said, 14), room.width() - side - look.px(8))
                x = room.right() - wide - side - look.px(8)
                icons.paint(p, QRect(x, y + (high - side) // 2, side, side), icon, tone, ground)
                room = QRect(room.right() - wide, y, wide + 1, high)
            text.draw(p, room, line.said, 14, tone, align=text.RIGHT)

    def _paint_parts(self, p: QPainter, line: BlankLine, top: int) -> None:
        look = theme.worn()
        per = 2 if self.width() > look.px(560) else 1
        left, gap = look.px(_NUMBER), look.px(28)
        wide = (self.width() - left - look.px(_RIGHT) - gap * (per - 1)) // per
        for n, (number, name, figure) in enumerate(line.parts):
            x, y = left + n % per * (wide + gap), top + n // per * look.px(_PART)
            hairline(p, x, y, x + wide)
            at = QRect(x, y, wide, look.px(_PART))
            text.draw(p, at, number, 13, look.t.quiet)
            text.draw(p, at.adjusted(look.px(40), 0, -look.px(70), 0), name, 14, look.t.ink)
            text.draw(p, at, figure, 19, look.t.ink, bold=True, align=text.RIGHT)


def _figure(figure: str, room: int) -> int:
    """Return the size of a figure: it never goes on in another line."""
    size = _SIZE
    while size > _LEAST and text.advance(figure, size, bold=True) > room:
        size -= 1
    return size


def _named(line: BlankLine) -> int:
    """Return the size of a line's name; one without a figure is copied as it stands."""
    if line.figure:
        return 14
    return _PROSE_NOW if line.state == "now" else _PROSE


def _stacked(p: QPainter, place: QRect, said: tuple[str, ...], size: float, ink: str) -> None:
    """Paint texts below each other, the first one bold, in the middle of a place."""
    highs = [text.height(one, size, place.width(), bold=not n) for n, one in enumerate(said)]
    y = place.y() + (place.height() - sum(highs)) // 2
    for n, (one, high) in enumerate(zip(said, highs, strict=True)):
        text.draw(p, QRect(place.x(), y, place.width(), high), one, size, ink, bold=not n)
        y += high
