"""The batch of certified copies while it is drawn: one copy after the other beside the window, and
what came out stays when somebody does not wait for the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tally_app.app.view.address import PaperName


@dataclass
class Batch:
    """The copies of one moment of the night (its id and sequence): those drawn, and the others by
    their ballots in the order of the register.
    """

    moment: tuple[str, int]
    left: list[tuple[str, PaperName]]
    drawn: list[bytes] = field(default_factory=list)

    @classmethod
    def at(cls, moment: tuple[str, int], copies: Iterable[tuple[str, PaperName]]) -> Batch:
        """Nothing of it is drawn yet."""
        return cls(moment, list(copies))

    @property
    def whole(self) -> int:
        """How many copies it has."""
        return len(self.drawn) + len(self.left)

    def took(self, pdf: bytes) -> None:
        """The next copy is drawn."""
        del self.left[0]
        self.drawn.append(pdf)
