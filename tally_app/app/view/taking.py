"""What the page shows on which a precinct takes its election: which precinct, who signed it."""

from __future__ import annotations

from dataclasses import dataclass

from tally_app.app.view.base import Button, Intent, Note
from tally_app.app.view.fields import Field, Rows


class TakePrecinct(Intent):
    """It is ours: begin the night of the precinct that is shown."""

    __slots__ = ()


class OtherNumber(Intent):
    """Type the number of another precinct."""

    __slots__ = ()


class PutRight(Intent):
    """Ask who of the commission is to be put right."""

    __slots__ = ()


@dataclass(frozen=True)
class PutMemberRight(Intent):
    """Put a member right, whose id is "" for somebody who is not on the list yet."""

    member: str


@dataclass(frozen=True)
class TakeLater(Intent):
    """Take a later version of the election, out of that file, into the open night."""

    path: str


@dataclass(frozen=True)
class WithLetter(Intent):
    """The letter about the key is there, or it is not and the commission goes on without it."""

    there: bool


@dataclass(frozen=True, slots=True)
class MemberShown:
    """A member of the commission: ``before`` is what the file says where it was put right; who is
    ``gone`` was taken off the list.
    """

    name: str
    office: str
    before: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class BallotShown:
    """A ballot: its heading, and each option in the languages of the ballot; ``removed`` words are
    said of an option that was removed.
    """

    title: str
    options: tuple[tuple[tuple[str, ...], str], ...]


@dataclass(frozen=True, slots=True)
class PrecinctShown:
    """The precinct: its number, large, its address in the languages of the protocol, what else is
    said of it; the commission with how many it is; the ballots.
    """

    number: str
    address: tuple[str, ...]
    about: str
    commission: str
    many: str
    members: tuple[MemberShown, ...]
    ballots: tuple[BallotShown, ...]


@dataclass(frozen=True, slots=True)
class KeyAsked:
    """Two groups of the digits of a key, typed from its letter: each place is a word, or a field.
    ``wrong`` is why what was typed is not taken.
    """

    title: str
    text: str
    places: tuple[str | Field, ...]
    button: Button
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class ClocksShown:
    """The hour at the precinct with what it is called, and below it that of this computer, which
    stands ``apart`` where it shows another one.
    """

    hour: str
    says: str
    here: str
    apart: bool


@dataclass(frozen=True, slots=True)
class TakingView:
    """One matter at a time: ``number`` asks for the precinct, until ``precinct`` is shown with who
    signed the file. ``why`` says beside the buttons why the last of them is closed.
    """

    language: str
    languages: tuple[tuple[str, str, str], ...]
    title: str
    subtitle: str
    head: str
    says: str
    number: Rows | None
    precinct: PrecinctShown | None
    signed: KeyAsked | Note | None
    buttons: tuple[Button, ...]
    why: str = ""
    clocks: ClocksShown | None = None
