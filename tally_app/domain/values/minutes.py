"""Minutes from the midnight that begins the election day: the night's only measure of time."""

from __future__ import annotations

from typing import Final

DAY: Final = 24 * 60
_HOURS: Final = 24
_MINUTES: Final = 60


def clock(minutes: int) -> str:
    """Minutes from the election day's midnight as a clock time (hh:mm)."""
    return f"{minutes // _MINUTES % _HOURS:02d}:{minutes % _MINUTES:02d}"


def clock_of(at: str, *, seconds: bool = False) -> str:
    """The hour and minute of a moment (ISO), as a clock shows them."""
    return at[11:19] if seconds else at[11:16]
