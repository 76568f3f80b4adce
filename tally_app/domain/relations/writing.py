"""A relation as people write it: in line numbers, and with the figures in it.

``= ≤ ≥ ≠ · −`` is only how it is shown; the relation itself is the expression in the form.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tally_app.domain.form.form import Line
from tally_app.domain.form.layout import Item
from tally_app.domain.form.numbers import numbered
from tally_app.domain.relations.binding import Binder, Scope
from tally_app.domain.relations.evaluating import Evaluator
from tally_app.domain.relations.language import collection_of, dotted
from tally_app.domain.relations.rulebook import Condition
from tally_app.domain.values.times import clock
from tally_app.domain.values.wording import Wording, grouped

SIGNS: Final[Mapping[type[ast.cmpop], str]] = {
    ast.Eq: "=",
    ast.NotEq: "≠",
    ast.LtE: "≤",
    ast.GtE: "≥",
    ast.Lt: "<",
    ast.Gt: ">",
}
#: The sign that stands between two figures for which the relation does not hold.
_BROKEN: Final[Mapping[str, str]] = {"=": "≠", "≤": ">", "≥": "<", "<": "≥", ">": "≤", "≠": "="}

#: A sum over more items than this is written as one figure.
LONG_SUM: Final = 12

#: A sum over more items than this is written by its first and last one.
_PAIR: Final = 2

#: The sign of what is taken away.
MINUS: Final = "\u2212"

#: Constants that are minutes: a time of the election day, hours of the count.
_TIMES: Final = frozenset({"closes", "applications_until", "count_limit"})


@dataclass(frozen=True, slots=True)
class Formula:
    """``symbols`` in line numbers ("4 = 5 + 6 + 7"), ``numbers`` with figures."""

    symbols: str
    numbers: str


@dataclass(frozen=True, slots=True)
class Term:
    """One summand: its sign, its symbol, its figure; ``value`` is what it adds. ``slots`` are those
    whose figures it shows, () where it is more than a typed line or a sum over items.
    """

    minus: bool
    symbol: str
    figure: str
    value: int | None
    line: str = ""
    slots: tuple[int, ...] = ()


@dataclass(frozen=True)
class Writer(Evaluator):
    """Writes expressions of one form over one layout in one language.

    ``numbers`` gives the printed number of an item's line ("5.2"); lines without a number are
    written by their short name. ``plain`` keeps the relation's own sign between figures for which
    it does not hold: inside "or" a part may fail without anything being wrong.
    """

    wording: Wording
    plain: bool = False

    def part(self, part: Condition) -> Formula:
        """One part of a relation, as it is bound."""
        return self.condition(part.tree, part.scope)

    def parts(self, parts: Iterable[Condition], joint: str) -> Formula:
        """Several parts of a relation, with ``joint`` between them."""
        return _together([self.part(part) for part in parts], joint)

    def condition(self, tree: ast.expr, scope: Scope) -> Formula:
        """A whole condition: a comparison, or several joined by "and" / "or"."""
        match tree:
            case ast.BoolOp(op=op, values=values):
                return self._several(op, values, scope)
            case ast.Compare(ops=[_]):
                return self._comparison(tree, scope)
            case ast.Compare():
                sides = self.chain(tree, scope)
                signs = ["", *(f" {SIGNS[type(op)]} " for op in tree.ops)]
                return Formula(
                    "".join(s + symbols_of(t) for s, t in zip(signs, sides, strict=True)),
                    "".join(s + figures_of(t) for s, t in zip(signs, sides, strict=True)),
                )
            case _:
                terms = self.terms(tree, scope)
                return Formula(symbols_of(terms), figures_of(terms))

    def _several(self, op: ast.boolop, values: Sequence[ast.expr], scope: Scope) -> Formula:
        plain, both = replace(self, plain=True), isinstance(op, ast.And)
        shown = [
            _bracketed(found) if both and _is_or(value) else found
            for value in values
            for found in [plain.condition(value, scope)]
        ]
        return _together(shown, f" {self.wording('formula.and' if both else 'formula.or')} ")

    def chain(self, tree: ast.Compare, scope: Scope) -> list[list[Term]]:
        """Every side of several comparisons in a row, as they stand."""
        return [self.terms(side, scope) for side in (tree.left, *tree.comparators)]

    def turned(self, tree: ast.expr, scope: Scope) -> bool:
        """Whether the sides of a comparison are written the other way round than the form has."""
        match tree:
            case ast.Compare(ops=[op]):
                left, right = self.chain(tree, scope)
                return _turned(op, left, right)
            case _:
                return False

    def sides(self, tree: ast.expr, scope: Scope) -> tuple[list[Term], list[Term]]:
        """Both sides of a single comparison, the longer side of an equality on the right."""
        match tree:
            case ast.Compare(ops=[op]):
                left, right = self.chain(tree, scope)
                return (right, left) if _turned(op, left, right) else (left, right)
            case _:
                return self.terms(tree, scope), []

    def _comparison(self, tree: ast.Compare, scope: Scope) -> Formula:
        sign = SIGNS[type(tree.ops[0])]
        sides = self.sides(tree, scope)
        shown = sign if self.plain else true_sign(sign, *sides)
        return Formula(
            f"{symbols_of(sides[0])} {sign} {symbols_of(sides[1])}",
            f"{figures_of(sides[0])} {shown} {figures_of(sides[1])}",
        )

    def terms(self, tree: ast.expr, scope: Scope) -> list[Term]:
        """An expression as summands; optional lines that are off are left out."""
        found = self._terms(tree, scope, minus=False)
        return found or [Term(minus=False, symbol="0", figure="0", value=0)]

    def _terms(self, tree: ast.expr, scope: Scope, *, minus: bool) -> list[Term]:
        match tree:
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
                other = minus != isinstance(op, ast.Sub)
                return [
                    *self._terms(left, scope, minus=minus),
                    *self._terms(right, scope, minus=other),
                ]
            case ast.UnaryOp(operand=operand):
                return self._terms(operand, scope, minus=not minus)
            case ast.Call(func=ast.Name(id="optional"), args=[inner]):
                off = dotted(inner) in self.layout.off
                return [] if off else self._terms(inner, scope, minus=minus)
            case ast.Call(func=ast.Name(id="sum"), args=[ast.Attribute() as summed]):
                return [self._sum_term(tree, summed, scope, minus=minus)]
            case ast.Constant(value=int() as number):
                return [Term(minus, grouped(number), grouped(number), number)]
            case ast.Name() | ast.Attribute():
                return [self._name_term(tree, scope, minus=minus)]
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                a, b = self.terms(left, scope), self.terms(right, scope)
                return [self._joined(tree, scope, f"{_inner(a, 0)}·{_inner(b, 0)}",
                                     f"{_inner(a, 1)}·{_inner(b, 1)}", minus=minus)]  # fmt: skip
            case ast.Call(func=ast.Name(id="abs"), args=[inner]):
                a = self.terms(inner, scope)
                return [
                    self._joined(
                        tree, scope, f"|{symbols_of(a)}|", f"|{figures_of(a)}|", minus=minus
                    )
                ]
            case ast.Call(func=ast.Name(id=("max" | "min") as name), args=arguments):
                each = [self.terms(argument, scope) for argument in arguments]
                symbols = "; ".join(symbols_of(terms) for terms in each)
                figures = "; ".join(figures_of(terms) for terms in each)
                return [
                    self._joined(
                        tree, scope, f"{name}({symbols})", f"{name}({figures})", minus=minus
                    )
                ]
            case _:
                figure = self._figure(self.value(tree, scope))
                return [Term(minus, self._call_symbol(tree), figure, self.value(tree, scope))]

    def _joined(
        self, tree: ast.expr, scope: Scope, symbol: str, figure: str, *, minus: bool
    ) -> Term:
        return Term(minus, symbol, figure, self.value(tree, scope))

    def _call_symbol(self, tree: ast.expr) -> str:
        """Name of a count of people or boxes: the catalogue's word for the function."""
        match tree:
            case ast.Call(func=ast.Name(id="sum"), args=[ast.BinOp() as inner]):
                return f"Σ ({self._row_symbols(inner)})"
            case ast.Call(func=ast.Name(id=name), args=[inner]):
                key = f"formula.{name}.{ast.unparse(inner)}"
                if self.wording.has(key):
                    return self.wording(key)
                of = self._rows_symbol(inner)
                return self.wording(f"formula.of_{name}", of=of) if of else ast.unparse(tree)
            case _:
                return ast.unparse(tree)

    def _row_symbols(self, tree: ast.expr) -> str:
        """What is added up in every row: "listed + added − struck"."""
        match tree:
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
                sign = "+" if isinstance(op, ast.Add) else MINUS
                return f"{self._row_symbols(left)} {sign} {self._row_symbols(right)}"
            case ast.Name() | ast.Attribute():
                return self.line_symbol(dotted(tree))
            case _:
                return ast.unparse(tree)

    def _rows_symbol(self, tree: ast.expr) -> str:
        """What a function runs over: a line by its name, a collection of the form by its heading;
        "" for anything else.
        """
        declared = self.form.collection(collection_of(tree))
        if declared is not None:
            return self.wording.pick(declared.heading)
        outer = collection_of(tree.value) if isinstance(tree, ast.Attribute) else ""
        if not isinstance(tree, ast.Attribute) or self.form.collection(outer) is None:
            return ""
        return self.line_symbol(f"{outer}.{tree.attr}")

    def _figure(self, value: int | None) -> str:
        return self.wording("formula.missing") if value is None else grouped(value)

    def _name_term(self, tree: ast.expr, scope: Scope, *, minus: bool) -> Term:
        name = dotted(tree)
        owner, _, attribute = name.rpartition(".")
        value = self.value(tree, scope)
        binder = Binder(self.layout, self.book.formulas)
        for collection, item in binder.owners(name, scope):
            if owner in ("", collection) and attribute in item.slots:
                line = f"{collection}.{attribute}"
                symbol = self.item_symbol(line, item)
                slot = item.slots[attribute]
                return Term(minus, symbol, self.shown(line, value), value, line, (slot,))
        scalars = self.layout.scalars
        slots = (scalars[name],) if name in scalars else ()
        return Term(minus, self.line_symbol(name), self.shown(name, value), value, name, slots)

    def shown(self, name: str, value: int | None) -> str:
        """A figure of a line or a constant; a time of the day as such."""
        line = self._line(name)
        is_time = name in _TIMES if line is None else line.kind == "time"
        return clock(value) if is_time and value is not None else self._figure(value)

    def _line(self, name: str) -> Line | None:
        try:
            return self.form.line(name)
        except KeyError:
            return None

    def line_symbol(self, name: str) -> str:
        """A line's number, or its short name; a constant's word, or the constant itself."""
        line = self._line(name)
        if line is None:
            key = f"formula.constant.{name}"
            return self.wording(key) if self.wording.has(key) else self._constant(name)
        return line.number or self.wording.pick(line.short or line.label)

    def _constant(self, name: str) -> str:
        value = self.layout.constants.get(name)
        return name if value is None else grouped(value)

    def item_symbol(self, line_id: str, item: Item) -> str:
        """The number of an item's line ("5.2"), or the line's short name."""
        line = self.form.line(line_id)
        if not line.number:
            return self.wording.pick(line.short or line.label)
        return numbered(line, self.layout.positions[line.collection, item.id])

    def _sum_term(
        self, tree: ast.expr, summed: ast.Attribute, scope: Scope, *, minus: bool
    ) -> Term:
        items = self.items(summed.value, scope)
        value = self.value(tree, scope)
        collection = collection_of(summed.value)
        line = self.form.line(f"{collection}.{summed.attr}")
        symbol = self._section_number(line.section) or self._from_to(line, items)
        if not line.number:
            symbol = self.wording.pick(line.short or line.label)
            symbol = symbol if len(items) == 1 else f"Σ {symbol}"
        long = len(items) > LONG_SUM or len(items) == 0
        figure = (
            self._figure(value)
            if long
            else " + ".join(self._item_figure(item, summed.attr) for item in items)
        )
        fixed = self.selects_by_states(summed.value, scope)
        slots = tuple(item.slots[summed.attr] for item in items) if fixed else ()
        return Term(minus, symbol, figure, value, line.id, slots)

    def _from_to(self, line: Line, items: list[Item]) -> str:
        ends = items if len(items) <= _PAIR else [items[0], items[-1]]
        symbols = [self.item_symbol(line.id, item) for item in ends]
        joint = " + " if ends is items else " + … + "
        return joint.join(symbols) or line.number.removesuffix(".i")  # of no rows: what they are of

    def _section_number(self, section: str) -> str:
        return next((s.number for s in self.form.sections if s.id == section), "")

    def _item_figure(self, item: Item, attribute: str) -> str:
        return self._figure(self.figures[item.slots[attribute]])


def _is_or(tree: ast.expr) -> bool:
    return isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.Or)


def _together(shown: Sequence[Formula], joint: str) -> Formula:
    return Formula(joint.join(x.symbols for x in shown), joint.join(x.numbers for x in shown))


def _bracketed(shown: Formula) -> Formula:
    return Formula(f"({shown.symbols})", f"({shown.numbers})")


def _turned(op: ast.cmpop, left: list[Term], right: list[Term]) -> bool:
    """The longer side of an equality is written on the right."""
    return isinstance(op, ast.Eq | ast.NotEq) and _long(left) and not _long(right)


def _long(terms: list[Term]) -> bool:
    """True for several summands, or a sum over several items."""
    return len(terms) > 1 or " + " in terms[0].symbol + terms[0].figure


def symbols_of(terms: list[Term]) -> str:
    """Summands in line numbers."""
    return _written([(term.minus, _closed(term, term.symbol)) for term in terms])


def figures_of(terms: list[Term]) -> str:
    """Summands with their figures."""
    return _written([(term.minus, _closed(term, term.figure)) for term in terms])


def _closed(term: Term, text: str) -> str:
    """A sum over several items that is taken away stands in brackets."""
    return f"({text})" if term.minus and term.line and " + " in text else text


def _written(terms: list[tuple[bool, str]]) -> str:
    first = (MINUS if terms[0][0] else "") + terms[0][1]
    return first + "".join(f" {MINUS if minus else '+'} {text}" for minus, text in terms[1:])


def _inner(terms: list[Term], which: int) -> str:
    text = (symbols_of, figures_of)[which](terms)
    several = len(terms) > 1 or (terms[0].line and " + " in text)
    return f"({text})" if several else text


def true_sign(sign: str, left: list[Term], right: list[Term]) -> str:
    """The sign itself between figures it holds for (or that are not all there), else the one that
    says what is.
    """
    a, b = total(left), total(right)
    if a is None or b is None:
        return sign
    holds = {"=": a == b, "≠": a != b, "≤": a <= b, "≥": a >= b, "<": a < b, ">": a > b}
    return sign if holds[sign] else _BROKEN[sign]


def total(terms: Iterable[Term]) -> int | None:
    """What summands add up to, None while one of them is missing."""
    values = [None if term.value is None else -term.value if term.minus else term.value
              for term in terms]  # fmt: skip
    return None if None in values else sum(value or 0 for value in values)
