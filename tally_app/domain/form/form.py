"""What a form says, as frozen values: lines, relations, steps. Read by the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, KeysView, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final, Protocol, TypeVar

from tally_app.domain.form.papers import Collection, Group, Paper
from tally_app.domain.values.words import Words

#: Versions of the public file formats this program reads.
FORM_FORMAT: Final = 1
ELECTION_FORMAT: Final = 1


#: What percentages are of: ballots without the invalid ones (43(5)), or all of them (R 30(1)).
BASES: Final = ("valid", "all")
#: How a preview of the result is made: more than half of the base, most votes, a threshold in
#: percent, more "yes" than half of the base; "unknown" gives percentages only.
RESULT_RULES: Final = ("majority", "plurality", "threshold", "yes", "unknown")

#: How the options of a ballot are ordered: by the alphabet of the state language, by a lot (37(1)),
#: or as whoever makes the ballot says.
BALLOT_ORDERS: Final = ("alphabet", "lot", "own")

#: What a line can be to the program: the voters of the list, the time of signing, the start of the
#: count (twelve hours run from it), the end of voting, before which no official night is finished
#: (``voting_end``), the ballots of a portable box and the applications they are compared with
#: (43(3-1)), a turnout call, what its percent is taken of, and the digits of the journal read out
#: with it, when the results are announced, with which they are read once more, what is attached and
#: its sheets, a certified copy in the register, and when one was hung up.
ROLES: Final = (
    "",
    "voters",
    "signed",
    "count_start",
    "voting_end",
    "box_ballots",
    "box_limit",
    "trip_box",
    "turnout_given",
    "turnout_base",
    "turnout_head",
    "results_announced",
    "attachment",
    "attachment_sheets",
    "copy_number",
    "copy_time",
    "copy_receipt",
    "copy_contest",
    "copy_to",
    "posted",
    "carrier",
    "left_premises",
    "receipt_from",
    "receipt_time",
    "receipt_number",
)


class Severity(StrEnum):
    """How a relation that does not hold is treated (control-relations: never press people)."""

    ERROR = "error"
    LEGAL = "legal"
    WARNING = "warning"
    NOTE = "note"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Reason:
    """A ready answer chosen from several: to a warning by its number key, or in a field."""

    id: str
    text: Words


@dataclass(frozen=True)  # no slots: what follows from its keys is worked out once
class Line:
    """One line of the form. Its ``number`` never changes between races, languages or papers.

    ``scope`` names what there is one value of: ("contest",), ("day",), ("member", "contest"),
    ("box", "contest"), ("box", "day"), ("option", "contest") ... ``formula`` makes a line derived:
    it has no field and defines itself. ``optional`` is "" (required), "switch" (switched on in the
    night), "entered" (the whole ``group`` counts as soon as one of its lines is entered) or "free"
    (never required).
    ``stage`` says when the law lets it be typed, ``place`` where it is printed (body, annex, none).
    ``column`` is a spreadsheet column or case-sensitive fnmatch pattern, "" for the default.
    ``role`` names what the program does with the line beside printing it (``ROLES``).
    ``again_of``: another person types that line a second time here, without seeing the first entry.
    ``total``: the column of a table has a sum below it; no one adds up days or votes of decisions.
    ``day_from`` (times only): minute of the day from which a clock time means the election day
    itself; an earlier one means the day after. ``choices`` (kind "choice") are what can be chosen.
    ``mirror`` makes the line show another one that nobody types here: the line of that id in the
    night's other contests ("parallel.voters"), or with ``machine`` the minute at which the
    machine's clock stood when that line was typed.
    ``law_says`` quotes the law word for word, in the languages in which the sentence was read;
    ``law_means`` says it in our own words in the others. No paper and no record has them.
    """

    id: str
    kind: str
    scope: tuple[str, ...]
    stage: str
    place: str
    label: Words
    number: str = ""
    short: Words = field(default_factory=dict)
    pile: Words = field(default_factory=dict)
    law: str = ""
    due: str = "finish"
    formula: str = ""
    optional: str = ""
    group: str = ""
    section: str = ""
    part_one: bool = False
    column: str = ""
    day_from: int = 0
    role: str = ""
    choices: tuple[Reason, ...] = ()
    mirror: str = ""
    machine: bool = False
    again_of: str = ""
    total: bool = True
    law_says: Words = field(default_factory=dict)
    law_means: Words = field(default_factory=dict)

    @cached_property
    def collection(self) -> str:
        """Name of the collection the line belongs to ("member", "box", "option"), or ""."""
        return self.scope[0] if self.scope[0] not in ("contest", "day") else ""

    @cached_property
    def attribute(self) -> str:
        """The line's name inside its collection ("votes" of "option.votes"), or its id."""
        return self.id.removeprefix(f"{self.collection}.") if self.collection else self.id

    @cached_property
    def derived(self) -> bool:
        """True when the program works the line out or shows another, and nobody types it."""
        return bool(self.formula or self.mirror)

    @cached_property
    def free(self) -> bool:
        """True for a line nobody has to type: a relation that needs it empty is not applicable."""
        return self.optional == "free" or bool(self.mirror)

    @cached_property
    def is_day(self) -> bool:
        """True for a line the day has once, whatever the number of contests."""
        return "contest" not in self.scope


@dataclass(frozen=True)  # no slots: what follows from its keys is worked out once
class Relation:
    """One relation: what must be TRUE (``check``), and what happens when it is not.

    ``part`` tells relations of one code apart. ``when`` is a condition: where it is false the
    relation is not applicable. ``silent_while`` names codes whose failure hides this one.
    ``procedure`` names a legal procedure the night must go through ("annul"), or "".
    ``blind``: it compares two entries nobody may see yet, so that no figure of it is ever written.
    ``lines_to_check`` lists the line ids to look at again, in the order of suspicion. ``hint`` says
    what to do with the papers, ``observer`` what the finding means for somebody who watches.
    """

    code: str
    check: str
    severity: Severity
    message: Words
    part: str = ""
    when: str = ""
    due: tuple[str, ...] = ("finish",)
    silent_while: tuple[str, ...] = ()
    hint: Words = field(default_factory=dict)
    observer: Words = field(default_factory=dict)
    law: str = ""
    reasons: tuple[str, ...] = ()
    procedure: str = ""
    lines_to_check: tuple[str, ...] = ()
    printed: bool = False
    blind: bool = False
    law_says: Words = field(default_factory=dict)
    law_means: Words = field(default_factory=dict)

    @cached_property
    def key(self) -> str:
        """Unique name inside a form: code and part."""
        return f"{self.code}{self.part}"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the night, in the order of the law.

    ``after``: steps that must be confirmed before this one opens. ``stages``: stages of lines that
    are typed on it. ``locks``: stages that close when it is confirmed. ``confirm``: "" (nothing to
    confirm), "next" (leaving it forwards confirms it) or "announce" (read out, with the time).
    ``sum`` is the relation shown as the pinned sum of its page ("" for none). ``day_from``: a time
    of announcement earlier than this minute of the day is the day after's. ``scope``: "day" for a
    step the night goes through once, "contest" for one of every ballot. ``group`` is the heading
    it stands under in the list of steps. ``way`` is how the step of the second look is done
    ("entry", "read_back"), "" where the chair decides. ``optional``: many nights have nothing to
    type on it; "next" then passes it over, unless something was typed there, one of the
    collections ``asked_by`` has a row or one of its lines a figure other than nothing and zero.
    """

    id: str
    page: str
    name: Words
    title: Words
    subtitle: Words
    stages: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    locks: tuple[str, ...] = ()
    confirm: str = ""
    sum: str = ""
    day_from: int = 540
    law: str = ""
    why: Words = field(default_factory=dict)
    scope: str = "contest"
    group: str = ""
    way: str = ""
    law_says: Words = field(default_factory=dict)
    law_means: Words = field(default_factory=dict)
    optional: bool = False
    asked_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """A lawful ground for a recount after signing; ``once`` allows it a single time."""

    id: str
    law: str
    once: bool
    text: Words
    reopens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading inside the printed table, before the lines that name it."""

    id: str
    text: Words
    number: str = ""


@dataclass(frozen=True, slots=True)
class ResultRule:
    """How a preview of the result is made; the result itself is decided above the precinct.

    ``of`` is the base as an expression, ``base`` the word for it (``BASES``). ``lines`` get a
    percentage, ``wins`` is the line whose items can win. ``valid_if`` is a condition the vote
    itself must meet (turnout), or "". ``cast`` is all ballots cast as an expression, of which
    results are often published, "" where that is the base. The threshold in percent and the number
    of seats are the constants ``threshold`` and ``seats``.
    """

    rule: str
    base: str
    of: str
    lines: tuple[str, ...]
    wins: str
    valid_if: str = ""
    cast: str = ""


@dataclass(frozen=True, slots=True)
class PrecinctType:
    """A kind of polling station. Its ``constants`` take the place of the election's.

    ``utc_offset``: minutes east of UTC, None where every precinct has its own (abroad).
    """

    id: str
    name: Words
    constants: Mapping[str, int] = field(default_factory=dict)
    utc_offset: int | None = None


@dataclass(frozen=True, eq=False)
class Form:
    """A whole form with everything it ``extends`` merged in.

    ``texts`` are further words the form prints (title of the protocol and so on), by key.
    ``contest_kinds`` are the kinds of contest it may be used for; ``addressee`` is the commission
    its protocol goes to; ``notice`` is said wherever the form is shown or printed, {} for nothing.
    ``ballot_order`` is one of ``BALLOT_ORDERS``.
    ``terms`` are its own words in place of usual ones, by language and place ("voter.gen.pl").
    """

    id: str
    languages: tuple[str, ...]
    name: Words
    law_edition: str
    approved: bool
    lines: tuple[Line, ...]
    relations: tuple[Relation, ...]
    steps: tuple[Step, ...]
    reasons: tuple[Reason, ...]
    grounds: tuple[Ground, ...]
    sections: tuple[Section, ...]
    texts: Mapping[str, Words]
    constants: Mapping[str, int]
    extends: tuple[str, ...] = ()
    collections: tuple[Collection, ...] = ()
    groups: tuple[Group, ...] = ()
    papers: tuple[Paper, ...] = ()
    contest_kinds: tuple[str, ...] = ()
    result: ResultRule | None = None
    addressee: Words = field(default_factory=dict)
    notice: Words = field(default_factory=dict)
    ballot_order: str = "own"
    precinct_types: tuple[PrecinctType, ...] = ()
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, Line]:
        """The lines by their ids."""
        return {line.id: line for line in self.lines}

    @cached_property
    def _relations(self) -> dict[str, Relation]:
        return {relation.key: relation for relation in self.relations}

    @cached_property
    def _steps(self) -> dict[str, Step]:
        return {step.id: step for step in self.steps}

    @cached_property
    def _roles(self) -> dict[str, Line]:
        return {line.role: line for line in self.lines if line.role}

    @cached_property
    def marked(self) -> tuple[Line, ...]:
        """The lines that stand on the ballot to be marked, in its order: options, and what is
        marked beside them ("against all").
        """
        lines = self.result.lines if self.result is not None else ("option.votes",)
        return tuple(self.by_id[name] for name in lines if name in self.by_id)

    def role(self, name: str) -> Line | None:
        """The line that plays a role (``ROLES``), None if the form has none."""
        return self._roles.get(name)

    @cached_property
    def _collections(self) -> dict[str, Collection]:
        return {collection.id: collection for collection in self.collections}

    def collection(self, name: str) -> Collection | None:
        """The collection of that id the form declares, None for one every night has."""
        return self._collections.get(name)

    def line(self, line_id: str) -> Line:
        """The line of that id; KeyError if the form has none."""
        return self.by_id[line_id]

    def relation(self, key: str) -> Relation:
        """The relation of that key (code and part); KeyError if the form has none."""
        return self._relations[key]

    @cached_property
    def step_ids(self) -> KeysView[str]:
        """Ids of the steps."""
        return self._steps.keys()

    def step(self, step_id: str) -> Step:
        """The step of that id; KeyError if the form has none."""
        return self._steps[step_id]

    def reason(self, reason_id: str) -> Reason:
        """The ready answer of that id; KeyError if the form has none."""
        return next_by_id(self.reasons, reason_id)

    def ground(self, ground_id: str) -> Ground:
        """The recount ground of that id; KeyError if the form has none."""
        return next_by_id(self.grounds, ground_id)


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_Item = TypeVar("_Item", bound=_HasId)


def next_by_id(items: Iterable[_Item], wanted: str) -> _Item:
    """The item of that id; KeyError if there is none."""
    for item in items:
        if item.id == wanted:
            return item
    raise KeyError(wanted)
