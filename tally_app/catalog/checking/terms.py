"""The places of terms in a form's texts: each names a term and a form its language has."""

from __future__ import annotations

from collections.abc import Iterator

from tally_app.catalog.checking.notes import Notes
from tally_app.domain.values.terms import CASES, every_place, unknown_places


def check(notes: Notes) -> None:
    """Note every place for a term that is none."""
    for name, key, item in notes.merged.every():
        for field, value in item.values.items():
            for language, text in _texts(value, ""):
                for place in unknown_places(text, language):
                    notes.unknown_term((name, key, field), place, every_place(language))


def _texts(value: object, language: str) -> Iterator[tuple[str, str]]:
    """Every text in a value, with its language."""
    if isinstance(value, str):
        yield language, value
    for key, inner in value.items() if isinstance(value, dict) else ():
        yield from _texts(inner, key if key in CASES else language)
    for inner in value if isinstance(value, list) else ():
        yield from _texts(inner, language)
