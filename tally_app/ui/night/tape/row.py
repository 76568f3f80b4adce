"""A row of the tape: a page, its figures boxed while one stands in it; what differs below."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.fields import Field
from tally_app.app.view.tape import TapeRow, ThirdEntry
from tally_app.ui.kit import entry, icons, text, theme
from tally_app.ui.kit.base import Painted, hairline
from tally_app.ui.kit.choice_field import ChoiceField
from tally_app.ui.kit.wire import Wire
from tally_app.ui.night.tape.places import EDGE, TapePlaces

HIGH = 38
_BAND, _THIRD = 34, 44
_DIGIT = 12  # digits end so far before the right edge of their box
_MARK = 18


class TapeRowWidget(Painted):
    """Shows a ``TapeRow`` in the columns its tape laid out."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view = TapeRow("", "", "", ())
        self.laid: TapePlaces | None = None
        self.says = ""
        self.fields: dict[int, entry.Entry] = {}
        self.thirds: dict[int, entry.Entry] = {}

    def set_view(self, shown: TapeRow, says: str) -> bool:
        """Show another view; return whether the height may have changed."""
        old, self.view, self.says = self.view, shown, says
        if shown == old:
            return False
        cells = {at: cell for at, cell in enumerate(shown.cells) if isinstance(cell, Field)}
        self._match(self.fields, cells)
        self._match(self.thirds, dict(shown.third.fields) if shown.third else {})
        plain = [cell for cell in shown.cells if isinstance(cell, str) and cell]
        said = [shown.third.title] if shown.third else []
        self.setAccessibleName(" ".join([shown.name, *plain, *said]))
        self.place()
        self.update()
        return shown.third != old.third

    def _match(self, have: dict[int, entry.Entry], wanted: dict[int, Field]) -> None:
        """Reuse the fields that are still there, make new ones, drop the rest."""
        for at in [at for at, one in have.items() if not entry.fits(one, wanted.get(at))]:
            gone = have.pop(at)
            gone.hide()
            gone.deleteLater()
        for at, field in wanted.items():
            if at not in have:
                have[at] = entry.make(field, self._wire, self)
            have[at].set_view(field)

    def entries(self) -> list[entry.Entry]:
        """Return the fields of the page in the order of its columns, then those of the third."""
        return [self.fields[at] for at in sorted(self.fields)] + [
            self.thirds[at] for at in sorted(self.thirds)
        ]

    def restyle(self) -> None:
        for one in self.entries():
            one.restyle()
        super().restyle()

    # measures

    def height_for(self, width: int) -> int:
        look = theme.worn()
        if self.view.third is None or self.laid is None:
            return look.px(HIGH)
        return look.px(HIGH) + self._band(width, self.view.third) + self._below(self.view.third)

    def _band(self, width: int, third: ThirdEntry) -> int:
        look = theme.worn()
        left, right = self._band_rooms(width)
        tall = max(
            text.height(third.title, 14, left, bold=True), text.height(third.hidden, 13, right)
        )
        return max(look.px(_BAND), tall + look.px(10))

    def _band_rooms(self, width: int) -> tuple[int, int]:
        """Return the room for what differs, and for that the figures are hidden."""
        room = width - theme.worn().px(EDGE * 2 + 36)
        return room * 11 // 20, room - room * 11 // 20

    def _below(self, third: ThirdEntry) -> int:
        look = theme.worn()
        return max(look.px(_THIRD), text.height(third.says, 15, self._says_room()[1]) + look.px(12))

    def _says_room(self) -> tuple[int, int]:
        """Return where what is to be done is said: up to the first field of the third entry."""
        if self.laid is None:
            return 0, 1
        left = self.laid.columns[0][0]
        first = min((at for at in self.thirds), default=len(self.laid.columns) - 1)
        right = self.laid.columns[first][0] - theme.worn().px(8)
        return (left, right - left) if right - left > theme.worn().px(120) else (
            self.laid.number[0], max(1, right - self.laid.number[0])
        )  # fmt: skip

    def _box(self, at: int, top: int, high: int) -> QRect:
        """Return the box of a field in its column."""
        look = theme.worn()
        if self.laid is None:
            return QRect()
        x, wide = self.laid.columns[at]
        tall = look.px(30)
        return QRect(x, top + (high - tall) // 2, wide, tall)

    def place(self) -> None:
        look = theme.worn()
        if self.laid is None or len(self.laid.columns) < len(self.view.cells):
            return
        for at, one in self.fields.items():
            one.setGeometry(entry.inside(self._box(at, 0, look.px(HIGH))))
        third = self.view.third
        if third is not None:
            top = look.px(HIGH) + self._band(self.width(), third)
            for at, one in self.thirds.items():
                one.setGeometry(entry.inside(self._box(at, top, self._below(third))))

    # painting

    def _focused(self) -> bool:
        return any(one.hasFocus() for one in self.fields.values())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.laid is None:
            return
        p, look, focused = QPainter(self), theme.worn(), self._focused()
        t, high, shown = look.t, look.px(HIGH), self.view
        row = QRect(0, 0, self.width(), high)
        if focused and not t.contrast:
            p.fillRect(row, theme.colour(t.tint))
        else:
            hairline(p, self.laid.number[0], 0, self.width())
        x, wide = self.laid.number
        begun = not shown.coming or focused
        ink = t.ink if begun else t.quiet
        text.draw(p, QRect(x, 0, wide, high), shown.number, 16, ink, bold=begun, align=text.RIGHT)
        self._show_fields(quiet=not focused)
        for at, cell in enumerate(shown.cells):
            if isinstance(cell, Field):
                if focused or cell.tone or cell.locked:
                    entry.paint(p, self._box(at, 0, high), self.fields[at], cell)
            elif at in shown.differs:
                self._paint_differs(p, at, high)
            else:
                self._paint_cell(p, at, cell, high)
        if shown.coming and not focused:
            left, last = self.laid.columns[1][0], self.laid.columns[-1]
            at_right = QRect(left, 0, last[0] + last[1] - left - look.px(_DIGIT), high)
            text.draw(p, at_right, shown.coming, 13, t.quiet, align=text.RIGHT)
        icon = {"ok": "tick"}.get(shown.mark, shown.mark)
        if icon:
            side = look.px(_MARK)
            place = QRect(
                self.laid.mark + (look.px(40) - side) // 2, (high - side) // 2, side, side
            )
            icons.paint(p, place, icon, t.tone(shown.mark).ink, t.surface)
        if shown.third is not None:
            self._paint_third(p, shown.third, high)

    def _show_fields(self, *, quiet: bool) -> None:
        """Outside the row in focus a choice is words only."""
        for one in self.fields.values():
            if isinstance(one, ChoiceField) and one.quiet != quiet:
                one.quiet = quiet
                one.update()

    def _paint_cell(self, p: QPainter, at: int, cell: str, high: int) -> None:
        if self.laid is None:
            return
        look, (x, wide) = theme.worn(), self.laid.columns[at]
        if at in self.laid.words:
            text.draw_elided(
                p, QRect(x + look.px(12), 0, wide - look.px(12), high), cell, 16, look.t.ink
            )
            return
        place = QRect(x, 0, wide - look.px(_DIGIT), high)
        ink = look.t.quiet if cell == "0" else look.t.ink
        text.draw(p, place, cell, 19, ink, align=text.RIGHT)

    def _paint_differs(self, p: QPainter, at: int, high: int) -> None:
        """A chip in place of a figure nobody may see yet."""
        if self.laid is None:
            return
        look, (x, wide) = theme.worn(), self.laid.columns[at]
        tone, tall = look.t.tone("warning"), look.px(24)
        chip = QRect(x, (high - tall) // 2, wide, tall)
        p.fillRect(chip, theme.colour(tone.tint))
        p.fillRect(chip.x(), chip.bottom() - 1, chip.width(), 2, theme.colour(tone.ink))
        text.draw_elided(p, chip.adjusted(look.px(6), 0, -look.px(4), 0), self.says, 13, tone.ink)

    def _paint_third(self, p: QPainter, third: ThirdEntry, high: int) -> None:
        look = theme.worn()
        t, tone, width = look.t, look.t.tone("warning"), self.width()
        band = QRect(0, high, width, self._band(width, third))
        p.fillRect(band, theme.colour(tone.tint))
        side, edge = look.px(16), look.px(EDGE)
        icons.paint(p, QRect(edge, band.y() + (band.height() - side) // 2, side, side), "exchange",
                    tone.ink, tone.tint)  # fmt: skip
        left, right = self._band_rooms(width)
        x = edge + look.px(28)
        title = QRect(x, band.y(), left, band.height())
        text.draw(p, title, third.title, 14, tone.ink, bold=True)
        hidden = QRect(width - edge - right, band.y(), right, band.height())
        text.draw(p, hidden, third.hidden, 13, tone.ink, align=text.RIGHT)
        top, below = band.bottom() + 1, self._below(third)
        left, room = self._says_room()
        text.draw(p, QRect(left, top, room, below), third.says, 15, t.ink)
        for at, field in third.fields:
            entry.paint(p, self._box(at, top, below), self.thirds[at], field)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the digits still goes to the field; beside them all to the first one."""
        for at, one in self.fields.items():
            if self._box(at, 0, theme.worn().px(HIGH)).contains(event.pos()):
                one.setFocus(Qt.FocusReason.MouseFocusReason)
                return
        super().mousePressEvent(event)
