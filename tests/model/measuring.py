"""How often what is said of a failing keying is right: a line it names is truly wrong, or the paper
itself is off where it says to count again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from tally_app.domain.causes.cause import COUNT_AGAIN, MOST, Cause, CauseModel
from tally_app.domain.causes.hints import Grade, grade
from tally_app.domain.causes.likely import told_causes
from tally_app.domain.causes.usual import Usual
from tests.model.keyings import Keying, bound, order


@dataclass
class Rates:
    """Hits of some cases, by place; ``named``: of those in which something is named whether
    right. ``shares``: what the first hint claims, and whether it is right.
    """

    first: list[bool] = field(default_factory=list)
    three: list[bool] = field(default_factory=list)
    named: list[bool] = field(default_factory=list)
    shares: list[tuple[float, bool]] = field(default_factory=list)

    def said(self) -> str:
        """The rates with their standard errors, in percent."""
        count = len(self.first)
        named = _percent(len(self.named), count)
        right = _percent(sum(self.named), len(self.named))
        first, three = _percent(sum(self.first), count), _percent(sum(self.three), count)
        hits = f"first {first}, among three {three} of {count}"
        return f"named in {named}, then right in {right}; {hits}"

    def add(self, causes: Sequence[Cause], hits: Sequence[bool]) -> None:
        """Count one case."""
        self.first.append(any(hits[:1]))
        self.three.append(any(hits[:MOST]))
        if grade(causes) is not Grade.SEVERAL:
            self.named.append(any(hits))
        if causes:
            self.shares.append((causes[0].score, hits[0]))

    def calibration(self) -> list[str]:
        """Rows of a table: share said of the first hint, how many, share true."""
        rows = []
        for tenth in range(10):
            held = [hit for share, hit in self.shares if min(9, int(10 * share)) == tenth]
            if held:
                said = f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}"
                rows.append(f"| {said} | {len(held)} | {sum(held) / len(held):.2f} |")
        return rows


def _percent(hits: int, of: int) -> str:
    rate = hits / max(of, 1)
    return f"{100 * rate:.1f} ± {100 * math.sqrt(rate * (1 - rate) / max(of, 1)):.1f} %"


def told(
    keying: Keying, model: CauseModel, usual: Usual | None = None
) -> tuple[tuple[Cause, ...], list[bool]]:
    """What is said of a keying, and of each cause whether it is right."""
    slots = bound().layout.slots
    causes = told_causes(bound(), keying.typed, order(), model, usual)
    return causes, [
        keying.of_paper
        if cause.kind == COUNT_AGAIN
        else any(slots[cell] in keying.wrong for cell in cause.cells)
        for cause in causes
    ]
