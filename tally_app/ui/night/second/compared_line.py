"""One line that differs: both figures as typed, and a field for what the paper says."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from tally_app.app.view.second import ComparedLine, Comparison, ShownFigure
from tally_app.ui.kit import entry, icons, text, theme
from tally_app.ui.kit.base import Painted, hairline
from tally_app.ui.kit.row import DIGIT, EDGE, LABEL, NUMBER
from tally_app.ui.kit.wire import Wire

HEAD = 15  # size of a column's title; its owner's name is one smaller
_FIGURE, _WORDS, _LEAST = 27, 14, 12
_ROW, _FIELD, _COLUMN = 64, 138, 108  # least height of a row, widths of the field and a figure
_GAP, _APART = 32, 40  # between the two figures, and from the second one to the field
_ROOM = 190  # least room of a label beside its figures
_TICK = 18
_PAPER = 2  # the column of what the paper says

#: title and owner of the three columns
Heads = tuple[tuple[str, str], tuple[str, str], tuple[str, str]]


@dataclass(frozen=True)
class Lanes:
    """Where the columns stand: right edges of both figures, the field, the label's room.

    ``way`` is "beside" (the label), "under" (it), or "lines" where not even that has room: every
    figure has a line of its own behind the title of its column. All in pixels.
    """

    way: str
    first: int
    second: int
    box: tuple[int, int]
    column: int
    label: int


def measure(shown: Comparison, width: int) -> Lanes:
    """Lay out the columns of a comparison in a width."""
    look = theme.worn()
    lines = [line for group in shown.groups for line in group.lines]
    figures = (_width(figure.text) for line in lines for figure in (line.first, line.second))
    figure = max(figures, default=0)
    column = max(look.px(_COLUMN), _word(shown.first), _word(shown.second), figure)
    settled = max((_width(line.settled) for line in lines if line.settled), default=0)
    settled += look.px(_TICK + 8 + DIGIT) if settled else 0
    wide = max(look.px(_FIELD), _word(shown.paper) + look.px(DIGIT), settled)
    left, right = look.px(LABEL), width - look.px(EDGE)
    second = right - wide - look.px(_APART)
    first = second - column - look.px(_GAP)
    room = first - figure - look.px(24) - left
    if room >= max(look.px(_ROOM), max((_longest(line.label, 16) for line in lines), default=0)):
        return Lanes("beside", first, second, (right - wide, wide), column, room)
    below = right - left - look.px(4)
    if first - column >= left - look.px(8):
        return Lanes("under", first, second, (right - wide, wide), column, below)
    box = min(look.px(_FIELD), below * 3 // 5)
    return Lanes("lines", 0, 0, (right - box, box), below, below)


class ComparedRow(Painted):
    """Shows a ``ComparedLine`` in the columns its card laid out."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view = ComparedLine("", "", "", *2 * (ShownFigure(""),))
        self.entry: entry.Entry | None = None
        self.lanes = Lanes("beside", 0, 0, (0, 0), 0, 0)
        self.heads: Heads = (("", ""), ("", ""), ("", ""))
        self.cause = ""
        self.first = False

    def set_view(self, shown: ComparedLine, heads: Heads, cause: str) -> None:
        """Show another view; ``cause`` is why the line differs."""
        if (shown, heads, cause) == (self.view, self.heads, self.cause):
            return
        self.view, self.heads, self.cause = shown, heads, cause
        line = f"{shown.number} {shown.label}".strip()
        said = [
            f"{' '.join(filter(None, head))}: {figure.text}"
            for head, figure in zip(heads, (shown.first, shown.second), strict=False)
        ]
        both = ", ".join(said)
        self._set_field(shown, f"{line}, {both}, {heads[_PAPER][0]}", f"{cause}. {both}")
        paper = [f"{heads[_PAPER][0]}: {shown.settled}"] if shown.settled else []
        self.setAccessibleName(", ".join([line, *said, *paper]))
        self.setAccessibleDescription(cause)
        self.place()
        self.update()

    def _set_field(self, shown: ComparedLine, name: str, description: str) -> None:
        if not entry.fits(self.entry, shown.field):
            self._drop_field()
            if shown.field is not None:
                self.entry = entry.make(shown.field, self._wire, self)
        if self.entry is not None and shown.field is not None:
            self.entry.set_view(shown.field, name, description)

    def _drop_field(self) -> None:
        gone, self.entry = self.entry, None
        if gone is not None:
            gone.hide()
            gone.deleteLater()

    def entries(self) -> list[entry.Entry]:
        return [self.entry] if self.entry is not None else []

    def restyle(self) -> None:
        if self.entry is not None:
            self.entry.restyle()
        super().restyle()

    # measures

    def _label_height(self) -> int:
        shown, room = self.view, self.lanes.label
        return text.height(shown.label, 16, room) + text.height(shown.caption, 13, room)

    def _line_height(self, at: int) -> int:
        """Return the height of one of the three lines that stand below each other."""
        look = theme.worn()
        high = text.height(self._lead(at), _WORDS, self._lead_room(at)) + look.px(8)
        return max(look.px(48 if at == _PAPER else 42), high)

    def _lead(self, at: int) -> str:
        return "\u00a0· ".join(filter(None, self.heads[at]))

    def _lead_room(self, at: int) -> int:
        """Return the room of a column's title before its figure."""
        look, shown = theme.worn(), self.view
        value = (shown.first.text, shown.second.text, shown.settled)[at]
        taken = self.lanes.box[1]
        if at != _PAPER or shown.settled:
            tick = look.px(_TICK + 8) if at == _PAPER else 0
            taken = min(_width(value) + tick, self.lanes.label // 2) + look.px(DIGIT)
        return max(1, self.lanes.label - taken - look.px(12))

    def height_for(self, width: int) -> int:  # noqa: ARG002 - the card laid out the columns
        look, label = theme.worn(), self._label_height()
        if self.lanes.way == "lines":
            return 1 + label + sum(map(self._line_height, range(3))) + look.px(16)
        if self.lanes.way == "under":
            return 1 + label + look.px(46 + 18)
        return 1 + max(look.px(_ROW), label + look.px(16))

    def _places(self) -> list[QRect]:
        """Return the place of each figure, and of the field or what was settled."""
        look, lanes = theme.worn(), self.lanes
        x, wide = lanes.box
        if lanes.way == "lines":
            y, found = 1 + look.px(8) + self._label_height(), []
            for at in range(3):
                high, right = self._line_height(at), self.width() - look.px(EDGE + DIGIT)
                left = look.px(LABEL) + self._lead_room(at)
                found.append(QRect(left, y, right - left, high))
                y += high
            if self.entry is not None:
                last = found[_PAPER]
                found[_PAPER] = QRect(x, last.y(), wide, last.height())
            return found
        top, high = 1, self.height() - 1
        if lanes.way == "under":
            top, high = 1 + look.px(10) + self._label_height(), look.px(46)
        columns = (QRect(right - lanes.column, top, lanes.column, high) for right in
                   (lanes.first, lanes.second))  # fmt: skip
        inset = 0 if self.entry is not None else look.px(DIGIT)
        return [*columns, QRect(x, top, wide - inset, high)]

    def _box(self) -> QRect:
        at, high = self._places()[_PAPER], theme.worn().px(40)
        return QRect(at.x(), at.y() + (at.height() - high) // 2, at.width(), high)

    def place(self) -> None:
        if self.entry is not None:
            self.entry.setGeometry(entry.inside(self._box()))

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look, shown = QPainter(self), theme.worn(), self.view
        if not self.first:
            hairline(p, look.px(LABEL), 0, self.width())
        self._paint_label(p)
        places = self._places()
        if self.lanes.way == "lines":
            for at, place in enumerate(places):
                room = self._lead_room(at)
                lead = QRect(look.px(LABEL), place.y(), room, place.height())
                text.draw(p, lead, self._lead(at), _WORDS, look.t.quiet)
        for figure, place in zip((shown.first, shown.second), places, strict=False):
            paint_figure(p, place, figure)
        if self.entry is not None and shown.field is not None:
            entry.paint(p, self._box(), self.entry, shown.field)
        elif shown.settled:
            self._paint_settled(p, places[_PAPER])

    def _paint_label(self, p: QPainter) -> None:
        look, shown, room = theme.worn(), self.view, self.lanes.label
        label, caption = text.height(shown.label, 16, room), text.height(shown.caption, 13, room)
        top = 1 + look.px(8)
        if self.lanes.way == "beside":
            top = 1 + (self.height() - 1 - label - caption) // 2
        left, tall = look.px(LABEL), label + caption
        beside = tall if self.lanes.way == "beside" else text.height("0", 16, room)
        number = QRect(0, top, look.px(NUMBER), beside)
        text.draw(p, number, shown.number, 13, look.t.quiet, align=text.RIGHT)
        text.draw(p, QRect(left, top, room, label), shown.label, 16, look.t.ink)
        below = QRect(left, top + label, room, caption)
        text.draw(p, below, shown.caption, 13, look.t.quiet)

    def _paint_settled(self, p: QPainter, place: QRect) -> None:
        look, words = theme.worn(), self.view.settled
        size = _fit(words, place.width() - look.px(_TICK + 8))
        text.draw(p, place, words, size, look.t.ink, align=text.RIGHT)
        side = look.px(_TICK)
        x = place.right() + 1 - text.advance(words, size) - look.px(8) - side
        at = QRect(x, place.center().y() - side // 2, side, side)
        icons.paint(p, at, "tick", look.t.ok.ink, look.t.surface)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the digits still goes to the field."""
        if self.entry is not None and self._box().contains(event.pos()):
            self.entry.setFocus(Qt.FocusReason.MouseFocusReason)
        else:
            super().mousePressEvent(event)


def paint_figure(p: QPainter, place: QRect, figure: ShownFigure) -> None:
    """Paint a figure on its right edge; the signs that differ are tinted and underlined."""
    look, words = theme.worn(), figure.text
    t, size = look.t, _fit(words, place.width())
    marks = _mark_places(place, figure, size)
    fill = t.ink if t.contrast else t.warning.tint
    for mark in marks:
        p.fillRect(mark, theme.colour(fill))
    ink = t.ink if _is_figure(words) else t.quiet
    text.draw(p, place, words, size, ink, align=text.RIGHT)
    if t.contrast and marks:  # what the tint says elsewhere, inversion says here
        region = QRegion()
        for mark in marks:
            region += mark
        p.save()
        p.setClipRegion(region)
        text.draw(p, place, words, size, t.surface, align=text.RIGHT)
        p.restore()
    high = look.px(3)
    for mark in marks:
        line = mark.adjusted(1, 0, -1, 0)
        under = QRect(line.x(), mark.bottom() + look.px(2), line.width(), high)
        p.fillRect(under, theme.colour(t.warning.ink))


def _mark_places(place: QRect, figure: ShownFigure, size: float) -> list[QRect]:
    """Return the place of every sign that differs; of nothing typed, the place of a digit."""
    look, words = theme.worn(), figure.text
    middle, high = place.center().y() + 1, look.px(size * 1.12)
    top = middle - high // 2
    if not words:
        wide = text.advance("0", size)
        return [QRect(place.right() + 1 - wide, top, wide, high)] if figure.marks else []
    line = text.para(words, size, place.width(), align=text.RIGHT.value).layout.lineAt(0)
    found = []
    for at in figure.marks:
        if at < len(words) and not words[at].isspace():  # what groups digits is no digit
            left, right = (round(_x(line.cursorToX(edge))) for edge in (at, at + 1))
            found.append(QRect(place.x() + left, top, max(1, right - left), high))
    return found


def _x(at: object) -> float:
    """Return the place of a cursor, which this Qt gives with the cursor it stands at."""
    return float(at[0] if isinstance(at, tuple) else at)  # type: ignore[arg-type]


def _is_figure(words: str) -> bool:
    return any(sign.isdigit() for sign in words) or not words


def _size(words: str) -> float:
    return _FIGURE if _is_figure(words) else _WORDS


def _width(words: str) -> int:
    return text.advance(words, _size(words))


def _fit(words: str, room: int) -> float:
    """Return the size at which a figure stands on one line."""
    size = _size(words)
    while size > _LEAST and text.advance(words, size) > room:
        size -= 1
    return size


def _longest(words: str, size: float, *, bold: bool = False) -> int:
    return max((text.advance(word, size, bold=bold) for word in words.split()), default=0)


def _word(head: tuple[str, str]) -> int:
    """Return the width of the longest word in a column's head."""
    return max(_longest(head[0], HEAD, bold=True), _longest(head[1], HEAD - 1))
