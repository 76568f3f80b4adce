"""What explains a night: the shipped model of causes at work. Loaded with the first thing wrong."""

from __future__ import annotations

from tally_app.app.night.likely_causes import Explain
from tally_app.catalog.causes import shipped_causes
from tally_app.catalog.library import Library
from tally_app.domain.causes.cause import Cause
from tally_app.domain.causes.likely import told_causes, typed_order
from tally_app.domain.night.reckoning import Reckoning


def explainer(library: Library) -> Explain:
    """The hints by the model of a library."""
    model = shipped_causes(library)

    def explain(reckoning: Reckoning) -> tuple[Cause, ...]:
        bound = reckoning.bound
        return told_causes(bound, reckoning.figures, typed_order(bound), model)

    return explain
