"""Rows of a sheet beside each other: one protocol twice, two precincts alike in every figure, a row
that is the sum of others, a precinct that is missing.

These are notes: two small precincts may be alike, and a sheet may be meant to hold its totals.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter, mul
from typing import Final

#: Codes of what is said of rows beside each other.
TWICE, ANEW, ALIKE, SUM = "N-02", "N-03", "N-04", "N-05"

#: Joins the parts of a row's name.
ID_JOINT: Final = " / "

#: Figures of precincts that are alike by chance: fewer different ones, and fewer in all.
_FEWEST: Final = 4
_SMALL: Final = 100
_ROWS: Final = 2
#: What the weights of figures are made of.
_BASE: Final = 1_000_003
_LARGE: Final = 2**61 - 1


@dataclass(frozen=True, slots=True)
class Likeness:
    """One note about a row: its code, and the rows it names (from 1)."""

    code: str
    rows: tuple[int, ...]


class RowsBeside:
    """What is remembered of the rows that were read: one number for each, and three sums.

    The number of a row is the sum of its figures with weights of their own: rows with one number
    are alike, and the number of a sum of rows is the sum of their numbers. ``counted``: the slots
    whose figures are looked at; ``named``: rows have names of their own.
    """

    def __init__(self, counted: Sequence[int], *, named: bool) -> None:
        self.named = named
        self._take = itemgetter(*counted) if len(counted) > 1 else None
        self._weights = [pow(_BASE, 1 + at, _LARGE) for at in range(len(counted))]
        self._by_number: dict[int, int] = {}
        self._by_name: dict[str, tuple[int, int]] = {}
        self._every = self._since = self._once = self._first = 0
        self._rows, self._from, self._last = 0, 1, 0

    def look(self, row: int, name: str, figures: Sequence[int]) -> list[Likeness]:
        """What is to be said of a row beside those before it."""
        if self._take is None:
            return []
        counts: tuple[int, ...] = self._take(figures)
        number = sum(map(mul, counts, self._weights))
        before = self._by_number.setdefault(number, row)
        found: list[Likeness] = []
        if self.named and name.strip(" /"):
            known = self._by_name.setdefault(name, (row, number))
            if known[0] != row:
                code = TWICE if known[1] == number else ANEW
                found.append(Likeness(code, (known[0], row)))
        if before != row and not found and _telling(counts):
            found.append(Likeness(ALIKE if self.named else TWICE, (before, row)))
        if self._is_sum(number) and _telling(counts, small=True):
            found.append(self._sum(row, number))
            return found
        self._add(row, number, again=bool(found) and found[0].code == TWICE)
        return found

    def _is_sum(self, number: int) -> bool:
        """True for the number of several rows above."""
        since = number == self._since and self._last > self._from
        return since or (self._rows >= _ROWS and number in (self._every, self._once))

    def _sum(self, row: int, number: int) -> Likeness:
        """A row of totals: of the rows since the last such row, or of all above it."""
        since = number == self._since
        found = Likeness(SUM, (row, self._from if since else 1, self._last))
        if since:
            self._since, self._from = 0, row + 1
        return found

    def _add(self, row: int, number: int, *, again: bool) -> None:
        """Add a row to the sums; the same protocol ``again`` is once in one of them."""
        if not self._rows:
            self._first = number
        self._every += number
        self._since = self._since + number if self._last >= self._from else number
        self._once += 0 if again else number
        self._rows += 1
        self._last = row

    def first_is_sum(self) -> bool:
        """Once all rows were read: whether the first of them is the sum of the others."""
        return self._rows > _ROWS and self._every == 2 * self._first


def _telling(counts: Sequence[int], *, small: bool = False) -> bool:
    """Whether figures are no others' by chance; those of a sum may be ``small``."""
    different = len({*counts} - {0})
    return different >= _ROWS if small else different >= _FEWEST and sum(counts) >= _SMALL


def missing_of(expected: Iterable[str], names: Iterable[str]) -> tuple[list[str], list[str]]:
    """The expected names that no row has, and the names that were not expected."""
    wanted, found = dict.fromkeys(expected), dict.fromkeys(names)
    return [x for x in wanted if x not in found], [x for x in found if x not in wanted]


def expected_names(text: str, ids: Sequence[str]) -> list[str]:
    """The names of a list: a table with the columns of the names, or one name in every line."""
    lines = [line.strip("\r") for line in text.lstrip("\ufeff").split("\n") if line.strip()]
    for mark in "\t;,":
        rows = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=mark)]
        if ids and rows and {*ids} <= {*rows[0]}:
            places = [rows[0].index(name) for name in ids]
            held = (row for row in rows[1:] if len(row) > max(places))
            return [ID_JOINT.join(row[place] for place in places) for row in held]
    return [line.strip() for line in lines]
