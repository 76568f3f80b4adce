"""What can happen, what a person wants to record, and why it is refused."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache
from typing import Any, ClassVar, Final, Self, TypeVar, get_args, get_origin, get_type_hints

from tally_app.domain.night.event import Event
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import Night


class Unsaid(Enum):
    """What a payload that lacks a key says of it: no key and a null are two things."""

    UNSAID = "unsaid"


UNSAID: Final = Unsaid.UNSAID

_T = TypeVar("_T")


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
    """Why not: words ``refused.<code>``; ``law`` the article, ``step`` the step to go to, ``times``
    the minutes (from the election day's midnight) that the words name.
    """

    code: str
    law: str = ""
    step: str = ""
    times: tuple[int, ...] = ()
