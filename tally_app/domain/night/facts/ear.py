"""The count by ear: bundles of ballots, each announced ballot by ballot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from tally_app.domain.night.command import PileName, Refusal
from tally_app.domain.night.event import Event
from tally_app.domain.night.facts.contest import ContestFact
from tally_app.domain.night.locks import finished
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import ContestNight, Night

#: Ballots in a bundle counted by ear: what people go back to where a pile differs.
EAR_BUNDLE: Final = 50


@dataclass(frozen=True, slots=True)
class EarCounted(ContestFact):
    """A bundle was counted by ear: its ballots per pile (cell key)."""

    kind: ClassVar[str] = "ear_counted"
    totals: Mapping[PileName, int]

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """A bundle holds 1 to 50 ballots."""
        counted = self.totals.values()
        closed = finished(night, contest)
        if closed or not counted:
            return closed or Refusal("empty_bundle")
        return None if min(counted) > 0 and sum(counted) <= EAR_BUNDLE else Refusal("unknown")

    def change(self, contest: ContestNight, _event: Event) -> ContestNight:
        """It is the last bundle."""
        return replace(contest, ear=(*contest.ear, self.totals))


@dataclass(frozen=True, slots=True)
class EarRemoved(ContestFact):
    """The last bundle is to be announced again."""

    kind: ClassVar[str] = "ear_removed"

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Only what was counted can be taken back."""
        closed = finished(night, contest)
        return closed or (None if night.contests[contest].ear else Refusal("unknown"))

    def change(self, contest: ContestNight, _event: Event) -> ContestNight:
        """The bundles before it stay."""
        return replace(contest, ear=contest.ear[:-1])
