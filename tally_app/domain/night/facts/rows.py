"""Rows that people add: portable boxes, and rows of the collections a form lets grow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, Final

from tally_app.domain.form.numbers import parent_of
from tally_app.domain.night.command import (
    LONGEST_NAME,
    Fact,
    Name,
    Naming,
    Refusal,
    unfit_text,
)
from tally_app.domain.night.event import Event
from tally_app.domain.night.facts.contest import with_contest
from tally_app.domain.night.locks import any_finished, removal_closed, typing_closed
from tally_app.domain.night.naming import items_in
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import Night

Rows = Mapping[str, tuple[str, ...]]

#: The collection of the day that every form has.
_BOX: Final = "box"


@dataclass(frozen=True, slots=True)
class BoxAdded(Fact):
    """One more portable box."""

    kind: ClassVar[str] = "box_added"
    box: Name

    def allowed(self, night: Night, _contest: str, _: Reckoning | None) -> Refusal | None:
        """Added once, while its lines can be typed."""
        return Refusal("unknown") if self.box in night.boxes else _boxes_closed(night)

    def apply(self, night: Night, _event: Event) -> Night:
        """It is the last one."""
        return replace(night, items=_with(night.items, _BOX, self.box))


@dataclass(frozen=True, slots=True)
class BoxRemoved(Fact):
    """A portable box was added by mistake."""

    kind: ClassVar[str] = "box_removed"
    box: str

    def allowed(self, night: Night, _contest: str, _: Reckoning | None) -> Refusal | None:
        """A box with figures stays."""
        return _boxes_closed(night) or removal_closed(night, _BOX, self.box)

    def apply(self, night: Night, _event: Event) -> Night:
        """The others stay in their order."""
        return replace(night, items=_without(night.items, _BOX, self.box))


@dataclass(frozen=True, slots=True)
class ItemAdded(Fact):
    """One more row of a collection: of a contest's, or of the day's."""

    kind: ClassVar[str] = "item_added"
    collection: Annotated[str, Naming("collection")]
    item: str

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Added once, under a row that is there where the collection has a parent."""
        closed = _closed(night, contest, self.collection)
        if closed is not None:
            return closed
        name = contest or night.first
        declared, held = night.form(name).collection(self.collection), _held(night, contest)
        parents = [""]
        if declared and declared.parent:
            parents = items_in(night, name, declared.parent)
        strange = "/" in self.item or not self.item or parent_of(self.item) not in parents
        if strange or self.item in held.get(self.collection, ()):
            return Refusal("unknown")
        # The row it is under may be of a file that an earlier program took as it was.
        return unfit_text(self.item.removeprefix(parent_of(self.item)), LONGEST_NAME)

    def apply(self, night: Night, event: Event) -> Night:
        """It is the last one."""
        held = _held(night, event.contest)
        return _holding(night, event.contest, _with(held, self.collection, self.item))


@dataclass(frozen=True, slots=True)
class ItemRemoved(Fact):
    """A row was added by mistake."""

    kind: ClassVar[str] = "item_removed"
    collection: Annotated[str, Naming("collection")]
    item: str

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """A row with figures stays."""
        closed = _closed(night, contest, self.collection)
        return closed or removal_closed(night, self.collection, self.item)

    def apply(self, night: Night, event: Event) -> Night:
        """The others stay in their order."""
        held = _held(night, event.contest)
        return _holding(night, event.contest, _without(held, self.collection, self.item))


def _boxes_closed(night: Night) -> Refusal | None:
    return any_finished(night) or _rows_closed(night, night.first, _BOX)


def _closed(night: Night, contest: str, collection: str) -> Refusal | None:
    """A row is added to and taken from a collection whose rows people add, while it is open."""
    name = contest or night.first
    declared = night.form(name).collection(collection)
    if declared is None or not declared.added:
        return Refusal("unknown")
    if (declared.scope == "day") != (not contest):
        return Refusal("unknown")
    return _rows_closed(night, name, collection)


def _rows_closed(night: Night, contest: str, collection: str) -> Refusal | None:
    """Why no row can be added to a collection: its lines cannot be typed."""
    lines = (line for line in night.form(contest).lines if line.collection == collection)
    return next((typing_closed(night, contest, line) for line in lines if not line.derived), None)


def _held(night: Night, contest: str) -> Rows:
    return night.contests[contest].items if contest else night.items


def _holding(night: Night, contest: str, items: Rows) -> Night:
    if not contest:
        return replace(night, items=items)
    return with_contest(night, contest, replace(night.contests[contest], items=items))


def _with(items: Rows, name: str, item: str) -> Rows:
    return {**items, name: (*items.get(name, ()), item)}


def _without(items: Rows, name: str, item: str) -> Rows:
    return {**items, name: tuple(kept for kept in items.get(name, ()) if kept != item)}
