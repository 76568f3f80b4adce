"""A relation that fails, in words: the one place where they are found.

Window, sheet and command line say what does not hold: of several conditions only those that fail,
between figures the sign that is true of them. A paper writes the relation whole, as the form has
it: papers of earlier nights are made again to the byte.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Final

from tally_app.domain.form.layout import Cell
from tally_app.domain.relations.binding import Scope
from tally_app.domain.relations.language import collection_of
from tally_app.domain.relations.rulebook import Bound, Condition, Result, outer_collection
from tally_app.domain.relations.writing import (
    LONG_SUM,
    MINUS,
    SIGNS,
    Formula,
    Term,
    Writer,
    figures_of,
    total,
    true_sign,
)
from tally_app.domain.values.times import clock
from tally_app.domain.values.wording import Wording, grouped, signed
from tally_app.domain.values.words import Words

#: How an item of a collection is called: the member's name, "box 1".
Call = Callable[[str, str], str]

#: One line of a receipt: number of the line, its label, its figure.
ReceiptRow = tuple[str, str, str]

#: So many rows need no sum below them: two figures stand beside each other in the relation.
FEW: Final = 2

#: Between parts of a relation that fail.
JOINT: Final = "; "


@dataclass(frozen=True, slots=True)
class Broken:
    """A part of a relation that does not hold. ``symbols``: the conditions that fail, in line
    numbers; ``numbers``: what is true of their figures; ``gap``: how far a single comparison is
    from holding, "" for anything else.
    """

    symbols: str
    numbers: str
    gap: str


@dataclass(frozen=True, slots=True)
class Template:
    """A comparison that fails whose figures change. ``texts`` stand before each figure and after
    the last; ``slots`` are those of each figure.
    """

    symbols: str
    texts: tuple[str, ...]
    slots: tuple[tuple[int, ...], ...]

    def fill(self, figures: Sequence[int | None]) -> str:
        """The comparison with these figures."""
        shown = [
            text + _figure(slots, figures)
            for text, slots in zip(self.texts, self.slots, strict=False)
        ]
        return "".join(shown) + self.texts[-1]


@dataclass(frozen=True)
class Findings:
    """Words the findings of one layout in one language. The shape of a comparison is worked out
    once, then only figures are filled in: a sheet has many rows, a figure many digits.
    """

    bound: Bound
    wording: Wording
    _templates: dict[int, Template | None] = field(default_factory=dict, repr=False, compare=False)

    def finding(self, result: Result, figures: Sequence[int | None], call: Call) -> Finding:
        """A result that fails with these figures."""
        return Finding(result, figures, self.name(result, call), self)

    def name(self, result: Result, call: Call) -> str:
        """What a result is about: the member, box or option of its ``each``, "" without one."""
        if not result.item:
            return ""
        return call(outer_collection(self.bound.book.checks[result.relation.key]), result.item)

    def writer(self, figures: Sequence[int | None]) -> Writer:
        """Writes any expression of the form with these figures."""
        return Writer(self.bound.book, self.bound.layout, figures, self.wording)

    def broken(self, part: Condition, figures: Sequence[int | None]) -> Broken:
        """A part that does not hold: every figure it needs is there."""
        template = self._templates.get(id(part))
        if template is None:
            writer = self.writer(figures)
            shown = _failing(writer, part.tree, part.scope).formula(self.wording)
            if id(part) not in self._templates:
                self._templates[id(part)] = _template(writer, part, shown, figures)
        else:
            shown = Formula(template.symbols, template.fill(figures))
        return Broken(shown.symbols, shown.numbers, self._gap(part, figures))

    def _gap(self, part: Condition, figures: Sequence[int | None]) -> str:
        """By how much a sum is less or more ("the sum is less by 36"), or the bare difference, left
        minus right; nothing of figures that are equal and must not be.
        """
        match part.tree:
            case ast.Compare(left=left, ops=[op], comparators=[right]) if part.left and part.right:
                pass
            case _:
                return ""
        if isinstance(op, ast.NotEq):
            return ""
        found = part.left(figures) - part.right(figures)  # type: ignore[arg-type]  # it was checked
        if not found:  # equal where one must be more: there is no difference to look for
            return ""
        if not isinstance(op, ast.Eq) or _is_sum(left) == _is_sum(right):
            return self.wording("gap.difference", difference=self.difference(found, part.cells))
        short = found if _is_sum(right) else -found
        return self.wording("gap.lacks" if short > 0 else "gap.exceeds", count=grouped(abs(found)))

    def difference(self, value: int, cells: Sequence[Cell]) -> str:
        """A difference with its sign; between times it is minutes."""
        kinds = {self.bound.book.form.line(cell.line).kind for cell in cells}
        shown = signed(value)
        return self.wording("gap.minutes", count=shown) if kinds == {"time"} else shown


@dataclass(frozen=True)
class Finding:
    """A result that fails, with its words; ``name`` is the item of its ``each``."""

    result: Result
    figures: Sequence[int | None]
    name: str
    findings: Findings

    @property
    def sentence(self) -> str:
        """What is wrong, in one sentence."""
        return self._filled(self.result.relation.message)

    @property
    def hint(self) -> str:
        """Which pile, box or page to count again; "" where the form says nothing."""
        return self._filled(self.result.relation.hint)

    @property
    def observer(self) -> str:
        """What it means for an observer; "" where the form says nothing."""
        return self._filled(self.result.relation.observer)

    @cached_property
    def parts(self) -> tuple[Broken, ...]:
        """Every part of the relation that does not hold; none of a blind one: its figures are not
        to be seen.
        """
        if self.result.relation.blind:
            return ()
        return tuple(self.findings.broken(part, self.figures) for part in self.result.failing)

    @property
    def symbols(self) -> str:
        """What does not hold, in line numbers."""
        return JOINT.join(part.symbols for part in self.parts)

    @property
    def numbers(self) -> str:
        """What is true of the figures instead."""
        return JOINT.join(part.numbers for part in self.parts)

    @property
    def difference(self) -> str:
        """Left minus right of a relation that is one comparison, as it is written, "" for any
        other.
        """
        value = None if self.result.relation.blind else self.result.difference
        if value is None:
            return ""
        part = self.result.failing[0] if len(self.result.failing) == 1 else None
        turned = part is not None and self._writer.turned(part.tree, part.scope)
        return self.findings.difference(-value if turned else value, self.result.cells)

    @property
    def whole(self) -> Formula:
        """The parts that fail as the form has them, for a paper; nothing of a blind one."""
        if self.result.relation.blind:
            return Formula("", "")
        return self._writer.parts(self.result.failing, JOINT)

    @cached_property
    def receipt(self) -> tuple[ReceiptRow, ...]:
        """A single comparison as a till receipt, the longer side first and added up where it should
        equal the other. Of two figures only where their lines have numbers: else the relation names
        them itself.
        """
        if len(self.result.failing) != 1 or self.result.failing[0].left is None:
            return ()
        if self.result.relation.blind:
            return ()
        part = self.result.failing[0]
        long, short = sorted(self._writer.sides(part.tree, part.scope), key=len, reverse=True)
        rows = [self._row(term) for term in long]
        if len(long) > len(short) == 1 and _equal(part.tree):
            rows.append(("", self.findings.wording("window.total"), grouped(total(long) or 0)))
        rows += [self._row(term) for term in short]
        return tuple(rows) if len(rows) > FEW or any(number for number, _, _ in rows) else ()

    @property
    def _writer(self) -> Writer:
        return self.findings.writer(self.figures)

    def _row(self, term: Term) -> ReceiptRow:
        form, wording = self.findings.bound.book.form, self.findings.wording
        line = next((line for line in form.lines if line.id == term.line), None)
        sign = MINUS if term.minus else ""
        if line is None:  # a constant, which may be a time of the day; a sum over several lines
            return "", term.symbol, sign + term.figure if term.value is not None else ""
        label = wording.pick(line.short or line.label)
        number = term.symbol if line.number else ""
        figure = grouped(term.value) if term.value is not None else ""
        if line.kind == "time" and term.value is not None:
            figure = clock(term.value)
        return number, label, sign + figure

    def _filled(self, words: Words) -> str:
        text = self.findings.wording.pick(words)
        return filled(text, self.name, self.result.difference)


def findings_of(bound: Bound, wording: Wording) -> Findings:
    """The writer of a night's findings, the same one at every key press while its layout stays."""
    key = "findings", id(bound), id(wording)
    kept = bound.layout.remembered.get(key)
    if kept is None:
        # It holds both, so their ids stay theirs.
        kept = bound.layout.remembered[key] = Findings(bound, wording)
    found: Findings = kept
    return found


def filled(text: str, name: str, difference: int | None) -> str:
    """A form's sentence about a finding with its places filled."""
    return text.format(item=name, difference=grouped(abs(difference or 0)))


def with_gap(numbers: str, gap: str, wording: Wording) -> str:
    """Figures of a relation with how far they are from holding: "5 ≠ 2 + 2; 1 missing"."""
    return wording("gap.after", numbers=numbers, gap=gap) if gap else numbers


@dataclass(frozen=True, slots=True)
class _Failing:
    """What fails of a condition. ``word`` joins several: "and" or "or", "" for a single one."""

    symbols: str
    facts: tuple[str, ...]
    word: str = ""

    def formula(self, wording: Wording) -> Formula:
        """All facts are true at once, whatever joins the conditions that fail."""
        return Formula(self.symbols, f" {wording('formula.and')} ".join(self.facts))


def _failing(writer: Writer, tree: ast.expr, scope: Scope) -> _Failing:
    """What fails of a condition that does not hold. What holds inside an "and" is left out; what is
    left keeps its shape: of "(A and B) or (C and D)" no single one would do.
    """
    match tree:
        case ast.BoolOp(op=op, values=values):
            conditions = [(value, scope) for value in values]
            return _together(writer, "and" if isinstance(op, ast.And) else "or", conditions)
        case ast.Call(func=ast.Name(id="each"), args=[items, condition]):
            turns = writer.turns(items, scope)
            return _together(writer, "and", [(condition, inner) for inner in turns])
        case _:
            symbols = writer.condition(tree, scope).symbols
            return _Failing(symbols, tuple(_facts(writer, tree, scope)))


def _together(writer: Writer, word: str, conditions: Iterable[tuple[ast.expr, Scope]]) -> _Failing:
    found = [
        _failing(writer, condition, scope)
        for condition, scope in conditions
        if not writer.value(condition, scope)
    ]
    if len(found) == 1:
        return found[0]
    symbols = [f"({x.symbols})" if x.word not in ("", word) else x.symbols for x in found]
    joint = f" {writer.wording(f'formula.{word}')} "
    return _Failing(joint.join(symbols), tuple(fact for x in found for fact in x.facts), word)


def _facts(writer: Writer, tree: ast.expr, scope: Scope) -> Iterator[str]:
    """What is true of the figures of a single condition that does not hold."""
    match tree:
        case ast.Compare(ops=[_, _, *_]):
            yield from _chain(writer, tree, scope)
        case ast.Call(func=ast.Name(id="odd"), args=[inner]):
            yield figures_of(writer.terms(inner, scope))
        case ast.Call(func=ast.Name(id="successive"), args=[row]):
            yield from _falls(writer, row, scope)
        case _:
            yield writer.condition(tree, scope).numbers


def _falls(writer: Writer, row: ast.expr, scope: Scope) -> Iterator[str]:
    """Where figures that should rise do not: "120 > 110"."""
    name = f"{collection_of(row.value)}.{row.attr}" if isinstance(row, ast.Attribute) else ""
    for before, after in pairwise(writer.row(row, scope)):
        if before > after:
            yield f"{writer.shown(name, before)} > {writer.shown(name, after)}"


def _chain(writer: Writer, tree: ast.Compare, scope: Scope) -> Iterator[str]:
    """Of several comparisons in a row those that do not hold: "5 > 4" of 5 ≤ 4 ≤ 7."""
    for op, (left, right) in zip(tree.ops, pairwise(writer.chain(tree, scope)), strict=True):
        sign = SIGNS[type(op)]
        true = true_sign(sign, left, right)
        if true != sign:
            yield f"{figures_of(left)} {true} {figures_of(right)}"


def _template(
    writer: Writer, part: Condition, shown: Formula, figures: Sequence[int | None]
) -> Template | None:
    """The shape of a single comparison of plain lines and their sums, taken from how it was written
    once, and kept only if it gives that very text again; None for anything else.
    """
    if part.left is None:
        return None
    texts, slots, rest = [], [], shown.numbers
    for side in writer.sides(part.tree, part.scope):
        for term in side:
            if not term.slots or term.figure not in rest:
                return None
            before, _, rest = rest.partition(term.figure)
            texts.append(before)
            slots.append(term.slots)
    found = Template(shown.symbols, (*texts, rest), tuple(slots))
    return found if found.fill(figures) == shown.numbers else None


def _figure(slots: Sequence[int], figures: Sequence[int | None]) -> str:
    """A figure, or those of a sum; a long one is one figure."""
    if len(slots) > LONG_SUM:
        return grouped(sum(figures[slot] or 0 for slot in slots))
    return " + ".join([grouped(figures[slot] or 0) for slot in slots])


def _equal(tree: ast.expr) -> bool:
    return isinstance(tree, ast.Compare) and isinstance(tree.ops[0], ast.Eq)


def _is_sum(tree: ast.expr) -> bool:
    match tree:
        case ast.BinOp(op=ast.Add() | ast.Sub()) | ast.Call(func=ast.Name(id="sum")):
            return True
        case _:
            return False
