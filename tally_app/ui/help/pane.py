"""The help beside the page: search, contents, a cross; cards below."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from tally_app.app.view.base import Button, Intent
from tally_app.app.view.help import HelpView
from tally_app.ui.help.card import HelpCardWidget
from tally_app.ui.kit import button, entry, icons, text, theme
from tally_app.ui.kit.base import Guarded, Painted, focus_ring, panel
from tally_app.ui.kit.count_field import CountField
from tally_app.ui.kit.scroll import stack_area
from tally_app.ui.kit.wire import Wire

WIDE, NARROW = 398, 308
_HEAD, _SIDE = 58, 16


class _Cross(Guarded, QAbstractButton):
    """Closes the help."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view = Button(Intent(), "")
        self.setObjectName("help.close")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._pressed)

    def set_view(self, shown: Button) -> None:
        """Show another button: its words are heard and in the tooltip."""
        self.view = shown
        self.setAccessibleName(shown.text)
        self.setToolTip(text.plain(shown.text))

    def _pressed(self) -> None:
        self._wire.intent(self.view.intent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses like Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        t, side = look.t, look.px(14)
        fill = t.tint if self.underMouse() else t.surface
        panel(p, self.rect(), fill, t.edge, radius=6, line=t.line if t.contrast else 1)
        at = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        icons.paint(p, at, "close", t.ink, fill)
        if self.hasFocus():
            focus_ring(p, self.rect())


class HelpPane(Painted):
    """Shows a ``HelpView``. It takes no focus by itself: the cursor stays where it is."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view: HelpView | None = None
        self.setAutoFillBackground(True)
        own = Wire()  # a key in the search is no matter of the night
        own.draft, own.move = wire.draft, self._to_found
        self.search = CountField(own, self)
        self.contents = button.ButtonWidget(wire, self)
        self.cross = _Cross(wire, self)
        self.area, self._stack = stack_area(self, 12)
        self.cards: list[HelpCardWidget] = []
        for first, second in ((self.search, self.contents), (self.contents, self.cross)):
            self.setTabOrder(first, second)

    def set_view(self, shown: HelpView) -> None:
        """Show another view; what shows something else begins at its top."""
        old = self.view
        if shown == old:
            return
        self.view = shown
        self.setAccessibleName(shown.title)
        self.search.set_view(shown.search)
        self.contents.set_view(shown.contents)
        self.cross.set_view(shown.close)
        inside = any(row.hasFocus() for card in self.cards for row in card.rows)
        kept = self.cards[: len(shown.cards)]
        while len(kept) < len(shown.cards):
            kept.append(HelpCardWidget(self._wire, self._stack))
        self.cards = kept
        for card, one in zip(self.cards, shown.cards, strict=True):
            card.set_view(one)
        self._stack.set_items(self.cards)
        if old is None or old.about != shown.about:
            self.area.verticalScrollBar().setValue(0)
            if inside:
                self.contents.setFocus()
        self.place()
        self.area.relayout()
        self.update()

    def _to_found(self, _search: QWidget, by: int) -> None:
        """Enter and the arrow down lead from the search to the first of what was found."""
        rows = [row for card in self.cards for row in card.rows]
        if by > 0 and rows:
            rows[0].setFocus()

    def height_for(self, width: int) -> int:  # noqa: ARG002 - it takes the height it is given
        return 1

    def _box(self) -> QRect:
        """Return the box of the search."""
        look, side, high = theme.worn(), theme.worn().px(_SIDE), theme.worn().px(36)
        cross, contents = look.px(36), self.contents.sizeHint().width()
        left = side + look.px(1)
        return QRect(
            left, look.px(12), self.width() - left - side - cross - contents - look.px(16), high
        )

    def place(self) -> None:
        look, box = theme.worn(), self._box()
        inside = entry.inside(box)
        self.search.setGeometry(inside.adjusted(look.px(26), 0, 0, 0))
        wide = self.contents.sizeHint().width()
        self.contents.setGeometry(box.right() + 1 + look.px(8), box.y(), wide, box.height())
        x = self.contents.x() + wide + look.px(8)
        self.cross.setGeometry(x, box.y(), box.height(), box.height())
        top, line = look.px(_HEAD), min(look.t.line, 2)
        self._stack.margins = (look.px(_SIDE), look.px(_SIDE))
        self._stack.padding = (0, 16)
        self.area.setGeometry(line, top, self.width() - line, max(1, self.height() - top))
        self.area.relayout()

    def restyle(self) -> None:
        self.search.restyle()
        self.contents.restyle()
        self._stack.restyle()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        t, box, line = look.t, self._box(), min(theme.worn().t.line, 2)
        p.fillRect(0, 0, line, self.height(), theme.colour(t.hairline))
        if self.view is None:
            return
        entry.paint(p, box, self.search, self.view.search)
        side = look.px(16)
        at = QRect(box.x() + look.px(12), box.center().y() - side // 2 + 1, side, side)
        icons.paint(p, at, "search", t.quiet, t.surface)
