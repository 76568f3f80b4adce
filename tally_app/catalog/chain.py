"""The files of a form in reading order: what it ``extends``, what it ``includes``, then itself.

A form includes parts (``kind = "part"``): files of tables that are too many to be read in one
sitting. A part belongs to the form that includes it and is nobody's base.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tally_app.catalog.library import Library
from tally_app.catalog.problems import CatalogueError, Problems
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


def read_chain(source: Source, library: Library, problems: Problems) -> Sequence[Link]:
    """The form of ``source`` and everything it extends, base first; empty when one of the forms
    cannot be read.
    """
    chain: list[Link] = []
    seen: list[str] = []
    found: Source | None = source
    while found is not None:
        raw = open_as(found, "form", problems)
        if raw is None:
            return ()
        form = File(found, raw)
        chain.insert(0, Link(form, tuple(_parts(form, library, problems))))
        seen.append(form.id)
        found = _base(form, seen, library, problems)
    return chain


def _base(form: File, seen: Sequence[str], library: Library, problems: Problems) -> Source | None:
    """The form that this one extends, None where it extends none or none that can be found."""
    base, name = form.raw.get("extends", ""), form.source.name
    if not isinstance(base, str):
        problems.add(name, "extends", "wrong_type", expected="text", found=base)
    elif base in seen:
        problems.add(name, "extends", "cycle", found=" → ".join([*seen, base]))
    elif base:
        try:
            return library.form(base)
        except CatalogueError as error:
            problems.take(error)
        except KeyError:
            problems.unknown(name, "extends", "unknown_form", base, library.ids("form"))
    return None


def _parts(form: File, library: Library, problems: Problems) -> Iterator[File]:
    named, name = form.raw.get("includes", []), form.source.name
    if not isinstance(named, list) or any(not isinstance(part, str) for part in named):
        problems.add(name, "includes", "wrong_type", expected="list", found=named)
        return
    for part in named:
        try:
            source = library.part(part)
        except CatalogueError as error:
            problems.take(error)
        except KeyError:
            problems.unknown(name, "includes", "unknown_part", part, library.ids("part"))
        else:
            raw = open_as(source, "part", problems)
            if raw is not None:
                yield File(source, raw)
