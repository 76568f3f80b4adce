"""Which items a line has a figure for, and how they are numbered and called."""

from __future__ import annotations

from tally_app.domain.form import Line
from tally_app.domain.night import Night
from tally_app.domain.wording import Wording


def items_of(night: Night, contest: str, line: Line) -> list[str]:
    """Ids of the items a line has a figure for, [""] for a line there is one of."""
    match line.collection:
        case "member":
            return [person.id for person in night.persons]
        case "box":
            return list(night.boxes)
        case "option":
            return [option.id for option in night.rules.contest(contest).options]
        case _:
            return [""]


def numbered(line: Line, position: int) -> str:
    """The printed number of an item's line: "5.i" becomes "5.2"."""
    return line.number.replace("i", str(position)) if line.collection else line.number


def line_number(night: Night, contest: str, line: Line, item: str) -> str:
    """The printed number of an item's line, "" where the form gives none."""
    position = items_of(night, contest, line).index(item) + 1 if item else 0
    return numbered(line, position)


def short_name(name: str) -> str:
    """Surname and initials of a full name: "Үйренова С. Ғ."."""
    surname, *given = name.split() or [""]
    return " ".join([surname, *(f"{part[0]}." for part in given[:2])])


def item_name(night: Night, contest: str, collection: str, item: str, wording: Wording) -> str:
    """How an item is called: the member's or option's name, "box 1", "" for no item."""
    match collection:
        case "member":
            person = night.person(item)
            return person.name if person else item
        case "box":
            position = night.boxes.index(item) + 1 if item in night.boxes else item
            return wording("word.box", number=position)
        case "option":
            options = night.rules.contest(contest).options
            return next((wording.pick(o.name) for o in options if o.id == item), item)
        case _:
            return ""
