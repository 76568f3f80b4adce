"""Where the parts of the start page stand: laid one below the other, or side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from tally_app.ui.kit import text


class Card(Protocol):
    """What knows its height in a width."""

    def height_for(self, width: int) -> int: ...


_Widget = TypeVar("_Widget", bound=QWidget)


def matched(widgets: list[_Widget], count: int, make: Callable[[int], _Widget]) -> None:
    """As many widgets as there is to show; those there are stay, with the focus in one of them."""
    while len(widgets) > count:
        widgets.pop().deleteLater()
    while len(widgets) < count:
        widgets.append(make(len(widgets)))
        widgets[-1].show()


@dataclass
class Laid:
    """A column that grows downwards from ``y``, ``wide`` from ``x``; where its words stand."""

    x: int = 0
    y: int = 0
    wide: int = 0
    placed: list[tuple[QWidget, QRect]] = field(default_factory=list)
    says: QRect = field(default_factory=QRect)
    begin: QRect = field(default_factory=QRect)
    recent: QRect = field(default_factory=QRect)
    card: QRect = field(default_factory=QRect)
    dropped: QRect = field(default_factory=QRect)

    def put(self, widget: QWidget, high: int, gap: int) -> None:
        """A widget below what there is."""
        self.placed.append((widget, QRect(self.x, self.y, self.wide, high)))
        self.y += high + gap

    def words(self, words: str, size: int, gap: int, *, bold: bool = False) -> QRect:
        """Words below what there is; where they stand."""
        at = QRect(self.x, self.y, self.wide, text.height(words, size, self.wide, bold=bold))
        self.y += at.height() + gap
        return at

    def row(self, widgets: Sequence[QWidget], between: int, gap: int, *, least: int) -> None:
        """Widgets side by side, as many in a row as are ``least`` wide, all of one height."""
        if not widgets:
            return
        beside = max(1, min(len(widgets), (self.wide + between) // (least + between)))
        wide = (self.wide - (beside - 1) * between) // beside
        for first in range(0, len(widgets), beside):
            row = widgets[first : first + beside]
            high = max(_height(one, wide) for one in row)
            for at, one in enumerate(row):
                x = self.x + at * (wide + between)
                self.placed.append((one, QRect(x, self.y, wide, high)))
            self.y += high + between
        self.y += gap - between


def _height(widget: QWidget, width: int) -> int:
    card: Card = widget  # type: ignore[assignment]  # the cards of the start page know theirs
    return card.height_for(width)
