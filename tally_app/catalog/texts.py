"""The words: ``texts/<language>/*.toml`` as flat dotted keys, the same in every language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tally_app.catalog.checking.notes import placeholders
from tally_app.catalog.problems import Problems
from tally_app.catalog.source import Source, parse
from tally_app.domain.values.languages import CYRILLIC
from tally_app.domain.values.letters import latin_letters, mixed_words
from tally_app.domain.values.wording import Wording


@dataclass(frozen=True, slots=True)
class _Text:
    file: str
    text: str


def texts_of(name: str, data: bytes) -> Mapping[str, str]:
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
    return texts


def _flat(
    raw: Mapping[str, Any], prefix: str, file: str, problems: Problems
) -> Iterator[tuple[str, str]]:
    for name, value in raw.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict):
            yield from _flat(value, f"{key}.", file, problems)
        elif isinstance(value, str):
            yield key, value
        else:
            problems.add(file, key, "wrong_type", expected="text", found=value)


def _check(language: str, file: str, key: str, text: str, problems: Problems) -> None:
    if placeholders(text) is None:
        problems.add(file, key, "bad_placeholder", found=text)
    if not text.strip():
        problems.add(file, key, "language_missing", language=language)
    if language in CYRILLIC:
        for word in mixed_words(text):
            problems.add(file, key, "mixed_letters", word=word, letters=latin_letters(word))


def _compare(found: Mapping[str, Mapping[str, _Text]], problems: Problems) -> None:
    """Every key in every language, with the same places to fill."""
    keys = dict.fromkeys(key for texts in found.values() for key in texts)
    for key in keys:
        having = {language: texts[key] for language, texts in found.items() if key in texts}
        file = next(iter(having.values())).file.partition("/")[2]
        for language in found:
            if language not in having:
                problems.add(f"{language}/{file}", key, "language_missing", language=language)
        places = {language: placeholders(text.text) for language, text in having.items()}
        if len(set(places.values())) > 1:
            said = "; ".join(f"{x}: {', '.join(sorted(p or ())) or '–'}" for x, p in places.items())
            problems.add(next(iter(having.values())).file, key, "placeholders_differ", found=said)
