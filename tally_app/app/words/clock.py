"""What is said of a machine whose clock is not the precinct's, or moves by itself."""

from __future__ import annotations

from functools import partial

from tally_app.app.night.session import Session
from tally_app.domain.night.state import Night, Noted
from tally_app.domain.values.dates import stamp
from tally_app.domain.values.minutes import clock_of
from tally_app.domain.values.times import by_precinct
from tally_app.domain.values.wording import Wording


def zone_words(session: Session, wording: Wording) -> str:
    """That the machine stands in another time zone, with both hours; "" where it does not."""
    apart = session.machine_apart()
    if not apart:
        return ""
    here = session.now()
    machine = here + apart
    hours = [clock_of(moment.isoformat()) for moment in (machine, here)]
    return wording("told.zone", machine=hours[0], precinct=hours[1])


def jump_words(night: Night, noted: Noted, wording: Wording) -> str:
    """That the clock moved, from which hour to which by the precinct's clock."""
    offset = night.precinct.utc_offset
    before, after = (by_precinct(str(noted.said[k]), offset) for k in ("before", "after"))
    key = f"told.jump_{noted.said['seen']}"
    same_day = before[:10] == after[:10]
    shown = partial(clock_of, seconds=True) if same_day else stamp
    times = {"before": shown(before), "after": shown(after)}
    return wording(key if wording.has(key) else "told.jump_at_work", **times)
