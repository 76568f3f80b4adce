"""What an election file says: the day, the contests with their options, the precincts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tally_app.domain.form import Words


@dataclass(frozen=True, slots=True)
class Option:
    """One line of the ballot, in ballot order (37(1)): names as printed, and who nominated it."""

    id: str
    name: Words
    by: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contest:
    """One ballot of the day and the form its protocol is made on."""

    id: str
    form: str
    name: Words
    options: tuple[Option, ...]
    constants: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Member:
    """A commission member. ``office``: chair, deputy, secretary or member (17, 43(8))."""

    id: str
    name: str
    office: str


@dataclass(frozen=True, slots=True)
class Precinct:
    """One polling station. ``boxes``: ids of the portable boxes known beforehand."""

    number: str
    region: Words
    district: Words
    address: Words
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """The decision that permits a computer-printed protocol. Without one the night ends in a
    sheet for copying onto the supplied blank.
    """

    decision: Words


@dataclass(frozen=True, slots=True)
class Election:
    """One election file. ``day`` is an ISO date; ``closes`` minutes after its midnight.

    ``training`` files can only begin training nights. ``printed`` is None where nobody has
    permitted printing the protocol by computer.
    """

    id: str
    name: Words
    day: str
    contests: tuple[Contest, ...]
    precincts: tuple[Precinct, ...]
    training: bool
    printed: Printed | None
    constants: Mapping[str, int] = field(default_factory=dict)
