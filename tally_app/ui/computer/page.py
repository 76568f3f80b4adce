"""The page of this computer: parts at the left, one of them in the middle, words beside."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QUrl
from PySide6.QtGui import QDesktopServices, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.base import Intent
from tally_app.app.view.computer import ChooseLanguage, ComputerView, OpenFolder
from tally_app.ui.computer.rows import GroupCard
from tally_app.ui.kit import button, text, theme
from tally_app.ui.kit.base import HEAD, Painted, SidePage, paint_frame
from tally_app.ui.kit.language import LanguagePicker
from tally_app.ui.kit.note import NoteCard
from tally_app.ui.kit.scroll import stack_area
from tally_app.ui.kit.wire import Wire

_FOOT, _NAV, _BESIDE, _SIDE = 54, 232, 300, 24
_THREE, _TWO = 1100, 800  # from these widths on there is room for words beside, and for the parts


class ComputerPage(SidePage):
    """Shows a ``ComputerView``."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self._own = Wire()
        self._own.intent = self._intent
        self.view: ComputerView | None = None
        self.picker = LanguagePicker(wire, self)
        self.sections: list[button.ButtonWidget] = []
        self.back = button.ButtonWidget(wire, self)
        self.buttons: list[button.ButtonWidget] = []
        self.area, self._stack = stack_area(self, 16)
        self.beside, self._notes = stack_area(self, 12)
        self.groups: list[GroupCard] = []
        self.notes: list[NoteCard] = []

    def _intent(self, asked: Intent) -> None:
        """What the window does itself is done here; the rest is the presenter's."""
        if isinstance(asked, ChooseLanguage):
            self._wire.choose_language(asked.language)
        elif isinstance(asked, OpenFolder):
            QDesktopServices.openUrl(QUrl.fromLocalFile(asked.path))
        else:
            self._wire.intent(asked)

    def set_view(self, shown: ComputerView) -> None:
        """Show another view; another part begins at its top."""
        old = self.view
        if shown == old:
            return
        self.view = shown
        self.picker.set_view(shown.languages, shown.language)
        self.sections, _moved = button.match(self.sections, shown.sections, self._own, self)
        self.back.set_view(shown.back)
        self.buttons, _moved = button.match(self.buttons, shown.buttons, self._own, self)
        self.setAccessibleName(f"{shown.title}, {shown.heading}. {shown.says}")
        while len(self.groups) < len(shown.groups):
            self.groups.append(GroupCard(self._own, self._stack))
        del self.groups[len(shown.groups) :]
        for card, group in zip(self.groups, shown.groups, strict=True):
            card.set_view(group)
        while len(self.notes) < len(shown.beside):
            self.notes.append(NoteCard(self._own, self._notes))
        del self.notes[len(shown.beside) :]
        for paper, note in zip(self.notes, shown.beside, strict=True):
            paper.set_view(note)
        if old is None or old.section != shown.section:
            self.area.verticalScrollBar().setValue(0)
        for one in self.sections:
            if one.view.style == "chosen":
                self.setFocusProxy(one)
        self.place()
        self.update()

    def height_for(self, width: int) -> int:  # noqa: ARG002 - it takes the height it is given
        return 1

    # measures

    def _left(self) -> int:
        return theme.worn().px(_NAV) if self.width() >= theme.worn().px(_TWO) else 0

    def _right(self) -> int:
        return theme.worn().px(_BESIDE) if self.width() >= theme.worn().px(_THREE) else 0

    def _column(self) -> QRect:
        """Return the middle: between the parts and what stands beside."""
        look = theme.worn()
        top = look.px(HEAD) + (0 if self._left() else self._row_of_sections() + look.px(16))
        left, right = self._left(), self.width() - self._right()
        return QRect(left, top, right - left, self.height() - top - self._foot())

    def _foot(self) -> int:
        look = theme.worn()
        room = self.width() - 2 * look.px(_SIDE)
        return button.foot_height(self.back, self.buttons, room, look.px(_FOOT))

    def _row_of_sections(self) -> int:
        look = theme.worn()
        return button.row_height(self.sections, self.width() - 2 * look.px(_SIDE), look.px(8))

    def _title(self) -> tuple[QRect, QRect]:
        """Return where heading and what it says stand."""
        look, column, side = theme.worn(), self._column(), theme.worn().px(_SIDE)
        room = column.width() - 2 * side
        shown = self.view
        high = text.height(shown.heading, 24, room, bold=True) if shown else 0
        says = text.height(shown.says, 14, room) if shown else 0
        first = QRect(column.x() + side, column.y() + look.px(12), room, high)
        return first, QRect(first.x(), first.bottom() + 1, room, says)

    def place(self) -> None:
        look, side = theme.worn(), theme.worn().px(_SIDE)
        hint = self.picker.sizeHint()
        x = self.width() - side - hint.width()
        self.picker.setGeometry(x, look.px(12), hint.width(), hint.height())
        self.picker.place()
        y = look.px(HEAD) + look.px(12)
        if self._left():
            for one in self.sections:
                size = one.fit(self._left() - look.px(24))
                one.setGeometry(
                    look.px(12), y, self._left() - look.px(24), max(look.px(38), size.height())
                )
                y += one.height() + look.px(4)
        else:
            button.place_row(self.sections, QPoint(side, y), self.width() - 2 * side, look.px(8))
        _first, second = self._title()
        column = self._column()
        top = second.bottom() + look.px(12)
        self.area.setGeometry(column.x(), top, column.width(), max(1, column.bottom() - top + 1))
        self._stack.margins, self._stack.padding = (side, side), (0, 16)
        beside = bool(self._right())
        self.beside.setVisible(beside)
        if beside:
            high = self.height() - look.px(HEAD) - self._foot()
            self.beside.setGeometry(
                self.width() - self._right(), look.px(HEAD), self._right(), high
            )
            self._notes.margins, self._notes.padding = (look.px(16), look.px(16)), (16, 16)
        self._house(beside=beside)
        if beside:
            self.beside.relayout()
        self.area.relayout()
        self._place_foot()

    def _house(self, *, beside: bool) -> None:
        """Give every card one home. A note moves before a stack lets go of it: what a stack lets go
        of and still owns is deleted, and two stacks would lay out one note twice.
        """
        home = self._notes if beside else self._stack
        for note in self.notes:
            if note.parentWidget() is not home:
                note.setParent(home)
        middle: list[Painted] = [*self.groups, *(() if beside else self.notes)]
        for stack, items in ((self._stack, middle), (self._notes, self.notes if beside else [])):
            if items != stack.items:
                stack.set_items(items)

    def _place_foot(self) -> None:
        look, side, foot = theme.worn(), theme.worn().px(_SIDE), self._foot()
        y = self.height() - foot + look.px(8)
        inner = QRect(side, y, self.width() - 2 * side, foot)
        button.place_foot(self.back, self.buttons, inner)

    def restyle(self) -> None:
        self._stack.restyle()
        self._notes.restyle()
        for one in (*self.sections, self.back, *self.buttons):
            one.restyle()
        for part in (*self.picker.buttons, self.picker):
            part.update()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.view
        if shown is None:
            return
        p, look, side = QPainter(self), theme.worn(), theme.worn().px(_SIDE)
        t, high, foot = look.t, look.px(HEAD), self._foot()
        right = self.picker.x() - look.px(12)
        if self._left():
            nav = QRect(0, high, self._left(), self.height() - high - foot)
            p.fillRect(nav, theme.colour(t.surface))
            p.fillRect(nav.right(), high, min(t.line, 2), nav.height(), theme.colour(t.hairline))
        paint_frame(p, self, (shown.title, shown.subtitle), side=side, right=right, foot=foot)
        heading, says = self._title()
        text.draw(p, heading, shown.heading, 24, t.ink, bold=True)
        text.draw(p, says, shown.says, 14, t.quiet)
