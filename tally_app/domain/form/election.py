"""What an election file says: the day, the contests with their options, the precincts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tally_app.domain.form.form import PrecinctType
from tally_app.domain.values.words import Words

#: Minutes east of UTC: one time zone for the whole country since 01.03.2024.
UTC_OFFSET: Final = 300
#: Where the ballots of a removed option lie by the decision quoted: with the invalid ones, with
#: "against all", or in a pile of their own.
COUNTS: Final = ("invalid", "against_all", "own")


@dataclass(frozen=True, slots=True)
class Removed:
    """An option removed after the ballots were printed: ISO date and decision.

    ``treatment`` quotes what is said about its ballots, {} where nothing is known; ``counts`` is
    where they lie by it (``COUNTS``). Without a quote they lie in a pile of their own.
    """

    day: str
    decision: Words
    treatment: Words = field(default_factory=dict)
    counts: str = "own"

    @property
    def undecided(self) -> bool:
        """True while nobody has quoted what its ballots are: a question, never a default."""
        return not self.treatment

    @property
    def elsewhere(self) -> bool:
        """True where its ballots lie in another pile, so that its own line has none."""
        return self.counts != "own"


@dataclass(frozen=True, slots=True)
class Option:
    """One line of the ballot, in ballot order (37(1)): names as printed, and who nominated it."""

    id: str
    name: Words
    by: Words = field(default_factory=dict)
    removed: Removed | None = None


@dataclass(frozen=True, slots=True)
class Contest:
    """One ballot of the day and the form its protocol is made on.

    ``kind`` must be one of the form's. ``addressee`` takes the place of the form's, if given.
    ``short`` is how the contest bar calls it where there are several, {} for its ``name``.
    """

    id: str
    form: str
    name: Words
    options: tuple[Option, ...]
    constants: Mapping[str, int] = field(default_factory=dict)
    kind: str = ""
    addressee: Words = field(default_factory=dict)
    short: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Member:
    """A commission member. ``office``: chair, deputy, secretary or member (17, 43(8))."""

    id: str
    name: str
    office: str


@dataclass(frozen=True, slots=True)
class Precinct:
    """One polling station. ``type``: id of its precinct type, "" for an ordinary one.

    ``utc_offset``: minutes east of UTC, its own or its type's. ``voters``: how many the list had 20
    days before the day (24(5)), None where nobody said: shown, never filled in. ``ballots``: ids of
    the contests it has, () for all.
    """

    number: str
    region: Words
    district: Words
    address: Words
    members: tuple[Member, ...] = ()
    type: str = ""
    utc_offset: int = UTC_OFFSET
    voters: int | None = None
    ballots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintDecision:
    """The decision that permits a computer-printed protocol. Without one the night ends in a
    sheet for copying onto the supplied blank. ``by`` is whose it is (central, territorial, "" where
    nobody said), with its number and ISO day.
    """

    decision: Words
    by: str = ""
    number: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class LimitDecision:
    """The act by which constants are others than the law's: whose (central, territorial), its
    number and ISO day.
    """

    by: str
    number: str
    day: str


@dataclass(frozen=True, slots=True)
class Election:
    """One election file. ``day`` is the ISO date of the (last) voting day.

    ``days`` are all voting days, ``day`` the last of them. ``training`` files can only begin
    training nights. ``printed`` is None where nobody has permitted printing the protocol by
    computer, ``decided`` where nobody has named whose decision its constants are. ``types`` are
    the precinct types of its forms and its own. ``own``: the precinct made the file itself.
    """

    id: str
    name: Words
    day: str
    contests: tuple[Contest, ...]
    precincts: tuple[Precinct, ...]
    training: bool
    printed: PrintDecision | None
    constants: Mapping[str, int] = field(default_factory=dict)
    days: tuple[str, ...] = ()
    types: tuple[PrecinctType, ...] = ()
    own: bool = False
    decided: LimitDecision | None = None

    def contests_of(self, precinct: Precinct) -> tuple[Contest, ...]:
        """The ballots a precinct has, in their order."""
        some = precinct.ballots
        return tuple(x for x in self.contests if not some or x.id in some)

    def type_of(self, precinct: Precinct) -> PrecinctType | None:
        """The type of a precinct, None for an ordinary one without a type."""
        return next((kind for kind in self.types if kind.id == precinct.type), None)

    def constants_for(self, contest: Contest, precinct: Precinct | None) -> dict[str, int]:
        """Constants of the election, overlaid by the contest's, overlaid by the precinct type's."""
        kind = self.type_of(precinct) if precinct else None
        return {**self.constants, **contest.constants, **(kind.constants if kind else {})}
