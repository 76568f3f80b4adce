"""What still stands between the commission and a finished protocol."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tally_app.domain.form.form import Form
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.answers import SETTLED_BY, answer_to
from tally_app.domain.night.reckoning import Reckoning, is_due
from tally_app.domain.night.second_look import Overview, second_step
from tally_app.domain.night.state import Night
from tally_app.domain.relations.rulebook import Result, Status
from tally_app.domain.values.signs import composed, seen

#: Outcomes of a relation that may keep Finish closed.
_OPEN: Final = (Status.NOT_CHECKED, Status.FAILS)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing to do before Finish. ``code``: not_entered, bad_text, error, legal, warning,
    not_checked, step, second (nobody looked at the line a second time, N-03). ``cell`` or
    ``result`` or ``step`` says where.
    """

    code: str
    cell: Cell | None = None
    result: Result | None = None
    step: str = ""


def obstacles(
    night: Night, contest: str, reckoning: Reckoning, seen: Overview
) -> tuple[Obstacle, ...]:
    """Everything that keeps Finish closed, in the order of the form; ``seen`` is what a second
    person has seen of the contest's lines.
    """
    return (
        *_steps(night, contest),
        *_fields(night, contest, reckoning),
        *_second(night.form(contest), seen),
        *_findings(night, contest, reckoning),
    )


def _steps(night: Night, contest: str) -> Iterator[Obstacle]:
    for step in night.form(contest).steps:
        if step.confirm and step.id not in night.contests[contest].confirmed:
            yield Obstacle("step", step=step.id)


def _fields(night: Night, contest: str, reckoning: Reckoning) -> Iterator[Obstacle]:
    needed, acts = _needed(night.form(contest)), night.contests[contest].unestablished
    problems = reckoning.problems
    for cell, value in zip(reckoning.layout.cells, reckoning.figures, strict=True):
        if problems and cell in problems:
            yield Obstacle("bad_text", cell)
        elif value is None and cell.line in needed and cell not in acts:
            yield Obstacle("not_entered", cell)


@lru_cache(maxsize=16)
def _needed(form: Form) -> frozenset[str]:
    """The lines Finish waits for."""
    lines = (line for line in form.lines if not line.free and is_due((line.due,), "finish"))
    return frozenset(line.id for line in lines)


def _second(form: Form, seen: Overview) -> Iterator[Obstacle]:
    step = second_step(form)
    if step is not None:
        for cell in seen.left:
            yield Obstacle("second", cell, step=step.id)


def _findings(night: Night, contest: str, reckoning: Reckoning) -> Iterator[Obstacle]:
    for result in reckoning.results:
        relation = result.relation
        if result.status not in _OPEN or not is_due(relation.due, "finish"):
            continue
        open_still = relation.severity in SETTLED_BY and result.status is Status.FAILS
        if result.status is Status.NOT_CHECKED:
            yield Obstacle("not_checked", result=result)
        elif open_still and answer_to(night, contest, reckoning, result) is None:
            yield Obstacle(relation.severity.value, result=result)


def is_precinct(night: Night, typed: str) -> bool:
    """Whether the number typed by hand is this precinct's, compared as it is seen."""
    return seen(composed(typed.strip())) == seen(composed(night.precinct.number))
