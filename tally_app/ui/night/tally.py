"""Counting by ear: one key press for every ballot announced, each press counted exactly once."""

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QToolTip, QWidget

from tally_app.app.view.address import EarBlock
from tally_app.app.view.desk import Tally
from tally_app.app.view.intents import CloseBundle, HearBallot, TakeBackBallot
from tally_app.ui.kit import button, icons, keys, text, theme
from tally_app.ui.kit.base import TakesKeys, focus_ring, panel, rounded
from tally_app.ui.kit.digit_row import key_at
from tally_app.ui.kit.wire import Wire

PULSE = 180  # milliseconds a counted pile is filled
_PAD, _GAP = 16, 10
_PILE, _MOST = 230, 3  # least width of a pile, the most beside each other
_HIGH, _LOW = 76, 52  # least height of a pile beside others, and of one alone on its line
_LINES, _MANY = (2, 3), 8  # lines of a name: the more where there are many piles or no room
_CAP, _INNER = 40, 14
_FIGURE = "999"  # room that is kept: a pile that reaches 10 or 100 moves nothing
_ASK = {
    Qt.Key.Key_Backspace: TakeBackBallot(),
    Qt.Key.Key_Return: CloseBundle(),
    Qt.Key.Key_Enter: CloseBundle(),
}
_PASS = {
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_Escape,
}  # fmt: skip
_PLAIN = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class TallyCard(TakesKeys):
    """Shows a ``Tally``. With the focus on it no letter or digit reaches anything else."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view = Tally("", (), "")
        self.buttons: list[button.ButtonWidget] = []
        #: the key of the pile that was counted last, and of the one that shows it right now
        self.last = self.pulsing = ""
        self._laid: tuple[object, tuple[int, int, int]] = (None, (1, 1, 1))
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(PULSE)
        self._calm.timeout.connect(self._calmed)
        self.setObjectName(EarBlock().text())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_view(self, shown: Tally) -> bool:
        """Show another view; return whether the height may have changed."""
        old, self.view = self.view, shown
        if shown == old:
            return False
        self._pulse(shown, old)
        self.buttons, _moved = button.match(self.buttons, shown.buttons, self._wire, self)
        for one in self.buttons:  # a press with the mouse leaves the focus where ballots count
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"{shown.caption}. {shown.locked or shown.progress}".strip(" ."))
        piles = (f"{key}: {pile} {count}" for key, pile, count in shown.keys)
        self.setAccessibleDescription(". ".join(piles))
        self.setToolTip(text.plain(shown.locked))
        self.place()
        self.update()
        return self.height_for(max(1, self.width())) != self.height()

    def hears(self) -> bool:
        """Return whether ballots can be counted now."""
        return not self.view.locked

    def _pulse(self, shown: Tally, old: Tally) -> None:
        """Show which pile has another count than before."""
        before = {key: count for key, _pile, count in old.keys}
        other = [key for key, _pile, count in shown.keys if before.get(key, count) != count]
        if len(other) == 1:
            self.last = self.pulsing = other[0]
            self._calm.start()
            QTimer.singleShot(0, self, self._show_last)
        elif other or [key for key, *_rest in shown.keys] != list(before):
            self.last = self.pulsing = ""

    def _show_last(self) -> None:
        """Where the piles scroll, bring the one that was counted into view."""
        stack = self.parentWidget()
        viewport = stack.parentWidget() if stack else None
        area = viewport.parentWidget() if viewport else None
        at = next((at for at, pile in enumerate(self.view.keys) if pile[0] == self.last), -1)
        if stack is not None and isinstance(area, QScrollArea) and at >= 0:
            place = self._place_of(at)
            middle = self.mapTo(stack, place.center())
            area.ensureVisible(middle.x(), middle.y(), 0, place.height() // 2 + 4)

    def _calmed(self) -> None:
        self.pulsing = ""
        self.update()

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A listed key counts; held down it counts once. No other sign reaches the window."""
        key, held = Qt.Key(event.key()), event.modifiers()
        other = key not in _ASK and not event.text()  # F1 and its like are the window's
        if not self.hasFocus() or held & ~_PLAIN or key in _PASS or other:
            super().keyPressEvent(event)
            return
        event.accept()
        if event.isAutoRepeat():
            return
        pile = self._pile_of(event)
        ask = _ASK.get(key)
        if not (pile or ask):
            return
        if self.view.locked:
            at = self.mapToGlobal(QPoint(0, self._top(self.width())))
            QToolTip.showText(at, text.plain(self.view.locked), self)
        elif pile:
            self._wire.intent(HearBallot(pile))
        elif ask and not held & Qt.KeyboardModifier.ShiftModifier:
            self._wire.intent(ask)

    def _pile_of(self, event: QKeyEvent) -> str:
        """Return the listed key that was pressed, by its place on any layout; else ""."""
        listed = {key.casefold(): key for key, *_rest in self.view.keys}
        pressed = (keys.name_of(event), event.text(), key_at(event))
        return next((listed[one.casefold()] for one in pressed if one.casefold() in listed), "")

    # measures

    def _room(self, width: int) -> int:
        return width - 2 * theme.worn().px(_PAD)

    def _said(self) -> str:
        return self.view.locked or self.view.progress

    def _lead(self) -> int:
        """Return the room of the lock before its reason."""
        return theme.worn().px(26) if self.view.locked else 0

    def _top(self, width: int) -> int:
        """Return where the piles start."""
        look, room = theme.worn(), self._room(width)
        caption = text.height(self.view.caption, 16, room, bold=True)
        said = text.height(self._said(), 15, room - self._lead())
        return look.px(12) + caption + said + look.px(12)

    def _grid(self, width: int) -> tuple[int, int, int]:
        """Return how many piles stand side by side, and the width and height of each."""
        key = (width, theme.worn(), self.view.keys)
        if self._laid[0] != key:
            self._laid = (key, self._lay(width))
        return self._laid[1]

    def _lay(self, width: int) -> tuple[int, int, int]:
        look, room, gap = theme.worn(), self._room(width), theme.worn().px(_GAP)
        most = max(1, min(_MOST, (room + gap) // (look.px(_PILE) + gap), len(self.view.keys)))
        few = len(self.view.keys) <= _MANY
        # Names of few lines first, then as many piles side by side as can be: all in sight.
        tries = [(at, lines) for lines in _LINES[not few :] for at in range(most, 1, -1)]
        columns = next(
            (at for at, lines in tries if self._names_fit((room - gap * (at - 1)) // at, lines)), 1
        )
        wide = (room - gap * (columns - 1)) // columns
        names = (
            text.height(pile, 16, self._name_room(wide, key, count))
            for key, pile, count in self.view.keys
        )
        least = look.px(_HIGH if columns > 1 else _LOW)
        return columns, wide, max(least, max(names, default=0) + look.px(12))

    def _names_fit(self, wide: int, lines: int) -> bool:
        """Return whether no name breaks inside a word or takes too many lines."""
        for key, pile, count in self.view.keys:
            room = self._name_room(wide, key, count)
            if any(text.advance(word, 16) > room for word in pile.split()):
                return False
            if text.para(pile, 16, room).lines > lines:
                return False
        return True

    def _cap_width(self, key: str) -> int:
        look = theme.worn()
        return max(look.px(_CAP), text.advance(key.upper(), 20, bold=True) + look.px(18))

    def _name_room(self, wide: int, key: str, count: str) -> int:
        look = theme.worn()
        figure = max(text.advance(one, 27, bold=True) for one in (count, _FIGURE))
        taken = self._cap_width(key) + figure + look.px(24)
        return max(1, wide - 2 * look.px(_INNER) - taken)

    def _place_of(self, at: int) -> QRect:
        """Return the place of a pile."""
        columns, wide, high = self._grid(self.width())
        gap = theme.worn().px(_GAP)
        x = theme.worn().px(_PAD) + at % columns * (wide + gap)
        return QRect(x, self._top(self.width()) + at // columns * (high + gap), wide, high)

    def _piles_height(self, width: int) -> int:
        columns, _wide, high = self._grid(width)
        lines = -(-len(self.view.keys) // columns)
        return lines * (high + theme.worn().px(_GAP))

    def _buttons_height(self, width: int) -> int:
        if not self.buttons:
            return 0
        look = theme.worn()
        return button.row_height(self.buttons, self._room(width), look.px(8)) + look.px(6)

    def height_for(self, width: int) -> int:
        look = theme.worn()
        body = self._top(width) + self._piles_height(width) + self._buttons_height(width)
        return body + look.px(_PAD - _GAP + 4)

    def place(self) -> None:
        look, width = theme.worn(), self.width()
        at = QPoint(look.px(_PAD), self._top(width) + self._piles_height(width) + look.px(4))
        button.place_row(self.buttons, at, self._room(width), look.px(8))

    def restyle(self) -> None:
        for one in self.buttons:
            one.restyle()
        super().restyle()

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look, shown = QPainter(self), theme.worn(), self.view
        t, pad, room = look.t, look.px(_PAD), self._room(self.width())
        panel(p, self.rect(), t.surface, t.hairline, line=min(t.line, 2))
        caption = QRect(pad, look.px(12), room, text.height(shown.caption, 16, room, bold=True))
        text.draw(p, caption, shown.caption, 16, t.ink, bold=True)
        lead = self._lead()
        said = QRect(pad + lead, caption.bottom() + 1, room - lead, 0)
        said.setHeight(text.height(self._said(), 15, said.width()))
        text.draw(p, said, self._said(), 15, t.quiet if lead else t.ink)
        if lead:
            side = look.px(18)
            icons.paint(p, QRect(pad, said.y() + 2, side, side), "lock", t.quiet, t.surface)
        for at, pile in enumerate(shown.keys):
            self._paint_pile(p, self._place_of(at), pile)
        if self.hasFocus():
            focus_ring(p, self.rect(), radius=8)

    def _paint_pile(self, p: QPainter, at: QRect, pile: tuple[str, str, str]) -> None:
        look, (key, name, count) = theme.worn(), pile
        t, counted, closed = look.t, self.pulsing == key, bool(self.view.locked)
        fill, ink, edge, line = t.surface, t.ink, t.edge, float(min(t.line, 2))
        if closed:
            fill, ink, edge = t.well, t.quiet, t.hairline
        elif counted:
            fill, ink, edge = t.accent, t.on_accent, t.accent
        elif self.last == key and t.contrast:
            line = 5.0  # filled it would look as if it were counted again
        elif self.last == key:
            fill, ink, edge, line = t.tint, t.on_tint, t.accent, max(line, 2)
        panel(p, at, fill, edge, line=line)
        inner = at.adjusted(look.px(_INNER), 0, -look.px(_INNER), 0)
        self._paint_cap(p, inner, key, counted=counted)
        text.draw(p, inner, count, 27, ink, bold=True, align=text.RIGHT)
        room = self._name_room(at.width(), key, count)
        words = QRect(inner.x() + self._cap_width(key) + look.px(12), at.y(), room, at.height())
        text.draw(p, words, name, 16, ink)

    def _paint_cap(self, p: QPainter, inner: QRect, key: str, *, counted: bool) -> None:
        """Paint the key itself: filled while a press of it counts."""
        look, t = theme.worn(), theme.worn().t
        ready = self.hasFocus() and not self.view.locked
        fill, ink = (t.accent, t.on_accent) if ready else (t.surface, t.quiet)
        if counted:
            fill, ink = t.surface, t.ink
        high = look.px(_CAP)
        cap = QRect(inner.x(), inner.center().y() - high // 2, self._cap_width(key), high)
        p.setPen(QPen(theme.colour(t.accent if ready else t.edge), max(1, min(t.line, 2))))
        p.setBrush(theme.colour(fill))
        p.drawPath(rounded(cap, look.px(6), 0.5))
        p.setBrush(Qt.BrushStyle.NoBrush)
        text.draw(p, cap, key.upper(), 20, ink, bold=True, align=text.CENTRE)
