"""The commission's list, who of it is there, and who else is present."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, Final

from tally_app.domain.form.election import Member
from tally_app.domain.night.command import (
    UNSAID,
    Fact,
    Name,
    Naming,
    PersonName,
    Prose,
    Refusal,
    Unsaid,
    told,
)
from tally_app.domain.night.event import Event
from tally_app.domain.night.locks import all_finished, any_finished, ground_law, removal_closed
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import CAPACITIES, Guest, Night, Person, Spell

#: The office several members hold; there is one chair, one deputy, one secretary (17).
_MANY: Final = "member"


@dataclass(frozen=True, slots=True)
class MemberListed(Fact):
    """A person joins the list, or is written otherwise; with the ``reason`` where what the election
    file says was put right.
    """

    kind: ClassVar[str] = "member_listed"
    id: str
    name: Name
    office: Annotated[str, Naming("office")]
    reason: Prose | Unsaid = UNSAID

    def allowed(self, night: Night, _contest: str, _: Reckoning | None) -> Refusal | None:
        """Listed before a protocol is finished; one chair, one deputy, one secretary (17)."""
        closed, holder = _closed(night), seat_taken(night.persons, self.id, self.office)
        if closed is None and holder:
            return Refusal("office_taken", "17", name=holder)
        return closed

    def apply(self, night: Night, _event: Event) -> Night:
        """Who is on the list keeps the place and the state."""
        if night.person(self.id) is None:
            person = Person(self.id, self.name, self.office)
            return replace(night, persons=(*night.persons, person))
        persons = tuple(
            replace(p, name=self.name, office=self.office) if p.id == self.id else p
            for p in night.persons
        )
        return replace(night, persons=persons)


@dataclass(frozen=True, slots=True)
class MemberUnlisted(Fact):
    """A person leaves the list; with the ``reason`` where what the election file says was put
    right.
    """

    kind: ClassVar[str] = "member_unlisted"
    id: str
    reason: Prose | Unsaid = UNSAID

    def allowed(self, night: Night, _contest: str, _: Reckoning | None) -> Refusal | None:
        """Nobody who has figures or is named somewhere is taken off the list."""
        closed = _closed(night) or removal_closed(night, "member", self.id)
        return closed or (Refusal("in_use") if _named(night, self.id) else None)

    def apply(self, night: Night, _event: Event) -> Night:
        """The others stay in their order."""
        persons = tuple(p for p in night.persons if p.id != self.id)
        return replace(night, persons=persons, unlisted=night.unlisted | {self.id})


@dataclass(frozen=True, slots=True)
class MemberStateNoted(Fact):
    """Who is there tonight, and why not: a ``state`` of ``night.state.Person``; ``minutes`` since
    when (from the election day's midnight), null where it was not said.
    """

    kind: ClassVar[str] = "member_state_noted"
    member: PersonName
    state: Annotated[str, Naming("state")]
    reason: Prose
    minutes: int | Unsaid | None = UNSAID

    def allowed(self, night: Night, _contest: str, _: Reckoning | None) -> Refusal | None:
        """A member may leave at five in the morning, when some protocols are signed already."""
        return all_finished(night)

    def apply(self, night: Night, event: Event) -> Night:
        """The last state noted stands, and what was noted before is not forgotten."""
        minutes = told(self.minutes, None)
        spell = Spell(self.state, self.reason, minutes, event.at)

        def noted(person: Person) -> Person:
            if person.id != self.member:
                return person
            said = (self.state, self.reason, minutes, (*person.spells, spell))
            return Person(person.id, person.name, person.office, *said)

        return replace(night, persons=tuple(map(noted, night.persons)))


@dataclass(frozen=True, slots=True)
class GuestNoted(Fact):
    """Somebody beside the commission is present: ``name``, and in what ``capacity`` (one of
    ``night.state.CAPACITIES``). The acts name their witnesses by this ``id``.
    """

    kind: ClassVar[str] = "guest_noted"
    id: str
    name: Name
    capacity: Annotated[str, Naming("capacity")]

    def allowed(self, night: Night, _contest: str, _: Reckoning | None) -> Refusal | None:
        """With a name and a capacity, once; at any hour: a signed protocol is still copied."""
        known = self.capacity in CAPACITIES and bool(self.name.strip())
        new = night.guest(self.id) is None and night.person(self.id) is None
        return None if known and new and self.id else Refusal("unknown")

    def apply(self, night: Night, _event: Event) -> Night:
        """In the order of their coming; a name once written stands."""
        return replace(night, guests=(*night.guests, Guest(self.id, self.name, self.capacity)))


def seat_taken(persons: Sequence[Person | Member], member: str, office: str) -> str:
    """The name of who holds an office that only one has (17), "" where ``member`` may hold it."""
    holders = (p.name for p in persons if p.office == office != _MANY and p.id != member)
    return next(holders, "")


def _closed(night: Night) -> Refusal | None:
    """In a recount the commission is the one that announced Part I."""
    refused = any_finished(night)
    recounted = next((name for name, other in night.contests.items() if other.recounts), None)
    if refused is None and recounted is not None:
        return Refusal("not_recounted", ground_law(night, recounted))
    return refused


def _named(night: Night, member: str) -> bool:
    """Chosen in a field, or present at an act: the papers need the full name."""
    for contest, state in night.contests.items():
        form, entries = night.form(contest), {**state.entries, **night.day_entries}
        chosen = (e.text for c, e in entries.items() if form.line(c.line).kind == "member")
        there = [answer.members for answer in state.answers.values()]
        there += [act.members for act in state.unestablished.values()]
        if member in chosen or any(member in members for members in there):
            return True
    return False
