"""The maker in the window: the pages at the left, one of them, what belongs to it beside."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from tally_app.app.view.base import Intent
from tally_app.app.view.fields import Rows
from tally_app.app.view.maker import Block, Kinds, MakerView, PasteHere
from tally_app.ui.kit import button, text, theme
from tally_app.ui.kit.base import HEAD, SidePage, Stack, paint_bands, panel
from tally_app.ui.kit.entry import Entry
from tally_app.ui.kit.language import LanguagePicker
from tally_app.ui.kit.note import NoteCard
from tally_app.ui.kit.rows import RowsCard
from tally_app.ui.kit.scroll import ScrollColumn
from tally_app.ui.kit.wire import Wire
from tally_app.ui.maker.edges import paint_foot, paint_header
from tally_app.ui.maker.grid import GridView, wide_as
from tally_app.ui.maker.parts import BallotPicture, FaultBar, KindsCard, StepColumn

_FOOT, _STEPS, _ASIDE, _PICTURE, _GAP = 54, 232, 308, 344, 24
#: Widths from which the list of pages and the panel have room.
_WITH_STEPS, _WITH_ASIDE = 1000, 1200
_WIDEST = 880
#: Height of the page below which a table has hardly room.
_LOW = 330

BlockWidget = NoteCard | RowsCard | KindsCard


def _kind(block: Block) -> type[BlockWidget]:
    if isinstance(block, Kinds):
        return KindsCard
    return RowsCard if isinstance(block, Rows) else NoteCard


class MakerPage(SidePage):
    """Shows a ``MakerView``."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._outer = wire
        self._wire = self._own(wire)
        self.view: MakerView | None = None
        self.picker = LanguagePicker(wire, self)
        self.steps = StepColumn(self._wire, self)
        self.message = NoteCard(self._wire, self)
        self.tools: list[button.ButtonWidget] = []
        self.grid = GridView(self._wire, self)
        self.grid.moved = self._moved
        self.bar = FaultBar(self._wire, self)
        self._stack = Stack(None, 16)
        self.area = ScrollColumn(self, self._stack)
        self.blocks: list[BlockWidget] = []
        self._notes = Stack(None, 12)
        self.aside = ScrollColumn(self, self._notes)
        self.asides: list[NoteCard] = []
        self._sheet = Stack(None, 12)
        self.sheet = ScrollColumn(self, self._sheet)
        self.picture = BallotPicture(self._sheet)
        self._sheet.set_items([self.picture])
        self.buttons: list[button.ButtonWidget] = []

    def _own(self, outer: Wire) -> Wire:
        """The calls of the widgets of the page: some of them are about the page itself."""
        own = Wire()
        own.commit, own.draft = outer.commit, outer.draft
        own.focus_at, own.intent, own.move = self._focused, self._intent, self._leave
        return own

    def _intent(self, asked: Intent) -> None:
        if asked == PasteHere():
            self.grid.setFocus()
            self.grid.paste()
        else:
            self._outer.intent(asked)

    def _focused(self, key: str) -> None:
        self._outer.focus_at(key)
        widget = QApplication.focusWidget()
        if widget is not None and self._stack.isAncestorOf(widget):
            self.area.show_widget(widget, theme.worn().px(24))

    # what is shown

    def set_view(self, shown: MakerView) -> None:
        """Show another view."""
        old, self.view = self.view, shown
        if shown == old:
            return
        fresh = old is None or old.matter != shown.matter
        pressed = any(one.hasFocus() for one in (*self.tools, *self.bar.buttons))
        self.picker.set_view(shown.languages, shown.language)
        self.setAccessibleName(f"{shown.head}. {shown.says}")
        self.steps.set_view(shown.steps)
        self.buttons, _moved = button.match(self.buttons, shown.buttons, self._wire, self)
        self.tools, _moved = button.match(self.tools, shown.tools, self._wire, self)
        if shown.message is not None:
            self.message.set_view(shown.message)
        self.picture.set_view(shown.picture)
        self._match_blocks(shown)
        if shown.grid is not None:
            self.grid.set_view(shown.grid)
        self.place()
        self._moved()
        self.update()
        if fresh and self.isVisible():
            self.area.verticalScrollBar().setValue(0)
            self._begin()
        elif pressed and shown.grid is not None:  # what a button did is gone on with by typing
            self.grid.setFocus()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]  # Qt hands over its own
        self.place()

    def _match_blocks(self, shown: MakerView) -> None:
        """Show the blocks, and below them what has no room beside the page."""
        beside = self._has_aside()
        blocks: tuple[Block, ...] = shown.blocks if beside else (*shown.blocks, *shown.aside)
        if [_kind(block) for block in blocks] != [type(one) for one in self.blocks]:
            self.blocks = self._made(blocks)
            self._stack.set_items(self.blocks)
        for widget, block in zip(self.blocks, blocks, strict=True):
            widget.set_view(block)  # type: ignore[arg-type]  # the widget of its kind
        notes = shown.aside if beside else ()
        while len(self.asides) > len(notes):
            self.asides.pop().deleteLater()
        while len(self.asides) < len(notes):
            self.asides.append(NoteCard(self._wire, self._notes))
        for card, note in zip(self.asides, notes, strict=True):
            card.set_view(note)
        self._notes.set_items(self.asides)

    def _made(self, blocks: tuple[Block, ...]) -> list[BlockWidget]:
        """Widgets for the blocks; the first ones that fit stay, with the focus in one of them."""
        made: list[BlockWidget] = []
        for at, block in enumerate(blocks):
            kind = _kind(block)
            old = self.blocks[at] if at < len(self.blocks) else None
            made.append(
                old if type(old) is kind and old is not None else kind(self._wire, self._stack)
            )
        return made

    def _begin(self) -> None:
        """Stand where the page begins."""
        if self.view is not None and self.view.grid is not None:
            self.grid.setFocus()
            return
        entries = self._entries()
        buttons = [
            one for card in self.blocks if isinstance(card, NoteCard) for one in card.buttons
        ]
        filled = next((one for one in buttons if one.view.style == "filled"), None)
        (entries[0] if entries else filled or self.buttons[-1]).setFocus()

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]  # Qt hands over its own
        if self.view is not None:
            self._begin()

    def _entries(self) -> list[Entry]:
        cards = [card for card in self.blocks if isinstance(card, RowsCard)]
        return [entry for card in cards for entry in card.entries() if entry.open()]

    def _leave(self, widget: QWidget, by: int) -> None:
        """From a field to the next one, from the last to what follows it."""
        entries = self._entries()
        at = next((at for at, one in enumerate(entries) if one is widget), -1) + by
        if 0 <= at < len(entries):
            entries[at].setFocus()
        elif by > 0:
            self.focusNextChild()

    def _moved(self) -> None:
        """The cursor of the table stands in another cell."""
        shown, at = self.view, self.grid.currentIndex()
        if shown is None or shown.grid is None or not at.isValid():
            return
        columns = shown.grid.columns
        if at.column() >= len(columns):
            return
        row = shown.grid.row_word.replace("{row}", str(at.row() + 1))
        said = f"{row}, {columns[at.column()].head}".strip(" ,")
        self.bar.set_view(said, self.grid.cells.cell(at.row(), at.column()), shown.grid.next_fault)
        self._place_grid(self._middle())

    # measures

    def height_for(self, width: int) -> int:  # noqa: ARG002 - it takes the height it is given
        return 1

    def _has_steps(self) -> bool:
        return bool(self.view and self.view.steps) and self.width() >= theme.worn().px(_WITH_STEPS)

    def _has_aside(self) -> bool:
        return self.width() >= theme.worn().px(_WITH_ASIDE)

    def _left(self) -> int:
        return theme.worn().px(_STEPS) if self._has_steps() else 0

    def _right(self) -> int:
        look, shown = theme.worn(), self.view
        if shown is None or not self._has_aside():
            return 0
        if shown.picture is not None:
            beside = look.px(_PICTURE + 2 * 16)
            return 0 if self._crowded(shown, beside) else beside
        return look.px(_ASIDE + 2 * 16) if shown.aside else 0

    def _crowded(self, shown: MakerView, beside: int) -> bool:
        """Whether every column of the table is seen only without what stands beside it."""
        room = self.width() - self._left() - 2 * theme.worn().px(_GAP)
        need = wide_as(shown.grid) + 2 if shown.grid is not None else 0
        return room - beside < need <= room

    def _foot(self) -> int:
        look = theme.worn()
        room = max(1, self.width() - look.px(40))
        high = button.row_height(self.buttons, room, look.px(12))
        return max(look.px(_FOOT), high + look.px(16))

    def _middle(self) -> QRect:
        """Return the place of the page between the lists, its margins taken off."""
        look, left, top = theme.worn(), self._left(), theme.worn().px(HEAD)
        gap = look.px(_GAP if self._has_steps() else 20)
        if self.view is not None and not self.view.steps:  # one column, alone in the middle
            gap = max(gap, (self.width() - look.px(_WIDEST)) // 2)
        wide = self.width() - left - self._right() - 2 * gap
        return QRect(left + gap, top, max(1, wide), max(1, self.height() - top - self._foot()))

    def _low(self) -> bool:
        """Return whether a table has hardly room: then the page's name is small and alone."""
        with_grid = self.view is not None and self.view.grid is not None
        return with_grid and self._middle().height() < theme.worn().px(_LOW)

    def _titles(self, wide: int) -> tuple[int, int]:
        """Return the heights of the page's name and of what is said below it."""
        shown = self.view
        if shown is None:
            return 0, 0
        if self._low():
            return text.height(shown.head, 16, wide, bold=True), 0
        return text.height(shown.head, 24, wide, bold=True), text.height(shown.says, 14, wide)

    def _air(self) -> int:
        """Return the room above and below the page's name."""
        return theme.worn().px(6 if self._low() else 14)

    def place(self) -> None:
        look, shown = theme.worn(), self.view
        if shown is None:
            return
        hint = self.picker.sizeHint()
        side = self.width() - look.px(20) - hint.width()
        self.picker.setGeometry(side, look.px(12), hint.width(), hint.height())
        self.picker.place()
        top, foot = look.px(HEAD), self._foot()
        body = self.height() - top - foot
        self.steps.setVisible(self._has_steps())
        self.steps.setGeometry(0, top, look.px(_STEPS), body)
        self.steps.place()
        self._place_foot()
        middle, right = self._middle(), self._right()
        with_grid = shown.grid is not None
        for one in (self.grid, self.bar):
            one.setVisible(with_grid)
        self.area.setVisible(not with_grid)
        self.message.setVisible(shown.message is not None)
        self._place_panel(QRect(self.width() - right + look.px(16), top, right - look.px(32), body))
        self._place_grid(middle)
        if not with_grid:
            y = self._below_tools(middle)
            self.area.setGeometry(self._left(), y, self.width() - self._left() - right,
                                  max(1, top + body - y))  # fmt: skip
            spare = max(0, middle.width() - look.px(_WIDEST))
            gap = middle.x() - self._left()
            self._stack.margins = (gap, gap + spare)
            self._stack.padding = (2, 20)
            self.area.relayout()

    def _place_foot(self) -> None:
        look, foot = theme.worn(), self._foot()
        wide = sum(one.sizeHint().width() + look.px(12) for one in self.buttons) - look.px(12)
        room = self.width() - look.px(40)
        x = max(look.px(20), self.width() - look.px(20) - wide)
        high = button.row_height(self.buttons, room, look.px(12))
        at = QPoint(x, self.height() - foot + (foot - high) // 2 + 1)
        button.place_row(self.buttons, at, self.width() - look.px(20) - x + 1, look.px(12))

    def _place_panel(self, at: QRect) -> None:
        look, shown = theme.worn(), self.view
        with_notes = at.width() > 0 and shown is not None
        notes = with_notes and bool(shown and shown.aside) and not (shown and shown.picture)
        picture = with_notes and bool(shown and shown.picture)
        self.aside.setVisible(notes)
        self.sheet.setVisible(picture)
        if picture:
            self.sheet.setGeometry(
                at.x(), at.y() + look.px(12), at.width(), at.height() - look.px(12)
            )
            self._sheet.padding = (4, 12)
            self.sheet.relayout()
        if notes:
            y = at.y() + look.px(50)
            self.aside.setGeometry(at.x(), y, at.width(), max(1, at.bottom() - y))
            self._notes.padding = (2, 16)
            self.aside.relayout()

    def _below_tools(self, middle: QRect) -> int:
        """Place the message and the tools below the page's name; return where they end."""
        look, wide = theme.worn(), middle.width()
        y = middle.y() + 2 * self._air() + sum(self._titles(wide))
        if self.view is not None and self.view.message is not None:
            high = self.message.height_for(wide)
            self.message.setGeometry(middle.x(), y, wide, high)
            self.message.place()
            y += high + look.px(12)
        if self.tools:
            y += button.place_row(self.tools, QPoint(middle.x(), y), wide, look.px(8)) + look.px(12)
        return y

    def _place_grid(self, middle: QRect) -> None:
        look = theme.worn()
        if self.view is None or self.view.grid is None:
            return
        y = self._below_tools(middle)
        bar = self.bar.height_for(middle.width() - 2)
        high = max(look.px(40), middle.bottom() - y - bar - self._air())
        self.grid.setGeometry(middle.x() + 1, y + 1, middle.width() - 2, high)
        self.bar.setGeometry(middle.x() + 1, y + 1 + high, middle.width() - 2, bar)
        self.bar.place()

    def restyle(self) -> None:
        for one in (*self.buttons, *self.tools):
            one.restyle()
        self.message.restyle()
        self.bar.restyle()
        self.grid.restyle()
        self._stack.restyle()
        self._notes.restyle()
        for picked in (*self.picker.buttons, self.picker, *self.steps.steps):
            picked.update()
        super().restyle()

    # look

    def resizeEvent(self, event: object) -> None:
        if self.view is not None:
            self._match_blocks(self.view)
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.view
        if shown is None:
            return
        p, look = QPainter(self), theme.worn()
        t, high, foot = look.t, look.px(HEAD), self._foot()
        line = min(t.line, 2)
        paint_bands(p, self, high, foot)
        about = look.px(_STEPS + _GAP) if self._has_steps() else 0
        paint_header(p, shown, self.picker.x() - look.px(16), about)
        middle = self._middle()
        name, says = self._titles(middle.width())
        at = QRect(middle.x(), middle.y() + self._air(), middle.width(), name)
        text.draw(p, at, shown.head, 16 if self._low() else 24, t.ink, bold=True)
        if says:
            below = QRect(at.x(), at.y() + name, at.width(), says)
            text.draw(p, below, shown.says, 14, t.quiet)
        if shown.grid is not None:
            frame = self.grid.geometry().united(self.bar.geometry()).adjusted(-1, -1, 1, 1)
            panel(p, frame, t.surface, t.hairline, radius=2, line=min(t.line, 2))
        if self.aside.isVisible() or self.sheet.isVisible():
            x = self.width() - self._right()
            p.fillRect(x, high, line, self.height() - high - foot, theme.colour(t.hairline))
        if self.aside.isVisible():
            place = QRect(self.aside.x(), high + look.px(12), self.aside.width(), look.px(32))
            text.draw_elided(p, place, shown.aside_title, 16, t.ink, bold=True)
        first = min((one.x() for one in self.buttons), default=self.width())
        paint_foot(p, shown, QRect(0, self.height() - foot, first, foot))
