"""What happened to the program and its file: who sat at the keys, the clock, repairs, copies, and
the passphrase of a commission that has one: set, given, wrong, gone on without.

None of it is about votes: it may be said at any time, finished and signed protocols included, and
never locks, opens or changes anything but the passphrase itself. It stands on a sheet of the
program's own, and no fact holds a passphrase that anybody typed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, Final

from tally_app.domain.night.command import Fact, Naming, PersonName, Prose, Refusal
from tally_app.domain.night.event import SETUP, Event
from tally_app.domain.night.locks import not_given
from tally_app.domain.night.reckoning import PRESENT, Reckoning
from tally_app.domain.night.state import Night, Noted
from tally_app.domain.night.stated import Passphrase

#: How many members go on without a passphrase.
_TOGETHER: Final = 2
_CHAIR: Final = "chair"


@dataclass(frozen=True, slots=True)
class ProgramFact(Fact):
    """Said of the day. The night only remembers that it happened."""

    def allowed(self, _night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """At any time, and never of one ballot."""
        return Refusal("unknown") if contest else None

    def apply(self, night: Night, event: Event) -> Night:
        """It is remembered, in its order."""
        noted = Noted(event.kind, event.seq, event.at, event.who, event.payload)
        return replace(night, program=(*night.program, noted))


@dataclass(frozen=True, slots=True)
class PersonChanged(ProgramFact):
    """Another ``person`` sits at the keys now, ``before`` did: ids of members, "setup" for nobody
    of the list.
    """

    kind: ClassVar[str] = "person_changed"
    person: PersonName
    before: PersonName

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Somebody of the list, or nobody."""
        known = self.person == SETUP or night.person(self.person) is not None
        return None if known and not contest else Refusal("unknown")


@dataclass(frozen=True, slots=True)
class ClockJumped(ProgramFact):
    """The machine's clock moved by itself: ``seconds`` forward (backward below zero) from
    ``before``, what it would have shown, to ``after``, what it showed (ISO with offset).

    ``seen``: "at_work" against a count of seconds that nobody sets, or "at_opening" where it shows
    a time before the last event (then ``before`` is that event's).
    """

    kind: ClassVar[str] = "clock_jumped"
    seconds: int
    before: str
    after: str
    seen: Annotated[str, Naming("seen")]


@dataclass(frozen=True, slots=True)
class FileRepaired(ProgramFact):
    """The program set the file right: codes of ``what`` it found and mended (names of triggers,
    side files set aside).
    """

    kind: ClassVar[str] = "file_repaired"
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NightRestored(ProgramFact):
    """The night goes on from a ``copy`` (its file's name), ``made`` then (ISO with offset), whose
    last event was ``seq`` with the hash ``head``.
    """

    kind: ClassVar[str] = "night_restored"
    copy: str
    seq: int
    head: str
    made: str


@dataclass(frozen=True, slots=True)
class NightMoved(ProgramFact):
    """The night goes on on another computer: names of both, "" for one that is not known."""

    kind: ClassVar[str] = "night_moved"
    from_: str
    to: str


@dataclass(frozen=True, slots=True)
class BegunFromPaper(ProgramFact):
    """The night is typed anew from ``papers``, named as they are headed, because no file was left.

    Both times in minutes from the midnight that begins the election day: ``minutes`` is the time
    the (newest) paper gives, ``typed`` when its typing began.
    """

    kind: ClassVar[str] = "begun_from_paper"
    papers: tuple[str, ...]
    minutes: int
    typed: int


@dataclass(frozen=True, slots=True)
class PackageTaken(ProgramFact):
    """The election came as a package: its ``version``, the 24 digits of its ``key`` ("" for an
    unsigned one), how far the key is known (``trust``: known by its letter, unproven where the
    commission goes on without the letter, unsigned), the SHA-256 of its ``manifest``, and the ISO
    day it was ``made``.
    """

    kind: ClassVar[str] = "package_taken"
    version: int
    key: str
    trust: Annotated[str, Naming("trust")]
    manifest: str
    made: str


@dataclass(frozen=True, slots=True)
class WentOnElsewhere(ProgramFact):
    """The file ``from_`` was lost under the open night (``reason``, a code: gone, replaced …), and
    the night goes on in the file ``to``: paths as they were.
    """

    kind: ClassVar[str] = "went_on_elsewhere"
    reason: Annotated[str, Naming("lost")]
    from_: str
    to: str


@dataclass(frozen=True, slots=True)
class HeadRead(ProgramFact):
    """The first ``digits`` of the journal's head after event ``seq`` were read aloud and written
    down by others; ``occasion`` is the step at which.
    """

    kind: ClassVar[str] = "head_read"
    occasion: Annotated[str, Naming("occasion")]
    seq: int
    digits: str


@dataclass(frozen=True, slots=True)
class PassphraseSet(ProgramFact):
    """The chair (``by``) set one. Kept are what it and the code in the envelope were stretched to
    by ``scheme`` (``digest``, ``code_digest``) and the salts of both, hexadecimal.
    """

    kind: ClassVar[str] = "passphrase_set"
    by: PersonName
    scheme: str
    salt: str
    digest: str
    code_salt: str
    code_digest: str

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """By the chair, before the first protocol is finished, never in training; in place of
        another one once that was given.
        """
        if contest:
            return Refusal("unknown")
        if night.training:
            return Refusal("passphrase_training")
        if any(state.finish or state.recounts for state in night.contests.values()):
            return Refusal("passphrase_late")
        chair = night.person(self.by)
        if chair is None or chair.office != _CHAIR:
            return Refusal("passphrase_chair")
        return not_given(night)

    def apply(self, night: Night, event: Event) -> Night:
        """It is asked for from now on."""
        kept = Passphrase(self.scheme, self.salt, self.digest, self.code_salt, self.code_digest)
        return replace(ProgramFact.apply(self, night, event), passphrase=kept)


@dataclass(frozen=True, slots=True)
class _Asked(ProgramFact):
    """It was asked for, before an ``occasion``: finish, recount, or another one is set."""

    occasion: Annotated[str, Naming("asked")]

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Where there is one, at any time."""
        return Refusal("unknown") if contest or night.passphrase is None else None

    def _kept(self, night: Night, event: Event, *, opened: bool, wrong: int) -> Night:
        after = ProgramFact.apply(self, night, event)
        if night.passphrase is None:
            return after
        kept = replace(night.passphrase, opened=opened, wrong=wrong)
        return replace(after, passphrase=kept)


@dataclass(frozen=True, slots=True)
class PassphraseGiven(_Asked):
    """It was given, ``way``: itself, or the code out of the sealed envelope."""

    kind: ClassVar[str] = "passphrase_given"
    way: Annotated[str, Naming("given")]

    def apply(self, night: Night, event: Event) -> Night:
        """What it stands before is open once."""
        return self._kept(night, event, opened=True, wrong=0)


@dataclass(frozen=True, slots=True)
class PassphraseWrong(_Asked):
    """Something else was typed."""

    kind: ClassVar[str] = "passphrase_wrong"

    def apply(self, night: Night, event: Event) -> Night:
        """The wait grows with every wrong one in a row."""
        kept = night.passphrase
        if kept is None:
            return self._kept(night, event, opened=False, wrong=0)
        return self._kept(night, event, opened=kept.opened, wrong=kept.wrong + 1)


@dataclass(frozen=True, slots=True)
class PassphraseForgone(_Asked):
    """It is forgotten, or nobody here knows it: two members go on without it, with a ``reason``."""

    kind: ClassVar[str] = "passphrase_forgone"
    reason: Prose
    by: tuple[PersonName, ...]

    def allowed(self, night: Night, contest: str, reckoning: Reckoning | None) -> Refusal | None:
        """Two different members who are there, and why."""
        refused = _Asked.allowed(self, night, contest, reckoning)
        if refused is not None:
            return refused
        if not self.reason.strip():
            return Refusal("reason")
        there = {person.id for person in night.persons if person.state in PRESENT}
        together = len(self.by) == len(set(self.by)) == _TOGETHER and there.issuperset(self.by)
        return None if together else Refusal("passphrase_two")

    def apply(self, night: Night, event: Event) -> Night:
        """What it stands before is open once."""
        return self._kept(night, event, opened=True, wrong=0)
