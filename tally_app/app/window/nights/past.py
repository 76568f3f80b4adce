"""A night as the start page sums it up, with the place where its cursor was seen last."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tally_app.app.night.past_nights import PastNight, Stood, stamp_of, summary
from tally_app.app.night.session import Session
from tally_app.app.words.standing import stood
from tally_app.domain.values.wording import Wording
from tally_app.store.witness import Witness


def past_night(
    session: Session,
    path: Path,
    seen: Witness | None,
    wordings: Mapping[str, Wording],
    *,
    closed: bool,
) -> PastNight:
    """The place is the one this computer ``seen``; of a night from elsewhere it is not known."""
    try:
        where = stood(session, (seen.page, seen.field), wordings) if seen else Stood()
    except Exception:  # noqa: BLE001 - a night opens and closes, whatever the start page cannot say
        where = Stood()
    return summary(session, path, where, stamp_of(path) if closed else "")
