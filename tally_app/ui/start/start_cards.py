"""The cards of the start page: ways to begin, past counts, the count that was interrupted."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from tally_app.app.view.base import Button, Intent
from tally_app.app.view.start import OpenNight, RecentItem, Start
from tally_app.ui.kit import button, chips, icons, text, theme
from tally_app.ui.kit.base import Painted, focus_ring, hairline, panel
from tally_app.ui.kit.wire import Wire


class _Pressable(QAbstractButton):
    """A card that is one large button."""

    def __init__(self, parent: QWidget, act: Callable[[], None]) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(act)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses like Space, once; with Ctrl it is a key of the page."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)


class BeginCard(_Pressable):
    """One way to begin: an icon on a tile, what it is, its key."""

    def __init__(self, wire: Wire, parent: QWidget, icon: str) -> None:
        super().__init__(parent, self._press)
        self._wire = wire
        self._icon = icon
        self.view: tuple[str, str, Button] = ("", "", Button(Intent(), ""))

    def set_view(self, shown: tuple[str, str, Button]) -> bool:
        """Show another way to begin; return whether anything changed."""
        if shown == self.view:
            return False
        self.view = shown
        title, caption, pressed = shown
        self.setAccessibleName(title)
        self.setAccessibleDescription(pressed.closed or caption)
        self.setToolTip(text.plain(pressed.closed))
        self.setEnabled(not pressed.closed)
        self.update()
        return True

    def _press(self) -> None:
        pressed = self.view[2]
        self._wire.intent(pressed.intent)

    def _room(self, width: int) -> int:
        look = theme.worn()
        key = text.advance(self.view[2].shortcut_text, 13)
        return width - look.px(80) - key - look.px(60)

    def height_for(self, width: int) -> int:
        """Return the height in a width."""
        look, room = theme.worn(), self._room(width)
        title, caption, _pressed = self.view
        words = text.height(title, 17, room, bold=True) + text.height(caption, 14, room)
        return max(look.px(84), words + look.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        t, high, (title, caption, pressed) = look.t, self.height(), self.view
        over = self.underMouse() and not t.contrast
        panel(p, self.rect(), t.well if over else t.surface, t.hairline, line=min(t.line, 2))
        tile = QRect(look.px(16), (high - look.px(48)) // 2, look.px(48), look.px(48))
        panel(p, tile, t.tint, t.tint, radius=6, line=0)
        side = look.px(24)
        at = QRect(
            tile.x() + (tile.width() - side) // 2,
            tile.y() + (tile.height() - side) // 2,
            side,
            side,
        )
        icon = pressed.icon if icons.known(pressed.icon) else self._icon
        icons.paint(p, at, icon, t.on_tint if t.contrast else t.accent, t.tint)
        room = self._room(self.width())
        first, second = text.height(title, 17, room, bold=True), text.height(caption, 14, room)
        y = (high - first - second) // 2
        text.draw(p, QRect(look.px(80), y, room, first), title, 17, t.ink, bold=True)
        text.draw(p, QRect(look.px(80), y + first, room, second), caption, 14, t.quiet)
        chevron = look.px(18)
        x = self.width() - look.px(18) - chevron
        icons.paint(p, QRect(x, (high - chevron) // 2, chevron, chevron), "next", t.ink, t.surface)
        wide = text.advance(pressed.shortcut_text, 13)
        key = QRect(x - look.px(12) - wide, 0, wide + 2, high)
        text.draw(p, key, pressed.shortcut_text, 13, t.quiet)
        if self.hasFocus():
            focus_ring(p, self.rect(), radius=8)


class RecentRow(_Pressable):
    """One past count; a press opens it."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent, self._press)
        self._wire = wire
        self.view: RecentItem | None = None
        self.first = False

    def set_view(self, shown: RecentItem) -> bool:
        """Show another past count; return whether anything changed."""
        if shown == self.view:
            return False
        self.view = shown
        self.setObjectName(f"recent:{shown.path}")
        self.setAccessibleName(f"{shown.title}, {shown.caption}")
        self.setAccessibleDescription(f"{shown.mark}, {shown.date}")
        self.setToolTip(text.plain(shown.path))
        self.update()
        return True

    def _press(self) -> None:
        if self.view is not None:
            self._wire.intent(OpenNight(self.view.path))

    def _rooms(self, width: int) -> tuple[int, int]:
        """Return the width of the words at the left and of the mark at the right."""
        look, shown = theme.worn(), self.view
        if shown is None:
            return 1, 1
        mark = chips.width(shown.tone, shown.mark) if shown.mark else 0
        right = max(mark, text.advance(shown.date, 14)) + look.px(4)
        return max(look.px(120), width - 2 * look.px(18) - right - look.px(16)), right

    def height_for(self, width: int) -> int:
        """Return the height in a width."""
        look, shown = theme.worn(), self.view
        if shown is None:
            return 0
        left, _right = self._rooms(width)
        words = text.height(shown.title, 15, left, bold=True) + text.height(shown.caption, 14, left)
        return max(look.px(91), words + look.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.view
        if shown is None:
            return
        p, look, high = QPainter(self), theme.worn(), self.height()
        t, pad = look.t, look.px(18)
        if self.underMouse() and not t.contrast:
            p.fillRect(self.rect().adjusted(0, 3, 0, -3), theme.colour(t.well))
        if not self.first:
            hairline(p, pad, 0, self.width())
        left, right = self._rooms(self.width())
        first = text.height(shown.title, 15, left, bold=True)
        second = text.height(shown.caption, 14, left)
        y = (high - first - second) // 2
        text.draw(p, QRect(pad, y, left, first), shown.title, 15, t.ink, bold=True)
        text.draw(p, QRect(pad, y + first, left, second), shown.caption, 14, t.quiet)
        x = self.width() - pad - right
        self._paint_mark(p, QRect(x, y, right, look.px(22)), shown)
        date = QRect(x, y + first, right, look.px(21))
        text.draw(p, date, shown.date, 14, t.quiet, align=text.RIGHT)
        if self.hasFocus():
            focus_ring(p, self.rect().adjusted(1, 1, -1, -1), radius=8)

    def _paint_mark(self, p: QPainter, at: QRect, shown: RecentItem) -> None:
        look = theme.worn()
        if not shown.mark:
            return
        if shown.tone == "training":
            wide = chips.width("training", shown.mark)
            chip = QRect(at.right() - wide + 1, at.y(), wide, look.px(20))
            chips.paint(p, chip, "training", shown.mark)
            return
        ink = look.t.tone(shown.tone).ink
        wide, side = text.advance(shown.mark, 14), look.px(16)
        text.draw(p, at, shown.mark, 14, ink, align=text.RIGHT)
        if icons.known(shown.tone):
            icon = QRect(at.right() - wide - side - look.px(6), at.y() + look.px(3), side, side)
            icons.paint(p, icon, shown.tone, ink, look.t.surface)


class ResumeCard(Painted):
    """The interrupted count, across the page, with the only filled button."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self.view: Start | None = None
        self.button = button.ButtonWidget(wire, self)

    def set_view(self, shown: Start) -> None:
        """Show another interrupted count."""
        self.view = shown
        if shown.resume is not None:
            self.button.set_view(shown.resume)
        said = (shown.resume_line, shown.resume_title, shown.resume_caption)
        self.setAccessibleName(". ".join(filter(None, said)))
        self.update()

    def _beside(self, width: int) -> bool:
        """Return whether the button stands beside the words, not below them."""
        return width - self.button.sizeHint().width() > theme.worn().px(460)

    def _room(self, width: int) -> int:
        look = theme.worn()
        taken = self.button.sizeHint().width() + look.px(48) if self._beside(width) else look.px(24)
        return width - look.px(70) - taken

    def _heights(self, width: int) -> tuple[int, int, int]:
        shown, room = self.view, self._room(width)
        if shown is None:
            return 0, 0, 0
        return (
            text.height(shown.resume_line, 14, room, bold=True),
            text.height(shown.resume_title, 20, room, bold=True),
            text.height(shown.resume_caption, 14, room),
        )

    def height_for(self, width: int) -> int:
        look = theme.worn()
        below = 0 if self._beside(width) else look.px(48 + 12)
        return max(look.px(112), sum(self._heights(width)) + look.px(36) + below)

    def place(self) -> None:
        look, hint = theme.worn(), self.button.sizeHint()
        high = look.px(46)
        if self._beside(self.width()):
            x, y = self.width() - hint.width() - look.px(24), (self.height() - high) // 2
        else:
            x, y = look.px(70), self.height() - high - look.px(16)
        self.button.setGeometry(x, y, hint.width(), high)

    def restyle(self) -> None:
        self.button.restyle()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.view
        if shown is None:
            return
        p, look = QPainter(self), theme.worn()
        t = look.t
        fill = t.surface if t.contrast else t.tint
        panel(p, self.rect(), fill, t.accent, line=min(t.line, 2))
        line, title, caption = self._heights(self.width())
        room, x = self._room(self.width()), look.px(70)
        below = 0 if self._beside(self.width()) else look.px(60)
        y = (self.height() - below - line - title - caption) // 2
        side = look.px(26)
        icons.paint(p, QRect(look.px(25), y + (line + title + caption - side) // 2, side, side),
                    "clock", t.accent, fill)  # fmt: skip
        text.draw(p, QRect(x, y, room, line), shown.resume_line, 14, t.accent, bold=True)
        text.draw(p, QRect(x, y + line, room, title), shown.resume_title, 20, t.ink, bold=True)
        at = QRect(x, y + line + title, room, caption)
        text.draw(p, at, shown.resume_caption, 14, t.quiet)
