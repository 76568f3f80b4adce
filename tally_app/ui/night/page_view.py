"""One page of the night: pinned title, scrolling blocks, pinned sum bar; no page by name."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.base import Note
from tally_app.app.view.desk import (
    Aloud,
    BlankLines,
    Call,
    Page,
    PaperPreview,
    Stages,
    SumBar,
    Table,
    Tally,
)
from tally_app.app.view.fields import Rows
from tally_app.app.view.second import Comparison, ReadBack
from tally_app.app.view.tape import Tape, TapeSums
from tally_app.ui.kit import text, theme
from tally_app.ui.kit.base import Painted
from tally_app.ui.kit.entry import RING, Entry
from tally_app.ui.kit.note import NoteCard
from tally_app.ui.kit.rows import RowsCard
from tally_app.ui.kit.scroll import stack_area
from tally_app.ui.kit.wire import Wire
from tally_app.ui.night.sum_bar import SumBarWidget
from tally_app.ui.night.table import TableCard

COLUMN, MARGIN = 880, 24


def _preview(wire: Wire, parent: QWidget) -> Painted:
    from tally_app.ui.night.preview import PreviewBlock

    return PreviewBlock(wire, parent)


def _blank(wire: Wire, parent: QWidget) -> Painted:
    from tally_app.ui.night.blank import BlankCard

    return BlankCard(wire, parent)


def _stages(wire: Wire, parent: QWidget) -> Painted:
    from tally_app.ui.night.stages import StagesStrip

    return StagesStrip(wire, parent)


def _tally(wire: Wire, parent: QWidget) -> Painted:
    from tally_app.ui.night.tally import TallyCard

    return TallyCard(wire, parent)


def _comparison(wire: Wire, parent: QWidget) -> Painted:
    from tally_app.ui.night.second.comparison import ComparisonCard

    return ComparisonCard(wire, parent)


def _read_back(wire: Wire, parent: QWidget) -> Painted:
    from tally_app.ui.night.second.read_back import ReadBackCard

    return ReadBackCard(wire, parent)


def _aloud(wire: Wire, parent: QWidget) -> Painted:
    from tally_app.ui.night.results.aloud import AloudCard

    return AloudCard(wire, parent)


def _call(wire: Wire, parent: QWidget) -> Painted:
    from tally_app.ui.night.results.call import CallCard

    return CallCard(wire, parent)


def _tape(wire: Wire, parent: QWidget) -> Painted:
    from tally_app.ui.night.tape.card import TapeCard

    return TapeCard(wire, parent)


def _sums(parent: QWidget) -> Painted:
    from tally_app.ui.night.tape.sums import TapeSumsWidget

    return TapeSumsWidget(parent)


#: the blocks of a page; those that few nights need load with the first of their kind
_MAKERS: Final[Mapping[type, Callable[[Wire, QWidget], Painted]]] = {
    Rows: RowsCard,
    Table: TableCard,
    Note: NoteCard,
    PaperPreview: _preview,
    Stages: _stages,
    BlankLines: _blank,
    Tally: _tally,
    Comparison: _comparison,
    ReadBack: _read_back,
    Tape: _tape,
    Aloud: _aloud,
    Call: _call,
}
#: what is pinned below a page
_PINNED: Final[Mapping[type, Callable[[QWidget], Painted]]] = {
    SumBar: SumBarWidget,
    TapeSums: _sums,
}
#: views whose blocks take the focus themselves, because keys mean something there
_HEARING: Final = (Tally, ReadBack)


@runtime_checkable
class _Typed(Protocol):
    """A block with fields on it."""

    def entries(self) -> list[Entry]:
        """Return its fields in the order of the paper."""


class TitleBlock(Painted):
    """Title and subtitle: pinned, or the first thing that scrolls when height is scarce."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = ("", "")

    def set_words(self, title: str, subtitle: str) -> bool:
        """Show other words; return whether they are others."""
        if (title, subtitle) == self.words:
            return False
        self.words = (title, subtitle)
        self.setAccessibleName(f"{title}. {subtitle}".strip())
        self.update()
        return True

    def _heights(self, width: int) -> tuple[int, int]:
        title, subtitle = self.words
        return text.height(title, 24, width, bold=True), text.height(subtitle, 14, width)

    def height_for(self, width: int) -> int:
        return sum(self._heights(width)) + theme.worn().px(2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look, (title, subtitle) = QPainter(self), theme.worn(), self.words
        first, second = self._heights(self.width())
        text.draw(p, QRect(0, 0, self.width(), first), title, 24, look.t.ink, bold=True)
        at = QRect(0, self.height() - second, self.width(), second)
        text.draw(p, at, subtitle, 14, look.t.quiet)


class PageView(Painted):
    """Shows a ``Page``. Blocks are reused by place and kind while the page is the same."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view: Page | None = None
        self.title = TitleBlock(self)
        self._blocks: list[Painted] = []
        self._typed: list[_Typed] = []
        self._kinds: list[type] = []
        self.area, self._stack = stack_area(self, 9)
        self.area.resized = self._reveal_ear
        self.sum_bar: Painted = SumBarWidget(self)
        self.sum_bar.hide()
        self._pinned: type = SumBar
        self.told: NoteCard | None = None
        self._unread = False  # it is to be read aloud, and nothing was typed below it yet

    def set_view(self, shown: Page) -> bool:
        """Show another view; return whether fields came or went (then the Tab order is new)."""
        old = self.view
        if shown == old:
            return False
        self.view = shown
        fresh = old is None or old.id != shown.id
        before = self.entries()
        moved = self._set_blocks(shown, fresh=fresh)
        placed = self._set_sum_bar(shown)
        placed |= self.title.set_words(shown.title, shown.subtitle)
        if placed or old is None or shown.wide != old.wide:
            self.place()
        elif moved:
            self.area.relayout()
        if fresh:
            self.area.verticalScrollBar().setValue(0)
            self._unread = Aloud in self._kinds
        return fresh or before != self.entries()

    def _set_blocks(self, shown: Page, *, fresh: bool) -> bool:
        kinds = [type(block) for block in shown.blocks]
        kept = [] if fresh else self._kept(kinds)
        items: list[Painted] = [
            old or _MAKERS[kind](self._wire, self._stack)
            for old, kind in itertools.zip_longest(kept, kinds)
        ]
        moved = items != self._blocks
        for item, block in zip(items, shown.blocks, strict=True):
            # _MAKERS made it for this kind of block, which no type can say of both lists.
            moved |= item.set_view(block)  # type: ignore[attr-defined]
        self._kinds = kinds
        if moved:
            self._blocks = items
            self._typed = [item for item in items if isinstance(item, _Typed)]
            self._fill_stack()
        return moved

    def _kept(self, kinds: list[type]) -> list[Painted | None]:
        """Return the block there is for each kind, None for none: a note that comes or goes above
        a table leaves the table its focus.
        """
        if kinds == self._kinds:
            return list(self._blocks)
        from difflib import SequenceMatcher  # seldom: only when the blocks of a page change

        kept: list[Painted | None] = [None] * len(kinds)
        same = SequenceMatcher(None, self._kinds, kinds, autojunk=False)
        for old, new, many in same.get_matching_blocks():
            kept[new : new + many] = self._blocks[old : old + many]
        return kept

    def _fill_stack(self) -> None:
        """Put the blocks into what scrolls, below the title when that scrolls too."""
        scrolls = self.title.parentWidget() is self._stack
        self._stack.set_items([self.title, *self._blocks] if scrolls else self._blocks)

    def _set_sum_bar(self, shown: Page) -> bool:
        """Show the sum bar or take it away; return whether its place may be another."""
        was = self.sum_bar.isVisibleTo(self)
        if shown.sum_bar is None:
            self.sum_bar.hide()
            return was
        kind = type(shown.sum_bar)
        if kind is not self._pinned:
            self.sum_bar.hide()
            self.sum_bar.deleteLater()
            self.sum_bar, self._pinned, was = _PINNED[kind](self), kind, False
        # _PINNED made it for this kind of view.
        taller: bool = self.sum_bar.set_view(shown.sum_bar)  # type: ignore[attr-defined]
        self.sum_bar.show()
        return taller or not was

    def tell(self, note: Note | None) -> None:
        """Show a sentence of the program above the title, or take it away."""
        if note is None:
            if self.told is not None:
                self.told.hide()
                self.told.deleteLater()
                self.told = None
        else:
            if self.told is None:
                self.told = NoteCard(self._wire, self, can_close=True)
                self.told.show()
                if self.told.cross is not None:
                    self.told.cross.clicked.connect(self._close_told)
            self.told.set_view(note)
        self._place_told()

    def _close_told(self) -> None:
        self.tell(None)

    def entries(self) -> list[Entry]:
        """Return the fields of the page in the order of the paper."""
        return [entry for item in self._typed for entry in item.entries()]

    def shows_ear(self) -> bool:
        """Return whether there is a block that takes keys itself: by ear, or to be read back."""
        return any(kind in _HEARING for kind in self._kinds)

    def reads_back(self) -> bool:
        """Return whether a figure is read aloud on this page."""
        return ReadBack in self._kinds

    def ear(self) -> Painted | None:
        """Return the block that takes keys itself, if it takes them now."""
        return next((one for one in self._blocks if one.hears()), None)

    def _reveal_ear(self) -> None:
        """In another size keep the block that has the keys in sight."""
        ear = self.ear()
        if ear is not None and self.window().focusWidget() is ear:
            self.area.show_top(ear)

    def reveal(self, widget: QWidget) -> None:
        """Bring a field's row into view, or what has the focus itself where that is too high."""
        if self._unread and any(one is widget and not one.raw() for one in self.entries()):
            self.area.verticalScrollBar().setValue(0)  # the cursor waits below what is read first
            return
        row = widget.parentWidget()
        if row is None or not self._stack.isAncestorOf(row):
            row = widget if self._stack.isAncestorOf(widget) else None
        elif row.height() > self.area.viewport().height():
            row = widget
        if row is not None:
            above = row.above if isinstance(row, Painted) else 0
            self.area.show_widget(row, theme.worn().px(8), above)
        self._place_told()

    # measures

    def height_for(self, width: int) -> int:  # noqa: ARG002 - it takes the height it is given
        return 1

    def _column(self) -> tuple[int, int]:
        """Return where the content column starts and how wide it is."""
        look, width = theme.worn(), self.width()
        margin = min(look.px(MARGIN), max(12, width // 24))
        wide = width - 2 * margin
        if self.view is None or not self.view.wide:
            wide = min(wide, look.px(COLUMN))
        return (width - wide) // 2, wide

    def _tight(self) -> bool:
        """Return whether height is scarce: then the air around the title is less."""
        return self.height() < theme.worn().px(650)

    def _scarce(self) -> bool:
        """Return whether there is so little height that the title scrolls with the blocks."""
        return self.height() < theme.worn().px(430)

    def place(self) -> None:
        look = theme.worn()
        x, wide = self._column()
        top = self._place_title(x, self._top(), wide)
        bottom, barred = self.height(), self.sum_bar.isVisibleTo(self)
        if barred:
            high = self.sum_bar.height_for(wide)
            bottom -= high + look.px(6 if self._tight() else 12)
            self.sum_bar.setGeometry(x, bottom, wide, high)
            bottom -= look.px(5 if self._tight() else 7)
        self._stack.margins = (x, self.width() - x - wide)
        self._stack.gap = 6 if self._tight() else 9
        self._stack.padding = (2, 1 if barred else 8)
        self.area.setGeometry(0, top - look.px(2), self.width(), max(1, bottom - top + look.px(2)))
        self.area.relayout()
        self._place_told()

    def _top(self) -> int:
        return theme.worn().px(4 if self._tight() else 12)

    def _place_told(self) -> None:
        """Lay what is told over the page, which moves for nobody's message: over the title, or at
        the bottom where it would cover the field that is typed in.
        """
        if self.told is None:
            return
        x, wide = self._column()
        high = self.told.height_for(wide)
        if not self._scarce():  # no half of a line looks out below it
            high = max(high, self.title.geometry().bottom() + 1 - self._top())
        at = QRect(x, self._top(), wide, high)
        now: QWidget | None = self.window().focusWidget()
        if now is not None and self.area.isAncestorOf(now):
            field = QRect(now.mapTo(self, QPoint()), now.size())
            if at.intersects(field.adjusted(0, -RING, 0, RING)):
                at.moveBottom(self.area.geometry().bottom() - theme.worn().px(8))
        self.told.setGeometry(at)
        self.told.raise_()

    def _place_title(self, x: int, top: int, wide: int) -> int:
        """Place the title, pinned or scrolling; return where the scrolling part starts."""
        look, home = theme.worn(), self._stack if self._scarce() else self
        if self.title.parentWidget() is not home:
            self.title.setParent(home)
            self.title.show()
            self._fill_stack()
        if home is self._stack:
            return top
        high = self.title.height_for(wide)
        self.title.setGeometry(x, top, wide, high)
        return top + high + look.px(4 if self._tight() else 9)

    def restyle(self) -> None:
        self._stack.restyle()
        self.title.update()
        if self.told is not None:
            self.told.restyle()
        super().restyle()
