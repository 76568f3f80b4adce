"""What happened to the program and its file: who sat at the keys, the clock, repairs, copies.

None of it is about votes: it may be said at any time, finished and signed protocols included, and
never locks, opens or changes anything. It stands on a sheet of the program's own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from tally_app.domain.night.command import Fact, Naming, PersonName, Refusal
from tally_app.domain.night.event import SETUP, Event
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import Night, Noted


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
