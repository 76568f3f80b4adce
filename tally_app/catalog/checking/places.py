"""Places in the texts of a form that nothing fills: they would be read with their braces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from tally_app.catalog.checking.notes import Notes
from tally_app.domain.form.papers import CALL, CALL_SHARE
from tally_app.domain.form.removed import TEXT, TEXT_PLACES
from tally_app.domain.values.articles import BASIS, with_articles
from tally_app.domain.values.terms import CASES

#: Texts with places of their own, which are looked at where what fills them is known.
_ELSEWHERE: Final = {
    *(("relation", field) for field in ("message", "hint", "observer")),
    *(("paper", field) for field in ("subtitle", "block.title", "block.text")),
    *(("collection", "name"), ("texts", CALL), ("texts", CALL_SHARE)),
}
#: Texts of a form that something fills, with the places they may have.
_OWN: Final = {("texts", TEXT): TEXT_PLACES, ("texts", BASIS): ("article",)}


def check(notes: Notes) -> None:
    """Note every place that has no right to stand where it is."""
    for name, key, item in notes.merged.every():
        for field, words in _texts(item.values, ""):
            if (name, field) not in _ELSEWHERE:
                allowed = _OWN.get((name, field), ())
                cited = {x: with_articles(text, x) for x, text in words.items()}
                notes.placeholders(name, key, field, cited, allowed)


def _texts(value: Any, field: str) -> Iterator[tuple[str, dict[str, str]]]:  # noqa: ANN401 - TOML
    """Every text in a table, by language, with the dotted name of its field."""
    if isinstance(value, dict):
        words = value and value.keys() <= CASES.keys()
        if words and all(isinstance(text, str) for text in value.values()):
            yield field, value
            return
        for key, inner in value.items():
            yield from _texts(inner, f"{field}.{key}" if field else str(key))
    for inner in value if isinstance(value, list) else ():
        yield from _texts(inner, field)
