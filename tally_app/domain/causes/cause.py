"""A likely cause as a value. What finds them is loaded with the first relation that fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tally_app.domain.form.layout import Cell

#: The kind of cause that says: nothing was mistyped, count the pile or the signatures again.
COUNT_AGAIN: Final = "count_again"

#: How many causes people are shown.
MOST: Final = 3


@dataclass(frozen=True, slots=True)
class CauseModel:
    """``weights`` by trait (``weighing.TRAITS``), in log-odds; without one it weighs 0."""

    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Cause:
    """One explanation. ``cells`` are the figures it would change, in the order of typing;
    ``before`` what stands there, ``after`` what would be true, None where the relations do not
    tell. ``score``: its share of all that was supposed, 0 to 1; lines that several explanations
    name are ranked by all of them together. ``one_of``: the lines are alternatives, one of them is
    meant.
    """

    kind: str
    cells: tuple[Cell, ...]
    before: tuple[int | None, ...]
    after: tuple[int | None, ...]
    score: float
    one_of: bool = False
