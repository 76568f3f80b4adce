"""Rows of a form's collections: their ids, and the rows of other collections they belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product

from tally_app.domain.form.numbers import parent_of
from tally_app.domain.form.papers import Collection

#: The ids of the rows of a collection, in their order.
Rows = Callable[[str], Sequence[str]]


def owning(collection: Collection) -> tuple[str, ...]:
    """The collections whose rows own the rows of this one: those of a pair, or the parent."""
    if collection.of and not collection.fixed:
        return collection.of
    return (collection.parent,) if collection.parent else ()


def row_ids(collection: Collection, rows: Rows, added: Sequence[str]) -> list[str]:
    """Ids of the rows of a collection, in their order. ``rows``: those of the collections it is
    made of or stands under; ``added``: those that people added.
    """
    if collection.of and not collection.fixed:
        return [".".join(pair) for pair in product(*map(rows, collection.of))]
    if not collection.parent:
        return list(collection.fixed or added)
    parents = rows(collection.parent)
    if collection.fixed:
        return [f"{parent}.{row}" for parent in parents for row in collection.fixed]
    return [row for parent in parents for row in added if parent_of(row) == parent]


def owners_of(collection: Collection, row: str, rows: Rows) -> tuple[tuple[str, str], ...]:
    """The rows that a row belongs to, each with its collection: none of one that stands alone, and
    of one that no row of the others owns.
    """
    if collection.of and not collection.fixed:
        found = next(_split(row, [rows(name) for name in collection.of]), ())
        return tuple(zip(collection.of, found, strict=False))
    parent = parent_of(row)
    owned = collection.parent and parent in rows(collection.parent)
    return ((collection.parent, parent),) if owned else ()


def _split(pair: str, among: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """The ids that a pair is made of; an id may hold a dot itself."""
    first, *others = among
    if not others:
        yield from [(pair,)] if pair in first else []
        return
    for one in first:
        if pair.startswith(f"{one}."):
            yield from ((one, *rest) for rest in _split(pair.removeprefix(f"{one}."), others))
