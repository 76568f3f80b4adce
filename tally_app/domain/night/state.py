"""The state of a night: everything its events add up to. Values only; ``fold`` makes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from tally_app.domain.form.election import Contest, Election, Precinct
from tally_app.domain.form.form import Form, next_by_id
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.exercise import Exercise
from tally_app.domain.night.stated import Amended, Closed, Passphrase, Pause, Signing, SpoiledBlank
from tally_app.domain.values.words import Words

TRAINING = "training"
OFFICIAL = "official"
MODES: Final = (TRAINING, OFFICIAL)

#: Why a night had to go on in another file: its own was lost while it was open.
LOST_WAYS: Final = ("gone", "replaced", "overwritten")

#: How far the key of a package was known when it was taken.
TRUSTS: Final = ("known", "unproven", "unsigned")

#: Papers of a protocol that are noted when they leave the program.
PRINTS: Final = ("protocol", "fair_copy", "part_one", "recount_act")


@dataclass(frozen=True, slots=True)
class Rules:
    """What the stored files of a night say: the election and one form per contest id."""

    election: Election
    forms: Mapping[str, Form]
    election_sha256: str
    form_sha256: Mapping[str, str]

    def contest(self, contest_id: str) -> Contest:
        """The contest of that id; KeyError if the election has none."""
        return next_by_id(self.election.contests, contest_id)

    def addressee(self, contest_id: str) -> Words:
        """The commission its protocol goes to, in the election file's words or the form's."""
        return self.contest(contest_id).addressee or self.forms[contest_id].addressee


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in a field: raw text, its value if it could be read, why not otherwise.

    ``hands`` are all who ever typed in the field: none of them is a second pair of eyes for it.
    """

    text: str
    value: int | None
    problem: str
    seq: int
    at: str
    who: str
    hands: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Second:
    """What another person typed without seeing the first entry; ``of`` is that entry's event.

    ``compared``: both entries were shown side by side; until then nothing is said of them.
    ``third``: a third person is asked although they agree.
    """

    entry: Entry
    of: int
    compared: bool = False
    third: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """A second person looked at an entry (its event), and it stood.

    ``way``: read_back (``reader`` read it aloud), part_one (compared with the announced Part I), or
    two entries differed (``figures``, ``typed_by``): paper (an earlier program: it decided), third
    (a third person typed one of them), neither (another figure; it did not stand by that).
    """

    entry: int
    way: str
    who: str
    at: str
    reader: str = ""
    figures: tuple[int | None, ...] = ()
    typed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """A page of the tape typed a third time (event ``entry``): what two people had typed, who they
    were, and ``who`` typed what stands.
    """

    entry: int
    texts: tuple[str, str]
    typed_by: tuple[str, str]
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Spell:
    """A member's state from some hour on: ``minutes`` since when, where it was said, ``noted`` the
    local time at which it was recorded.
    """

    state: str
    reason: str
    minutes: int | None
    noted: str


@dataclass(frozen=True, slots=True)
class Person:
    """A commission member tonight. ``state``: present, absent, refused, suspended, left, unknown;
    ``minutes`` since when, where it was said; ``spells`` all that was noted, in that order.
    """

    id: str
    name: str
    office: str
    state: str = "present"
    reason: str = ""
    minutes: int | None = None
    spells: tuple[Spell, ...] = ()


#: In what capacity somebody beside the commission is present (20(8), 20-1, 43(9)).
CAPACITIES: Final = (
    *("proxy", "party_observer", "association_observer", "foreign_observer"),
    *("media", "foreign_media", "higher_commission"),
)


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody beside the commission who is present: name and ``capacity`` (``CAPACITIES``)."""

    id: str
    name: str
    capacity: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a finding; valid only while the figures it was given for stand.

    ``kind``: reason, act, finish_act.
    """

    kind: str
    difference: int | None
    figures: tuple[int, ...]
    reason: str
    text: str
    number: str
    minutes: int | None
    members: tuple[str, ...]
    who: str
    at: str
    witnesses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unestablished:
    """A figure that could not be established, with its act (N-01)."""

    number: str
    minutes: int | None
    text: str
    members: tuple[str, ...]
    witnesses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BoxProcedure:
    """Second count, decision and annulment of one portable box (43(3-1)).

    ``second`` is (ballots, time of the event); ``decision`` (for, against, number, minutes);
    ``notice`` to the higher commission (member, minutes, to whom).
    """

    second: tuple[int, str] | None = None
    decision: tuple[int, int, str, int] | None = None
    annulled: bool = False
    notice: tuple[str, int, str] | None = None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A confirmed step; ``minutes`` when it was announced; Part I's record and check value."""

    at: str
    who: str
    minutes: int | None = None
    record: Mapping[str, Any] | None = None
    check_value: str = ""


@dataclass(frozen=True, slots=True)
class Finish:
    """A finished protocol: its record, and what happened to the print.

    ``blank_agrees``: another member typed what stands on the hand-written blank, and figures and
    words are those of the record. ``who`` finished it. ``prints`` are the SHA-256 of the last
    print of each of its papers; ``signing`` is what was said of the signed one.
    """

    record: Mapping[str, Any]
    check_value: str
    at: str
    printed: bool = False
    signed: int | None = None
    blank_agrees: bool = False
    who: str = ""
    prints: Mapping[str, str] = field(default_factory=dict)
    signing: Signing | None = None


@dataclass(frozen=True, slots=True)
class Recount:
    """A recount under way or finished; ``old`` is the protocol it replaces."""

    ground: str
    applicant: str
    minutes: int
    act_number: str
    old: Finish


@dataclass(frozen=True, slots=True)
class ContestNight:
    """One contest's side of the night. ``items`` are the rows added to its collections;
    ``ear`` the bundles counted by ear, each with its ballots per pile (cell key).
    ``withdrawn`` are prints destroyed unsigned; ``opened`` are
    steps opened before their turn, with the reason; ``unlocked`` are (step, reason) of locks.
    ``way`` is how lines are looked at a second time, ``second`` what another person typed, and
    ``looked`` which entries a second person has seen. ``written`` are the lines that stand on the
    supplied blank (the value there, and when it was written), ``spoiled`` the blanks before it.
    """

    entries: Mapping[Cell, Entry] = field(default_factory=dict)
    switched_on: frozenset[str] = frozenset()
    unestablished: Mapping[Cell, Unestablished] = field(default_factory=dict)
    confirmed: Mapping[str, Confirmation] = field(default_factory=dict)
    opened: Mapping[str, str] = field(default_factory=dict)
    unlocked: tuple[tuple[str, str], ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    counted_again: Mapping[str, tuple[tuple[int, ...], str]] = field(default_factory=dict)
    boxes: Mapping[str, BoxProcedure] = field(default_factory=dict)
    finish: Finish | None = None
    withdrawn: tuple[Finish, ...] = ()
    recounts: tuple[Recount, ...] = ()
    items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ear: tuple[Mapping[str, int], ...] = ()
    way: str = ""
    second: Mapping[Cell, Second] = field(default_factory=dict)
    looked: Mapping[Cell, Looked] = field(default_factory=dict)
    written: Mapping[Cell, tuple[int, str]] = field(default_factory=dict)
    spoiled: tuple[SpoiledBlank, ...] = ()


@dataclass(frozen=True, slots=True)
class Filed:
    """A document filed with the night: its name, SHA-256 and when."""

    name: str
    digest: str
    at: str
    contest: str


@dataclass(frozen=True, slots=True)
class Strange:
    """An event (``seq``) names under ``key`` a ``value`` that the night did not know. Without a
    place in the night the event is ``passed_over``; "" for key and value: it rests on another one
    that was.
    """

    seq: int
    kind: str
    key: str
    value: str
    passed_over: bool


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that happened to the program or its file: the event's kind, its place, time, who
    sat at the keys, and what it said.
    """

    kind: str
    seq: int
    at: str
    who: str
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Night:
    """The whole night. ``head`` is the hash of the last event, ``last`` its time; every
    time is the precinct's, whatever the zone of the machine.

    ``items`` are the rows added to the day's collections, portable boxes among them; ``documents``
    what was filed with the night (a photograph of the signed paper). ``exercise``: the faults
    planted in the first entry of a training night. ``program``: what happened to the program and
    its file, in order. ``amended`` is what later versions of the election file changed,
    ``unlisted`` are the ids of people who left the list, ``settled`` pages of the tape typed a
    third time, ``strange`` is what stored events name and the night does not know. ``pauses`` are
    interruptions of the count; ``closed``: nobody has anything to add but what comes later;
    ``passphrase``: what finish and recount ask for, where the commission has one.
    """

    rules: Rules
    id: str
    mode: str
    precinct: Precinct
    persons: tuple[Person, ...]
    contests: Mapping[str, ContestNight]
    day_entries: Mapping[Cell, Entry]
    seq: int
    head: str
    last: str
    items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    documents: tuple[Filed, ...] = ()
    exercise: Exercise | None = None
    program: tuple[Noted, ...] = ()
    amended: tuple[Amended, ...] = ()
    guests: tuple[Guest, ...] = ()
    unlisted: frozenset[str] = frozenset()
    strange: tuple[Strange, ...] = ()
    settled: Mapping[Cell, Settled] = field(default_factory=dict)
    pauses: tuple[Pause, ...] = ()
    closed: Closed | None = None
    passphrase: Passphrase | None = None

    @property
    def paused(self) -> Pause | None:
        """The interruption the count is in, None while it goes on."""
        last = self.pauses[-1] if self.pauses else None
        return last if last is not None and last.resumed is None else None

    @property
    def passed_over(self) -> frozenset[int]:
        """The stored events that have no place in the night."""
        return frozenset(one.seq for one in self.strange if one.passed_over)

    @property
    def boxes(self) -> tuple[str, ...]:
        """Ids of the portable boxes."""
        return self.items.get("box", ())

    def entry(self, contest: str, cell: Cell) -> Entry | None:
        """What stands in a field, None while nothing was ever typed there."""
        if self.rules.forms[contest].by_id[cell.line].is_day:
            return self.day_entries.get(cell)
        return self.contests[contest].entries.get(cell)

    def is_day(self, contest: str, line_id: str) -> bool:
        """True for a line the day has once, whatever the number of contests."""
        return self.rules.forms[contest].by_id[line_id].is_day

    @property
    def first(self) -> str:
        """The contest through whose form the day is read: the day part of all forms is one."""
        return next(iter(self.contests))

    @property
    def by_hand(self) -> bool:
        """True where the result is written on a supplied blank: nobody permitted a print."""
        return self.mode == OFFICIAL and self.rules.election.printed is None

    def guest(self, guest_id: str) -> Guest | None:
        """Who is present beside the commission by that id, None for nobody."""
        return next((guest for guest in self.guests if guest.id == guest_id), None)

    def form(self, contest: str) -> Form:
        """The form of a contest."""
        return self.rules.forms[contest]

    def person(self, person_id: str) -> Person | None:
        """The commission member of that id, None for anybody else."""
        return next((p for p in self.persons if p.id == person_id), None)

    @property
    def training(self) -> bool:
        """True for a training night; it stays one for ever."""
        return self.mode == TRAINING
