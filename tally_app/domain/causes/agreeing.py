"""Two equal entries that may both be wrong: lines in which a slip two people make alike (a digit
that reads as another one, two neighbours exchanged) would leave every relation as it is.

Arithmetic says nothing of such a line, and two people agree on it: only a third look tells.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from tally_app.domain.causes.cause import CauseModel
from tally_app.domain.causes.mistyped import BUNDLE_KINDS, Edit, edits
from tally_app.domain.causes.unbalanced import Unbalanced
from tally_app.domain.relations.rulebook import Bound

#: Of so many lines that were typed twice at most one is asked about once more.
LINES_FOR_ONE: Final = 20

#: What may have stood on a paper whose figure both typed as 0: if none of them fits, none does.
_FOR_ZERO: Final = (1, 2, 10)
#: The weight of any line; a model without it asks for nothing.
_LINE: Final = "both.line"


class Shared(NamedTuple):
    """A slip two people may have made alike in ``slots``; ``trait`` weighs it."""

    slots: tuple[int, ...]
    trait: str


def shared_slips(unbalanced: Unbalanced) -> Iterator[Shared]:
    """Every slip in the figures that no relation would have noticed."""
    known, order = unbalanced.known, unbalanced.order
    for slot in order:
        typed = known[slot]
        for edit in edits(typed):
            unnoticed = edit.kind not in BUNDLE_KINDS and _unnoticed(
                unbalanced, {slot: edit.value - typed}
            )
            if unnoticed:
                yield Shared((slot,), trait_of(edit))
        if not typed and any(_unnoticed(unbalanced, {slot: true}) for true in _FOR_ZERO):
            yield Shared((slot,), "both.zero_for_value")
    for one, other in pairwise(order):
        change = known[other] - known[one]
        if change and _unnoticed(unbalanced, {one: change, other: -change}):
            empty = 0 in (known[one], known[other])
            yield Shared((one, other), f"both.lines_swapped{'_zero' if empty else ''}")


def chances(unbalanced: Unbalanced, model: CauseModel) -> dict[int, float]:
    """By slot, how likely both made a slip there that nothing noticed; 1 is worth a third look."""
    base = model.weights.get(_LINE, 0.0)
    found: dict[int, float] = {}
    if not base:
        return found
    for shared in shared_slips(unbalanced):
        chance = math.exp(base + model.weights.get(shared.trait, 0.0))
        for slot in shared.slots:
            found[slot] = found.get(slot, 0.0) + chance
    return found


def worth_a_third_look(
    bound: Bound, figures: Sequence[int | None], slots: Collection[int], model: CauseModel
) -> tuple[int, ...]:
    """The slots among ``slots`` (typed twice, both alike, in the order of the form) a third person
    is asked about, at most one in ``LINES_FOR_ONE``, as a whole number of lines.
    """
    found = chances(Unbalanced(bound, figures, slots), model)
    likeliest = sorted((slot for slot in found if found[slot] >= 1), key=lambda x: -found[x])
    asked = {*likeliest[: round(len(slots) / LINES_FOR_ONE)]}
    return tuple(slot for slot in slots if slot in asked)


def _unnoticed(unbalanced: Unbalanced, changes: dict[int, int]) -> bool:
    """Whether nothing fails with other figures that holds with these."""
    rest = unbalanced.rest(changes)
    if rest.broken_hard or rest.broken_soft:
        return False
    rest = unbalanced.left(changes, asking=True)
    return not (rest.broken_hard or rest.broken_soft)


def trait_of(edit: Edit) -> str:
    """The trait of a slip of one line."""
    pair = next((trait for trait in edit.traits if trait.startswith("pair.")), "")
    if pair:
        return f"both_{pair}"
    ends = [name for name in ("leading", "double") if f"edit.{name}" in edit.traits]
    return f"both.{'_'.join((edit.kind, *ends[:1]))}"


#: Every trait of this page: a file of weights may have these.
SHARED_TRAITS: Final = (
    _LINE,
    "both.digits_swapped",
    *(f"both.digit_{way}{end}" for way in ("missing", "extra")
      for end in ("", "_leading", "_double")),
    "both.zero_for_value", "both.lines_swapped", "both.lines_swapped_zero",
    *(f"both_pair.{a}{b}" for a in "0123456789" for b in "0123456789" if a < b),
)  # fmt: skip
