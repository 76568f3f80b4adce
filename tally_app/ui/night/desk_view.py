"""The window while a night is open: header, steps, page, panel and footer on three shared edges."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.address import (
    BlankButton,
    EarBlock,
    NextButton,
    PageTop,
    PartOneButton,
    WhoBlock,
    read,
)
from tally_app.app.view.base import Intent
from tally_app.app.view.desk import ContestTab, Desk
from tally_app.app.view.evening import CompareBlankWords, PenLine, PenWords, WriteBlankLine
from tally_app.app.view.intents import ComparePartOne, Next
from tally_app.ui.kit import theme
from tally_app.ui.kit.band import BesideBand, TrainingBand
from tally_app.ui.kit.base import Painted
from tally_app.ui.kit.button import ButtonWidget
from tally_app.ui.kit.entry import Entry, stand_on
from tally_app.ui.kit.scroll import ScrollColumn
from tally_app.ui.kit.wire import Wire
from tally_app.ui.night import steps
from tally_app.ui.night.contests import ContestBar
from tally_app.ui.night.footer import FooterBar
from tally_app.ui.night.header import HeaderBar
from tally_app.ui.night.page_view import PageView
from tally_app.ui.night.panel import WIDTH as PANEL_WIDTH
from tally_app.ui.night.panel import PanelTab, PanelView

FOLD, TAB, LEAST = 1200, 48, 320


class DeskView(Painted):
    """Shows a ``Desk``."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view: Desk | None = None
        self.header = HeaderBar(wire, self)
        self.contests: ContestBar | None = None
        self.beside = BesideBand(wire, self)
        self.band = TrainingBand(self)
        self.page = PageView(wire, self)
        self.steps = steps.StepList(wire, None)
        self.steps_area = ScrollColumn(self, self.steps)
        self.steps_area.viewport().setAutoFillBackground(False)
        self.steps_area.resized = self._reveal_step
        self.steps.turned = self._show_line
        self.footer = FooterBar(wire, self)
        self.tab = PanelTab(self, self._turn_panel, lambda: self.panel_open)
        self.panel = PanelView(wire, self)
        self.panel_open = False
        self.lent: QWidget | None = None  # what stands in the place of the panel
        self._lent = 0
        self._sent_to: QWidget | None = None  # the button the cursor was sent to last

    def set_view(self, shown: Desk) -> None:
        """Show another view. What did not change does not repaint."""
        old = self.view
        if shown == old:
            return
        self.view = shown
        stood = self._standing_on()
        self.header.set_view(shown)
        training = shown.header.training
        if training:
            self.band.set_view(shown.header.band, shown.header.band_quiet)
        taller = self.beside.set_view(shown.beside)
        taller |= self._set_contests(shown.contests)
        taller |= self.steps.set_view(shown.steps)
        taller |= self.footer.set_view(shown.footer)
        if old is None or taller or training != old.header.training:
            self.place()
        if old is None or shown.steps != old.steps:
            self._reveal_step()
        self.panel.set_view(shown.panel)
        self.tab.set_view(shown.panel)
        heard = self.page.shows_ear()
        others = self.page.set_view(shown.page)
        turned = old is None or old.page.id != shown.page.id
        if turned:
            self.panel.area.verticalScrollBar().setValue(0)
        if turned or self._nowhere():
            self._focus_first()
        elif self.page.shows_ear() and not heard:
            self._listen()
        elif stood is not None and self._standing_on() != stood:
            self._after_act()
        elif others:
            self._reveal_focus()

    def _set_contests(self, shown: tuple[ContestTab, ...]) -> bool:
        """Show the contest bar for two and more; return whether its height may be another."""
        wanted = shown if len(shown) > 1 else ()
        if self.contests is None:
            if not wanted:
                return False
            self.contests = ContestBar(self._wire, self)
        moved = bool(wanted) != bool(self.contests.view)
        return self.contests.set_view(wanted) or moved

    def contest_at(self, at: int) -> None:
        """Ask for the contest at a place, counted from 0."""
        if self.contests is not None:
            self.contests.choose(at)

    def contest_by(self, by: int) -> None:
        """Ask for the next or the previous contest."""
        if self.contests is not None:
            self.contests.choose(self.contests.current() + by)

    def _reveal_step(self) -> None:
        current = next((step for step in self.steps.steps if step.view.current), None)
        if current is not None and current.isVisibleTo(self.steps):
            self.steps_area.show_widget(current, theme.worn().px(46))

    def _show_line(self, line: QWidget) -> None:
        """A group was opened, or the arrows went on: its line stays in sight."""
        self.steps_area.relayout()
        self.steps_area.show_widget(line, theme.worn().px(46))

    def _reveal_focus(self) -> None:
        """Fields came and went: bring the one into view that has the focus now."""
        now: QWidget | None = self.window().focusWidget()
        if now is not None and self.page.isAncestorOf(now):
            self.reveal(now)

    def _nowhere(self) -> bool:
        """Return whether nothing that can be used has the focus: what had it is gone."""
        now: QWidget | None = self.window().focusWidget()
        return now in (None, self)

    def _standing_on(self) -> tuple[QWidget, type[Intent] | None] | None:
        """The button with the focus and what it asks for, None where no button has it."""
        now: QWidget | None = self.window().focusWidget()
        if not isinstance(now, ButtonWidget) or not self.isAncestorOf(now):
            return None
        return now, type(now.view.intent)

    def _after_act(self) -> None:
        """A pressed button is gone: on to the filled one, not to its neighbour (a recount)."""
        now, main = self.window().focusWidget(), self.footer.main_button()
        if main and main.isEnabled() and not any(entry is now for entry in self.entries()):
            main.setFocus(Qt.FocusReason.TabFocusReason)
            self.page.area.verticalScrollBar().setValue(0)

    def _focus_first(self) -> None:
        """On a new page stand on the block that takes keys, else on its first open field.

        Unless the focus is in a field already.
        """
        entries = self.entries()
        now = self.window().focusWidget()
        if not any(entry is now for entry in entries):
            if self._listen():
                return
            for entry in entries:
                if entry.open():
                    self._go(entry)
                    return
            self.setFocus()

    # moving the focus

    def entries(self) -> list[Entry]:
        """Return all fields, those of the page first."""
        return self.page.entries() + self.footer.entries()

    def entry(self, key: str) -> Entry | None:
        """Return the field of a key."""
        return next((entry for entry in self.entries() if entry.key == key), None)

    def focus_key(self, key: str) -> None:
        """Stand on the field of a key, or on the block or button that has no field."""
        entry = self.entry(key)
        if entry is not None:
            self._go(entry)
            return
        match read(key):
            case NextButton():
                self._stand_on(Next)
            case PartOneButton():
                self._stand_on(ComparePartOne)
            case BlankButton():
                self._stand_on(WriteBlankLine, CompareBlankWords, PenLine, PenWords)
            case EarBlock():
                self._listen()
            case PageTop():
                self._sent_to = self
                self.setFocus(Qt.FocusReason.OtherFocusReason)
                self.page.area.verticalScrollBar().setValue(0)
            case WhoBlock():
                self._sent_to = self.header.person
                self.header.person.setFocus(Qt.FocusReason.TabFocusReason)
                for line in self.page.entries()[:1]:  # what another member is asked to type
                    self.reveal(line)

    def _stand_on(self, *asks: type[Intent]) -> None:
        """Stand on the button of an intent, where one is in sight."""
        for button in self.findChildren(ButtonWidget):
            if button.isVisible() and button.isEnabled() and isinstance(button.view.intent, asks):
                self._sent_to = button
                button.setFocus(Qt.FocusReason.TabFocusReason)
                self.reveal(button)
                return

    def _listen(self) -> bool:
        """Stand on the block that takes keys itself; return whether there is an open one."""
        ear = self.page.ear()
        if ear is None:
            return False
        ear.setFocus(Qt.FocusReason.TabFocusReason)
        self.page.area.show_top(ear)
        return True

    def leave(self, widget: QWidget, by: int) -> None:
        """Go from a field to the next or previous open one; after the last one to Next."""
        entries = self.entries()
        at = next((index for index, entry in enumerate(entries) if entry is widget), -1)
        now = self.window().focusWidget()
        if at < 0 and (now is self._sent_to or any(entry is now for entry in entries)):
            return  # what was typed took its field away, and the focus is where one goes on
        rest = entries[at + 1 :] if by > 0 else entries[:at][::-1]
        for entry in rest:
            if entry.open():
                self._go(entry)
                return
        main = self.footer.main_button()
        if by > 0 and main is not None and main.isEnabled():
            main.setFocus(Qt.FocusReason.TabFocusReason)

    def _go(self, entry: Entry) -> None:
        stand_on(entry)
        self.reveal(entry)

    def reveal(self, widget: QWidget) -> None:
        """Bring the widget with the focus into view."""
        if self.panel.isAncestorOf(widget):
            card = widget.parentWidget() or widget
            self.panel.area.show_widget(card, theme.worn().px(8))
        elif self.page.isAncestorOf(widget):
            self.page.reveal(widget)

    def stops(self) -> list[QWidget]:
        """Return what Tab visits, in the order of the paper: page, panel, footer, steps, header."""
        bar = (self.contests,) if self.contests is not None else ()
        lent = (self.lent,) if self.lent is not None else ()
        ends = (self.steps, *bar, self.beside, self.header)
        parts = (self.page, self.tab, self.panel, *lent, self.footer, *ends)
        return [stop for part in parts for stop in _stops_of(part)]

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802 - Qt calls it so
        """Tab follows the paper, also when rows came and went."""
        stops = self.stops()
        if not stops:
            return False
        now = self.window().focusWidget()
        if not forward and any(entry is now for entry in self.entries()):
            self._field_before(now)
            return True
        at = next((index for index, stop in enumerate(stops) if stop is now), -1)
        stop = stops[(at + (1 if forward else -1 if at >= 0 else 0)) % len(stops)]
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stop.setFocus(reason)
        self.reveal(stop)
        return True

    def _field_before(self, now: QWidget | None) -> None:
        """Back from a field leads to the open one before it and to no button; the first stays."""
        before: Entry | None = None
        for entry in self.entries():
            if entry is now:
                break
            before = entry if entry.open() else before
        if before is not None:
            self._go(before)

    # measures

    def folded(self) -> bool:
        """Return whether the panel is folded away at this width."""
        return self.width() < theme.worn().px(FOLD)

    def _turn_panel(self) -> None:
        self.open_panel(wanted=not self.panel_open)

    def open_panel(self, *, wanted: bool) -> None:
        """Open the folded panel over the page, or close it."""
        if self.panel_open != wanted:
            self.panel_open = wanted
            self.place()

    def lend(self, widget: QWidget, wide: int) -> QRect:
        """Give the panel's place, so wide, to a widget, none of it for 0; return the body."""
        self.lent = widget
        if wide != self._lent:
            self._lent = wide
            self.place()
        return QRect(0, self.page.y(), self.width(), self.page.height())

    def height_for(self, width: int) -> int:  # noqa: ARG002 - it takes the height it is given
        return 1

    def place(self) -> None:
        look, width, high = theme.worn(), self.width(), self.height()
        folded = self.folded()
        left = 0 if folded else look.px(steps.WIDTH)
        wide = look.px(PANEL_WIDTH)
        right = look.px(TAB) if folded else wide
        if self._lent:
            right = self._lent if width - left - self._lent > look.px(LEAST) else 0
        self.header.steps_width, self.header.panel_width = left, 0 if folded else wide
        top = self.header.height_for(width)
        self.header.setGeometry(0, 0, width, top)
        self.header.place()
        high_beside = self.beside.height_for(width)
        self.beside.setGeometry(0, top, width, high_beside)
        top += high_beside
        training = self.view is not None and self.view.header.training
        self.band.setVisible(training)
        if training:
            band = self.band.height_for(width)
            self.band.setGeometry(0, top, width, band)
            top += band
        top = self._place_contests(top)
        foot = self.footer.height_for(width)
        self.footer.setGeometry(0, high - foot, width, foot)
        body = max(1, high - top - foot)
        self.steps.room = body
        self.steps_area.setVisible(not folded)
        self.steps_area.setGeometry(0, top, left - min(look.t.line, 2), body)
        self.page.setGeometry(left, top, max(1, width - left - right), body)
        self.tab.setVisible(folded and not self._lent)
        self.tab.setGeometry(width - right, top, right, body)
        self.panel.setVisible(not self._lent and (not folded or self.panel_open))
        self.panel.setAutoFillBackground(folded)
        self.steps_area.relayout()
        self._reveal_step()
        shown = width - right - wide if folded else width - wide
        self.panel.setGeometry(QRect(max(0, shown), top, wide, body))
        self.update()

    def _place_contests(self, top: int) -> int:
        """Place the contest bar; return where what is below it starts."""
        if self.contests is None:
            return top
        shown = bool(self.contests.view)
        self.contests.setVisible(shown)
        if not shown:
            return top
        high = self.contests.height_for(self.width())
        self.contests.setGeometry(0, top, self.width(), high)
        self.contests.place()
        return top + high

    def restyle(self) -> None:
        if self.contests is not None:
            self.contests.restyle()
        for part in (self.header, self.page, self.panel, self.footer):
            part.restyle()
        self.steps.restyle()
        self.tab.update()
        self.band.update()
        self.beside.restyle()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        if self.folded():
            return
        column = self.steps_area.geometry()
        line = min(look.t.line, 2)
        p.fillRect(column.adjusted(0, 0, line, 0), theme.colour(look.t.surface))
        p.fillRect(
            column.right() + 1, column.y(), line, column.height(), theme.colour(look.t.hairline)
        )


def _stops_of(part: QWidget) -> list[QWidget]:
    """Return the widgets of a part that Tab visits, line by line."""
    found: list[tuple[int, int, int, QWidget]] = []
    line = max(8, theme.worn().px(16))
    for widget in (part, *part.findChildren(QWidget)):
        tab = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        if tab and widget.isVisible() and widget.isEnabled() and not widget.focusProxy():
            at = (
                widget.mapTo(part, QPoint(0, widget.height() // 2))
                if widget is not part
                else QPoint()
            )
            found.append((round(at.y() / line), at.x(), len(found), widget))
    return [widget for _y, _x, _n, widget in sorted(found, key=lambda item: item[:3])]
