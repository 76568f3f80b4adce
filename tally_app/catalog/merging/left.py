"""Words of a base that still name a line which a form removed: nobody replaced them.

A remark, no problem: what must be true is right without the line, and only people can tell whether
a sentence is. It is found where the ``short`` name of the line stands in the text as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from tally_app.catalog.merging.merge import Merged
from tally_app.domain.values.words import Words

#: Texts that people read in the night, by the list of the tables they stand in.
_TEXTS: Final = {
    "relation": ("message", "hint", "observer"),
    "step": ("name", "title", "subtitle", "why"),
}


class StillSays(NamedTuple):
    """A table (``list``, ``key``) whose ``fields`` still hold the short name of ``line``: ``words``
    by the languages in which they do.
    """

    list: str
    key: str
    fields: tuple[str, ...]
    words: Words
    line: str


def still_says(merged: Merged) -> Iterator[StillSays]:
    """Every table with words from before the line was removed, in the order of the form."""
    order = [file.source.name for file in merged.chain]
    for line, gone in merged.gone.items():
        before = frozenset(order[: order.index(merged.removed["line"][line])])
        short = gone.values.get("short", {})
        for name, fields in _TEXTS.items():
            for key, item in merged.lists[name].items():
                stand = [field for field in fields if item.files.get(field) in before]
                held = {field: _held(item.values.get(field), short) for field in stand}
                found = {field: words for field, words in held.items() if words}
                if found:
                    yield StillSays(name, key, tuple(found), next(iter(found.values())), line)


def _held(texts: object, short: object) -> Words:
    """The short name in each language in which the text holds it."""
    if not isinstance(texts, dict) or not isinstance(short, dict):
        return {}
    return {x: name for x, name in short.items() if name and name in str(texts.get(x, ""))}
