"""The record: everything a protocol says, in one canonical form with one check value.

Part I (lines established before the boxes are opened) is a record of its own with ``part`` = 1.
The domain builds a record, the reports print it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from tally_app.domain.night.event import canonical
from tally_app.domain.values.words import Words

RECORD_FORMAT: Final = 1
_CHECK_DIGITS: Final = 32
#: As much of the journal head as is read out by telephone: two groups of four digits.
HEAD_DIGITS: Final = 9
_GROUP: Final = 4


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One line. ``item`` is the id of the member, box or option ("" for a single line).

    ``status``: entered, computed, not_established (its act is in ``act``) or missing (drafts
    only). ``value`` is a count, or minutes from the midnight that begins the election day for a
    time; None unless entered or computed.
    """

    id: str
    item: str
    number: str
    kind: str
    place: str
    section: str
    status: str
    value: int | None
    act: str = ""


@dataclass(frozen=True, slots=True)
class RecordOption:
    """One option in ballot order."""

    id: str
    number: str
    name: Words
    by: Words


@dataclass(frozen=True, slots=True)
class RecordMember:
    """One member. ``state``: signs, absent, refused, suspended; ``reason`` is printed with it.

    ``signs_for_chair`` marks the deputy or secretary who signs in the chair's place (43(8)).
    """

    id: str
    name: str
    office: str
    state: str
    reason: str
    signs_for_chair: bool = False


@dataclass(frozen=True, slots=True)
class RecordBox:
    """One portable box of the day; ``annulled`` for this contest (43(3-1))."""

    id: str
    number: str
    annulled: bool


@dataclass(frozen=True, slots=True)
class RecordRelation:
    """The result of one relation. ``status``: holds, fails, not_applicable, not_checked, silent,
    uncheckable (a fault of the program kept it from being checked).

    ``item`` is the member, box or option of an ``each`` relation. ``difference`` is left minus
    right where the relation is one comparison, else None.
    """

    key: str
    code: str
    item: str
    severity: str
    status: str
    difference: int | None


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """What was answered. ``kind``: reason, act, finish_act, order (a step opened
    early), unlock (a lock opened again), unestablished (``key`` N-01/line), removed (an option, by
    a later version of the election file), replaced (a member by another, both in ``members``).

    ``reason`` is the id of a ready answer (kind reason); ``number``, ``minutes`` and ``members``
    (full names) belong to acts; ``text`` is free text, what was found.
    """

    key: str
    code: str
    item: str
    kind: str
    difference: int | None
    reason: str = ""
    text: str = ""
    number: str = ""
    minutes: int | None = None
    members: tuple[str, ...] = ()
    who: str = ""


@dataclass(frozen=True, slots=True)
class RecordAttachment:
    """A document attached to the protocol, with its number of sheets."""

    title: Words
    sheets: int


@dataclass(frozen=True, slots=True)
class RecordRecount:
    """Why this protocol replaces a signed one (43(7-1), 43(9))."""

    ground: str
    law: str
    ground_text: Words
    applicant: str
    minutes: int
    act_number: str
    old_check_value: str
    old_signed: int
    old_lines: tuple[RecordLine, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Everything one protocol (``part`` 0) or its Part I (``part`` 1) says.

    ``mode``: official or training, for ever. ``night``: random night id, 12 digits.
    ``printed`` is the decision permitting a computer print, or empty. ``journal_head`` is the
    hash of the last event before "finished" (for Part I: before it was announced).
    ``constants`` of the election, contest and precinct type that relations may ask for (closing
    time); ``option.<id>.removed`` marks an option removed after the ballots were printed.
    ``announced``: minutes at which Part I was announced. ``part_one`` its check value.
    """

    format: int
    part: int
    night: str
    mode: str
    form: str
    form_sha256: str
    form_approved: bool
    law_edition: str
    election: str
    election_sha256: str
    contest: str
    title: Words
    day: str
    precinct: str
    region: Words
    district: Words
    address: Words
    printed: Words
    lines: tuple[RecordLine, ...]
    options: tuple[RecordOption, ...]
    members: tuple[RecordMember, ...]
    boxes: tuple[RecordBox, ...]
    relations: tuple[RecordRelation, ...]
    answers: tuple[RecordAnswer, ...]
    attachments: tuple[RecordAttachment, ...]
    switched_on: tuple[str, ...]
    constants: Mapping[str, int]
    journal_head: str
    announced: int | None = None
    part_one: str = ""
    recount: RecordRecount | None = None

    def value(self, line_id: str, item: str = "") -> int | None:
        """The value of one line, None where it has none."""
        for line in self.lines:
            if line.id == line_id and line.item == item:
                return line.value
        return None

    def canonical(self) -> bytes:
        """The one byte form of this record, the text its check value covers."""
        return canonical(asdict(self))

    def check_value(self) -> str:
        """SHA-256 of the canonical record modulo 10^32, as 8 groups of 4 decimal digits."""
        return check_value(self.canonical())

    @staticmethod
    def read(data: Any) -> Record:
        """Build a record from parsed JSON; ValueError names the field that does not fit."""
        version = data.get("format") if isinstance(data, Mapping) else data
        if version != RECORD_FORMAT:
            raise ValueError(f"format: {version!r}")
        record: Record = _read(Record, data, "record")
        return record


def check_value(data: bytes) -> str:
    """8 groups of 4 decimal digits from SHA-256: 106 bits, readable by telephone."""
    return check_digits(hashlib.sha256(data).hexdigest())


def check_digits(sha256: str) -> str:
    """A hash (hex) modulo 10^32 as 8 groups of 4 decimal digits."""
    digits = str(int(sha256, 16) % 10**_CHECK_DIGITS).zfill(_CHECK_DIGITS)
    return " ".join(digits[i : i + _GROUP] for i in range(0, _CHECK_DIGITS, _GROUP))


def _read(kind: Any, data: Any, where: str) -> Any:
    """Read ``data`` as the annotated type ``kind``; strict about every key and every type."""
    origin = get_origin(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        return _read_object(kind, data, where)
    if origin is tuple:
        return _read_list(get_args(kind)[0], data, where)
    if origin is UnionType:
        wanted = next(arg for arg in get_args(kind) if arg is not type(None))
        return None if data is None else _read(wanted, data, where)
    if origin is not None:  # Mapping[str, str] or Mapping[str, int]
        inner = get_args(kind)[1]
        return {k: _read(inner, v, f"{where}.{k}") for k, v in _object(data, where).items()}
    if type(data) is not kind:
        raise ValueError(f"{where}: {data!r}")
    return data


def _read_object(kind: type, data: Any, where: str) -> Any:
    names = {item.name for item in fields(kind)}
    given = set(_object(data, where))
    for said, wrong in (("unknown", given - names), ("missing", names - given)):
        if wrong:
            raise ValueError(f"{where}.{min(wrong)}: {said}")
    types = _types(kind)
    return kind(**{name: _read(types[name], data[name], f"{where}.{name}") for name in names})


@cache
def _types(kind: type) -> Mapping[str, Any]:
    """The type of every field: an object of a kind is read for each line of a record."""
    return get_type_hints(kind)


def _read_list(inner: Any, data: Any, where: str) -> tuple[Any, ...]:
    some = _as((list, tuple), data, f"{where}: not a list")
    return tuple(_read(inner, value, f"{where}[{i}]") for i, value in enumerate(some))


def _object(data: Any, where: str) -> Any:
    return _as(Mapping, data, f"{where}: not an object")


def _as(kind: Any, data: Any, said: str) -> Any:
    if isinstance(data, kind):
        return data
    raise ValueError(said)
