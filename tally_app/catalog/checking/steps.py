"""The steps of a form: their order, and which lines are typed on which."""

from __future__ import annotations

from collections.abc import Container

from tally_app.catalog.checking.notes import Notes
from tally_app.domain.form.form import Step


def check(notes: Notes) -> None:
    """Note what a step names and the form does not have, and steps that never open."""
    typed: dict[str, str] = {}
    before: list[str] = []
    for step in notes.form.steps:
        _names(notes, step)
        _order(notes, step, before)
        for stage in step.stages:
            if typed.setdefault(stage, step.id) != step.id:
                newer, other = notes.newer("step", "stages", typed[stage], step.id)
                notes.add("step", newer, "stages", "stage_twice", found=stage, other=other)
        before.append(step.id)


def _names(notes: Notes, step: Step) -> None:
    form, ids = notes.form, [other.id for other in notes.form.steps]
    groups, keys = [group.id for group in form.groups], [x.key for x in form.relations]
    group, pinned = filter(None, [step.group]), filter(None, [step.sum])
    notes.refer("step", step.id, "locks", step.locks, notes.stages(), "unknown_stage")
    notes.refer("step", step.id, "after", step.after, ids, "unknown_step")
    notes.refer("step", step.id, "group", group, groups, "unknown_group")
    notes.refer("step", step.id, "sum", pinned, keys, "unknown_relation")
    rows = {line.collection for line in form.lines}
    notes.refer("step", step.id, "asked_by", step.asked_by, {*form.by_id, *rows}, "unknown_line")


def _order(notes: Notes, step: Step, before: Container[str]) -> None:
    """A step opens after steps that stand before it and are confirmed some time."""
    others = {other.id: other for other in notes.form.steps}
    for name in step.after:
        if name in others and name not in before:
            notes.add("step", step.id, "after", "step_order", found=name)
        if name in others and not others[name].confirm:
            notes.add("step", step.id, "after", "never_confirmed", found=name)
