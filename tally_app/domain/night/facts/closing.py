"""The record of the night is closed: the file, not the day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from tally_app.domain.night.command import Fact, PersonName, Refusal
from tally_app.domain.night.event import Event
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import Closed, Night

#: How many members close a record.
_BY: Final = 2


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
