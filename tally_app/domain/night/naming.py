"""Which items a line has a figure for, and how they are called."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from tally_app.domain.form.form import Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.numbers import NOBODY, numbered, parent_of
from tally_app.domain.form.rows import owners_of, row_ids
from tally_app.domain.night.state import Night
from tally_app.domain.values.wording import Wording

#: Before the number a box was opened under, in its id.
_UNDER: Final = "n"
_NUMBER: Final = re.compile(r"(\d+)\D*$")


def items_of(night: Night, contest: str, line: Line) -> list[str]:
    """Ids of the items a line has a figure for, [""] for a line there is one of."""
    return items_in(night, contest, line.collection) if line.collection else [""]


def items_in(night: Night, contest: str, collection: str) -> list[str]:
    """Ids of the rows of a collection, in their order."""
    match collection:
        case "member":
            return [person.id for person in night.persons]
        case "option":
            return [option.id for option in night.rules.contest(contest).options]
        case "parallel":
            return [other for other in night.contests if other != contest]
    declared = night.form(contest).collection(collection)
    if declared is None:
        return list(night.items.get(collection, ()))
    held = night.items if declared.scope == "day" else night.contests[contest].items
    added = held.get(collection, ())
    return row_ids(declared, partial(items_in, night, contest), added)


def choices_of(night: Night, line: Line) -> tuple[str, ...]:
    """What can be chosen in a field of the line; nothing for a line that is typed."""
    match line.kind:
        case "choice":
            return tuple(choice.id for choice in line.choices)
        case "member":
            return (NOBODY, *(person.id for person in night.persons))
        case "contest":
            return tuple(night.contests)
        case _:
            return ()


def line_number(night: Night, contest: str, line: Line, item: str) -> str:
    """The printed number of an item's line, "" where the form gives none."""
    position = items_of(night, contest, line).index(item) + 1 if item else 0
    return numbered(line, position)


def item_name(night: Night, contest: str, collection: str, item: str, wording: Wording) -> str:
    """How an item is called: the member's or option's name, "box 1", "" for no item."""
    match collection:
        case "member":
            person = night.person(item)
            return person.name if person else item
        case "box":
            return wording("word.box", number=box_number(night, contest, item))
        case "option":
            options = night.rules.contest(contest).options
            return next((wording.pick(o.name) for o in options if o.id == item), item)
        case "parallel":
            return wording.pick(night.rules.contest(item).name) if item else ""
        case _:
            return _row_name(night, contest, collection, item, wording) if item else ""


def box_number(night: Night, contest: str, box: str) -> str:
    """What a portable box is called by: the number it was opened under; of one box that was opened
    under none the number all trips name, as the opening protocol has it; of several its place in
    the order of opening, for which of them was opened when is recorded nowhere then.
    """
    if number := _opened_under(box):
        return number
    if any(_opened_under(other) for other in night.boxes):
        return box
    position = str(night.boxes.index(box) + 1) if box in night.boxes else box
    named = set(_boxes_named(night, contest))
    return named.pop() if len(night.boxes) == 1 and len(named) == 1 else position


def number_in(text: str) -> int | None:
    """The last number a person wrote of a box: "П-1", "№ 1" and "1" are box 1; None for none."""
    found = _NUMBER.search(text)
    return int(found[1]) if found else None


def boxes_to_open(night: Night, contest: str) -> list[str]:
    """The boxes that are still to be added, by the numbers trips name, where they name several: one
    of them is opened under its number, and whoever opens it says which. Smallest first.
    """
    numbers = {x for text in _boxes_named(night, contest) if (x := number_in(text)) is not None}
    if len(numbers) < 2:  # noqa: PLR2004 - one box is that one
        return []
    there = {number_in(box_number(night, contest, box)) for box in night.boxes}
    return [f"{_UNDER}{number}" for number in sorted(numbers - there)]


def _opened_under(box: str) -> str:
    """The number a box was opened under, "" where nobody said one."""
    number = box.removeprefix(_UNDER)
    return number if number != box and number.isdecimal() else ""


def _boxes_named(night: Night, contest: str) -> list[str]:
    """What trips call their boxes."""
    line = night.form(contest).role("trip_box")
    if line is None:
        return []
    cells = [Cell(line.id, trip) for trip in items_of(night, contest, line)]
    entries = [entry for cell in cells if (entry := night.entry(contest, cell))]
    return [text for entry in entries if (text := entry.text.replace("№", "").strip())]


def _row_name(night: Night, contest: str, collection: str, item: str, wording: Wording) -> str:
    """A row of a collection of the form: "delivery 2", "page 3, Байқаева Г. Т."."""
    declared = night.form(contest).collection(collection)
    if declared is None:
        return item
    if declared.of:
        parts = owners_of(declared, item, partial(items_in, night, contest))
        named = [item_name(night, contest, name, part, wording) for name, part in parts]
        return ", ".join(named) or item
    if declared.fixed and not declared.parent:
        return wording.pick(declared.name).format(n=item)
    rows = items_in(night, contest, collection)
    if not declared.parent:
        return wording.pick(declared.name).format(n=rows.index(item) + 1 if item in rows else item)
    parent = parent_of(item)
    siblings = [row for row in rows if parent_of(row) == parent]
    position = siblings.index(item) + 1 if item in siblings else item
    shown = item.removeprefix(f"{parent}.") if declared.fixed else position
    owner = item_name(night, contest, declared.parent, parent, wording)
    return f"{owner}: {wording.pick(declared.name).format(n=shown)}"
