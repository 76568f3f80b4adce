"""What explains a night: the shipped model of causes at work. Loaded with the first thing wrong."""

from __future__ import annotations

from collections.abc import Sequence

from tally_app.app.night.likely_causes import Explain
from tally_app.catalog.causes import shipped_causes
from tally_app.catalog.library import Library
from tally_app.catalog.problems import CatalogueError
from tally_app.domain.causes.agreeing import worth_a_third_look
from tally_app.domain.causes.cause import Cause
from tally_app.domain.causes.likely import told_causes, typed_order
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.reckoning import Reckoning


def explainer(library: Library) -> Explain:
    """The hints by the model of a library."""
    model = shipped_causes(library)

    def explain(reckoning: Reckoning) -> tuple[Cause, ...]:
        bound = reckoning.bound
        return told_causes(bound, reckoning.figures, typed_order(bound), model)

    return explain


def doubted(library: Library, reckoning: Reckoning, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Which of the lines two people typed alike a third one is asked about, by the model of a
    library; none where it cannot be used: the second look goes on without.
    """
    try:
        model = shipped_causes(library)
    except (KeyError, CatalogueError):
        return ()
    layout = reckoning.bound.layout
    slots = [layout.slots[cell] for cell in cells]
    asked = worth_a_third_look(reckoning.bound, reckoning.figures, slots, model)
    return tuple(layout.cells[slot] for slot in asked)
