"""Nights that are open side by side on one computer, each in a window of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tally_app.app.window import late

if TYPE_CHECKING:  # what a night needs is loaded with the first one, not with the start page
    from tally_app.app.night.session import Session
    from tally_app.app.view.desk import Beside
    from tally_app.domain.values.wording import Wording


@dataclass(frozen=True)
class Seat:
    """A night and its window: ``front`` brings that to the front, ``again`` shows it anew. ``sign``
    is what the window is told by, as long as the night is open.
    """

    session: Session
    path: Path
    front: Callable[[], None]
    again: Callable[[], None]
    sign: int = 0


class OpenNights:
    """The nights that are open now, by who shows them."""

    def __init__(self) -> None:
        self._seats: dict[object, Seat] = {}

    def enter(self, holder: object, seat: Seat) -> None:
        """A night was opened, or goes on in another file."""
        before = self._seats.get(holder)
        taken = {other.sign for other in self._seats.values()}
        sign = before.sign if before else next(n for n in range(len(taken) + 1) if n not in taken)
        self._seats[holder] = Seat(seat.session, seat.path, seat.front, seat.again, sign)
        self._again(holder)

    def leave(self, holder: object) -> None:
        """A night was closed."""
        if self._seats.pop(holder, None) is not None:
            self._again(holder)

    def _again(self, holder: object) -> None:
        for other, seat in [*self._seats.items()]:
            if other is not holder:
                seat.again()

    def at(self, path: Path) -> Seat | None:
        """Who has the night of a file open, None for nobody here."""
        return next((seat for seat in self._seats.values() if seat.path == path), None)

    def of(self, holder: object) -> Seat | None:
        """The night that somebody has open."""
        return self._seats.get(holder)

    def go(self, sign: int) -> None:
        """Bring another night's window to the front."""
        for seat in [*self._seats.values()]:
            if seat.sign == sign:
                seat.front()

    def band(self, holder: object, words: Wording) -> Beside | None:
        """What tells a night from the others, None while it is the only one."""
        own = self.of(holder)
        if own is None or len(self._seats) == 1:
            return None
        return late.beside(own, [x for x in self._seats.values() if x is not own], words)
