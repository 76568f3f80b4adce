"""The second screen for the room: where, what is done now, what was announced, very large."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from tally_app.app.view.public import PublicView
from tally_app.ui.kit import text, theme

_DRAWN = 1366
_LARGEST, _LEAST = 40.0, 16.0


def spoken(shown: PublicView) -> str:
    """The whole view in words."""
    lines = (f"{number} {name}: {figure}" for number, name, figure in shown.lines)
    return ". ".join(filter(None, (*shown.head, shown.step, *shown.clock, *lines, shown.note)))


def paint(p: QPainter, at: QRect, shown: PublicView) -> None:
    """Paint it into a place: the lines as large as all of them have room."""
    t, unit = theme.worn().t, at.width() / _DRAWN

    def size(drawn: float) -> float:
        return max(1.0, round(drawn * unit * 200 / theme.worn().zoom) / 2)

    y = at.y() + _line(p, at, at.y(), shown.step, size(30), t.accent, bold=True)
    clock = " ".join(filter(None, shown.clock))
    y += _line(p, at, y, clock, size(20), t.quiet, bold=False) + round(16 * unit)
    if shown.note:
        _line(p, at, y, shown.note, size(26), t.quiet, bold=False)
        return
    room, drawn = at.bottom() - y, _LARGEST
    while drawn > _LEAST and _high(shown, at.width(), size(drawn)) > room:
        drawn -= 2
    bars = shown.bars or (0,) * len(shown.lines)
    for row, bar in zip(shown.lines, bars, strict=True):
        y += _row(p, QRect(at.x(), y, at.width(), room), row, bar, size(drawn))


def _line(p: QPainter, at: QRect, y: int, words: str, size: float, ink: str, *, bold: bool) -> int:
    high = text.height(words, size, at.width(), bold=bold)
    text.draw(p, QRect(at.x(), y, at.width(), high), words, size, ink, bold=bold)
    return high


def _widths(width: int, figure: str, size: float) -> tuple[int, int, int]:
    """The widths of number, name and figure."""
    first, last = width // 12, text.advance(figure, size, bold=True)
    return first, width - first - last - width // 40, last


def _high(shown: PublicView, width: int, size: float) -> int:
    return sum(
        text.height(name, size, _widths(width, figure, size)[1]) + round(size / 2)
        for _number, name, figure in shown.lines
    )


def _row(p: QPainter, at: QRect, row: tuple[str, str, str], bar: int, size: float) -> int:
    t, (number, name, figure) = theme.worn().t, row
    first, middle, last = _widths(at.width(), figure, size)
    high = text.height(name, size, middle)
    text.draw(p, QRect(at.x(), at.y(), first, high), number, size, t.quiet)
    text.draw(p, QRect(at.x() + first, at.y(), middle, high), name, size, t.ink)
    right = QRect(at.x() + at.width() - last, at.y(), last, high)
    text.draw(p, right, figure, size, t.ink, bold=True, align=text.RIGHT)
    if bar:  # in the gap below its words: it takes no room from the lines
        longest = at.width() * 7 // 10  # the same for every row, whatever its figure takes
        wide, thick = longest * bar // 1000, max(2, round(size / 5))
        under = QRect(at.x() + first, at.y() + high, wide, thick)
        p.fillRect(under, theme.colour(t.accent))
    return high + round(size / 2)
