"""Which figures there are: every line of a contest in its place, with its members, boxes, options.

Relations are bound to a layout once and then run over plain lists of figures, many times a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from tally_app.domain.form.form import Form, Line
from tally_app.domain.form.rows import owning

#: State of an item that is no figure: "role", "present", "annulled".
State = bool | int | str


class Cell(NamedTuple):
    """One figure: a line, and the item it belongs to ("" for a line there is one of)."""

    line: str
    item: str = ""

    def __str__(self) -> str:
        return f"{self.line}/{self.item}" if self.item else self.line

    @staticmethod
    def read(key: str) -> Cell:
        """The cell of a key written by ``str``."""
        line, _, item = key.partition("/")
        return Cell(line, item)


@dataclass(frozen=True, slots=True)
class Item:
    """A member, box, option or anything else a line can have one value of."""

    id: str
    states: Mapping[str, State] = field(default_factory=dict)
    slots: Mapping[str, int] = field(default_factory=dict)
    children: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Layout:
    """``cells`` in slot order, and how names find their slots.

    ``off``: optional lines that are switched off (``optional(x)`` is 0). ``absent``: lines the
    night does not have: relations with them are not applicable. ``unread``: lines a spreadsheet
    has no column for: relations with them are not checked. ``growing``: collections that may still
    get items (boxes not opened yet): sums and counts over them are not checked. ``adrift``:
    collections with a row in a spreadsheet that belongs to no row of another: nothing over them is
    checked.
    ``unestablished``: slots whose figure could not be established: not applicable. ``free``: slots
    nobody has to fill: a relation that needs an empty one is not applicable either.
    """

    cells: tuple[Cell, ...]
    scalars: Mapping[str, int]
    collections: Mapping[str, tuple[Item, ...]]
    constants: Mapping[str, int]
    off: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    growing: frozenset[str] = frozenset()
    adrift: frozenset[str] = frozenset()
    unestablished: frozenset[int] = frozenset()
    free: frozenset[int] = frozenset()

    @cached_property
    def slots(self) -> Mapping[Cell, int]:
        """Slot of every cell."""
        return {cell: slot for slot, cell in enumerate(self.cells)}

    @cached_property
    def positions(self) -> Mapping[tuple[str, str], int]:
        """Which of its collection an item is, from 1, by collection and id."""
        return {
            (name, item.id): position
            for name, items in self.collections.items()
            for position, item in enumerate(items, 1)
        }

    @cached_property
    def remembered(self) -> dict[tuple[object, ...], Any]:
        """What was worked out about this layout alone, for those who work it out often."""
        return {}


@dataclass(frozen=True, slots=True)
class Piece:
    """An item before it has slots: its id, its states, and each item of another collection that it
    belongs to, with that collection.
    """

    id: str
    states: Mapping[str, State] = field(default_factory=dict)
    owners: tuple[tuple[str, str], ...] = ()


def lay_out(  # noqa: PLR0913 - what a layout is made of
    form: Form,
    pieces: Mapping[str, Sequence[Piece]],
    *,
    constants: Mapping[str, int],
    off: Iterable[str] = (),
    unread: Iterable[str] = (),
    growing: Iterable[str] = (),
    adrift: Iterable[str] = (),
    unestablished: Iterable[Cell] = (),
) -> Layout:
    """Give every typed line of the form its slot.

    ``pieces`` has the items of each collection; a collection that is not in it has no lines here
    (``unread`` where a spreadsheet lacks the columns, otherwise absent).
    """
    off_lines, unread_lines = frozenset(off), frozenset(unread)
    cells: list[Cell] = []
    scalars: dict[str, int] = {}
    slots: dict[tuple[str, str], dict[str, int]] = {}
    absent: set[str] = set()
    for line in form.lines:
        if line.formula or line.id in off_lines or line.id in unread_lines:
            continue
        if not line.collection:
            scalars[line.id] = len(cells)
            cells.append(Cell(line.id))
        elif line.collection not in pieces:
            absent.add(line.id)
        else:
            _give_slots(line, pieces[line.collection], cells, slots)
    missing = frozenset(unestablished)
    return Layout(
        cells=tuple(cells),
        scalars=scalars,
        collections=_items(form, pieces, slots),
        constants={
            "election_day": 0,
            **form.constants,
            **constants,
            "options": len(pieces.get("option", ())),
        },
        off=off_lines,
        absent=frozenset(absent),
        unread=unread_lines,
        growing=frozenset(growing),
        adrift=frozenset(adrift),
        unestablished=frozenset(slot for slot, cell in enumerate(cells) if cell in missing),
        free=frozenset(slot for slot, cell in enumerate(cells) if form.line(cell.line).free),
    )


def _items(
    form: Form,
    pieces: Mapping[str, Sequence[Piece]],
    slots: Mapping[tuple[str, str], Mapping[str, int]],
) -> dict[str, tuple[Item, ...]]:
    """The items of every collection, each with the rows of other collections that belong to it:
    those stand after it in the form, so the last collection is made first.
    """
    inner = {collection.id: owning(collection) for collection in form.collections}
    made: dict[str, tuple[Item, ...]] = {}
    for name in (*reversed([*inner]), *(name for name in pieces if name not in inner)):
        if name not in pieces:
            continue
        children = {
            of: _by_owner(name, pieces[of], made[of])
            for of, owners in inner.items()
            if name in owners and of in made
        }
        made[name] = tuple(
            Item(
                piece.id,
                piece.states,
                slots.get((name, piece.id), {}),
                {of: owned.get(piece.id, ()) for of, owned in children.items()},
            )
            for piece in pieces[name]
        )
    return {name: made[name] for name in pieces}


def _by_owner(
    name: str, pieces: Sequence[Piece], items: Sequence[Item]
) -> dict[str, tuple[Item, ...]]:
    """The rows of a collection by the row of ``name`` they belong to."""
    owned: dict[str, list[Item]] = {}
    for piece, item in zip(pieces, items, strict=True):
        for owner in dict.fromkeys(row for of, row in piece.owners if of == name):
            owned.setdefault(owner, []).append(item)
    return {owner: tuple(of) for owner, of in owned.items()}


def _give_slots(
    line: Line,
    pieces: Sequence[Piece],
    cells: list[Cell],
    slots: dict[tuple[str, str], dict[str, int]],
) -> None:
    for piece in pieces:
        slots.setdefault((line.collection, piece.id), {})[line.attribute] = len(cells)
        cells.append(Cell(line.id, piece.id))
