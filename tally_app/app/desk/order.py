"""The order in which pages follow one another when there are several ballots in one night."""

from __future__ import annotations

from functools import lru_cache

from tally_app.app.desk.pages.kinds import kind_of
from tally_app.app.desk.scene import Place
from tally_app.domain.form.form import Form, Step
from tally_app.domain.night.passing import passed_over
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
        last = kind_of(found[-1][-1]) if found else None
        if (
            last is not None
            and last.finishes
            and kind_of(step).shows_papers
            and step.scope == "contest"
        ):
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
    """The page before (-1) or after (1) the one that is shown, None at either end."""
    return _walk(night, place, way)[1]


def passed(night: Night, place: Place) -> list[tuple[str, str]]:
    """The pages that going on from the one that is shown passes over."""
    return _walk(night, place, 1)[0]


def _walk(
    night: Night, place: Place, way: int
) -> tuple[list[tuple[str, str]], tuple[str, str] | None]:
    """The optional pages that are passed over, which can still be visited from the list of steps,
    and the page that comes then.
    """
    every = pages(night)
    here = place.contest, place.step
    if here not in every:  # a step of the day, looked at from another ballot
        here = next(page for page in every if page[1] == place.step)
    over: list[tuple[str, str]] = []
    position = every.index(here) + way
    while 0 <= position < len(every):
        contest, name = every[position]
        if not passed_over(night, contest, night.form(contest).step(name)):
            return over, every[position]
        over.append(every[position])
        position += way
    return over, None
