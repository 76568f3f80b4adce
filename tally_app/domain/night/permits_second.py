"""What may be done on the step of the second look: by whom, in which order, with which lines."""

from __future__ import annotations

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Command, Refusal
from tally_app.domain.night.locks import finished, typing_closed
from tally_app.domain.night.reckoning import PRESENT, Reckoning
from tally_app.domain.night.second_look import (
    WAYS,
    Eyes,
    begun,
    hands_of,
    look_closed,
    overview,
    second_step,
    unclaimed,
)
from tally_app.domain.night.state import Night


def way_chosen(night: Night, command: Command, _: Reckoning | None) -> Refusal | None:
    """The chair chooses where the form leaves the choice."""
    step = second_step(night.form(command.contest))
    known = step is not None and not step.way and command.payload["way"] in WAYS
    return finished(night, command.contest) if known else Refusal("unknown")


def typed_again(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    """Another person types a line again, once every counted line is there and no error stands.

    A line that was compared already is not typed a third time: the paper decides.
    """
    refused = begun(night, command.contest, reckoning)
    if refused or reckoning is None:
        return refused
    cell, seen = _cell(command), overview(night, command.contest, reckoning.layout)
    if seen.typed.get(cell) not in (Eyes.OPEN, Eyes.TYPED):
        return Refusal("unknown")
    refused = _another(night, command, [cell])
    if refused is None and unclaimed(night, command.contest, cell):
        return Refusal("typed_by_nobody")
    return refused


def entries_compared(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    """Two entries are shown side by side once every line was typed again."""
    refused = look_closed(night, command.contest)
    if refused or reckoning is None:
        return refused
    seen = overview(night, command.contest, reckoning.layout)
    whole = seen.among(Eyes.TYPED) and not seen.among(Eyes.OPEN)
    return None if whole else Refusal("unknown")


def settled_on_paper(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    """The figure from the paper, for a line in which the two entries differ. Where it is not the
    first one, the line must be open to be typed.
    """
    refused = look_closed(night, command.contest) or _here(night, str(command.payload["by"]))
    if refused or reckoning is None:
        return refused
    cell, value = _cell(command), command.payload["value"]
    if value is None:
        return Refusal("no_figure")
    if overview(night, command.contest, reckoning.layout).typed.get(cell) is not Eyes.DIFFERS:
        return Refusal("unknown")
    entry = night.entry(command.contest, cell)
    if entry is not None and entry.value == value:
        return None
    return typing_closed(night, command.contest, night.form(command.contest).line(cell.line))


def read_back(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    """One member reads a figure aloud, another one confirms or refuses it."""
    refused = begun(night, command.contest, reckoning)
    if refused or reckoning is None:
        return refused
    seen = overview(night, command.contest, reckoning.layout)
    if seen.typed.get(_cell(command)) in (None, Eyes.MISSING, Eyes.SETTLED):
        return Refusal("unknown")
    reader, confirms = str(command.payload["reader"]), str(command.payload["by"])
    if night.person(reader) is None or reader == confirms:
        return Refusal("reader")
    return _here(night, confirms) or _here(night, reader)


def part_one_compared(
    night: Night, command: Command, reckoning: Reckoning | None
) -> Refusal | None:
    """Lines announced before the boxes are compared with the signed Part I, by somebody who typed
    none of them.
    """
    refused = look_closed(night, command.contest)
    if refused or reckoning is None:
        return refused
    seen = overview(night, command.contest, reckoning.layout)
    cells = [Cell.read(key) for key in command.payload["cells"]]
    if not cells or not set(cells) <= set(seen.to_compare):
        return Refusal("unknown")
    refused = _another(night, command, cells)
    return Refusal("listed_first") if refused and refused.code == "typed_first" else refused


def _cell(command: Command) -> Cell:
    return Cell(command.payload["line"], command.payload["item"])


def _here(night: Night, who: str) -> Refusal | None:
    """Whose eyes they were is written down, and they are in the room."""
    person = night.person(who)
    if person is None:
        return Refusal("choose_person")
    return None if person.state in PRESENT else Refusal("not_here")


def _another(night: Night, command: Command, cells: list[Cell]) -> Refusal | None:
    """Nobody sees their own slip: another person than anybody who typed the line first."""
    by = str(command.payload["by"])
    refused = _here(night, by)
    own = by in hands_of(night, command.contest, cells)
    return Refusal("typed_first") if refused is None and own else refused
