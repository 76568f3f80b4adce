"""The page of copies: a card for each, what to do without one below."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.backup import CopiesView
from tally_app.ui.kit import button, theme
from tally_app.ui.kit.base import HEAD, Painted, SidePage, Stack, paint_frame
from tally_app.ui.kit.language import LanguagePicker
from tally_app.ui.kit.note import NoteCard
from tally_app.ui.kit.scroll import ScrollColumn
from tally_app.ui.kit.wire import Wire

_FOOT, _WIDEST, _AIR = 54, 860, 24


class CopiesPage(SidePage):
    """Shows a ``CopiesView``; the filled button has the focus when the page opens."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view: CopiesView | None = None
        self.picker = LanguagePicker(wire, self)
        self.back = button.ButtonWidget(wire, self)
        self._stack = Stack(None, 12)
        self.area = ScrollColumn(self, self._stack)
        self.cards: list[NoteCard] = []

    def set_view(self, shown: CopiesView) -> None:
        """Show another view."""
        if shown == self.view:
            return
        self.view = shown
        self.picker.set_view(shown.languages, shown.language)
        self.back.set_view(shown.back)
        self.setAccessibleName(f"{shown.title}, {shown.subtitle}")
        notes = (*shown.cards, *shown.others)
        while len(self.cards) > len(notes):
            self.cards.pop().deleteLater()
        while len(self.cards) < len(notes):
            self.cards.append(NoteCard(self._wire, self._stack))
        for card, note in zip(self.cards, notes, strict=True):
            card.set_view(note)
        items: list[Painted] = [*self.cards]
        if items != self._stack.items:
            self._stack.set_items(items)
        first = self.cards[0].buttons if self.cards else []
        self.setFocusProxy(first[0] if first else self.back)
        self.place()
        self.area.relayout()
        self.update()

    def height_for(self, width: int) -> int:  # noqa: ARG002 - it takes the height it is given
        return 1

    def _margin(self) -> int:
        look = theme.worn()
        return max(look.px(24), (self.width() - look.px(_WIDEST)) // 2)

    def place(self) -> None:
        look, side = theme.worn(), theme.worn().px(32)
        hint = self.picker.sizeHint()
        self.picker.setGeometry(
            self.width() - side - hint.width(), look.px(12), hint.width(), hint.height()
        )
        self.picker.place()
        wide, foot = self.back.sizeHint(), look.px(_FOOT)
        y = self.height() - foot + (foot - wide.height()) // 2 + 1
        self.back.setGeometry(side, y, wide.width(), wide.height())
        top = look.px(HEAD)
        self.area.setGeometry(0, top, self.width(), max(1, self.height() - top - foot))
        self._stack.margins = (self._margin(), self._margin())
        self._stack.padding = (_AIR, _AIR)
        self.area.relayout()

    def restyle(self) -> None:
        self._stack.restyle()
        self.back.restyle()
        for one in (*self.picker.buttons, self.picker):
            one.update()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.view
        if shown is None:
            return
        p, look, side = QPainter(self), theme.worn(), theme.worn().px(32)
        right = self.picker.x() - look.px(12)
        paint_frame(
            p, self, (shown.title, shown.subtitle), side=side, right=right, foot=look.px(_FOOT)
        )
