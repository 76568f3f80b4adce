"""The count is interrupted and goes on: what the law does not foresee is said as it was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from tally_app.domain.night.command import Fact, Prose, Refusal
from tally_app.domain.night.event import Event
from tally_app.domain.night.locks import all_finished
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import Night, Pause


@dataclass(frozen=True, slots=True)
class CountInterrupted(Fact):
    """The count was interrupted (``minutes`` from the election day's midnight): why, how ballots
    and boxes were ``sealed``, and who guards them.
    """

    kind: ClassVar[str] = "count_interrupted"
    minutes: int
    reason: Prose
    sealed: Prose
    guard: Prose

    def allowed(self, night: Night, _contest: str, _: Reckoning | None) -> Refusal | None:
        """While something is left to count, and not twice."""
        if night.paused is not None:
            return Refusal("interrupted", times=(night.paused.minutes,))
        said = all(text.strip() for text in (self.reason, self.sealed, self.guard))
        return all_finished(night) or (None if said else Refusal("interruption_unsaid"))

    def apply(self, night: Night, _event: Event) -> Night:
        """It is interrupted until it is said to go on."""
        pause = Pause(self.minutes, self.reason, self.sealed, self.guard)
        return replace(night, pauses=(*night.pauses, pause))


@dataclass(frozen=True, slots=True)
class CountResumed(Fact):
    """The count goes on (``minutes`` from the election day's midnight): whether the seals were
    whole (``whole``), and what was found.
    """

    kind: ClassVar[str] = "count_resumed"
    minutes: int
    whole: bool
    found: Prose

    def allowed(self, night: Night, _contest: str, _: Reckoning | None) -> Refusal | None:
        """After an interruption, not before its hour; what broken seals show is said."""
        if night.paused is None:
            return Refusal("not_interrupted")
        if self.minutes < night.paused.minutes:
            return Refusal("resumed_before", times=(self.minutes, night.paused.minutes))
        return None if self.whole or self.found.strip() else Refusal("reason")

    def apply(self, night: Night, _event: Event) -> Night:
        """The last interruption has its end."""
        last = replace(night.pauses[-1], resumed=self.minutes, whole=self.whole, found=self.found)
        return replace(night, pauses=(*night.pauses[:-1], last))
