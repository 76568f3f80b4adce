"""What is said about one row of a sheet: each finding with its formula, figures and difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from tally_app.app.sheets.formulas import Formulas
from tally_app.app.words.findings import gap, with_gap
from tally_app.domain.form.form import Severity
from tally_app.domain.form.layout import Cell
from tally_app.domain.relations.rulebook import Bound, Part, Result, outer_collection
from tally_app.domain.values.wording import Wording, grouped

#: The code of a cell that is no count.
NOT_A_COUNT: Final = "N-01"

_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of a row. ``lines``: line ids; the items of a collection by their column.
    ``difference``: left minus right, None unless the relation is one comparison.
    """

    code: str
    severity: Severity
    lines: tuple[str, ...]
    difference: int | None
    message: str


@dataclass(frozen=True)
class Speaker:
    """Words the findings of one layout. ``names``: the column of every figure."""

    bound: Bound
    names: Mapping[Cell, str]
    wording: Wording

    @cached_property
    def _formulas(self) -> Formulas:
        return Formulas(self.bound, self.wording)

    def line(self, cell: Cell) -> str:
        """A figure's name in a finding."""
        return self.names[cell] if cell.item else cell.line

    def failing(self, result: Result, figures: Sequence[int | None]) -> Finding:
        """A relation that does not hold."""
        relation = result.relation
        parts = "; ".join(self._part(part, figures) for part in result.failing)
        text = self.wording("check.finding", message=self._sentence(result), numbers=parts)
        lines = tuple(self.line(cell) for cell in result.cells)
        return Finding(relation.code, relation.severity, lines, result.difference, text)

    def _sentence(self, result: Result) -> str:
        """The relation's own message, with the item it is about."""
        message = self.wording.pick(result.relation.message)
        item = self._item(result) if result.item else ""
        said = message.format(item=item, difference=grouped(abs(result.difference or 0)))
        if item and "{item}" not in message:
            return self.wording("check.of_item", item=item, message=said)
        return said

    def no_count(self, cell: Cell, text: str, problem: str) -> Finding:
        """A cell whose text is no count (relation N-01)."""
        shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
        message = self.wording(
            "check.no_count",
            column=self.names[cell],
            text=shown,
            problem=self.wording(f"bad.{problem}"),
        )
        return Finding(NOT_A_COUNT, Severity.ERROR, (self.line(cell),), None, message)

    def _item(self, result: Result) -> str:
        """An option by its column, a box by its number."""
        collection = outer_collection(self.bound.book.checks[result.relation.key])
        if collection == "box":
            return self.wording("word.box", number=result.item)
        named = (name for cell, name in self.names.items() if cell.item == result.item)
        return next(named, result.item) if collection == "option" else result.item

    def _part(self, part: Part, figures: Sequence[int | None]) -> str:
        shown = self._formulas.write(part, figures)
        text = self.wording("check.formula", symbols=shown.symbols, numbers=shown.numbers)
        return with_gap(text, gap(part, figures, self.wording), self.wording)
