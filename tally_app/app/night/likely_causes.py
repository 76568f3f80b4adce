"""Likely causes of one night: worked out when a figure was stored, not while keys are pressed."""

from __future__ import annotations

from collections.abc import Callable

from tally_app.domain.causes.likely import MOST, Cause, CauseModel, likely_causes, typed_order
from tally_app.domain.form.form import Severity
from tally_app.domain.night.reckoning import Reckoning

#: Severities that say that something cannot be, or wants an act: a mistake may explain them.
_EXPLAINED = (Severity.ERROR, Severity.LEGAL)


class Likely:
    """Explains reckonings. ``load`` reads the model of causes when it is first needed."""

    def __init__(self, load: Callable[[], CauseModel]) -> None:
        self._load = load
        self._model: CauseModel | None = None
        self._kept: tuple[Reckoning, tuple[Cause, ...]] | None = None

    def causes(self, reckoning: Reckoning) -> tuple[Cause, ...]:
        """The likely causes people are shown, () where no error and no legal event stands."""
        if not reckoning.failing(*_EXPLAINED):
            return ()
        if self._kept is None or self._kept[0] is not reckoning:
            self._kept = reckoning, self._explain(reckoning)
        return self._kept[1]

    def _explain(self, reckoning: Reckoning) -> tuple[Cause, ...]:
        if self._model is None:
            self._model = self._load()
        bound = reckoning.bound
        found = likely_causes(bound, reckoning.figures, typed_order(bound), self._model)
        return tuple(found[:MOST])
