"""The order in which pages follow one another when there are several ballots in one night."""

from __future__ import annotations

from functools import lru_cache

from tally_app.app.desk.scene import Place
from tally_app.domain.form.form import Form, Step
from tally_app.domain.night.naming import items_in
from tally_app.domain.night.state import Night


def pages(night: Night) -> list[tuple[str, str]]:
    """Every page of the night as (contest, step): a step of the day once, a step of the ballots for
    one ballot after the other, so that the lists of all of them come before the first box. A
    protocol is printed and signed where it was finished, before the next one is finished.
    """
    return _pages(tuple((name, night.form(name)) for name in night.contests))


@lru_cache(maxsize=8)
def _pages(forms: tuple[tuple[str, Form], ...]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for together in _together(_steps([form for _, form in forms])):
        for name, form in forms:
            there = [step for step in together if step.id in form.step_ids]
            found.extend((name, step.id) for step in there)
            if there and there[0].scope == "day":
                break
    return found


def _together(steps: list[Step]) -> list[list[Step]]:
    """Step by step; the page of the protocol stands with the one that finishes it."""
    found: list[list[Step]] = []
    for step in steps:
        last = found[-1][-1].page if found else ""
        if step.page == "protocol" and last == "finish" and step.scope == "contest":
            found[-1].append(step)
        else:
            found.append([step])
    return found


def _steps(forms: list[Form]) -> list[Step]:
    """The steps of all forms: the first form's, and others' where they stand in theirs."""
    steps: list[Step] = []
    for form in forms:
        at = 0
        for step in form.steps:
            known = [i for i, other in enumerate(steps) if other.id == step.id]
            at = known[0] + 1 if known else at + 1
            if not known:
                steps.insert(at - 1, step)
    return steps


def beside(night: Night, place: Place, way: int) -> tuple[str, str] | None:
    """The page before (-1) or after (1) the one that is shown, None at either end. A page on which
    there is nothing to type is passed over; it can still be visited from the list of steps.
    """
    every = pages(night)
    here = place.contest, place.step
    if here not in every:  # a step of the day, looked at from another ballot
        here = next(page for page in every if page[1] == place.step)
    position = every.index(here) + way
    while 0 <= position < len(every):
        if not bare(night, *every[position]):
            return every[position]
        position += way
    return None


def adds_rows(form: Form, step: Step, collection: str) -> bool:
    """True on the step where the rows of a collection are added: the first one that has them."""
    lines = (line for line in form.lines if line.collection == collection and not line.derived)
    first = next(lines, None)
    return first is None or first.stage in step.stages


def typed_first(night: Night, contest: str, name: str) -> frozenset[str]:
    """Who typed the rows that are typed a second time on this page; nobody on other pages."""
    form = night.form(contest)
    step = form.step(name)
    here = {line.collection for line in form.lines if line.stage in step.stages}
    again = {
        collection.id
        for collection in form.collections
        if collection.added and collection.id in here
        if not adds_rows(form, step, collection.id)
    }
    if not again:
        return frozenset()
    entries = {**night.day_entries, **night.contests[contest].entries}
    return frozenset(
        entry.who
        for cell, entry in entries.items()
        if (line := form.line(cell.line)).collection in again and line.stage not in step.stages
    )


def bare(night: Night, contest: str, name: str) -> bool:
    """True for a page of a second entry while nothing was entered for the first time."""
    form = night.form(contest)
    step = form.step(name)
    lines = [line for line in form.lines if line.stage in step.stages]
    if step.page != "lines" or not lines:
        return False
    return not any(
        not line.collection
        or adds_rows(form, step, line.collection)
        or items_in(night, contest, line.collection)
        for line in lines
    )
