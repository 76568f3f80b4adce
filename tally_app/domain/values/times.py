"""Clock times of the night, as minutes from the midnight that begins the election day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Final

from tally_app.domain.values.counts import GROUPING_SPACES, BadText, Empty
from tally_app.domain.values.minutes import DAY, clock

__all__ = ["DAY", "Moment", "by_precinct", "clock", "minutes_between", "parse_time", "zone"]

_CLOCK: Final = re.compile(r"([0-9]{1,2})[:.\-]?([0-9]{2})")
_HOURS: Final = 24
_MINUTES: Final = 60


@dataclass(frozen=True, slots=True)
class Moment:
    """A time read from a wall clock: minutes from the election day's midnight."""

    minutes: int


def parse_time(text: str, day_from: int) -> Moment | Empty | BadText:
    """Read "23:41" or "2341". A time earlier than ``day_from`` (minutes) is the day after's.

    The count starts at 20:00 and may take twelve hours (43(1)), so a time needs no date: the day
    it falls on is shown beside the field.
    """
    bare = text.strip(GROUPING_SPACES)
    if not bare:
        return Empty()
    found = _CLOCK.fullmatch(bare)
    if found is None or int(found[1]) >= _HOURS or int(found[2]) >= _MINUTES:
        return BadText(text, "time")
    minutes = int(found[1]) * _MINUTES + int(found[2])
    return Moment(minutes if minutes >= day_from else minutes + DAY)


def minutes_between(day: str, at: str) -> int:
    """Minutes from the midnight that begins ``day`` (ISO) to ``at``, both by the local clock."""
    wall = datetime.fromisoformat(at).replace(tzinfo=None)
    return int((wall - datetime.fromisoformat(day)).total_seconds()) // 60


def zone(utc_offset: int) -> timezone:
    """The clock of a precinct ``utc_offset`` minutes east of UTC."""
    return timezone(timedelta(minutes=utc_offset))


def by_precinct(at: str, utc_offset: int) -> str:
    """A moment of the machine's clock (ISO with its offset) by the clock of a precinct: the only
    place where an hour of the night comes from, for a laptop may stand in another time zone.

    A text without an offset, or that is no time, stays as it is.
    """
    hours, minutes = divmod(abs(utc_offset), _MINUTES)
    if at.endswith(f"{'-' if utc_offset < 0 else '+'}{hours:02d}:{minutes:02d}"):
        return at
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    if moment.tzinfo is None:
        return at
    exact = "milliseconds" if moment.microsecond else "seconds"
    return moment.astimezone(zone(utc_offset)).isoformat(timespec=exact)
