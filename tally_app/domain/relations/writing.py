"""A relation as people write it: in line numbers, and with the figures in it.

``= ≤ ≥ ≠ · −`` is only how it is shown; the relation itself is the expression in the form.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from tally_app.domain.form.form import Form, Line
from tally_app.domain.form.layout import Item, Layout
from tally_app.domain.form.numbers import numbered
from tally_app.domain.relations.binding import (
    Binder,
    NotApplicableError,
    NotCheckedError,
    Run,
    Scope,
)
from tally_app.domain.relations.language import collection_of, dotted
from tally_app.domain.relations.rulebook import Part, Rulebook
from tally_app.domain.values.times import clock
from tally_app.domain.values.wording import Wording, grouped

_SIGNS: Final[Mapping[type[ast.cmpop], str]] = {
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

_MINUS: Final = "\u2212"

_Made = TypeVar("_Made")

#: Constants that are minutes: a time of the election day, hours of the count.
_TIMES: Final = frozenset({"closes", "applications_until", "count_limit"})


@dataclass(frozen=True, slots=True)
class Formula:
    """``symbols`` in line numbers ("4 = 5 + 6 + 7"), ``numbers`` with figures."""

    symbols: str
    numbers: str


@dataclass(frozen=True, slots=True)
class Term:
    """One summand: its sign, its symbol, its figure; ``value`` is what it adds."""

    minus: bool
    symbol: str
    figure: str
    value: int | None
    line: str = ""


@dataclass(frozen=True)
class Writer:
    """Writes expressions of one form over one layout in one language.

    ``numbers`` gives the printed number of an item's line ("5.2"); lines without a number are
    written by their short name. ``plain`` keeps the relation's own sign between figures for which
    it does not hold: inside "or" a part may fail without anything being wrong.
    """

    book: Rulebook
    layout: Layout
    figures: Sequence[int | None]
    wording: Wording
    plain: bool = False

    @property
    def form(self) -> Form:
        """The form the expressions belong to."""
        return self.book.form

    def part(self, part: Part) -> Formula:
        """One part of a relation, as it is bound."""
        return self.condition(part.tree, part.scope)

    def condition(self, tree: ast.expr, scope: Scope) -> Formula:
        """A whole condition: a comparison, or several joined by "and" / "or"."""
        match tree:
            case ast.BoolOp(op=op, values=values):
                word = (
                    f" {self.wording('formula.and' if isinstance(op, ast.And) else 'formula.or')} "
                )
                plain = replace(self, plain=True)
                shown = [
                    _bracketed(found) if isinstance(op, ast.And) and _is_or(value) else found
                    for value in values
                    for found in [plain.condition(value, scope)]
                ]
                return Formula(
                    word.join(x.symbols for x in shown), word.join(x.numbers for x in shown)
                )
            case ast.Compare(ops=[_]):
                return self._comparison(tree, scope)
            case ast.Compare(left=left, ops=ops, comparators=comparators):
                signs = ["", *(f" {_SIGNS[type(op)]} " for op in ops)]
                sides = [self.terms(side, scope) for side in (left, *comparators)]
                return Formula(
                    "".join(s + _symbols(t) for s, t in zip(signs, sides, strict=True)),
                    "".join(s + _figures(t) for s, t in zip(signs, sides, strict=True)),
                )
            case _:
                terms = self.terms(tree, scope)
                return Formula(_symbols(terms), _figures(terms))

    def failing(self, tree: ast.expr, scope: Scope) -> list[ast.expr]:
        """The single conditions of one joined by "and" / "or" that do not hold."""
        match tree:
            case ast.BoolOp(values=values):
                return [one for value in values for one in self.failing(value, scope)]
            case _:
                return [] if self._value(tree, scope) else [tree]

    def sides(self, tree: ast.expr, scope: Scope) -> tuple[list[Term], list[Term]]:
        """Both sides of a single comparison, the longer side of an equality on the right."""
        match tree:
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                sides = self.terms(left, scope), self.terms(right, scope)
                turned = (
                    isinstance(op, ast.Eq | ast.NotEq) and _long(sides[0]) and not _long(sides[1])
                )
                return (sides[1], sides[0]) if turned else sides
            case _:
                return self.terms(tree, scope), []

    def _comparison(self, tree: ast.Compare, scope: Scope) -> Formula:
        sign = _SIGNS[type(tree.ops[0])]
        sides = self.sides(tree, scope)
        shown = _BROKEN[sign] if not self.plain and self._breaks(sides, sign) else sign
        return Formula(
            f"{_symbols(sides[0])} {sign} {_symbols(sides[1])}",
            f"{_figures(sides[0])} {shown} {_figures(sides[1])}",
        )

    def _breaks(self, sides: tuple[list[Term], list[Term]], sign: str) -> bool:
        totals = [_sum(terms) for terms in sides]
        if totals[0] is None or totals[1] is None:
            return False
        a, b = totals[0], totals[1]
        holds = {"=": a == b, "≠": a != b, "≤": a <= b, "≥": a >= b, "<": a < b, ">": a > b}
        return not holds[sign]

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
                    self._joined(tree, scope, f"|{_symbols(a)}|", f"|{_figures(a)}|", minus=minus)
                ]
            case _:
                figure = self._figure(self._value(tree, scope))
                return [Term(minus, self._call_symbol(tree), figure, self._value(tree, scope))]

    def _joined(
        self, tree: ast.expr, scope: Scope, symbol: str, figure: str, *, minus: bool
    ) -> Term:
        return Term(minus, symbol, figure, self._value(tree, scope))

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
                sign = "+" if isinstance(op, ast.Add) else _MINUS
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

    def _value(self, tree: ast.expr, scope: Scope) -> int | None:
        run, needs = self._remembered(self._bound, tree, scope)
        if run is None or any(self.figures[slot] is None for slot in needs):
            return None
        return run(self.figures)  # type: ignore[arg-type]  # none it needs is missing

    def _bound(self, tree: ast.expr, scope: Scope) -> tuple[Run | None, tuple[int, ...]]:
        binder = Binder(self.layout, self.book.formulas)
        try:
            run = binder.value(tree, scope)
        except (NotApplicableError, NotCheckedError):
            return None, ()
        return run, tuple(binder.needs)

    def _items(self, tree: ast.expr, scope: Scope) -> list[Item]:
        return [item for _, item, _ in Binder(self.layout, self.book.formulas).items(tree, scope)]

    def _remembered(
        self, work: Callable[[ast.expr, Scope], _Made], tree: ast.expr, scope: Scope
    ) -> _Made:
        """What ``work`` makes of an expression: a formula is written anew with every key press,
        its expression is bound once for a layout.
        """
        key = (work.__name__, id(tree), id(scope))
        kept = self.layout.remembered.get(key)
        if kept is None:
            # Tree and scope are kept too: their ids are theirs only while they live.
            kept = self.layout.remembered[key] = tree, scope, work(tree, scope)
        made: _Made = kept[2]
        return made

    def _figure(self, value: int | None) -> str:
        return self.wording("formula.missing") if value is None else grouped(value)

    def _name_term(self, tree: ast.expr, scope: Scope, *, minus: bool) -> Term:
        name = dotted(tree)
        owner, _, attribute = name.rpartition(".")
        value = self._value(tree, scope)
        binder = Binder(self.layout, self.book.formulas)
        for collection, item in binder.owners(name, scope):
            if owner in ("", collection) and attribute in item.slots:
                line = f"{collection}.{attribute}"
                return Term(
                    minus, self.item_symbol(line, item), self._shown(line, value), value, line
                )
        return Term(minus, self.line_symbol(name), self._shown(name, value), value, name)

    def _shown(self, name: str, value: int | None) -> str:
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
        items = self._remembered(self._items, summed.value, scope)
        value = self._value(tree, scope)
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
        return Term(minus, symbol, figure, value, line.id)

    def _from_to(self, line: Line, items: list[Item]) -> str:
        ends = items if len(items) <= _PAIR else [items[0], items[-1]]
        symbols = [self.item_symbol(line.id, item) for item in ends]
        return (" + " if ends is items else " + … + ").join(symbols) or "0"

    def _section_number(self, section: str) -> str:
        return next((s.number for s in self.form.sections if s.id == section), "")

    def _item_figure(self, item: Item, attribute: str) -> str:
        return self._figure(self.figures[item.slots[attribute]])


def _is_or(tree: ast.expr) -> bool:
    return isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.Or)


def _bracketed(shown: Formula) -> Formula:
    return Formula(f"({shown.symbols})", f"({shown.numbers})")


def _long(terms: list[Term]) -> bool:
    """True for several summands, or a sum over several items."""
    return len(terms) > 1 or " + " in terms[0].symbol + terms[0].figure


def _symbols(terms: list[Term]) -> str:
    return _written([(term.minus, _closed(term, term.symbol)) for term in terms])


def _figures(terms: list[Term]) -> str:
    return _written([(term.minus, _closed(term, term.figure)) for term in terms])


def _closed(term: Term, text: str) -> str:
    """A sum over several items that is taken away stands in brackets."""
    return f"({text})" if term.minus and term.line and " + " in text else text


def _written(terms: list[tuple[bool, str]]) -> str:
    first = (_MINUS if terms[0][0] else "") + terms[0][1]
    return first + "".join(f" {_MINUS if minus else '+'} {text}" for minus, text in terms[1:])


def _inner(terms: list[Term], which: int) -> str:
    text = (_symbols, _figures)[which](terms)
    several = len(terms) > 1 or (terms[0].line and " + " in text)
    return f"({text})" if several else text


def _sum(terms: list[Term]) -> int | None:
    if any(term.value is None for term in terms):
        return None
    return sum(-(t.value or 0) if t.minus else (t.value or 0) for t in terms)
