"""What the pages of the maker are made of beside the table: steps, kinds, the ballot, the bar."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from tally_app.app.view.base import Button, Intent
from tally_app.app.view.maker import GridCell, Kind, Kinds, MakerStep, NextFault, Picture
from tally_app.ui.kit import button, icons, text, theme
from tally_app.ui.kit.base import Guarded, Painted, focus_ring, hairline, panel, rounded
from tally_app.ui.kit.wire import Wire

_STEP, _ROW, _TITLE = 50, 36, 34
_TONES = {"done": "ok", "error": "error", "warning": "warning"}


class _Pressed(Guarded, QAbstractButton):
    """A line that is one button: Enter presses it like Space, ↑ and ↓ go to its neighbours."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.asked: Intent = Intent()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self._press)

    def _press(self) -> None:
        self._wire.intent(self.asked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if not event.isAutoRepeat():
                self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and plain:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


class _Step(_Pressed):
    """One page in the list of pages."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(wire, parent)
        self.view: MakerStep | None = None

    def set_view(self, shown: MakerStep) -> None:
        """Show another view."""
        self.view, self.asked = shown, shown.intent
        self.setAccessibleName(f"{shown.name}, {shown.said}")
        self.setAccessibleDescription(shown.caption)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.view
        if shown is None:
            return
        p, look = QPainter(self), theme.worn()
        t, ground, ink, high = look.t, look.t.surface, look.t.ink, self.height()
        if shown.current:
            ground, ink = t.tint, t.on_tint
            p.fillRect(self.rect(), theme.colour(ground))
            p.fillRect(0, 0, look.px(4), high, theme.colour(t.accent))
        room = QRect(look.px(24), look.px(4), self.width() - look.px(60), high - look.px(8))
        quiet = shown.mark in ("open", "locked") and not shown.current
        if shown.caption:
            half = room.adjusted(0, 0, 0, -look.px(18))
            text.draw(p, half, shown.name, 14, ink, bold=shown.current)
            below = QRect(room.x(), room.bottom() - look.px(19), room.width(), look.px(20))
            text.draw_elided(p, below, shown.caption, 13, t.quiet)
        else:
            text.draw(p, room, shown.name, 14, t.quiet if quiet else ink, bold=shown.current)
        side = look.px(18)
        at = QRect(self.width() - look.px(30), (high - side) // 2, side, side)
        tone = _TONES.get(shown.mark)
        mark_ink = t.tone(tone).ink if tone else t.accent if shown.current else t.quiet
        icons.paint(p, at, shown.mark, mark_ink, ground)
        if self.hasFocus():
            focus_ring(p, self.rect(), radius=2)


class StepColumn(Painted):
    """The pages at the left, every one of them open."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.steps: list[_Step] = []

    def set_view(self, shown: tuple[MakerStep, ...]) -> None:
        """Show other steps."""
        while len(self.steps) > len(shown):
            self.steps.pop().deleteLater()
        while len(self.steps) < len(shown):
            self.steps.append(_Step(self._wire, self))
            self.steps[-1].show()
        for step, one in zip(self.steps, shown, strict=True):
            step.set_view(one)
        self.place()

    def height_for(self, width: int) -> int:  # noqa: ARG002 - as high as the page
        return 1

    def place(self) -> None:
        look = theme.worn()
        for at, step in enumerate(self.steps):
            y = look.px(12) + at * look.px(_STEP)
            step.setGeometry(0, y, self.width(), look.px(_STEP))

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, t = QPainter(self), theme.worn().t
        p.fillRect(self.rect(), theme.colour(t.surface))
        line = min(t.line, 2)
        p.fillRect(self.width() - line, 0, line, self.height(), theme.colour(t.hairline))


class _Kind(_Pressed):
    """A kind of election with its tick."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(wire, parent)
        self.view: Kind | None = None
        self.setCheckable(True)

    def set_view(self, shown: Kind) -> None:
        """Show another view."""
        self.view, self.asked = shown, shown.intent
        self.setChecked(shown.chosen)
        self.setAccessibleName(shown.name)
        self.setAccessibleDescription(shown.caption)
        self.update()

    def _rooms(self, width: int) -> tuple[int, int]:
        """The room of the name and of what is said beside it."""
        look = theme.worn()
        left = (width - look.px(60)) * 13 // 20
        return left, width - look.px(60) - left - look.px(12)

    def height_for(self, width: int) -> int:
        """The height in a width."""
        shown = self.view
        if shown is None:
            return 0
        left, right = self._rooms(width)
        name = text.height(shown.name, 15, left, bold=True)
        return max(
            theme.worn().px(_ROW),
            max(name, text.height(shown.caption, 13, right)) + theme.worn().px(10),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.view
        if shown is None:
            return
        p, look = QPainter(self), theme.worn()
        t, side, high = look.t, look.px(20), self.height()
        ground = t.tint if shown.chosen else t.surface
        p.fillRect(self.rect(), theme.colour(ground))
        hairline(p, look.px(44), 0, self.width())
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(look.px(12), (high - side) // 2, side, side)
        p.setPen(QPen(theme.colour(t.accent if shown.chosen else t.edge), max(t.line, 1)))
        p.setBrush(theme.colour(t.accent if shown.chosen else t.surface))
        p.drawPath(rounded(box, look.px(4), 1))
        if shown.chosen:
            icons.paint(p, box.adjusted(2, 2, -2, -2), "tick", t.on_accent, t.accent)
        left, right = self._rooms(self.width())
        name = QRect(look.px(44), 0, left, high)
        ink = t.on_tint if shown.chosen else t.ink
        text.draw(p, name, shown.name, 15, ink, bold=shown.chosen)
        caption = QRect(look.px(44) + left + look.px(12), 0, right, high)
        text.draw(p, caption, shown.caption, 13, t.quiet)
        if self.hasFocus():
            focus_ring(p, self.rect(), radius=2)


class KindsCard(Painted):
    """Shows ``Kinds``: one line each."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view = Kinds("", ())
        self.rows: list[_Kind] = []

    def set_view(self, shown: Kinds) -> None:
        """Show other kinds."""
        self.view = shown
        while len(self.rows) > len(shown.rows):
            self.rows.pop().deleteLater()
        while len(self.rows) < len(shown.rows):
            self.rows.append(_Kind(self._wire, self))
            self.rows[-1].show()
        for row, one in zip(self.rows, shown.rows, strict=True):
            row.set_view(one)
        self.place()
        self.update()

    def height_for(self, width: int) -> int:
        return theme.worn().px(_TITLE) + sum(row.height_for(width - 2) for row in self.rows) + 2

    def place(self) -> None:
        y = theme.worn().px(_TITLE)
        for row in self.rows:
            high = row.height_for(self.width() - 2)
            row.setGeometry(1, y, self.width() - 2, high)
            y += high

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        panel(p, self.rect(), look.t.surface, look.t.hairline, line=min(look.t.line, 2))
        at = QRect(look.px(44), 1, self.width() - look.px(56), look.px(_TITLE))
        text.draw(p, at, self.view.title, 13, look.t.quiet)


class BallotPicture(Painted):
    """The ballot as it will be read: heads, a row for each line, a box beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.view: Picture | None = None

    def set_view(self, shown: Picture | None) -> None:
        """Show another ballot."""
        self.view = shown
        if shown is not None:
            rows = "; ".join(f"{kk} · {ru}" for kk, ru in shown.rows)
            self.setAccessibleName(f"{shown.title}: {rows}")
        self.update()

    def height_for(self, width: int) -> int:
        """The height in a width."""
        look, shown = theme.worn(), self.view
        if shown is None:
            return 0
        room = self._room(width)
        heads = sum(self._head_heights(width))
        rows = sum(self._row_height(row, room) for row in shown.rows)
        return (
            look.px(34 + 24 + 20) + heads + rows + text.height(shown.below, 13, width) + look.px(8)
        )

    def _room(self, width: int) -> int:
        return width - theme.worn().px(40 + 48 + 16)

    def _head_heights(self, width: int) -> list[int]:
        shown, room = self.view, width - theme.worn().px(32)
        heads = shown.heads if shown else ()
        return [text.height(head, 13, room, bold=at == 0) for at, head in enumerate(heads)]

    def _row_height(self, row: tuple[str, str], room: int) -> int:
        look = theme.worn()
        high = text.height(row[0], 13, room, bold=True) + text.height(row[1], 13, room)
        return max(look.px(44), high + look.px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.view
        if shown is None:
            return
        p, look = QPainter(self), theme.worn()
        t, wide = look.t, self.width()
        text.draw(p, QRect(0, 0, wide, look.px(28)), shown.title, 16, t.ink, bold=True)
        below = text.height(shown.below, 13, wide)
        sheet = QRect(0, look.px(34), wide, self.height() - look.px(34 + 8) - below)
        panel(p, sheet, t.surface, t.hairline, radius=2, line=min(t.line, 2))
        y = sheet.y() + look.px(12)
        for at, (head, high) in enumerate(zip(shown.heads, self._head_heights(wide), strict=True)):
            place = QRect(look.px(16), y, wide - look.px(32), high)
            text.draw(p, place, head, 13, t.ink, bold=at == 0, align=text.CENTRE)
            y += high
        y += look.px(12)
        room, left, box = self._room(wide), look.px(16), look.px(22)
        p.setPen(QPen(theme.colour(t.ink), 1))
        for row in shown.rows:
            high = self._row_height(row, room)
            outline = QRect(left, y, wide - 2 * left, high)
            p.setPen(QPen(theme.colour(t.ink), 1))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRect(outline)
            edge = outline.right() - look.px(48)
            p.drawLine(edge, outline.y(), edge, outline.bottom())
            p.drawRect(QRect(edge + (look.px(48) - box) // 2, y + (high - box) // 2, box, box))
            first = text.height(row[0], 13, room, bold=True)
            text.draw(
                p,
                QRect(left + look.px(8), y + look.px(4), room, first),
                row[0],
                13,
                t.ink,
                bold=True,
            )
            second = QRect(
                left + look.px(8), y + look.px(4) + first, room, high - first - look.px(8)
            )
            text.draw(p, second, row[1], 13, t.ink, top=True)
            y += high
        place = QRect(0, self.height() - below - look.px(2), wide, below)
        text.draw(p, place, shown.below, 13, t.quiet, align=text.CENTRE)


#: Lines of a fault beside the buttons; a longer one stands above them.
_BESIDE = 3


class FaultBar(Painted):
    """What is wrong in the cell of the cursor, all of it, and what can be offered."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.place_said = ""
        self.cell = GridCell("")
        self.buttons: list[button.ButtonWidget] = []

    def set_view(self, place: str, cell: GridCell, next_fault: str) -> None:
        """Show another cell."""
        self.place_said, self.cell = place, cell
        key = "F8"
        shown = Button(NextFault(), next_fault, "small", shortcut=key, shortcut_text=key)
        offers = (cell.offer,) if cell.offer is not None else ()
        self.buttons, _moved = button.match(self.buttons, (*offers, shown), self._wire, self)
        self.setAccessibleName(f"{place} {cell.said}".strip())
        self.place()
        self.update()

    def _wide(self) -> int:
        look = theme.worn()
        return sum(one.sizeHint().width() + look.px(8) for one in self.buttons)

    def _words(self) -> str:
        return f"{self.place_said}: {self.cell.said}" if self.cell.said else self.place_said

    def _beside(self, width: int) -> int:
        look = theme.worn()
        return max(look.px(120), width - self._wide() - look.px(60))

    def _below(self, width: int) -> int:
        """The height of the buttons where they stand below the words, else 0."""
        look = theme.worn()
        if text.height(self._words(), 14, self._beside(width)) <= _BESIDE * look.px(24):
            return 0
        return max(one.sizeHint().height() for one in self.buttons) + look.px(8)

    def height_for(self, width: int) -> int:
        look = theme.worn()
        below = self._below(width)
        room = width - look.px(60) if below else self._beside(width)
        return max(look.px(48), text.height(self._words(), 14, room) + below + look.px(12))

    def place(self) -> None:
        look, x = theme.worn(), self.width() - theme.worn().px(8)
        below = self._below(self.width())
        for one in reversed(self.buttons):
            hint = one.sizeHint()
            x -= hint.width()
            y = self.height() - below if below else (self.height() - hint.height()) // 2
            one.setGeometry(x, y, hint.width(), hint.height())
            x -= look.px(8)

    def restyle(self) -> None:
        for one in self.buttons:
            one.restyle()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        t, tone = look.t, look.t.tone(self.cell.tone)
        p.fillRect(self.rect(), theme.colour(t.surface))
        hairline(p, 0, 0, self.width())
        left, side = look.px(14), look.px(18)
        ink, below = t.quiet, self._below(self.width())
        high = self.height() - below
        if self.cell.tone in ("error", "warning"):
            at = QRect(left, (high - side) // 2, side, side)
            icons.paint(p, at, self.cell.tone, tone.ink, t.surface)
            left, ink = left + side + look.px(10), t.ink
        beside = look.px(4) if below else self._wide()
        room = QRect(left, 0, self.width() - left - beside - look.px(12), high)
        text.draw(p, room, self._words(), 14, ink)
