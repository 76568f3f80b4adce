"""What every painted widget shares: its height for a width, repainting, stacking, its tooltip."""

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from types import FunctionType
from typing import Any, ClassVar, Final

from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from tally_app.app.view.base import Note
from tally_app.ui.kit import text, theme


class Guarded:
    """A widget that keeps its faults from Qt. An exception that leaves an override of Qt (a paint,
    a key, a size) is put aside by PySide until some later call returns, and what it holds is let go
    once too often meanwhile: the process ends at the next show or in Python's collector, not with a
    sentence. So a fault is told where it happens, and Qt goes on with what it does by itself;
    ``answers`` are for what Qt leaves open (a model's rows).
    """

    answers: ClassVar[Mapping[str, object]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        qt = next(base for base in cls.__mro__ if base.__module__.startswith("PySide6"))
        for name, made in [*vars(cls).items()]:
            if isinstance(made, FunctionType) and not name.startswith("_") and hasattr(qt, name):
                setattr(cls, name, _guarded(made, _instead(cls, qt, name)))


def _instead(cls: type[Guarded], qt: type, name: str) -> Callable[..., Any]:
    """What is done where an override fails: what was said for it, nothing for an event, else what
    the class of Qt does.
    """
    if name in cls.answers or name.endswith("Event"):
        answer = cls.answers.get(name)
        return lambda *_given: answer
    done: Callable[..., Any] = getattr(qt, name)
    return done


def _guarded(override: Callable[..., Any], instead: Callable[..., Any]) -> Callable[..., Any]:
    """The override; where it fails, what is done instead."""

    @wraps(override)
    def guarded(self: object, *given: Any) -> Any:  # noqa: ANN401 - whatever Qt hands over
        try:
            return override(self, *given)
        except Exception:  # noqa: BLE001 - whatever it is: it is told, and Qt never sees it
            sys.excepthook(*sys.exc_info())
        return instead(self, *given)

    return guarded


class Painted(Guarded, QWidget):
    """A widget that paints itself and knows how high it is in a given width."""

    #: height in pixels of what belongs to it above it: it comes into view together with it
    above = 0

    def height_for(self, width: int) -> int:
        """Return the height in pixels this widget needs in this width."""
        raise NotImplementedError

    def hears(self) -> bool:
        """Return whether keys mean something on the block itself now: then it takes the focus."""
        return False

    def place(self) -> None:
        """Put the children where they belong in the present size."""

    def restyle(self) -> None:
        """Take on a new look."""
        self.place()
        self.update()

    def resizeEvent(self, event: object) -> None:  # noqa: ARG002 - Qt hands it over
        self.place()


#: Height of the head of a page, in design pixels.
HEAD: Final = 56


class SidePage(Painted):
    """The page of an annex: the window shows it and knows nothing else of it."""

    def set_view(self, shown: Any) -> None:  # noqa: ANN401 - every annex has a view of its own
        """Show another view."""
        raise NotImplementedError

    def tell(self, _note: Note | None) -> bool:
        """Show or take away a sentence of the program; False where the page has no place for it."""
        return False


class TakesKeys(Painted):
    """A card that keys are pressed at, and not a field in it: it shows whether it has the focus."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A press takes the focus here and answers nothing."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)


class Stack(Painted):
    """Children below each other, each as high as it needs to be."""

    def __init__(self, parent: QWidget | None = None, gap: float = 8) -> None:
        super().__init__(parent)
        self.gap = gap
        self.items: list[Painted] = []
        #: left and right margin in pixels, set by the page: its column is centred in what is left
        self.margins = (0, 0)
        self.padding = (0.0, 0.0)

    def set_items(self, items: Sequence[Painted]) -> None:
        """Show these children in this order; what is no longer there is deleted."""
        kept = set(map(id, items))
        for old in self.items:
            if id(old) not in kept and old.parentWidget() is self:
                old.hide()
                old.deleteLater()
        self.items = list(items)
        for item in items:
            item.show()

    def height_for(self, width: int) -> int:
        inner = max(1, width - sum(self.margins))
        look = theme.worn()
        heights = [item.height_for(inner) for item in self.items]
        gaps = look.px(self.gap) * max(0, len(heights) - 1)
        return sum(heights) + gaps + sum(look.px(pad) if pad else 0 for pad in self.padding)

    def place(self) -> None:
        look = theme.worn()
        left, right = self.margins
        inner = max(1, self.width() - left - right)
        y = look.px(self.padding[0]) if self.padding[0] else 0
        for item in self.items:
            high = item.height_for(inner)
            item.setGeometry(left, y, inner, high)
            item.place()
            y += high + look.px(self.gap)

    def restyle(self) -> None:
        for item in self.items:
            item.restyle()


def rounded(rect: QRect | QRectF, radius: float, inset: float = 0.5) -> QPainterPath:
    """Return a rounded outline whose one-pixel pen stays sharp."""
    path = QPainterPath()
    box = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    path.addRoundedRect(box, max(0.0, radius - inset), max(0.0, radius - inset))
    return path


def panel(
    p: QPainter, rect: QRect, fill: str, edge: str, *, radius: float = 8, line: float = 1
) -> None:
    """Paint a card: filled, with an edge of this width drawn inside."""
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = rounded(rect, theme.worn().px(radius), line / 2)
    p.setPen(QPen(theme.colour(edge), line) if line else Qt.PenStyle.NoPen)
    p.setBrush(theme.colour(fill))
    p.drawPath(path)
    p.setBrush(Qt.BrushStyle.NoBrush)


def focus_ring(p: QPainter, rect: QRect, *, radius: float = 6) -> None:
    """Paint the ring of three pixels around what has the focus; it stays inside the rectangle."""
    look = theme.worn()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(QPen(theme.colour(look.t.ring), 3))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawPath(rounded(rect, look.px(radius), 1.5))


def hairline(p: QPainter, x: int, y: int, right: int) -> None:
    """Paint a hairline."""
    p.fillRect(x, y, right - x, 1, theme.colour(theme.worn().t.hairline))


def hatch(p: QPainter, rect: QRectF, ink: str, step: float) -> None:
    """Fill a rectangle with slanted stripes."""
    p.save()
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(QPen(theme.colour(ink), step * 0.42))
    high, top, bottom, end = rect.height(), rect.top(), rect.bottom(), rect.right() + rect.height()
    x, stripes = rect.left() - high, []
    while x < end:
        stripes.append(QLineF(x, bottom, x + high, top))
        x += step
    p.drawLines(stripes)
    p.restore()


def match_rows(rows: list[Any], many: int, make: Callable[[], QWidget]) -> None:
    """Have as many rows as are to be shown: what is too much goes, what is missing is made."""
    while len(rows) > many:
        gone = rows.pop()
        gone.hide()
        gone.deleteLater()
    while len(rows) < many:
        rows.append(make())
        rows[-1].show()


def paint_bands(p: QPainter, page: QWidget, head: int, foot: int) -> None:
    """Paint the ground of a page's head and foot, ``head`` and ``foot`` pixels high."""
    t, wide, high = theme.worn().t, page.width(), page.height()
    line = min(t.line, 2)
    for y, size, edge in ((0, head, head - line), (high - foot, foot, high - foot)):
        p.fillRect(0, y, wide, size, theme.colour(t.surface))
        p.fillRect(0, edge, wide, line, theme.colour(t.hairline))


def paint_frame(
    p: QPainter, page: QWidget, words: tuple[str, str], *, side: int, right: int, foot: int
) -> None:
    """Paint the grounds of a page's head and foot, and in the head what the page is: title and
    subtitle from ``side`` to ``right``, in pixels as ``foot`` is.
    """
    look, (title, subtitle) = theme.worn(), words
    t = look.t
    paint_bands(p, page, look.px(HEAD), foot)
    first = QRect(side, look.px(8), right - side, look.px(22))
    text.draw_elided(p, first, title, 16, t.ink, bold=True)
    second = QRect(side, look.px(29), right - side, look.px(20))
    text.draw_elided(p, second, subtitle, 13, t.quiet)
