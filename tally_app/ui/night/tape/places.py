"""Where the columns of the tape stand: the same for its rows, its head and the sums below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from tally_app.ui.kit import text, theme

EDGE, NUMBER, MARK, GAP = 16, 56, 40, 12
_COUNT, _LEAST, _NAME = 96, 58, 110  # a figure's column, the least of it, the least of a name's


@dataclass(frozen=True, slots=True)
class TapePlaces:
    """Where the page's number stands, every column (left edge, width), and the mark."""

    number: tuple[int, int]
    columns: tuple[tuple[int, int], ...]
    mark: int
    words: tuple[int, ...]

    def label(self) -> tuple[int, int]:
        """Return the room before the first column of figures."""
        left = self.number[0]
        first = next((x for at, (x, _) in enumerate(self.columns) if at not in self.words), left)
        return left, max(1, first - left - theme.worn().px(GAP))


def places(width: int, heads: Sequence[str], words: tuple[int, ...]) -> TapePlaces:
    """Lay the columns out; ``heads`` begin with that of the number."""
    look = theme.worn()
    gap, left = look.px(GAP), look.px(EDGE)
    number = max(look.px(NUMBER), text.advance(heads[0], 13)) if heads[0] else look.px(NUMBER)
    many = len(heads) - 1
    figures = max(1, many - len(words))
    room = width - left - number - look.px(MARK) - many * gap
    longest = [max(text.advance(part, 13) for part in head.split() or [""]) for head in heads[1:]]
    widest = max(wide for at, wide in enumerate(longest) if at not in words)
    column = max(look.px(_COUNT), widest + look.px(8))
    if words:
        column = min(column, max(look.px(_LEAST), (room - look.px(_NAME)) // figures))
    name = max(1, (room - figures * column) // len(words)) if words else 0
    found, x = [], left + number + gap
    for at in range(many):
        wide = name if at in words else column
        found.append((x, wide))
        x += wide + gap
    return TapePlaces((left, number), tuple(found), x - gap, words)


def heads_height(laid: TapePlaces, heads: Sequence[str]) -> int:
    """Return the height the heads need."""
    tall = [
        text.height(head, 13, wide) for head, (_, wide) in zip(heads[1:], laid.columns, strict=True)
    ]
    return max(tall) + theme.worn().px(12)


def paint_heads(
    p: QPainter, laid: TapePlaces, heads: tuple[str, ...], left: int, high: int
) -> None:
    """Paint what stands over the columns."""
    look = theme.worn()
    x, wide = laid.number
    if heads[0]:
        at = QRect(left + x, 1, wide, high)
        text.draw(p, at, heads[0], 13, look.t.quiet, align=text.RIGHT)
    for at_column, ((x, wide), head) in enumerate(zip(laid.columns, heads[1:], strict=True)):
        words = at_column in laid.words
        place = QRect(left + x + (look.px(12) if words else 0), 1, wide - look.px(12), high)
        text.draw(p, place, head, 13, look.t.quiet, align=text.LEFT if words else text.RIGHT)
