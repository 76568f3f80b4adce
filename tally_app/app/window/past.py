"""A night as the start page sums it up, with the place where its cursor was seen last."""

from __future__ import annotations

from pathlib import Path

from tally_app.app.night.past_nights import PastNight, Stood, stamp_of, summary
from tally_app.app.night.session import Session
from tally_app.app.window.services import Services
from tally_app.app.words.standing import stood


def past_night(
    session: Session, path: Path, services: Services, *, closed: bool = False
) -> PastNight:
    """The place is the one this computer saw; of a night from elsewhere it is not known."""
    seen = services.witnesses.of(session.night.id)
    where = stood(session, (seen.page, seen.field), services.wordings) if seen else Stood()
    return summary(session, path, where, stamp_of(path) if closed else "")
