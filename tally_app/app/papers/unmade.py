"""A paper that cannot be made: the others are, and whoever asked for it reads a sentence."""

from __future__ import annotations

from tally_app.app.view.address import PaperName
from tally_app.domain.values.wording import fault_words


class NoPaperError(KeyError):
    """There is no such paper as the night stands."""

    def __init__(self, name: PaperName) -> None:
        super().__init__(name)


class UnmadePaperError(Exception):
    """A fault of the program keeps a paper from being made; ``fault`` is for whoever mends it."""

    def __init__(self, name: PaperName, fault: Exception) -> None:
        super().__init__(fault_words(fault))
        self.name = name
        self.fault = fault_words(fault)
