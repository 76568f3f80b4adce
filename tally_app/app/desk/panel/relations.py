"""A relation that does not hold, as a card writes it: line numbers, figures, a till receipt."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass

from tally_app.app.desk.scene import Scene
from tally_app.app.words.findings import gap, with_gap
from tally_app.domain.relations.rulebook import Part, Result
from tally_app.domain.relations.writing import Formula, Term, Writer
from tally_app.domain.values.times import clock
from tally_app.domain.values.wording import grouped, signed

#: So many figures need no difference below them: it stands beside the relation itself.
FEW = 2

#: The sign of what a receipt takes away.
_MINUS = "\u2212"


def writer(scene: Scene, *, live: bool = False) -> Writer:
    """Writes relations in the language of the window."""
    reckoning = scene.live if live else scene.now
    return Writer(reckoning.bound.book, reckoning.layout, reckoning.figures, scene.wording)


@dataclass(frozen=True, slots=True)
class Said:
    """``symbols``: what does not hold, in line numbers; ``numbers``: with its figures and how far
    it is from holding; ``receipt`` rows are (number, label, figure).
    """

    symbols: str
    numbers: str
    receipt: tuple[tuple[str, str, str], ...]


def said(scene: Scene, result: Result) -> Said:
    """A relation that fails. After a long sum the gap has a line of its own, so that nothing below
    moves while a figure is typed.
    """
    rows, difference = receipt(scene, result), difference_words(scene, result)
    written = [_broken(scene, part) for part in result.failing]
    numbers = []
    for part, formula in zip(result.failing, written, strict=True):
        found = gap(part, scene.now.figures, scene.wording, difference).replace(" ", "\u00a0")
        text = with_gap(formula.numbers, found, scene.wording)
        apart = found and len(rows) > FEW
        numbers.append(text.replace(f" {found}", f"\n{found}") if apart else text)
    return Said("; ".join(x.symbols for x in written), "; ".join(numbers), rows)


def difference_words(scene: Scene, result: Result) -> Callable[[int], str]:
    """How a difference is written: between times it is minutes."""
    if all(scene.form.line(cell.line).kind == "time" for cell in result.cells):
        return lambda value: scene.wording("window.minutes", count=signed(value))
    return signed


def _broken(scene: Scene, part: Part) -> Formula:
    """A part of a relation; of several conditions only those that do not hold: each of them would
    have been enough, and what is there in their place is true of all.
    """
    write = writer(scene)
    failing = write.failing(part.tree, part.scope)
    shown = [write.condition(one, part.scope) for one in failing]
    either, both = (f" {scene.wording(f'formula.{word}')} " for word in ("or", "and"))
    return Formula(either.join(x.symbols for x in shown), both.join(x.numbers for x in shown))


def receipt(scene: Scene, result: Result) -> tuple[tuple[str, str, str], ...]:
    """A single comparison as a till receipt, the longer side first and added up where it should
    equal the other. Of two figures only where their lines have numbers: else the relation names
    them itself.
    """
    if len(result.failing) != 1 or result.failing[0].left is None:
        return ()
    part = result.failing[0]
    long, short = sorted(writer(scene).sides(part.tree, part.scope), key=len, reverse=True)
    rows = [_row(scene, term) for term in long]
    total = _total(part, long, short)
    if total is not None:
        rows.append(("", scene.wording("window.total"), grouped(total)))
    rows += [_row(scene, term) for term in short]
    return tuple(rows) if len(rows) > FEW or any(number for number, _, _ in rows) else ()


def in_words(scene: Scene, result: Result) -> bool:
    """Whether lines without a number stand in a relation: its receipt names them as well."""
    return any(not scene.form.line(cell.line).number for cell in result.cells)


def _total(part: Part, long: list[Term], short: list[Term]) -> int | None:
    """What several figures add up to beside the one they should equal."""
    match part.tree:
        case ast.Compare(ops=[ast.Eq()]) if len(long) > len(short) == 1:
            return sum((-1 if term.minus else 1) * (term.value or 0) for term in long)
        case _:
            return None


def _row(scene: Scene, term: Term) -> tuple[str, str, str]:
    line = next((line for line in scene.form.lines if line.id == term.line), None)
    sign = _MINUS if term.minus else ""
    if line is None:  # a constant, which may be a time of the day; a sum over several lines
        return "", term.symbol, sign + term.figure if term.value is not None else ""
    label = scene.wording.pick(line.short or line.label)
    number = term.symbol if line.number else ""
    figure = grouped(term.value) if term.value is not None else ""
    if line.kind == "time" and term.value is not None:
        figure = clock(term.value)
    return number, label, sign + figure
