"""A card of the help: words of a few kinds below each other, then rows that lead further."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from tally_app.app.view.base import Button, Intent
from tally_app.app.view.help import HelpCard
from tally_app.ui.kit import icons, text, theme
from tally_app.ui.kit.base import Guarded, Painted, focus_ring, hairline, match_rows, panel
from tally_app.ui.kit.wire import Wire

_PAD, _ROW = 16, 36
#: Size, bold, the gap above and below, of each kind of words.
_KINDS = {
    "caption": (13.0, False, 0, 2),
    "title": (18.0, True, 0, 6),
    "label": (13.0, False, 8, 3),
    "body": (15.0, False, 0, 6),
    "box": (14.0, False, 2, 6),
    "step": (15.0, False, 0, 6),
}
_QUIET = ("caption", "label")
_LEAD = 22  # the number of a step stands before its words


class HelpRow(Guarded, QAbstractButton):
    """A line that leads to an answer or a page."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view = Button(Intent(), "")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._pressed)

    def set_view(self, shown: Button) -> None:
        """Show another row."""
        if shown != self.view:
            self.view = shown
            self.setText(shown.text.replace("&", "&&"))
            self.setAccessibleName(shown.text)
            self.update()

    def _pressed(self) -> None:
        self._wire.intent(self.view.intent)

    def height_for(self, width: int) -> int:
        """Return the height of its words in a width, no less than a finger needs."""
        look = theme.worn()
        words = text.height(self.view.text, 15, width - look.px(28))
        return max(look.px(_ROW), words + look.px(14))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses like Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        t, side = look.t, look.px(14)
        over = self.underMouse() or self.isDown()
        if over:
            p.fillRect(self.rect(), theme.colour(t.tint))
        ink = t.on_tint if over else t.ink
        words = QRect(0, 0, self.width() - look.px(28), self.height())
        text.draw(p, words, self.view.text, 15, ink)
        at = QRect(self.width() - side - look.px(2), (self.height() - side) // 2, side, side)
        icons.paint(p, at, "next", t.quiet if not over else ink, t.tint if over else t.surface)
        if self.hasFocus():
            focus_ring(p, self.rect())


class HelpCardWidget(Painted):
    """Shows a ``HelpCard``."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view = HelpCard("", ())
        self.rows: list[HelpRow] = []

    def set_view(self, shown: HelpCard) -> None:
        """Show another card."""
        if shown == self.view:
            return
        self.view = shown
        match_rows(self.rows, len(shown.rows), lambda: HelpRow(self._wire, self))
        for row, one in zip(self.rows, shown.rows, strict=True):
            row.set_view(one)
        self.setAccessibleName(". ".join(words.rstrip(".") for _kind, words in shown.lines))
        self.place()
        self.update()

    def _lay(self, width: int) -> Iterator[tuple[str, QRect, str, int]]:
        """Walk through kind, place, words and number of every part; the last one is the end."""
        look, pad = theme.worn(), theme.worn().px(_PAD)
        y, step, room = look.px(12), 0, width - 2 * pad
        for kind, words in self.view.lines:
            size, bold, above, below = _KINDS[kind]
            step = step + 1 if kind == "step" else 0
            inset = look.px(_LEAD if kind == "step" else 10 if kind == "box" else 0)
            across = room - inset * (2 if kind == "box" else 1)
            high = text.height(words, size, across, bold=bold)
            high += look.px(14) if kind == "box" else 0
            y += look.px(above)
            yield kind, QRect(pad, y, room, high), words, step
            y += high + look.px(below)
        yield "end", QRect(pad, y, room, 0), "", 0

    def height_for(self, width: int) -> int:
        look = theme.worn()
        end = next(at.y() for kind, at, _words, _step in self._lay(width) if kind == "end")
        rows = sum(row.height_for(width - 2 * look.px(_PAD)) for row in self.rows)
        return end + rows + look.px(6 if self.rows else 8)

    def place(self) -> None:
        for kind, at, _words, _step in self._lay(self.width()):
            if kind == "end":
                y = at.y()
                for row in self.rows:
                    high = row.height_for(at.width())
                    row.setGeometry(at.x(), y, at.width(), high)
                    y += high

    def restyle(self) -> None:
        for row in self.rows:
            row.update()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        t = look.t
        panel(p, self.rect(), t.surface, t.hairline, line=min(t.line, 2))
        for kind, at, words, step in self._lay(self.width()):
            self._paint_part(p, kind, at, words, step)
        for index, row in enumerate(self.rows):
            if index or self.view.lines:
                hairline(p, row.x(), row.y(), row.x() + row.width())

    def _paint_part(self, p: QPainter, kind: str, at: QRect, words: str, step: int) -> None:
        if kind == "end":
            return
        look = theme.worn()
        t, inside = look.t, at
        size, bold, _above, _below = _KINDS[kind]
        if kind == "box":
            panel(p, at, t.well, t.hairline, radius=6, line=min(t.line, 2))
            inside = at.adjusted(look.px(10), look.px(7), -look.px(10), 0)
        elif kind == "step":
            text.draw(p, at, str(step), size, t.accent, bold=True, top=True)
            inside = at.adjusted(look.px(_LEAD), 0, 0, 0)
        text.draw(p, inside, words, size, t.quiet if kind in _QUIET else t.ink, bold=bold, top=True)
