"""The page on which a precinct takes its election: which precinct, then whether it is this one."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.base import Note
from tally_app.app.view.taking import ClocksShown, KeyAsked, TakingView
from tally_app.ui.kit import button, icons, text, theme
from tally_app.ui.kit.base import HEAD, Painted, SidePage, Stack, paint_frame
from tally_app.ui.kit.count_field import CountField
from tally_app.ui.kit.language import LanguagePicker
from tally_app.ui.kit.note import NoteCard
from tally_app.ui.kit.rows import RowsCard
from tally_app.ui.kit.scroll import ScrollColumn
from tally_app.ui.kit.wire import Wire
from tally_app.ui.start.key_card import KeyCard
from tally_app.ui.start.precinct_card import PrecinctCard

_FOOT, _WIDEST, _SIDE = 54, 920, 64
_CLOCKS = 284  # the hour of the precinct with that of the computer


class _Heading(Painted):
    """What is asked, and what to compare it with."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = ("", "")

    def set_view(self, head: str, says: str) -> None:
        """Say something else."""
        self.words = head, says
        self.update()

    def height_for(self, width: int) -> int:
        head, says = self.words
        return text.height(head, 24, width, bold=True) + text.height(says, 14, width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, t, (head, says) = QPainter(self), theme.worn().t, self.words
        high = text.height(head, 24, self.width(), bold=True)
        text.draw(p, QRect(0, 0, self.width(), high), head, 24, t.ink, bold=True, top=True)
        below = QRect(0, high, self.width(), self.height() - high)
        text.draw(p, below, says, 14, t.quiet, top=True)


class TakingPage(SidePage):
    """Shows a ``TakingView``; the cursor stands where the next thing is to be typed."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        own = Wire()
        own.draft, own.commit, own.intent = self._draft, wire.commit, wire.intent
        own.move = self._move
        self.view: TakingView | None = None
        self.picker = LanguagePicker(wire, self)
        self._stack = Stack(None, 12)
        self.area = ScrollColumn(self, self._stack)
        self._heading = _Heading(self._stack)
        self._told = NoteCard(own, self._stack)
        self.number = RowsCard(own, self._stack)
        self.precinct = PrecinctCard(self._stack)
        self.key = KeyCard(own, self._stack)
        self.signed = NoteCard(own, self._stack)
        self.buttons: list[button.ButtonWidget] = []
        self._note: Note | None = None

    def set_view(self, shown: TakingView) -> None:
        """Show another view."""
        if shown == self.view:
            return
        old, self.view = self.view, shown
        self.picker.set_view(shown.languages, shown.language)
        self._heading.set_view(shown.head, shown.says)
        if shown.number is not None:
            self.number.set_view(shown.number)
        if shown.precinct is not None:
            self.precinct.set_view(shown.precinct)
        if isinstance(shown.signed, KeyAsked):
            self.key.set_view(shown.signed)
        elif shown.signed is not None:
            self.signed.set_view(shown.signed)
        self.buttons, _moved = button.match(self.buttons, shown.buttons, self._wire, self)
        self.setAccessibleName(f"{shown.title}, {shown.head}")
        another = old is None or _stage(old) != _stage(shown) or old.subtitle != shown.subtitle
        if another:
            self._note = None
        self._arrange()
        if another:
            self.area.verticalScrollBar().setValue(0)
            self._stand()

    def tell(self, note: Note | None) -> bool:
        """A sentence of the program stands above what it is about."""
        self._note = note
        self._arrange()
        return True

    def _arrange(self) -> None:
        shown = self.view
        if shown is None:
            return
        if self._note is not None:
            self._told.set_view(self._note)
        signed = self.key if isinstance(shown.signed, KeyAsked) else self.signed
        wanted: list[tuple[Painted, bool]] = [
            (self._told, self._note is not None),
            (self._heading, True),
            (self.number, shown.number is not None),
            (self.precinct, shown.precinct is not None),
            (self.key, signed is self.key and shown.signed is not None),
            (self.signed, signed is self.signed and shown.signed is not None),
        ]
        for one, there in wanted:
            one.setVisible(there)
        self._stack.items = [one for one, there in wanted if there]
        self.place()
        self.update()

    def _stand(self) -> None:
        """The cursor goes where something is to be typed, else to what begins the night."""
        shown = self.view
        if shown is None:
            return
        entries = self.number.entries() if shown.number is not None else []
        if isinstance(shown.signed, KeyAsked):
            entries = self.key.entries
        self.setFocusProxy(entries[0] if entries else self.buttons[-1])
        if not self.isVisible():
            return
        if entries:
            entries[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:  # the Enter behind the last digit begins nothing
            self.buttons[-1].setFocus(Qt.FocusReason.TabFocusReason)

    def _draft(self, key: str, words: str) -> None:
        """What is typed is seen, though the page shows its top until then."""
        self._wire.draft(key, words)
        if self.view is not None and isinstance(self.view.signed, KeyAsked):
            self.area.show_widget(self.key, theme.worn().px(12))

    def _move(self, widget: QWidget, by: int) -> None:
        """From a field to the next, after the last to what begins the night. A number that is not
        taken waits for another in its place.
        """
        for one in self.number.entries():
            if one is widget and isinstance(one, CountField):
                one.selectAll()
        stops: list[QWidget] = [*self.key.entries]
        if widget in stops and 0 <= stops.index(widget) + by < len(stops):
            stops[stops.index(widget) + by].setFocus(Qt.FocusReason.TabFocusReason)

    # measures

    def height_for(self, width: int) -> int:  # noqa: ARG002 - it takes the height it is given
        return 1

    def _margin(self) -> int:
        look = theme.worn()
        return max(look.px(24), (self.width() - look.px(_WIDEST)) // 2)

    def _foot(self) -> int:
        """How high the footer is: its words stand above the buttons where there is no room."""
        look = theme.worn()
        line = button.row_height(self.buttons, self._room(), look.px(8)) + look.px(16)
        return max(look.px(_FOOT), line) + (look.px(24) if self._why_above() else 0)

    def _room(self) -> int:
        return self.width() - 2 * self._margin()

    def _wide(self) -> int:
        return sum(one.fit(self._room()).width() + theme.worn().px(8) for one in self.buttons)

    def _why(self) -> str:
        return self.view.why if self.view is not None else ""

    def _why_above(self) -> bool:
        look = theme.worn()
        words = text.advance(self._why(), 14) + look.px(44) if self._why() else 0
        return bool(words) and self._wide() + words > self._room()

    def place(self) -> None:
        look, side = theme.worn(), theme.worn().px(_SIDE)
        side = side if self.width() > look.px(900) else look.px(24)
        hint = self.picker.sizeHint()
        x = self.width() - side - look.px(_CLOCKS) - hint.width()
        self.picker.setGeometry(x, look.px(12), hint.width(), hint.height())
        self.picker.place()
        foot, top = self._foot(), look.px(HEAD)
        self.area.setGeometry(0, top, self.width(), max(1, self.height() - top - foot))
        self._stack.margins = (self._margin(), self._margin())
        self._stack.padding = (20, 24)
        self.area.relayout()
        self._stack.place()
        self._place_buttons(foot)

    def _place_buttons(self, foot: int) -> None:
        """The way out at the left, what goes on at the right."""
        look, margin, gap = theme.worn(), self._margin(), theme.worn().px(8)
        line = button.row_height(self.buttons, self._room(), gap)
        y = self.height() - line - look.px(8)
        if not self._why_above():
            y = self.height() - foot + (foot - line) // 2 + 1
        if self._wide() > self._room() or len(self.buttons) < 2:  # noqa: PLR2004 - nothing to part
            button.place_row(self.buttons, QPoint(margin, y), self._room(), gap)
            return
        size = self.buttons[0].sizeHint()
        self.buttons[0].setGeometry(margin, y, size.width(), size.height())
        x = self.width() - margin
        for one in reversed(self.buttons[1:]):
            size = one.sizeHint()
            x -= size.width()
            one.setGeometry(x, y, size.width(), size.height())
            if one is self.buttons[-1] and self._why() and not self._why_above():
                x -= text.advance(self._why(), 14) + look.px(36)
            x -= gap

    def restyle(self) -> None:
        for part in (self._heading, self._told, self.number, self.precinct, self.key, self.signed):
            part.restyle()
        for one in (*self.buttons, *self.picker.buttons, self.picker):
            one.update()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.view
        if shown is None:
            return
        p, look = QPainter(self), theme.worn()
        side = look.px(_SIDE) if self.width() > look.px(900) else look.px(24)
        right = self.picker.x() - look.px(12)
        paint_frame(
            p, self, (shown.title, shown.subtitle), side=side, right=right, foot=self._foot()
        )
        if shown.clocks is not None:
            self._paint_clocks(p, shown.clocks, self.width() - side)
        if shown.why:
            self._paint_why(p, shown.why)

    def _paint_clocks(self, p: QPainter, shown: ClocksShown, right: int) -> None:
        """The hour at the right edge, what it is and the computer's before it."""
        look = theme.worn()
        wide = text.advance(shown.hour, 22, bold=True)
        at = QRect(right - wide, 0, wide + 2, look.px(HEAD))
        text.draw(p, at, shown.hour, 22, look.t.ink, bold=True)
        left = self.picker.geometry().right() + look.px(18)
        first = QRect(left, look.px(9), right - wide - look.px(10) - left, look.px(20))
        text.draw(p, first, shown.says, 13, look.t.quiet)
        ink = look.t.tone("warning").ink if shown.apart else look.t.quiet
        below = first.translated(0, look.px(19))
        text.draw(p, below, shown.here, 13, ink, bold=shown.apart)

    def _paint_why(self, p: QPainter, why: str) -> None:
        look, last = theme.worn(), self.buttons[-1].geometry()
        wide, side = text.advance(why, 14), look.px(16)
        x = last.x() - wide - look.px(12)
        y, high = last.y(), last.height()
        if self._why_above():
            x, y, high = self._margin() + look.px(24), self.height() - self._foot(), look.px(30)
        at = QRect(x - look.px(24), y + (high - side) // 2, side, side)
        icons.paint(p, at, "lock", look.t.quiet, look.t.surface)
        text.draw(p, QRect(x, y, wide + 2, high), why, 14, look.t.quiet)


def _stage(shown: TakingView) -> tuple[bool, bool]:
    """What is to be done on it: the number, the key, or nothing but to begin."""
    return shown.number is not None, isinstance(shown.signed, KeyAsked)
