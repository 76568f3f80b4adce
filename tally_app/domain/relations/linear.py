"""Relations as rows of coefficients: what a figure would have to be for them to hold.

The closures of ``Bound`` are run once over sums of unknowns instead of figures; what comes out
are the coefficients. A condition that is no linear comparison ("or", a remainder) has no row and
is asked as it is.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Final, cast

from tally_app.domain.form.form import Relation, Severity
from tally_app.domain.relations.binding import Binder, Figures, Run
from tally_app.domain.relations.rulebook import Bound, Check, Condition

#: Severities whose relations causes are looked for; notes ask nothing.
COUNTED: Final = (Severity.ERROR, Severity.LEGAL, Severity.WARNING)

#: Of these: that something cannot be, or wants an act. A warning may be a fact.
EXPLAINED: Final = COUNTED[:2]

#: Larger than any figure and any sum of a form's figures.
FAR: Final = 10**12


class _Sum:
    """A sum of slots with coefficients, in place of a figure."""

    __slots__ = ("constant", "terms")

    def __init__(self, terms: Mapping[int, int], constant: int = 0) -> None:
        self.terms = terms
        self.constant = constant

    def __add__(self, other: _Sum | int) -> _Sum:
        if not isinstance(other, _Sum):
            return _Sum(self.terms, self.constant + other)
        terms = {**self.terms}
        for slot, coefficient in other.terms.items():
            terms[slot] = terms.get(slot, 0) + coefficient
        return _Sum(terms, self.constant + other.constant)

    __radd__ = __add__

    def __neg__(self) -> _Sum:
        return self * -1

    def __sub__(self, other: _Sum | int) -> _Sum:
        return self + -other

    def __rsub__(self, other: int) -> _Sum:
        return -self + other

    def __mul__(self, other: int) -> _Sum:
        if not isinstance(other, int):
            return NotImplemented
        return _Sum({slot: c * other for slot, c in self.terms.items()}, self.constant * other)

    __rmul__ = __mul__

    def __eq__(self, other: object) -> bool:
        raise TypeError("an unknown is compared")

    def __bool__(self) -> bool:
        raise TypeError("an unknown is asked")

    __hash__ = None  # type: ignore[assignment]  # nothing looks one up


@dataclass(frozen=True, slots=True)
class Equation:
    """``sum(coefficient * figure) + constant`` must lie from ``low`` to ``high``, both included."""

    terms: Mapping[int, int]
    constant: int
    low: int
    high: int
    hard: bool
    when: Run | None

    def gap(self, figures: Sequence[int | None]) -> int:
        """What the sum is now; every slot of the row holds a figure."""
        known = cast("Figures", figures)
        return self.constant + sum(c * known[slot] for slot, c in self.terms.items())

    def off(self, gap: int) -> int:
        """How far a sum is from where it must lie, 0 inside."""
        if gap > self.high:
            return gap - self.high
        return self.low - gap if gap < self.low else 0

    def steps(self, gap: int, coefficient: int, slack: int = 0) -> tuple[int, int]:
        """By how much, least and most, a slot with that coefficient may change for it to hold, or
        to be off by no more than ``slack``.
        """
        low, high = self.low - gap - slack, self.high - gap + slack
        if coefficient < 0:
            low, high, coefficient = -high, -low, -coefficient
        return -(-low // coefficient), high // coefficient


@dataclass(frozen=True, slots=True)
class Opaque:
    """A condition without a row: it can only be asked."""

    slots: frozenset[int]
    holds: Run
    hard: bool
    when: Run | None


@dataclass(frozen=True)
class Equations:
    """Every condition that counts and whose figures are there. ``touching`` has, by slot, the
    rows with their coefficient; ``asking`` the positions of conditions without a row.
    """

    rows: tuple[Equation, ...]
    opaque: tuple[Opaque, ...]
    touching: Mapping[int, list[tuple[int, int]]] = field(default_factory=dict)
    asking: Mapping[int, list[int]] = field(default_factory=dict)


@lru_cache(maxsize=8)
def equations(bound: Bound, empty: frozenset[int]) -> Equations:
    """The conditions that can be asked while the slots of ``empty`` hold no figure."""
    unknown = [None if s in empty else _Sum({s: 1}) for s in range(len(bound.layout.cells))]
    rows: list[Equation] = []
    opaque: list[Opaque] = []
    asked = (check for check in bound.checks if _asked(check, empty))
    for check, part in [(one, part) for one in asked for part in one.parts]:
        found = [*_rows(bound, part, check, cast("Figures", unknown))]
        rows += found
        if not found:
            slots = frozenset(bound.layout.slots[cell] for cell in part.cells)
            opaque.append(Opaque(slots, part.holds, _is_hard(check), check.when))
    return Equations(tuple(rows), tuple(opaque), _touching(rows), _asking(opaque))


def _touching(rows: Sequence[Equation]) -> dict[int, list[tuple[int, int]]]:
    touching: dict[int, list[tuple[int, int]]] = {}
    for position, row in enumerate(rows):
        for slot, coefficient in row.terms.items():
            touching.setdefault(slot, []).append((position, coefficient))
    return touching


def _asking(opaque: Sequence[Opaque]) -> dict[int, list[int]]:
    asking: dict[int, list[int]] = {}
    for position, condition in enumerate(opaque):
        for slot in condition.slots:
            asking.setdefault(slot, []).append(position)
    return asking


def _is_hard(check: Check) -> bool:
    return check.relation.severity is not Severity.WARNING


def _untold(relation: Relation) -> bool:
    """A relation that no cause is sought for: nothing depends on it, or it compares two entries
    that nobody may see yet.
    """
    return relation.blind or relation.severity not in COUNTED


def _asked(check: Check, empty: frozenset[int]) -> bool:
    if check.unavailable is not None or _untold(check.relation):
        return False
    if not empty.isdisjoint(check.needs):
        return False
    return not check.asks or not empty.issuperset(check.asks)


def _rows(bound: Bound, part: Condition, check: Check, unknown: Figures) -> Iterator[Equation]:
    """The rows of one condition, none where it is not linear."""
    tree = part.tree
    if not isinstance(tree, ast.Compare):
        return
    binder = Binder(bound.layout, bound.book.formulas)
    try:
        sides = [_side(binder, side, part, unknown) for side in (tree.left, *tree.comparators)]
    except TypeError:
        return
    links = [
        [*_link(op, one, other, check)]
        for op, (one, other) in zip(tree.ops, pairwise(sides), strict=True)
    ]
    if all(links):
        yield from (row for link in links for row in link)


def _link(op: ast.cmpop, one: _Side, other: _Side, check: Check) -> Iterator[Equation]:
    """The rows of one comparison: two for a size below a limit, none where it is not linear."""
    span, size = _SPANS.get(type(op)), isinstance(one, _Size)
    if span is None or isinstance(other, _Size) or (size and span[0] != -FAR):
        return
    inner = one.inner if isinstance(one, _Size) else one
    for sign in (1, -1) if size else (1,):
        gap = _Sum({}) + inner * sign + other * -1
        terms = {slot: c for slot, c in gap.terms.items() if c}
        yield Equation(terms, gap.constant, *span, _is_hard(check), check.when)


@dataclass(frozen=True, slots=True)
class _Size:
    """``abs`` of a sum: below a limit it is two rows."""

    inner: _Sum | int


_Side = _Sum | int | _Size


def _side(binder: Binder, node: ast.expr, part: Condition, unknown: Figures) -> _Side:
    match node:
        case ast.Call(func=ast.Name(id="abs"), args=[inner]):
            return _Size(binder.value(inner, part.scope)(unknown))
        case _:
            return binder.value(node, part.scope)(unknown)


_SPANS: Final[Mapping[type[ast.cmpop], tuple[int, int]]] = {
    ast.Eq: (0, 0),
    ast.LtE: (-FAR, 0),
    ast.Lt: (-FAR, -1),
    ast.GtE: (0, FAR),
    ast.Gt: (1, FAR),
}
