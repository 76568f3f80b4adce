"""An exercise: a training night whose first entry was typed with faults, and what is true instead.

It stands in the first event, so that the debrief survives every restart, and only in a training
night's: an official night has no exercise, whatever its first event says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tally_app.domain.form.layout import Cell


@dataclass(frozen=True, slots=True)
class Planted:
    """One planted fault of a ballot: its kind, the lines, what is true and what was typed."""

    contest: str
    kind: str
    cells: tuple[Cell, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Exercise:
    """``number`` is the seed, printed on the task sheet; ``of`` how many exercises of this ballot
    hold every kind of fault once. ``truth`` is what lies on the table: the texts by cell of every
    ballot, those of the day under "".
    """

    number: int
    of: int
    faults: tuple[Planted, ...]
    truth: Mapping[str, Mapping[Cell, str]]

    def payload(self) -> dict[str, Any]:
        """As the first event keeps it."""
        return {
            "number": self.number,
            "of": self.of,
            "faults": [
                {
                    "contest": fault.contest,
                    "kind": fault.kind,
                    "cells": [str(cell) for cell in fault.cells],
                    "before": list(fault.before),
                    "after": list(fault.after),
                }
                for fault in self.faults
            ],
            "truth": {
                contest: {str(cell): text for cell, text in cells.items()}
                for contest, cells in self.truth.items()
            },
        }

    @staticmethod
    def read(payload: Any) -> Exercise:  # noqa: ANN401 - JSON of any shape
        """An exercise from the first event; KeyError, TypeError or ValueError where it is none."""
        return Exercise(
            int(payload["number"]),
            int(payload["of"]),
            tuple(
                Planted(
                    str(fault["contest"]),
                    str(fault["kind"]),
                    tuple(Cell.read(str(key)) for key in fault["cells"]),
                    tuple(int(value) for value in fault["before"]),
                    tuple(int(value) for value in fault["after"]),
                )
                for fault in payload["faults"]
            ),
            {
                str(contest): {Cell.read(key): str(text) for key, text in cells.items()}
                for contest, cells in payload["truth"].items()
            },
        )

    def of_contest(self, contest: str) -> tuple[Planted, ...]:
        """The faults of one ballot."""
        return tuple(fault for fault in self.faults if fault.contest == contest)

    def on_table(self, contest: str, cell: Cell) -> str:
        """What the papers on the table say of a line, "" where they say nothing."""
        known = self.truth.get(contest, {})
        return known[cell] if cell in known else self.truth.get("", {}).get(cell, "")
