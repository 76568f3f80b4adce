"""Rows of a table as they were shown: what stays is not put into words again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tally_app.app.view.maker import GridCell
from tally_app.domain.maker.draft import DraftFault

#: Makes the cells of a row: its number from 0, what stands in it, what is wrong with it.
MakeRow = Callable[[int, Any, Sequence[DraftFault]], tuple[GridCell, ...]]


class KnownRows:
    """The rows of the table that was shown last, as they were shown: of thousands one is typed in,
    and the others are the very same cells.
    """

    def __init__(self) -> None:
        self._rests_on: object = None
        self._rows: dict[int, tuple[Any, Sequence[DraftFault], tuple[GridCell, ...]]] = {}

    def of(self, rests_on: object) -> KnownRows:
        """Forget everything where what all rows rest on is another table, language or ballot."""
        if rests_on != self._rests_on:
            self._rests_on = rests_on
            self._rows.clear()
        return self

    def cells(
        self,
        row: int,
        item: Any,  # noqa: ANN401 - a row of any table
        found: Sequence[DraftFault],
        make: MakeRow,
    ) -> tuple[GridCell, ...]:
        """The cells of a row, made anew where something else stands in it or is wrong with it."""
        before, faults, cells = self._rows.get(row, (None, (), ()))
        if before is not item or faults != found:
            cells = make(row, item, found)
            self._rows[row] = item, found, cells
        return cells
