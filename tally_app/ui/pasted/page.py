"""A page to paste or type a text into: the field at the left, what was found at the right."""

from PySide6.QtCore import QMimeData, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from tally_app.app.view.base import Intent, Note
from tally_app.app.view.beside import pasted as view
from tally_app.ui.kit import button, theme
from tally_app.ui.kit.base import HEAD, Guarded, Painted, SidePage, Stack, paint_frame, rounded
from tally_app.ui.kit.card import CardWidget
from tally_app.ui.kit.language import LanguagePicker
from tally_app.ui.kit.note import NoteCard
from tally_app.ui.kit.panel_cards import QuietText
from tally_app.ui.kit.scroll import ScrollColumn, SlimBar
from tally_app.ui.kit.wire import Wire
from tally_app.ui.pasted.table import ReadTableWidget

_FOOT, _SIDE, _GAP = 54, 32, 24
_WAIT = 200  # milliseconds after the last change before the text is read again
_TWO = 900  # from this width on the field and what was found stand side by side
_TAB, _TABS = 24, 40  # after the widest cell of a column; columns that are aligned
_ALIGNED = 200  # lines whose cells are measured
_RING = 3
_MOST = 1_000_000  # bytes that may be pasted: Qt needs hundreds for each of them


class _Field(Guarded, QPlainTextEdit):
    """The field to paste in; the page paints its box, with the ring of the focus. ``refused``:
    more was pasted or dropped than a page takes, and what stood there stands.
    """

    refused = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent

    def align(self) -> None:
        """Put the cells of a table parted by tabs below each other."""
        look = theme.worn()
        lines = [line.split("\t")[:_TABS] for line in self.toPlainText().split("\n")[:_ALIGNED]]
        metrics = QFontMetricsF(self.font())
        places: list[float] = []
        for at in range(max(map(len, lines)) - 1):
            cells = (metrics.horizontalAdvance(line[at]) for line in lines if at + 1 < len(line))
            before = places[-1] if places else 0.0
            places.append(before + max(cells) + look.px(_TAB))
        option = self.document().defaultTextOption()
        if [tab.position for tab in option.tabs()] != places:
            option.setTabs([QTextOption.Tab(at, QTextOption.TabType.LeftTab) for at in places])
            self.document().setDefaultTextOption(option)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt calls it so
        """Text only: a file that is dropped here goes to the window, as everywhere."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt calls it so
        """Paste or drop, within limits."""
        if len(source.text().encode("utf-8", "replace")) > _MOST:
            self.refused.emit()
        else:
            super().insertFromMimeData(source)

    def put(self, words: str) -> None:
        """Put a text in place of the one that stands there, so that it can be undone."""
        self.selectAll()
        self.insertPlainText(words)
        self.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._page.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._page.update()


class PastedPage(SidePage):
    """Shows a ``view.PastedView``."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view: view.PastedView | None = None
        self.picker = LanguagePicker(wire, self)
        self.back = button.ButtonWidget(wire, self)
        self.field = _Field(self)
        self.field.setFrameShape(QFrame.Shape.NoFrame)
        self.field.setTabChangesFocus(True)
        self.field.setVerticalScrollBar(SlimBar())
        self.field.setHorizontalScrollBar(SlimBar(Qt.Orientation.Horizontal))
        self.field.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._found = Stack(None, 12)
        self.area = ScrollColumn(self, self._found)
        own = Wire()
        own.intent = self._intent
        self._state = NoteCard(own, self._found)
        self._cards: list[CardWidget] = []
        self._quiet: list[QuietText] = []
        self._tables: list[ReadTableWidget] = []
        self.buttons: list[button.ButtonWidget] = []
        self._changed = QTimer(self, singleShot=True, interval=_WAIT)
        self._changed.timeout.connect(self._told)
        self.field.textChanged.connect(self._changed.start)
        self.field.refused.connect(self._too_large)
        self.setFocusProxy(self.field)
        self.setTabOrder(self.field, self.back)
        self._dress()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.view is not None and self.field.toPlainText() != self.view.text:
            self._changed.start()

    def _told(self) -> None:
        self.field.align()
        if self.isVisible():
            self._wire.draft(self.field.objectName(), self.field.toPlainText())

    def _intent(self, asked: Intent) -> None:
        """A button of the note was pressed: it is about the field, which is the page's own."""
        if isinstance(asked, view.PutInPlace):
            self.field.put(asked.text)

    def _too_large(self) -> None:
        if self.view is not None:
            self._say(self.view.too_large)

    def _say(self, note: Note) -> None:
        self._state.set_view(note)
        self.area.relayout()

    def set_view(self, shown: view.PastedView) -> None:
        """Show another view; what stands in the field is the reader's and stays."""
        if shown == self.view:
            return
        fresh = self.view is None
        self.view = shown
        self.picker.set_view(shown.languages, shown.language)
        self.back.set_view(shown.back)
        self.buttons, _moved = button.match(self.buttons, shown.buttons, self._wire, self)
        if fresh and shown.text:
            self.field.setPlainText(shown.text)
            self.field.align()
        self.field.setPlaceholderText(shown.placeholder)
        self.field.setObjectName(shown.field)
        self.field.setAccessibleName(shown.paste_name)
        self.setAccessibleName(f"{shown.title}, {shown.subtitle}")
        self._state.set_view(shown.state)
        items: list[Painted] = [self._state, *self._match(shown)]
        if items != self._found.items:
            self._found.set_items(items)
        self.place()
        self.area.relayout()
        self.update()

    def _match(self, shown: view.PastedView) -> list[Painted]:
        """Return cards, remarks and tables of the view, those that stood there before reused."""
        del self._cards[len(shown.cards) :]
        while len(self._cards) < len(shown.cards):
            self._cards.append(CardWidget(self._wire, self._found))
        for card, one in zip(self._cards, shown.cards, strict=True):
            card.set_view(one)
        del self._quiet[len(shown.remarks) :]
        while len(self._quiet) < len(shown.remarks):
            self._quiet.append(QuietText(self._found))
        for quiet, words in zip(self._quiet, shown.remarks, strict=True):
            quiet.set_view(words)
        del self._tables[len(shown.tables) :]
        while len(self._tables) < len(shown.tables):
            self._tables.append(ReadTableWidget(self._found))
        for table, read in zip(self._tables, shown.tables, strict=True):
            table.set_view(read)
        return [*self._cards, *self._quiet, *self._tables]

    # measures

    def height_for(self, width: int) -> int:  # noqa: ARG002 - it takes the height it is given
        return 1

    def _side(self) -> int:
        return theme.worn().px(_SIDE if self._two() else 16)

    def _two(self) -> bool:
        return self.width() >= theme.worn().px(_TWO)

    def _foot(self) -> int:
        room = self.width() - 2 * self._side()
        return button.foot_height(self.back, self.buttons, room, theme.worn().px(_FOOT))

    def _body(self) -> QRect:
        """Return what lies between header and footer, inside the margins above and below."""
        look, gap = theme.worn(), theme.worn().px(20)
        top = look.px(HEAD) + gap
        return QRect(0, top, self.width(), max(1, self.height() - top - self._foot() - gap))

    def _box(self) -> QRect:
        """Return the box of the field."""
        look, body, side = theme.worn(), self._body(), self._side()
        if self._two():
            wide = (self.width() - 2 * side - look.px(_GAP)) * 43 // 100
            return QRect(side, body.y(), wide, body.height())
        return QRect(side, body.y(), self.width() - 2 * side, body.height() * 2 // 5)

    def place(self) -> None:
        look, side, body, box = theme.worn(), self._side(), self._body(), self._box()
        hint = self.picker.sizeHint()
        x = self.width() - side - hint.width()
        self.picker.setGeometry(x, look.px(12), hint.width(), hint.height())
        self.picker.place()
        y = self.height() - self._foot() + look.px(8)
        foot = QRect(side, y, self.width() - 2 * side, self._foot())
        button.place_foot(self.back, self.buttons, foot)
        inset = look.px(10)
        self.field.setGeometry(box.adjusted(inset, inset, -max(4, inset // 2), -inset))
        gap = look.px(_GAP)
        left = box.right() + 1 + gap if self._two() else 0
        top = body.y() if self._two() else box.bottom() + 1 + look.px(16)
        bottom = body.bottom() + look.px(20)  # what was found scrolls up to the footer
        self.area.setGeometry(left, top, self.width() - left, max(1, bottom - top + 1))
        self._found.margins = (0 if self._two() else side, side)
        self._found.padding = (0, 20)
        self.area.relayout()

    # look

    def _dress(self) -> None:
        look = theme.worn()
        self.field.setFont(look.font(15))
        self.field.align()
        self.field.setPalette(theme.palette(look.t))

    def restyle(self) -> None:
        self._dress()
        self._found.restyle()
        self.back.restyle()
        for one in self.buttons:
            one.restyle()
        for part in (*self.picker.buttons, self.picker):
            part.update()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.view
        if shown is None:
            return
        p, look, side = QPainter(self), theme.worn(), self._side()
        right = self.picker.x() - look.px(12)
        paint_frame(
            p, self, (shown.title, shown.subtitle), side=side, right=right, foot=self._foot()
        )
        self._paint_box(p)

    def _paint_box(self, p: QPainter) -> None:
        """Paint the box of the field: a box means: something is typed here."""
        look, box = theme.worn(), self._box()
        t, radius = look.t, look.px(6)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(theme.colour(t.edge), t.line))
        p.setBrush(theme.colour(t.surface))
        p.drawPath(rounded(box, radius, t.line / 2))
        if self.field.hasFocus():
            p.setBrush(theme.colour("#00000000"))
            p.setPen(QPen(theme.colour(t.ring), _RING))
            p.drawPath(rounded(box.adjusted(-2, -2, 2, 2), radius + 2, 1.5))
