"""A file as bytes with its name, and its TOML, with everything that keeps it from being read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from tally_app.catalog.incoming.bounded import TOML, whole
from tally_app.catalog.incoming.slips import DEEPEST, MOST_DIGITS, deep_key, slips
from tally_app.catalog.problems import Problems
from tally_app.domain.form.form import ELECTION_FORMAT, FORM_FORMAT
from tally_app.domain.relations.language import trees
from tally_app.domain.values.signs import code, unseen

#: Newest format this program reads, by the kind of file.
FORMATS: Final[Mapping[str, int]] = {
    "form": FORM_FORMAT,
    "part": FORM_FORMAT,
    "election": ELECTION_FORMAT,
    "night": 1,
    "causes": 1,
}

_LONG: Final = re.compile(r"[0-9][0-9_]{1000}")
_PLACE: Final = re.compile(r"\(at line (\d+), column (\d+)\)")
#: How the reader of TOML says that a key or a table is there already.
_TWICE: Final = re.compile("Cannot (?:declare|overwrite|redefine|mutate)|Duplicate")


#: A night with five ballots asks for the same base forms again and again; nobody changes what is
#: read here (``merge`` copies before it changes a table). Emptied by ``tables.cache_clear()``.
tables: Final = lru_cache(maxsize=128)(tomllib.loads)
_slips: Final = lru_cache(maxsize=128)(lambda text: tuple(slips(tables(text))))


def forget() -> None:
    """Drop the texts and what was read from them."""
    tables.cache_clear()
    _slips.cache_clear()
    deep_key.cache_clear()
    trees.cache_clear()


@dataclass(frozen=True, slots=True)
class Source:
    """A file's name, as people are told it, and its bytes; ``kept`` when a night kept it."""

    name: str
    data: bytes
    kept: bool = False

    @staticmethod
    def of(path: Path, name: str = "") -> Source:
        """The file at ``path``; OSError if it cannot be read or is none to read."""
        return Source(name or path.name, whole(path, TOML))


def parse(
    source: Source, problems: Problems, loads: Callable[[str], dict[str, Any]] = tables
) -> dict[str, Any] | None:
    """The file's TOML, None when there is none; says why (with the line) in ``problems``.

    ``loads`` reads it: what is read only once is not kept.
    """
    if len(source.data) > TOML:
        problems.add(source.name, "", "too_big", size=len(source.data), limit=TOML)
        return None
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.data.count(b"\n", 0, error.start) + 1
        problems.add(source.name, "", "not_utf8", line=line)
        return None
    if line := deep_key(text):
        problems.add(source.name, "", "deep_key", line=line, limit=DEEPEST)
        return None
    try:
        raw = loads(text)
        for key, code, args in () if source.kept or loads is not tables else _slips(text):
            problems.add(source.name, key, code, **args)
    except tomllib.TOMLDecodeError as error:
        _no_toml(source.name, text, str(error), problems)
    except RecursionError:
        problems.add(source.name, "", "too_deep")
    except ValueError:  # a figure of thousands of digits, which Python does not read
        found = _LONG.search(text)
        line = text.count("\n", 0, found.start()) + 1 if found else 1
        problems.add(source.name, "", "endless_number", line=line, limit=MOST_DIGITS)
    else:
        return raw
    return None


def _no_toml(name: str, text: str, said: str, problems: Problems) -> None:
    """Where a text is no TOML, and the line that stands there: the reader itself speaks English
    only. A key or table that is there twice looks sound, and is a problem of its own.
    """
    place, lines = _PLACE.search(said), text.splitlines() or [""]
    line, column = map(int, place.groups()) if place else (len(lines), len(lines[-1]) + 1)
    found = lines[line - 1].strip() if line <= len(lines) else ""
    for sign in unseen(found):
        found = found.replace(sign, f"[{code(sign)}]")
    known = "there_twice" if _TWICE.match(said) else "syntax"
    problems.add(name, "", known, line=line, column=column, found=found)


def open_as(source: Source, kind: str, problems: Problems) -> dict[str, Any] | None:
    """The TOML of a file of ``kind``; None when it is another kind, too new or unreadable."""
    raw = parse(source, problems)
    if raw is None:
        return None
    found, version = raw.get("kind"), raw.get("format")
    if "kind" not in raw:
        problems.add(source.name, "kind", "missing")
    elif found != kind:
        problems.add(source.name, "kind", "other_kind", found=found, expected_kind=kind)
        return None
    if "format" not in raw:
        problems.add(source.name, "format", "missing")
    elif type(version) is not int or version < 1:
        problems.add(source.name, "format", "wrong_type", expected="integer", found=version)
    elif version > FORMATS[kind]:
        problems.add(source.name, "format", "newer", found=version, known=FORMATS[kind])
        return None
    return raw
