"""What no file from outside may hold, whatever it says: signs nobody can see, figures and keys
without end, names that are no names of files, days of a year half typed.

It is asked of a file that comes in, never of one that is read back from a night.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Any, Final

from tally_app.domain.values.dates import is_iso
from tally_app.domain.values.file_names import fits
from tally_app.domain.values.signs import all_named, unseen

#: Keys inside keys; digits of a whole number; signs of a name and of a decision in an election
#: file: no fact of a night keeps more.
DEEPEST: Final = 16
MOST_DIGITS: Final = 9
LONGEST_NAME: Final = 250
LONGEST_PROSE: Final = 1_000
_LONGEST: Final = {"name": LONGEST_NAME, "decision": LONGEST_PROSE, "treatment": LONGEST_PROSE}

_KEY: Final = r"""(?>[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_DEEP_KEY: Final = re.compile(
    rf"(?m)(?:^|[{{,\[])[ \t]*{_KEY}(?>[ \t]*\.[ \t]*{_KEY}){{{DEEPEST},}}"
)
#: What may stand in a text of several lines; everything else that has no shape is a slip.
_OF_PROSE: Final = frozenset("\n\t")
#: The names of files: of a night, of its papers.
_FILE_NAMES: Final = ("id", "number")
#: What a day is called.
_DAYS: Final = ("day", "days")

#: Keys by which the tables of lists are known.
_CALLED: Final = ("id", "code", "number")

#: A dotted key, the code of a problem, and its arguments.
Slip = tuple[str, str, Mapping[str, object]]


@lru_cache(maxsize=128)
def deep_key(text: str) -> int:
    """The line of a dotted key with too many parts, 0 for none: it is looked for before the file is
    read, because reading such a key takes for ever. Emptied by ``deep_key.cache_clear()``.
    """
    found = _DEEP_KEY.search(text)
    return text.count("\n", 0, found.end()) + 1 if found else 0


def slips(raw: Mapping[str, Any]) -> Iterator[Slip]:
    """Every slip of a file that was read."""
    election = raw.get("kind") == "election"
    if _is_sound(raw, election=election):
        return
    for place, key, value in _leaves(raw, "", "", 1):
        if isinstance(value, str):
            yield from _of_text(value, place, key, election=election)
        elif isinstance(value, _TooDeep):
            yield place, "too_deep", {}
        elif isinstance(value, int) and abs(value) >= 10**MOST_DIGITS:
            yield place, "long_number", {"limit": MOST_DIGITS}
        elif isinstance(value, date) and not is_iso(_day(value)):
            yield place, "early_year", {"found": _day(value)}


def _is_sound(raw: Mapping[str, Any], *, election: bool) -> bool:
    """Whether a file surely has no slip, which nearly every one has not: asked of all its texts at
    once, without the names of their places.
    """
    texts: list[str] = []
    level: list[object] = [raw]
    for _ in range(DEEPEST + 1):
        below: list[object] = []
        for one in level:
            if isinstance(one, str):
                texts.append(one)
            elif isinstance(one, Mapping):
                texts += one
                below += one.values()
                if election and not all(_is_name(one.get(key)) for key in _FILE_NAMES):
                    return False
                if election and any(isinstance(x, str) and _early(x) for x in map(one.get, _DAYS)):
                    return False
            elif isinstance(one, list):
                below += one
            elif isinstance(one, date):
                if not is_iso(_day(one)):
                    return False
            elif isinstance(one, int) and abs(one) >= 10**MOST_DIGITS:
                return False
        level = below
    if level or (election and max(map(len, texts), default=0) > LONGEST_NAME):
        return False
    # The sign between them is seen, and nothing composes with it.
    return (frozenset() if election else _OF_PROSE).issuperset(unseen("·".join(texts)))


def _is_name(value: object) -> bool:
    return not value or (isinstance(value, str) and fits(value))


def texts_in(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every text of a file that was read, with its dotted key."""
    for place, _, value in _leaves(raw, "", "", 1):
        if isinstance(value, str):
            yield place, value


class _TooDeep:
    """Stands for what is in a table that is in too many others."""


def _leaves(value: object, place: str, key: str, depth: int) -> Iterator[tuple[str, str, object]]:
    """Every value that holds no other, with its dotted key and the name of the key; the names of
    the keys are among them.
    """
    if depth > DEEPEST + 1:
        yield place, key, _TooDeep()
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            at = f"{place}.{_plain(name)}" if place else _plain(name)
            yield at, "", name
            # A name or a decision has a text for every language.
            yield from _leaves(inner, at, key if key in _LONGEST else name, depth + 1)
    elif isinstance(value, list):
        for position, inner in enumerate(value, 1):
            called = _called(inner) if isinstance(inner, Mapping) else ""
            at = f"{place}.{called}" if called else f"{place}[{position}]"
            yield from _leaves(inner, at, key, depth + 1)
    else:
        yield place, key, value


def _of_text(text: str, place: str, key: str, *, election: bool) -> Iterator[Slip]:
    signs = tuple(sign for sign in unseen(text) if election or sign not in _OF_PROSE)
    if signs:
        yield place, "unseen", {"found": all_named(signs)}
    elif election and key in _DAYS and _early(text):
        yield place, "early_year", {"found": text}
    elif election and key in _FILE_NAMES and text and not fits(text):
        yield place, "no_file_name", {"found": text}
    elif election and len(text) > _LONGEST.get(key, len(text)):
        yield place, "too_long", {"size": len(text), "limit": _LONGEST[key]}


def _day(value: date) -> str:
    return value.isoformat()[: len("2027-03-21")]


def _early(text: str) -> bool:
    """Whether a text is the day of a year half typed: one of any other shape is told elsewhere."""
    with suppress(ValueError):
        return date.fromisoformat(text).isoformat() == text and not is_iso(text)
    return False


def _called(table: Mapping[str, Any]) -> str:
    """What a table of a list is known by, "" for its position."""
    names = (table[key] for key in _CALLED if isinstance(table.get(key), str))
    called = next(filter(None, names), "")
    return "" if unseen(called) else called


def _plain(name: str) -> str:
    return name if not unseen(name) else all_named(unseen(name))
