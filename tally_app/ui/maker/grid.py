"""A table to type in: arrows and Enter go from cell to cell, typing begins, Ctrl+V pastes a table.

The field over a cell is our own and has no validator and no limit: what was typed is handed over
to the letter.
"""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QMenu,
    QTableView,
    QWidget,
)

from tally_app.app.view.maker import ClearCells, GridTable, PasteCells, TypeCell
from tally_app.ui.kit import theme
from tally_app.ui.kit.base import Guarded
from tally_app.ui.kit.digit_row import digit_of
from tally_app.ui.kit.scroll import SlimBar
from tally_app.ui.kit.wire import Wire
from tally_app.ui.maker.cells import HIGH, LOW, CellModel, CellPainter, HeadBar, Index

_PLAIN = ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_UP_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
#: Widths of the numbers of the rows and of the bar that scrolls them.
_NUMBERS, _BAR = 40, 12
#: Height of a table from which its rows may be high ones.
_ROOMY = 200
_STAY = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


def _is_table(words: str) -> bool:
    """Whether more than one cell was copied; a line break stands behind a single one."""
    return "\t" in words or len(words.strip("\r\n").splitlines()) > 1


def wide_as(shown: GridTable) -> int:
    """The width in pixels in which every column of a table is seen."""
    look = theme.worn()
    return look.px(_NUMBERS) + look.px(_BAR) + sum(look.px(x.wide) for x in shown.columns)


class _Editor(Guarded, QLineEdit):
    """The field over the cell that is typed in."""

    def __init__(self, table: "GridView") -> None:
        super().__init__(table.viewport())
        self._table = table
        self.setAcceptDrops(False)  # a file goes to the window, as everywhere
        self.setFrame(False)
        self.hide()

    def commit_now(self) -> None:
        """Hand over what stands in the field."""
        self._table.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, ↑ and ↓ leave the cell; Esc leaves it as it was."""
        key, plain = event.key(), not event.modifiers() & _PLAIN
        if key in _ENTER and plain:
            self._table.finish()
            self._table.step(1)
        elif key in _UP_DOWN and plain:
            self._table.finish()
            self._table.step_down(_UP_DOWN[Qt.Key(key)])
        elif key == Qt.Key.Key_Escape:
            self._table.give_up()
        elif event.matches(QKeySequence.StandardKey.Paste) and _is_table(
            QGuiApplication.clipboard().text()
        ):
            self._table.give_up()
            self._table.paste()
        elif key in _ENTER or key in (Qt.Key.Key_F8, Qt.Key.Key_F1):
            event.ignore()
        elif digit := self._table.digit(event):
            self.insert(digit)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802, FBT001 - Qt calls it so
        """Tab goes to the next cell."""
        self._table.finish()
        self._table.step(1 if forward else -1)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAY:
            self._table.finish()


class GridView(Guarded, QTableView):
    """Shows a ``GridTable``. ``moved`` is called when the cursor stands in another cell."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.cells = CellModel(self)
        self.moved: Callable[[], None] = lambda: None
        self._typing: tuple[int, int] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(SlimBar())
        self.setHorizontalScrollBar(SlimBar(Qt.Orientation.Horizontal))
        self.setHorizontalHeader(HeadBar(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(HeadBar(Qt.Orientation.Vertical, self))
        self.setCornerButtonEnabled(False)
        self.setCornerWidget(QWidget())
        for corner in self.findChildren(QAbstractButton):
            corner.hide()
        self.setModel(self.cells)
        self.setItemDelegate(CellPainter(self))
        self.editor = _Editor(self)
        self.restyle()

    @property
    def grid(self) -> GridTable:
        """What is shown."""
        return self.cells.grid

    def set_view(self, shown: GridTable) -> None:
        """Show another view; what is being typed and where the cursor stands stay."""
        old = self.grid
        if shown == old:
            return
        fresh = shown.key != old.key or shown.columns != old.columns
        if fresh:
            self.give_up()
        self.cells.set_view(shown)
        self.setAccessibleName(shown.name)
        if fresh or shown.high != old.high:
            self.measure()
        if shown.at is not None:
            self._go(shown.at[0], self._column_of(shown.at[1]))
        elif not self.currentIndex().isValid() or fresh:
            self._go(0, self._first())
        else:
            self.moved()

    def _column_of(self, key: str) -> int:
        keys = [column.key for column in self.grid.columns]
        return keys.index(key) if key in keys else self._first()

    def _first(self) -> int:
        columns = self.grid.columns
        return next((at for at, column in enumerate(columns) if not column.locked), 0)

    def _go(self, row: int, column: int) -> None:
        row = min(max(0, row), self.cells.rowCount() - 1)
        self.setCurrentIndex(self.cells.index(row, column))
        self.scrollTo(self.currentIndex())
        self.moved()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt
        """The cursor stands in another cell."""
        super().currentChanged(current, previous)
        if current.isValid() and current.column() < len(self.grid.columns):
            key = self.grid.columns[current.column()].key
            self._wire.focus_at(f"cell.{current.row()}.{key}")
            self.moved()

    # measures

    def measure(self) -> None:
        """Give every column its width; those that grow share what is left."""
        look, columns = theme.worn(), self.grid.columns
        heads = self.verticalHeader()
        high = self.grid.high and self.height() >= look.px(_ROOMY)
        heads.setDefaultSectionSize(look.px(HIGH if high else LOW))
        grows = [at for at, column in enumerate(columns) if column.grows]
        left = self.width() - wide_as(self.grid)
        each = max(0, left) // len(grows) if grows else 0
        for at, column in enumerate(columns):
            self.setColumnWidth(at, look.px(column.wide) + (each if at in grows else 0))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt hands over its own
        self.measure()
        self._place_editor()

    def restyle(self) -> None:
        """Take on a new look."""
        look = theme.worn()
        self.editor.setFont(look.font(15))
        self.horizontalHeader().setFixedHeight(self.horizontalHeader().sizeHint().height())
        self.verticalHeader().setFixedWidth(look.px(_NUMBERS))
        self.measure()

    # typing

    def begin(self, words: str | None = None) -> None:
        """Begin to type in the cell of the cursor, with what stands there or with other words."""
        at = self.currentIndex()
        if not at.isValid() or self.grid.columns[at.column()].locked:
            return
        if self.grid.columns[at.column()].choices:
            self._choose()
            return
        self._typing = at.row(), at.column()
        cell = self.cells.cell(at.row(), at.column())
        self.editor.setText(cell.text if words is None else words)
        digits = self.grid.columns[at.column()].digits
        side = Qt.AlignmentFlag.AlignRight if digits else Qt.AlignmentFlag.AlignLeft
        self.editor.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.editor.setAccessibleName(self.grid.columns[at.column()].head)
        self.editor.show()
        self._place_editor()
        self.editor.setFocus()

    def _place_editor(self) -> None:
        if self._typing is not None:
            rect = self.visualRect(self.cells.index(*self._typing))
            self.editor.setGeometry(rect.adjusted(3, 3, -4, -4))

    def _choose(self) -> None:
        """Offer what can stand in the cell; a digit or the arrows choose."""
        at = self.currentIndex()
        row, column = at.row(), self.grid.columns[at.column()]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, (value, words) in enumerate(column.choices, 1):
            action = menu.addAction(f"&{number}  {words}")
            asked = TypeCell(row, column.key, value)
            action.triggered.connect(lambda _=False, asked=asked: self._chosen(asked))
        rect = self.visualRect(at)
        menu.popup(self.viewport().mapToGlobal(QPoint(rect.x(), rect.bottom())))

    def _chosen(self, asked: TypeCell) -> None:
        self._wire.intent(asked)
        self.step(1)

    def finish(self) -> None:
        """Hand over what was typed, if it is another text than stood there."""
        if self._typing is None:
            return
        (row, column), self._typing = self._typing, None
        words = self.editor.text()
        self._hide_editor()
        if words != self.cells.cell(row, column).text:
            self._wire.intent(TypeCell(row, self.grid.columns[column].key, words))

    def give_up(self) -> None:
        """Leave the cell as it was."""
        if self._typing is not None:
            self._typing = None
            self._hide_editor()

    def _hide_editor(self) -> None:
        # A field that is hidden with the keyboard in it would step on to the next cell by itself.
        if self.editor.hasFocus():
            self.setFocus()
        self.editor.hide()

    # from cell to cell

    def step(self, by: int) -> None:
        """To the next cell that can be typed in, from the end of a row to the next row."""
        at = self.currentIndex()
        row, column, columns = at.row(), at.column() + by, self.grid.columns
        while True:
            if not 0 <= column < len(columns):
                row, column = row + by, 0 if by > 0 else len(columns) - 1
            if not 0 <= row < self.cells.rowCount():
                return
            if not columns[column].locked:
                self._go(row, column)
                return
            column += by

    def step_down(self, by: int) -> None:
        """To the same cell of the next row."""
        at = self.currentIndex()
        if 0 <= at.row() + by < self.cells.rowCount():
            self._go(at.row() + by, at.column())

    def paste(self) -> None:
        """Hand over what was copied, for the cell of the cursor."""
        at, words = self.currentIndex(), QGuiApplication.clipboard().text()
        if words and at.isValid():
            row = at.row()
            key = self.grid.columns[at.column()].key
            if _is_table(words):
                self._wire.intent(PasteCells(row, key, words))
            elif not self.grid.columns[at.column()].locked:
                self._wire.intent(TypeCell(row, key, words.rstrip("\r\n")))

    def copy(self) -> None:
        """Copy the chosen cells as a spreadsheet does."""
        chosen = sorted((x.row(), x.column()) for x in self.selectedIndexes())
        lines: dict[int, list[str]] = {}
        for row, column in chosen:
            lines.setdefault(row, []).append(self.cells.cell(row, column).text)
        if lines:
            words = "\n".join("\t".join(cells) for cells in lines.values())
            QGuiApplication.clipboard().setText(words)

    def _clear(self) -> None:
        chosen = [(x.row(), x.column()) for x in self.selectedIndexes()]
        columns, rows = self.grid.columns, len(self.grid.rows)
        cells = tuple(
            (row, columns[at].key) for row, at in chosen if row < rows and not columns[at].locked
        )
        if cells:
            self._wire.intent(ClearCells(cells))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of a spreadsheet; what the window's own are goes on to it."""
        key, plain = event.key(), not event.modifiers() & _PLAIN
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key in _ENTER and plain:
            self.step(1)
        elif key == Qt.Key.Key_F2:
            self.begin()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            self._clear()
        elif plain and event.text() and event.text().isprintable():
            self._type(event)
        elif plain and key != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _type(self, event: QKeyEvent) -> None:
        self.begin("")
        if self._typing is not None:
            self.editor.insert(self.digit(event) or event.text())

    def digit(self, event: QKeyEvent) -> str:
        """The digit of a key of the top row where the column has figures, whatever the layout."""
        at = self.currentIndex()
        figures = at.isValid() and self.grid.columns[at.column()].digits
        return digit_of(event) if figures else ""

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802, FBT001 - Qt calls it so
        """Tab goes from cell to cell and leaves the table behind the last one."""
        at = self.currentIndex()
        self.step(1 if forward else -1)
        if self.currentIndex() == at:
            return super().focusNextPrevChild(forward)
        return True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double press begins to type."""
        super().mouseDoubleClickEvent(event)
        self.begin()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt calls it so
        """The field goes with its cell."""
        super().scrollContentsBy(dx, dy)
        self._place_editor()
