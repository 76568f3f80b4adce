"""Steps of the night: confirmed in their order, unlocked or opened early with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from tally_app.domain.form.form import Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.boxes import settled
from tally_app.domain.night.command import UNSAID, Prose, Refusal, StepName, Unsaid, told
from tally_app.domain.night.evening import left_to_write
from tally_app.domain.night.event import Event
from tally_app.domain.night.facts.contest import ContestFact
from tally_app.domain.night.locks import finished, ground_law, step_closed
from tally_app.domain.night.reckoning import Reckoning, is_due
from tally_app.domain.night.state import Confirmation, ContestNight, Night


@dataclass(frozen=True, slots=True)
class StepConfirmed(ContestFact):
    """A step is done, and locks what it says. The step that is announced has the time it was read
    out (``minutes`` from the election day's midnight), the record of Part I and its check value.
    """

    kind: ClassVar[str] = "step_confirmed"
    step: StepName
    minutes: int | Unsaid = UNSAID
    record: Mapping[str, Any] | Unsaid = UNSAID
    check_value: str | Unsaid = UNSAID

    def allowed(self, night: Night, contest: str, reckoning: Reckoning | None) -> Refusal | None:
        """Confirmed in its order, once everything typed on it is there and every box decided."""
        name = contest or night.first
        step = night.form(name).step(self.step)
        if (step.scope == "day") != (not contest):
            return Refusal("unknown")
        closed = (finished(night, name) if contest else None) or step_closed(night, step)
        if step.locks and step.id in night.contests[name].confirmed:
            closed = closed or Refusal("locked", step.law, step.id)
        if closed or reckoning is None:
            return closed
        lacking = _lacking(night, name, {*step.stages, *step.locks}, reckoning)
        if lacking:
            return Refusal("not_entered", step.law, step.id, lines=lacking)
        if contest and night.by_hand and step.confirm == "announce":
            unwritten = left_to_write(night, name, reckoning, part_one=True)
            if unwritten:
                return Refusal("blank_unwritten", "43(3-1)", step.id, lines=unwritten)
        undecided = _undecided(night, name, {*step.stages}, reckoning)
        return Refusal("undecided", step.law, step.id, lines=undecided) if undecided else None

    def change(self, contest: ContestNight, event: Event) -> ContestNight:
        """Confirmed last is confirmed."""
        done = Confirmation(
            event.at,
            event.who,
            told(self.minutes, None),
            told(self.record, None),
            told(self.check_value, ""),
        )
        return replace(contest, confirmed={**contest.confirmed, self.step: done})


@dataclass(frozen=True, slots=True)
class StepUnlocked(ContestFact):
    """What a step locked is open again: a slip was found in it."""

    kind: ClassVar[str] = "step_unlocked"
    step: StepName
    reason: Prose

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Unlocked with a reason, never in a recount."""
        state = night.contests[contest or night.first]
        if self.step not in state.confirmed:
            return Refusal("not_locked")
        if state.recounts:
            return Refusal("not_recounted", ground_law(night, contest or night.first))
        if not self.reason.strip():
            return Refusal("reason")
        return finished(night, contest or night.first)

    def change(self, contest: ContestNight, _event: Event) -> ContestNight:
        """The step is to be confirmed again; why is kept."""
        kept = {name: done for name, done in contest.confirmed.items() if name != self.step}
        reasons = (*contest.unlocked, (self.step, self.reason))
        return replace(contest, confirmed=kept, unlocked=reasons)


@dataclass(frozen=True, slots=True)
class StepOpened(ContestFact):
    """A step is begun before its turn (severity B: order)."""

    kind: ClassVar[str] = "step_opened"
    step: StepName
    reason: Prose

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Opened with a reason, where it is not its turn yet."""
        if not self.reason.strip():
            return Refusal("reason")
        if step_closed(night, night.form(contest or night.first).step(self.step)) is None:
            return Refusal("not_locked")
        return finished(night, contest or night.first)

    def change(self, contest: ContestNight, _event: Event) -> ContestNight:
        """The reason stands on the protocol."""
        return replace(contest, opened={**contest.opened, self.step: self.reason})


def _lacking(
    night: Night, contest: str, stages: set[str], reckoning: Reckoning
) -> tuple[Cell, ...]:
    """Fields of the stages that the protocol needs and that have neither figure nor act."""
    form = night.form(contest)
    acts = night.contests[contest].unestablished
    return tuple(
        cell
        for cell, value in zip(reckoning.layout.cells, reckoning.figures, strict=True)
        if value is None and cell not in acts and _wanted(form.line(cell.line), stages)
    )


def _wanted(line: Line, stages: set[str]) -> bool:
    return line.stage in stages and not line.free and is_due((line.due,), "finish")


def _undecided(
    night: Night, contest: str, stages: set[str], reckoning: Reckoning
) -> tuple[Cell, ...]:
    """What was counted of a box with lines of the stages whose procedure is open (43(3-1))."""
    form = night.form(contest)
    return tuple(
        result.cells[0]
        for result in reckoning.failing()
        if stages & {form.line(cell.line).stage for cell in result.cells}
        and result.relation.procedure == "annul"
        and not settled(night, contest, result.item)
    )
