"""``allowed``: what the law or the order of the night forbids is refused before the event exists.

The window asks the same function, so that a closed field or button always knows why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from tally_app.domain.form.form import Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.boxes import settled
from tally_app.domain.night.command import Command, Refusal
from tally_app.domain.night.facts.table import FACTS
from tally_app.domain.night.finish import obstacles
from tally_app.domain.night.locks import (
    cell_closed,
    finished,
    ground_law,
    step_closed,
)
from tally_app.domain.night.permits_papers import (
    after_finish,
    blank_checked,
    recount,
    signed,
    unsigned,
    withdrawn,
)
from tally_app.domain.night.permits_second import (
    entries_compared,
    part_one_compared,
    read_back,
    settled_on_paper,
    typed_again,
    way_chosen,
)
from tally_app.domain.night.reckoning import Reckoning, is_due
from tally_app.domain.night.state import Night
from tally_app.domain.night.voting_end import before_voting_end

#: Ballots in a bundle counted by ear: what people go back to where a pile differs.
EAR_BUNDLE: Final = 50


def allowed(night: Night, command: Command, reckoning: Reckoning | None = None) -> Refusal | None:
    """None when the command may become an event, else why not.

    ``reckoning`` is needed for commands that answer or settle findings.
    """
    if command.kind in FACTS:
        fact = FACTS[command.kind].read(command.payload)
        return fact.allowed(night, command.contest, reckoning)
    check = _CHECKS.get(command.kind)
    if check is None:
        return Refusal("unknown")
    return check(night, command, reckoning)


def _open_contest(night: Night, command: Command, _: Reckoning | None) -> Refusal | None:
    return finished(night, command.contest)


def _confirmed(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    contest = command.contest or night.first
    form = night.form(contest)
    step = form.step(command.payload["step"])
    if (step.scope == "day") != (not command.contest):
        return Refusal("unknown")
    done = finished(night, contest) if command.contest else None
    closed = done or step_closed(night, step)
    if step.locks and step.id in night.contests[contest].confirmed:
        closed = closed or Refusal("locked", step.law, step.id)
    if closed or reckoning is None:
        return closed
    stages = {*step.stages, *step.locks}
    for cell, value in zip(reckoning.layout.cells, reckoning.figures, strict=True):
        line = form.line(cell.line)
        if line.stage in stages and value is None and _required(night, contest, cell, line):
            return Refusal("not_entered", step.law, step.id)
    undecided = any(
        result.relation.procedure == "annul" and not settled(night, contest, result.item)
        for result in reckoning.failing()
        if set(step.stages) & {form.line(cell.line).stage for cell in result.cells}
    )
    return Refusal("undecided", step.law, step.id) if undecided else None


def _required(night: Night, contest: str, cell: Cell, line: Line) -> bool:
    known = cell in night.contests[contest].unestablished or line.free
    return not known and is_due((line.due,), "finish")


def _unlocked(night: Night, command: Command, _: Reckoning | None) -> Refusal | None:
    payload, contest = command.payload, command.contest or night.first
    if payload["step"] not in night.contests[contest].confirmed:
        return Refusal("not_locked")
    if night.contests[contest].recounts:
        return Refusal("not_recounted", ground_law(night, contest))
    if not str(payload["reason"]).strip():
        return Refusal("reason")
    return finished(night, contest)


def _opened(night: Night, command: Command, _: Reckoning | None) -> Refusal | None:
    contest = command.contest or night.first
    step = night.form(contest).step(command.payload["step"])
    if not str(command.payload["reason"]).strip():
        return Refusal("reason")
    if step_closed(night, step) is None:
        return Refusal("not_locked")
    return finished(night, contest)


def _ear(night: Night, command: Command, _: Reckoning | None) -> Refusal | None:
    """A bundle counted by ear holds 1 to 50 ballots; the last one can be taken back."""
    closed = finished(night, command.contest)
    if closed or command.kind == "ear_removed":
        return closed or (None if night.contests[command.contest].ear else Refusal("unknown"))
    counted = [int(many) for many in command.payload["totals"].values()]
    whole = counted and min(counted) > 0 and sum(counted) <= EAR_BUNDLE
    return None if whole else Refusal("unknown")


def _filed(night: Night, command: Command, _: Reckoning | None) -> Refusal | None:
    known = not command.contest or command.contest in night.contests
    return None if known and str(command.payload["name"]).strip() else Refusal("unknown")


def _incomplete(night: Night, payload: Mapping[str, Any]) -> Refusal | None:
    """An act has its number, time, members and what was found; a reason says something."""
    present = set(payload.get("members", ()))
    if payload["kind"] == "reason":
        said = str(payload.get("reason", "")) + str(payload["text"]).strip()
        return None if said else Refusal("reason")
    if payload["kind"] == "finish_act" and 2 * len(present) <= len(night.persons):
        return Refusal("majority", "20(5)")
    whole = payload.get("number") and payload.get("minutes") is not None and present
    return None if whole and str(payload["text"]).strip() else Refusal("act_incomplete")


def _not_established(night: Night, command: Command, _: Reckoning | None) -> Refusal | None:
    act = {"kind": "act", **command.payload}
    cell = Cell(command.payload["line"], command.payload["item"])
    contest = command.contest or night.first
    return cell_closed(night, contest, cell) or _incomplete(night, act)


def _answered(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    closed = finished(night, command.contest)
    if closed or reckoning is None:
        return closed
    result = reckoning.result(command.payload["key"])
    if result is None or not result.failing:
        return Refusal("no_finding")
    incomplete = _incomplete(night, command.payload)
    if incomplete is not None:
        return incomplete
    act = command.payload["kind"] == "act" and result.relation.procedure == "annul"
    if act and not settled(night, command.contest, result.item):
        return Refusal("annul_first", result.relation.law)
    return None


def _finished(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    closed = finished(night, command.contest)
    if closed:
        return closed
    if reckoning is not None:
        clock = str(command.payload.get("clock", ""))
        early = before_voting_end(night, command.contest, clock, reckoning)
        if obstacles(night, command.contest, reckoning):
            return Refusal("obstacles")
        if early is not None:
            return early
    typed = str(command.payload.get("precinct", night.precinct.number)).strip()
    return None if typed == night.precinct.number else Refusal("precinct")


_CHECKS: Final[Mapping[str, Callable[[Night, Command, Reckoning | None], Refusal | None]]] = {
    "document_filed": _filed,
    "not_established": _not_established,
    "step_confirmed": _confirmed,
    "step_unlocked": _unlocked,
    "step_opened": _opened,
    "answered": _answered,
    "counted_again": _open_contest,
    "finished": _finished,
    "printed": after_finish,
    "print_confirmed": unsigned,
    "ear_counted": _ear,
    "ear_removed": _ear,
    "blank_checked": blank_checked,
    "print_withdrawn": withdrawn,
    "second_way_chosen": way_chosen,
    "second_typed": typed_again,
    "second_settled": settled_on_paper,
    "entries_compared": entries_compared,
    "read_confirmed": read_back,
    "read_refused": read_back,
    "part_one_compared": part_one_compared,
    "signed": signed,
    "recount_opened": recount,
}
