"""The contest bar: every ballot of the night with its state, the one on the page marked."""

from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from tally_app.app.view.desk import ContestTab
from tally_app.app.view.intents import ShowContest
from tally_app.ui.kit import icons, text, theme
from tally_app.ui.kit.base import Guarded, Painted, focus_ring
from tally_app.ui.kit.wire import Wire

HEIGHT = 57
_LEAST = 150  # a tab narrower than this shows no words
_TALL = 80  # a bar higher than this takes too much of the page: then only the current tab has words
_SHORT, _SHORT_MOST = 58, 76  # a tab of number and sign
_CURRENT_MOST = 420
_LEFT, _RIGHT = 38, 46  # beside the words: the number, the sign
_FOOT = 4
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_TONES = {"done": "ok", "error": "error", "warning": "warning", "legal": "legal"}
_WORST = ("error", "legal", "warning")
_PAD = Qt.KeyboardModifier.KeypadModifier


class ContestButton(Guarded, QAbstractButton):
    """One ballot. A press asks for it."""

    def __init__(self, bar: "ContestBar") -> None:
        super().__init__(bar)
        self._bar = bar
        self.number = ""
        self.worded = True
        self.view = ContestTab("", "", "", "", current=False)
        self.clicked.connect(self.ask)

    def set_view(self, shown: ContestTab, number: str) -> None:
        """Show another view."""
        if (shown, number) == (self.view, self.number):
            return
        self.view, self.number = shown, number
        self.setObjectName(f"contest:{shown.id}")
        self.setAccessibleName(f"{number} {shown.name}, {shown.state_words}")
        self.setToolTip(text.plain(f"{shown.name} – {shown.state_words}"))
        # One stop for Tab in the whole bar; the arrows go from tab to tab. A press with the mouse
        # leaves what is being typed to the presenter, as a language does.
        policy = Qt.FocusPolicy.TabFocus if shown.current else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        self.update()

    def ask(self) -> None:
        """Ask for this ballot."""
        self._bar.ask(self.view.id)

    def sizeHint(self) -> QSize:
        return QSize(theme.worn().px(_LEAST), theme.worn().px(HEIGHT))

    def heights(self, width: int) -> tuple[int, int]:
        """Return the height of the name and of the state in a width."""
        room, shown = self._room(width), self.view
        return (
            text.height(shown.name, 14, room, bold=True),
            text.height(shown.state_words, 13, room),
        )

    def _room(self, width: int) -> int:
        return width - theme.worn().px(_LEFT + _RIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← and → go from tab to tab, Enter and Space ask for one."""
        key = Qt.Key(event.key())
        if key in _ARROWS and not event.modifiers() & ~_PAD:
            self._bar.go(self, _ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_PAD:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look, shown = QPainter(self), theme.worn(), self.view
        t, high, width = look.t, self.height(), self.width()
        ground, ink = t.surface, t.ink
        if shown.current:
            ground, ink = t.tint, t.on_tint
            p.fillRect(self.rect(), theme.colour(ground))
            foot = look.px(_FOOT)
            p.fillRect(0, high - foot, width, foot, theme.colour(t.accent))
        elif self.underMouse() and not t.contrast:
            ground = t.well
            p.fillRect(self.rect(), theme.colour(ground))
        line = min(t.line, 2)
        p.fillRect(width - line, 0, line, high, theme.colour(t.hairline))
        strong = t.on_tint if t.contrast else t.accent
        number = QRect(0, 0, look.px(28), high)
        number_ink = strong if shown.current else t.quiet
        text.draw(p, number, self.number, 14, number_ink, bold=shown.current, align=text.RIGHT)
        state = state_ink(shown)
        if self.worded:
            self._paint_words(p, ink, state)
        side = look.px(18)
        right = look.px(34) if self.worded else look.px(8) + side
        at = QRect(width - right, (high - side) // 2, side, side)
        icons.paint(p, at, sign(shown.state), state, ground)
        if self.hasFocus():
            focus_ring(p, self.rect(), radius=2)

    def _paint_words(self, p: QPainter, ink: str, state: str) -> None:
        look, shown = theme.worn(), self.view
        name, below = self.heights(self.width())
        room = self._room(self.width())
        top = (self.height() - name - below) // 2
        at = QRect(look.px(_LEFT), top, room, name)
        text.draw(p, at, shown.name, 14, ink, bold=shown.current)
        at = QRect(look.px(_LEFT), top + name, room, below)
        words = state if shown.state in _TONES or look.t.contrast else look.t.quiet
        words = look.t.on_tint if shown.current and shown.state not in _TONES else words
        text.draw(p, at, shown.state_words, 13, words)


class ContestBar(Painted):
    """Tabs of equal width with words; where they find no room the current one alone has words.

    The others then show number and sign, as the narrow list of steps does, and a menu at the end
    names them all.
    """

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view: tuple[ContestTab, ...] = ()
        self.tabs: list[ContestButton] = []
        self.more = _More(self)
        self.menu: QMenu | None = None
        self._first = 0

    def set_view(self, shown: tuple[ContestTab, ...]) -> bool:
        """Show other contests; return whether the height may have changed."""
        if shown == self.view:
            return False
        before = self.height_for(max(1, self.width()))
        self.view = shown
        for gone in self.tabs[len(shown) :]:
            gone.hide()
            gone.deleteLater()
        del self.tabs[len(shown) :]
        while len(self.tabs) < len(shown):
            self.tabs.append(ContestButton(self))
        for number, (tab, one) in enumerate(zip(self.tabs, shown, strict=True), 1):
            tab.set_view(one, str(number))
        self.more.setAccessibleName(", ".join(one.name for one in shown))
        self.place()
        self.update()
        return self.height_for(max(1, self.width())) != before

    def ask(self, contest: str) -> None:
        """Ask for a ballot of the night."""
        self._wire.intent(ShowContest(contest))

    def current(self) -> int:
        """Return the place of the current ballot."""
        return next((at for at, one in enumerate(self.view) if one.current), 0)

    def choose(self, at: int) -> None:
        """Ask for the ballot at a place, if there is one and it is another."""
        if 0 <= at < len(self.view) and at != self.current():
            self.ask(self.view[at].id)

    def go(self, tab: ContestButton, by: int) -> None:
        """Move the focus from a tab to its neighbour in sight."""
        seen = [one for one in self.tabs if one.isVisible()]
        at = seen.index(tab) + by
        if 0 <= at < len(seen):
            seen[at].setFocus(Qt.FocusReason.TabFocusReason)

    def open_menu(self) -> None:
        """Name every ballot of the night, each with its state."""
        self.menu = QMenu(self)
        self.menu.setFont(theme.worn().font(14))
        for number, one in enumerate(self.view, 1):
            words = f"{number}  {one.name}\t{one.state_words}".replace("&", "&&")
            action = self.menu.addAction(words)
            action.setCheckable(one.current)
            action.setChecked(one.current)
            action.triggered.connect(partial(_ask, self, one.id))
        self.menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    # measures

    def _worded(self, width: int) -> bool:
        """Return whether all tabs find room for their words."""
        each = width // max(1, len(self.view))
        if each < theme.worn().px(_LEAST):
            return False
        return self._tall([(tab, each) for tab in self.tabs]) <= theme.worn().px(_TALL)

    def _tall(self, tabs: list[tuple[ContestButton, int]]) -> int:
        look = theme.worn()
        tall = max((sum(tab.heights(wide)) for tab, wide in tabs), default=0)
        return max(look.px(HEIGHT), tall + look.px(16))

    def _current_width(self, width: int) -> int:
        """Return the width of the current tab when it alone has words."""
        look = theme.worn()
        tab = self.tabs[self.current()]
        words = max(
            text.advance(tab.view.name, 14, bold=True), text.advance(tab.view.state_words, 13)
        )
        wanted = min(words + look.px(_LEFT + _RIGHT), look.px(_CURRENT_MOST))
        others = min(len(self.view) - 1, 4) * look.px(_SHORT)
        return max(look.px(_LEAST), min(wanted, width - look.px(_SHORT) - others))

    def height_for(self, width: int) -> int:
        if not self.tabs or self._worded(width):
            each = width // max(1, len(self.view))
            return self._tall([(tab, each) for tab in self.tabs])
        return self._tall([(self.tabs[self.current()], self._current_width(width))])

    def place(self) -> None:
        if not self.tabs:
            return
        width, high = self.width(), self.height()
        worded = self._worded(width)
        self.more.setVisible(not worded)
        if worded:
            edges = [width * at // len(self.tabs) for at in range(len(self.tabs) + 1)]
            for tab, left, right in zip(self.tabs, edges, edges[1:], strict=False):
                _put(tab, QRect(left, 0, right - left, high), worded=True)
            return
        self._place_short(width, high)

    def _place_short(self, width: int, high: int) -> None:
        look, current = theme.worn(), self.current()
        own, end = self._current_width(width), look.px(_SHORT)
        room = max(0, width - own - end)
        fit = min(len(self.tabs) - 1, room // look.px(_SHORT))
        each = min(look.px(_SHORT_MOST), room // fit) if fit else 0
        # What is in sight moves as little as it must.
        first = min(max(self._first, current - fit), current, len(self.tabs) - 1 - fit)
        self._first = first
        x = 0
        for at, tab in enumerate(self.tabs):
            if not first <= at <= first + fit:
                tab.hide()
                continue
            wide = own if at == current else each
            _put(tab, QRect(x, 0, wide, high), worded=at == current)
            x += wide
        self.more.setGeometry(width - end, 0, end, high)

    def hidden(self) -> list[ContestTab]:
        """Return the ballots that only the menu shows."""
        return [tab.view for tab in self.tabs if tab.isHidden()]

    def restyle(self) -> None:
        for tab in self.tabs:
            tab.update()
        self.more.update()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, t = QPainter(self), theme.worn().t
        p.fillRect(self.rect(), theme.colour(t.surface))
        line = min(t.line, 2)
        p.fillRect(0, self.height() - line, self.width(), line, theme.colour(t.hairline))


class _More(Guarded, QAbstractButton):
    """The end of a bar without room: opens the menu; shows the worst state out of sight."""

    def __init__(self, bar: ContestBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self.setObjectName("contests")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(bar.open_menu)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and ↓ open the menu like Space."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down) and plain:
            self._bar.open_menu()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        t, side = look.t, look.px(18)
        hidden = [one.state for one in self._bar.hidden()]
        worst = next((state for state in _WORST if state in hidden), "")
        middle = (self.height() - side) // 2
        x = self.width() - side - look.px(8)
        icons.paint(p, QRect(x, middle, side, side), "down", t.ink, t.surface)
        if worst:
            ink = t.tone(worst).ink if not t.contrast else t.ink
            at = QRect(x - side - look.px(6), middle, side, side)
            icons.paint(p, at, worst, ink, t.surface)
        if self.hasFocus():
            focus_ring(p, self.rect(), radius=2)


def sign(state: str) -> str:
    """Return the sign of a state; what is done is a disc here, as a tick alone is a step's."""
    return "ok" if state == "done" else state


def state_ink(shown: ContestTab) -> str:
    """Return the ink of a state's sign and words."""
    t = theme.worn().t
    if t.contrast:
        return t.on_tint if shown.current else t.ink
    tone = _TONES.get(shown.state)
    if tone:
        return t.tone(tone).ink
    return t.accent if shown.state == "now" or shown.current else t.quiet


def _put(tab: ContestButton, place: QRect, *, worded: bool) -> None:
    tab.worded = worded
    tab.setGeometry(place)
    tab.show()
    tab.update()


def _ask(bar: ContestBar, contest: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt says it
    """Do what an entry is for; Qt adds whether it is ticked."""
    bar.ask(contest)
