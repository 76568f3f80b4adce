"""Packing labels: each in its frame, with lines to cut along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reports.drawing.details import Item, value_lines
from reports.drawing.fonts import bold, regular
from reports.drawing.layout import LEFT, Block, centred
from reports.drawing.paper import NOTHING, Pair, Paper, capital, glued, groups_of_four
from reports.drawing.pen import (
    FRAME_RULE,
    HEAD_RULE,
    INNER_RULE,
    Box,
    Line,
    Pen,
    stack_height,
)
from reports.drawing.tree import Role
from tally_app.domain.values.wording import grouped

#: Two labels beside each other, with room for the scissors.
_BETWEEN: Final = 8.0
_CUT: Final = 3.0
_PAD: Final = 3.0
#: Share of a label for what its rows are called.
_NAMED: Final = 0.5
_NAME: Final = 7.4
_VALUE: Final = 9.4
_FIGURE: Final = 14.0
_ROW: Final = 8.4
_ON_LINE: Final = 2.0
#: Which part above the rows is the title.
_TITLE: Final = 2


def sheets(paper: Paper, labels: Sequence[tuple[Pair, Sequence[Item]]]) -> list[Block]:
    """The labels in pairs, each pair cut off from the next."""
    width = (paper.page.text - _BETWEEN) / 2
    made = [_Label(paper, title, items, width) for title, items in labels]
    return [_pair(paper, made[i : i + 2]) for i in range(0, len(made), 2)]


def _pair(paper: Paper, labels: Sequence[_Label]) -> Block:
    height = max(label.height for label in labels)

    def draw(pen: Pen, y: float) -> None:
        x = LEFT
        for label in labels:
            pen.frame(Box(x, y, label.width, height), HEAD_RULE)
            label.draw(pen, x, y)
            x += label.width + _BETWEEN
        bottom = y + height + _CUT
        pen.cut((paper.page.middle, y), (paper.page.middle, bottom))
        pen.cut((LEFT, bottom), (paper.page.right, bottom))

    return Block(height + _CUT, draw)


@dataclass(frozen=True)
class _Label:
    """One label: the precinct, what is in the package, the rows, what ties it to the night."""

    paper: Paper
    title: Pair
    items: Sequence[Item]
    width: float

    @property
    def _room(self) -> float:
        return self.width - 2 * _PAD

    def _parts(self) -> list[list[Line]]:
        """Stacks from top to bottom: precinct, election and day, title, below the rows the foot."""
        head = self.paper.head
        number = Line(bold(17), f"№ {head.precinct}")
        caption = self.paper.say("precinct_caption").on_line(regular(7))
        day = self.paper.own(head.title).plus(self.paper.day(), ", ")
        return [
            [number, caption],
            day.once().lines(_NAME, self._room),
            self.title.once().each(capital).lines(11, self._room),
        ]

    def _foot(self) -> list[Line]:
        """Night and check value in small digits, once in each language."""
        night = self.paper.say("made.night", night=glued(groups_of_four(self.paper.head.night)))
        check = self.paper.say("check.document").each(lambda text: text + ":")
        digits = self.paper.head.check_value
        value = [] if self.paper.by_hand else [Line(bold(7), f"{check.dotted} {digits}")]
        return [night.on_line(regular(7)), *self._short(value)]

    def _short(self, lines: list[Line]) -> list[Line]:
        """A line with the check value, in the first language alone where both are too wide."""
        digits = self.paper.head.check_value
        return [line if line.width <= self._room else Line(line.face, digits) for line in lines]

    def _rows(self) -> list[tuple[list[Line], list[Line]]]:
        named = self._room * _NAMED - 2
        return [
            (item.label.once().each(capital).lines(_NAME, named), self._value(item))
            for item in self.items
        ]

    def _value(self, item: Item) -> list[Line]:
        if item.figure is not None:
            return [Line(bold(_FIGURE), f"= {grouped(item.figure)} =")]
        if item.text == NOTHING:
            return []
        return value_lines(item.text, _VALUE, self._room * (1 - _NAMED))

    @property
    def height(self) -> float:
        """Of everything in the frame."""
        parts = [*self._parts(), self._foot()]
        rows = sum(_row_height(*row) for row in self._rows())
        return sum(stack_height(part) + 1.2 for part in parts) + rows + 2 * _PAD + 1.0

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw it with its upper left corner at (x, y)."""
        left, right, y = x + _PAD, x + self.width - _PAD, y + _PAD
        for index, part in enumerate(self._parts()):
            pen.stack(Role.H2 if index == _TITLE else Role.P, left, y, part)
            y += stack_height(part) + 1.2
        pen.across(left, right, y, FRAME_RULE)
        for name, value in self._rows():
            height = _row_height(name, value)
            pen.stack(Role.TH, left, centred(name, y, height), name)
            middle = left + self._room * _NAMED
            pen.stack(Role.TD, middle, centred(value, y, height), value)
            if not value:
                pen.dotted(middle, right, y + height - _ON_LINE)
            y += height
            pen.across(left, right, y, INNER_RULE)
        pen.stack(Role.P, left, y + 1.0, self._foot())


def _row_height(name: Sequence[Line], value: Sequence[Line]) -> float:
    return max(_ROW, stack_height(name) + 1.6, stack_height(value) + 1.6)
