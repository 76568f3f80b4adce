"""The files of a form in reading order: what it ``extends``, what it ``includes``, then itself.

A form includes parts (``kind = "part"``): files of tables that are too many to be read in one
sitting. A part belongs to the form that includes it and is nobody's base.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tally_app.catalog.library import Library
from tally_app.catalog.problems import Problems
from tally_app.catalog.referring import referred
from tally_app.catalog.source import Source, open_as


@dataclass(frozen=True, slots=True)
class File:
    """A file that was read, and its tables."""

    source: Source
    raw: dict[str, Any]

    @property
    def id(self) -> str:
        """What the file calls itself."""
        return str(self.raw.get("id", ""))


@dataclass(frozen=True, slots=True)
class Link:
    """One form of a chain with the parts it includes, which take their turn before its own."""

    form: File
    parts: tuple[File, ...]

    def files(self) -> Iterator[File]:
        """Its files in reading order."""
        yield from self.parts
        yield self.form


class _BrokenError(Exception):
    """A file of the chain is not there; the problem is noted."""


def read_chain(source: Source, library: Library, problems: Problems) -> Sequence[Link]:
    """The form of ``source`` and everything it extends, base first; empty when one of the files
    cannot be had: that is the problem, and what the others then lack would only hide it.
    """
    chain: list[Link] = []
    seen: list[str] = []
    found: Source | None = source
    try:
        while found is not None:
            form = _file(found, "form", problems)
            chain.insert(0, Link(form, tuple(_parts(form, library, problems))))
            seen.append(form.id)
            found = _base(form, seen, library, problems)
    except _BrokenError:
        return ()
    return chain


def _file(source: Source, kind: str, problems: Problems) -> File:
    raw = open_as(source, kind, problems)
    if raw is None:
        raise _BrokenError
    return File(source, raw)


def _base(form: File, seen: Sequence[str], library: Library, problems: Problems) -> Source | None:
    """The form that this one extends, None where it extends none."""
    base, name = form.raw.get("extends", ""), form.source.name
    if not isinstance(base, str):
        problems.add(name, "extends", "wrong_type", expected="text", found=base)
        raise _BrokenError
    if not base:
        return None
    if base in seen:
        problems.add(name, "extends", "cycle", found=" → ".join([*seen, base]))
        raise _BrokenError
    return _found(form, "extends", base, library, problems)


def _parts(form: File, library: Library, problems: Problems) -> Iterator[File]:
    named = form.raw.get("includes", [])
    if not isinstance(named, list) or any(not isinstance(part, str) for part in named):
        problems.add(form.source.name, "includes", "wrong_type", expected="list", found=named)
        raise _BrokenError
    for part in named:
        yield _file(_found(form, "includes", part, library, problems), "part", problems)


#: What a key of a form names.
_NAMED: Final = {"extends": "form", "includes": "part"}


def _found(form: File, key: str, name: str, library: Library, problems: Problems) -> Source:
    found = referred(library, _NAMED[key], name, problems, file=form.source.name, key=key)
    if found is None:
        raise _BrokenError
    return found
