"""The procedure of a portable box, 43(3-1): two equal counts, then annulment, which follows from
the figures; what the commission voted and whom it told are facts beside them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import (
    UNSAID,
    BoxName,
    Name,
    PersonName,
    Prose,
    Refusal,
    Unsaid,
    told,
)
from tally_app.domain.night.event import Event
from tally_app.domain.night.facts.contest import ContestFact
from tally_app.domain.night.locks import finished, typing_closed
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import BoxProcedure, ContestNight, Night


@dataclass(frozen=True, slots=True)
class BoxCountedAgain(ContestFact):
    """A second count of the ballots (``value``) of a box."""

    kind: ClassVar[str] = "box_counted_again"
    box: BoxName
    value: int

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Counted again as long as the box is open, even where nothing is wrong."""
        return _closed(night, contest, self.box)

    def change(self, contest: ContestNight, event: Event) -> ContestNight:
        """A later count that differs takes decision and annulment with it: two must be equal."""
        before = contest.boxes.get(self.box, BoxProcedure())
        second = (self.value, event.at)
        if before.second is not None and before.second[0] != self.value:
            return with_box(contest, self.box, second=second, decision=None, annulled=False)
        return with_box(contest, self.box, second=second)


@dataclass(frozen=True, slots=True)
class BoxDecided(ContestFact):
    """The commission voted on annulling a box: members for and against, the number of the decision
    and its time (minutes from the election day's midnight).
    """

    kind: ClassVar[str] = "box_decided"
    box: BoxName
    for_: int
    against: int
    number: Name
    minutes: int

    def allowed(self, night: Night, contest: str, reckoning: Reckoning | None) -> Refusal | None:
        """A decision is recorded after a second count equal to the first."""
        closed = _closed(night, contest, self.box)
        return closed or _two_equal(night, contest, self.box, reckoning)

    def change(self, contest: ContestNight, _event: Event) -> ContestNight:
        """The last vote is the decision."""
        vote = (self.for_, self.against, self.number, self.minutes)
        return with_box(contest, self.box, decision=vote)


@dataclass(frozen=True, slots=True)
class BoxAnnulled(ContestFact):
    """The ballots of a box were annulled, or the annulment taken back, which has a ``reason``."""

    kind: ClassVar[str] = "box_annulled"
    box: BoxName
    annulled: bool
    reason: Prose | Unsaid = UNSAID

    def allowed(self, night: Night, contest: str, reckoning: Reckoning | None) -> Refusal | None:
        """Annulled after two equal counts where the ballots are too many: no vote decides it."""
        closed = _closed(night, contest, self.box)
        if closed is None and not self.annulled:
            return None if told(self.reason, "").strip() else Refusal("reason")
        closed = closed or _two_equal(night, contest, self.box, reckoning)
        if closed or reckoning is None:
            return closed
        too_many = any(
            result.relation.procedure == "annul" and result.item == self.box
            for result in reckoning.failing()
        )
        return None if too_many else Refusal("no_finding")

    def change(self, contest: ContestNight, _event: Event) -> ContestNight:
        """Count and decision stay as they are."""
        return with_box(contest, self.box, annulled=self.annulled)


@dataclass(frozen=True, slots=True)
class HigherNotified(ContestFact):
    """The higher commission was told of a box's ballots (20(5)): the ``member`` who told it, the
    time (minutes from the election day's midnight), and ``to`` whom (name, office).
    """

    kind: ClassVar[str] = "higher_notified"
    box: BoxName
    member: PersonName
    minutes: int
    to: Name

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Told before the protocol is finished, by a member, to somebody with a name."""
        known = self.box in night.boxes and night.person(self.member) is not None
        whole = known and bool(self.to.strip())
        return finished(night, contest) or (None if whole else Refusal("unknown"))

    def change(self, contest: ContestNight, _event: Event) -> ContestNight:
        """The last notice is the one the act names; what was typed and voted stays."""
        return with_box(contest, self.box, notice=(self.member, self.minutes, self.to))


def with_box(contest: ContestNight, box: str, **changes: Any) -> ContestNight:  # noqa: ANN401
    """A contest with another state of a box's procedure."""
    procedure = replace(contest.boxes.get(box, BoxProcedure()), **changes)
    return replace(contest, boxes={**contest.boxes, box: procedure})


def _closed(night: Night, contest: str, box: str) -> Refusal | None:
    """The procedure of a box is open as long as its ballots may be typed."""
    if box not in night.boxes:
        return Refusal("unknown")
    line = night.form(contest).role("box_ballots")
    return Refusal("no_step") if line is None else typing_closed(night, contest, line)


def _two_equal(night: Night, contest: str, box: str, reckoning: Reckoning | None) -> Refusal | None:
    state = night.contests[contest].boxes.get(box, BoxProcedure())
    if state.second is None:
        return Refusal("count_again", "43(3-1)")
    line = night.form(contest).role("box_ballots")
    first = reckoning.value(Cell(line.id, box)) if reckoning and line else None
    return None if first == state.second[0] else Refusal("counts_differ", "43(3-1)")
