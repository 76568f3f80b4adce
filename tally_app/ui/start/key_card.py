"""The card of who signed a file: two groups of a key's digits are typed from its letter."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.fields import Field
from tally_app.app.view.taking import KeyAsked
from tally_app.ui.kit import button, entry, icons, text, theme
from tally_app.ui.kit.base import Painted, panel
from tally_app.ui.kit.wire import Wire

_PAD, _FIELD, _HIGH = 24, 84, 36


class KeyCard(Painted):
    """Shows a ``KeyAsked``: in one row the places of the six groups, two of them fields."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view: KeyAsked | None = None
        self.entries: list[entry.Entry] = []
        self.button = button.ButtonWidget(wire, self)

    def set_view(self, shown: KeyAsked) -> None:
        """Show another view; what is being typed stays."""
        if shown == self.view:
            return
        self.view = shown
        self.button.set_view(shown.button)
        fields = [one for one in shown.places if isinstance(one, Field)]
        if [one.key for one in fields] != [one.key for one in self.entries]:
            for old in self.entries:
                old.hide()
                old.deleteLater()
            self.entries = [entry.make(one, self._wire, self) for one in fields]
            self.setTabOrder(self.entries[-1], self.button)
        for made, one in zip(self.entries, fields, strict=True):
            made.set_view(one, one.name, shown.wrong or shown.text)
        self.setAccessibleName(f"{shown.title} {shown.text} {shown.wrong}".strip())
        self.place()
        self.update()

    # measures

    def _row(self, width: int) -> tuple[int, bool]:
        """How wide the places and the button are, and whether the words stand beside them."""
        look, shown = theme.worn(), self.view
        if shown is None:
            return 0, True
        wide = sum(self._wide(one) + look.px(12) for one in shown.places)
        wide += self.button.sizeHint().width() + look.px(8)
        return wide, wide + look.px(280) + 2 * look.px(_PAD) <= width

    def _wide(self, one: str | Field) -> int:
        look = theme.worn()
        return look.px(_FIELD) if isinstance(one, Field) else text.advance(one, 15) + look.px(6)

    def _words(self, width: int) -> QRect:
        """Where title and text stand."""
        look, shown = theme.worn(), self.view
        lead, pad = look.px(_PAD + 38), look.px(_PAD)
        if shown is None:
            return QRect()
        wide, beside = self._row(width)
        room = width - lead - pad - (wide + look.px(12) if beside else 0)
        high = text.height(shown.title, 14, room, bold=True) + text.height(shown.text, 14, room)
        return QRect(lead, look.px(12), room, high)

    def _top(self, width: int) -> int:
        """Where the row of places begins."""
        look, words = theme.worn(), self._words(width)
        if self._row(width)[1]:
            return words.y() + max(0, (words.height() - look.px(_HIGH)) // 2)
        return words.bottom() + look.px(10)

    def _lines(self, width: int) -> int:
        """How many lines the places take: in a narrow window the button stands below."""
        wide = self._row(width)[0]
        return 1 if wide <= width - 2 * theme.worn().px(_PAD) else 2

    def height_for(self, width: int) -> int:
        look, shown = theme.worn(), self.view
        if shown is None:
            return 0
        row = look.px(_HIGH) * self._lines(width) + look.px(8) * (self._lines(width) - 1)
        end = max(self._words(width).bottom(), self._top(width) + row) + look.px(12)
        wrong = text.height(shown.wrong, 14, width - look.px(_PAD + 38 + _PAD), bold=True)
        return end + (wrong + look.px(8) if wrong else 0)

    def _boxes(self) -> list[tuple[str | Field, QRect]]:
        look, shown, width = theme.worn(), self.view, self.width()
        if shown is None:
            return []
        wide, beside = self._row(width)
        x = width - look.px(_PAD) - wide + look.px(8) if beside else look.px(_PAD)
        y, found = self._top(width), []
        for one in shown.places:
            found.append((one, QRect(x, y, self._wide(one), look.px(_HIGH))))
            x += self._wide(one) + look.px(12)
        return found

    def place(self) -> None:
        look, boxes = theme.worn(), self._boxes()
        if not boxes:
            return
        fields = [box for one, box in boxes if isinstance(one, Field)]
        for made, box in zip(self.entries, fields, strict=True):
            made.setGeometry(entry.inside(box))
        last = boxes[-1][1]
        size = self.button.fit(self.width() - 2 * look.px(_PAD))
        x, y = last.right() + look.px(12), last.y()
        if self._lines(self.width()) > 1:
            x, y = look.px(_PAD), last.bottom() + look.px(8)
        y += (last.height() - size.height()) // 2
        self.button.setGeometry(x, y, size.width(), size.height())

    def restyle(self) -> None:
        self.button.restyle()
        for one in self.entries:
            one.restyle()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.view
        if shown is None:
            return
        p, look = QPainter(self), theme.worn()
        t, words = look.t, self._words(self.width())
        edge = t.tone("error").edge if shown.wrong else t.hairline
        panel(p, self.rect(), t.surface, edge, line=min(t.line, 2))
        side = look.px(24)
        at = QRect(look.px(_PAD), words.y() + (words.height() - side) // 2, side, side)
        icons.paint(p, at, "key", t.accent, t.surface)
        high = text.height(shown.title, 14, words.width(), bold=True)
        first = QRect(words.x(), words.y(), words.width(), high)
        text.draw(p, first, shown.title, 14, t.ink, bold=True, top=True)
        second = words.adjusted(0, high, 0, 0)
        text.draw(p, second, shown.text, 14, t.quiet, top=True)
        fields = iter(self.entries)
        for one, box in self._boxes():
            if isinstance(one, Field):
                entry.paint(p, box, next(fields), one)
            else:
                text.draw(p, box, one, 15, t.quiet, align=text.CENTRE)
        wide = self.width() - words.x() - look.px(_PAD)
        high = text.height(shown.wrong, 14, wide, bold=True)
        below = QRect(words.x(), self.height() - look.px(12) - high, wide, high)
        text.draw(p, below, shown.wrong, 14, t.tone("error").ink, bold=True, top=True)
