"""A figure is a ratio inside one run: ours and its baseline by turns, at the same moment."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

#: How often both are measured, and how often where it is to be quick.
PAIRS, QUICK = 15, 5


@dataclass(frozen=True)
class Figure:
    """Ours beside a baseline, in ``unit``, pair by pair; no ``limit`` for one that only tells."""

    name: str
    ours: Sequence[float]
    base: Sequence[float]
    limit: float | None
    unit: str = "ms"

    def row(self) -> tuple[str, ...]:
        """Cells of the table: name, both medians, median ratio, its quartiles, limit, verdict."""
        ratios = [mine / theirs for mine, theirs in zip(self.ours, self.base, strict=True)]
        middle = statistics.median(ratios)
        low, high = _quartiles(ratios)
        cells = (
            self.name,
            f"{_number(statistics.median(self.ours))} {self.unit}",
            f"{_number(statistics.median(self.base))} {self.unit}",
            f"{middle:.2f}",
            f"{low:.2f}–{high:.2f}",
        )
        if self.limit is None:
            return (*cells, "", "")
        return (*cells, f"≤ {self.limit:g}", "ok" if middle <= self.limit else "MISSED")


@dataclass(frozen=True)
class Value:
    """A number with no baseline, beside a limit in its own unit or only told."""

    name: str
    values: Sequence[float]
    unit: str
    limit: float | None = None

    def row(self) -> tuple[str, ...]:
        """The same cells as a ``Figure``, empty where there is nothing to compare with."""
        middle = statistics.median(self.values)
        low, high = _quartiles(self.values)
        cells = (self.name, f"{_number(middle)} {self.unit}", "", "",
                 f"{_number(low)}–{_number(high)}" if len(self.values) > 1 else "")  # fmt: skip
        if self.limit is None:
            return (*cells, "", "")
        verdict = "ok" if middle < self.limit else "MISSED"
        return (*cells, f"< {self.limit:g} {self.unit}", verdict)


HEAD = ("figure", "ours", "baseline", "ratio", "quartiles", "limit", "")


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows as aligned text."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEAD))]
    lines = []
    for row in rows:
        rest = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join([row[0].ljust(widths[0]), *rest]).rstrip())
    return "\n".join(lines)


_Taken = TypeVar("_Taken")


def by_turns(
    pairs: int, ours: Callable[[], _Taken], base: Callable[[], _Taken]
) -> tuple[list[_Taken], list[_Taken]]:
    """Both measured ``pairs`` times; who goes first changes, one unrecorded pair warms up."""
    mine: list[_Taken] = []
    theirs: list[_Taken] = []
    for turn in range(pairs + 1):
        if turn % 2:
            a, b = ours(), base()
        else:
            b, a = base(), ours()
        if turn:
            mine.append(a)
            theirs.append(b)
    return mine, theirs


def share(values: Sequence[float], part: float) -> float:
    """The value that ``part`` (0 to 1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def _quartiles(values: Sequence[float]) -> tuple[float, float]:
    if len(values) < 2:
        return values[0], values[0]
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, high


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
