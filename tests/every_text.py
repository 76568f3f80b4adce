"""Every text the program can show or print: those of the catalogue and those of the forms, raw,
with where each stands. Samples name people and places, and are none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache

from tally_app import paths
from tally_app.catalog.problems import Problems
from tally_app.catalog.texts import read_texts
from tally_app.domain.values.languages import CODES
from tally_app.domain.values.wording import Plural, Wording


@cache
def wordings() -> dict[str, Wording]:
    """The catalogue of every language."""
    return dict(read_texts(paths.resources() / "texts", Problems()))


def of_catalogue(language: str) -> Iterator[tuple[str, str]]:
    """Every text by its key, a plural once for each of its forms."""
    for key, text in wordings()[language].texts.items():
        if isinstance(text, Plural):
            yield from ((key, one) for one in text.texts.values())
        else:
            yield key, text


def of_forms(language: str) -> Iterator[tuple[str, str]]:
    """Every text of every form and part, by its file and the names on the way to it."""
    for path in sorted((paths.resources() / "elections").rglob("*.toml")):
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        yield from _within(raw, path.name, language, here=False)


def every(language: str) -> Iterator[tuple[str, str]]:
    """All of them."""
    yield from of_catalogue(language)
    yield from of_forms(language)


def _within(value: object, at: str, language: str, *, here: bool) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if here:
            yield at, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            said = key == language or (here and key not in CODES)
            yield from _within(inner, f"{at}.{key}", language, here=said)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            name = inner.get("id", inner.get("code", place)) if isinstance(inner, dict) else place
            yield from _within(inner, f"{at}.{name}", language, here=here)
