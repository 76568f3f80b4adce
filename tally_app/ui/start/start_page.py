"""The start page: an interrupted count first, three ways to begin, past counts beside them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

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
from tally_app.ui.start.start_cards import BeginCard, RecentRow, ResumeCard

if TYPE_CHECKING:
    from tally_app.ui.kit.note import NoteCard

MakeNote = Callable[[Wire, QWidget], "NoteCard"]

_ICONS = ("page_add", "folder", "cap")
_SIDE, _WIDEST = 64, 1238


class _Content(Painted):
    """What scrolls between header and footer."""

    def __init__(self, wire: Wire, note_card: MakeNote) -> None:
        super().__init__(None)
        self._wire = wire
        self.view: Start | None = None
        self.resume = ResumeCard(wire, self)
        self.begin: list[BeginCard] = []
        self.recent: list[RecentRow] = []
        self._note_card = note_card
        self.note: NoteCard | None = None

    def set_view(self, shown: Start) -> None:
        """Show another start."""
        self.view = shown
        self.resume.set_view(shown)
        self.resume.setVisible(shown.resume is not None)
        self._match_begin(shown)
        while len(self.recent) > len(shown.recent):
            self.recent.pop().deleteLater()
        while len(self.recent) < len(shown.recent):
            row = RecentRow(self._wire, self)
            row.first = not self.recent
            row.show()
            self.recent.append(row)
        for row, item in zip(self.recent, shown.recent, strict=True):
            row.set_view(item)

    def _match_begin(self, shown: Start) -> None:
        while len(self.begin) > len(shown.begin):
            self.begin.pop().deleteLater()
        while len(self.begin) < len(shown.begin):
            icon = _ICONS[min(len(self.begin), len(_ICONS) - 1)]
            card = BeginCard(self._wire, self, icon)
            card.show()
            self.begin.append(card)
        for card, one in zip(self.begin, shown.begin, strict=True):
            card.set_view(one)

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

    def _lay(self, width: int) -> tuple[list[tuple[QWidget, QRect]], list[QRect], int]:
        """Return where every child, the two titles and the recent card stand, and the height."""
        look = theme.worn()
        side = look.px(_SIDE) if width > look.px(900) else look.px(24)
        wide = min(width - 2 * side, look.px(_WIDEST))
        x = (width - wide) // 2
        y = look.px(24)
        placed: list[tuple[QWidget, QRect]] = []
        if self.note is not None:
            high = self.note.height_for(wide)
            placed.append((self.note, QRect(x, y, wide, high)))
            y += high + look.px(12)
        if self.view is not None and self.view.resume is not None:
            y = max(y, look.px(40 if self.note is not None else 56))
            high = self.resume.height_for(wide)
            placed.append((self.resume, QRect(x, y, wide, high)))
            y += high + look.px(24)
        y += look.px(20)
        two = wide > look.px(800)
        gap = look.px(32)
        left = (wide - gap) * 642 // 1206 if two else wide
        right_x, right = (x + left + gap, wide - left - gap) if two else (x, wide)
        titles = [QRect(x, y, left, self._title_height(left))]
        begin_end = self._lay_begin(placed, QRect(x, titles[0].bottom() + look.px(17), left, 0))
        top = y if two else begin_end + look.px(20)
        titles.append(QRect(right_x, top, right, self._title_height(right)))
        recent = self._lay_recent(
            placed, QRect(right_x, titles[1].bottom() + look.px(17), right, 0)
        )
        titles.append(recent)
        return placed, titles, max(begin_end, recent.bottom()) + look.px(24)

    def _title_height(self, width: int) -> int:
        shown = self.view
        if shown is None:
            return 0
        titles = (shown.begin_title, shown.recent_title)
        return max(text.height(words, 20, width, bold=True) for words in titles)

    def _lay_begin(self, placed: list[tuple[QWidget, QRect]], at: QRect) -> int:
        y = at.y()
        for card in self.begin:
            high = card.height_for(at.width())
            placed.append((card, QRect(at.x(), y, at.width(), high)))
            y += high + theme.worn().px(12)
        return y - theme.worn().px(12)

    def _lay_recent(self, placed: list[tuple[QWidget, QRect]], at: QRect) -> QRect:
        y = at.y() + 1
        for row in self.recent:
            high = row.height_for(at.width())
            placed.append((row, QRect(at.x() + 1, y, at.width() - 2, high)))
            y += high
        if not self.recent and self.view is not None:
            look = theme.worn()
            y += text.height(self.view.recent_empty, 14, at.width() - look.px(36)) + look.px(36)
        return QRect(at.x(), at.y(), at.width(), y + 1 - at.y())

    def height_for(self, width: int) -> int:
        return self._lay(width)[2]

    def place(self) -> None:
        for widget, rect in self._lay(self.width())[0]:
            widget.setGeometry(rect)
            if isinstance(widget, Painted):
                widget.place()

    def restyle(self) -> None:
        self.resume.restyle()
        if self.note is not None:
            self.note.restyle()
        for one in (*self.begin, *self.recent):
            one.update()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.view
        if shown is None:
            return
        p, look = QPainter(self), theme.worn()
        _placed, (begin, recent, card), _high = self._lay(self.width())
        text.draw(p, begin, shown.begin_title, 20, look.t.ink, bold=True)
        text.draw(p, recent, shown.recent_title, 20, look.t.ink, bold=True)
        panel(p, card, look.t.surface, look.t.hairline, line=min(look.t.line, 2))
        if not self.recent:
            pad = look.px(18)
            text.draw(p, card.adjusted(pad, 0, -pad, 0), shown.recent_empty, 14, look.t.quiet)


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
