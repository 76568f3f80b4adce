"""What a later version of the election file may still change in an open precinct: an option is
removed, a member replaced. Two members put their names to it; figures already typed stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, Final

from tally_app.domain.form.election import COUNTS, Contest, Option, Removed
from tally_app.domain.night.command import Fact, Name, Naming, PersonName, Prose, Refusal
from tally_app.domain.night.event import Event
from tally_app.domain.night.locks import any_finished, finished
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import Night, Person, Spell
from tally_app.domain.night.stated import Amended

#: So many members put their names to an amendment.
_TWO: Final = 2


@dataclass(frozen=True, slots=True)
class OptionRemoved(Fact):
    """An ``option`` of the ballot is removed by a ``decision`` of that ISO ``day``, whose words
    (and those of the ``treatment`` of its ballots, where it is quoted) are by language; ``counts``
    is where its ballots lie by it. ``by`` are the ids of the two members; ``version`` is that of
    the file that says so.
    """

    kind: ClassVar[str] = "option_removed"
    option: str
    day: str
    decision: Mapping[str, Prose]
    treatment: Mapping[str, Prose]
    counts: str
    by: tuple[PersonName, ...]
    version: int

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """An option that stands on the ballot, before its protocol is finished."""
        if contest not in night.contests:
            return Refusal("unknown")
        options = {option.id: option for option in night.rules.contest(contest).options}
        known = self.option in options and options[self.option].removed is None
        said = self.counts in COUNTS and any(self.decision.values())
        closed = finished(night, contest) or _two(night, self.by)
        return closed or (None if known and said else Refusal("unknown"))

    def apply(self, night: Night, event: Event) -> Night:
        """Its line stays, struck through; whatever was typed into it stays."""
        gone = Removed(self.day, dict(self.decision), dict(self.treatment), self.counts)

        def without(option: Option) -> Option:
            return replace(option, removed=gone) if option.id == self.option else option

        def changed(contest: Contest) -> Contest:
            if contest.id != event.contest:
                return contest
            return replace(contest, options=tuple(map(without, contest.options)))

        election = night.rules.election
        election = replace(election, contests=tuple(map(changed, election.contests)))
        told = Amended("removed", self.option, _named(night, self.by), event.contest)
        rules = replace(night.rules, election=election)
        return replace(night, rules=rules, amended=(*night.amended, told))


@dataclass(frozen=True, slots=True)
class MemberReplaced(Fact):
    """The member ``before`` is replaced by ``id``, ``name``, ``office`` by a decision, whose words
    are the ``reason``. ``stays``: who has figures or is named in an act stays on the list as left.
    ``by`` are the ids of the two members; ``version`` is that of the file that says so.
    """

    kind: ClassVar[str] = "member_replaced"
    before: PersonName
    id: str
    name: Name
    office: Annotated[str, Naming("office")]
    reason: Prose
    stays: bool
    by: tuple[PersonName, ...]
    version: int

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Somebody of the list by somebody who is not, before a protocol is finished."""
        known = night.person(self.before) is not None and night.person(self.id) is None
        sound = known and bool(self.name.strip()) and bool(self.reason.strip()) and not contest
        closed = any_finished(night) or _two(night, self.by)
        return closed or (None if sound else Refusal("unknown"))

    def apply(self, night: Night, event: Event) -> Night:
        """The new member stands where the old one stood, and was not there before."""
        came = tuple(Spell(state, "", None, event.at) for state in ("absent", "present"))
        gone = Spell("left", self.reason, None, event.at)
        new = Person(self.id, self.name, self.office, spells=came)
        persons: list[Person] = []
        for person in night.persons:
            if person.id != self.before:
                persons.append(person)
            elif self.stays:
                spells = (*person.spells, gone)
                persons += [replace(person, state="left", reason=self.reason, spells=spells), new]
            else:
                persons.append(new)
        old, by = night.person(self.before), _named(night, self.by)
        names = (old.name if old else self.before, self.name)
        told = Amended("replaced", self.id, by, names=names, text=self.reason)
        return replace(
            night,
            persons=tuple(persons),
            unlisted=night.unlisted | {self.before},
            amended=(*night.amended, told),
        )


def _named(night: Night, members: tuple[str, ...]) -> tuple[str, ...]:
    found = [night.person(member) for member in members]
    return tuple(person.name for person in found if person is not None)


def _two(night: Night, names: tuple[str, ...]) -> Refusal | None:
    """Two different members of the commission."""
    there = {name for name in names if night.person(name) is not None}
    return None if len(there) == len(names) == _TWO else Refusal("two_amend")
