"""Work that takes longer says how far it came, where standard error is a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

from tally_app.cli.context import Output
from tally_app.domain.values.wording import Wording, grouped

#: Seconds before the first word is said, and between two.
_FIRST: Final = 2.0
_EVERY: Final = 0.5
#: Exit code of work that somebody stopped, as shells have it.
STOPPED: Final = 130

_Row = TypeVar("_Row")


class Progress:
    """How far a work came: ``done`` of ``of`` rows were answered."""

    def __init__(self, of: int, stderr: Output, words: Wording) -> None:
        self.done, self.of = 0, of
        self._words = words
        self._say: Callable[[str], None] | None = None
        asked = getattr(stderr, "isatty", None)
        if asked is not None and asked():
            self._say = getattr(stderr, "anew", None)

    def over(self, rows: Iterable[_Row]) -> Iterator[_Row]:
        """The same rows, counted; after two seconds the terminal is told of them."""
        begun = said = time.monotonic()
        for row in rows:
            yield row
            self.done += 1
            if self._say is None:
                continue
            now = time.monotonic()
            if now - begun >= _FIRST and now - said >= _EVERY:
                said = now
                self._say(self._sentence(now - begun))
        self.leave()

    def leave(self) -> None:
        """Leave the line of the terminal empty."""
        if self._say is not None:
            self._say("")

    def stopped(self) -> str:
        """How far it came when somebody stopped it."""
        return self._words("cli.stopped", done=grouped(self.done), all=grouped(self.of))

    def _sentence(self, seconds: float) -> str:
        rate = self.done / seconds
        return self._words(
            "cli.progress",
            done=grouped(self.done),
            all=grouped(self.of),
            rate=grouped(round(rate)),
            left=grouped(round(max(0, self.of - self.done) / rate)),
        )
