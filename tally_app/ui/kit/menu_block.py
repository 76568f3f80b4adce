"""A two-line block of the header that opens a menu: the precinct, or who is typing."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from tally_app.ui.kit import icons, text, theme
from tally_app.ui.kit.base import Guarded, focus_ring

#: (words, what to do or None, ticked); no words: a line between entries
Entry = tuple[str, Callable[[], None] | None, bool]
_LINES = 2


class MenuBlock(Guarded, QAbstractButton):
    """Two lines, perhaps an icon before them; a press opens the entries as a menu."""

    def __init__(
        self, parent: QWidget, entries: Callable[[], list[Entry]], *, icon: str = ""
    ) -> None:
        super().__init__(parent)
        self._entries = entries
        self._icon = icon
        self.first = self.second = self.short = ""
        self.bold = False
        #: which of the two lines matters more, where there is no room for both
        self.second_matters = False
        self.menu: QMenu | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.open_menu)

    def set_words(self, first: str, second: str, short: str = "") -> None:
        """Show other words; ``short`` is the second line where there is no room for it."""
        if (first, second, short) == (self.first, self.second, self.short):
            return
        self.first, self.second, self.short = first, second, short
        self.setAccessibleName(f"{first}, {second}".strip(", "))
        self.setToolTip(text.plain(f"{first}\n{second}".strip()))
        self.update()

    def open_menu(self) -> None:
        """Open the menu below the block; nothing opens when it has no entries."""
        entries = self._entries()
        if not entries:
            return
        self.menu = QMenu(self)
        self.menu.setFont(theme.worn().font(14))
        for words, act, ticked in entries:
            if not words:
                self.menu.addSeparator()
                continue
            action = self.menu.addAction(words.replace("&", "&&"))
            action.setCheckable(ticked)
            action.setChecked(ticked)
            action.setEnabled(act is not None)
            if act is not None:
                action.triggered.connect(partial(_do, act))
        self.menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and ↓ open the menu like Space."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down) and plain:
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        t, high = look.t, self.height()
        left = look.px(8)
        if self._icon:
            side = look.px(20)
            icons.paint(
                p, QRect(left, (high - side) // 2, side, side), self._icon, t.quiet, t.surface
            )
            left += look.px(28)
        narrow = self.width() < look.px(100)
        tail = look.px(24) if not self._icon and not narrow else look.px(2)
        if not (narrow and self._icon):
            self._paint_words(p, left, self.width() - left - tail)
        if tail > look.px(2):
            side = look.px(14)
            at = QRect(self.width() - side - look.px(6), (high - side) // 2 + 1, side, side)
            icons.paint(p, at, "down", t.quiet, t.surface)
        if self.hasFocus():
            focus_ring(p, self.rect().adjusted(0, look.px(4), 0, -look.px(4)))

    def _paint_words(self, p: QPainter, left: int, room: int) -> None:
        """Two lines. Where one of them is too long both flow over the two, else the second one is
        said shorter, else the one that matters does. The tooltip and the accessible name say both
        always.
        """
        look, t = theme.worn(), theme.worn().t
        first = QRect(left, look.px(9), room, look.px(21))
        below = first.translated(0, look.px(20))
        size = 15 if self.bold else 14
        fits = text.advance(self.first, size, bold=self.bold) <= room
        both = " · ".join(filter(None, (self.first, self.second)))
        flows = text.para(both, 14, max(1, room)).lines <= _LINES
        for second in filter(None, (self.second, "" if flows else self.short)):
            if fits and text.advance(second, 13) <= room:
                text.draw(p, first, self.first, size, t.ink, bold=self.bold)
                text.draw(p, below, second, 13, t.quiet)
                return
        for words in (both, self.second if self.second_matters else self.first):
            if text.para(words, 14, max(1, room)).lines <= _LINES:
                text.draw(p, first.united(below), words, 14, t.ink)
                return
        text.draw_elided(p, first, self.first, size, t.ink, bold=self.bold)
        text.draw_elided(p, below, self.second, 13, t.quiet)


def _do(act: Callable[[], None], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt says it
    """Do what an entry is for; Qt adds whether it is ticked."""
    act()
