"""How often a truly wrong line is named: first, and among the three that are shown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tally_app.domain.causes.cause import MOST, Cause, CauseModel
from tally_app.domain.causes.likely import likely_causes
from tally_app.domain.causes.slips import possible_slips
from tally_app.domain.causes.unbalanced import Unbalanced
from tests.model.keyings import Keying, bound, order


@dataclass
class Rates:
    """Hits of some cases, by place."""

    first: list[bool] = field(default_factory=list)
    three: list[bool] = field(default_factory=list)

    def said(self) -> str:
        """Both rates with their standard errors, in percent."""
        shares = []
        for hits in (self.first, self.three):
            rate = sum(hits) / max(len(hits), 1)
            spread = math.sqrt(rate * (1 - rate) / max(len(hits), 1))
            shares.append(f"{100 * rate:.1f} ± {100 * spread:.1f} %")
        return f"first {shares[0]}, among three {shares[1]} of {len(self.first)}"

    def add(self, hits: Sequence[bool]) -> None:
        """Count one case."""
        self.first.append(any(hits[:1]))
        self.three.append(any(hits[:MOST]))


def hits(keying: Keying, model: CauseModel) -> list[bool]:
    """For each cause that is shown: whether one of its lines is truly wrong."""
    slots = bound().layout.slots
    causes: Iterable[Cause] = likely_causes(bound(), keying.typed, order(), model)
    return [any(slots[cell] in keying.wrong for cell in cause.cells) for cause in causes]


def told_apart(keying: Keying) -> bool:
    """Whether arithmetic tells a wrong line from the others of its sum.

    It does not where another line stands in the failing relations with the same coefficients as
    the truly wrong one and would explain all of them by one slip of the same kind: then nothing
    but how people mistype speaks for one of the two. Nor does it where no single slip does.
    """
    unbalanced = Unbalanced(bound(), keying.typed, order())
    whole = [
        x for x in possible_slips(unbalanced)
        if len(x.slots) == 1 and x.kind != "other" and not any(x.rest)
    ]  # fmt: skip
    like: dict[tuple[str, tuple[int, ...]], set[int]] = {}
    for x in whole:
        like.setdefault((x.kind, unbalanced.signature[x.slots[0]]), set()).update(x.slots)
    groups = [slots for slots in like.values() if slots & keying.wrong]
    return any(len(slots) == 1 for slots in groups)
