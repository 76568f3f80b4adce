"""A finding in words: the same sentence and the same gap for window, papers and command line."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from tally_app.domain.night.naming import item_name
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import Night
from tally_app.domain.relations.rulebook import Part, Result, outer_collection
from tally_app.domain.values.wording import Wording, grouped, signed
from tally_app.domain.values.words import Words


def named(
    night: Night, contest: str, reckoning: Reckoning, result: Result, wording: Wording
) -> str:
    """What a finding is about: the member, box or option of its ``each``, "" without one."""
    collection = outer_collection(reckoning.bound.book.checks[result.relation.key])
    return item_name(night, contest, collection, result.item, wording)


def filled(words: Words, result: Result, name: str, wording: Wording) -> str:
    """A form's sentence with its places filled."""
    difference = grouped(abs(result.difference or 0))
    return wording.pick(words).format(item=name, difference=difference)


def gap(
    part: Part,
    figures: Sequence[int | None],
    wording: Wording,
    difference: Callable[[int], str] = signed,
) -> str:
    """How far a comparison is from holding: what its sum lacks ("36 missing"), or the bare
    difference, left minus right; "" where the part is no such comparison.

    ``part`` does not hold, so every figure it needs is there.
    """
    match part.tree:
        case ast.Compare(left=left, ops=[op], comparators=[right]) if part.left and part.right:
            pass
        case _:
            return ""
    found = part.left(figures) - part.right(figures)  # type: ignore[arg-type]  # it was checked
    if isinstance(op, ast.NotEq):
        return ""
    if not isinstance(op, ast.Eq) or _is_sum(left) == _is_sum(right):
        return wording("gap.difference", difference=difference(found))
    short = found if _is_sum(right) else -found
    return wording("gap.lacks" if short > 0 else "gap.exceeds", count=grouped(abs(found)))


def with_gap(numbers: str, gap: str, wording: Wording) -> str:
    """Figures of a relation with how far they are from holding: "5 ≠ 2 + 2; 1 missing"."""
    return wording("gap.after", numbers=numbers, gap=gap) if gap else numbers


def _is_sum(tree: ast.expr) -> bool:
    match tree:
        case ast.BinOp(op=ast.Add() | ast.Sub()) | ast.Call(func=ast.Name(id="sum")):
            return True
        case _:
            return False
