"""The steps of the night in their groups: done, passed over or ahead, and how far each group is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tally_app.app.desk.pages.kinds import kind_of
from tally_app.app.desk.panel.standing import open_findings
from tally_app.app.desk.scene import Scene
from tally_app.app.desk.second.commands import seen_by_second
from tally_app.app.view.desk import StepGroup, StepItem
from tally_app.app.view.keys import PAPER_KEYS
from tally_app.domain.form.form import Step
from tally_app.domain.night.locks import step_closed
from tally_app.domain.night.passing import asked_steps, begun_steps, can_stay_empty, paper_due
from tally_app.domain.relations.rulebook import Result

#: What a group shows of its steps, the worst first; a group that is begun is still open.
_SHOWN: Final = ("error", "legal", "warning", "open", "skipped", "done", "locked")


def steps(scene: Scene) -> tuple[StepGroup, ...]:
    """The steps under their headings."""
    return scene.kept.part("steps", _follows(scene), lambda: _groups(scene, _items(scene)))


def bare_steps(scene: Scene) -> tuple[StepGroup, ...]:
    """The steps without their state: every page can still be gone to."""
    here = scene.place.step
    return _groups(
        scene,
        [
            StepItem(x.id, scene.wording.pick(x.name), "open", "", x.id == here)
            for x in scene.form.steps
        ],
    )


def _follows(scene: Scene) -> object:
    """All that the list of steps shows of the figures: which findings, which figures are in, which
    of them a second person has seen, which optional steps were begun, and whether Finish is open.
    """
    found = tuple([result.key for result in open_findings(scene)])
    missing = tuple([figure is None for figure in scene.now.figures])
    return found, missing, scene.once(seen_by_second), scene.once(_skipped), not scene.obstacles


def _groups(scene: Scene, items: Sequence[StepItem]) -> tuple[StepGroup, ...]:
    """The steps, and what is said of each of their groups."""
    words = scene.wording
    names = {group.id: words.pick(group.name) for group in scene.form.groups}
    found: dict[str, list[StepItem]] = {}
    for step, item in zip(scene.form.steps, items, strict=True):
        found.setdefault(step.group, []).append(item)
    made = []
    for group, there in found.items():
        states = {_settled(scene, item) for item in there}
        done = sum(_settled(scene, item) == "done" for item in there)
        state = next((one for one in _SHOWN if one in states), "open")
        state = "open" if state == "locked" else state
        progress = f"{done} / {len(there)}"
        said = words("step.group", name=names.get(group, ""), done=done, all=len(there))
        made.append(StepGroup(group, names.get(group, ""), progress, state, said, tuple(there)))
    return tuple(made)


def _settled(scene: Scene, item: StepItem) -> str:
    """The state of a step as its group counts it: the one that is shown is done or still ahead."""
    if item.state != "now":
        return item.state
    return _state(scene, scene.form.step(item.id), ())


def _items(scene: Scene) -> list[StepItem]:
    found, skipped = open_findings(scene), scene.once(_skipped)
    return [_item(scene, step, found, skipped) for step in scene.form.steps]


def _item(scene: Scene, step: Step, found: list[Result], skipped: Sequence[str]) -> StepItem:
    current = step.id == scene.place.step
    state = "now" if current else _state(scene, step, skipped)
    tone = _worst_on(scene, step, found)
    shown = tone if tone and state != "locked" else state
    name, said = scene.wording.pick(step.name), scene.wording(f"step.{shown}")
    return StepItem(step.id, name, shown, said, current, _caption(scene, step))


def _caption(scene: Scene, step: Step) -> str:
    """That a paper is due, or that the step is optional."""
    if paper_due(scene.night, scene.place.contest, step):
        at = asked_steps(scene.form).index(step.id)
        key = f" · {PAPER_KEYS[at]}" if at < len(PAPER_KEYS) else ""
        return scene.wording("step.paper_due") + key
    optional = can_stay_empty(scene.night, scene.place.contest, step)
    return scene.wording("step.optional") if optional else ""


def _skipped(scene: Scene) -> tuple[str, ...]:
    """The optional steps that were passed over: one after them was begun."""
    night, contest, every = scene.night, scene.place.contest, scene.form.steps
    steps_begun = begun_steps(night, contest)
    there = {*scene.state.confirmed, scene.place.step, *steps_begun}
    reached = max((at for at, step in enumerate(every) if step.id in there), default=0)
    return tuple(
        step.id
        for step in every[:reached]
        if step.id not in steps_begun and can_stay_empty(night, contest, step)
    )


def _state(scene: Scene, step: Step, skipped: Sequence[str]) -> str:
    if step_closed(scene.night, step) is not None:
        return "locked"
    if step.id in skipped:
        return "skipped"
    if step.confirm:
        return "done" if step.id in scene.state.confirmed else "open"
    return kind_of(step).state(scene, step)


def _worst_on(scene: Scene, step: Step, found: list[Result]) -> str:
    """The worst open finding whose suspected line is typed on this step."""
    for result in found:
        lines = {cell.line for cell in result.cells}
        named = [line for line in result.relation.lines_to_check if line in lines]
        suspected = named or sorted(lines)
        if suspected and scene.form.line(suspected[0]).stage in step.stages:
            return result.relation.severity.value
    return ""
