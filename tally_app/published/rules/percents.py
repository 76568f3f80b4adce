"""Which base the percentages of a table are of, and which of them contradict their votes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from tally_app.published.rules.contradictions import Base, Contradiction, Explanation
from tally_app.published.rules.digits import SLIPS, ranked, share_slip, slip
from tally_app.published.rules.reading.cells import PrintedFigure, written
from tally_app.published.rules.reading.rounding import fits, rounded, roundings

_MOST_EXPLANATIONS: Final = 3
#: What the percentage of the invalid ballots may be of beside the base of the others.
_OF_INVALID: Final = ("all", "total", "voted", "column_total")
_FEW: Final = 3  # percentages that a base printed nowhere must explain at least


@dataclass(frozen=True, slots=True)
class PrintedShare:
    """A percentage beside its votes: row of the table, votes, percentage (None: not printed).
    ``role`` is the row's: the percentage of invalid ballots may be of another base, that of
    "against all" where the base is without it.
    """

    row: int
    votes: int
    percent: PrintedFigure | None
    role: str = ""


@dataclass(frozen=True, slots=True)
class Shift:
    """Percentages that belong to the row above (``by`` = 1) or below (-1): from ``first`` up to,
    not including, ``end``; ``last`` is True where none stands behind them.
    """

    by: int
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Fit:
    """A base and how far it explains the percentages, by index of the share. ``tied`` are other
    bases that explain as many.
    """

    base: Base
    fitting: frozenset[int]
    shift: Shift | None
    tied: tuple[Base, ...] = ()

    @property
    def explained(self) -> frozenset[int]:
        """Percentages that are right, or right for the row beside theirs."""
        moved = range(self.shift.first, self.shift.end) if self.shift else ()
        return self.fitting | frozenset(moved)


def best_fit(shares: Sequence[PrintedShare], bases: Sequence[Base]) -> Fit | None:
    """The base that explains most percentages, the first of several; None where there is nothing
    to explain or no base explains half of it.
    """
    asked = frozenset(at for at, share in enumerate(shares) if share.percent is not None)
    if not asked or not bases:
        return None
    known = [_fit(shares, base, bases) for base in bases]
    best = max(known, key=lambda fit: len(fit.explained))
    explained = len(best.explained)
    tied = tuple(f.base for f in known if f is not best and len(f.explained) == explained)
    best = replace(best, tied=tied)
    hidden = _implied(shares, asked)
    if hidden is not None:
        fit = _fit(shares, hidden, [*bases, hidden])
        if len(fit.explained) >= max(_FEW, explained + 2):
            best = fit
    return best if 2 * len(best.explained) >= len(asked) else None


def _fit(shares: Sequence[PrintedShare], base: Base, bases: Sequence[Base]) -> Fit:
    right = frozenset(
        at
        for at, share in enumerate(shares)
        if share.percent is not None and _is_right(share, share.percent, base, bases)
    )
    return Fit(base, right, _shift(shares, right, base))


def _is_right(
    share: PrintedShare, percent: PrintedFigure, base: Base, bases: Sequence[Base]
) -> bool:
    if share.role == "invalid" or (share.role and base.kind == "options"):
        able = [one for one in bases if share.role != "invalid" or one.kind in _OF_INVALID]
        return any(fits(share.votes, of, percent) for one in (base, *able) for of in _of(one))
    return any(fits(share.votes, of, percent) for of in _of(base))


def _of(base: Base) -> Iterator[int]:
    if base.figure is not None:
        yield from range(base.figure, (base.to or base.figure) + 1)


def _shift(shares: Sequence[PrintedShare], right: frozenset[int], base: Base) -> Shift | None:
    """The longest run of percentages that belong one row up or down, at least two of them wrong
    where they stand.
    """
    found: list[tuple[int, Shift]] = []
    for by in (1, -1):
        for run in _runs([_belongs(shares, at, at - by, base) for at in range(len(shares))]):
            wrong = [at for at in run if at not in right]
            if len(wrong) > 1:
                found.append((len(wrong), Shift(by, wrong[0], wrong[-1] + 1)))
    return max(found, key=lambda one: one[0])[1] if found else None


def _runs(held: Sequence[bool]) -> Iterator[list[int]]:
    """The places of True that stand side by side."""
    for true, places in groupby(enumerate(held), key=lambda one: one[1]):
        if true:
            yield [at for at, _ in places]


def _belongs(shares: Sequence[PrintedShare], at: int, to: int, base: Base) -> bool:
    percent = shares[at].percent
    if percent is None or not 0 <= to < len(shares):
        return False
    return any(fits(shares[to].votes, of, percent) for of in _of(base))


def _implied(shares: Sequence[PrintedShare], asked: frozenset[int]) -> Base | None:
    """The base that explains most percentages, each in its row or beside it, whatever it is."""
    edges = sorted(
        (edge for at in asked for edge in _edges(shares, at)), key=lambda edge: (edge[0], -edge[1])
    )
    best, depth, base = 0, 0, None
    for place, (at, way) in enumerate(edges):
        depth -= way
        if depth > best and way < 0:
            best, base = depth, Base("implied", at, edges[place + 1][0] - 1)
    wide = base is not None and (base.to or 0) - (base.figure or 0) > _WIDEST
    return None if wide else base


def _edges(shares: Sequence[PrintedShare], at: int) -> Iterator[tuple[int, int]]:
    """Where the bases begin (-1) and end (1) of which a percentage is right, be it for its own
    votes or for those of the row beside it.
    """
    percent = shares[at].percent
    if percent is None or not percent.digits:
        return
    for share in shares[max(0, at - 1) : at + 2]:
        scaled = 200 * 10**percent.decimals * share.votes
        low = -(-scaled // (2 * percent.digits + 1))
        high = scaled // (2 * percent.digits - 1)
        if 0 < low <= high:
            yield low, -1
            yield high + 1, 1


_WIDEST: Final = 500  # figures between which an implied base may lie


def contradictions(
    shares: Sequence[PrintedShare], fit: Fit, bases: Sequence[Base], column: int
) -> Iterator[Contradiction]:
    """Percentages moved by a row, and every other one that contradicts its votes."""
    shift = fit.shift
    if shift is not None:
        rows = tuple(shares[at].row for at in range(shift.first, shift.end))
        kind = "row_above" if shift.by > 0 else "row_below"
        yield Contradiction(
            "percents_shifted",
            rows,
            (column,),
            explanations=(Explanation(kind, rows),),
            base=fit.base,
        )
    for at, share in enumerate(shares):
        if share.percent is not None and at not in fit.explained:
            yield contradiction(shares, at, fit.base, bases, column)


def contradiction(
    shares: Sequence[PrintedShare], at: int, base: Base, bases: Sequence[Base], column: int
) -> Contradiction:
    """A percentage that contradicts its votes, and what it may be instead."""
    share, of = shares[at], base.figure or 0
    percent = share.percent
    assert percent is not None  # noqa: S101 - asked by the callers
    right = rounded(share.votes, of, percent)
    gap = percent.digits - right
    explanations = _explanations(shares, at, percent, base, bases)
    return Contradiction(
        "percent_contradicts_votes",
        (share.row,),
        (column,),
        percent.text,
        written(right, percent),
        written(gap, percent),
        explanations,
        base,
        share.votes,
    )


def _explanations(
    shares: Sequence[PrintedShare],
    at: int,
    percent: PrintedFigure,
    base: Base,
    bases: Sequence[Base],
) -> tuple[Explanation, ...]:
    share, of = shares[at], base.figure or 0
    first: list[Explanation] = []
    found: list[Explanation] = []
    others = [at - 1, at + 1, *range(len(shares))]
    fit = [n for n in others if n != at and percent.digits and _belongs(shares, at, n, base)]
    if fit:
        near = {at - 1: "row_above", at + 1: "row_below"}.get(fit[0], "other_row")
        first.append(Explanation(near, (shares[fit[0]].row,)))
    found.extend(_slipped(share, of, percent))
    found.extend(_swapped(share, percent, [one for one in bases if one.figure != of]))
    for other in bases:
        figure = other.figure
        if (
            figure is not None
            and figure != of
            and share.votes
            and fits(share.votes, figure, percent)
        ):
            found.append(Explanation("other_base", (share.row,), base=other))
    found.extend(_votes(share, percent, base))
    return ranked(first, found, _MOST_EXPLANATIONS)


def _slipped(share: PrintedShare, of: int, percent: PrintedFigure) -> Iterator[Explanation]:
    """The slip that makes the printed percentage of the right one, the most telling of several."""
    told = [
        (kind, right)
        for right in roundings(share.votes, of, percent)
        if (kind := share_slip(right, percent.digits, percent.decimals))
    ]
    if told:
        kind, right = min(told, key=lambda one: SLIPS.index(one[0]))
        yield Explanation(kind, (share.row,), (), percent.text, written(right, percent))


def _swapped(
    share: PrintedShare, percent: PrintedFigure, bases: Sequence[Base]
) -> Iterator[Explanation]:
    """Digits swapped in a percentage of a base that the others fit nearly as well."""
    for base in bases:
        for right in roundings(share.votes, base.figure or 0, percent):
            if share_slip(right, percent.digits, percent.decimals) == "digits_swapped":
                where, expected = (share.row,), written(right, percent)
                yield Explanation("digits_swapped", where, (), percent.text, expected, base)


def _votes(share: PrintedShare, percent: PrintedFigure, base: Base) -> Iterator[Explanation]:
    """What the votes would be for the percentage to be right."""
    of, whole = base.figure or 0, 100 * 10**percent.decimals
    near = (2 * percent.digits * of + whole) // (2 * whole)
    able = [n for n in (near - 1, near, near + 1) if n >= 0 and fits(n, of, percent)]
    if not able:
        yield Explanation("no_count_gives", (share.row,), printed=percent.text, base=base)
        return
    for n in able:
        if slip(str(n), str(share.votes)) == "digits_swapped":
            yield Explanation("digits_swapped", (share.row,), printed=share.votes, expected=n)
            return
    exact = min(able, key=lambda n: abs(n - near))
    yield Explanation("votes_would_be", (share.row,), printed=share.votes, expected=exact)
