"""The procedure of 43(3-1): two equal counts, a decision of the majority, then annulment."""

from __future__ import annotations

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.boxes import majority
from tally_app.domain.night.command import Command, Refusal
from tally_app.domain.night.locks import typing_closed
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import BoxProcedure, Night


def box_open(night: Night, command: Command, _: Reckoning | None) -> Refusal | None:
    """The procedure of a box is open as long as its ballots may be typed."""
    if command.payload["box"] not in night.boxes:
        return Refusal("unknown")
    line = night.form(command.contest).role("box_ballots")
    return Refusal("no_step") if line is None else typing_closed(night, command.contest, line)


def box_decided(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    """A decision is recorded after a second count equal to the first."""
    return box_open(night, command, reckoning) or _two_equal(night, command, reckoning)


def _two_equal(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    box = command.payload["box"]
    state = night.contests[command.contest].boxes.get(box, BoxProcedure())
    if state.second is None:
        return Refusal("count_again", "43(3-1)")
    line = night.form(command.contest).role("box_ballots")
    first = reckoning.value(Cell(line.id, box)) if reckoning and line else None
    return None if first == state.second[0] else Refusal("counts_differ", "43(3-1)")


def box_annulled(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    """Annulled after two equal counts and a majority of all members; taken back with a reason."""
    refused = box_open(night, command, reckoning)
    if refused is None and not command.payload["annulled"]:
        said = str(command.payload.get("reason", "")).strip()
        return None if said else Refusal("reason")
    if refused:
        return refused
    refused = _two_equal(night, command, reckoning)
    if refused:
        return refused
    state = night.contests[command.contest].boxes.get(command.payload["box"], BoxProcedure())
    if state.decision is None:
        return Refusal("decision", "43(3-1)")
    if not majority(night, state.decision[0]):
        return Refusal("majority", "20(5)")
    return None
