"""The right panel: a title with a chip per severity, cards in page order, then quiet words."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from tally_app.app.view.desk import Panel
from tally_app.ui.kit import chips, icons, text, theme
from tally_app.ui.kit.base import Guarded, Painted, focus_ring
from tally_app.ui.kit.card import CardWidget
from tally_app.ui.kit.note import announce
from tally_app.ui.kit.panel_cards import ListCard, QuietText
from tally_app.ui.kit.scroll import stack_area
from tally_app.ui.kit.wire import Wire
from tally_app.ui.night.chart import ChartCard

WIDTH = 308
#: What is said aloud as soon as it is found.
_SAID = ("error", "legal", "warning")
_TOP = 50


class PanelView(Painted):
    """Shows a ``Panel``. Cards are reused by their key."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view: Panel | None = None
        self.area, self._stack = stack_area(self, 12)
        self._cards: dict[str, CardWidget] = {}
        self._quiet: list[QuietText] = []
        self._list: ListCard | None = None
        self._chart: ChartCard | None = None

    def set_view(self, shown: Panel) -> None:
        """Show another view."""
        old = self.view
        if shown == old:
            return
        self.view = shown
        if old is None or (shown.title, shown.chips) != (old.title, old.chips):
            self.setAccessibleName(
                " ".join([shown.title, *(words for _tone, words in shown.chips)])
            )
            self.update()
        self._announce(old, shown)
        items, moved = self._set_items(shown)
        if items != self._stack.items:
            self._stack.set_items(items)
            moved = True
        if moved:
            self.area.relayout()

    def _announce(self, old: Panel | None, shown: Panel) -> None:
        """Say findings that were not there before, on the page that is worked on."""
        if old is None or old.title != shown.title:
            return
        known = {(card.key, card.sentence) for card in old.cards}
        for card in shown.cards:
            if card.tone in _SAID and (card.key, card.sentence) not in known:
                announce(self, f"{card.word} {card.code}. {card.sentence}")

    def _set_items(self, shown: Panel) -> tuple[list[Painted], bool]:
        items, moved = self._set_chart(shown)
        for card in shown.cards:
            if card.key not in self._cards:
                self._cards[card.key] = CardWidget(self._wire, self._stack)
            moved |= self._cards[card.key].set_view(card)
            items.append(self._cards[card.key])
        self._cards = {card.key: self._cards[card.key] for card in shown.cards}
        del self._quiet[len(shown.quiet) :]
        while len(self._quiet) < len(shown.quiet):
            self._quiet.append(QuietText(self._stack))
        for quiet, words in zip(self._quiet, shown.quiet, strict=True):
            moved |= quiet.set_view(words)
        items += self._quiet
        if shown.list_rows or shown.list_title:
            self._list = self._list or ListCard(self._stack)
            moved |= self._list.set_view(shown.list_title, shown.list_rows)
            items.append(self._list)
        else:
            self._list = None
        return items, moved

    def _set_chart(self, shown: Panel) -> tuple[list[Painted], bool]:
        if shown.chart is None:
            self._chart = None
            return [], False
        self._chart = self._chart or ChartCard(self._wire, self._stack)
        return [self._chart], self._chart.set_view(shown.chart)

    def height_for(self, width: int) -> int:  # noqa: ARG002 - it takes the height it is given
        return theme.worn().px(_TOP)

    def _chip_lines(self) -> tuple[list[QRect], int]:
        """Return the places of the chips (below the title if need be) and where the cards start."""
        look, shown = theme.worn(), self.view
        if shown is None:
            return [], look.px(_TOP)
        right, left = self.width() - look.px(16), look.px(16)
        widths = [chips.width(tone, words) for tone, words in shown.chips]
        whole = sum(widths) + look.px(8) * len(widths)
        title = text.advance(shown.title, 15, bold=True)
        y = look.px(15) if whole + title <= right - left else look.px(42)
        places: list[QRect] = []
        x = right
        for wide in reversed(widths):
            if x - wide < left:
                x, y = right, y + look.px(30)
            places.insert(0, QRect(x - wide, y, wide, look.px(23)))
            x -= wide + look.px(8)
        bottom = max((place.bottom() for place in places), default=look.px(38))
        return places, max(look.px(_TOP), bottom + look.px(12))

    def place(self) -> None:
        look = theme.worn()
        line = min(look.t.line, 2)
        self._stack.margins = (look.px(16) - line, look.px(16))
        self._stack.padding = (0, 16)
        _chips, top = self._chip_lines()
        self.area.setGeometry(line, top, self.width() - line, max(1, self.height() - top))
        self.area.relayout()

    def restyle(self) -> None:
        self._stack.restyle()
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look, shown = QPainter(self), theme.worn(), self.view
        line = min(look.t.line, 2)
        p.fillRect(0, 0, line, self.height(), theme.colour(look.t.hairline))
        if shown is None:
            return
        places, _top = self._chip_lines()
        wide = self.width() - look.px(32)
        title = QRect(look.px(16), look.px(14), wide, look.px(25))
        text.draw(p, title, shown.title, 15, look.t.ink, bold=True)
        for place, (tone, words) in zip(places, shown.chips, strict=True):
            chips.paint(p, place, tone, words)


class PanelTab(Guarded, QAbstractButton):
    """What is left of the folded panel: an icon and a number per severity; a press unfolds it."""

    def __init__(
        self, desk: QWidget, turn: Callable[[], None], is_open: Callable[[], bool]
    ) -> None:
        super().__init__(desk)
        self._is_open = is_open
        self._chips: tuple[tuple[str, str], ...] = ()
        self.setObjectName("panel-tab")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(turn)
        self.hide()

    def set_view(self, shown: Panel) -> None:
        """Show the chips of another panel."""
        if shown.chips != self._chips or not self.accessibleName():
            self._chips = shown.chips
            self.setAccessibleName(
                " ".join([shown.title, *(words for _tone, words in shown.chips)])
            )
            self.setToolTip(text.plain(shown.title))
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        t, side = look.t, look.px(18)
        p.fillRect(self.rect(), theme.colour(t.surface))
        p.fillRect(0, 0, min(t.line, 2), self.height(), theme.colour(t.hairline))
        y = look.px(16)
        arrow = "next" if self._is_open() else "back"
        icons.paint(p, QRect((self.width() - side) // 2, y, side, side), arrow, t.ink, t.surface)
        y += side + look.px(14)
        for tone, words in self._chips:
            ink = t.tone(tone).ink if not t.contrast else t.ink
            icons.paint(p, QRect((self.width() - side) // 2, y, side, side), tone, ink, t.surface)
            digits = "".join(c for c in words if c.isdigit()) or words[:2]
            at = QRect(0, y + side, self.width(), look.px(20))
            text.draw(p, at, digits, 13, ink, bold=True, align=text.CENTRE)
            y += side + look.px(30)
        if self.hasFocus():
            focus_ring(p, self.rect(), radius=2)
