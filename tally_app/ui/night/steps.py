"""The steps of the night under their groups: one group stands open, the others are one line."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from tally_app.app.view.desk import StepGroup, StepItem
from tally_app.app.view.intents import ShowStep
from tally_app.ui.kit import icons, text, theme
from tally_app.ui.kit.base import Guarded, Painted, focus_ring, hairline
from tally_app.ui.kit.wire import Wire

_Kind = TypeVar("_Kind", bound=QWidget)

WIDTH = 232
_TOP = 12
_GROUP = 40  # the line of a group
_PITCHES = (46, 42, 36)  # the first at which all lines fit, else the last
_AIR = 5  # above and below a name of two lines
_LEFT, _STATE = 24, 44  # where names start, and what the sign of the state takes
_NONE = "-"  # no group stands open
_HEADING = 14  # left edge of a group's name
_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PAD = Qt.KeyboardModifier.KeypadModifier


def _state_ink(state: str, *, quiet: bool, current: bool = False) -> str:
    t = theme.worn().t
    if t.contrast:
        return t.on_tint if current else t.ink
    if quiet:
        return t.quiet
    tone = {"done": "ok", "error": "error", "warning": "warning", "legal": "legal"}.get(state)
    return t.tone(tone).ink if tone else t.accent


class _Line(Guarded, QAbstractButton):
    """A step or a group. The arrows go from line to line."""

    def __init__(self, parent: "StepList") -> None:
        super().__init__(parent)
        self._list = parent

    def height_at(self, pitch: int, width: int) -> int:
        """Return the height of the line at a pitch."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑ and ↓ go from line to line, Enter and Space press one."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._list.go(self, _ARROWS[key])
        elif key in _ENTER and not event.modifiers() & ~_PAD:
            self.click()
        else:
            super().keyPressEvent(event)


class StepButton(_Line):
    """One step. A press asks for it; a closed one is asked for too, and answered in words."""

    def __init__(self, wire: Wire, parent: "StepList") -> None:
        super().__init__(parent)
        self._wire = wire
        self.view = StepItem("", "", "", "", current=False)
        self.clicked.connect(self._pressed)

    def set_view(self, shown: StepItem, group: str) -> None:
        """Show another view; ``group`` is the name of its group."""
        if shown == self.view:
            return
        self.view = shown
        self.setObjectName(f"step:{shown.id}")
        said = ", ".join(filter(None, (shown.name, shown.state_words, shown.caption)))
        self.setAccessibleName(said)
        self.setAccessibleDescription(group)
        self.setToolTip(text.plain(said))
        # One stop for Tab in the whole list; the arrows go on from there.
        policy = Qt.FocusPolicy.StrongFocus if shown.current else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)
        self.update()

    def _pressed(self) -> None:
        self._wire.intent(ShowStep(self.view.id))

    def sizeHint(self) -> QSize:
        return QSize(theme.worn().px(WIDTH), theme.worn().px(_PITCHES[0]))

    def _heights(self, width: int) -> tuple[int, int]:
        """Return the height of the name and of what stands under it."""
        room = width - theme.worn().px(_LEFT + _STATE)
        caption = text.height(self.view.caption, 12, room) if self.view.caption else 0
        return text.height(self.view.name, 14, room, bold=True), caption

    def height_at(self, pitch: int, width: int) -> int:
        """Every line of its name always fits."""
        look, words = theme.worn(), sum(self._heights(width))
        return max(look.px(pitch), words + look.px(_AIR) if words > look.px(30) else words)

    def _quiet(self) -> bool:
        return self.view.state in ("locked", "open", "skipped") and not self.view.current

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look, shown = QPainter(self), theme.worn(), self.view
        t, ground, ink = look.t, look.t.surface, look.t.ink
        high, width = self.height(), self.width()
        if shown.current:
            ground = t.tint
            p.fillRect(self.rect(), theme.colour(ground))
            p.fillRect(0, 0, look.px(4), high, theme.colour(t.accent))
            ink = t.on_tint
        elif self.underMouse() and not t.contrast:
            ground = t.well
            p.fillRect(self.rect(), theme.colour(ground))
        name, caption = self._heights(width)
        room, top = width - look.px(_LEFT + _STATE), (high - name - caption) // 2
        at = QRect(look.px(_LEFT), top, room, name)
        text.draw(p, at, shown.name, 14, t.quiet if self._quiet() else ink, bold=shown.current)
        under = QRect(look.px(_LEFT), top + name, room, caption)
        text.draw(p, under, shown.caption, 12, ink if shown.current else t.quiet)
        side = look.px(18)
        at = QRect(width - look.px(30), (high - side) // 2, side, side)
        state = _state_ink(shown.state, quiet=self._quiet(), current=shown.current)
        icons.paint(p, at, shown.state, state, ground)
        if self.hasFocus():
            focus_ring(p, self.rect(), radius=2)


class GroupButton(_Line):
    """The line of a group: its name, how far it is, its state. A press opens it in the list."""

    def __init__(self, parent: "StepList") -> None:
        super().__init__(parent)
        self.view = StepGroup("", "", "", "", "", ())
        self.opened = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.clicked.connect(self._pressed)

    def set_view(self, shown: StepGroup, *, opened: bool) -> None:
        """Show another view."""
        self.view, self.opened = shown, opened
        self.setObjectName(f"group:{shown.id}")
        self.setAccessibleName(shown.state_words)
        self.setToolTip(text.plain(shown.state_words))
        self.update()

    def _pressed(self) -> None:
        self._list.open_group(_NONE if self.opened else self.view.id)

    def height_at(self, pitch: int, width: int) -> int:  # noqa: ARG002 - it has a height of its own
        """All of its name always fits."""
        look = theme.worn()
        words = text.height(self.view.name, 14, self._room(width), bold=True)
        return max(look.px(_GROUP), words + look.px(12))

    def _room(self, width: int) -> int:
        beside = text.advance(self.view.progress, 13) + theme.worn().px(_HEADING + 40 + 8)
        return width - beside

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look, shown = QPainter(self), theme.worn(), self.view
        t, high, width = look.t, self.height(), self.width()
        if self.underMouse() and not t.contrast:
            p.fillRect(self.rect(), theme.colour(t.well))
        if not self.opened:
            hairline(p, 0, high - 1, width)
        ink = t.ink if self.opened else t.quiet
        name = QRect(look.px(_HEADING), 0, self._room(width), high)
        text.draw(p, name, shown.name, 14, ink, bold=self.opened)
        wide, right = text.advance(shown.progress, 13), width - look.px(40)
        text.draw(p, QRect(right - wide, 0, wide + 2, high), shown.progress, 13, t.quiet)
        side = look.px(16)
        at = QRect(width - look.px(29), (high - side) // 2, side, side)
        icon = "up" if self.opened else shown.state
        quiet = shown.state in ("open", "skipped") or self.opened
        icons.paint(p, at, icon, _state_ink(shown.state, quiet=quiet), t.surface)
        if self.hasFocus():
            focus_ring(p, self.rect(), radius=2)


class StepList(Painted):
    """The column of steps. The group of the page that is shown stands open, or the one that was
    pressed, until another page is shown.
    """

    def __init__(self, wire: Wire, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view: tuple[StepGroup, ...] = ()
        self.steps: list[StepButton] = []
        self.groups: list[GroupButton] = []
        self._pressed = ""
        #: the height in pixels there is for the list, set by the desk
        self.room = 0
        #: called when a group was opened, with what is to be brought into view
        self.turned: Callable[[QWidget], None] | None = None
        self._pitch: tuple[object, int] = (None, _PITCHES[0])

    def current(self) -> str:
        """Return the id of the step that is shown, "" for none."""
        there = (one for group in self.view for one in group.steps if one.current)
        return next((one.id for one in there), "")

    def set_view(self, shown: tuple[StepGroup, ...]) -> bool:
        """Show other steps; return whether the height may have changed."""
        if shown == self.view:
            return False
        before, here = self._shape(), self.current()
        self.view = shown
        if here != self.current():
            self._pressed = ""
        moved = before != self._shape()
        self._fill(moved=moved)
        return moved

    def _fill(self, *, moved: bool) -> None:
        items = [(item, group.name) for group in self.view for item in group.steps]
        self.steps = _as_many(self.steps, len(items), lambda: StepButton(self._wire, self))
        for step, (item, name) in zip(self.steps, items, strict=True):
            step.set_view(item, name)
        self.groups = _as_many(self.groups, len(self.view), lambda: GroupButton(self))
        for line, group in zip(self.groups, self.view, strict=True):
            line.set_view(group, opened=self._stands_open(group))
        if moved:
            self.updateGeometry()
            self.place()
            self.update()

    def _stands_open(self, group: StepGroup) -> bool:
        here = any(item.current for item in group.steps)
        return not group.name or (group.id == self._pressed if self._pressed else here)

    def open_group(self, group: str) -> None:
        """Open a group in the place of the one that stands open, or shut it."""
        self._pressed = group
        self._fill(moved=True)
        pressed = next((line for line in self.groups if line.opened), None)
        if self.turned is not None and pressed is not None:
            self.turned(pressed)

    def _shown(self) -> list[_Line]:
        """Return the lines in sight, from above."""
        found: list[_Line] = []
        steps = iter(self.steps)
        for line in self.groups:
            there = [next(steps) for _item in line.view.steps]
            found += [line] if line.view.name else []
            found += there if line.opened else []
        return found

    def go(self, line: _Line, by: int) -> None:
        """Move the focus from a line to its neighbour."""
        shown = self._shown()
        at = shown.index(line) + by
        if 0 <= at < len(shown):
            shown[at].setFocus(Qt.FocusReason.TabFocusReason)
            if self.turned is not None:
                self.turned(shown[at])

    def _height_at(self, pitch: int, width: int) -> int:
        return theme.worn().px(_TOP) + sum(x.height_at(pitch, width) for x in self._shown())

    def pitch(self, width: int) -> int:
        """Return the usual height of a step: lower when there are many of them."""
        key = (width, self.room, theme.worn(), self._shape(), self._pressed)
        if self._pitch[0] != key:
            fits = (pitch for pitch in _PITCHES if self._height_at(pitch, width) <= self.room)
            self._pitch = (key, next(fits, _PITCHES[-1]))
        return self._pitch[1]

    def height_for(self, width: int) -> int:
        return self._height_at(self.pitch(width), width)

    def place(self) -> None:
        y, width = theme.worn().px(_TOP), self.width()
        pitch, shown = self.pitch(width), self._shown()
        for line in (*self.groups, *self.steps):
            line.setVisible(line in shown)
        for line in shown:
            high = line.height_at(pitch, width)
            line.setGeometry(0, y, width, high)
            y += high

    def restyle(self) -> None:
        for line in (*self.groups, *self.steps):
            line.update()
        super().restyle()

    def _shape(self) -> tuple[object, ...]:
        """Return what decides the heights of the lines."""
        return tuple(
            [(one.name, tuple([(x.name, x.caption, x.current) for x in one.steps]))
             for one in self.view]
        )  # fmt: skip


def _as_many(there: list[_Kind], many: int, make: Callable[[], _Kind]) -> list[_Kind]:
    """Return as many widgets as are wanted: those there are, and new ones."""
    for gone in there[many:]:
        gone.hide()
        gone.deleteLater()
    return there[:many] + [make() for _missing in range(many - len(there))]
