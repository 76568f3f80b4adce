"""Optional steps: begun, asked for by what stands elsewhere, or passed over; papers still due."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from tally_app.domain.form.form import Form, Step
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.naming import items_in
from tally_app.domain.night.state import Entry, Night


def passed_over(night: Night, contest: str, step: Step) -> bool:
    """Whether going on leads past a step: many nights have nothing to type on it, nothing was
    typed there, and nothing that was typed elsewhere asks for it. It can still be visited.
    """
    return can_stay_empty(night, contest, step) and not begun(night, contest, step)


def can_stay_empty(night: Night, contest: str, step: Step) -> bool:
    """Whether a step is optional, and nothing that was typed elsewhere asks for it."""
    return step.optional and not _asked_for(night, contest, step)


def begun(night: Night, contest: str, step: Step) -> bool:
    """Whether anything was typed on a step, or a row added that people add there."""
    lines = _lines(night.form(contest))[step.id]
    typed = _entries(night, contest)
    if any(entry.text.strip() for cell, entry in typed.items() if cell.line in lines):
        return True
    return any(items_in(night, contest, rows) for rows in _rows(night.form(contest))[step.id])


def _asked_for(night: Night, contest: str, step: Step) -> bool:
    """Whether a collection that asks for the step has a row, or a line a figure but zero, in
    whatever ballot: boxes are those of all of them.
    """
    lines = night.form(contest).by_id
    if any(items_in(night, contest, name) for name in step.asked_by if name not in lines):
        return True
    figures = (
        _entries(night, other).get(Cell(name)) for other in night.contests for name in step.asked_by
    )
    return any(entry and entry.text.strip(" 0") for entry in figures)


def paper_due(night: Night, contest: str, step: Step) -> bool:
    """Whether a paper of the step that the law asks for every day has not left the program yet."""
    filed = {file.name for file in night.documents}
    return any(
        paper.step == step.id and paper.asked and f"doc:{paper.id}.pdf" not in filed
        for paper in night.form(contest).papers
    )


def asked_steps(form: Form) -> tuple[str, ...]:
    """The steps with a paper that the law asks for every day, in their order."""
    asked = {paper.step for paper in form.papers if paper.asked}
    return tuple(step.id for step in form.steps if step.id in asked)


def _entries(night: Night, contest: str) -> Mapping[Cell, Entry]:
    return {**night.day_entries, **night.contests[contest].entries}


@lru_cache(maxsize=32)
def _lines(form: Form) -> Mapping[str, frozenset[str]]:
    """The lines typed on each step."""
    return {
        step.id: frozenset(line.id for line in form.lines if line.stage in step.stages)
        for step in form.steps
    }


@lru_cache(maxsize=32)
def _rows(form: Form) -> Mapping[str, tuple[str, ...]]:
    """The collections whose rows people add on each step: on the first one that has their lines."""
    first: dict[str, str] = {}
    for step in form.steps:
        for line in form.lines:
            declared = form.collection(line.collection)
            added = declared is None or declared.added
            if line.stage in step.stages and line.collection and added and not line.derived:
                first.setdefault(line.collection, step.id)
    people = ("member", "option", "parallel")
    return {
        step.id: tuple(rows for rows, at in first.items() if at == step.id and rows not in people)
        for step in form.steps
    }
