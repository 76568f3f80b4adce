"""What is said of a machine whose clock is not the precinct's, or moves by itself."""

from __future__ import annotations

from tally_app.app.night.session import Session
from tally_app.domain.night.state import Night, Noted
from tally_app.domain.values.times import by_precinct
from tally_app.domain.values.wording import Wording


def zone_words(session: Session, wording: Wording) -> str:
    """That the machine stands in another time zone, with both hours; "" where it does not."""
    apart = session.machine_apart()
    if not apart:
        return ""
    here = session.now()
    machine = here + apart
    return wording("told.zone", machine=f"{machine:%H:%M}", precinct=f"{here:%H:%M}")


def jump_words(night: Night, noted: Noted, wording: Wording) -> str:
    """That the clock moved, from which hour to which by the precinct's clock."""
    offset = night.precinct.utc_offset
    before, after = (by_precinct(str(noted.said[k]), offset) for k in ("before", "after"))
    key = f"told.jump_{noted.said['seen']}"
    same_day = before[:10] == after[:10]
    shown = slice(11, 19) if same_day else slice(0, 19)
    times = {"before": before[shown].replace("T", " "), "after": after[shown].replace("T", " ")}
    return wording(key if wording.has(key) else "told.jump_at_work", **times)
