"""The cells of a table and how they look: a fault stands in its cell."""

from typing import Any, ClassVar, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tally_app.app.view.maker import GridCell, GridTable
from tally_app.ui.kit import icons, text, theme
from tally_app.ui.kit.base import Guarded

Index = QModelIndex | QPersistentModelIndex
HEAD: Final = 46
LOW, HIGH = 36, 54
_NOWHERE = QModelIndex()
_EMPTY = GridCell("")


class CellModel(Guarded, QAbstractTableModel):
    """Shows a ``GridTable``; below its rows stands the one in which typing begins a new row."""

    answers: ClassVar = {"rowCount": 0, "columnCount": 0, "data": None}

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.grid = GridTable("", "", (), (), "", "", "")

    def set_view(self, shown: GridTable) -> None:
        """Show another view; rows come and go at the end, so that the cursor stays."""
        old, before = self.grid, self.rowCount()
        if shown.key != old.key or shown.columns != old.columns:
            self.beginResetModel()
            self.grid = shown
            self.endResetModel()
            return
        after = len(shown.rows) + bool(shown.last)
        if after > before:
            self.beginInsertRows(_NOWHERE, before, after - 1)
            self.grid = shown
            self.endInsertRows()
        elif after < before:
            self.beginRemoveRows(_NOWHERE, after, before - 1)
            self.grid = shown
            self.endRemoveRows()
        self.grid = shown
        self.dataChanged.emit(self.index(0, 0), self.index(after - 1, len(shown.columns) - 1))

    def cell(self, row: int, column: int) -> GridCell:
        """A cell; an empty one below the rows."""
        rows = self.grid.rows
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else _EMPTY

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: ARG002 - Qt calls it so
        """How many rows there are, the empty one among them."""
        return len(self.grid.rows) + bool(self.grid.last)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: ARG002 - Qt calls it so
        """How many columns there are."""
        return len(self.grid.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """What a screen reader and the painter ask for."""
        cell = self.cell(index.row(), index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell.shown or cell.text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            said = cell.said or (cell.shown or cell.text)
            return text.plain(said) if role == Qt.ItemDataRole.ToolTipRole else cell.said
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's own type
        """The heads of the columns, the numbers of the rows."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.grid.columns[section].head
        return str(section + 1) if section < len(self.grid.rows) else "+"


class HeadBar(Guarded, QHeaderView):
    """The heads of the columns, or the numbers of the rows."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(8)

    def sizeHint(self) -> QSize:
        """The height of two lines, or the width of a number."""
        look = theme.worn()
        return QSize(look.px(40), look.px(HEAD))

    def paintSection(self, p: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's
        """Paint one head."""
        look, model = theme.worn(), self.model()
        if not isinstance(model, CellModel):
            return
        t, line = look.t, min(look.t.line, 2)
        p.save()
        p.fillRect(rect, theme.colour(t.well))
        p.fillRect(rect.x(), rect.bottom(), rect.width(), line, theme.colour(t.hairline))
        p.fillRect(rect.right(), rect.y(), line, rect.height(), theme.colour(t.hairline))
        words = str(model.headerData(section, self.orientation()))
        pad = look.px(8)
        at = rect.adjusted(pad, 0, -pad, -1)
        if self.orientation() == Qt.Orientation.Vertical:
            text.draw(p, rect, words, 13, t.quiet, align=text.CENTRE)
        else:
            fits = (
                one for one in (13, 12, 11) if text.height(words, one, at.width()) <= at.height()
            )
            if size := next(fits, 0):
                align = text.RIGHT if model.grid.columns[section].digits else text.LEFT
                text.draw(p, at, words, size, t.quiet, align=align)
            else:
                text.draw_elided(p, at, words, 13, t.quiet)
        p.restore()


class CellPainter(Guarded, QStyledItemDelegate):
    """Paints a cell: its text, what is wrong below it or in its place, the ring of the cursor."""

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        model = index.model()
        if not isinstance(model, CellModel):
            return
        look, rect = theme.worn(), QRect(option.rect)
        t, cell = look.t, model.cell(index.row(), index.column())
        column = model.grid.columns[index.column()]
        tone = t.tone(cell.tone) if cell.tone in ("error", "warning") else None
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ground = tone.tint if tone and not t.contrast else t.tint if chosen else t.surface
        p.save()
        p.fillRect(rect, theme.colour(ground))
        line = min(t.line, 2)
        p.fillRect(rect.x(), rect.bottom(), rect.width(), line, theme.colour(t.hairline))
        p.fillRect(rect.right(), rect.y(), line, rect.height(), theme.colour(t.hairline))
        pad = look.px(8)
        self._paint_words(p, rect.adjusted(pad, look.px(3), -pad, -look.px(4)), model, index)
        if tone:
            p.setPen(QPen(theme.colour(tone.ink), 2))
            p.drawRect(rect.adjusted(1, 1, -2, -2))
        if state & QStyle.StateFlag.State_HasFocus:
            p.setPen(QPen(theme.colour(t.ring), 3))
            p.drawRect(rect.adjusted(1, 1, -3, -3))
        elif chosen and column.locked:
            p.setPen(QPen(theme.colour(t.edge), 1))
            p.drawRect(rect.adjusted(0, 0, -1, -1))
        p.restore()

    def _paint_words(self, p: QPainter, at: QRect, model: CellModel, index: Index) -> None:
        look = theme.worn()
        t, cell = look.t, model.cell(index.row(), index.column())
        column, high = model.grid.columns[index.column()], at.height() >= look.px(HIGH - 8)
        words = cell.shown or cell.text
        below = model.grid.last and index.row() == len(model.grid.rows)
        first = next((n for n, one in enumerate(model.grid.columns) if not one.locked), 0)
        if below and index.column() == first:
            text.draw_elided(p, at, f"+ {model.grid.last}", 14, t.quiet)
            return
        size, ink = 15.0, t.quiet if column.locked else t.ink
        said = cell.said if cell.tone in ("error", "warning") else ""
        if said and not words:
            self._paint_said(p, at, cell, tall=False)
        elif said and high:
            half = look.px(22)
            text.draw_elided(p, at.adjusted(0, 0, 0, half - at.height()), words, size, ink)
            self._paint_said(p, at.adjusted(0, half, 0, 0), cell, tall=True)
        elif said:
            side = look.px(15)
            icons.paint(p, QRect(at.x(), at.center().y() - side // 2, side, side), cell.tone,
                        t.tone(cell.tone).ink, t.tone(cell.tone).tint)  # fmt: skip
            self._paint_text(p, at.adjusted(side + look.px(6), 0, 0, 0), words, ink, column.digits)
        elif high and text.height(words, size, at.width()) <= at.height():
            align = text.RIGHT if column.digits else text.LEFT
            text.draw(p, at, words, size, ink, align=align)
        else:
            self._paint_text(p, at, words, ink, column.digits)

    def _paint_text(self, p: QPainter, at: QRect, words: str, ink: str, digits: bool) -> None:  # noqa: FBT001
        wide = text.advance(words, 15)
        if digits and wide <= at.width():
            at = at.adjusted(at.width() - wide, 0, 0, 0)
        text.draw_elided(p, at, words, 15, ink)

    def _paint_said(self, p: QPainter, at: QRect, cell: GridCell, *, tall: bool) -> None:
        """Paint what is wrong, as much of it as has room; the bar below says all of it."""
        look = theme.worn()
        tone, side = look.t.tone(cell.tone), look.px(15)
        icons.paint(p, QRect(at.x(), at.y() + (look.px(20) - side) // 2, side, side) if tall else
                    QRect(at.x(), at.center().y() - side // 2, side, side),
                    cell.tone, tone.ink, tone.tint)  # fmt: skip
        room = at.adjusted(side + look.px(6), 0, 0, 0)
        if tall and text.height(cell.said, 13, room.width(), bold=True) <= room.height():
            text.draw(p, room, cell.said, 13, tone.ink, bold=True, top=True)
            return
        line = QRect(room.x(), room.y(), room.width(), look.px(20)) if tall else room
        text.draw_elided(p, line, cell.said, 13, tone.ink, bold=True)
