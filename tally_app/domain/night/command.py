"""What can happen, what a person wants to record, and why it is refused."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache
from typing import (
    Annotated,
    Any,
    ClassVar,
    Final,
    NamedTuple,
    Self,
    TypeAlias,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.event import Event
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import Night
from tally_app.domain.values.signs import all_named, unseen
from tally_app.domain.values.wording import grouped


class Unsaid(Enum):
    """What a payload that lacks a key says of it: no key and a null are two things."""

    UNSAID = "unsaid"


UNSAID: Final = Unsaid.UNSAID

_T = TypeVar("_T")


class Longest(NamedTuple):
    """How many signs a text that people write may have."""

    signs: int


#: What people write into a fact: a name or a number of an act, a reason or what stands in a field.
#: The ids and records of a fact are none of it.
LONGEST_NAME: Final = 250
LONGEST_PROSE: Final = 1_000
Name: TypeAlias = Annotated[str, Longest(LONGEST_NAME)]
Prose: TypeAlias = Annotated[str, Longest(LONGEST_PROSE)]


class Naming(NamedTuple):
    """What the text of a field (each of its texts, its keys) names: a key of ``night.strange``."""

    what: str


LineName: TypeAlias = Annotated[str, Naming("line")]
ItemName: TypeAlias = Annotated[str, Naming("item")]
CellName: TypeAlias = Annotated[str, Naming("cell")]
PileName: TypeAlias = Annotated[str, Naming("pile")]
StepName: TypeAlias = Annotated[str, Naming("step")]
BoxName: TypeAlias = Annotated[str, Naming("box")]
PersonName: TypeAlias = Annotated[str, Naming("person")]


def told(value: _T | Unsaid, otherwise: _T) -> _T:
    """What a payload says under a key, ``otherwise`` where it lacks the key."""
    return otherwise if isinstance(value, Unsaid) else value


@dataclass(frozen=True, slots=True)
class Fact(ABC):
    """What can happen. Its fields are the keys of the stored payload, in JSON a list for a tuple; a
    name that is taken already ends in "_".

    A field that may be ``UNSAID`` is a key that not every fact of the kind has. A key of a payload
    that is no field is not read: the journal keeps it, and no program writes it again.
    """

    kind: ClassVar[str]

    def payload(self) -> dict[str, Any]:
        """What the journal keeps of the fact."""
        said = {}
        for name, key, _ in _keys(type(self)):
            value = getattr(self, name)
            if value is not UNSAID:
                said[key] = list(value) if isinstance(value, tuple) else value
        return said

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> Self:
        """The fact a stored payload tells; KeyError where it lacks a key every such fact has,
        TypeError where a key holds what no such fact keeps.
        """
        said = {}
        types = _types(cls)
        for name, key, always in _keys(cls):
            if always or key in payload:
                value = payload[key]
                # Where a key may be missing, earlier programs read a null like a missing one.
                missing = value is None and not always
                if not (missing or _fits(value, types[name])):
                    raise TypeError(f"{cls.kind}.{key}: {type(value).__name__}")
                said[name] = tuple(value) if isinstance(value, list) else value
        return cls(**said)

    @abstractmethod
    def allowed(self, night: Night, contest: str, reckoning: Reckoning | None) -> Refusal | None:
        """Why it may not happen now, None when it may; ``contest`` is "" for a fact of the day.

        ``reckoning`` is needed for facts that answer or settle findings.
        """

    @abstractmethod
    def apply(self, night: Night, event: Event) -> Night:
        """The night once it has happened, as ``event`` says when, by whom and in which contest.

        Never asks ``allowed``: a law that becomes stricter does not close the nights before it.
        """


@cache
def _keys(kind: type[Fact]) -> tuple[tuple[str, str, bool], ...]:
    """Every field with its key, and whether every payload has it."""
    return tuple(
        (each.name, each.name.rstrip("_"), each.default is not UNSAID) for each in fields(kind)
    )


@cache
def _types(kind: type[Fact]) -> Mapping[str, Any]:
    return get_type_hints(kind)


@cache
def _longest(kind: type[Fact]) -> Mapping[str, int]:
    """How long the texts that people write into such a fact may be, by the name of the field."""
    hints = get_type_hints(kind, include_extras=True).items()
    return {name: longest.signs for name, hint in hints for longest in _limits(hint)}


def _limits(hint: Any) -> Iterator[Longest]:  # noqa: ANN401 - a type, whichever it is
    yield from (each for each in getattr(hint, "__metadata__", ()) if isinstance(each, Longest))
    for part in get_args(hint):
        yield from _limits(part)


def _fits(value: object, asked: Any) -> bool:  # noqa: ANN401 - a type, whichever it is
    """Whether a JSON value is what a field of that type keeps: a forged or damaged payload is told
    from a fact before anything rests on it.
    """
    parts = get_args(asked)
    if asked is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if not parts:
        return asked is Any or isinstance(value, asked)
    origin = get_origin(asked)
    if origin is tuple:
        return isinstance(value, list) and all(_fits(one, parts[0]) for one in value)
    if origin is Mapping:
        return isinstance(value, Mapping) and all(_fits(one, parts[1]) for one in value.values())
    return any(_fits(value, part) for part in parts)


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person wants to record: a fact of a contest, or of the day ("")."""

    fact: Fact
    contest: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not, and what to do now: words ``refused.<code>.why`` and ``.now``. ``law`` the article,
    ``step`` the step to go to, ``lines`` the fields to look at, ``relation`` the code of a finding,
    ``name`` a person's; ``times`` the minutes (from the election day's midnight) that the words
    name; ``found`` what stands in a text (its signs that nobody can see, or how many there are) and
    ``most`` how many may.
    """

    code: str
    law: str = ""
    step: str = ""
    times: tuple[int, ...] = ()
    found: str = ""
    most: int = 0
    lines: tuple[Cell, ...] = ()
    relation: str = ""
    name: str = ""


#: Codes of what is wrong with a text itself: it can be mended where it stands.
UNFIT: Final = ("unseen", "too_long")


def unfit(fact: Fact) -> Refusal | None:
    """Why a text that people write cannot be stored as it is, None where every one can: no journal
    holds a sign that nobody can see.
    """
    for name, longest in _longest(type(fact)).items():
        value = getattr(fact, name)
        if isinstance(value, Mapping):  # words by language
            value = tuple(value.values())
        for text in value if isinstance(value, tuple) else (value,):
            refused = unfit_text(text, longest) if isinstance(text, str) else None
            if refused is not None:
                return refused
    return None


def unfit_text(text: str, longest: int) -> Refusal | None:
    """Why a text cannot be stored as it is."""
    if len(text) > longest:
        return Refusal("too_long", found=grouped(len(text)), most=longest)
    signs = unseen(text)
    return Refusal("unseen", found=all_named(signs)) if signs else None
