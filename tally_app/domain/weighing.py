"""The traits of a supposition that a model weighs. Nothing here knows of any election."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from tally_app.domain.suppose import KINDS, Supposition
from tally_app.domain.suspects import Suspects

_LARGE: Final = 4

#: Every trait, by name: what it says stands in the file of weights.
TRAITS: Final = (
    *(f"kind.{kind}" for kind in KINDS),
    "rest.hard", "rest.soft", "rest.broken_hard", "rest.broken_soft", "rest.share",
    "rest.unsure",
    "place.part", "place.total", "place.first", "place.last", "place.depth", "place.largest",
    *(f"size.digits_{n}" for n in range(1, _LARGE + 1)), "size.true_zero",
    "size.typed_zero", "size.step", "size.lines",
    "edit.leading", "edit.trailing", "edit.double", "edit.alike", "edit.beside",
    "edit.copied", "edit.summed",
)  # fmt: skip


def features(suspects: Suspects, x: Supposition) -> Iterator[tuple[str, float]]:
    """The traits of one supposition with their sizes."""
    yield f"kind.{x.kind}", 1.0
    rest = x.rest
    if any(rest):
        yield "rest.hard", float(rest.left_hard)
        yield "rest.soft", float(rest.left_soft)
        yield "rest.broken_hard", float(rest.broken_hard)
        yield "rest.broken_soft", float(rest.broken_soft)
        if rest.off:
            yield "rest.share", math.log1p(rest.off) / math.log1p(max(suspects.total_off, rest.off))
    if x.unsure is not None:
        yield "rest.unsure", 1.0
    for trait in x.traits:
        yield f"edit.{trait}", 1.0
    if len(x.slots) > 1:
        yield "size.lines", math.log(len(x.slots))
        return
    slot, true = x.slots[0], x.true[0]
    typed = suspects.known[slot]
    if slot in suspects.roles.parts:
        yield "place.part", 1.0
    if slot in suspects.roles.totals:
        yield "place.total", 1.0
    place = suspects.order.index(slot)
    yield "place.depth", place / len(suspects.order)
    if not place:
        yield "place.first", 1.0
    if place == len(suspects.order) - 1:
        yield "place.last", 1.0
    yield (
        ("size.true_zero", 1.0) if not true else (f"size.digits_{min(_LARGE, len(str(true)))}", 1.0)
    )
    if not typed:
        yield "size.typed_zero", 1.0
    yield "size.step", math.log10(abs(true - typed))
