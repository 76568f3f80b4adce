"""The collections of a form: what their rows are made of and how they are called."""

from __future__ import annotations

from typing import Final

from tally_app.catalog.checking.notes import Notes
from tally_app.domain.form.papers import Collection
from tally_app.domain.relations.rulebook import COLLECTIONS

#: Stands between the ids of a figure and between those of a pair: a row's own id has neither.
_JOINTS: Final = frozenset("/.")
#: Keys that say where rows come from; each of them alone, or ``fixed`` under a ``parent``.
_SOURCES: Final = ("fixed", "of", "parent")


def check(notes: Notes) -> None:
    """Rows are made of rows of collections that stand before: none can be made of itself."""
    before = [*COLLECTIONS]
    paired = {name for one in notes.form.collections for name in one.of}
    for one in notes.form.collections:
        field, named = ("of", one.of) if one.of else ("parent", (one.parent,))
        notes.refer("collection", one.id, field, filter(None, named), before, "unknown_collection")
        notes.placeholders("collection", one.id, "name", one.name, ("n",))
        if not notes.kept:
            _sources(notes, one, joined=bool(one.parent) or one.id in paired)
        before.append(one.id)


def _sources(notes: Notes, one: Collection, *, joined: bool) -> None:
    """The rows come from one place, and where their ids are ``joined`` with others they can be told
    apart again.
    """
    said = [key for key in _SOURCES if getattr(one, key)]
    if one.of and len(said) > 1:
        notes.add("collection", one.id, "of", "rows_of_two", found=", ".join(said))
    if len(set(one.of)) < len(one.of):
        notes.add("collection", one.id, "of", "duplicate", found=", ".join(one.of))
    if len(set(one.fixed)) < len(one.fixed):
        notes.add("collection", one.id, "fixed", "duplicate", found=", ".join(one.fixed))
    for row in one.fixed:
        if not row.strip() or "/" in row or (joined and _JOINTS & {*row}):
            notes.add("collection", one.id, "fixed", "bad_row_id", found=row)
