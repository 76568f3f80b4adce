"""The one dialog for a form the law or a loss makes necessary.

It does not block: it is opened, and says by a call what was answered.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QWidget

from tally_app.app.view.base import Button, Intent
from tally_app.app.view.fields import HIDDEN, DialogForm, Message, Row, Rows
from tally_app.app.view.intents import TakeOutUnseen
from tally_app.ui.kit import button, icons, text, theme
from tally_app.ui.kit.band import TrainingBand
from tally_app.ui.kit.base import Guarded, Painted
from tally_app.ui.kit.check import CheckRow
from tally_app.ui.kit.entry import stand_on
from tally_app.ui.kit.rows import RowsCard
from tally_app.ui.kit.scroll import ScrollColumn
from tally_app.ui.kit.wire import Wire

_WIDTH, _PAD = 760, 24


class _Body(Painted):
    """What scrolls in a dialog: its title and text, fields, ticks."""

    def __init__(self, wire: Wire) -> None:
        super().__init__()
        self._wire = wire
        self.view: DialogForm | None = None
        self.rows = RowsCard(wire, self)
        self.mend = button.ButtonWidget(wire, self)
        self.checks: list[CheckRow] = []

    def set_view(self, shown: DialogForm) -> None:
        """Show another form of the same intent."""
        errors = dict(shown.errors)
        self.view = shown
        self.rows.set_view(Rows(tuple(_with_error(row, errors) for row in shown.fields)))
        self.rows.setVisible(bool(shown.fields))
        self.mend.set_view(Button(TakeOutUnseen(), shown.mend, "small"))
        self.mend.setVisible(bool(shown.mend))
        if [check.key for check in self.checks] != [key for key, _words, _ticked in shown.checks]:
            for gone in self.checks:
                gone.deleteLater()
            self.checks = [CheckRow(self._wire, self, key) for key, _words, _ticked in shown.checks]
            for check, (_key, _words, ticked) in zip(self.checks, shown.checks, strict=True):
                check.setChecked(ticked)
                check.show()
        for check, (key, words, _ticked) in zip(self.checks, shown.checks, strict=True):
            check.set_view(words, errors.get(key, ""))
        self.place()
        self.update()

    def _lead(self) -> int:
        toned = self.view is not None and self.view.tone in ("error", "warning", "legal", "ok")
        return theme.worn().px(36) if toned else 0

    def _heights(self, width: int) -> tuple[int, int, int]:
        """Return the height of title, text and the error of the whole form."""
        shown, room = self.view, width - 2 * theme.worn().px(_PAD)
        if shown is None:
            return 0, 0, 0
        return (
            text.height(shown.title, 20, room - self._lead(), bold=True),
            text.height(shown.text, 15, room),
            text.height(dict(shown.errors).get("", ""), 14, room, bold=True),
        )

    def _places(self, width: int) -> tuple[list[tuple[RowsCard | CheckRow, QRect]], int]:
        look = theme.worn()
        pad = look.px(_PAD)
        y = pad + sum(self._heights(width)) + look.px(20)
        placed: list[tuple[RowsCard | CheckRow, QRect]] = []
        parts: list[RowsCard | CheckRow] = [self.rows] if self.rows.rows else []
        for part in (*parts, *self.checks):
            high = part.height_for(width - 2 * pad)
            placed.append((part, QRect(pad, y, width - 2 * pad, high)))
            y += high + look.px(8)
            if part is self.rows:
                y += self._mend_height(width)
        return placed, y + look.px(4)

    def _mend_height(self, width: int) -> int:
        """What the button under the fields takes, 0 while there is nothing to mend."""
        look = theme.worn()
        if self.view is None or not self.view.mend:
            return 0
        return self.mend.fit(width - 2 * look.px(_PAD)).height() + look.px(8)

    def height_for(self, width: int) -> int:
        return self._places(width)[1]

    def place(self) -> None:
        for part, rect in self._places(self.width())[0]:
            part.setGeometry(rect)
            part.place()
        pad = theme.worn().px(_PAD)
        size = self.mend.fit(self.width() - 2 * pad)
        under = self.rows.geometry().bottom() + theme.worn().px(8)
        self.mend.setGeometry(QRect(QPoint(self.width() - pad - size.width(), under), size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.view
        if shown is None:
            return
        p, look = QPainter(self), theme.worn()
        pad, lead = look.px(_PAD), self._lead()
        title, body, error = self._heights(self.width())
        room = self.width() - 2 * pad
        if lead:
            side = look.px(24)
            tone = look.t.tone(shown.tone)
            icons.paint(
                p, QRect(pad, pad + look.px(2), side, side), shown.tone, tone.ink, look.t.ground
            )
        at = QRect(pad + lead, pad, room - lead, title)
        text.draw(p, at, shown.title, 20, look.t.ink, bold=True)
        text.draw(p, QRect(pad, pad + title + look.px(6), room, body), shown.text, 15, look.t.ink)
        words = dict(shown.errors).get("", "")
        at = QRect(pad, pad + title + body + look.px(10), room, error)
        text.draw(p, at, words, 14, look.t.tone("error").ink, bold=True)


class FormDialog(Guarded, QDialog):
    """Asks a ``DialogForm``. Ticks come back as "yes" or "", fields as their raw text.

    What accepts stands at the right, always. The safe answer has the focus where there is nothing
    to type; else Enter in the last field accepts when nothing is missing. ``band`` are the words
    of the band of a training night, which stands over its dialogs too.
    """

    def __init__(
        self,
        parent: QWidget,
        form: DialogForm,
        submit: Callable[[dict[str, str]], None],
        cancel: Callable[[], None],
        band: tuple[str, str] = ("", ""),
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._submit, self._cancel = submit, cancel
        self._done, self._over = False, parent
        self._wire = Wire()
        self._wire.commit, self._wire.move = self._typed, self._move
        self._wire.intent = self._answered
        self.body = _Body(self._wire)
        self.area = ScrollColumn(self, self.body)
        self.band = TrainingBand(self)
        self.band.set_view(*band)
        self.band.setVisible(any(band))
        self.accept_button = button.ButtonWidget(self._wire, self)
        self.cancel_button = button.ButtonWidget(self._wire, self)
        self.view = form
        self.set_view(form)
        self.resize(min(theme.worn().px(_WIDTH), max(320, parent.width() - 40)), 0)
        self._grow()

    def _grow(self) -> None:
        """As high as its words and fields, while the window below has the room; never less."""
        need = self._band_height() + self.body.height_for(self.width()) + theme.worn().px(70)
        room = self._over.height() - 60
        self.resize(self.width(), max(self.height(), min(need, max(240, room))))

    def same(self, form: DialogForm) -> bool:
        """Return whether a form asks the same as this dialog."""
        return form.intent == self.view.intent

    def set_view(self, form: DialogForm) -> None:
        """Show the form again, usually with what is wrong; what was typed stays, unless it is
        secret.
        """
        hidden = {row.field.key for row in form.fields if row.field and row.field.kind in HIDDEN}
        entries = self.body.rows.entries()
        typed = {entry.key: entry.raw() for entry in entries if entry.key not in hidden}
        fields = tuple(_with_text(row, typed) for row in form.fields)
        self.view = form = replace(form, fields=fields)
        self.setWindowTitle(form.title)
        self.setAccessibleName(form.title)
        self.setAccessibleDescription(form.text)
        self.body.set_view(form)
        danger = form.dangerous and not form.fields
        self.accept_button.set_view(
            Button(form.intent, form.accept, style="outlined" if danger else "filled")
        )
        self.cancel_button.set_view(
            Button(Intent(), form.cancel, style="filled" if danger else "outlined")
        )
        self._grow()
        self.area.relayout()
        self._place()
        wrong = [key for key, _words in form.errors]
        first = next((entry for entry in self.body.rows.entries() if entry.key in wrong), None)
        if first is not None:
            stand_on(first)

    def _typed(self, key: str, words: str) -> None:
        fields = tuple(_with_text(row, {key: words}) for row in self.view.fields)
        self.view = replace(self.view, fields=fields)
        self.body.set_view(self.view)

    def _move(self, widget: QWidget, by: int) -> None:
        """Go to the next field, after the last to the ticks; Enter in the last one accepts when
        nothing is missing.
        """
        stops: list[QWidget] = [entry for entry in self.body.rows.entries() if entry.open()]
        stops += self.body.checks
        at = next((index for index, stop in enumerate(stops) if stop is widget), -1) + by
        if at >= len(stops) and by > 0:
            self._last()
        elif at >= 0:
            stops[at].setFocus(Qt.FocusReason.TabFocusReason)
            self.area.show_widget(stops[at], theme.worn().px(16))

    def _last(self) -> None:
        """Accept what was typed; with an empty field or ticks, stand on the button that
        accepts. What is dangerous is never on the way of Enter.
        """
        entries = [entry for entry in self.body.rows.entries() if entry.open()]
        if self.view.dangerous:
            return
        if self.body.checks or not all(entry.raw().strip() for entry in entries):
            self.accept_button.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._submit(self.values())

    def values(self) -> dict[str, str]:
        """Return what stands in the dialog: raw text by key, "yes" or "" for a tick."""
        found = {entry.key: entry.raw() for entry in self.body.rows.entries()}
        found.update({check.key: "yes" if check.isChecked() else "" for check in self.body.checks})
        return found

    def _answered(self, asked: Intent) -> None:
        if asked == TakeOutUnseen():
            self._mend()
        elif asked == self.accept_button.view.intent:
            self._submit(self.values())
        else:
            self.reject()

    def _mend(self) -> None:
        """Put the texts without what nobody can see into their fields; nothing is answered yet."""
        raw = self.values()
        mended = {key: text for key, of, text in self.view.mended if raw[key] == of}
        fields = tuple(_with_text(row, mended) for row in self.view.fields)
        errors = tuple((key, words) for key, words in self.view.errors if key and key not in mended)
        form = replace(self.view, fields=fields, errors=errors, mend="", mended=())
        self.body.set_view(form)
        self.set_view(form)
        first = next((entry for entry in self.body.rows.entries() if entry.key in mended), None)
        (first or self.cancel_button).setFocus(Qt.FocusReason.TabFocusReason)

    def reject(self) -> None:
        """Give the safe answer: the button, Esc, or the window's cross."""
        if not self._done:
            self._done = True
            super().reject()
            self._cancel()

    def finish(self) -> None:
        """Close without giving an answer."""
        self._done = True
        self.accept()

    def open(self) -> None:
        """Open without blocking; the focus is on the first field, else on the safe answer."""
        super().open()
        first = next((entry for entry in self.body.rows.entries() if entry.open()), None)
        (first or self.cancel_button).setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _band_height(self) -> int:
        """What the band of a training night takes at the top, 0 without one."""
        return self.band.height_for(self.width()) if any(self.band.words) else 0

    def _place(self) -> None:
        look = theme.worn()
        pad, gap = look.px(_PAD), look.px(12)
        right, left = self.accept_button, self.cancel_button
        one, two = right.fit(self.width() - 2 * pad), left.fit(self.width() - 2 * pad)
        beside = one.width() + two.width() + gap <= self.width() - 2 * pad
        foot = (
            max(one.height(), two.height()) if beside else one.height() + two.height() + gap
        ) + look.px(30)
        top = self.height() - foot + look.px(14)
        head = self._band_height()
        self.band.setGeometry(0, 0, self.width(), head)
        self.area.setGeometry(0, head, self.width(), max(1, self.height() - foot - head))
        right.setGeometry(QRect(QPoint(self.width() - pad - one.width(), top), one))
        x = right.x() - gap - two.width()
        at = QPoint(x, top) if beside else QPoint(pad, top + one.height() + gap)
        left.setGeometry(QRect(at, two))


def _with_error(row: Row, errors: dict[str, str]) -> Row:
    if row.field is None or row.field.key not in errors:
        return row
    field = replace(row.field, tone="error")
    return replace(row, field=field, message=Message("error", errors[row.field.key]))


def _with_text(row: Row, typed: dict[str, str]) -> Row:
    if row.field is None or row.field.key not in typed:
        return row
    words = typed[row.field.key]
    shown = row.field.shown if words == row.field.text else ""
    return replace(row, field=replace(row.field, text=words, shown=shown))
