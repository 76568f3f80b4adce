"""The course of the night: documents are filed with it, the count is interrupted and goes on, the
record is closed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from tally_app.domain.night.command import Fact, PersonName, Prose, Refusal
from tally_app.domain.night.event import Event
from tally_app.domain.night.locks import all_finished
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import Filed, Night
from tally_app.domain.night.stated import Closed, Pause

#: How many members close a record.
_BY: Final = 2


@dataclass(frozen=True, slots=True)
class DocumentFiled(Fact):
    """A file is kept with the night, of a ballot or of the day: its name and SHA-256."""

    kind: ClassVar[str] = "document_filed"
    name: str
    digest: str

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Filed at any time, with a name."""
        known = not contest or contest in night.contests
        return None if known and self.name.strip() else Refusal("unknown")

    def apply(self, night: Night, event: Event) -> Night:
        """It is the last one."""
        filed = Filed(self.name, self.digest, event.at, event.contest)
        return replace(night, documents=(*night.documents, filed))


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


@dataclass(frozen=True, slots=True)
class RecordClosed(Fact):
    """Two members close the record: every protocol of the night is signed."""

    kind: ClassVar[str] = "record_closed"
    by: tuple[PersonName, ...]

    def allowed(self, night: Night, _contest: str, _: Reckoning | None) -> Refusal | None:
        """Once all protocols are signed, by two members."""
        if night.closed is not None:
            return Refusal("record_closed")
        for state in night.contests.values():
            if state.finish is None or state.finish.signed is None:
                return Refusal("unsigned_left", "43(8)")
        members = {person for person in self.by if night.person(person) is not None}
        return None if len(members) == len(self.by) == _BY else Refusal("two_members")

    def apply(self, night: Night, event: Event) -> Night:
        """What comes later (delivery, a receipt, a copy asked for) is still written down."""
        return replace(night, closed=Closed(event.at, self.by))
