"""A field that keeps exactly what was typed or pasted; what it means is for the domain to say.

No validator, no length limit, no spin box: each of them drops keys silently. The raw text is
shown while the field has the focus, the grouped text otherwise.
"""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from tally_app.app.view.fields import HIDDEN, Field
from tally_app.app.view.intents import Undo
from tally_app.ui.kit import icons, text, theme
from tally_app.ui.kit.base import Guarded
from tally_app.ui.kit.digit_row import alt_digit, digit_of
from tally_app.ui.kit.wire import Wire

#: What stands for a line break on screen (a sign the bundled fonts have).
BREAK = "↵"
_BREAKS = ("\r\n", "\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85")
#: Signs that are shown: no text that is stored is longer, and a field of millions stands still.
_SHOWN = 1_000
_STAY = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_NOT_KEYPAD = ~Qt.KeyboardModifier.KeypadModifier
_NEXT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


def visible(raw: str) -> str:
    """Return the text as it can be shown on one line: a sign for every line break."""
    raw = raw if len(raw) <= _SHOWN else raw[:_SHOWN] + "…"
    for mark in _BREAKS:
        raw = raw.replace(mark, BREAK)
    return raw


def without_last_break(pasted: str) -> str:
    """Drop the one line break a spreadsheet puts behind a single copied cell."""
    for mark in _BREAKS:
        body = pasted.removesuffix(mark)
        if body != pasted:
            single = not any(other in body for other in _BREAKS)
            return body if single else pasted
    return pasted


class CountField(Guarded, QLineEdit):
    """Shows a ``Field`` of kind count, time, text, secret or phrase."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view = Field("", "")
        self._raw = ""  # to the character; the line edit shows a sign for a line break
        self._handed: str | None = None  # what was handed over since it was typed
        self._fresh = False
        self._away = False  # the focus went to another window or a menu and comes back
        self._sized: tuple[object, ...] = ()
        self.setFrame(False)
        self.setAcceptDrops(False)
        # It fills itself, so a key press does not repaint the row, the card and the page below.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.textEdited.connect(self._edited)
        self.restyle()

    @property
    def key(self) -> str:
        """The name of the field for ever."""
        return self.view.key

    def raw(self) -> str:
        """Return what was typed or pasted, to the character."""
        return self._raw

    def open(self) -> bool:
        """Return whether it can be typed in now."""
        return not self.view.locked

    # what the presenter says

    def set_view(self, shown: Field, name: str = "", description: str = "") -> None:
        """Show another view; a text in the making and the cursor stay as they are."""
        old, self.view = self.view, shown
        name = shown.name or name
        description = shown.description or description or shown.locked or shown.by_hand
        if name != self.accessibleName():
            self.setAccessibleName(name)
        if description != self.accessibleDescription():
            self.setAccessibleDescription(description)
        if shown == old:
            return
        if shown.key != old.key:
            self.setObjectName(shown.key)
        if (shown.locked, shown.kind, shown.small) != (old.locked, old.kind, old.small):
            self.restyle()
        other = shown.key != old.key or shown.text != old.text
        brought = other and shown.text != self._raw
        if other:
            self._raw = shown.text
        self._render()
        if brought and self.hasFocus():
            self.selectAll()  # another ballot's figure: keys replace it as on every arrival
        if shown.placeholder != old.placeholder:
            self.update()

    def restyle(self) -> None:
        """Take on size, side and lock."""
        shown, look = self.view, theme.worn()
        digits, size = self._digits(), self._size()
        hidden = shown.kind in HIDDEN
        self.setEchoMode(self.EchoMode.Password if hidden else self.EchoMode.Normal)
        side = Qt.AlignmentFlag.AlignRight if digits else Qt.AlignmentFlag.AlignLeft
        self.setReadOnly(bool(shown.locked))
        self.setToolTip(text.plain(shown.locked))
        wanted = (size, side, look, bool(shown.locked))
        if wanted == self._sized:
            return
        self._sized = wanted
        self.setFont(look.font(size))
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        left = look.px(6) + (look.px(16) if shown.locked and not digits else 0)
        # With the edge's 4, Qt's own 2 and the cursor's 1 the digits end 12 before the edge.
        self.setTextMargins(left, 0, max(0, look.px(12) - look.px(4) - 3), 0)
        if shown.locked:
            colours = theme.palette(look.t)
            colours.setColor(QPalette.ColorRole.Base, theme.colour(look.t.well))
            colours.setColor(QPalette.ColorRole.Text, theme.colour(look.t.quiet))
            self.setPalette(colours)
        elif self.testAttribute(Qt.WidgetAttribute.WA_SetPalette):
            self.setPalette(QPalette())

    # what the user does

    def commit_now(self) -> None:
        """Hand over what stands in the field, if it is not what was handed over last."""
        if (self._raw != self.view.text or self.view.unsaved) and not self.view.locked:
            self._handed = self._raw
            self._wire.commit(self.view.key, self._raw)

    def _edited(self, typed: str) -> None:
        self._raw, self._handed = typed, None
        self._wire.draft(self.view.key, typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and ↓ go on, ↑ goes back; paste keeps every character; undo is the named one."""
        key = event.key()
        held = event.modifiers() & _NOT_KEYPAD
        if not held and (key in _NEXT or key == Qt.Key.Key_Up):
            self.commit_now()
            self._wire.move(self, -1 if key == Qt.Key.Key_Up else 1)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_raw()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._undo()
        elif (
            event.matches(QKeySequence.StandardKey.Redo)
            or key in (*_NEXT[:2], Qt.Key.Key_Escape)
            or alt_digit(event)
            or (self._digits() and event.text() == "/")
        ):
            # For the window: redo, Ctrl+Enter, a ballot of the night (Qt would type its digit), and
            # where to go, which no figure has in it.
            event.ignore()  # Esc never loses what was typed
        elif self.view.locked and event.text().isprintable() and event.text():
            self.tell_lock()
        elif self._digits() and digit_of(event):
            self.insert(digit_of(event))
            self._edited(self.text())
        else:
            super().keyPressEvent(event)

    def _undo(self) -> None:
        """Take back what is being typed first; then ask for the named undo."""
        if self._raw == self.view.text:
            self._wire.intent(Undo())
            return
        if self.view.by_hand and self.view.text:
            self._tell(self.view.by_hand)  # the figure of before would come in without a key
            return
        self._raw = self.view.text
        self._render()
        self._wire.draft(self.view.key, self._raw)

    def tell_lock(self) -> None:
        """Say at the field why it cannot be typed in."""
        self._tell(self.view.locked)

    def _tell(self, why: str) -> None:
        QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), text.plain(why), self)

    def paste_raw(self, pasted: str | None = None) -> None:
        """Put the clipboard in place of the selection and commit it, line breaks and all.

        A field that takes keys only says why and stays as it is.
        """
        if pasted is None:
            pasted = QGuiApplication.clipboard().text()
        if self.view.locked:
            self.tell_lock()
            return
        if self.view.by_hand:
            self._tell(self.view.by_hand)
            return
        if not pasted:
            return
        pasted = without_last_break(pasted)
        start = self.selectionStart()
        end = self.selectionEnd()
        if start < 0:
            start = end = self.cursorPosition()
        whole = end - start == len(self.text())
        # Around the pasted text stands what is on screen; a break in it is a sign by now.
        self._raw = pasted if whole else self.text()[:start] + pasted + self.text()[end:]
        self._render()
        self.setCursorPosition(min(start + len(visible(pasted)), len(self.text())))
        self._wire.draft(self.view.key, self._raw)
        self.commit_now()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring()
        if event.reason() in _STAY and self._away:
            return
        self._away, self._handed = False, None
        self._render()
        self.selectAll()
        self._fresh = event.reason() == Qt.FocusReason.MouseFocusReason
        self._wire.focus_at(self.view.key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving commits, but not twice; a window that goes behind another one is not leaving.
        What was refused gives way to what is stored.

        A field may lose the focus because its own figure took it off the page.
        """
        if event.reason() not in _STAY and self._raw != self._handed:
            self.commit_now()
        super().focusOutEvent(event)
        self._away = event.reason() in _STAY
        if not self._away:
            self._raw = self.view.text
            self._render()
            self.deselect()
        self._ring()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._fresh:
            self._fresh = False
            self.selectAll()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button pastes on X11; it pastes like Ctrl+V."""
        clipboard = QGuiApplication.clipboard()
        if event.button() == Qt.MouseButton.MiddleButton and clipboard.supportsSelection():
            self.paste_raw(clipboard.text(clipboard.Mode.Selection))
            return
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, with our paste in place of the one that changes line breaks."""
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self._paste_chosen)
                action.setVisible(not self.view.by_hand)
            elif action.objectName() in ("edit-undo", "edit-redo"):
                action.setVisible(False)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _paste_chosen(self) -> None:
        self.paste_raw()

    # what is seen

    def _render(self) -> None:
        """Show the raw text in focus or in the making, the grouped text otherwise."""
        shown = self.view
        if self.hasFocus() or self._raw != shown.text:
            self._put(visible(self._raw))
        else:
            self._put(visible(shown.shown or shown.text))

    def _put(self, words: str) -> None:
        if self.text() == words:
            return
        everything = self.hasSelectedText() and self.selectedText() == self.text()
        at = self.cursorPosition()
        self.setText(words)
        if self.hasFocus():
            self.setCursorPosition(min(at, len(words)))
            if everything:
                self.selectAll()

    def _ring(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            parent.update()

    def _digits(self) -> bool:
        """Return whether digits stand in it: they end at its right edge."""
        return self.view.kind in ("count", "time", "secret")

    def _size(self) -> float:
        shown = self.view
        if self._digits():
            return 19 if shown.small else 27
        return 15 if shown.small else 16

    def _paint_short(self) -> bool:
        """Without the focus, words longer than the field end in an ellipsis; say whether so."""
        look, words = theme.worn(), self.displayText()
        margins = self.textMargins()
        room = self.rect().adjusted(margins.left() + 2, 0, -margins.right() - 2, 0)
        if self.hasFocus() or text.advance(words, self._size()) <= room.width() + 1:
            return False
        p, ground = QPainter(self), look.t.well if self.view.locked else look.t.surface
        p.fillRect(self.rect(), theme.colour(ground))
        ink = look.t.quiet if self.view.locked else look.t.ink
        text.draw_elided(p, QRect(room), words, self._size(), ink)
        return True

    def _tell_whole(self, *, short: bool) -> None:
        """The whole words are in the tooltip while the field shows their beginning."""
        wanted = text.plain(self.view.locked or (self.displayText() if short else ""))
        if wanted != self.toolTip():
            self.setToolTip(wanted)

    def _room_for_lock(self) -> bool:
        """A lock stands beside the digits, never on them; without room the ground says it alone."""
        if not self.view.locked:
            return False
        room = self.width() - theme.worn().px(18) - self.textMargins().right() - 4
        return not self._digits() or text.advance(self.text(), self._size()) <= room

    def paintEvent(self, event: QPaintEvent) -> None:
        short = self._paint_short()
        if not short:
            super().paintEvent(event)
        self._tell_whole(short=short)
        look = theme.worn()
        locked = self._room_for_lock()
        if locked:
            side = look.px(14)
            at = QRect(look.px(4), (self.height() - side) // 2, side, side)
            icons.paint(QPainter(self), at, "lock", look.t.quiet, look.t.well)
        if not self.view.placeholder or self.text():
            return
        words, size = self.view.placeholder, 13 if self.view.small else 14
        side = text.RIGHT if self._digits() else text.LEFT
        side_room, cursor = look.px(6), look.px(3)
        left = look.px(20) if locked else side_room
        room = self.rect().adjusted(left, 0, -side_room - (cursor if self.hasFocus() else 0), 0)
        least = self.width() - left - side_room - cursor  # the same size with and without the focus
        size = size if text.advance(words, size) <= least else 12
        if text.advance(words, size) <= least:  # a narrow empty box says it by itself
            text.draw(QPainter(self), QRect(room), words, size, look.t.quiet, align=side)
