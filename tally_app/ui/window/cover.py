"""What stands over the figures while nobody is at the keys: it asks who is there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from tally_app.app.view.desk import Cover
from tally_app.ui.kit import text, theme
from tally_app.ui.kit.base import Painted
from tally_app.ui.kit.button import ButtonWidget
from tally_app.ui.kit.wire import Wire

_PAD, _GAP, _WIDE = 48, 8, 560
#: The field below keeps what is being typed: it takes this for a menu that goes away again.
_BACK = Qt.FocusReason.PopupFocusReason


class CoverPage(Painted):
    """Shows a ``Cover`` over all of a page; the focus stays on its buttons until one is pressed."""

    def __init__(self, wire: Wire, over: QWidget) -> None:
        super().__init__(over)
        self._wire = wire
        self.view = Cover("", "", ())
        self.buttons: list[ButtonWidget] = []
        self._from = QApplication.focusWidget()
        over.installEventFilter(self)
        self.setGeometry(over.rect())

    def set_view(self, shown: Cover) -> None:
        """Show another view, in another language."""
        if shown == self.view:
            return
        self.view = shown
        self.setAccessibleName(f"{shown.title} {shown.text}")
        while len(self.buttons) < len(shown.buttons):
            self.buttons.append(ButtonWidget(self._wire, self))
        for made, one in zip(self.buttons, shown.buttons, strict=False):
            made.set_view(one)
        self.place()
        self.show()
        self.raise_()
        if not self.isAncestorOf(QApplication.focusWidget() or self):
            self.buttons[0].setFocus(_BACK)

    def leave(self) -> None:
        """Somebody is there: the cursor goes back to where it was."""
        self.hide()
        if self._from is not None and isValid(self._from):
            self._from.setFocus(_BACK)
        self.deleteLater()

    def height_for(self, _width: int) -> int:
        return self.height()

    def _room(self) -> QRect:
        """The column in the middle."""
        look = theme.worn()
        wide = min(look.px(_WIDE), self.width() - 2 * look.px(_GAP))
        return QRect((self.width() - wide) // 2, look.px(_PAD), wide, self.height())

    def place(self) -> None:
        look, room = theme.worn(), self._room()
        y = room.y() + text.height(self.view.title, 24, room.width(), bold=True)
        y += text.height(self.view.text, 15, room.width()) + 3 * look.px(_GAP)
        for one in self.buttons[: len(self.view.buttons)]:
            size = one.fit(room.width())
            one.setGeometry(QRect(QPoint(room.x(), y), size))
            y += size.height() + look.px(_GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look, room = QPainter(self), theme.worn(), self._room()
        p.fillRect(self.rect(), theme.colour(look.t.ground))
        high = text.height(self.view.title, 24, room.width(), bold=True)
        at = QRect(room.x(), room.y(), room.width(), high)
        text.draw(p, at, self.view.title, 24, look.t.ink, bold=True)
        below = QRect(room.x(), at.bottom() + look.px(_GAP), room.width(),
                      text.height(self.view.text, 15, room.width()))  # fmt: skip
        text.draw(p, below, self.view.text, 15, look.t.ink)

    def focusNextPrevChild(self, ahead: bool) -> bool:  # noqa: FBT001, N802 - Qt calls it so
        """Tab goes round the buttons: what is below is not to be reached."""
        shown = self.buttons[: len(self.view.buttons)]
        at = next((i for i, one in enumerate(shown) if one.hasFocus()), -1)
        shown[(at + (1 if ahead else -1)) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It is as large as what it covers."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False


def covered(
    wire: Wire, over: QWidget, shown: Cover | None, there: CoverPage | None
) -> CoverPage | None:
    """The cover as it is to be now: made, changed, or taken away."""
    if shown is None:
        if there is not None:
            there.leave()
        return None
    made = there or CoverPage(wire, over)
    made.set_view(shown)
    return made
