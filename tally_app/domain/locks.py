"""What is locked, and why: steps in the order of the law, announced lines, finished contests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tally_app.domain.form import Line, Step
from tally_app.domain.night import Night


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
        return Refusal("not_recounted", ground_law(night, contest))
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


def ground_law(night: Night, contest: str) -> str:
    """Article of the ground of the recount under way."""
    recount = night.contests[contest].recounts[-1]
    return night.form(contest).ground(recount.ground).law
