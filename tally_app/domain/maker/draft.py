"""An election in the making, as it was typed: texts that may be wrong, never corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tally_app.domain.form.form import Form
from tally_app.domain.values.words import Words

#: Who may decide that a protocol is printed by computer: the Central Commission, whose matter forms
#: are (12(6)), or a territorial one.
DECIDERS: Final = ("central", "territorial")


@dataclass(frozen=True, slots=True)
class DraftRemoved:
    """That an option was removed after the ballots were printed: ISO day, decision, and what is
    quoted about its ballots.
    """

    day: str = ""
    decision: Words = field(default_factory=dict)
    treatment: Words = field(default_factory=dict)
    counts: str = "own"


@dataclass(frozen=True, slots=True)
class DraftOption:
    """A line of the ballot as typed, with ``by`` who nominated it."""

    id: str
    name: Words = field(default_factory=dict)
    by: Words = field(default_factory=dict)
    removed: DraftRemoved | None = None


@dataclass(frozen=True, slots=True)
class DraftContest:
    """A ballot of the day. ``form`` is the id of its form, ``kind`` one of the form's kinds of
    contests; ``order`` (alphabet, lot) is asked only where the form leaves it open.
    """

    id: str
    form: str
    kind: str = ""
    name: Words = field(default_factory=dict)
    options: tuple[DraftOption, ...] = ()
    order: str = "alphabet"


@dataclass(frozen=True, slots=True)
class DraftMember:
    """A member of a commission as typed; ``office``: chair, deputy, secretary or member."""

    id: str
    name: str = ""
    office: str = "member"


@dataclass(frozen=True, slots=True)
class DraftPrecinct:
    """A precinct as typed. ``voters`` (on day -20, 24(5)) and ``clock`` (minutes east of UTC) are
    texts; ``ballots`` are ids of contests, () for all of them.
    """

    number: str = ""
    region: Words = field(default_factory=dict)
    district: Words = field(default_factory=dict)
    address: Words = field(default_factory=dict)
    type: str = ""
    clock: str = ""
    voters: str = ""
    ballots: tuple[str, ...] = ()
    members: tuple[DraftMember, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintAct:
    """The act that permits a protocol printed by computer: whose (``DECIDERS``, "" where only its
    ``words`` are known), its number and ISO day. ``words`` are what papers print.
    """

    by: str
    number: str = ""
    day: str = ""
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DraftElection:
    """An election in the making. ``day`` (ISO) is the last of ``days``; ``languages`` are those in
    which every text must be complete. ``printed`` is None where the supplied blank is the original.
    ``own``: the precinct made the file itself. ``decided`` is the act by which ``constants`` are
    others than the law's.
    """

    id: str = ""
    name: Words = field(default_factory=dict)
    languages: tuple[str, ...] = ("kk", "ru")
    day: str = ""
    days: tuple[str, ...] = ()
    training: bool = False
    own: bool = False
    contests: tuple[DraftContest, ...] = ()
    precincts: tuple[DraftPrecinct, ...] = ()
    constants: Mapping[str, int] = field(default_factory=dict)
    printed: PrintAct | None = None
    decided: PrintAct | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a fault is: a matter (``MATTERS``), the row in it, and of which ballot or precinct the
    options or members are (both from 1, 0 for none), and the column: the name of a field, with the
    language of a text after a dot ("name.ru").
    """

    matter: str
    row: int = 0
    column: str = ""
    of: int = 0


#: The pages of the maker, the tables of a workbook, and its ``rows`` that fit nowhere.
MATTERS: Final = (
    "election", "ballots", "options", "precincts", "members", "decisions", "rows",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DraftFault:
    """One fault in its cell. ``severity``: error (the election is not handed out), warning (it may
    be true and wants a look), note. The words are ``maker.fault.<code>`` with the arguments, or
    ``said``, the form's own sentence.
    """

    spot: Spot
    code: str
    severity: str = "error"
    args: Mapping[str, str] = field(default_factory=dict)
    said: Words = field(default_factory=dict)


#: The forms of the ballots by their id; one that is not there is told.
Forms = Mapping[str, Form]
