"""One figure, very large: read aloud by one member, confirmed by another with one key."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QWidget

from tally_app.app.view.second import ReadBack
from tally_app.ui.kit import button, icons, keys, text, theme
from tally_app.ui.kit.base import Stack, TakesKeys, focus_ring, panel, rounded
from tally_app.ui.kit.wire import Wire

#: kind -> size drawn and least size, in design pixels
_SIZES = {
    "number": (22, 13), "name": (44, 16), "what": (24, 13), "figure": (236, 48),
    "words": (40, 15), "at": (18, 13),
}  # fmt: skip
_BOLD = {"name", "figure"}
#: kind -> least gap above it, and what has more above it where there is room
_GAPS = {"number": 0, "name": 0, "what": 2, "figure": 26, "words": 20, "marks": 22, "at": 6}
_WIDER = ("top", "figure", "words", "marks", "end")
_TOP, _END = 14, 10
_DIGITS = 0.74  # height of digits in their size
_SHARES = tuple(share / 20 for share in range(20, 1, -1))
_MARK, _THICK, _BETWEEN, _THIN = 44, 6, 10, 4  # width, height and gaps of the marks
_PAD, _FOOT, _BUTTONS = 24, 48, 16
_LOW_FOOT, _LOW_BUTTONS, _LOW = 32, 8, 420  # where less height than the last is in sight
_LEAST = 240  # least height of the card
PACE = 1000  # milliseconds a figure is in sight before it can be confirmed
_TURN = 40  # milliseconds between two pictures of the ring
_RING, _LOW_RING, _STROKE = 64, 40, 7
_PLAIN = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True)
class SheetPart:
    """A part of the sheet: its kind, its place in pixels, the size of its words."""

    kind: str
    top: int
    height: int
    size: float = 0


def lay(shown: ReadBack, width: int, height: int, unit: float) -> list[SheetPart]:
    """Lay the figure and what belongs to it out, as large as a place allows.

    ``unit`` is how many pixels a design pixel has when there is room for everything.
    """
    for share in _SHARES:
        parts = list(_stacked(shown, width, unit, share))
        used = parts[-1].top
        if used <= height or share == _SHARES[-1]:
            break
    more, lower, placed = max(0, height - used) // len(_WIDER), 0, []
    for part in parts:
        lower += more if part.kind in _WIDER else 0
        placed.append(SheetPart(part.kind, part.top + lower, part.height, part.size))
    return placed


def _stacked(shown: ReadBack, width: int, unit: float, share: float) -> list[SheetPart]:
    """Return the parts below each other at a share of their full size, between "top" and "end"."""
    zoom, gap = theme.worn().zoom / 100, unit * max(share, 0.3)
    y = round(_TOP * gap)
    parts = [SheetPart("top", 0, y)]
    for kind in ("number", "name", "what", "figure", "words", "marks", "at"):
        words = words_of(shown, kind)
        if not words:
            continue
        y += max(1, round(_GAPS[kind] * gap))
        size = 0.0
        if kind == "marks":
            high = max(4, round(_THICK * unit))
        else:
            full, least = _SIZES[kind]
            # Words are never smaller than the window's own; the figure gives way first.
            size = max(full * share * unit / zoom, min(least, full * unit / zoom))
            size = _narrowed(words, size, width, kind)
            high = text.height(words, size, width, bold=kind in _BOLD)
            if kind == "figure":
                high = round(theme.worn().px(size) * _DIGITS)
        parts.append(SheetPart(kind, y, high, size))
        y += high
    parts.append(SheetPart("end", y + round(_END * gap), 0))
    return parts


def words_of(shown: ReadBack, kind: str) -> str:
    """Return the words of a part ("" = it is not there)."""
    if kind == "marks":
        return shown.at if shown.marks else ""
    found: str = getattr(shown, kind)
    return found


def _narrowed(words: str, size: float, width: int, kind: str) -> float:
    """Return the size at which no word is broken, and a figure stands on one line."""
    whole = [words] if kind == "figure" else words.split()
    size = round(size * 2) / 2
    while size > 12:  # noqa: PLR2004 - nothing is smaller than the smallest words of the window
        widest = max(text.advance(word, size, bold=kind in _BOLD) for word in whole)
        if widest <= width:
            return size
        size = min(size - 0.5, int(size * width / widest * 2) / 2)
    return max(size, 12)


def paint(p: QPainter, at: QRect, shown: ReadBack, unit: float) -> None:
    """Paint the figure and what belongs to it into a place."""
    t = theme.worn().t
    for part in lay(shown, at.width(), at.height(), unit):
        place = QRect(at.x(), at.y() + part.top, at.width(), part.height)
        if part.kind == "marks":
            paint_marks(p, place, shown.marks, unit)
        elif part.kind == "figure":
            line = text.height(shown.figure, part.size, at.width(), bold=True)
            drop = round(theme.worn().px(part.size) * 0.031)  # digits stand above a line's middle
            middle = place.center().y() - drop
            whole = QRect(place.x(), middle - line // 2, place.width(), line)
            text.draw(p, whole, shown.figure, part.size, t.ink, bold=True, align=text.CENTRE)
        elif part.kind in _SIZES:
            ink = t.ink if part.kind in ("name", "words") else t.quiet
            words, bold = words_of(shown, part.kind), part.kind in _BOLD
            text.draw(p, place, words, part.size, ink, bold=bold, align=text.CENTRE)


def paint_marks(p: QPainter, at: QRect, marks: tuple[bool, ...], unit: float) -> None:
    """Paint one mark per figure; where they are too many to be told apart, one bar of them all."""
    t, room, many = theme.worn().t, at.width(), len(marks)
    gap = max(2, round(_BETWEEN * unit))
    wide = min(round(_MARK * unit), (room + gap) // many - gap)
    if wide < 2 * gap:
        gap = max(2, round(_THIN * unit))
        wide = min(round(_MARK * unit), (room + gap) // many - gap)
    if wide < max(3, gap):
        done = QRect(at.x(), at.y(), room * sum(marks) // many, at.height())
        _paint_mark(p, at, fill=t.track)
        if done.width():
            _paint_mark(p, done, fill=t.accent)
        return
    x = at.x() + (room - many * (wide + gap) + gap) // 2
    for done_one in marks:
        place = QRect(x, at.y(), wide, at.height())
        _paint_mark(p, place, fill=t.accent if done_one else t.track)
        x += wide + gap


def _paint_mark(p: QPainter, at: QRect, *, fill: str) -> None:
    t = theme.worn().t
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(QPen(theme.colour(t.edge), 1.5) if t.contrast else Qt.PenStyle.NoPen)
    p.setBrush(theme.colour(fill))
    p.drawPath(rounded(at, at.height() / 2, 0.75 if t.contrast else 0))
    p.setBrush(Qt.BrushStyle.NoBrush)


def foot_height(shown: ReadBack, width: int, size: float) -> int:
    """Return the height of the figure before and the name after, side by side."""
    left, right = _split(shown, width, size)
    return max(text.height(shown.before, size, left), text.height(shown.after, size, right))


def paint_foot(p: QPainter, at: QRect, shown: ReadBack, size: float) -> None:
    """Paint the figure before at the left and the name of the next one at the right."""
    ink, (left, right) = theme.worn().t.quiet, _split(shown, at.width(), size)
    text.draw(p, QRect(at.x(), at.y(), left, at.height()), shown.before, size, ink)
    after = QRect(at.right() + 1 - right, at.y(), right, at.height())
    text.draw(p, after, shown.after, size, ink, align=text.RIGHT)


def _split(shown: ReadBack, width: int, size: float) -> tuple[int, int]:
    """Return the room of the words at the left, at most half of it, and of those at the right."""
    room = max(2, width - theme.worn().px(16))
    left = max(1, min(text.advance(shown.before, size) if shown.before else 1, room // 2))
    return left, room - left


def spoken(shown: ReadBack) -> str:
    """Return the figure and its line in words, for a screen reader."""
    line = " ".join(filter(None, (shown.number, shown.name, shown.what)))
    return f"{line}: {shown.figure}, {shown.words}".strip(" :,")


def _key_of(shown: button.ButtonWidget) -> str:
    """Return the key of a button as a key press is named ("" = none)."""
    return keys.normal(shown.view.shortcut) if shown.view.shortcut else ""


class ReadBackCard(TakesKeys):
    """Shows a ``ReadBack``. With the focus on it the keys of its buttons answer.

    A ring runs by itself from when a figure is painted: until it is closed nothing confirms.
    """

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view = ReadBack(("", ""), "", "", "", "", "", (), "")
        self.buttons: list[button.ButtonWidget] = []
        self._ring = QRect()
        self._seen = QElapsedTimer()
        self._turning = QTimer(self)
        self._turning.setInterval(_TURN)
        self._turning.timeout.connect(self._turned)
        self.setObjectName("read_back")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_view(self, shown: ReadBack) -> bool:
        """Show another view; return whether the height may have changed."""
        if shown == self.view:
            return False
        old, self.view = self.view, shown
        self.buttons, _moved = button.match(self.buttons, shown.buttons, self._wire, self)
        if (shown.at, shown.number, shown.name, shown.figure) != (
            old.at, old.number, old.name, old.figure
        ):  # fmt: skip
            self._seen.invalidate()
        for one in self.buttons:
            one.held = self._confirms(one) and self.turned() < 1
        for one in self.buttons:  # a press with the mouse leaves the focus where the keys answer
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(spoken(shown))
        self.setAccessibleDescription(
            ". ".join(filter(None, (shown.at, shown.before, shown.after)))
        )
        self.place()
        self.update()
        return self.height_for(max(1, self.width())) != self.height()

    def hears(self) -> bool:
        return bool(self.view.buttons)

    # the ring

    def _confirms(self, one: button.ButtonWidget) -> bool:
        return one.view.style == "filled"

    def turned(self) -> float:
        """Return how much of the ring is closed, 0 to 1."""
        return min(1.0, self._seen.elapsed() / PACE) if self._seen.isValid() else 0.0

    def _turned(self) -> None:
        if self.turned() >= 1:
            self._turning.stop()
            for one in self.buttons:
                one.held = False
        self.update(self._ring)

    def _start(self) -> None:
        """The figure is in sight now."""
        if not self._seen.isValid() and self.buttons:
            self._seen.start()
            self._turning.start()

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the buttons answer once per press; no other sign reaches the window."""
        name = keys.name_of(event)
        asked = next((one for one in self.buttons if _key_of(one) == name), None)
        window = event.modifiers() & ~_PLAIN or event.key() == Qt.Key.Key_Escape
        if not self.hasFocus() or (asked is None and (window or not event.text())):
            super().keyPressEvent(event)
        elif asked is not None and not event.isAutoRepeat():
            asked.press()

    # measures

    def _room(self, width: int) -> int:
        return max(1, width - 2 * theme.worn().px(_PAD))

    def _foot(self, width: int) -> int:
        look, shown = theme.worn(), self.view
        if not (shown.before or shown.after):
            return 0
        high = look.px(_LOW_FOOT if self._low(width) else _FOOT)
        return max(high, foot_height(shown, self._room(width), 15) + look.px(8))

    def _buttons(self, width: int) -> int:
        if not self.buttons:
            return 0
        look = theme.worn()
        below = look.px(_LOW_BUTTONS if self._low(width) else _BUTTONS)
        room = self._room(width) - self._side(width) - look.px(12)
        return max(button.row_height(self.buttons, room, look.px(12)), self._side(width)) + below

    def _side(self, width: int) -> int:
        """Return the side of the ring."""
        return theme.worn().px(_LOW_RING if self._low(width) else _RING)

    def _low(self, width: int) -> bool:
        """Return whether so little height is in sight that the air between things is less."""
        return 0 < self._in_sight(width) < theme.worn().px(_LOW)

    def _in_sight(self, width: int) -> int:
        """Return the height that is in sight for this block beside the others of its page.

        Where that is too little they scroll away, and the block has all the height there is.
        """
        stack = self.parentWidget()
        viewport = stack.parentWidget() if stack is not None else None
        area = viewport.parentWidget() if viewport is not None else None
        if not isinstance(stack, Stack) or not isinstance(area, QScrollArea):
            return 0
        look = theme.worn()
        others = sum(one.height_for(width) for one in stack.items if one is not self)
        gaps = look.px(stack.gap) * max(0, len(stack.items) - 1)
        around = sum(look.px(pad) for pad in stack.padding if pad)
        whole = area.viewport().height() - around
        rest = whole - others - gaps
        return rest if rest >= look.px(_LOW) else whole

    def height_for(self, width: int) -> int:
        look, rest = theme.worn(), self._buttons(width) + self._foot(width)
        least = lay(self.view, self._room(width), 0, look.zoom / 100)[-1].top
        return max(self._in_sight(width), look.px(_LEAST), least + rest)

    def place(self) -> None:
        look, width = theme.worn(), self.width()
        if not self.buttons:
            return
        room, gap, side = self._room(width), look.px(16), self._side(width)
        sizes = [one.fit(room) for one in self.buttons]
        whole = sum(size.width() + gap for size in sizes) + side
        top = self.height() - self._foot(width) - self._buttons(width)
        if whole > room:  # below each other, beside the ring
            left = look.px(_PAD)
            self._ring = QRect(left, top, side, side)
            button.place_row(self.buttons, QPoint(left + side + gap, top), room - side - gap, gap)
            return
        x = (width - whole) // 2
        for at, (one, size) in enumerate(zip(self.buttons, sizes, strict=True)):
            if at == len(self.buttons) - 1:
                self._ring = QRect(x, top, side, side)
                x += side + gap
            one.setGeometry(x, top + (side - size.height()) // 2, size.width(), size.height())
            x += size.width() + gap

    def restyle(self) -> None:
        for one in self.buttons:
            one.restyle()
        super().restyle()

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look, width = QPainter(self), theme.worn(), self.width()
        t, line = look.t, min(theme.worn().t.line, 2)
        panel(p, self.rect(), t.surface, t.hairline, line=line)
        foot, pad = self._foot(width), look.px(_PAD)
        if foot:
            strip = QRect(line, self.height() - foot, width - 2 * line, foot - line)
            p.save()
            p.setClipRect(strip)
            panel(p, self.rect(), t.well, t.hairline, line=line)
            p.restore()
            p.fillRect(strip.x(), strip.y(), strip.width(), 1, theme.colour(t.hairline))
            paint_foot(p, strip.adjusted(pad, 0, -pad, 0), self.view, 15)
        high = self.height() - foot - self._buttons(width)
        paint(p, QRect(pad, 0, self._room(width), high), self.view, look.zoom / 100)
        if self.buttons:
            self._start()
            self._paint_ring(p)
        if self.hasFocus():
            focus_ring(p, self.rect(), radius=8)

    def _paint_ring(self, p: QPainter) -> None:
        """Paint how long the figure has been in sight; closed it has a tick."""
        look, turned = theme.worn(), self.turned()
        wide = look.px(_STROKE)
        inset = (wide + 1) // 2
        at = self._ring.adjusted(inset, inset, -inset, -inset)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(theme.colour(look.t.track), wide))
        p.drawEllipse(at)
        pen = QPen(theme.colour(look.t.accent), wide)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        p.setPen(pen)
        p.drawArc(at, 90 * 16, -round(360 * 16 * turned))
        if turned >= 1:
            side = at.width() // 2
            place = QRect(at.center().x() - side // 2, at.center().y() - side // 2, side, side)
            icons.paint(p, place, "tick", look.t.accent, look.t.surface)
