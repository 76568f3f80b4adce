"""The language picker: always in sight, each language in its own letters."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from tally_app.ui.kit import text, theme
from tally_app.ui.kit.base import Guarded, focus_ring, rounded
from tally_app.ui.kit.wire import Wire

Languages = tuple[tuple[str, str, str], ...]


class _LanguageButton(Guarded, QAbstractButton):
    """One language."""

    def __init__(self, wire: Wire, parent: QWidget, language: tuple[str, str, str]) -> None:
        super().__init__(parent)
        self.code, self.short, name = language
        self._wire = wire
        self.setCheckable(True)
        self.setFocusPolicy(
            Qt.FocusPolicy.TabFocus
        )  # a press with the mouse leaves the field alone
        self.setObjectName(f"language:{self.code}")
        self.setAccessibleName(name)
        self.setToolTip(text.plain(name))
        self.clicked.connect(self._pressed)

    def _pressed(self) -> None:
        self._wire.choose_language(self.code)

    def sizeHint(self) -> QSize:
        look = theme.worn()
        return QSize(
            max(look.px(48), text.advance(self.short, 13, bold=True) + look.px(22)), look.px(32)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        t, ink = look.t, look.t.quiet
        if self.isChecked():
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(QPen(theme.colour(t.accent), 2))
            p.setBrush(theme.colour(t.tint))
            p.drawPath(rounded(self.rect(), look.px(6), 1))
            ink = t.on_tint if t.contrast else t.accent
        text.draw(p, self.rect(), self.short, 13, ink, bold=self.isChecked(), align=text.CENTRE)
        if self.hasFocus():
            focus_ring(p, self.rect())


class LanguagePicker(Guarded, QWidget):
    """Languages side by side; the chosen one is filled."""

    def __init__(self, wire: Wire, parent: QWidget) -> None:
        super().__init__(parent)
        self._wire = wire
        self._shown: tuple[Languages, str] = ((), "")
        self.buttons: list[_LanguageButton] = []

    def set_view(self, languages: Languages, chosen: str) -> None:
        """Show these languages (code, short name, name), one of them chosen."""
        if (languages, chosen) == self._shown:
            return
        if languages != self._shown[0]:
            for gone in self.buttons:
                gone.deleteLater()
            self.buttons = [_LanguageButton(self._wire, self, one) for one in languages]
            for button in self.buttons:
                button.show()
        self._shown = (languages, chosen)
        for button in self.buttons:
            button.setChecked(button.code == chosen)
        self.place()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(sum(one.sizeHint().width() for one in self.buttons), theme.worn().px(32))

    def place(self) -> None:
        """Put the languages side by side."""
        x = 0
        for button in self.buttons:
            hint = button.sizeHint()
            button.setGeometry(x, 0, hint.width(), hint.height())
            x += hint.width()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(theme.colour(look.t.hairline), min(look.t.line, 2)))
        p.drawPath(rounded(QRect(0, 0, self.width(), self.height()), look.px(6), look.t.line / 2))
