"""The steps of the night: number, name and state, in two clean columns."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from tally_app.app import view
from tally_app.ui import icons, text, theme
from tally_app.ui.widgets.base import Painted, focus_ring
from tally_app.ui.wire import Wire

WIDTH, NARROW = 232, 72
_FEW = 12  # so many steps of 52 fit
_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class StepButton(QAbstractButton):
    """One step. A press asks for it; a closed one is asked for too, and answered in words."""

    def __init__(self, wire: Wire, parent: "StepList") -> None:
        super().__init__(parent)
        self._wire = wire
        self._list = parent
        self.view = view.StepItem("", "", "", "", "", current=False)
        self.clicked.connect(self._pressed)

    def set_view(self, shown: view.StepItem) -> None:
        """Show another view."""
        if shown == self.view:
            return
        self.view = shown
        self.setObjectName(f"step:{shown.id}")
        self.setAccessibleName(f"{shown.number} {shown.name}, {shown.state_words}")
        self.setToolTip(f"{shown.name} – {shown.state_words}")
        # One stop for Tab in the whole list; the arrows go from step to step.
        policy = Qt.FocusPolicy.StrongFocus if shown.current else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)
        self.update()

    def _pressed(self) -> None:
        self._wire.intent("step", self.view.id)

    def sizeHint(self) -> QSize:
        return QSize(theme.look().px(WIDTH), theme.look().px(52))

    def height_for(self, width: int) -> int:
        """Return the height of the step: two lines of its name always fit."""
        if width < theme.look().px(WIDTH) - 2:
            return theme.look().px(44)
        return max(
            self._list.pitch(), text.height(self.view.name, 14, self._room(width), bold=True)
        )

    def _room(self, width: int) -> int:
        return width - theme.look().px(38 + 34)

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
        p, look, shown = QPainter(self), theme.look(), self.view
        t, ground, ink = look.t, look.t.surface, look.t.ink
        high, width = self.height(), self.width()
        narrow = width < look.px(WIDTH) - 2
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
        if not narrow:
            name = QRect(look.px(38), 0, self._room(width), high)
            text.draw(p, name, shown.name, 14, t.quiet if quiet else ink, bold=shown.current)
        side = look.px(18)
        at = QRect(width - look.px(30), (high - side) // 2, side, side)
        icons.paint(p, at, shown.state, self._state_ink(quiet=quiet), ground)
        if self.hasFocus():
            focus_ring(p, self.rect(), radius=2)

    def _state_ink(self, *, quiet: bool) -> str:
        shown, t = self.view, theme.look().t
        if t.contrast:
            return t.on_tint if shown.current else t.ink
        if quiet:
            return t.quiet
        tone = {"done": "ok", "error": "error", "warning": "warning", "legal": "legal"}.get(
            shown.state
        )
        return t.tone(tone).ink if tone else t.accent


_PAD = Qt.KeyboardModifier.KeypadModifier


class StepList(Painted):
    """The column of steps; it scrolls when there are more than fit."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view: tuple[view.StepItem, ...] = ()
        self.steps: list[StepButton] = []

    def set_view(self, shown: tuple[view.StepItem, ...]) -> None:
        """Show other steps."""
        if shown == self.view:
            return
        moved = len(shown) != len(self.view)
        self.view = shown
        for gone in self.steps[len(shown) :]:
            gone.hide()
            gone.deleteLater()
        del self.steps[len(shown) :]
        while len(self.steps) < len(shown):
            step = StepButton(self._wire, self)
            step.show()
            self.steps.append(step)
            moved = True
        for step, one in zip(self.steps, shown, strict=True):
            step.set_view(one)
        if moved:
            self.updateGeometry()
            self.place()

    def pitch(self) -> int:
        """Return the usual height of a step: lower when there are many of them."""
        return theme.look().px(52 if len(self.steps) <= _FEW else 45)

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
        return theme.look().px(12) + sum(step.height_for(width) for step in self.steps)

    def place(self) -> None:
        y = theme.look().px(12)
        for step in self.steps:
            high = step.height_for(self.width())
            step.setGeometry(0, y, self.width(), high)
            y += high
