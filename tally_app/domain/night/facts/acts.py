"""What a commission says of a finding or of a figure it could not establish: reasons and acts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, Self

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.boxes import majority, settled
from tally_app.domain.night.command import (
    UNSAID,
    ItemName,
    LineName,
    Name,
    Naming,
    PersonName,
    Prose,
    Refusal,
    Unsaid,
    told,
)
from tally_app.domain.night.event import Event
from tally_app.domain.night.facts.contest import ContestFact
from tally_app.domain.night.locks import cell_closed, finished
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import Answer, ContestNight, Night, Unestablished
from tally_app.domain.relations.rulebook import Result


@dataclass(frozen=True, slots=True)
class Answered(ContestFact):
    """An answer to the finding ``key``, given for its ``difference`` and ``figures``: ``kind_``
    reason (a ``reason`` of the form, or ``text``), act or finish_act (its number, time in minutes
    from the election day's midnight, members present, ``witnesses`` by the ids of ``guest_noted``,
    and what was found).
    """

    kind: ClassVar[str] = "answered"
    key: str
    kind_: Annotated[str, Naming("answer")]
    difference: int | None
    figures: tuple[int, ...]
    text: Prose
    reason: Annotated[str, Naming("reason")] | Unsaid = UNSAID
    number: Name | Unsaid = UNSAID
    minutes: int | Unsaid | None = UNSAID
    members: tuple[PersonName, ...] | Unsaid = UNSAID
    witnesses: tuple[Annotated[str, Naming("guest")], ...] | Unsaid = UNSAID

    @classmethod
    def given(cls, kind: str, text: str, result: Result, reckoning: Reckoning) -> Self:
        """An answer to a finding as it stands now; the rest of an act is to be filled in."""
        figures = reckoning.figures_of(result)
        return cls(result.key, kind, result.difference, figures, text)

    @classmethod
    def reason_for(cls, result: Result, reckoning: Reckoning, reason: str, text: str = "") -> Self:
        """A ready ``reason`` of the form for a finding as it stands now, or a ``text``."""
        return replace(cls.given("reason", text, result, reckoning), reason=reason)

    def allowed(self, night: Night, contest: str, reckoning: Reckoning | None) -> Refusal | None:
        """There is such a finding, and the answer is whole."""
        closed = finished(night, contest)
        if closed or reckoning is None:
            return closed
        result = reckoning.result(self.key)
        if result is None or not result.failing:
            return Refusal("no_finding")
        incomplete = self._incomplete(night) or _stranger(night, told(self.witnesses, ()))
        if incomplete is not None:
            return incomplete
        act = self.kind_ == "act" and result.relation.procedure == "annul"
        if act and not settled(night, contest, result.item):
            return Refusal("annul_first", result.relation.law)
        return None

    def _incomplete(self, night: Night) -> Refusal | None:
        members = told(self.members, ())
        if self.kind_ == "reason":
            return None if told(self.reason, "") or self.text.strip() else Refusal("reason")
        if self.kind_ == "finish_act" and not majority(night, len({*members})):
            return Refusal("majority", "20(5)")
        return _act_incomplete(told(self.number, ""), told(self.minutes, None), members, self.text)

    def change(self, contest: ContestNight, event: Event) -> ContestNight:
        """The last answer to a finding stands."""
        answer = Answer(
            kind=self.kind_,
            difference=self.difference,
            figures=self.figures,
            reason=told(self.reason, ""),
            text=self.text,
            number=told(self.number, ""),
            minutes=told(self.minutes, None),
            members=told(self.members, ()),
            who=event.who,
            at=event.at,
            witnesses=told(self.witnesses, ()),
        )
        return replace(contest, answers={**contest.answers, self.key: answer})


@dataclass(frozen=True, slots=True)
class CountedAgain(ContestFact):
    """What the finding ``key`` rests on was counted again: the same ``figures``."""

    kind: ClassVar[str] = "counted_again"
    key: str
    figures: tuple[int, ...]

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Said before the protocol is finished."""
        return finished(night, contest)

    def change(self, contest: ContestNight, event: Event) -> ContestNight:
        """The last time it was said stands."""
        said = self.figures, event.at
        return replace(contest, counted_again={**contest.counted_again, self.key: said})


@dataclass(frozen=True, slots=True)
class NotEstablished(ContestFact):
    """An act that a line's figure could not be established (N-01): its number, time in minutes from
    the election day's midnight, members present and what was found.
    """

    kind: ClassVar[str] = "not_established"
    line: LineName
    item: ItemName
    number: Name
    minutes: int | None
    members: tuple[PersonName, ...]
    text: Prose
    witnesses: tuple[Annotated[str, Naming("guest")], ...] | Unsaid = UNSAID

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Said while the line is open, in a whole act."""
        closed = cell_closed(night, contest or night.first, Cell(self.line, self.item))
        closed = closed or _act_incomplete(self.number, self.minutes, self.members, self.text)
        return closed or _stranger(night, told(self.witnesses, ()))

    def change(self, contest: ContestNight, _event: Event) -> ContestNight:
        """What was typed stays; the act stands in its place."""
        witnesses = told(self.witnesses, ())
        act = Unestablished(self.number, self.minutes, self.text, self.members, witnesses)
        acts = {**contest.unestablished, Cell(self.line, self.item): act}
        return replace(contest, unestablished=acts)


def _stranger(night: Night, witnesses: Collection[str]) -> Refusal | None:
    """A witness is somebody who was recorded as present."""
    known = all(night.guest(witness) is not None for witness in witnesses)
    return None if known else Refusal("unknown")


def _act_incomplete(
    number: str, minutes: int | None, members: Collection[str], text: str
) -> Refusal | None:
    """An act has its number, time, members and what was found."""
    whole = number and minutes is not None and members
    return None if whole and text.strip() else Refusal("act_incomplete")
