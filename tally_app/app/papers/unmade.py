"""Papers that are not there: being drawn beside whoever waits for them, so that the window takes
keys meanwhile; or not to be made, which whoever asked for them reads in a sentence.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

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


#: Seconds that are waited for a paper before it is said that it is being made.
PATIENCE = 0.2
_Paper = TypeVar("_Paper")

#: Two papers are never drawn at once: what draws them keeps its fonts for all of them.
DRAWING: Final = threading.RLock()


@dataclass(frozen=True, slots=True)
class Plan:
    """A paper to be drawn: ``make`` asks nothing of the night any more, ``key`` is what it says."""

    name: PaperName
    key: bytes
    make: Callable[[], bytes]
    draft: bool


class _Job(Generic[_Paper]):
    """A paper that is being made, since when, and what came of it."""

    def __init__(self) -> None:
        self.since = time.monotonic()
        self.over = threading.Event()
        self.made: _Paper | None = None
        self.fault: Exception | None = None


class Press(Generic[_Paper]):
    """Makes papers in a thread of its own. ``done`` is called there when one is ready, and never
    after ``close``.
    """

    def __init__(self, done: Callable[[], None]) -> None:
        self.done = done
        self._jobs: dict[tuple[Hashable, Hashable], _Job[_Paper]] = {}
        self._telling = threading.Lock()

    def take(
        self, name: Hashable, key: Hashable, make: Callable[[], _Paper], *, wait: bool = True
    ) -> _Paper | None:
        """What ``make`` gives for that ``key``, None while it is under way; its fault is raised
        here. ``wait``: a short while for one that is begun now.
        """
        sign = name, key
        job = self._jobs.get(sign)
        if job is None:
            self._jobs = {of: one for of, one in self._jobs.items() if not one.over.is_set()}
            job = self._jobs[sign] = _Job()
            threading.Thread(target=self._run, args=(job, make), name="papers", daemon=True).start()
            job.over.wait(PATIENCE if wait else 0)
        if not job.over.is_set():
            return None
        del self._jobs[sign]
        if job.fault is not None:
            raise job.fault
        return job.made

    def let_go(self, name: Hashable) -> None:
        """Nobody waits for that one any more: what comes of it is forgotten."""
        self._jobs = {sign: job for sign, job in self._jobs.items() if sign[0] != name}

    def seconds(self) -> int:
        """How long the oldest paper is under way."""
        started = [job.since for job in self._jobs.values() if not job.over.is_set()]
        return round(time.monotonic() - min(started)) if started else 0

    def tell(self) -> None:
        """Say that something is ready, unless nobody listens any more."""
        with self._telling:
            self.done()

    def close(self) -> None:
        """Nobody waits any more; what is being drawn is forgotten."""
        with self._telling:
            self.done = lambda: None
        self._jobs.clear()

    def _run(self, job: _Job[_Paper], make: Callable[[], _Paper]) -> None:
        try:
            job.made = make()
        except Exception as fault:  # noqa: BLE001 - raised where the paper is waited for
            job.fault = fault
        job.over.set()
        self.tell()
