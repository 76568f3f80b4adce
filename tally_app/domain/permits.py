"""``allowed``: what the law or the order of the night forbids is refused before the event exists.

The window asks the same function, so that a closed field or button always knows why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from tally_app.domain.finish import obstacles
from tally_app.domain.form import Line, Step
from tally_app.domain.layout import Cell
from tally_app.domain.naming import items_of
from tally_app.domain.night import BoxProcedure, ContestNight, Night
from tally_app.domain.reckoning import Reckoning

#: People who see that a withdrawn print was destroyed.
_WITNESSES: Final = 2


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person wants to record: the event that would follow."""

    kind: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    contest: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not: words ``refused.<code>``; ``law`` the article, ``step`` the step to go to."""

    code: str
    law: str = ""
    step: str = ""


def step_of(night: Night, contest: str, stage: str) -> Step | None:
    """The step on which lines of ``stage`` are typed."""
    return next((s for s in night.form(contest).steps if stage in s.stages), None)


def step_closed(night: Night, step: Step) -> Refusal | None:
    """Why a step is not open yet: every step it comes after must be confirmed in every contest.

    A step opened with a reason before its turn is open (severity B: order).
    """
    for before in step.after:
        for other in night.contests.values():
            if before not in other.confirmed and step.id not in other.opened:
                return Refusal("before", step.law, before)
    return None


def locked_by(night: Night, contest: str, stage: str) -> Refusal | None:
    """Why lines of a stage are locked: a step that was confirmed closed them."""
    for step in night.form(contest).steps:
        if stage in step.locks and step.id in night.contests[contest].confirmed:
            return Refusal("locked", step.law, step.id)
    return None


def typing_closed(night: Night, contest: str, line: Line) -> Refusal | None:
    """Why a line cannot be typed now, None when it can."""
    state = night.contests[contest]
    done = finished(night, contest, day=night.is_day(contest, line.id))
    if done is not None:
        return done
    if line.derived:
        return Refusal("derived")
    if state.recounts and not _reopened(night, contest, line):
        return Refusal("not_recounted", _ground_law(night, contest))
    step = step_of(night, contest, line.stage)
    if step is None:
        return Refusal("no_step")
    closed = step_closed(night, step)
    return closed or locked_by(night, contest, line.stage)


def finished(night: Night, contest: str, *, day: bool = False) -> Refusal | None:
    """Refusal once the contest's protocol is finished; a day line once any contest's is."""
    looked = night.contests.values() if day else [night.contests[contest]]
    if any(other.finish is not None for other in looked):
        return Refusal("finished", "43(8)")
    return None


def _reopened(night: Night, contest: str, line: Line) -> bool:
    recount = night.contests[contest].recounts[-1]
    return line.stage in night.form(contest).ground(recount.ground).reopens


def _ground_law(night: Night, contest: str) -> str:
    recount = night.contests[contest].recounts[-1]
    return night.form(contest).ground(recount.ground).law


def allowed(night: Night, command: Command, reckoning: Reckoning | None = None) -> Refusal | None:
    """None when the command may become an event, else why not.

    ``reckoning`` is needed for commands that answer or settle findings.
    """
    check = _CHECKS.get(command.kind)
    if check is None:
        return Refusal("unknown")
    return check(night, command, reckoning)


def _typed(night: Night, command: Command, _: Reckoning | None) -> Refusal | None:
    contest = command.contest or next(iter(night.contests))
    line = night.form(contest).line(command.payload["line"])
    if command.payload["item"] not in items_of(night, contest, line):
        return Refusal("unknown")
    return typing_closed(night, contest, line)


def _open_contest(night: Night, command: Command, _: Reckoning | None) -> Refusal | None:
    return finished(night, command.contest)


def _open_day(night: Night, _command: Command, _: Reckoning | None) -> Refusal | None:
    return finished(night, next(iter(night.contests)), day=True)


def _switched(night: Night, command: Command, _: Reckoning | None) -> Refusal | None:
    line = night.form(command.contest).line(command.payload["line"])
    closed = typing_closed(night, command.contest, line)
    if closed or command.payload["on"]:
        return closed
    cell = Cell(line.id)
    entry = night.entry(command.contest, cell)
    kept = entry is not None and entry.text.strip()
    gone = cell in night.contests[command.contest].unestablished
    return Refusal("has_figures") if kept or gone else None


def _listed(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    """In a recount the commission is the one that announced Part I."""
    refused = _open_day(night, command, reckoning)
    recounted = next((name for name, other in night.contests.items() if other.recounts), None)
    if refused or recounted is None:
        return refused
    return Refusal("not_recounted", _ground_law(night, recounted))


def _unlisted(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    return _listed(night, command, reckoning) or _without_figures(
        night, "member", command.payload["id"]
    )


def _box_added(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    known = command.payload["box"] in night.boxes
    return Refusal("unknown") if known else _boxes_open(night, command, reckoning)


def _box_removed(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    return _boxes_open(night, command, reckoning) or _without_figures(
        night, "box", command.payload["box"]
    )


def _boxes_open(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    contest = next(iter(night.contests))
    return _open_day(night, command, reckoning) or next(
        (
            typing_closed(night, contest, line)
            for line in night.form(contest).lines
            if line.collection == "box" and not line.derived
        ),
        None,
    )


def _without_figures(night: Night, collection: str, item: str) -> Refusal | None:
    """What was typed is never thrown away: an item with figures stays."""
    for contest, state in night.contests.items():
        entries = {**state.entries, **night.day_entries}
        kept = [cell for cell, entry in entries.items() if entry.text.strip()]
        for cell in (*kept, *state.unestablished):
            if cell.item == item and night.form(contest).line(cell.line).collection == collection:
                return Refusal("has_figures")
        if collection == "box" and item in state.boxes:
            return Refusal("has_figures")
    return None


def _confirmed(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    step = night.form(command.contest).step(command.payload["step"])
    closed = finished(night, command.contest) or step_closed(night, step)
    if step.locks and step.id in night.contests[command.contest].confirmed:
        closed = closed or Refusal("locked", step.law, step.id)
    if closed or reckoning is None:
        return closed
    stages = {*step.stages, *step.locks}
    form = night.form(command.contest)
    for cell, value in zip(reckoning.layout.cells, reckoning.figures, strict=True):
        line = form.line(cell.line)
        if line.stage in stages and value is None and _required(night, command.contest, cell, line):
            return Refusal("not_entered", step.law, step.id)
    undecided = any(
        result.relation.procedure == "annul"
        and not night.contests[command.contest].boxes.get(result.item, BoxProcedure()).annulled
        for result in reckoning.failing()
        if set(step.stages) & {form.line(cell.line).stage for cell in result.cells}
    )
    return Refusal("undecided", step.law, step.id) if undecided else None


def _required(night: Night, contest: str, cell: Cell, line: Line) -> bool:
    return cell not in night.contests[contest].unestablished and line.due != "sign"


def _unlocked(night: Night, command: Command, _: Reckoning | None) -> Refusal | None:
    payload = command.payload
    if payload["step"] not in night.contests[command.contest].confirmed:
        return Refusal("not_locked")
    if night.contests[command.contest].recounts:
        return Refusal("not_recounted", _ground_law(night, command.contest))
    if not str(payload["reason"]).strip():
        return Refusal("reason")
    return finished(night, command.contest)


def _opened(night: Night, command: Command, _: Reckoning | None) -> Refusal | None:
    step = night.form(command.contest).step(command.payload["step"])
    if not str(command.payload["reason"]).strip():
        return Refusal("reason")
    if step_closed(night, step) is None:
        return Refusal("not_locked")
    return finished(night, command.contest)


def _answered(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    closed = finished(night, command.contest)
    if closed or reckoning is None:
        return closed
    result = reckoning.result(command.payload["key"])
    if result is None or not result.failing:
        return Refusal("no_finding")
    agreed = len(set(command.payload.get("members", ())))
    if command.payload["kind"] == "finish_act" and 2 * agreed <= len(night.persons):
        return Refusal("majority", "20(5)")
    if command.payload["kind"] == "act" and result.relation.procedure == "annul":
        state = night.contests[command.contest].boxes.get(result.item, BoxProcedure())
        if not state.annulled:
            return Refusal("annul_first", result.relation.law)
    return None


def _box_open(night: Night, command: Command, _: Reckoning | None) -> Refusal | None:
    """The procedure of a box is open as long as its ballots may be typed."""
    if command.payload["box"] not in night.boxes:
        return Refusal("unknown")
    line = night.form(command.contest).line("box.ballots")
    return typing_closed(night, command.contest, line)


def _box_decided(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    return _box_open(night, command, reckoning) or _two_equal(night, command, reckoning)


def _two_equal(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    box = command.payload["box"]
    state = night.contests[command.contest].boxes.get(box, BoxProcedure())
    if state.second is None:
        return Refusal("count_again", "43(3-1)")
    first = reckoning.value(Cell("box.ballots", box)) if reckoning else None
    return None if first == state.second[0] else Refusal("counts_differ", "43(3-1)")


def _box_annulled(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    refused = _box_open(night, command, reckoning)
    if refused or not command.payload["annulled"]:
        return refused
    refused = _two_equal(night, command, reckoning)
    if refused:
        return refused
    state = night.contests[command.contest].boxes.get(command.payload["box"], BoxProcedure())
    if state.decision is None:
        return Refusal("decision", "43(3-1)")
    if 2 * state.decision[0] <= len(night.persons):
        return Refusal("majority", "20(5)")
    return None


def _finished(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    closed = finished(night, command.contest)
    if closed:
        return closed
    if reckoning is not None and obstacles(night, command.contest, reckoning):
        return Refusal("obstacles")
    typed = str(command.payload.get("precinct", night.precinct.number)).strip()
    return None if typed == night.precinct.number else Refusal("precinct")


def _after_finish(night: Night, command: Command, _: Reckoning | None) -> Refusal | None:
    state: ContestNight = night.contests[command.contest]
    return Refusal("not_finished") if state.finish is None else None


def _unsigned(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    refused = _after_finish(night, command, reckoning)
    finish = night.contests[command.contest].finish
    if refused or finish is None:
        return refused
    return Refusal("signed", "43(8)") if finish.signed is not None else None


def _withdrawn(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    payload = command.payload
    refused = _unsigned(night, command, reckoning)
    if refused:
        return refused
    if not str(payload["reason"]).strip():
        return Refusal("reason")
    names = {str(name).strip() for name in payload["names"]} - {""}
    return None if len(names) == _WITNESSES else Refusal("two_names")


def _signed(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    refused = _unsigned(night, command, reckoning)
    finish = night.contests[command.contest].finish
    if refused or finish is None:
        return refused
    return None if finish.printed else Refusal("not_printed")


def _recount(night: Night, command: Command, _: Reckoning | None) -> Refusal | None:
    state = night.contests[command.contest]
    if state.finish is None or state.finish.signed is None:
        return Refusal("not_signed", "43(7-1)")
    ground = night.form(command.contest).ground(command.payload["ground"])
    if ground.once and any(recount.ground == ground.id for recount in state.recounts):
        return Refusal("once", ground.law)
    return None


def _always(_night: Night, _command: Command, _: Reckoning | None) -> Refusal | None:
    return None


_CHECKS: Final[Mapping[str, Callable[[Night, Command, Reckoning | None], Refusal | None]]] = {
    "typed": _typed,
    "typed_day": _typed,
    "member_listed": _listed,
    "member_unlisted": _unlisted,
    "member_state_noted": _open_day,
    "box_added": _box_added,
    "box_removed": _box_removed,
    "line_switched": _switched,
    "not_established": _typed,
    "established": _typed,
    "step_confirmed": _confirmed,
    "step_unlocked": _unlocked,
    "step_opened": _opened,
    "answered": _answered,
    "counted_again": _open_contest,
    "box_counted_again": _box_open,
    "box_decided": _box_decided,
    "box_annulled": _box_annulled,
    "finished": _finished,
    "printed": _after_finish,
    "print_confirmed": _unsigned,
    "print_withdrawn": _withdrawn,
    "signed": _signed,
    "recount_opened": _recount,
    "opened": _always,
    "closed": _always,
}
