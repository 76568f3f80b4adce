"""A button as wide as its words, with an icon and its key in small type."""

from time import monotonic

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from tally_app.app.view.base import Button, Intent
from tally_app.ui.kit import icons, text, theme
from tally_app.ui.kit.base import Guarded, focus_ring, rounded
from tally_app.ui.kit.wire import Wire

SETTLED = 0.5  # seconds a button the cursor was sent to has it before Enter presses it
_AFTER = {"next", "jump", "lock", "down"}  # these stand behind the words, the others before them


class ButtonWidget(Guarded, QPushButton):
    """Shows a ``Button``; a press hands its intent back."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self._since = monotonic()
        self.held = False  # open, but presses are not heard yet
        self.view = Button(Intent(), "")
        self.setAutoDefault(False)
        self.clicked.connect(self._pressed)

    def set_view(self, shown: Button) -> bool:
        """Show another button; return whether its size may have changed."""
        if shown == self.view:
            return False
        if self.hasFocus() and shown.intent != self.view.intent:
            self._since = monotonic()  # another act came under the cursor by itself
        self.view = shown
        self.setText(shown.text.replace("&", "&&"))
        self.setAccessibleName(shown.text)
        self.setAccessibleDescription(shown.closed)
        self.setToolTip(text.plain(shown.closed))
        self.setEnabled(not shown.closed)
        self.updateGeometry()
        self.update()
        return True

    def press(self) -> None:
        """Do what a press does, if the button is open."""
        if self.isEnabled() and not self.held:
            self._wire.intent(self.view.intent)

    def _pressed(self) -> None:
        self.press()

    def sizeHint(self) -> QSize:
        look = theme.worn()
        high = 26 if self._plain() else 32 if self._small() else 38
        return QSize(self._words() + self._room(), look.px(high))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def fit(self, width: int) -> QSize:
        """Return the size in at most this width: long words take more lines, none is cut."""
        look, hint = theme.worn(), self.sizeHint()
        if hint.width() <= width:
            return hint
        words = text.height(self.view.text, self._size(), width - self._room(), bold=self._filled())
        return QSize(width, max(hint.height(), words + look.px(12)))

    def restyle(self) -> None:
        """Take on a new look."""
        self.updateGeometry()
        self.update()

    def _small(self) -> bool:
        return self.view.style in ("small", "chosen", "plain")

    def _plain(self) -> bool:
        """Return whether it is quiet words without a box."""
        return self.view.style == "plain"

    def _filled(self) -> bool:
        return self.view.style == "filled" and not self.view.closed

    def _size(self) -> float:
        return 13 if self._plain() else 14 if self._small() else 16

    def _icon(self) -> str:
        return "lock" if self.view.closed else self.view.icon

    def _words(self) -> int:
        return text.advance(self.view.text, self._size(), bold=self._filled())

    def _room(self) -> int:
        """Return the width beside the words: margins, icon and key."""
        look = theme.worn()
        room = look.px(8 if self._plain() else 24 if self._small() else 40)
        if icons.known(self._icon()):
            room += look.px(22 if self._small() else 26)
        if self.view.shortcut_text and not self.view.closed:
            room += text.advance(self.view.shortcut_text, 12) + look.px(10)
        return room

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, ground = self._frame(p)
        look, shown = theme.worn(), self.view
        pad = look.px(4 if self._plain() else 12 if self._small() else 20)
        rect = self.rect().adjusted(pad, 0, -pad, 0)
        rect = self._paint_icon(p, rect, ink, ground)
        words = QRect(rect)
        if shown.shortcut_text and not shown.closed:
            wide = text.advance(shown.shortcut_text, 12)
            words.setRight(rect.right() - wide - look.px(10))
            key_ink = ink if self._filled() else look.t.quiet
            at = QRect(rect.right() - wide + 1, rect.y() + look.px(1), wide, rect.height())
            text.draw(p, at, shown.shortcut_text, 12, key_ink)
        text.draw(p, words, shown.text, self._size(), ink, bold=self._filled())
        if self.hasFocus():
            focus_ring(p, self.rect())
            if self._filled():  # the ring alone is too close to the accent
                p.setPen(QPen(theme.colour(look.t.surface), 1.5))
                p.drawPath(rounded(self.rect(), look.px(6), 3.75))

    def _paint_icon(self, p: QPainter, rect: QRect, ink: str, ground: str) -> QRect:
        """Paint the icon and return what is left for the words."""
        look, icon = theme.worn(), self._icon()
        if not icons.known(icon):
            return rect
        side, gap = look.px(16 if self._small() else 20), look.px(8)
        nudge = look.px(4)
        y = rect.center().y() - side // 2 + 1
        if icon in _AFTER:
            x = rect.right() - side + 1 + nudge
            icons.paint(p, QRect(x, y, side, side), icon, ink, ground)
            return rect.adjusted(0, 0, -(side + gap - nudge), 0)
        icons.paint(p, QRect(rect.x() - nudge, y, side, side), icon, ink, ground)
        return rect.adjusted(side + gap - nudge, 0, 0, 0)

    def _frame(self, p: QPainter) -> tuple[str, str]:
        """Paint the box of the button; return the ink and the ground of what stands on it."""
        t = theme.worn().t
        down, over = self.isDown(), self.underMouse()
        line = t.line if t.contrast else 1
        ink, fill, edge = t.ink, t.surface, t.edge
        if self.view.closed:
            ink, edge = t.quiet, t.hairline
        elif self._filled():
            ink, fill, edge = t.on_accent, t.accent, t.accent
        elif self.view.style == "chosen":
            ink, fill, edge, line = t.on_tint, t.tint, t.accent, max(line, 2)
        elif down or over:
            ink, fill = t.on_tint, t.tint
        elif self._plain():
            ink, edge = t.quiet, t.surface
        p.setPen(QPen(theme.colour(edge), line))
        p.setBrush(theme.colour(fill))
        p.drawPath(rounded(self.rect(), theme.worn().px(6), line / 2))
        if down and self._filled():
            p.fillPath(rounded(self.rect(), theme.worn().px(6)), theme.colour("#22000000"))
        return ink, fill

    def receive(self) -> None:
        """Take the cursor from what was left with Enter: one Enter too many answers nothing."""
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        sent = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._since = monotonic() if sent else 0.0
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses like Space; where the cursor was sent here from a field, once it stood here
        for a while: one Enter too many in the field before answers nothing.
        """
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if not event.isAutoRepeat() and monotonic() - self._since >= SETTLED:
                self.click()
            return
        super().keyPressEvent(event)


def small_width(words: str) -> int:
    """Return the width of a small button with these words and nothing else."""
    return text.advance(words, 14) + theme.worn().px(24)


def place_row(buttons: list[ButtonWidget], at: QPoint, width: int, gap: int) -> int:
    """Place buttons beside each other, wrapping into new lines; return the height used."""
    x, y, line = at.x(), at.y(), 0
    for button in buttons:
        size = button.fit(width)
        if x > at.x() and x + size.width() > at.x() + width:
            x, y, line = at.x(), y + line + gap, 0
        button.setGeometry(x, y, size.width(), size.height())
        x, line = x + size.width() + gap, max(line, size.height())
    return y + line - at.y()


def row_height(buttons: list[ButtonWidget], width: int, gap: int) -> int:
    """Return the height ``place_row`` will use."""
    x, y, line = 0, 0, 0
    for button in buttons:
        size = button.fit(width)
        if x and x + size.width() > width:
            x, y, line = 0, y + line + gap, 0
        x, line = x + size.width() + gap, max(line, size.height())
    return y + line


def foot_height(back: ButtonWidget, buttons: list[ButtonWidget], width: int, least: int) -> int:
    """Return how high a page's foot is with the way back and its buttons in that width."""
    look = theme.worn()
    return max(least, row_height([back, *buttons], width, look.px(8)) + look.px(16))


def place_foot(back: ButtonWidget, buttons: list[ButtonWidget], at: QRect) -> None:
    """Place the way back at the left of a foot's inner room, the buttons at its right."""
    size, gap, left = back.sizeHint(), theme.worn().px(8), at.x()
    back.setGeometry(left, at.y(), size.width(), size.height())
    across = sum(one.sizeHint().width() + gap for one in buttons) - gap
    x = max(left + size.width() + gap, at.right() + 1 - across)
    place_row(buttons, QPoint(x, at.y()), at.right() + 2 - x, gap)


def match(
    old: list[ButtonWidget],
    shown: tuple[Button, ...],
    wire: Wire,
    parent: QWidget,
) -> tuple[list[ButtonWidget], bool]:
    """Reuse buttons for these views by place; return them and whether a size may have changed."""
    buttons = old[: len(shown)]
    changed = len(old) != len(shown)
    for gone in old[len(shown) :]:
        gone.hide()
        gone.deleteLater()
    for _missing in range(len(shown) - len(buttons)):
        button = ButtonWidget(wire, parent)
        button.show()
        buttons.append(button)
    for button, one in zip(buttons, shown, strict=True):
        changed |= button.set_view(one)
    return buttons, changed
