"""A place by what people call it: a line by its number, a step by how its name begins."""

from __future__ import annotations

from tally_app.app.desk.scene import Scene
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.locks import step_of
from tally_app.domain.night.naming import items_of, line_number


def place_of(scene: Scene, said: str) -> tuple[str, Cell | None] | None:
    """The step, with the field of a line; None for what is neither a number nor a name."""
    said = said.strip().casefold()
    return (_line(scene, said) or _step(scene, said)) if said else None


def _line(scene: Scene, number: str) -> tuple[str, Cell] | None:
    night, contest = scene.night, scene.place.contest
    for line in scene.form.lines:
        step = step_of(night, contest, line.stage) if line.number else None
        for item in items_of(night, contest, line) if step else ():
            if step and line_number(night, contest, line, item) == number:
                return step.id, Cell(line.id, item)
    return None


def _step(scene: Scene, name: str) -> tuple[str, None] | None:
    names = [(step.id, scene.wording.pick(step.name).casefold()) for step in scene.form.steps]
    begins = [one for one, said in names if said.startswith(name)]
    holds = [one for one, said in names if name in said]
    found = next(iter([*begins, *holds]), "")
    return (found, None) if found else None
