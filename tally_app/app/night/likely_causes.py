"""Likely causes of one night: worked out when a figure was stored, not while keys are pressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from tally_app.domain.causes.cause import Cause
from tally_app.domain.form.form import Severity
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.reckoning import Reckoning

#: Severities that say that something cannot be, or wants an act: a mistake may explain them.
_EXPLAINED: Final = (Severity.ERROR, Severity.LEGAL)

#: The causes people are shown of what fails.
Explain = Callable[[Reckoning], tuple[Cause, ...]]
#: Which of the lines two people typed alike a third one is asked about.
Doubts = Callable[[Reckoning, Sequence[Cell]], tuple[Cell, ...]]


class Likely:
    """Explains reckonings. ``load`` gives what explains them when it is first needed."""

    def __init__(self, load: Callable[[], Explain]) -> None:
        self._load = load
        self._explain: Explain | None = None
        self._kept: tuple[Reckoning, tuple[Cause, ...]] | None = None

    def causes(self, reckoning: Reckoning) -> tuple[Cause, ...]:
        """The likely causes people are shown, () where no error and no legal event stands."""
        if not reckoning.failing(*_EXPLAINED):
            return ()
        if self._explain is None:
            self._explain = self._load()
        if self._kept is None or self._kept[0] is not reckoning:
            self._kept = reckoning, self._explain(reckoning)
        return self._kept[1]
