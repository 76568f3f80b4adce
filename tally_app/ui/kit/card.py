"""A finding: one sentence, the relation, a till receipt of the figures, what to count again."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.app.view.base import Button
from tally_app.app.view.desk import Card
from tally_app.app.view.fields import Message
from tally_app.ui.kit import button, icons, text, theme
from tally_app.ui.kit.base import Painted, hairline, panel
from tally_app.ui.kit.wire import Wire

_PAD, _HEAD, _GAP = 12, 36, 8
_FEW = 3  # figures that need no rule: the total stands under one before the last
_SIZES = dict.fromkeys(("formula", "numbers", "quiet", "label"), 13.0)
_SEVERE = ("error", "warning", "legal")
_COUNT = 20  # size of the large figure in a heading
#: A part of the card: kind, top, height, what it shows.
Part = tuple[str, int, int, object]


class CardWidget(Painted):
    """Shows a ``Card``."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self.view: Card | None = None
        self.buttons: list[button.ButtonWidget] = []
        self._laid: tuple[int, theme.Look, list[Part]] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_view(self, shown: Card) -> bool:
        """Show another view; return whether the height may have changed."""
        old = self.view
        if shown == old:
            return False
        below = self._below_buttons()
        self.view, self._laid = shown, None
        had = any(_is_digit(one) for one in old.buttons) if old else True
        inside = any(one.hasFocus() for one in self.buttons)
        self.buttons, _moved = button.match(self.buttons, shown.buttons, self._wire, self)
        self._focus_reasons(had=had, inside=inside)
        self.setAccessibleName(_spoken(shown))
        self.place()
        same = old is not None and shown.tone == old.tone and below == self._below_buttons()
        end = self.buttons[0].y() if self.buttons and same else self.height()
        self.update(0, 0, self.width(), end)  # what the buttons show is theirs to repaint
        return self.height_for(max(1, self.width())) != self.height()

    def _below_buttons(self) -> list[Part]:
        """Return what stands below the buttons, and where."""
        parts = self._parts(self.width())
        at = next((at for at, part in enumerate(parts) if part[0] == "buttons"), len(parts))
        return parts[at + 1 :]

    def _focus_reasons(self, *, had: bool, inside: bool) -> None:
        """When reasons appear where the focus was, stand on the first, so number keys choose."""
        if had or not inside:
            return
        for one in self.buttons:
            if _is_digit(one.view):
                one.setFocus()
                return

    def restyle(self) -> None:
        self._laid = None
        for one in self.buttons:
            one.restyle()
        super().restyle()

    # measures

    def _calm(self) -> bool:
        """Return whether the card is one filled field: what is in order needs no heading."""
        return self.view is not None and self.view.tone == "ok"

    def _headed(self) -> bool:
        """Return whether the heading stands on its tint: an open finding, not an answered one."""
        shown = self.view
        return shown is not None and shown.tone in _SEVERE and not shown.answer and not shown.count

    def _filled(self) -> bool:
        """Return whether the whole card is on its tint."""
        shown = self.view
        return self._calm() or bool(shown and shown.count and shown.tone in _SEVERE)

    def _wide_head(self) -> bool:
        """Return whether the heading is of the larger kind."""
        return self._headed() or self._filled() or bool(self.view and self.view.count)

    def _word(self, shown: Card, width: int) -> tuple[QRect, int]:
        """Return the place of the heading's words, one line high, and their size."""
        look = theme.worn()
        left, right = look.px(_PAD), width - look.px(_PAD)
        if icons.known(shown.tone):
            left += look.px(20 if self._wide_head() else 18) + look.px(8)
        if shown.count:
            right -= text.advance(shown.count, _COUNT, bold=True) + look.px(8)
        room = right - text.advance(shown.code, 13) - look.px(6) - left
        fits = text.advance(shown.word, 16, bold=True) <= room
        return QRect(left, 1, room, look.px(_HEAD)), 16 if self._wide_head() and fits else 14

    def _head(self, width: int) -> int:
        """Return the height of the heading: words that need more lines than one get them."""
        look, shown = theme.worn(), self.view
        if shown is None:
            return look.px(_HEAD)
        at, size = self._word(shown, width)
        return max(at.height(), text.height(shown.word, size, at.width(), bold=True) + look.px(6))

    def _parts(self, width: int) -> list[Part]:
        """Return what the card shows, from its top to its end, laid out once per view."""
        look = theme.worn()
        if self._laid is None or self._laid[:2] != (width, look):
            self._laid = (width, look, list(self._lay(width)))
        return self._laid[2]

    def _lay(self, width: int) -> Iterator[Part]:
        """Walk through what the card shows, from its top to its end."""
        look, shown = theme.worn(), self.view
        if shown is None:
            return
        room = width - 2 * look.px(_PAD + 1)
        gap = look.px(_GAP)
        y = self._head(width) + (look.px(10) if self._headed() else look.px(2))
        for kind, words, size, after in (
            ("sentence", shown.sentence, 14.0, 7),
            ("formula", shown.formula, 13.0, 1 if shown.numbers else 6),
            ("numbers", shown.numbers, 13.0, 6),
        ):
            if words:
                high = text.height(words, size, room, bold=kind == "formula")
                yield kind, y, high, words
                y += high + look.px(after)
        for index, line in enumerate(shown.receipt):
            rule = len(shown.receipt) > _FEW and index + 1 == len(shown.receipt) - 1
            high = self._line_height(line, room)
            yield ("total" if rule else "receipt"), y, high, line
            y += high
        if shown.difference[0] or shown.difference[1]:
            high = max(look.px(22), text.height(shown.difference[0], 13, room * 2 // 3, bold=True))
            yield "difference", y, high, shown.difference
            y += high
        if shown.receipt or shown.difference[0]:
            y += gap
        if shown.hint:
            high = self._hint_height(shown, room - look.px(40))
            yield "hint", y, high, shown.hint
            y += high + gap
        if shown.answer and not self._calm():
            yield "rule", y, 1, None
            y += gap
        for index, words in enumerate(shown.answer):
            kind = self._answer_kind(index)
            high = text.height(words, _SIZES.get(kind, 14.0), room, bold=kind == "formula")
            yield kind, y, high, words
            y += high + look.px(4)
        for index, words in enumerate(shown.steps, 1):
            high = text.height(words, 14.0, room - self._step_lead())
            yield "step", y, high, (str(index), words)
            y += high + look.px(6)
        if self.buttons:
            high = button.row_height(self.buttons, room, gap)
            yield "buttons", y, high, None
            y += high + look.px(2)
        yield from self._lay_observer(y, room)

    def _hint_height(self, shown: Card, room: int) -> int:
        """Return the height of what to count again, with what would explain it."""
        said = text.height(shown.hint.text if shown.hint else "", 13, room, bold=bool(shown.cause))
        cause = text.height(shown.cause, 13, room) if shown.cause else 0
        return said + cause + theme.worn().px(14)

    def _lay_observer(self, y: int, room: int) -> Iterator[Part]:
        """Walk through the last words of the card, those for observers, and its end."""
        look = theme.worn()
        label, words = self.view.observer if self.view else ("", "")
        if words:
            y += look.px(6)
            yield "rule", y, 1, None
            y += look.px(6)
            for kind, said in (("label", label), ("quiet", words)):
                high = text.height(said, 13, room, bold=kind == "label")
                yield kind, y, high, said
                y += high + look.px(1)
        yield "end", y + look.px(5), 0, None

    def _answer_kind(self, index: int) -> str:
        """Return how a line looks: in order a relation, its figures; else who and when last."""
        answer = self.view.answer if self.view else ()
        if self._calm():
            return "formula" if index % 2 == 0 else "answer"
        return "quiet" if index and index == len(answer) - 1 else "answer"

    def _line_height(self, line: tuple[str, str, str], room: int) -> int:
        look = theme.worn()
        number, label, figure = line
        words = room - text.advance(figure, 14) - look.px(10) - self._number_width(number)
        return max(look.px(22), text.height(label, 13, words) + look.px(2))

    def _step_lead(self) -> int:
        """Return the room of a step's number."""
        return text.advance("9", 14, bold=True) + theme.worn().px(9)

    def _number_width(self, number: str) -> int:
        return text.advance(number, 13) + theme.worn().px(6) if number else 0

    def height_for(self, width: int) -> int:
        end = self._head(width)
        for _kind, top, high, _what in self._parts(width):
            end = top + high
        return end

    def place(self) -> None:
        look = theme.worn()
        for kind, top, _high, _what in self._parts(self.width()):
            if kind == "buttons":
                at = QPoint(look.px(_PAD + 1), top)
                button.place_row(
                    self.buttons, at, self.width() - 2 * look.px(_PAD + 1), look.px(_GAP)
                )

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.view
        if shown is None:
            return
        p, look = QPainter(self), theme.worn()
        t = look.t
        tone, line = t.tone(shown.tone), min(t.line, 3)
        fill = tone.tint if self._filled() and not t.contrast else t.surface
        edge = tone.edge if self._headed() else t.hairline
        edge = fill if self._filled() and not t.contrast else edge
        p.fillRect(self.rect(), theme.colour(t.ground))
        panel(p, self.rect(), fill, edge, line=line)
        self._paint_head(p)
        room = QRect(look.px(_PAD + 1), 0, self.width() - 2 * look.px(_PAD + 1), 0)
        for kind, top, high, what in self._parts(self.width()):
            at = QRect(room.x(), top, room.width(), high)
            self._paint_part(p, kind, at, what)

    def _paint_head(self, p: QPainter) -> None:
        shown, look = self.view, theme.worn()
        assert shown is not None  # noqa: S101 - asked by the caller
        t = look.t
        tone = t.tone(shown.tone)
        high, ink = self._head(self.width()), tone.ink
        ground = tone.tint if self._filled() else t.surface
        if self._headed():
            ink, ground = tone.heading, tone.tint
            p.save()
            p.setClipRect(0, 0, self.width(), high)
            body = QRect(0, 0, self.width(), high * 2)
            panel(p, body, ground, tone.edge, line=min(t.line, 3))
            p.restore()
            if t.contrast and ground == t.surface:
                p.fillRect(0, high, self.width(), 2, theme.colour(t.ink))
        left = look.px(_PAD)
        side = look.px(20 if self._wide_head() else 18)
        if icons.known(shown.tone):
            icons.paint(p, QRect(left, (high - side) // 2 + 1, side, side), shown.tone, ink, ground)
        if shown.count or shown.steps:
            ink = tone.ink if shown.tone in (*_SEVERE, "ok") else t.ink
        right = self.width() - look.px(_PAD)
        if shown.count:
            wide = text.advance(shown.count, _COUNT, bold=True)
            right -= wide + look.px(8)
            at = QRect(right + look.px(8), 1, wide, high)
            text.draw(p, at, shown.count, _COUNT, ink, bold=True)
        code = text.advance(shown.code, 13)
        right -= code
        at, size = self._word(shown, self.width())
        text.draw(p, QRect(at.x(), 1, at.width(), high), shown.word, size, ink, bold=True)
        code_ink = ink if self._headed() else t.quiet
        text.draw(p, QRect(right, 1, code + 2, high), shown.code, 13, code_ink)

    def _paint_part(self, p: QPainter, kind: str, at: QRect, what: object) -> None:
        t = theme.worn().t
        tone = t.tone(self.view.tone if self.view else "")
        if kind == "rule":
            hairline(p, at.x(), at.y(), at.right())
        elif kind == "hint" and isinstance(what, Message):
            self._paint_hint(p, at, what)
        elif isinstance(what, str):
            size = _SIZES.get(kind, 14.0)
            ink = t.quiet if kind in ("formula", "quiet", "label") else t.ink
            ink = tone.ink if kind == "formula" and self._calm() else ink
            bold = kind in ("formula", "label")
            text.draw(p, at, what, size, ink, bold=bold, top=True)
        elif isinstance(what, tuple) and kind == "step":
            text.draw(p, at, what[0], 14, t.accent, bold=True, top=True)
            lead = self._step_lead()
            text.draw(p, at.adjusted(lead, 0, 0, 0), what[1], 14, t.ink, top=True)
        elif isinstance(what, tuple) and kind == "difference":
            text.draw(p, at, what[0], 13, tone.ink, bold=True)
            text.draw(p, at, what[1], 14, tone.ink, bold=True, align=text.RIGHT)
        elif isinstance(what, tuple):
            if kind == "total":
                hairline(p, at.x(), at.y(), at.right())
            self._paint_line(p, at, what)

    def _paint_line(self, p: QPainter, at: QRect, line: tuple[str, str, str]) -> None:
        look = theme.worn()
        number, label, figure = line
        text.draw(p, at, figure, 14, look.t.ink, align=text.RIGHT)
        lead = self._number_width(number)
        text.draw(p, at, number, 13, look.t.quiet)
        words = at.adjusted(lead, 0, -text.advance(figure, 14) - look.px(10), 0)
        text.draw(p, words, label, 13, look.t.quiet)

    def _paint_hint(self, p: QPainter, at: QRect, hint: Message) -> None:
        look = theme.worn()
        t = look.t
        panel(p, at, t.well, t.hairline, radius=6, line=min(t.line, 2))
        side = look.px(17)
        icon = {"again": "again", "ok": "tick"}.get(hint.tone, hint.tone)
        icons.paint(
            p, QRect(at.x() + look.px(9), at.y() + look.px(7), side, side), icon, t.quiet, t.well
        )
        cause = self.view.cause if self.view else ""
        words = at.adjusted(look.px(32), look.px(6), -look.px(8), 0)
        text.draw(p, words, hint.text, 13, t.ink, bold=bool(cause), top=True)
        below = text.height(hint.text, 13, words.width(), bold=True)
        text.draw(p, words.adjusted(0, below, 0, 0), cause, 13, t.ink, top=True)


def _is_digit(shown: Button) -> bool:
    return len(shown.shortcut) == 1 and shown.shortcut.isdigit()


def _spoken(shown: Card) -> str:
    """Return the whole card in words, for a screen reader."""
    lines = [f"{number} {label} {figure}".strip() for number, label, figure in shown.receipt]
    hint = shown.hint.text if shown.hint else ""
    parts = [
        " ".join(filter(None, (shown.word, shown.count, shown.code))),
        shown.sentence,
        shown.numbers,
        *lines,
        " ".join(shown.difference),
        hint,
        shown.cause,
        *shown.answer,
        *(f"{at} {words}" for at, words in enumerate(shown.steps, 1)),
        *shown.observer,
    ]
    said = [part.strip() for part in parts if part.strip()]
    closed = [part if part.endswith((".", "!", "?", ":")) else f"{part}." for part in said[:-1]]
    return " ".join([*closed, *said[-1:]])
