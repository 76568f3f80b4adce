"""The machine's clock when a night is entered."""

from __future__ import annotations

from contextlib import suppress

from tally_app.app.night.clock import Seconds
from tally_app.app.night.session import Session
from tally_app.app.view.base import Note
from tally_app.app.words.clock import zone_words
from tally_app.domain.values.wording import Wording
from tally_app.store import StoreError


def watch_clock(session: Session, seconds: Seconds | None, wording: Wording) -> Note | None:
    """Hold the clock against ``seconds`` from now on; what to say where the machine stands in
    another time zone than the precinct.
    """
    if seconds is not None:
        # A disk that takes no event now is told with the first figure.
        with suppress(StoreError):
            session.watch(seconds)
    said = zone_words(session, wording)
    return Note(said, "warning") if said else None
