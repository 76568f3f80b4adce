"""Two entries side by side: what differs, grouped by its cause, and a field for the paper."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.second import ComparedGroup, ComparedLine, Comparison
from tally_app.ui.kit import icons, text, theme
from tally_app.ui.kit.base import Painted, panel, rounded
from tally_app.ui.kit.entry import Entry
from tally_app.ui.kit.row import DIGIT, EDGE, LABEL
from tally_app.ui.kit.wire import Wire
from tally_app.ui.night.second.compared_line import HEAD, ComparedRow, Heads, Lanes, measure

_HEAD, _BAND = 52, 42
_CAUSE, _DETAIL, _REMARK = 16, 15, 14
_NONE = ("", "")


class ComparisonCard(Painted):
    """Shows a ``Comparison``: rows are reused by number and label."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view = Comparison("", _NONE, _NONE, _NONE, ())
        self.rows: list[ComparedRow] = []
        self._laid: tuple[int, Lanes] | None = None

    def set_view(self, shown: Comparison) -> bool:
        """Show another view; return whether the height may have changed."""
        old, self.view = self.view, shown
        if shown == old:
            return False
        moved = _shape(shown) != _shape(old)
        heads: Heads = (shown.first, shown.second, shown.paper)
        pairs = [(group, line) for group in shown.groups for line in group.lines]
        self._hand_on(pairs)
        moved |= self._match([line for _group, line in pairs])
        for row, (group, line) in zip(self.rows, pairs, strict=True):
            row.first = line is group.lines[0]
            row.set_view(line, heads, group.title)
        if moved:
            self._laid = None
            self.place()
            self.update()
        return moved

    def _hand_on(self, pairs: list[tuple[ComparedGroup, ComparedLine]]) -> None:
        """Where the line with the focus is settled, stand on the next one that is not."""
        at = next((at for at, row in enumerate(self.rows) if _focused(row)), -1)
        kept = {line.field.key for _group, line in pairs if line.field is not None}
        now = self.rows[at].entry if at >= 0 else None
        if now is None or now.key in kept:
            return
        for row in self.rows[at + 1 :] + self.rows[:at]:
            if row.entry is not None and row.entry.key in kept and row.entry.open():
                row.entry.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _match(self, lines: list[ComparedLine]) -> bool:
        """Reuse the rows that are still there, make the new ones, drop the rest."""
        wanted, have = _keys(lines), _keys([row.view for row in self.rows])
        if wanted == have:
            return False
        kept = dict(zip(have, self.rows, strict=True))
        self.rows = []
        for key in wanted:
            row = kept.pop(key, None)
            if row is None:
                row = ComparedRow(self._wire, self)
                row.show()
            self.rows.append(row)
        for gone in kept.values():
            gone.hide()
            gone.deleteLater()
        return True

    def entries(self) -> list[Entry]:
        return [entry for row in self.rows for entry in row.entries()]

    def restyle(self) -> None:
        self._laid = None
        for row in self.rows:
            row.restyle()
        super().restyle()

    # measures

    def _lay(self, width: int) -> Lanes:
        """Return the columns in a width, and hand them to the rows."""
        if self._laid is None or self._laid[0] != width:
            self._laid = (width, measure(self.view, width - 2 * _line()))
            for row in self.rows:
                row.lanes = self._laid[1]
        return self._laid[1]

    def _head_height(self, lanes: Lanes) -> int:
        look, shown = theme.worn(), self.view
        if lanes.way == "lines":
            return 0
        tall = [
            text.height(title, HEAD, room, bold=True) + text.height(who, HEAD - 1, room)
            for (title, who), room in (
                (shown.first, lanes.column),
                (shown.second, lanes.column),
                (shown.paper, lanes.box[1] - look.px(DIGIT)),
            )
        ]
        if lanes.way == "beside":
            tall.append(text.height(shown.line, HEAD - 1, _line_room(lanes)))
        return max(look.px(_HEAD), max(tall) + look.px(10))

    def _band_parts(self, group: ComparedGroup, width: int) -> tuple[int, int, bool]:
        """Return the height of the cause, of its detail, and whether both share one line."""
        look = theme.worn()
        room = width - look.px(LABEL + EDGE)
        cause = text.height(group.title, _CAUSE, room, bold=True)
        taken = text.advance(group.title, _CAUSE, bold=True) + look.px(12)
        if taken + text.advance(group.detail, _DETAIL) <= room:
            return cause, cause, True
        return cause, text.height(group.detail, _DETAIL, room), False

    def _band_height(self, group: ComparedGroup, width: int) -> int:
        cause, detail, one = self._band_parts(group, width)
        look = theme.worn()
        return max(look.px(_BAND), (cause if one else cause + detail) + look.px(14))

    def _remark_height(self, width: int) -> int:
        look = theme.worn()
        if not self.view.remark:
            return 0
        return text.height(self.view.remark, _REMARK, width - look.px(31)) + look.px(12)

    def _card_height(self, width: int) -> int:
        lanes, inner = self._lay(width), width - 2 * _line()
        bands = sum(self._band_height(group, inner) for group in self.view.groups)
        rows = sum(row.height_for(inner) for row in self.rows)
        return 2 * _line() + self._head_height(lanes) + bands + rows

    def height_for(self, width: int) -> int:
        return self._card_height(width) + self._remark_height(width)

    def place(self) -> None:
        lanes, inner = self._lay(self.width()), self.width() - 2 * _line()
        y, at = _line() + self._head_height(lanes), 0
        above = y
        for group in self.view.groups:
            band = self._band_height(group, inner)
            above += band
            y += band
            for row in self.rows[at : at + len(group.lines)]:
                high, row.above = row.height_for(inner), above
                above = 0  # heads and cause stand above the first line of their group
                row.setGeometry(_line(), y, inner, high)
                row.place()
                y += high
            at += len(group.lines)

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        lanes, inner = self._lay(self.width()), self.width() - 2 * _line()
        high = self._card_height(self.width())
        panel(p, QRect(0, 0, self.width(), high), look.t.surface, look.t.hairline, line=_line())
        self._paint_heads(p, lanes)
        p.save()  # a band that comes first has the round corners of the card
        inside = QRect(0, 0, self.width(), high)
        p.setClipPath(rounded(inside, look.px(8), _line()))
        y, at = _line() + self._head_height(lanes), 0
        for group in self.view.groups:
            band = QRect(_line(), y, inner, self._band_height(group, inner))
            self._paint_band(p, band, group)
            y += band.height()
            for row in self.rows[at : at + len(group.lines)]:
                y += row.height()
            at += len(group.lines)
        p.restore()
        self._paint_remark(p, high)

    def _paint_heads(self, p: QPainter, lanes: Lanes) -> None:
        look, shown = theme.worn(), self.view
        if lanes.way == "lines":
            return
        line, high = _line(), self._head_height(lanes)
        if lanes.way == "beside":
            at = QRect(line + look.px(LABEL), line, _line_room(lanes), high)
            text.draw(p, at, shown.line, HEAD - 1, look.t.quiet)
        paper = lanes.box[0] + lanes.box[1] - look.px(DIGIT)
        wide = lanes.box[1] - look.px(DIGIT)
        for (title, who), right, room in (
            (shown.first, lanes.first, lanes.column),
            (shown.second, lanes.second, lanes.column),
            (shown.paper, paper, wide),
        ):
            first = text.height(title, HEAD, room, bold=True)
            second = text.height(who, HEAD - 1, room)
            at = QRect(line + right - room, line + (high - first - second) // 2, room, first)
            text.draw(p, at, title, HEAD, look.t.ink, bold=True, align=text.RIGHT)
            at = QRect(at.x(), at.y() + first, room, second)
            text.draw(p, at, who, HEAD - 1, look.t.quiet, align=text.RIGHT)

    def _paint_band(self, p: QPainter, band: QRect, group: ComparedGroup) -> None:
        look = theme.worn()
        t, tone = look.t, look.t.warning
        fill, line = (t.surface, 2) if t.contrast else (tone.tint, 1)
        p.fillRect(band, theme.colour(fill))
        p.fillRect(band.x(), band.y(), band.width(), line, theme.colour(t.hairline))
        p.fillRect(band.x(), band.bottom(), band.width(), line, theme.colour(t.hairline))
        side, left = look.px(20), look.px(LABEL)
        cause, detail, one = self._band_parts(group, band.width())
        y = band.y() + (band.height() - (cause if one else cause + detail)) // 2
        first = text.height(group.title, _CAUSE, 16000, bold=True)
        sign = QRect(look.px(14), y + (first - side) // 2, side, side)
        icon = group.icon if icons.known(group.icon) else "warning"
        icons.paint(p, sign, icon, tone.ink, fill)
        room = band.width() - look.px(LABEL + EDGE)
        text.draw(p, QRect(left, y, room, cause), group.title, _CAUSE, tone.ink, bold=True)
        if one:
            taken = text.advance(group.title, _CAUSE, bold=True) + look.px(12)
            at = QRect(left + taken, y, room - taken, cause)
        else:
            at = QRect(left, y + cause, room, detail)
        text.draw(p, at, group.detail, _DETAIL, tone.ink)

    def _paint_remark(self, p: QPainter, top: int) -> None:
        look, words = theme.worn(), self.view.remark
        if not words:
            return
        side, lead = look.px(16), look.px(31)
        at = QRect(lead, top + look.px(12), self.width() - lead, self.height() - top - look.px(12))
        first = text.height("0", _REMARK, 100)
        sign = QRect(look.px(5), at.y() + (first - side) // 2, side, side)
        icons.paint(p, sign, "lock", look.t.quiet, look.t.ground)
        text.draw(p, at, words, _REMARK, look.t.quiet)


def _line_room(lanes: Lanes) -> int:
    """Return the room of the labels' head before that of the first figures."""
    look = theme.worn()
    return lanes.first - lanes.column - look.px(16) - look.px(LABEL)


def _focused(row: ComparedRow) -> bool:
    return row.entry is not None and row.entry.hasFocus()


def _keys(lines: list[ComparedLine]) -> list[tuple[str, str, int]]:
    """Return what each line is known by: a number that stands twice has its own place."""
    seen: Counter[tuple[str, str]] = Counter()
    keys = []
    for line in lines:
        name = (line.number, line.label)
        keys.append((*name, seen[name]))
        seen[name] += 1
    return keys


def _shape(shown: Comparison) -> tuple[object, ...]:
    """Return what decides sizes and places, apart from what is typed."""
    lines = tuple(
        (group.icon, group.title, group.detail, line.number, line.label, line.caption,
         line.first, line.second, line.settled, line.field is None)
        for group in shown.groups for line in group.lines
    )  # fmt: skip
    return shown.line, shown.first, shown.second, shown.paper, shown.remark, lines


def _line() -> int:
    return min(theme.worn().t.line, 2)
