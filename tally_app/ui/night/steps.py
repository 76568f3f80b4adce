"""The steps of the night: number, name and state, in two clean columns, under their groups."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from tally_app.app.view.desk import StepItem
from tally_app.app.view.intents import ShowStep
from tally_app.ui.kit import icons, text, theme
from tally_app.ui.kit.base import Guarded, Painted, focus_ring, hairline
from tally_app.ui.kit.wire import Wire

WIDTH, NARROW = 232, 72
_TOP = 12
_PITCHES = (52, 45, 42, 36)  # the first at which all steps fit, else the last
_AIR = 5  # above and below a name of two lines
_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class StepButton(Guarded, QAbstractButton):
    """One step. A press asks for it; a closed one is asked for too, and answered in words."""

    def __init__(self, wire: Wire, parent: "StepList") -> None:
        super().__init__(parent)
        self._wire = wire
        self._list = parent
        self.view = StepItem("", "", "", "", "", current=False)
        self.clicked.connect(self._pressed)

    def set_view(self, shown: StepItem) -> None:
        """Show another view."""
        if shown == self.view:
            return
        self.view = shown
        self.setObjectName(f"step:{shown.id}")
        self.setAccessibleName(f"{shown.number} {shown.name}, {shown.state_words}")
        self.setAccessibleDescription(shown.group)
        self.setToolTip(text.plain(f"{shown.name} – {shown.state_words}"))
        # One stop for Tab in the whole list; the arrows go from step to step.
        policy = Qt.FocusPolicy.StrongFocus if shown.current else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)
        self.update()

    def _pressed(self) -> None:
        self._wire.intent(ShowStep(self.view.id))

    def sizeHint(self) -> QSize:
        return QSize(theme.worn().px(WIDTH), theme.worn().px(52))

    def height_at(self, pitch: int, width: int) -> int:
        """Return the height of the step at a pitch: every line of its name always fits."""
        look = theme.worn()
        if narrow(width):
            return look.px(min(pitch, 44))
        name = text.height(self.view.name, 14, self._room(width), bold=True)
        lines = name + look.px(_AIR) if name > look.px(30) else name
        return max(look.px(pitch), lines)

    def _room(self, width: int) -> int:
        return width - theme.worn().px(38 + 34)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑ and ↓ go from step to step, Enter and Space ask for one."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._list.go(self, _ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_PAD:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look, shown = QPainter(self), theme.worn(), self.view
        t, ground, ink = look.t, look.t.surface, look.t.ink
        high, width = self.height(), self.width()
        quiet = shown.state in ("locked", "open") and not shown.current
        if shown.current:
            ground = t.tint
            p.fillRect(self.rect(), theme.colour(ground))
            p.fillRect(0, 0, look.px(4), high, theme.colour(t.accent))
            ink = t.on_tint
        elif self.underMouse() and not t.contrast:
            ground = t.well
            p.fillRect(self.rect(), theme.colour(ground))
        strong = t.on_tint if t.contrast else t.accent
        number = QRect(0, 0, look.px(30), high)
        number_ink = strong if shown.current else t.quiet
        text.draw(p, number, shown.number, 14, number_ink, bold=shown.current, align=text.RIGHT)
        if not narrow(width):
            name = QRect(look.px(38), 0, self._room(width), high)
            text.draw(p, name, shown.name, 14, t.quiet if quiet else ink, bold=shown.current)
        side = look.px(18)
        at = QRect(width - look.px(30), (high - side) // 2, side, side)
        icons.paint(p, at, shown.state, self._state_ink(quiet=quiet), ground)
        if self.hasFocus():
            focus_ring(p, self.rect(), radius=2)

    def _state_ink(self, *, quiet: bool) -> str:
        shown, t = self.view, theme.worn().t
        if t.contrast:
            return t.on_tint if shown.current else t.ink
        if quiet:
            return t.quiet
        tone = {"done": "ok", "error": "error", "warning": "warning", "legal": "legal"}.get(
            shown.state
        )
        return t.tone(tone).ink if tone else t.accent


_PAD = Qt.KeyboardModifier.KeypadModifier
_HEADING = 14  # left edge of a group's heading


class StepList(Painted):
    """The column of steps; it scrolls when there are more than fit. Groups have a heading."""

    def __init__(self, wire: Wire, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view: tuple[StepItem, ...] = ()
        self.steps: list[StepButton] = []
        #: the height in pixels there is for the list, set by the desk
        self.room = 0
        self._pitch: tuple[object, int] = (None, _PITCHES[0])

    def set_view(self, shown: tuple[StepItem, ...]) -> bool:
        """Show other steps; return whether the height may have changed."""
        if shown == self.view:
            return False
        moved = _shape(shown) != _shape(self.view)
        self.view = shown
        for gone in self.steps[len(shown) :]:
            gone.hide()
            gone.deleteLater()
        del self.steps[len(shown) :]
        while len(self.steps) < len(shown):
            step = StepButton(self._wire, self)
            step.show()
            self.steps.append(step)
        for step, one in zip(self.steps, shown, strict=True):
            if step.view != one:
                step.set_view(one)
        if moved:
            self.updateGeometry()
            self.place()
            self.update()
        return moved

    def _height_at(self, pitch: int, width: int) -> int:
        heights = (step.height_at(pitch, width) + self._heading(step, width) for step in self.steps)
        return theme.worn().px(_TOP) + sum(heights)

    def pitch(self, width: int) -> int:
        """Return the usual height of a step: lower when there are many of them."""
        key = (width, self.room, theme.worn(), _shape(self.view))
        if self._pitch[0] != key:
            fits = (pitch for pitch in _PITCHES if self._height_at(pitch, width) <= self.room)
            self._pitch = (key, next(fits, _PITCHES[-1]))
        return self._pitch[1]

    def heading_height(self, step: StepButton) -> int:
        """Return the height of the heading above a step, none for most."""
        return self._heading(step, self.width())

    def _heading(self, step: StepButton, width: int) -> int:
        look, words = theme.worn(), step.view.group
        if not words:
            return 0
        if narrow(width):
            return look.px(9) if step is not self.steps[0] else 0
        return text.height(words, 13, self._heading_room(width), bold=True) + look.px(8)

    def _heading_room(self, width: int) -> int:
        return width - theme.worn().px(_HEADING + 12)

    def go(self, step: StepButton, by: int) -> None:
        """Move the focus from a step to its neighbour."""
        at = self.steps.index(step) + by
        if 0 <= at < len(self.steps):
            self.steps[at].setFocus(Qt.FocusReason.TabFocusReason)
            area = self._area()
            if area is not None:
                area.ensureWidgetVisible(self.steps[at])

    def _area(self) -> QScrollArea | None:
        viewport = self.parentWidget()
        area = viewport.parentWidget() if viewport else None
        return area if isinstance(area, QScrollArea) else None

    def height_for(self, width: int) -> int:
        return self._height_at(self.pitch(width), width)

    def place(self) -> None:
        y, width = theme.worn().px(_TOP), self.width()
        pitch = self.pitch(width)
        for step in self.steps:
            y += self._heading(step, width)
            high = step.height_at(pitch, width)
            step.setGeometry(0, y, width, high)
            y += high

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look, width = QPainter(self), theme.worn(), self.width()
        for step in self.steps:
            high = self._heading(step, width)
            if not high:
                continue
            if narrow(width):
                hairline(p, look.px(10), step.y() - high // 2, width - look.px(10))
                continue
            at = QRect(look.px(_HEADING), step.y() - high, self._heading_room(width), high)
            text.draw(p, at, step.view.group, 13, look.t.quiet, bold=True)


def narrow(width: int) -> bool:
    """Return whether the list shows numbers and signs alone."""
    return width < theme.worn().px(WIDTH) - 2


def _shape(shown: tuple[StepItem, ...]) -> tuple[tuple[str, str], ...]:
    """Return what decides the heights of the steps."""
    return tuple([(one.name, one.group) for one in shown])
