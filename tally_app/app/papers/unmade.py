"""A paper that cannot be made: the others are, and whoever asked for it reads a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tally_app.app.view.address import PaperName
from tally_app.domain.values.wording import fault_words
from tally_app.store import StoreError


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


@contextmanager
def faults_of(name: PaperName) -> Iterator[None]:
    """A fault of the program at this paper is an UnmadePaperError; the world's troubles are not."""
    try:
        yield
    except (NoPaperError, StoreError, OSError, UnmadePaperError):
        raise
    except Exception as fault:
        raise UnmadePaperError(name, fault) from fault
