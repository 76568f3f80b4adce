"""A night that is open beside others, in words: the band over its pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tally_app.app.view.base import Button
from tally_app.app.view.desk import Beside
from tally_app.app.view.start import GoToWindow
from tally_app.domain.values.wording import Wording

if TYPE_CHECKING:  # they are what loads this
    from tally_app.app.window.nights.open_nights import Seat


def beside(own: Seat, others: Sequence[Seat], words: Wording) -> Beside:
    """The number of a night and where it is, with a button for each of the others."""
    night = own.session.night
    ways = sorted(others, key=lambda seat: seat.sign)
    members = words("beside.members", n=len(night.persons))
    return Beside(
        own.sign,
        f"№ {night.precinct.number}",
        f"{words.pick(night.precinct.address)} · {members}",
        tuple(
            Button(
                GoToWindow(seat.sign),
                words("beside.go", number=seat.session.night.precinct.number),
                "small",
                shortcut="" if at else "Ctrl+Tab",
                shortcut_text="" if at else "Ctrl+Tab",
            )
            for at, seat in enumerate(ways)
        ),
    )
