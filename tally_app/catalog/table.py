"""Reading one TOML table key by key: types, missing and unknown keys, words in every language.

Every getter returns something of the right type even when it noted a problem, so that one mistake
does not hide the next one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, TypeVar

from tally_app.catalog.problems import Problems
from tally_app.domain.values.articles import unread_article, with_articles
from tally_app.domain.values.languages import CYRILLIC
from tally_app.domain.values.letters import latin_letters, mixed_words
from tally_app.domain.values.words import Words

_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_T = TypeVar("_T")


class TomlTable:
    """A table at ``path`` of ``file``. ``files`` tells for a merged table which file a key is from.

    ``languages`` are those every text must have, ``extra`` further ones it may have.
    """

    def __init__(
        self,
        values: Mapping[str, Any],
        problems: Problems,
        *,
        file: str,
        path: str = "",
        files: Mapping[str, str] | None = None,
    ) -> None:
        self.values = values
        self.problems = problems
        self.file = file
        self.path = path
        self.files = files or {}
        self.languages: tuple[str, ...] = ()
        self.extra: frozenset[str] = frozenset()
        self._known: set[str] = set()

    def place(self, key: str) -> str:
        """Dotted key inside the file."""
        return f"{self.path}.{key}" if self.path else key

    def file_of(self, key: str) -> str:
        """File in which the key stands; a text stands in that of all its languages."""
        return self.files.get(key) or self.files.get(key.partition(".")[0], self.file)

    def problem(self, key: str, code: str, **args: object) -> None:
        """Note a problem of one key."""
        self.problems.add(self.file_of(key), self.place(key), code, **args)

    def unknown(self, key: str, code: str, found: str, known: Collection[str]) -> None:
        """Note a name in ``key`` that does not exist."""
        self.problems.unknown(self.file_of(key), self.place(key), code, found, known)

    def text(self, key: str, default: str | None = None) -> str:
        """A text; required without a default."""
        return self._get(key, str, "text", default, default or "")

    def integer(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        return self._get(key, int, "integer", default, default or 0)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        return self._get(key, bool, "flag", default, default)

    def names(self, key: str, default: Sequence[str] | None = ()) -> tuple[str, ...]:
        """A list of texts."""
        given = None if default is None else list(default)
        found: list[Any] = self._get(key, list, "list", given, list(default or ()))
        if any(not isinstance(name, str) for name in found):
            self.problem(key, "wrong_type", expected="list", found=found)
            return ()
        return tuple(found)

    def choice(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """One of some texts; anything else is a problem that names them."""
        found = self.text(key, default)
        if found not in allowed and (found or key in self.values):
            self._not_allowed(key, found, allowed)
        return found

    def choices(
        self, key: str, allowed: Collection[str], default: Sequence[str]
    ) -> tuple[str, ...]:
        """A list of texts, each one of some."""
        found = self.names(key, default)
        for name in found:
            if name not in allowed:
                self._not_allowed(key, name, allowed)
        return found

    def _not_allowed(self, key: str, found: str, allowed: Collection[str]) -> None:
        listed = ", ".join(name or '""' for name in allowed)
        self.problem(key, "not_allowed", found=found, allowed=listed)

    def day(self, key: str) -> str:
        """A date as an ISO text, written as a TOML date or as a text."""
        self._known.add(key)
        found = self.values.get(key)
        if isinstance(found, date) and not isinstance(found, datetime):
            return found.isoformat()
        text = self.text(key)
        try:
            if text:
                date.fromisoformat(text if _ISO_DAY.fullmatch(text) else "")
        except ValueError:
            self.problem(key, "wrong_type", expected="date", found=text)
            return ""
        return text

    def days(self, key: str) -> tuple[str, ...]:
        """A list of dates as ISO texts."""
        found: list[Any] = self._get(key, list, "list", [], [])
        days = tuple(
            day.isoformat() for day in found if isinstance(day, date) and type(day) is date
        )
        if len(days) < len(found):
            self.problem(key, "wrong_type", expected="date", found=found)
        return days

    def words(self, key: str, *, required: bool = True) -> Words:
        """One text per language, complete in the declared languages."""
        if not required and key not in self.values:
            self._known.add(key)
            return {}
        found: dict[str, Any] = self._get(key, dict, "words", None, {})
        if any(not isinstance(text, str) for text in found.values()):
            self.problem(key, "wrong_type", expected="words", found=found)
            return {}
        if found or key in self.values:
            self._complete(key, found)
        return self._citing(key, found)

    def some_words(self, key: str, longest: int) -> Words:
        """One text per language in some of the languages, none longer than so many signs."""
        if key not in self.values:
            self._known.add(key)
            return {}
        found: dict[str, Any] = self._get(key, dict, "words", None, {})
        if any(not isinstance(text, str) for text in found.values()):
            self.problem(key, "wrong_type", expected="words", found=found)
            return {}
        self._languages(key, found)
        for language, text in found.items():
            if len(text) > longest:
                self.problem(f"{key}.{language}", "too_long", size=len(text), limit=longest)
        return self._citing(key, found)

    def _citing(self, key: str, found: Mapping[str, str]) -> Words:
        for language, text in found.items():
            code = unread_article(text)
            if code:
                self.problem(f"{key}.{language}", "bad_law", found=code)
        return {language: with_articles(text, language) for language, text in found.items()}

    def _complete(self, key: str, found: Mapping[str, str]) -> None:
        for language in self.languages:
            if not found.get(language, "").strip():
                self.problem(f"{key}.{language}", "language_missing", language=language)
        self._languages(key, found)

    def _languages(self, key: str, found: Mapping[str, str]) -> None:
        allowed = (*self.languages, *self.extra)
        for language, text in found.items():
            # Where no languages are declared that is the problem, not every text there is.
            if self.languages and language not in allowed:
                self.problem(f"{key}.{language}", "language_extra", language=language)
            if language in CYRILLIC:
                for word in mixed_words(text):
                    letters = latin_letters(word)
                    self.problem(f"{key}.{language}", "mixed_letters", word=word, letters=letters)

    def table(self, key: str) -> TomlTable | None:
        """A table inside this one, None without it."""
        self._known.add(key)
        if key not in self.values:
            return None
        return self._inner(self._get(key, dict, "table", None, {}), key, self.place(key))

    def tables(self, key: str, name: str = "id", *, required: bool = False) -> Iterator[TomlTable]:
        """The tables of a list ``[[key]]``, each told by its ``name`` or its position."""
        found: list[Any] = self._get(key, list, "tables", None if required else [], [])
        for position, values in enumerate(found, 1):
            said = values.get(name) if isinstance(values, dict) else None
            place = self.place(
                f"{key}.{said}" if isinstance(said, str) and said else f"{key}[{position}]"
            )
            if isinstance(values, dict):
                yield self._inner(values, key, place)
            else:
                self.problem(key, "wrong_type", expected="tables", found=values)

    def _inner(self, values: Mapping[str, Any], key: str, place: str) -> TomlTable:
        table = TomlTable(values, self.problems, file=self.file_of(key), path=place)
        table.languages, table.extra = self.languages, self.extra
        return table

    def constants(self, key: str, known: Collection[str] | None) -> dict[str, int]:
        """A table of whole numbers by name; None where it cannot be told which names there are."""
        table = self.table(key)
        if table is None:
            return {}
        found = {name: table.integer(name) for name in table.values}
        for name in found:
            if known is not None and name not in known:
                table.unknown(name, "unknown_constant", name, known)
        return found

    def done(self, *further: str) -> None:
        """Note every key nobody asked for, with the nearest one that exists."""
        known = self._known.union(further)
        for key in self.values:
            if key not in known:
                self.unknown(key, "unknown_key", key, known)

    def _get(self, key: str, kind: type[_T], expected: str, default: object, instead: _T) -> _T:
        self._known.add(key)
        if key not in self.values:
            if default is None:
                self.problem(key, "missing")
            return default if isinstance(default, kind) else instead
        found = self.values[key]
        if not isinstance(found, kind) or (isinstance(found, bool) and kind is int):
            self.problem(key, "wrong_type", expected=expected, found=found)
            return instead
        if default is None and isinstance(found, str) and not found.strip():
            self.problem(key, "missing")
        result: _T = found
        return result


def twice(tables: Sequence[TomlTable], key: str = "id") -> None:
    """Note every table of a list whose ``key`` another one before it has."""
    seen: set[str] = set()
    for table in tables:
        value = table.values.get(key)
        if not isinstance(value, str):
            continue
        if value in seen:
            table.problem(key, "duplicate", found=value)
        seen.add(value)
