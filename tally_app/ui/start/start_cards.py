"""The cards of the start page: ways to begin, past counts, the count that was interrupted."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from tally_app.app.view.base import Button, Intent
from tally_app.app.view.start import Going, OpenNight, RecentItem
from tally_app.ui.kit import button, chips, icons, text, theme
from tally_app.ui.kit.base import Guarded, Painted, focus_ring, hairline, panel
from tally_app.ui.kit.wire import Wire


class _Pressable(Guarded, QAbstractButton):
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
        said = (shown.training, shown.mark, shown.file)
        self.setAccessibleDescription(", ".join(filter(None, said)))
        self.setToolTip(text.plain(shown.path))
        self.update()
        return True

    def _press(self) -> None:
        if self.view is not None:
            self._wire.intent(OpenNight(self.view.path))

    def _heights(self, width: int) -> tuple[int, int, int, int]:
        """Heights of title and caption at the left, of the state and the file at the right."""
        shown = self.view
        if shown is None:
            return 0, 0, 0, 0
        left, right = self._rooms(width)
        return (
            text.height(shown.title, 15, left, bold=True),
            text.height(shown.caption, 14, left),
            text.height(shown.mark or shown.training, 14, right - self._before_mark(right)),
            text.height(shown.file, 13, right) if shown.file else 0,
        )

    def _rooms(self, width: int) -> tuple[int, int]:
        """Return the width of the words at the left and of the state at the right."""
        look, shown = theme.worn(), self.view
        if shown is None:
            return 1, 1
        room = width - 2 * look.px(18) - look.px(16)
        mark = text.advance(shown.mark, 14) + self._before_mark(room) + look.px(4)
        right = max(mark, text.advance(shown.file, 13) + look.px(4))
        right = min(right, room * 11 // 20)  # what is longer stands on two lines
        return room - right, right

    def _before_mark(self, room: int) -> int:
        """Width of the word or icon before the state."""
        look, shown = theme.worn(), self.view
        if shown is None:
            return 0
        if shown.training:
            return min(chips.width("training", shown.training) + look.px(6), room)
        return look.px(22) if icons.known(shown.tone) else 0

    def height_for(self, width: int) -> int:
        """Return the height in a width."""
        look = theme.worn()
        title, caption, mark, file = self._heights(width)
        return max(look.px(75), max(title + caption, mark + file) + look.px(24))

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
        title, caption, mark, file = self._heights(self.width())
        y = (high - title - caption) // 2
        text.draw(p, QRect(pad, y, left, title), shown.title, 15, t.ink, bold=True)
        text.draw(p, QRect(pad, y + title, left, caption), shown.caption, 14, t.quiet)
        x, y = self.width() - pad - right, (high - mark - file) // 2
        self._paint_mark(p, QRect(x, y, right, mark), shown)
        at = QRect(x, y + mark, right, file)
        text.draw(p, at, shown.file, 13, t.quiet, align=text.RIGHT)
        if self.hasFocus():
            focus_ring(p, self.rect().adjusted(1, 1, -1, -1), radius=8)

    def _paint_mark(self, p: QPainter, at: QRect, shown: RecentItem) -> None:
        look, before = theme.worn(), self._before_mark(at.width())
        ink = look.t.tone(shown.tone).ink
        words = at.adjusted(before, 0, 0, 0)
        text.draw(p, words, shown.mark, 14, ink, align=text.RIGHT)
        wide = min(text.advance(shown.mark, 14), words.width())
        x = at.right() - wide - before
        if shown.training:
            chip = QRect(x, at.y(), before - look.px(6), look.px(20))
            chips.paint(p, chip, "training", shown.training)
        elif before:
            side = look.px(16)
            icon = QRect(x, at.y() + look.px(3), side, side)
            icons.paint(p, icon, shown.tone, ink, look.t.surface)


class WelcomeCard(Painted):
    """One of the sentences on what the program does: icon and head in the accent colour."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = ("", "", "")

    def set_view(self, shown: tuple[str, str, str]) -> None:
        """Show another sentence: icon, head, sentence."""
        self.view = shown
        self.setAccessibleName(f"{shown[1]}. {shown[2]}")
        self.update()

    def height_for(self, width: int) -> int:
        look, room = theme.worn(), width - theme.worn().px(40)
        _icon, head, says = self.view
        first = text.height(head, 16, room - look.px(32), bold=True)
        return first + text.height(says, 16, room) + look.px(48)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        t, room = look.t, self.width() - look.px(40)
        icon, head, says = self.view
        panel(p, self.rect(), t.surface, t.hairline, line=min(t.line, 2))
        side, x, y = look.px(22), look.px(20), look.px(20)
        icons.paint(p, QRect(x, y, side, side), icon, t.accent, t.surface)
        first = text.height(head, 16, room - look.px(32), bold=True)
        at = QRect(x + look.px(32), y, room - look.px(32), first)
        text.draw(p, at, head, 16, t.accent, bold=True)
        high = text.height(says, 16, room)
        text.draw(p, QRect(x, y + first + look.px(8), room, high), says, 16, t.ink)


class GoingCard(Painted):
    """What most people want next, across the page, with the only filled button."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self.view: Going | None = None
        self.button = button.ButtonWidget(wire, self)

    def set_view(self, shown: Going | None) -> None:
        """Show another interrupted count, or none."""
        self.view = shown
        self.setVisible(shown is not None)
        if shown is not None:
            self.button.set_view(shown.button)
            said = (shown.line, shown.title, shown.caption, shown.below)
            self.setAccessibleName(". ".join(filter(None, said)))
        self.update()

    def _beside(self, width: int) -> bool:
        """Return whether the button stands beside the words, not below them."""
        return width - self.button.sizeHint().width() > theme.worn().px(460)

    def _room(self, width: int) -> int:
        look = theme.worn()
        taken = self.button.sizeHint().width() + look.px(48) if self._beside(width) else look.px(24)
        return width - look.px(70) - taken

    def _lines(self) -> tuple[tuple[str, int, bool, str], ...]:
        """The lines of words: each with its size, weight and colour."""
        shown, t = self.view, theme.worn().t
        if shown is None:
            return ()
        every = (
            (shown.line, 14, True, t.accent),
            (shown.title, 20, True, t.ink),
            (shown.caption, 14, False, t.ink),
            (shown.below, 13, False, t.quiet),
        )
        return tuple(one for one in every if one[0])

    def _heights(self, width: int) -> list[int]:
        room = self._room(width)
        return [text.height(words, size, room, bold=bold) for words, size, bold, _ in self._lines()]

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
        heights, room, x = self._heights(self.width()), self._room(self.width()), look.px(70)
        below = 0 if self._beside(self.width()) else look.px(60)
        y = (self.height() - below - sum(heights)) // 2
        side = look.px(26)
        icon = QRect(look.px(25), y + (sum(heights) - side) // 2, side, side)
        icons.paint(p, icon, shown.icon, t.accent, fill)
        for (words, size, bold, ink), high in zip(self._lines(), heights, strict=True):
            text.draw(p, QRect(x, y, room, high), words, size, ink, bold=bold)
            y += high
