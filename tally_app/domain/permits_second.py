"""What may be done on the step of the second look: by whom, in which order, with which lines."""

from __future__ import annotations

from tally_app.domain.finish import answer_to
from tally_app.domain.form import Severity, Step
from tally_app.domain.layout import Cell
from tally_app.domain.locks import Command, Refusal, finished, step_closed
from tally_app.domain.night import Night
from tally_app.domain.reckoning import Reckoning
from tally_app.domain.second import WAYS, Eyes, Overview, overview, second_step


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
    if cell not in seen.typed or seen.typed[cell] is Eyes.SETTLED or not _blind(seen, cell):
        return Refusal("unknown")
    return _another(night, command, cell)


def _blind(seen: Overview, cell: Cell) -> bool:
    """While lines are still to be typed one may be typed anew; nothing was said of it yet."""
    return seen.blind or seen.typed[cell] is Eyes.OPEN


def settled(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    """The figure from the paper, for a line in which the two entries differ."""
    refused = _open(night, command.contest)
    if refused or reckoning is None:
        return refused
    seen = overview(night, command.contest, reckoning.layout)
    differs = seen.typed.get(_cell(command)) is Eyes.DIFFERS and not seen.blind
    known = differs and command.payload["value"] is not None
    return _somebody(night, command) if known else Refusal("unknown")


def read_back(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    """One member reads a figure aloud, another one confirms or refuses it."""
    refused = begun(night, command.contest, reckoning)
    if refused or reckoning is None:
        return refused
    seen = overview(night, command.contest, reckoning.layout)
    if seen.typed.get(_cell(command)) in (None, Eyes.MISSING, Eyes.SETTLED):
        return Refusal("unknown")
    reader = str(command.payload["reader"])
    if night.person(reader) is None or reader == command.payload["by"]:
        return Refusal("reader")
    return _somebody(night, command)


def part_one_compared(
    night: Night, command: Command, reckoning: Reckoning | None
) -> Refusal | None:
    """Lines announced before the boxes are compared with the signed Part I."""
    refused = _open(night, command.contest)
    if refused or reckoning is None:
        return refused
    seen = overview(night, command.contest, reckoning.layout)
    cells = {Cell.read(key) for key in command.payload["cells"]}
    known = cells and cells <= set(seen.locked)
    return _somebody(night, command) if known else Refusal("unknown")


def begun(night: Night, contest: str, reckoning: Reckoning | None) -> Refusal | None:
    """Why the second look cannot begin: what is missing or wrong is mended first."""
    refused = _open(night, contest)
    if refused or reckoning is None:
        return refused
    step = second_step(night.form(contest))
    where = step.id if step else ""
    if overview(night, contest, reckoning.layout).missing:
        return Refusal("first_entry", step=where)
    errors = reckoning.failing(Severity.ERROR)
    if any(answer_to(night, contest, reckoning, result) is None for result in errors):
        return Refusal("errors_first", step=where)
    return None


def _open(night: Night, contest: str) -> Refusal | None:
    step: Step | None = second_step(night.form(contest))
    if step is None:
        return Refusal("unknown")
    return finished(night, contest) or step_closed(night, step)


def _cell(command: Command) -> Cell:
    return Cell(command.payload["line"], command.payload["item"])


def _somebody(night: Night, command: Command) -> Refusal | None:
    """Whose eyes they were is written down."""
    known = night.person(str(command.payload["by"])) is not None
    return None if known else Refusal("choose_person")


def _another(night: Night, command: Command, cell: Cell) -> Refusal | None:
    """Nobody sees their own slip: another person types than the one who typed first."""
    refused = _somebody(night, command)
    entry = night.entry(command.contest, cell)
    if refused or entry is None:
        return refused
    return Refusal("typed_first") if entry.who == command.payload["by"] else None
