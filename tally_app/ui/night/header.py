"""The header: two-line blocks in fixed places, so that a change of language moves nothing."""

from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.base import Button
from tally_app.app.view.desk import Desk, Header, StepGroup
from tally_app.app.view.intents import Redo, ShowStep, Undo
from tally_app.ui.kit import chips, text, theme
from tally_app.ui.kit.base import Painted
from tally_app.ui.kit.language import LanguagePicker
from tally_app.ui.kit.menu_block import Entry, MenuBlock
from tally_app.ui.kit.wire import Wire

HEIGHT = 56
_STEPS, _SLIM = 206, 720  # the steps without a column of their own, and with no room for words
_CLOCK = 240  # the clock beside its caption
_ROOMY = 1060  # below this width the contest needs the room of name and clock caption


class HeaderBar(Painted):
    """Shows a ``Header`` with the menus and the languages of the desk."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view: Header | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._menu: tuple[str, str, tuple[Button, ...]] = ("", "", ())
        self.precinct = MenuBlock(self, self._menu_entries)
        self.precinct.bold = True
        self.precinct.setObjectName("menu")
        #: where there is no room for their column, the steps are a menu
        self.steps = MenuBlock(self, self._step_entries, icon="menu")
        self.steps.setObjectName("steps")
        self.steps.bold = self.steps.second_matters = True
        self._steps: tuple[StepGroup, ...] = ()
        self.picker = LanguagePicker(wire, self)
        self.person = MenuBlock(self, self._person_entries, icon="person")
        self.person.setObjectName("person")
        #: widths in pixels of the columns below, so that the three edges are one line
        self.steps_width = self.panel_width = 0

    def set_view(self, desk: Desk) -> None:
        """Show another view."""
        self.picker.set_view(desk.languages, desk.language)
        self._menu = (desk.undo, desk.redo, desk.menu)
        self._steps = desk.steps
        here = ((one.name, x.name) for one in desk.steps for x in one.steps if x.current)
        self.steps.set_words(*next(here, ("", "")))
        shown = desk.header
        if shown == self.view:
            return
        self.view = shown
        self.person.set_words(shown.who, shown.who_office)
        self.person.setVisible(bool(shown.who))
        said = (
            shown.contest,
            shown.day,
            shown.mode,
            shown.clock_caption,
            shown.clock_used,
            shown.clock,
        )
        self.setAccessibleName(", ".join(filter(None, said)))
        self.setToolTip(text.plain(f"{shown.contest}\n{shown.day} · {shown.mode}"))
        self.place()
        self.update()

    def _menu_entries(self) -> list[Entry]:
        undo, redo, buttons = self._menu
        made: list[Entry] = []
        if undo:
            made.append((f"{undo}\tCtrl+Z", lambda: self._wire.intent(Undo()), False))
        if redo:
            made.append((f"{redo}\tCtrl+Y", lambda: self._wire.intent(Redo()), False))
        if made and buttons:
            made.append(("", None, False))
        return made + [self._entry(one) for one in buttons]

    def _entry(self, one: Button) -> Entry:
        words = f"{one.text}\t{one.shortcut_text or one.shortcut}".strip()
        if one.closed:
            return (f"{one.text} – {one.closed}", None, False)
        return (words, lambda: self._wire.intent(one.intent), one.style == "chosen")

    def _step_entries(self) -> list[Entry]:
        made: list[Entry] = []
        for group in self._steps:
            made.append((f"{group.name}   {group.progress}", None, False))
            for step in group.steps:
                said = f"{step.name} – {', '.join(filter(None, (step.state_words, step.caption)))}"
                made.append((said, partial(self._wire.intent, ShowStep(step.id)), step.current))
        return made

    def _person_entries(self) -> list[Entry]:
        if self.view is None:
            return []
        who = self.view.who
        return [
            (name, partial(self._wire.choose_person, code), name == who)
            for code, name in self.view.persons
        ]

    def height_for(self, width: int) -> int:  # noqa: ARG002 - one line of blocks in every width
        return theme.worn().px(HEIGHT)

    def _narrow(self) -> bool:
        return not self.panel_width

    def place(self) -> None:
        look, high = theme.worn(), theme.worn().px(HEIGHT)
        hint = self.picker.sizeHint()
        clock = self._clock_left()
        wide = look.px(206 if self._wide() else 48)
        wide = wide if self.person.isVisibleTo(self) else 0
        person = clock - look.px(8 if self._narrow() else 6) - wide
        self.person.setGeometry(person, 0, wide, high)
        x = person - look.px(18) - hint.width()
        self.picker.setGeometry(x, (high - hint.height()) // 2, hint.width(), hint.height())
        left, right = look.px(12), self._left() - look.px(8)
        self.steps.setVisible(self._narrow())
        if self._narrow():
            steps = look.px(_STEPS if self.width() > look.px(_SLIM) else 48)
            self.steps.setGeometry(left, 0, steps, high)
            left, right = left + steps + look.px(8), x - look.px(12)
        self.precinct.setGeometry(left, 0, max(1, right - left), high)
        self._name()

    def _name(self) -> None:
        """Without a place of its own the contest stands under the precinct."""
        if (shown := self.view) is None:
            return
        if self._narrow():
            self.precinct.set_words(shown.precinct, shown.contest, shown.ballot)
        else:
            self.precinct.set_words(shown.precinct, shown.district)

    def _left(self) -> int:
        """Return where the precinct's block ends beside the contest's: with the steps."""
        return max(self.steps_width, theme.worn().px(210))

    def _wide(self) -> bool:
        """Return whether there is room for the words of who types and of the clock."""
        return not self._narrow() or self.width() > theme.worn().px(_ROOMY)

    def _clock_left(self) -> int:
        look = theme.worn()
        if not self._narrow():
            return self.width() - self.panel_width + look.px(8)
        return self.width() - look.px(_CLOCK if self._wide() else 92)

    def restyle(self) -> None:
        self.picker.place()
        for one in (*self.picker.buttons, self.picker, self.steps, self.precinct, self.person):
            one.update()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        t = look.t
        p.fillRect(self.rect(), theme.colour(t.surface))
        line = min(t.line, 2)
        p.fillRect(0, self.height() - line, self.width(), line, theme.colour(t.hairline))
        if self.view is None:
            return
        if not self._narrow():
            self._paint_contest(p, self.view)
        self._paint_clock(p, self.view)

    def _paint_contest(self, p: QPainter, shown: Header) -> None:
        look = theme.worn()
        left = self._left() + look.px(24)
        room = self.picker.x() - look.px(12) - left
        first = QRect(left, look.px(9), room, look.px(21))
        second = first.translated(0, look.px(20))
        size = 15 if text.advance(shown.contest, 15) <= room else 13
        said = shown.contest
        if text.advance(said, size) > room:
            if text.height(said, size, room) <= second.bottom() - first.top():
                text.draw(p, first.united(second), said, size, look.t.ink)
                return  # its day is told by the tooltip
            said = shown.ballot
        text.draw_elided(p, first, said, size, look.t.ink)
        if not shown.training:
            words = " · ".join(filter(None, (shown.day, shown.mode)))
            words = words if text.advance(words, 13) <= room else shown.day
            text.draw_elided(p, second, words, 13, look.t.quiet)
            return
        wide, day = chips.width("training", shown.mode), text.advance(shown.day, 13)
        gap = look.px(14) if day else 0
        if day + gap + wide > room:  # the band says the mode too
            text.draw_elided(p, second, shown.day, 13, look.t.quiet)
            return
        text.draw(p, QRect(left, second.y(), day + 1, second.height()), shown.day, 13, look.t.quiet)
        chip = QRect(left + day + gap, second.y() + look.px(1), wide, look.px(19))
        chips.paint(p, chip, "training", shown.mode)

    def _paint_clock(self, p: QPainter, shown: Header) -> None:
        look = theme.worn()
        right = self.width() - look.px(22)
        wide = text.advance(shown.clock, 22, bold=True)
        at = QRect(right - wide, 0, wide + 2, look.px(HEIGHT))
        text.draw(p, at, shown.clock, 22, look.t.ink, bold=True)
        left = self._clock_left() + look.px(8)
        room = right - wide - look.px(8) - left
        if room < look.px(60):
            return
        first = QRect(left, look.px(9), room, look.px(20))
        below = first.translated(0, look.px(19))
        toned = shown.clock_tone not in ("", "note")
        ink = look.t.tone(shown.clock_tone).ink if toned else look.t.ink
        if text.advance(shown.clock_caption, 13) > room:
            said = f"{shown.clock_caption} {shown.clock_used}".strip()
            text.draw(p, first.united(below), said, 13, ink)
            return
        text.draw(p, first, shown.clock_caption, 13, look.t.quiet)
        text.draw_elided(p, below, shown.clock_used, 14, ink, bold=bool(shown.clock_tone))
