"""The machine's clock, held against a count of seconds nobody sets; and against the precinct's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from tally_app.domain.night.facts.program import ClockJumped

#: Gives the machine's local time with its offset; handed in, so that nights can be replayed.
Clock = Callable[[], datetime]
#: Gives seconds that go on evenly, also while the machine sleeps; their beginning means nothing.
Seconds = Callable[[], float]

#: A clock that is set right by its network moves by less.
LEAST: Final = timedelta(seconds=30)


class ClockWatch:
    """Tells when the machine's clock has moved by itself since it was last looked at."""

    def __init__(self, clock: Clock, seconds: Seconds) -> None:
        self._clock, self._seconds = clock, seconds
        self._shown, self._counted = clock(), seconds()

    def jump(self) -> ClockJumped | None:
        """How far the clock is from where it would be, None while it goes on as it must."""
        shown = self._clock()
        due = self._shown + timedelta(seconds=self._seconds() - self._counted)
        return _jump(due.astimezone(shown.tzinfo), shown, "at_work")

    def noted(self) -> None:
        """The jump is written down: from now on the clock is right as it stands."""
        self._shown, self._counted = self._clock(), self._seconds()


def jump_at_opening(last: str, shown: datetime) -> ClockJumped | None:
    """The clock shows a time before the last event (``last``, ISO with offset) of the night."""
    try:
        before = datetime.fromisoformat(last)
        behind = shown < before
    except (TypeError, ValueError):  # an old file may hold a time that is none, or has no offset
        return None
    return _jump(before, shown, "at_opening") if behind else None


def _jump(due: datetime, shown: datetime, seen: str) -> ClockJumped | None:
    moved = shown - due
    if abs(moved) < LEAST:
        return None
    before, after = (time.isoformat(timespec="milliseconds") for time in (due, shown))
    return ClockJumped(round(moved.total_seconds()), before, after, seen)
