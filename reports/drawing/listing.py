"""Rows under a title that flow over pages: the title stays with its rows, the head repeats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

from reports.drawing.frame import split_title
from reports.drawing.layout import PORTRAIT, Block, Leaf, Page, group
from reports.drawing.paper import NOTHING, Pair, Paper

#: A list up to this share of a page moves whole to the next.
_SMALL: Final = 0.3
#: A longer one begins where so many of its rows fit.
_FIRST: Final = 2
_UNDER_TITLE: Final = 0.5


class Tall(Protocol):
    """A row, whatever draws it."""

    @property
    def height(self) -> float: ...


T = TypeVar("T", bound=Tall)


@dataclass(frozen=True)
class Listing(Generic[T]):
    """Rows that ``frame`` makes a block of, with its head if it has one."""

    title: Pair
    rows: Sequence[T]
    frame: Callable[[Sequence[T]], Block]
    page: Page = PORTRAIT

    def block(self, title: Pair, rows: Sequence[T]) -> Block:
        """Title and some of the rows in their frame."""
        body = self.frame(rows)
        return body if title == NOTHING else group([self._over(title), body], _UNDER_TITLE)

    def _over(self, title: Pair) -> Block:
        return split_title(title.once(), page=self.page)

    def put(
        self,
        paper: Paper,
        leaves: list[Leaf],
        fresh: Callable[[], Leaf],
        gap: float,
        *,
        early: bool = False,
    ) -> None:
        """Place the rows on one page if it takes them all, else divide them between rows.

        ``early``: more than a few rows begin on the page that is there.
        """
        if not leaves[-1].fits(gap + self.block(self.title, self.rows).height) and not (
            early and self._begins(leaves[-1], gap)
        ):
            leaves.append(fresh())
        rows, title = list(self.rows), self.title
        while rows:
            count = len(rows)
            while count > 1 and not leaves[-1].fits(gap + self.block(title, rows[:count]).height):
                count -= 1
            leaves[-1].put(self.block(title, rows[:count]), gap)
            rows = rows[count:]
            if rows:
                title = NOTHING if self.title == NOTHING else self._again(paper)
                leaves.append(fresh())

    def _begins(self, leaf: Leaf, gap: float) -> bool:
        """True when a long list may begin here."""
        small = sum(row.height for row in self.rows) <= _SMALL * self.page.height
        first = self.block(self.title, self.rows[:_FIRST])
        return not small and leaf.fits(gap + first.height)

    def _again(self, paper: Paper) -> Pair:
        return self.title.noted(paper.say("continued"))
