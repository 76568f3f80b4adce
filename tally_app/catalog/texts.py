"""The words: ``texts/<language>/*.toml`` as flat dotted keys, the same in every language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tally_app.catalog.checking.notes import placeholders
from tally_app.catalog.problems import Problems
from tally_app.catalog.source import Source, parse
from tally_app.domain.values.articles import unread_article, with_articles
from tally_app.domain.values.languages import BY_CODE, CYRILLIC
from tally_app.domain.values.letters import latin_letters, mixed_words
from tally_app.domain.values.terms import every_place, unknown_places
from tally_app.domain.values.wording import TERM, Plural, Text, Wording, with_units

#: Names the place whose figure a plural goes by.
_BY: Final = "by"
#: The categories of CLDR. A table of ``by`` and of some of them alone is one text.
_CATEGORIES: Final = {"zero", "one", "two", "few", "many", "other"}


@dataclass(frozen=True, slots=True)
class _Text:
    file: str
    text: Text


def texts_of(name: str, data: bytes) -> Mapping[str, Text]:
    """The texts of one file by dotted key; CatalogueError if it cannot be read."""
    problems = Problems()
    raw = parse(Source(name, data), problems, tomllib.loads) or {}
    return problems.settled(dict(_flat(raw, "", name, problems)))


def read_texts(folder: Path, problems: Problems) -> Mapping[str, Wording]:
    """The words as far as they can be read; adds to ``problems``. Every folder is a language."""
    languages = sorted(path for path in folder.iterdir() if path.is_dir())
    found = {path.name: _language(path, problems) for path in languages}
    if not found:
        problems.add(folder.name, "", "no_language")
    _compare(found, problems)
    return {
        language: Wording(language, {key: text.text for key, text in texts.items()})
        for language, texts in found.items()
    }


def _language(folder: Path, problems: Problems) -> dict[str, _Text]:
    texts: dict[str, _Text] = {}
    for path in sorted(folder.glob("*.toml")):
        name = f"{folder.name}/{path.name}"
        raw = parse(Source(name, path.read_bytes()), problems) or {}
        for key, text in _flat(raw, "", name, problems):
            if key in texts:
                problems.add(name, key, "text_twice", other=texts[key].file)
                continue
            texts[key] = _Text(name, text)
            _check(folder.name, name, key, text, problems)
    _check_terms(folder.name, texts, problems)
    return texts


def _check_terms(language: str, texts: Mapping[str, _Text], problems: Problems) -> None:
    """Of the terms every form of the language, where the folder has terms."""
    terms = {key: text for key, text in texts.items() if key.startswith(TERM)}
    wanted = [f"{TERM}{place}" for place in every_place(language)] if terms else []
    for key in wanted:
        if key not in terms:
            file = next(iter(terms.values())).file
            problems.add(file, key, "language_missing", language=language)
    for key in terms.keys() - {*wanted}:
        problems.unknown(terms[key].file, key, "unknown_term", key.removeprefix(TERM), wanted)


def _flat(
    raw: Mapping[str, Any], prefix: str, file: str, problems: Problems
) -> Iterator[tuple[str, Text]]:
    for name, value in raw.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict) and _is_plural(value):
            texts = {category: text for category, text in value.items() if category != _BY}
            if all(isinstance(text, str) for text in value.values()):
                cited = {x: _citing(text, file, key, problems) for x, text in texts.items()}
                yield key, Plural(value[_BY], cited)
            else:
                problems.add(file, key, "wrong_type", expected="text", found=value)
        elif isinstance(value, dict):
            yield from _flat(value, f"{key}.", file, problems)
        elif isinstance(value, str):
            yield key, _citing(value, file, key, problems)
        else:
            problems.add(file, key, "wrong_type", expected="text", found=value)


def _citing(text: str, file: str, key: str, problems: Problems) -> str:
    """A text with the articles it cites, in the language of its folder, and figures on the line of
    their units.
    """
    if code := unread_article(text):
        problems.add(file, key, "bad_law", found=code)
    return with_units(with_articles(text, file.partition("/")[0]))


def _is_plural(table: Mapping[str, Any]) -> bool:
    rest = table.keys() - {_BY}
    return _BY in table and bool(rest) and rest <= _CATEGORIES


def _check(language: str, file: str, key: str, found: Text, problems: Problems) -> None:
    if isinstance(found, Plural):
        _check_plural(language, file, key, found, problems)
    texts = found.texts.values() if isinstance(found, Plural) else (found,)
    for text in texts:
        _check_text(language, file, key, text, problems)


def _check_plural(language: str, file: str, key: str, plural: Plural, problems: Problems) -> None:
    """A text for every category of its language and no other, each with the same places."""
    wanted = BY_CODE[language].plurals if language in BY_CODE else ()
    if set(plural.texts) != set(wanted):
        said = {"found": ", ".join(plural.texts) or "–", "allowed": ", ".join(wanted)}
        problems.add(file, key, "plural_categories", **said)
    if any(plural.by not in (placeholders(text) or ()) for text in plural.texts.values()):
        problems.add(file, key, "plural_by", found=plural.by)


def _check_text(language: str, file: str, key: str, text: str, problems: Problems) -> None:
    if placeholders(text) is None:
        problems.add(file, key, "bad_placeholder", found=text)
    if not text.strip():
        problems.add(file, key, "language_missing", language=language)
    for place in unknown_places(text, language):
        problems.unknown(file, key, "unknown_term", place, every_place(language))
    if language in CYRILLIC:
        for word in mixed_words(text):
            problems.add(file, key, "mixed_letters", word=word, letters=latin_letters(word))


def _compare(found: Mapping[str, Mapping[str, _Text]], problems: Problems) -> None:
    """Every key in every language, with the same places to fill."""
    told = (key for texts in found.values() for key in texts)
    # Of a term each language has the forms of its own grammar.
    keys = dict.fromkeys(key for key in told if not key.startswith(TERM))
    for key in keys:
        having = {language: texts[key] for language, texts in found.items() if key in texts}
        file = next(iter(having.values())).file.partition("/")[2]
        for language in found:
            if language not in having:
                problems.add(f"{language}/{file}", key, "language_missing", language=language)
        places = {language: _places(text.text) for language, text in having.items()}
        if len(set(places.values())) > 1:
            said = "; ".join(f"{x}: {', '.join(sorted(p or ())) or '–'}" for x, p in places.items())
            problems.add(next(iter(having.values())).file, key, "placeholders_differ", found=said)


def _places(text: Text) -> frozenset[str] | None:
    """The places of a text: of a plural those of all its texts, which must be the same."""
    if isinstance(text, str):
        return placeholders(text)
    found = [placeholders(one) or frozenset() for one in text.texts.values()]
    return frozenset[str]().union(*found)
