"""What a key of a file can be: each type of key reads its own value, so a reader gets it typed.

A key is declared once; its name is that of the attribute it is declared as.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import ClassVar, Generic, TypeVar

from tally_app.catalog.table import TomlTable
from tally_app.domain.values.terms import CASES, NUMBERS, TERMS
from tally_app.domain.values.words import Words

_T = TypeVar("_T")


class Key(Generic[_T]):
    """A key of a table. ``says`` is one sentence for whoever writes a file; without a ``default``
    the key is required; ``allowed`` are the values it can have, none for any.
    """

    holds: ClassVar[str]
    name: str

    def __init__(
        self, says: str, default: _T | None = None, *, allowed: Sequence[str] = ()
    ) -> None:
        self.says = says
        self.default = default
        self.allowed = tuple(allowed)

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name


class Shape:
    """The keys of one kind of table, in the order in which they are explained."""

    @classmethod
    def every(cls) -> Iterator[Key[object]]:
        """Every key."""
        return (key for key in vars(cls).values() if isinstance(key, Key))

    @classmethod
    @cache
    def names(cls) -> tuple[str, ...]:
        """The name of every key: asked of every table of every file."""
        return tuple(key.name for key in cls.every())


class Text(Key[str]):
    """A text."""

    holds = "text"

    def of(self, table: TomlTable, *, default: str | None = None) -> str:
        """The text; ``default`` where the table makes it optional that holds it."""
        return table.text(self.name, self.default if default is None else default)


class Whole(Key[int]):
    """A whole number."""

    holds = "whole number"

    def of(self, table: TomlTable) -> int:
        """The number."""
        return table.integer(self.name, self.default)


class MaybeWhole(Key[str]):
    """A whole number that may be missing: nothing is not a zero."""

    holds = "whole number"

    def __init__(self, says: str) -> None:
        super().__init__(says, "")

    def of(self, table: TomlTable) -> int | None:
        """The number, None where there is none."""
        return table.integer(self.name) if self.name in table.values else None


class Flag(Key[bool]):
    """True or false, false by default."""

    holds = "true, false"

    def __init__(self, says: str, default: bool = False) -> None:  # noqa: FBT001, FBT002 - a default
        super().__init__(says, default)

    def of(self, table: TomlTable) -> bool:
        """The flag."""
        return table.flag(self.name, default=bool(self.default))


class Names(Key[tuple[str, ...]]):
    """A list of texts."""

    holds = "texts"

    def of(self, table: TomlTable) -> tuple[str, ...]:
        """The texts."""
        return table.names(self.name, self.default)


class Choice(Key[str]):
    """One of some texts."""

    holds = "one of"

    def of(self, table: TomlTable) -> str:
        """The text chosen."""
        return table.choice(self.name, self.allowed, self.default)


class Choices(Key[tuple[str, ...]]):
    """Some of some texts."""

    holds = "some of"

    def of(self, table: TomlTable, more: Collection[str] = ()) -> tuple[str, ...]:
        """The texts chosen; ``more`` can be chosen in this file beside those always allowed."""
        return table.choices(self.name, (*self.allowed, *more), self.default or ())


class InWords(Key[Words]):
    """A text in every language of the file."""

    holds = "words"

    def __init__(self, says: str, *, required: bool = True) -> None:
        super().__init__(says, None if required else {})

    def of(self, table: TomlTable) -> Words:
        """The text by language."""
        return table.words(self.name, required=self.default is None)


class SomeWords(Key[Words]):
    """A text of at most ``longest`` signs in some of the file's languages."""

    holds = "words, in some languages"

    def __init__(self, says: str, longest: int) -> None:
        super().__init__(says, {})
        self.longest = longest

    def of(self, table: TomlTable) -> Words:
        """The text by language."""
        return table.some_words(self.name, self.longest)


class InTerms(Key[Mapping[str, Mapping[str, str]]]):
    """Words of a form in place of usual ones: of each term every case, one and several."""

    holds = "table"

    def __init__(self, says: str) -> None:
        super().__init__(says, {})

    def of(self, table: TomlTable) -> Mapping[str, Mapping[str, str]]:
        """The words by language and place: "voter.gen.pl"."""
        found: dict[str, dict[str, str]] = {}
        for name in table.values:
            if name not in TERMS:
                table.unknown(name, "unknown_term", name, TERMS)
            elif (term := table.table(name)) is not None:
                for language in CASES.keys() & {*term.languages, *term.values}:
                    words = _cases(term, language)
                    found.setdefault(language, {}).update((f"{name}.{x}", y) for x, y in words)
        return found


def _cases(term: TomlTable, language: str) -> Iterator[tuple[str, str]]:
    """A term in one language by its forms, "gen.pl"; every case is there, one and several."""
    table = term.table(language)
    if table is None:
        term.problem(language, "language_missing", language=language)
        return
    for case in CASES[language]:
        words = table.names(case, None)
        if case in table.values and len(words) != len(NUMBERS):
            table.problem(case, "term_numbers", found=", ".join(words))
        yield from ((f"{case}.{x}", y) for x, y in zip(NUMBERS, words, strict=False))
    table.done()


class Day(Key[str]):
    """A date."""

    holds = "date"

    def of(self, table: TomlTable) -> str:
        """The ISO date."""
        return table.day(self.name)


class Days(Key[tuple[str, ...]]):
    """A list of dates."""

    holds = "dates"

    def of(self, table: TomlTable) -> tuple[str, ...]:
        """The ISO dates."""
        return table.days(self.name)


class Numbers(Key[Mapping[str, int]]):
    """A table of whole numbers by name."""

    holds = "numbers by name"

    def __init__(self, says: str) -> None:
        super().__init__(says, {})

    def of(self, table: TomlTable, known: Collection[str] | None = None) -> dict[str, int]:
        """The numbers; a name that is not ``known`` is a problem, where known names are given."""
        return table.constants(self.name, known)


class Inner(Key[str]):
    """A table inside the table, whose keys ``shape`` names, or any names where it has none."""

    holds = "table"

    def __init__(self, says: str, shape: type[Shape] | None = None) -> None:
        super().__init__(says, "")
        self.shape = shape

    def of(self, table: TomlTable) -> TomlTable | None:
        """The table, None without it."""
        return table.table(self.name)


class Inners(Key[str]):
    """A list of tables ``[[key]]`` with the keys of ``shape``, told by their ``called`` key."""

    holds = "tables"

    def __init__(
        self, says: str, shape: type[Shape], *, called: str = "id", required: bool = False
    ) -> None:
        super().__init__(says, None if required else "")
        self.shape = shape
        self.called = called

    def of(self, table: TomlTable) -> Iterator[TomlTable]:
        """The tables."""
        return table.tables(self.name, self.called, required=self.default is None)
