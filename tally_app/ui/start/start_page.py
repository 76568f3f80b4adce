"""The start page: what the program does, what was interrupted, ways to begin, past counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.base import Note
from tally_app.app.view.start import Start
from tally_app.ui.kit import button, text, theme
from tally_app.ui.kit.base import Painted, panel
from tally_app.ui.kit.language import LanguagePicker
from tally_app.ui.kit.scroll import ScrollColumn
from tally_app.ui.kit.wire import Wire
from tally_app.ui.start.start_cards import BeginCard, GoingCard, RecentRow, WelcomeCard

if TYPE_CHECKING:
    from tally_app.ui.kit.note import NoteCard

MakeNote = Callable[[Wire, QWidget], "NoteCard"]

_ICONS = ("page_add", "folder", "cap")
_SIDE, _WIDEST = 64, 1238
_WELCOME = 260  # the narrowest card that says what the program does


class _Card(Protocol):
    """What knows its height in a width."""

    def height_for(self, width: int) -> int: ...


_Widget = TypeVar("_Widget", bound=QWidget)


def _matched(widgets: list[_Widget], count: int, make: Callable[[int], _Widget]) -> None:
    """As many widgets as there is to show; those there are stay, with the focus in one of them."""
    while len(widgets) > count:
        widgets.pop().deleteLater()
    while len(widgets) < count:
        widgets.append(make(len(widgets)))
        widgets[-1].show()


@dataclass
class _Laid:
    """A column that grows downwards from ``y``, ``wide`` from ``x``; where its words stand."""

    x: int = 0
    y: int = 0
    wide: int = 0
    placed: list[tuple[QWidget, QRect]] = field(default_factory=list)
    says: QRect = field(default_factory=QRect)
    begin: QRect = field(default_factory=QRect)
    recent: QRect = field(default_factory=QRect)
    card: QRect = field(default_factory=QRect)
    dropped: QRect = field(default_factory=QRect)

    def put(self, widget: QWidget, high: int, gap: int) -> None:
        """A widget below what there is."""
        self.placed.append((widget, QRect(self.x, self.y, self.wide, high)))
        self.y += high + gap

    def words(self, words: str, size: int, gap: int, *, bold: bool = False) -> QRect:
        """Words below what there is; where they stand."""
        at = QRect(self.x, self.y, self.wide, text.height(words, size, self.wide, bold=bold))
        self.y += at.height() + gap
        return at

    def row(self, widgets: Sequence[QWidget], between: int, gap: int, *, least: int) -> None:
        """Widgets side by side, as many in a row as are ``least`` wide, all of one height."""
        if not widgets:
            return
        beside = max(1, min(len(widgets), (self.wide + between) // (least + between)))
        wide = (self.wide - (beside - 1) * between) // beside
        for first in range(0, len(widgets), beside):
            row = widgets[first : first + beside]
            high = max(_height(one, wide) for one in row)
            for at, one in enumerate(row):
                x = self.x + at * (wide + between)
                self.placed.append((one, QRect(x, self.y, wide, high)))
            self.y += high + between
        self.y += gap - between


def _height(widget: QWidget, width: int) -> int:
    card: _Card = widget  # type: ignore[assignment]  # the cards of the start page know theirs
    return card.height_for(width)


class _Content(Painted):
    """What scrolls between header and footer."""

    def __init__(self, wire: Wire, note_card: MakeNote) -> None:
        super().__init__(None)
        self._wire = wire
        self.view: Start | None = None
        self.welcome: list[WelcomeCard] = []
        self.going = GoingCard(wire, self)
        self.begin: list[BeginCard] = []
        self.recent: list[RecentRow] = []
        self._note_card = note_card
        self.note: NoteCard | None = None

    def set_view(self, shown: Start) -> None:
        """Show another start."""
        self.view = shown
        self.going.set_view(shown.going)
        _matched(self.welcome, len(shown.welcome), lambda _at: WelcomeCard(self))
        for card, said in zip(self.welcome, shown.welcome, strict=True):
            card.set_view(said)
        _matched(self.begin, len(shown.begin), self._begin_card)
        for way, one in zip(self.begin, shown.begin, strict=True):
            way.set_view(one)
        _matched(self.recent, len(shown.recent), self._recent_row)
        for row, item in zip(self.recent, shown.recent, strict=True):
            row.set_view(item)

    def _begin_card(self, at: int) -> BeginCard:
        return BeginCard(self._wire, self, _ICONS[min(at, len(_ICONS) - 1)])

    def _recent_row(self, at: int) -> RecentRow:
        row = RecentRow(self._wire, self)
        row.first = at == 0
        return row

    def _close_told(self) -> None:
        self.tell(None)

    def tell(self, note: Note | None) -> None:
        """Show or take away a sentence of the program, with a cross."""
        if self.note is not None:
            self.note.hide()
            self.note.deleteLater()
            self.note = None
        if note is not None:
            self.note = self._note_card(self._wire, self)
            self.note.set_view(note)
            self.note.show()
            if self.note.cross is not None:
                self.note.cross.clicked.connect(self._close_told)
        viewport = self.parentWidget()
        area = viewport.parentWidget() if viewport is not None else None
        if isinstance(area, ScrollColumn):
            area.relayout()
        self.update()

    # measures

    def _lay(self, width: int) -> _Laid:
        """Return where everything stands in a width."""
        look, laid, shown = theme.worn(), _Laid(), self.view
        side = look.px(_SIDE) if width > look.px(900) else look.px(24)
        wide = min(width - 2 * side, look.px(_WIDEST))
        laid.x, laid.y, laid.wide = (width - wide) // 2, look.px(24), wide
        if shown is None:
            return laid
        if self.note is not None:
            laid.put(self.note, self.note.height_for(wide), look.px(12))
        going = () if shown.going is None else (self.going,)
        first = going if self._far_below(wide) else ()
        for card in first:
            laid.put(card, card.height_for(wide), look.px(24))
        laid.says = laid.words(shown.says, 18, look.px(14))
        laid.row(self.welcome, look.px(16), look.px(16), least=look.px(_WELCOME))
        for card in going[len(first) :]:
            laid.put(card, card.height_for(wide), look.px(24))
        if shown.welcome:
            laid.begin = laid.words(shown.begin_title, 14, look.px(10))
            laid.row(self.begin, look.px(16), look.px(16), least=look.px(300))
            laid.dropped = laid.words(shown.recent_empty, 14, look.px(24))
        else:
            self._lay_beside(laid, shown)
        return laid

    def _far_below(self, wide: int) -> bool:
        """Whether what most people want next would stand below so much that it is not in sight: it
        comes first where the cards above it have no room side by side.
        """
        gap, least = theme.worn().px(16), theme.worn().px(_WELCOME)
        return len(self.welcome) * (least + gap) > wide + gap

    def _lay_beside(self, laid: _Laid, shown: Start) -> None:
        """The ways to begin, and the past counts beside them where there is room."""
        look, top = theme.worn(), laid.y
        two, gap = laid.wide > look.px(800), look.px(32)
        x, wide = laid.x, laid.wide
        laid.wide = (wide - gap) * 642 // 1206 if two else wide
        left = laid.wide
        laid.begin = laid.words(shown.begin_title, 20, look.px(12), bold=True)
        for card in self.begin:
            laid.put(card, card.height_for(left), look.px(12))
        begin_end = laid.y + look.px(12)
        if two:
            laid.x, laid.y, laid.wide = x + left + gap, top, wide - left - gap
        else:
            laid.y += look.px(8)
        laid.recent = laid.words(shown.recent_title, 20, look.px(12), bold=True)
        y = laid.y
        for row in self.recent:
            laid.put(row, row.height_for(laid.wide), 0)
        if not self.recent:
            room = laid.wide - look.px(36)
            laid.y += text.height(shown.recent_empty, 14, room) + look.px(36)
        laid.card = QRect(laid.x, y, laid.wide, laid.y - y)
        laid.y = max(begin_end, laid.y + look.px(24))

    def height_for(self, width: int) -> int:
        return self._lay(width).y

    def place(self) -> None:
        for widget, rect in self._lay(self.width()).placed:
            widget.setGeometry(rect)
            if isinstance(widget, Painted):
                widget.place()

    def restyle(self) -> None:
        self.going.restyle()
        if self.note is not None:
            self.note.restyle()
        for one in (*self.welcome, *self.begin, *self.recent):
            one.update()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.view
        if shown is None:
            return
        p, t, laid = QPainter(self), theme.worn().t, self._lay(self.width())
        quiet = bool(shown.welcome)
        text.draw(p, laid.says, shown.says, 18, t.quiet if quiet else t.ink)
        if quiet:
            text.draw(p, laid.begin, shown.begin_title, 14, t.quiet)
            text.draw(p, laid.dropped, shown.recent_empty, 14, t.quiet)
            return
        text.draw(p, laid.begin, shown.begin_title, 20, t.ink, bold=True)
        text.draw(p, laid.recent, shown.recent_title, 20, t.ink, bold=True)
        panel(p, laid.card, t.surface, t.hairline, line=min(t.line, 2))
        if not self.recent:
            pad = theme.worn().px(18)
            inside = laid.card.adjusted(pad, 0, -pad, 0)
            text.draw(p, inside, shown.recent_empty, 14, t.quiet)


class StartPage(Painted):
    """Shows a ``Start``. ``note_card`` makes the card of a sentence when there is one to tell."""

    def __init__(self, wire: Wire, parent: QWidget, note_card: MakeNote) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view: Start | None = None
        self.content = _Content(wire, note_card)
        self.area = ScrollColumn(self, self.content)
        self.buttons: list[button.ButtonWidget] = []
        self.picker = LanguagePicker(wire, self)

    def set_view(self, shown: Start) -> None:
        """Show another view."""
        if shown == self.view:
            return
        self.view = shown
        self.picker.set_view(shown.languages, shown.language)
        self.content.set_view(shown)
        self.buttons, _moved = button.match(self.buttons, shown.buttons, self._wire, self)
        self.setAccessibleName(f"{shown.title}, {shown.subtitle}")
        self.place()
        self.update()

    def tell(self, note: Note | None) -> None:
        """Show or take away a sentence of the program."""
        self.content.tell(note)

    def stand(self) -> None:
        """Stand on what most people want next, in sight; without it on the page."""
        going = self.content.going
        if going.view is not None:
            going.button.setFocus()
            self.reveal(going.button)
        else:
            self.setFocus()

    def reveal(self, widget: QWidget) -> None:
        """Bring the widget with the focus into view, with the card it belongs to."""
        if self.content.isAncestorOf(widget):
            card = self.content.going if self.content.going.isAncestorOf(widget) else widget
            self.area.show_widget(card, theme.worn().px(16))

    def _margin(self) -> int:
        look = theme.worn()
        side = look.px(_SIDE) if self.width() > look.px(900) else look.px(24)
        return max(side, (self.width() - look.px(_WIDEST)) // 2)

    def _footer_height(self) -> int:
        look = theme.worn()
        room = self.width() - 2 * self._margin()
        line = button.row_height(self.buttons, room, look.px(8)) + look.px(16)
        below = 0 if self._words_beside() else look.px(24)
        return max(look.px(54), line + below)

    def _words_beside(self) -> bool:
        look, shown = theme.worn(), self.view
        if shown is None:
            return True
        words = text.advance(f"{shown.version}   {shown.footer}", 13) + look.px(30)
        return words + self._buttons_width() <= self.width() - 2 * self._margin()

    def _buttons_width(self) -> int:
        gap = theme.worn().px(8)
        return sum(one.sizeHint().width() + gap for one in self.buttons)

    def height_for(self, width: int) -> int:  # noqa: ARG002 - it takes the height it is given
        return 1

    def place(self) -> None:
        look, margin = theme.worn(), self._margin()
        hint = self.picker.sizeHint()
        x = self.width() - margin - hint.width()
        self.picker.setGeometry(x, look.px(12), hint.width(), hint.height())
        self.picker.place()
        foot = self._footer_height()
        top = look.px(56)
        self.area.setGeometry(0, top, self.width(), max(1, self.height() - top - foot))
        self.area.relayout()
        beside = self._words_beside()
        left = self.width() - margin - self._buttons_width() + look.px(8) if beside else margin
        room = self.width() - 2 * margin
        line = button.row_height(self.buttons, room, look.px(8))
        air = (foot - line) // 2 + 1 if beside else look.px(10)
        at = QPoint(left, self.height() - foot + air)
        button.place_row(self.buttons, at, self.width() - margin - left + 1, look.px(8))

    def restyle(self) -> None:
        self.content.restyle()
        for one in (*self.buttons, *self.picker.buttons, self.picker):
            one.update()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.view
        if shown is None:
            return
        p, look, margin = QPainter(self), theme.worn(), self._margin()
        t, high, foot = look.t, look.px(56), self._footer_height()
        line = min(t.line, 2)
        p.fillRect(0, 0, self.width(), high, theme.colour(t.surface))
        p.fillRect(0, high - line, self.width(), line, theme.colour(t.hairline))
        p.fillRect(0, self.height() - foot, self.width(), foot, theme.colour(t.surface))
        p.fillRect(0, self.height() - foot, self.width(), line, theme.colour(t.hairline))
        room = self.picker.x() - margin - look.px(12)
        text.draw_elided(
            p, QRect(margin, look.px(8), room, look.px(22)), shown.title, 16, t.ink, bold=True
        )
        text.draw_elided(
            p, QRect(margin, look.px(29), room, look.px(20)), shown.subtitle, 13, t.quiet
        )
        y = self.height() - foot if self._words_beside() else self.height() - look.px(30)
        tall = foot if self._words_beside() else look.px(24)
        version = text.advance(shown.version, 13)
        text.draw(p, QRect(margin, y, version + 2, tall), shown.version, 13, t.quiet)
        x = margin + version + look.px(21)
        rest = QRect(x, y, self.width() - margin - x, tall)
        text.draw_elided(p, rest, shown.footer, 13, t.quiet)
