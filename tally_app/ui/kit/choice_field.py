"""A choice of a few words. The wheel never changes it; choosing commits it."""

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from tally_app.app.view.fields import Field
from tally_app.ui.kit import icons, text, theme
from tally_app.ui.kit.base import Guarded
from tally_app.ui.kit.digit_row import digit_of
from tally_app.ui.kit.wire import Wire

#: Keys that leave the field, and the way they go.
_MOVES: Final = {
    Qt.Key.Key_Return: 1,
    Qt.Key.Key_Enter: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
}


def _digit(typed: str) -> str:
    return typed if typed.isascii() and typed.isdigit() else ""


class ChoiceField(Guarded, QComboBox):
    """Shows a ``Field`` of kind choice."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.field = Field("", "", "choice")
        self.quiet = False  # words only: the box around it is not painted now
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrame(False)
        self.activated.connect(self._chosen)

    @property
    def key(self) -> str:
        """The name of the field for ever."""
        return self.field.key

    def raw(self) -> str:
        """Return the value of the words that are chosen, "" for none."""
        value: object = self.currentData()
        return value if isinstance(value, str) else ""

    def open(self) -> bool:
        """Return whether it can be chosen now."""
        return not self.field.locked

    def set_view(self, shown: Field, name: str = "", description: str = "") -> None:
        """Show another view."""
        old, self.field = self.field, shown
        self.setAccessibleName(shown.name or name)
        self.setAccessibleDescription(shown.locked or shown.description or description)
        if shown == old:
            return
        self.setObjectName(shown.key)
        if shown.choices != old.choices:
            self.clear()
            for value, words in shown.choices:
                self.addItem(words, value)
        self.setPlaceholderText(shown.placeholder)
        self.setCurrentIndex(self.findData(shown.text))
        self.setEnabled(not shown.locked)
        self.setToolTip(text.plain(shown.locked))
        self.restyle()

    def restyle(self) -> None:
        """Take on a new look."""
        look = theme.worn()
        self.setFont(look.font(15 if self.field.small else 16))
        self.setPalette(theme.palette(look.t))

    def commit_now(self) -> None:
        """Hand over the choice, if it is not what was handed over last."""
        if self.raw() != self.field.text:
            self._wire.commit(self.field.key, self.raw())

    def _chosen(self, _index: int) -> None:
        self.commit_now()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and ↓ go on, ↑ goes back as in every other field: passing through changes nothing.
        Space or Alt+↓ opens the list, a digit chooses by position, 0 takes the choice back.
        """
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _MOVES and plain:
            self.commit_now()
            self._wire.move(self, _MOVES[Qt.Key(event.key())])
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            or event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()  # for the window: Qt would choose what begins with the letter of Ctrl+S
        elif plain and (digit := digit_of(event) or _digit(event.text())):
            self._choose(int(digit))
        else:
            super().keyPressEvent(event)

    def _choose(self, position: int) -> None:
        """Choose by position from 1; an empty first choice is 0."""
        index = position if self.itemData(0) == "" else position - 1
        if 0 <= index < self.count():
            self.setCurrentIndex(index)
            self.activated.emit(index)

    def showPopup(self) -> None:
        """Open the list, as wide as its longest words where the window has room."""
        look, screen = theme.worn(), self.window().width()
        words = [text.advance(words, 16) for _value, words in self.field.choices]
        wide = max(words, default=0) + look.px(48)
        self.view().setMinimumWidth(max(self.width(), min(wide, screen - look.px(48))))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._wire.focus_at(self.field.key)
        self._ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit_now()
        self._ring()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        ground = look.t.well if self.field.locked else look.t.surface
        p.fillRect(self.rect(), theme.colour(ground))
        side = look.px(16)
        room = self.rect().adjusted(look.px(8), 0, -side - look.px(12), 0)
        words = self.currentText()
        ink = look.t.ink if words and not self.field.locked else look.t.quiet
        sizes = (15 if self.field.small else 16, 14, 13, 12, 11) if words else (14, 12)
        said = words or self.field.placeholder
        size = next((one for one in sizes if text.advance(said, one) <= room.width()), sizes[-1])
        if self.currentData() or text.advance(said, size) <= room.width():  # an empty box says it
            text.draw_elided(p, room, said, size, ink)
        if self.quiet:
            return
        at = QRect(self.width() - side - look.px(4), (self.height() - side) // 2 + 1, side, side)
        icons.paint(p, at, "lock" if self.field.locked else "down", look.t.quiet, ground)

    def _ring(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            parent.update()
