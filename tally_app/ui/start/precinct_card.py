"""The card of a precinct: its number, large, its commission, its ballots as they are printed."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from tally_app.app.view.taking import BallotShown, MemberShown, PrecinctShown
from tally_app.ui.kit import text, theme
from tally_app.ui.kit.base import Painted, hairline, panel

_PAD, _GAP, _NUMBER = 24, 32, 48
_TWO = 640  # from this width on the ballots stand beside the commission
_ROW, _OPTION, _SQUARE, _MARK = 34, 46, 22, 46


class PrecinctCard(Painted):
    """Shows a ``PrecinctShown``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.view: PrecinctShown | None = None

    def set_view(self, shown: PrecinctShown) -> None:
        """Show another precinct, or the same one put right."""
        if shown == self.view:
            return
        self.view = shown
        members = [", ".join(filter(None, (x.name, x.office, x.before))) for x in shown.members]
        ballots = [
            ", ".join((one.title, *(" / ".join(names) for names, _ in one.options)))
            for one in shown.ballots
        ]
        said = (shown.number, *shown.address, shown.about, shown.commission, *members, *ballots)
        self.setAccessibleName(". ".join(said))
        self.update()

    # measures: everything is laid once, and painted where it was laid

    def _columns(self, width: int) -> tuple[QRect, QRect, bool]:
        """The commission's column, the ballots', and whether they stand side by side."""
        look = theme.worn()
        pad, gap = look.px(_PAD), look.px(_GAP)
        wide = width - 2 * pad
        if width < look.px(_TWO):
            return QRect(pad, 0, wide, 0), QRect(pad, 0, wide, 0), False
        half = (wide - gap) // 2
        return QRect(pad, 0, half, 0), QRect(pad + wide - half, 0, half, 0), True

    def _head(self, width: int) -> tuple[QRect, QRect, int]:
        """The number, the words beside it, and where the head ends."""
        look, shown = theme.worn(), self.view
        pad = look.px(_PAD)
        if shown is None:
            return QRect(), QRect(), 0
        number = text.advance(shown.number, _NUMBER, bold=True)
        room = width - 2 * pad
        beside = number + look.px(28) + look.px(260) <= room
        if not beside:
            tall = text.height(shown.number, _NUMBER, room, bold=True)
            words = QRect(pad, pad + tall, room, self._said(room))
            return QRect(pad, pad - look.px(6), room, tall), words, words.bottom() + look.px(16)
        x = pad + number + look.px(28)
        tall = text.height(shown.number, _NUMBER, number, bold=True)
        high = max(look.px(64), tall, self._said(width - pad - x))
        y = look.px(18)
        words = QRect(x, y, width - pad - x, high)
        return QRect(pad, y, number, high), words, y + high + look.px(14)

    def _said(self, room: int) -> int:
        shown = self.view
        if shown is None:
            return 0
        first, *rest = shown.address or ("",)
        high = text.height(first, 16, room, bold=True)
        return (
            high + sum(text.height(x, 16, room) for x in rest) + text.height(shown.about, 14, room)
        )

    def _member(self, one: MemberShown, wide: int) -> tuple[int, int]:
        """The height of a member's row, and the room of the name."""
        look = theme.worn()
        name = wide - text.advance(one.office, 14) - look.px(16)
        high = max(look.px(_ROW), text.height(one.name, 15, name) + look.px(12))
        below = text.height(one.before, 13, wide)
        return high + (below + look.px(6) if below else 0), name

    def _ballot(self, one: BallotShown, wide: int) -> int:
        look = theme.worn()
        title = text.height(one.title, 14, wide) + look.px(6)
        return title + sum(self._option(x, wide) for x in one.options) + look.px(20)

    def _option(self, option: tuple[tuple[str, ...], str], wide: int) -> int:
        look, (names, removed) = theme.worn(), option
        room = wide - look.px(_MARK + 24)
        high = sum(text.height(x, 14, room, bold=not at) for at, x in enumerate(names))
        return max(look.px(_OPTION), high + text.height(removed, 13, room) + look.px(8))

    def _ends(self, width: int) -> tuple[int, int]:
        """Where the columns end: the commission's and the ballots'."""
        look, shown = theme.worn(), self.view
        if shown is None:
            return 0, 0
        left, right, two = self._columns(width)
        top = self._head(width)[2] + look.px(12)
        first = top + look.px(30) + sum(self._member(x, left.width())[0] for x in shown.members)
        second = (top if two else first + look.px(20)) + look.px(6)
        second += sum(self._ballot(x, right.width()) for x in shown.ballots)
        return first, second

    def height_for(self, width: int) -> int:
        return max(self._ends(width)) + theme.worn().px(8)

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.view
        if shown is None:
            return
        p, look, width = QPainter(self), theme.worn(), self.width()
        panel(p, self.rect(), look.t.surface, look.t.hairline, line=min(look.t.line, 2))
        number, words, end = self._head(width)
        text.draw(p, number, shown.number, _NUMBER, look.t.ink, bold=True)
        y = words.y() + max(0, (words.height() - self._said(words.width())) // 2)
        said = [(x, 16, look.t.ink, not at) for at, x in enumerate(shown.address)]
        for line, size, ink, bold in (*said, (shown.about, 14, look.t.quiet, False)):
            high = text.height(line, size, words.width(), bold=bold)
            at = QRect(words.x(), y, words.width(), high)
            text.draw(p, at, line, size, ink, bold=bold, top=True)
            y += high
        hairline(p, look.px(_PAD), end, width - look.px(_PAD))
        left, right, two = self._columns(width)
        top = end + look.px(12)
        bottom = self._paint_commission(p, QRect(left.x(), top, left.width(), 0), shown)
        start = (top if two else bottom + look.px(20)) + look.px(6)
        for ballot in shown.ballots:
            at = QRect(right.x(), start, right.width(), self._ballot(ballot, right.width()))
            self._paint_ballot(p, at, ballot)
            start += at.height()

    def _paint_commission(self, p: QPainter, at: QRect, shown: PrecinctShown) -> int:
        look = theme.worn()
        head = QRect(at.x(), at.y(), at.width(), look.px(30))
        text.draw(p, head, shown.commission, 14, look.t.quiet)
        text.draw(p, head, shown.many, 14, look.t.quiet, align=text.RIGHT)
        y = head.bottom() + 1
        for one in shown.members:
            high, room = self._member(one, at.width())
            below = text.height(one.before, 13, at.width())
            line = QRect(at.x(), y, at.width(), high - (below + look.px(6) if below else 0))
            ink = look.t.quiet if one.gone else look.t.ink
            name = QRect(line.x(), y, room, line.height())
            text.draw(p, name, one.name, 15, ink)
            if one.gone:
                wide = min(room, text.advance(one.name, 15))
                p.fillRect(name.x(), name.center().y() + 1, wide, 1, theme.colour(ink))
            text.draw(p, line, one.office, 14, look.t.quiet, align=text.RIGHT)
            under = QRect(at.x(), line.bottom() - look.px(4), at.width(), below)
            text.draw(p, under, one.before, 13, look.t.accent, top=True)
            y += high
            hairline(p, at.x(), y - 1, at.right() + 1)
        return y

    def _paint_ballot(self, p: QPainter, at: QRect, ballot: BallotShown) -> None:
        look = theme.worn()
        high = text.height(ballot.title, 14, at.width())
        head = QRect(at.x(), at.y(), at.width(), high)
        text.draw(p, head, ballot.title, 14, look.t.quiet, top=True)
        y, ink = at.y() + high + look.px(6), theme.colour(look.t.ink)
        p.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for option in ballot.options:
            box = QRect(at.x(), y, at.width() - 1, self._option(option, at.width()))
            mark = look.px(_MARK)
            p.setPen(QPen(ink, 1))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRect(box)
            p.drawLine(box.right() - mark, box.y(), box.right() - mark, box.bottom() + 1)
            side = look.px(_SQUARE)
            square = QRect(0, 0, side, side)
            square.moveCenter(QRect(box.right() - mark, box.y(), mark, box.height()).center())
            p.drawRect(square)
            self._paint_option(p, box.adjusted(look.px(12), 0, -mark - look.px(12), 0), option)
            y += box.height()

    def _paint_option(self, p: QPainter, at: QRect, option: tuple[tuple[str, ...], str]) -> None:
        look, (names, removed) = theme.worn(), option
        ink = look.t.quiet if removed else look.t.ink
        lines = [(x, 14, ink, not row) for row, x in enumerate(names)]
        lines.append((removed, 13, look.t.accent, False))
        highs = [text.height(x, size, at.width(), bold=bold) for x, size, _, bold in lines]
        y = at.y() + (at.height() - sum(highs)) // 2
        for (line, size, colour, bold), high in zip(lines, highs, strict=True):
            if line:
                spot = QRect(at.x(), y, at.width(), high)
                text.draw(p, spot, line, size, colour, bold=bold, top=True)
            y += high
