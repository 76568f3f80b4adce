"""The footer: when it was saved and copied, what is closed and why, Back and Next."""

from dataclasses import replace

from PySide6.QtCore import QRect, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from tally_app.app.view.desk import Footer
from tally_app.ui.kit import button, entry, icons, text, theme
from tally_app.ui.kit.base import Painted
from tally_app.ui.kit.wire import Wire

HEIGHT = 54
_NUMBER = 120  # the box of a field
_LEAST = 24  # of anything that is pressed
_LINE = 23  # the time of the last figure, where the last copy stands below it
_FADE = 120  # milliseconds: the only motion of the window


class SavedLabel(Painted):
    """The time of the last saved number."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = ""
        self._fade: QVariantAnimation | None = None
        self._opacity = 1.0

    def set_words(self, words: str) -> None:
        """Show another time; it fades in where the system wants anything to move at all."""
        if words == self.words:
            return
        first, self.words = not self.words, words
        self.setAccessibleName(words)
        self.update()
        moves = QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
        if not first and self.isVisible() and moves:
            self._start_fade()

    def _start_fade(self) -> None:
        if self._fade is None:
            self._fade = QVariantAnimation(self)
            self._fade.setDuration(_FADE)
            self._fade.setStartValue(0.2)
            self._fade.setEndValue(1.0)
            self._fade.valueChanged.connect(self._faded)
        self._fade.stop()
        self._fade.start()

    def _faded(self, value: object) -> None:
        self._opacity = value if isinstance(value, float) else 1.0
        self.update()

    def width_wanted(self) -> int:
        """Return the width of the words with their tick."""
        return text.advance(self.words, 14) + theme.worn().px(28) if self.words else 0

    def height_for(self, width: int) -> int:
        return text.height(self.words, 14, width - theme.worn().px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.words:
            return
        p, look = QPainter(self), theme.worn()
        p.setOpacity(self._opacity)
        side = look.px(16)
        at = QRect(0, (self.height() - side) // 2 + 1, side, side)
        icons.paint(p, at, "tick", look.t.ok.ink, look.t.surface)
        text.draw(p, self.rect().adjusted(look.px(25), 0, 0, 0), self.words, 14, look.t.quiet)


class FooterBar(Painted):
    """Shows a ``Footer``."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view: Footer | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.saved = SavedLabel(self)
        self.copies = button.ButtonWidget(wire, self)
        self.copies.hide()
        self.buttons: list[button.ButtonWidget] = []
        self.entry: entry.Entry | None = None

    def set_view(self, shown: Footer) -> bool:
        """Show another view; return whether the height may have changed."""
        if shown == self.view:
            return False
        old, self.view = self.view, shown
        wide = self.saved.width_wanted()
        self.saved.set_words(shown.saved)
        same = old is not None and replace(old, saved=shown.saved) == shown
        if same and wide == self.saved.width_wanted():
            return False  # the label paints its own time
        if shown.copies is not None:
            self.copies.set_view(shown.copies)
        self.copies.setVisible(shown.copies is not None)
        self.buttons, _moved = button.match(self.buttons, shown.buttons, self._wire, self)
        self._set_entry(shown)
        self.setAccessibleName(shown.closed)
        self.place()
        self.update()
        return self.height_for(max(1, self.width())) != self.height()

    def _set_entry(self, shown: Footer) -> None:
        """Show the field of a footer, or take it away."""
        if not entry.fits(self.entry, shown.field):
            if self.entry is not None:
                self.entry.hide()
                self.entry.deleteLater()
            self.entry = entry.make(shown.field, self._wire, self) if shown.field else None
        if self.entry is not None and shown.field is not None:
            self.entry.set_view(shown.field, shown.label, shown.closed)

    def entries(self) -> list[entry.Entry]:
        """Return the field of the footer, if it has one."""
        return [self.entry] if self.entry is not None else []

    def _box(self) -> QRect:
        """Return the box of the field, before the buttons."""
        look, shown = theme.worn(), self.view
        if self.entry is None or shown is None or shown.field is None or not self.buttons:
            return QRect()
        first, high = self.buttons[0].geometry(), entry.height(shown.field)
        left = first.x() - look.px(12 + 34 + _NUMBER)
        return QRect(left, first.center().y() - high // 2, look.px(_NUMBER), high)

    def _field_width(self) -> int:
        """Return what the field takes with its label and its disc."""
        if self.entry is None or self.view is None:
            return 0
        return theme.worn().px(_NUMBER + 34 + 12 + 10) + text.advance(self.view.label, 14)

    def main_button(self) -> button.ButtonWidget | None:
        """Return the filled button."""
        return next((one for one in self.buttons if one.view.style == "filled"), None)

    def _saved_width(self, width: int) -> int:
        return min(max(self.saved.width_wanted(), self._copies_width()), width // 3)

    def _copies_width(self) -> int:
        shown = self.view is not None and self.view.copies is not None
        return self.copies.sizeHint().width() if shown else 0

    def _buttons_width(self) -> int:
        gap = theme.worn().px(12)
        return sum(one.sizeHint().width() + gap for one in self.buttons) + self._field_width()

    def _closed_room(self, width: int) -> int:
        look = theme.worn()
        used = (
            look.px(44)
            + self._saved_width(width)
            + look.px(20)
            + self._buttons_width()
            + look.px(8)
        )
        return width - used - look.px(24)

    def _below(self, width: int) -> bool:
        """Return whether what is closed has no room beside the buttons and stands above them."""
        look, words = theme.worn(), self.view.closed if self.view else ""
        room = self._closed_room(width)
        least = min(look.px(150), text.advance(words, 14))
        return bool(words) and room < least

    def _crowded(self, width: int) -> bool:
        """Return whether the buttons leave no room for the saved time: then it stands above."""
        taken = self._saved_width(width) + self._buttons_width() + theme.worn().px(44)
        return self._buttons_width() > 0 and taken > width

    def _upper(self, width: int) -> list[button.ButtonWidget]:
        """Return the buttons with no room in the row: they stand above it, by the saved time."""
        look = theme.worn()
        room = width - look.px(40) - self._field_width()
        for at in reversed(range(len(self.buttons))):
            room -= self.buttons[at].sizeHint().width()
            if room < 0 and self.entry is None:
                return self.buttons[: at + 1]
            room -= look.px(12)
        return []

    def _words_first(self, width: int) -> int:
        """Return the height of what is closed where buttons stand in its place."""
        words = self.view.closed if self.view else ""
        return text.height(words, 14, width - theme.worn().px(68)) if self._upper(width) else 0

    def height_for(self, width: int) -> int:
        look, words = theme.worn(), self.view.closed if self.view else ""
        above = self._bar(width) if self._crowded(width) else 0
        if self._upper(width):
            return look.px(HEIGHT) + above + self._words_first(width)
        if above:
            return look.px(HEIGHT) + max(above, text.height(words, 14, self._above_room(width)))
        if self._below(width):
            return self._bar(width) + text.height(words, 14, width - look.px(68))
        tall = text.height(words, 14, self._closed_room(width)) if words else 0
        return max(self._bar(width), tall + look.px(10))

    def place(self) -> None:
        look, width = theme.worn(), self.width()
        bottom = self._bar(width) if self._below(width) else self.height()
        if self._crowded(width):
            bottom = look.px(HEIGHT)
        top = self.height() - bottom
        left = QRect(look.px(22), top, self._saved_width(width), bottom)
        if self._crowded(width):
            first = self._words_first(width)
            left = QRect(look.px(22), first, self._saved_width(width), top - first)
        self._place_left(left)
        upper = self._upper(width)
        self._place_row(self.buttons[len(upper) :], top, bottom)
        self._place_row(upper, left.y(), left.height())
        if self.entry is not None:
            self.entry.setGeometry(entry.inside(self._box()))

    def _place_row(self, row: list[button.ButtonWidget], y: int, high: int) -> None:
        """Put buttons beside each other, the last one at the right edge."""
        look = theme.worn()
        x = self.width() - look.px(20)
        for one in reversed(row):
            hint = one.sizeHint()
            x -= hint.width()
            one.setGeometry(x, y + (high - hint.height()) // 2, hint.width(), hint.height())
            x -= look.px(12)

    def _above_room(self, width: int) -> int:
        """Return the room for what is closed beside a saved time that stands above."""
        return width - self._saved_width(width) - theme.worn().px(44 + 24 + 24)

    def _copies_height(self, width: int) -> int:
        """Return the height of the last copy below the time of the last figure, 0 without one."""
        if not self._copies_width():
            return 0
        fitted = self.copies.fit(self._saved_width(width)).height()
        return max(theme.worn().px(_LEAST), fitted - theme.worn().px(4))

    def _bar(self, width: int) -> int:
        """Return the height of what stands beside the buttons."""
        look, copies = theme.worn(), self._copies_height(width)
        return max(look.px(HEIGHT), look.px(_LINE) + copies + look.px(7) if copies else 0)

    def _place_left(self, at: QRect) -> None:
        """Put the time of the last figure into a place, the last copy below it if there is one."""
        copies, line = self._copies_height(self.width()), theme.worn().px(_LINE)
        if not copies:
            self.saved.setGeometry(at)
            return
        y = at.y() + (at.height() - line - copies) // 2
        self.saved.setGeometry(at.x(), y, at.width(), line)
        self.copies.setGeometry(at.x(), y + line, at.width(), copies)

    def restyle(self) -> None:
        for one in (*self.buttons, self.copies, *self.entries()):
            one.restyle()
        self.saved.update()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        t = look.t
        p.fillRect(self.rect(), theme.colour(t.surface))
        p.fillRect(0, 0, self.width(), min(t.line, 2), theme.colour(t.hairline))
        self._paint_field(p)
        words = self.view.closed if self.view else ""
        if not words:
            return
        side = look.px(16)
        if self._crowded(self.width()) and not self._upper(self.width()):
            room = self._above_room(self.width())
            top = self.height() - look.px(HEIGHT)
            at = QRect(self.width() - look.px(20) - room, 0, room, top)
            text.draw(p, at, words, 14, t.quiet)
            icon = QRect(at.x() - look.px(22), (top - side) // 2, side, side)
            icons.paint(p, icon, "lock", t.quiet, t.surface)
            return
        first = self._words_first(self.width())
        if first or self._below(self.width()):
            high = first or self.height() - self._bar(self.width())
            at = QRect(look.px(46), look.px(4), self.width() - look.px(68), high)
            text.draw(p, at, words, 14, t.quiet)
            icons.paint(
                p, QRect(look.px(22), at.y() + look.px(2), side, side), "lock", t.quiet, t.surface
            )
            return
        right = self.width() - look.px(20) - self._buttons_width() - look.px(6)
        room = self._closed_room(self.width())
        at = QRect(right - room, 0, room, self.height())
        text.draw(p, at, words, 14, t.quiet, align=text.RIGHT)
        wide = text.para(words, 14, room, align=text.RIGHT.value).width
        icon = QRect(right - int(wide) - look.px(22), (self.height() - side) // 2, side, side)
        icons.paint(p, icon, "lock", t.quiet, t.surface)

    def _paint_field(self, p: QPainter) -> None:
        """Paint the box of the field, what it is for, and a disc when it is right."""
        look, shown = theme.worn(), self.view
        if self.entry is None or shown is None or shown.field is None:
            return
        box, wide = self._box(), text.advance(shown.label, 14)
        entry.paint(p, box, self.entry, shown.field)
        at = QRect(box.x() - look.px(10) - wide, box.y(), wide + 2, box.height())
        text.draw(p, at, shown.label, 14, look.t.ink)
        if shown.right:
            side = look.px(22)
            at = QRect(box.right() + look.px(8), box.center().y() - side // 2, side, side)
            icons.paint(p, at, "ok", look.t.ok.ink, look.t.surface)
