"""A protocol from its finish to the signatures: printed, looked at, withdrawn unsigned, signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar, Final

from tally_app.domain.form.pages import FINISH, step_with
from tally_app.domain.night.command import (
    LONGEST_NAME,
    UNSAID,
    Name,
    Naming,
    PersonName,
    PileName,
    Prose,
    Refusal,
    Unsaid,
    told,
    unfit_text,
)
from tally_app.domain.night.event import Event
from tally_app.domain.night.facts.contest import ContestFact, asked_anew, done
from tally_app.domain.night.finish import Obstacle, is_precinct, obstacles
from tally_app.domain.night.locks import finished, not_given
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.second_look import overview
from tally_app.domain.night.state import ContestNight, Finish, Night
from tally_app.domain.night.stated import Signing
from tally_app.domain.night.voting_end import before_voting_end

#: People who see that a withdrawn print was destroyed.
_WITNESSES: Final = 2
#: Why the signature of a member is not on the protocol.
UNSIGNED: Final = ("absent", "refused", "suspended", "left")


@dataclass(frozen=True, slots=True)
class Finished(ContestFact):
    """A protocol is finished: its ``record`` and check value, the number of the ``precinct`` typed
    by hand, the local time with its offset (``clock``) and ids of the day's lines and collections
    it ``locks``. What is not said is not asked for.
    """

    kind: ClassVar[str] = "finished"
    record: Mapping[str, Any]
    check_value: str
    precinct: str | Unsaid = UNSAID
    clock: str | Unsaid = UNSAID
    locks: tuple[str, ...] | Unsaid = UNSAID

    def allowed(self, night: Night, contest: str, reckoning: Reckoning | None) -> Refusal | None:
        """Nothing is left to do, voting has ended, and it is this precinct's."""
        closed = finished(night, contest)
        if closed:
            return closed
        if reckoning is not None:
            seen = overview(night, contest, reckoning.layout)
            first = next(iter(obstacles(night, contest, reckoning, seen)), None)
            if first is not None:
                return _obstacle(first)
            early = before_voting_end(night, contest, told(self.clock, ""), reckoning)
            if early is not None:
                return early
        other = _other_precinct(night, told(self.precinct, night.precinct.number))
        return other or not_given(night)

    def change(self, contest: ContestNight, event: Event) -> ContestNight:
        """Its figures stand from now on (43(8))."""
        finish = Finish(self.record, self.check_value, event.at, who=event.who)
        return replace(contest, finish=finish)

    def apply(self, night: Night, event: Event) -> Night:
        """The next protocol asks for the passphrase again."""
        return ContestFact.apply(self, asked_anew(night), event)


@dataclass(frozen=True, slots=True)
class Printed(ContestFact):
    """A paper of the protocol left the program: its name and the SHA-256 of its bytes."""

    kind: ClassVar[str] = "printed"
    document: Annotated[str, Naming("paper")]
    digest: str

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Only a finished protocol is printed."""
        return _unfinished(night, contest)

    def change(self, contest: ContestNight, _event: Event) -> ContestNight:
        """The night remembers it; nobody has looked at the sheets yet."""
        finish = contest.finish
        if finish is None:
            return contest
        prints = {**finish.prints, self.document: self.digest}
        return replace(contest, finish=replace(finish, prints=prints))


@dataclass(frozen=True, slots=True)
class PrintConfirmed(ContestFact):
    """A person looked at the sheets: they are all there (so many ``sheets`` came out) and
    legible.
    """

    kind: ClassVar[str] = "print_confirmed"
    sheets: int | Unsaid = UNSAID

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Confirmed before it is signed."""
        return _signed(night, contest)

    def change(self, contest: ContestNight, _event: Event) -> ContestNight:
        """The protocol is printed."""
        return replace(contest, finish=replace(done(contest), printed=True))


@dataclass(frozen=True, slots=True)
class BlankChecked(ContestFact):
    """What a member (``by``) ``read_`` from the hand-written blank, value by line, and whether it
    agrees with the record.
    """

    kind: ClassVar[str] = "blank_checked"
    agrees: bool
    by: PersonName
    read_: Mapping[PileName, int]

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Read by another member than the one who finished the protocol: nobody sees their own
        slip.
        """
        refused = _signed(night, contest)
        finish = night.contests[contest].finish
        if refused or finish is None:
            return refused
        another = night.person(self.by) is not None and self.by != finish.who
        return None if another else Refusal("same_person", "43(8)")

    def change(self, contest: ContestNight, _event: Event) -> ContestNight:
        """The last check stands."""
        return replace(contest, finish=replace(done(contest), blank_agrees=self.agrees is True))


@dataclass(frozen=True, slots=True)
class PrintWithdrawn(ContestFact):
    """An unsigned print (``sheets``) was destroyed before the people named."""

    kind: ClassVar[str] = "print_withdrawn"
    reason: Prose
    sheets: int
    names: tuple[Name, ...]

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Withdrawn unsigned, with a reason, before two people."""
        refused = _signed(night, contest)
        if refused:
            return refused
        if not self.reason.strip():
            return Refusal("reason")
        names = {name.strip() for name in self.names} - {""}
        return None if len(names) == _WITNESSES else Refusal("two_names")

    def change(self, contest: ContestNight, _event: Event) -> ContestNight:
        """The ballot is open again, and the print is not forgotten."""
        return replace(contest, finish=None, withdrawn=(*contest.withdrawn, done(contest)))


@dataclass(frozen=True, slots=True)
class Signed(ContestFact):
    """The protocol was signed (``minutes`` from the election day's midnight); ``reason`` says why
    a relation due then does not hold.

    It is what a person says who holds the paper: ``signers`` signed it, ``unsigned`` did not (each
    with why, one of ``UNSIGNED``), the ``seal`` stands on it or does not; ``stated_by`` says so.
    """

    kind: ClassVar[str] = "signed"
    minutes: int
    reason: Prose | Unsaid = UNSAID
    signers: tuple[PersonName, ...] | Unsaid = UNSAID
    unsigned: Mapping[PersonName, str] | Unsaid = UNSAID
    seal: bool | Unsaid = UNSAID
    stated_by: PersonName | Unsaid = UNSAID

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Signed once a person has confirmed that the print is whole, or where the result is
        written on a supplied blank, once another member has read it back: no correction is allowed
        after that. Of everybody it is said whether they signed, and why not.
        """
        refused = _signed(night, contest)
        finish = night.contests[contest].finish
        if refused or finish is None:
            return refused
        if night.by_hand and not finish.blank_agrees:
            return Refusal("blank_unread", "43(8)")
        if not night.by_hand and not finish.printed:
            return Refusal("not_printed")
        return None if isinstance(self.signers, Unsaid) else self._unstated(night, self.signers)

    def _unstated(self, night: Night, signers: tuple[str, ...]) -> Refusal | None:
        """Who is left out of the statement, or what it lacks."""
        unsigned = told(self.unsigned, {})
        for person in night.persons:
            why = unsigned.get(person.id, "")
            if (person.id in signers) == bool(why) or (why and why not in UNSIGNED):
                return Refusal("signature_unsaid", "43(8)", name=person.name)
        stated_by = night.person(told(self.stated_by, ""))
        if stated_by is None or isinstance(self.seal, Unsaid):
            return Refusal("statement_unsaid", "43(8)")
        return None

    def change(self, contest: ContestNight, _event: Event) -> ContestNight:
        """Only a recount changes it from now on."""
        signing = None
        if not isinstance(self.signers, Unsaid):
            unsigned, seal = told(self.unsigned, {}), told(self.seal, otherwise=False)
            signing = Signing(self.signers, unsigned, seal, told(self.stated_by, ""))
        finish = replace(done(contest), signed=self.minutes, signing=signing)
        return replace(contest, finish=finish)


def _other_precinct(night: Night, typed: str) -> Refusal | None:
    """A number with a sign nobody sees is stored only where the file of the election has it so."""
    number = night.precinct.number
    if typed.strip() == number:
        return None
    return unfit_text(typed, LONGEST_NAME) or (
        None if is_precinct(night, typed) else Refusal("precinct")
    )


def _obstacle(first: Obstacle) -> Refusal:
    """What is to be done first of all that keeps Finish closed."""
    return Refusal(
        "obstacles",
        step="" if first.cell else first.step,
        lines=(first.cell,) if first.cell else (),
        relation=first.result.relation.code if first.result else "",
    )


def _unfinished(night: Night, contest: str) -> Refusal | None:
    if night.contests[contest].finish is not None:
        return None
    step = step_with(night.form(contest), FINISH)
    return Refusal("not_finished", step=step.id if step else "")


def _signed(night: Night, contest: str) -> Refusal | None:
    """After signing nothing changes but by a lawful recount (P-06, 43(8))."""
    finish = night.contests[contest].finish
    if finish is None:
        return _unfinished(night, contest)
    return Refusal("signed", "43(8)") if finish.signed is not None else None
