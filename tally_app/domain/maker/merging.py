"""Precincts of a table brought together with those there are, by their number: nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from tally_app.domain.maker.draft import DraftPrecinct

_IN_WORDS: Final = ("region", "district", "address")
_PLAIN: Final = ("type", "clock", "voters", "ballots", "members")


@dataclass(frozen=True, slots=True)
class MergedPrecincts:
    """The precincts of both; how many of them the table ``changed`` and ``added``, and how many it
    says as they stood or does not name (``kept``).
    """

    precincts: tuple[DraftPrecinct, ...]
    changed: int
    added: int
    kept: int


def merged(there: Sequence[DraftPrecinct], said: Sequence[DraftPrecinct]) -> MergedPrecincts:
    """Those ``there`` with what the table says of their numbers, then its new ones in their order.

    An empty cell says nothing: what stood there stays. A number that the table has twice, or not
    at all, is a row of its own, and its fault is told.
    """
    first: dict[str, DraftPrecinct] = {}
    more: list[DraftPrecinct] = []
    known = {precinct.number.strip() for precinct in there} - {""}
    for precinct in said:
        number = precinct.number.strip()
        if number in known and number not in first:
            first[number] = precinct
        else:
            more.append(precinct)
    whole = [_told(precinct, first.pop(precinct.number.strip(), None)) for precinct in there]
    changed = sum(new != old for new, old in zip(whole, there, strict=True))
    return MergedPrecincts((*whole, *more), changed, len(more), len(there) - changed)


def _told(old: DraftPrecinct, new: DraftPrecinct | None) -> DraftPrecinct:
    """A precinct with what a row of a table says of it."""
    if new is None:
        return old
    texts: dict[str, Any] = {
        name: {**getattr(old, name), **getattr(new, name)} for name in _IN_WORDS
    }
    plain: dict[str, Any] = {name: getattr(new, name) for name in _PLAIN if getattr(new, name)}
    return replace(old, **texts, **plain)
