"""The passphrase of a commission that has one: set, given, wrong, gone on without.

It is the program's own: it stands on the program's sheet, never on a protocol or its annex, and
no fact holds what anybody typed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, Final

from tally_app.domain.night.command import Naming, PersonName, Prose, Refusal
from tally_app.domain.night.event import Event
from tally_app.domain.night.facts.program import ProgramFact
from tally_app.domain.night.passphrase import not_given
from tally_app.domain.night.reckoning import PRESENT, Reckoning
from tally_app.domain.night.state import Night
from tally_app.domain.night.stated import Passphrase

#: How many members go on without it.
_TOGETHER: Final = 2
_CHAIR: Final = "chair"


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
