"""The hatched band of a training night, on every page of it."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tally_app.ui.kit import icons, text, theme
from tally_app.ui.kit.base import Painted, hatch

HEIGHT = 24


class TrainingBand(Painted):
    """Stripes with the word of the mode on a clear field in their middle."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = ("", "")

    def set_view(self, word: str, quiet: str) -> None:
        """Show other words."""
        if (word, quiet) != self._words:
            self._words = (word, quiet)
            self.setAccessibleName(f"{word}, {quiet}")
            self.update()

    @property
    def words(self) -> tuple[str, str]:
        """The words it shows: the mode, and what that means."""
        return self._words

    def height_for(self, width: int) -> int:  # noqa: ARG002 - one line in every width
        return theme.worn().px(HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = QPainter(self), theme.worn()
        t, (word, quiet) = look.t, self._words
        p.fillRect(self.rect(), theme.colour(t.training))
        hatch(p, QRectF(self.rect()), t.hatch, look.px(24))
        strong, weak = text.advance(word, 14, bold=True), text.advance(quiet, 13)
        lead, gap = look.px(28), look.px(14) if quiet else 0
        whole = min(lead + strong + gap + weak, self.width() - look.px(40))
        clear = QRect(
            (self.width() - whole) // 2 - look.px(20), 0, whole + look.px(40), self.height()
        )
        p.fillRect(clear, theme.colour(t.training))
        x, side = clear.x() + look.px(20), look.px(20)
        at = QRect(x, (self.height() - side) // 2, side, side)
        icons.paint(p, at, "cap", t.training_ink, t.training)
        rest = QRect(x + lead, 0, whole - lead, self.height())
        text.draw_elided(p, rest, word, 14, t.training_ink, bold=True)
        text.draw_elided(p, rest.adjusted(strong + gap, 0, 0, 0), quiet, 13, t.training_ink)
