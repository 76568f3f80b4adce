"""What is said about one row of a sheet: each finding with its formula, figures and difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from tally_app.app.sheets.alike import ALIKE, ANEW, SUM, TWICE, Likeness
from tally_app.app.words.refusals import unfit_words
from tally_app.domain.form.form import Line, Severity
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import LONGEST_PROSE
from tally_app.domain.relations.finding import JOINT, Broken, Finding, Findings, with_gap
from tally_app.domain.relations.rulebook import Bound, Result
from tally_app.domain.values.wording import Wording

#: The code of a cell that is no count.
NOT_A_COUNT: Final = "N-01"

_SHOWN: Final = 40
_BESIDE: Final = {TWICE: "twice", ANEW: "anew", ALIKE: "alike", SUM: "sum"}


@dataclass(frozen=True, slots=True)
class RowFinding:
    """One finding of a row. ``lines``: line ids; the items of a collection by their column.
    ``difference``: left minus right, None unless the relation is one comparison. ``part``: which of
    the relations of that code it is, "" where there is one. ``unchecked``: the relation could not
    be asked, and it is not known whether it holds.
    """

    code: str
    severity: Severity
    lines: tuple[str, ...]
    difference: int | None
    message: str
    part: str = ""
    unchecked: bool = False

    @property
    def key(self) -> str:
        """Code and part, by which a form removes the relation or says it anew."""
        return self.code + self.part


@dataclass(frozen=True)
class Speaker:
    """Words the findings of one layout. ``names``: the column of every figure."""

    bound: Bound
    names: Mapping[Cell, str]
    wording: Wording

    @cached_property
    def _findings(self) -> Findings:
        return Findings(self.bound, self.wording)

    def line(self, cell: Cell) -> str:
        """A figure's name in a finding."""
        return self.names[cell] if cell.item else cell.line

    def failing(self, result: Result, figures: Sequence[int | None]) -> RowFinding:
        """A relation that does not hold."""
        relation, found = result.relation, self._findings.finding(result, figures, self._item)
        numbers = JOINT.join(self._part(part) for part in found.parts)
        text = self.wording("check.finding", message=self._sentence(found), numbers=numbers)
        lines = tuple(self.line(cell) for cell in result.cells)
        severity, difference = relation.severity, result.difference
        return RowFinding(relation.code, severity, lines, difference, text, relation.part)

    def uncheckable(self, result: Result, _figures: Sequence[int | None]) -> RowFinding:
        """A relation that a fault of the program keeps from being checked: nothing fails by it."""
        code, part = result.relation.code, result.relation.part
        said = self.wording("check.uncheckable", fault=result.fault)
        return RowFinding(code, Severity.NOTE, (), None, said, part, unchecked=True)

    def _sentence(self, found: Finding) -> str:
        """The relation's own message, with the item it is about."""
        message = self.wording.pick(found.result.relation.message)
        if found.name and "{item}" not in message:
            return self.wording("check.of_item", item=found.name, message=found.sentence)
        return found.sentence

    def no_count(self, cell: Cell, line: Line, text: str, problem: str) -> RowFinding:
        """A cell whose text is no count, and none of the choices of the line (relation N-01)."""
        shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
        said = {"column": self.names[cell], "text": shown}
        if line.choices:
            known = "; ".join(
                f"{n} = {self.wording.pick(x.text)}" for n, x in enumerate(line.choices, 1)
            )
            message = self.wording("check.no_choice", known=known, **said)
        else:
            why = unfit_words(text, LONGEST_PROSE, self.wording) or self.wording(f"bad.{problem}")
            message = self.wording("check.no_count", problem=why, **said)
        return RowFinding(NOT_A_COUNT, Severity.ERROR, (self.line(cell),), None, message)

    def beside(self, one: Likeness) -> RowFinding:
        """What is to be known of a row beside others; it asks nothing."""
        first, last = one.rows[0], one.rows[-1]
        said = self.wording(f"check.beside_{_BESIDE[one.code]}", first=first, last=last)
        if one.code == SUM:
            said = self.wording("check.beside_sum", first=one.rows[1], last=last)
        return RowFinding(one.code, Severity.NOTE, (), None, said)

    def _item(self, collection: str, item: str) -> str:
        """An option by its column, a box by its number."""
        if collection == "box":
            return self.wording("word.box", number=item)
        named = (name for cell, name in self.names.items() if cell.item == item)
        return next(named, item) if collection == "option" else item

    def _part(self, part: Broken) -> str:
        text = self.wording("check.formula", symbols=part.symbols, numbers=part.numbers)
        return with_gap(text, part.gap, self.wording)
