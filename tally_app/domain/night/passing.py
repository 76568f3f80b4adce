"""Optional steps: begun, asked for by what stands elsewhere, or passed over; papers still due."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from tally_app.domain.form.form import Form, Step
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.naming import items_in
from tally_app.domain.night.state import Night


def passed_over(night: Night, contest: str, step: Step) -> bool:
    """Whether going on leads past a step: many nights have nothing to type on it, nothing was
    typed there, and nothing that was typed elsewhere asks for it. It can still be visited.
    """
    return can_stay_empty(night, contest, step) and step.id not in begun_steps(night, contest)


def can_stay_empty(night: Night, contest: str, step: Step) -> bool:
    """Whether a step is optional, and nothing that was typed elsewhere asks for it."""
    return step.optional and not _asked_for(night, contest, step)


def begun_steps(night: Night, contest: str) -> frozenset[str]:
    """The steps on which anything was typed, or a row added that people add there."""
    form = night.form(contest)
    typed = {
        cell.line
        for entries in (night.day_entries, night.contests[contest].entries)
        for cell, entry in entries.items()
        if entry.text.strip()
    }
    rows = _rows(form)
    return frozenset(
        step
        for step, lines in _lines(form).items()
        if not typed.isdisjoint(lines) or any(items_in(night, contest, x) for x in rows[step])
    )


def _asked_for(night: Night, contest: str, step: Step) -> bool:
    """Whether a collection that asks for the step has a row, or a line a figure but zero, in
    whatever ballot: boxes are those of all of them.
    """
    lines = night.form(contest).by_id
    if any(items_in(night, contest, name) for name in step.asked_by if name not in lines):
        return True
    figures = (
        entries.get(Cell(name))
        for name in step.asked_by
        for entries in (night.day_entries, *(x.entries for x in night.contests.values()))
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
