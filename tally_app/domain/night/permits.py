"""``allowed``: what the law or the order of the night forbids is refused before the event exists.

The window asks the same function, so that a closed field or button always knows why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from tally_app.domain.form.form import Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.numbers import parent_of
from tally_app.domain.night.boxes import settled
from tally_app.domain.night.command import Command, Refusal
from tally_app.domain.night.facts.table import FACTS
from tally_app.domain.night.finish import obstacles
from tally_app.domain.night.locks import (
    all_finished,
    any_finished,
    cell_closed,
    finished,
    ground_law,
    step_closed,
    typing_closed,
)
from tally_app.domain.night.naming import items_in
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

#: The office several members hold; there is one chair, one deputy, one secretary (17).
_MANY: Final = "member"


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


def _open_day(night: Night, _command: Command, _: Reckoning | None) -> Refusal | None:
    return any_finished(night)


def _member_state(night: Night, _command: Command, _: Reckoning | None) -> Refusal | None:
    """A member may leave at five in the morning, when some protocols are signed already."""
    return all_finished(night)


def _listed(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    """In a recount the commission is the one that announced Part I."""
    refused = _open_day(night, command, reckoning)
    recounted = next((name for name, other in night.contests.items() if other.recounts), None)
    if refused is None and recounted is not None:
        return Refusal("not_recounted", ground_law(night, recounted))
    office = command.payload.get("office", _MANY)
    taken = [p.id for p in night.persons if p.office == office != _MANY]
    if refused is None and any(holder != command.payload["id"] for holder in taken):
        return Refusal("office_taken", "17")
    return refused


def _unlisted(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    member = command.payload["id"]
    refused = _listed(night, command, reckoning) or _without_figures(night, "member", member)
    return refused or (Refusal("has_figures") if _named(night, member) else None)


def _named(night: Night, member: str) -> bool:
    """Chosen in a field, or present at an act: the papers need the full name."""
    for contest, state in night.contests.items():
        form, entries = night.form(contest), {**state.entries, **night.day_entries}
        chosen = (e.text for c, e in entries.items() if form.line(c.line).kind == "member")
        there = [answer.members for answer in state.answers.values()]
        there += [act.members for act in state.unestablished.values()]
        if member in chosen or any(member in members for members in there):
            return True
    return False


def _box_added(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    known = command.payload["box"] in night.boxes
    return Refusal("unknown") if known else _boxes_open(night, command, reckoning)


def _box_removed(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    return _boxes_open(night, command, reckoning) or _without_figures(
        night, "box", command.payload["box"]
    )


def _boxes_open(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    return _open_day(night, command, reckoning) or _rows_closed(night, night.first, "box")


def _rows_closed(night: Night, contest: str, collection: str) -> Refusal | None:
    """Why no row can be added to a collection: its lines cannot be typed."""
    lines = (line for line in night.form(contest).lines if line.collection == collection)
    return next((typing_closed(night, contest, line) for line in lines if not line.derived), None)


def _item(night: Night, command: Command) -> Refusal | None:
    """A row is added to and taken from a collection whose rows people add, while it is open."""
    contest, name = command.contest or night.first, command.payload["collection"]
    declared = night.form(contest).collection(name)
    if declared is None or not declared.added:
        return Refusal("unknown")
    if (declared.scope == "day") != (not command.contest):
        return Refusal("unknown")
    return _rows_closed(night, contest, name)


def _item_added(night: Night, command: Command, _: Reckoning | None) -> Refusal | None:
    contest, name = command.contest or night.first, command.payload["collection"]
    closed = _item(night, command)
    if closed is not None:
        return closed
    declared, item = night.form(contest).collection(name), command.payload["item"]
    held = night.contests[contest].items if command.contest else night.items
    parents = items_in(night, contest, declared.parent) if declared and declared.parent else [""]
    strange = "/" in item or not item or parent_of(item) not in parents
    return Refusal("unknown") if strange or item in held.get(name, ()) else None


def _item_removed(night: Night, command: Command, _: Reckoning | None) -> Refusal | None:
    name, item = command.payload["collection"], command.payload["item"]
    return _item(night, command) or _without_figures(night, name, item)


def _without_figures(night: Night, collection: str, item: str) -> Refusal | None:
    """What was typed is never thrown away: an item with figures stays."""
    for contest, state in night.contests.items():
        form, entries = night.form(contest), {**state.entries, **night.day_entries}
        held = {collection, *(c.id for c in form.collections if collection in (*c.of, c.parent))}
        kept = [cell for cell, entry in entries.items() if entry.text.strip()]
        for cell in (*kept, *state.unestablished):
            owned = cell.item == item or item in cell.item.split(".")
            if owned and form.line(cell.line).collection in held:
                return Refusal("has_figures")
        if collection == "box" and item in state.boxes:
            return Refusal("has_figures")
    return None


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
    "member_listed": _listed,
    "member_unlisted": _unlisted,
    "member_state_noted": _member_state,
    "box_added": _box_added,
    "box_removed": _box_removed,
    "item_added": _item_added,
    "item_removed": _item_removed,
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
