"""Turns an expression of the relation language into closures over a list of figures.

Bound once per layout, run on every key press; nothing here looks a name up twice.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, cast

from tally_app.domain.form.layout import Item, Layout, State
from tally_app.domain.relations.language import collection_of, dotted

#: Figures by slot. A closure only runs once every slot it needs holds a figure.
Figures = Sequence[int]
Run = Callable[[Figures], int]

_COMPARE: Final[Mapping[type[ast.cmpop], Callable[[int, int], bool]]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.LtE: operator.le,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.Gt: operator.gt,
}
_ARITHMETIC: Final[Mapping[type[ast.operator], Callable[[int, int], int]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
}
_WHOLE_NUMBERS: Final = range(1_000_000)


class NotApplicableError(Exception):
    """The night or the form does not have a line the expression needs."""


class NotCheckedError(Exception):
    """A spreadsheet has no column for a line the expression needs."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Items at hand inside ``each`` and selections, by the name of their collection."""

    items: Mapping[str, Item] = field(default_factory=dict)

    def with_item(self, collection: str, item: Item) -> Scope:
        """The scope inside one turn of ``each``."""
        return Scope({**self.items, collection: item})


class Binder:
    """Binds expressions to one layout. ``needs`` collects the slots the last ones cannot do
    without, ``asks`` those they leave out while they are empty.
    """

    def __init__(self, layout: Layout, formulas: Mapping[str, ast.expr]) -> None:
        self.layout = layout
        self.formulas = formulas
        self.needs: dict[int, None] = {}
        self.asks: dict[int, None] = {}

    def value(self, node: ast.expr, scope: Scope) -> Run:
        """Closure for a number or a truth."""
        match node:
            case ast.Constant(value=int() as number):
                return lambda _: number
            case ast.Name() | ast.Attribute():
                return self._name(node, scope)
            case ast.UnaryOp(operand=operand):
                inner = self.value(operand, scope)
                return lambda figures: -inner(figures)
            case ast.BinOp(left=left, op=op, right=right):
                return _two(
                    _ARITHMETIC[type(op)], self.value(left, scope), self.value(right, scope)
                )
            case ast.BoolOp(op=ast.And(), values=values):
                runs = [self.value(value, scope) for value in values]
                return lambda figures: all(run(figures) for run in runs)
            case ast.BoolOp(values=values):
                runs = [self.value(value, scope) for value in values]
                return lambda figures: any(run(figures) for run in runs)
            case ast.Compare():
                return self._compare(node, scope)
            case _:  # the language lets nothing else through
                call = cast("ast.Call", node)
                return self._call(dotted(call.func), call.args, scope)

    def items(self, node: ast.expr, scope: Scope) -> list[tuple[Run | None, Item, Scope]]:
        """Items of a collection expression, each with a condition on the figures (or None)."""
        match node:
            case ast.Subscript(value=value, slice=condition):
                return self._selected(value, condition, scope)
            case ast.Attribute(value=value, attr=name):
                self._placed(name)
                return [
                    (guard, child, inner.with_item(name, child))
                    for guard, item, inner in self.items(value, scope)
                    for child in item.children.get(name, ())
                ]
            case _:
                return self._collection(dotted(node), scope)

    def _placed(self, collection: str) -> None:
        """Raises where a row of the collection belongs to nothing: it would be left out."""
        if collection in self.layout.adrift:
            raise NotCheckedError(collection)

    def _selected(
        self, of: ast.expr, condition: ast.expr, scope: Scope
    ) -> list[tuple[Run | None, Item, Scope]]:
        name = collection_of(of)
        found: list[tuple[Run | None, Item, Scope]] = []
        for guard, item, inner in self.items(of, scope):
            fixed = _fixed(condition, item, name)
            if fixed is None:
                test = self.value(condition, inner)
                found.append((test if guard is None else _both(guard, test), item, inner))
            elif fixed:
                found.append((guard, item, inner))
        return found

    def _collection(self, name: str, scope: Scope) -> list[tuple[Run | None, Item, Scope]]:
        if name in scope.items:
            return [(None, scope.items[name], scope)]
        if name not in self.layout.collections:
            unread = any(line.startswith(f"{name}.") for line in self.layout.unread)
            raise NotCheckedError(name) if unread else NotApplicableError(name)
        self._placed(name)
        return [(None, item, scope.with_item(name, item)) for item in self.layout.collections[name]]

    def _name(self, node: ast.expr, scope: Scope) -> Run:
        name = dotted(node)
        owner, _, attribute = name.rpartition(".")
        for collection, item in self.owners(name, scope):
            if owner not in ("", collection):
                continue
            if attribute in item.slots:
                return self._slot(item.slots[attribute])
            if attribute in item.states:
                return _constant(item.states[attribute])
            if f"{collection}.{attribute}" in self.layout.unread:
                raise NotCheckedError(name)
            if owner:
                raise NotApplicableError(name)
        return self._line(name)

    def owners(self, name: str, scope: Scope) -> list[tuple[str, Item]]:
        """Items at hand that may own a name, the innermost first; none where it is a line's own id:
        beside ``parallel.voters``, ``voters`` is this contest's.
        """
        lines = (self.layout.scalars, self.formulas, self.layout.off, self.layout.unread)
        if any(name in of for of in lines):
            return []
        return [*reversed([*scope.items.items()])]

    def _line(self, name: str) -> Run:
        if name in self.layout.scalars:
            return self._slot(self.layout.scalars[name])
        if name in self.formulas:
            return self.value(self.formulas[name], Scope())
        if name in self.layout.constants:
            return _constant(self.layout.constants[name])
        raise NotCheckedError(name) if name in self.layout.unread else NotApplicableError(name)

    def _slot(self, slot: int) -> Run:
        if slot in self.layout.unestablished:
            raise NotApplicableError(str(self.layout.cells[slot]))
        self.needs[slot] = None
        return operator.itemgetter(slot)

    def _compare(self, node: ast.Compare, scope: Scope) -> Run:
        if len(node.ops) == 1 and (text := _text_test(node)):
            return self._state_test(text, scope)
        sides = [self.value(side, scope) for side in (node.left, *node.comparators)]
        tests = [_COMPARE[type(op)] for op in node.ops]
        if len(tests) == 1:
            return _two(tests[0], sides[0], sides[1])
        pairs = [_two(test, sides[i], sides[i + 1]) for i, test in enumerate(tests)]
        return lambda figures: all(pair(figures) for pair in pairs)

    def _state_test(self, test: tuple[str, str, bool], scope: Scope) -> Run:
        """``role == "chair"``: a state is known when binding, so the answer is too."""
        name, wanted, equal = test
        owner, _, attribute = name.rpartition(".")
        for collection, item in reversed([*scope.items.items()]):
            if owner in ("", collection) and attribute in item.states:
                return _constant((item.states[attribute] == wanted) == equal)
        raise NotApplicableError(name)

    def _call(self, name: str, arguments: list[ast.expr], scope: Scope) -> Run:
        first = arguments[0]
        match name:
            case "abs" | "odd":
                inner = self.value(first, scope)
                return (lambda f: abs(inner(f))) if name == "abs" else (lambda f: inner(f) % 2)
            case "max" | "min":
                runs = [self.value(argument, scope) for argument in arguments]
                chosen_of = max if name == "max" else min
                return lambda figures: chosen_of(run(figures) for run in runs)
            case "optional":
                off = dotted(first) in self.layout.off
                return _constant(0) if off else self._name(first, scope)
            case "count":
                return self._count(first, scope)
            case "each":
                tests = self.per_item(first, arguments[1], scope)
                return lambda figures: all(test(figures) for test in tests)
            case "sum":
                return _total(self._values(first, scope))
            case "successive":
                row = chosen(self.filled(first, scope))
                return lambda figures: all(a <= b for a, b in pairwise(row(figures)))
            case _:
                return self._last(first, scope)

    def _count(self, items: ast.expr, scope: Scope) -> Run:
        if collection_of(items) in self.layout.growing:
            raise NotCheckedError(ast.unparse(items))
        tests = [guard or _constant(1) for guard, _, _ in self.items(items, scope)]
        return lambda figures: sum(1 for test in tests if test(figures))

    def _last(self, row: ast.expr, scope: Scope) -> Run:
        values = self.filled(row, scope)
        if not values:
            raise NotApplicableError(ast.unparse(row))
        found = chosen(values)
        return lambda figures: next(reversed(found(figures)), 0)

    def filled(self, node: ast.expr, scope: Scope) -> list[tuple[Run | None, Run]]:
        """Values one after another; an empty one nobody has to fill is passed over."""
        inner = Binder(self.layout, self.formulas)
        values = inner._values(node, scope)
        free = {slot for slot in inner.needs if slot in self.layout.free}
        self.needs.update(dict.fromkeys(slot for slot in inner.needs if slot not in free))
        self.asks.update(dict.fromkeys(sorted(free)))
        return [
            (_there(guard, slot) if slot in free else guard, run)
            for guard, run in values
            for slot in [_slot_of(run)]
        ]

    def per_item(self, items: ast.expr, condition: ast.expr, scope: Scope) -> list[Run]:
        """The condition of an ``each``, once per item; true where the item is not selected."""
        return [
            self.value(condition, inner)
            if guard is None
            else _implies(guard, self.value(condition, inner))
            for guard, _, inner in self.items(items, scope)
        ]

    def _values(self, node: ast.expr, scope: Scope) -> list[tuple[Run | None, Run]]:
        if isinstance(node, ast.BinOp):
            operation = _ARITHMETIC[type(node.op)]
            left, right = self._values(node.left, scope), self._values(node.right, scope)
            return [
                (guard, _two(operation, a, b))
                for (guard, a), (_, b) in zip(left, right, strict=True)
            ]
        line = cast("ast.Attribute", node)
        name = collection_of(line.value)
        return [
            (guard, self._name(ast.Attribute(ast.Name(name), line.attr), inner))
            for guard, _, inner in self._known(name, line, scope)
        ]

    def _known(
        self, collection: str, node: ast.Attribute, scope: Scope
    ) -> list[tuple[Run | None, Item, Scope]]:
        line = f"{collection}.{node.attr}"
        if line in self.layout.unread or collection in self.layout.growing:
            raise NotCheckedError(line)
        if line in self.layout.absent or line in self.layout.off:
            raise NotApplicableError(line)
        return self.items(node.value, scope)


def _two(operation: Callable[[int, int], int], left: Run, right: Run) -> Run:
    return lambda figures: operation(left(figures), right(figures))


def _both(first: Run, second: Run) -> Run:
    return lambda figures: first(figures) and second(figures)


def _implies(guard: Run, condition: Run) -> Run:
    return lambda figures: not guard(figures) or condition(figures)


def _constant(value: State) -> Run:
    number = value if isinstance(value, int) else 0
    return lambda _: number


def _sum_of(slots: list[Run]) -> Run:
    """Sum of plain slots, taken out in one go: an itemgetter tells its index on whole numbers."""
    if len(slots) < 2:  # noqa: PLR2004 - an itemgetter of one gives no tuple
        return slots[0] if slots else _constant(0)
    take = operator.itemgetter(*(run(_WHOLE_NUMBERS) for run in slots))
    return lambda figures: sum(take(figures))


def _slot_of(run: Run) -> int | None:
    """The slot of a plain figure: an itemgetter tells its index on whole numbers."""
    return run(_WHOLE_NUMBERS) if isinstance(run, operator.itemgetter) else None


def _there(guard: Run | None, slot: int | None) -> Run:
    """True while the slot holds a figure, and the guard agrees."""

    def test(figures: Figures) -> int:
        known: Sequence[int | None] = figures
        return slot is not None and known[slot] is not None and (not guard or guard(figures))

    return test


def chosen(values: list[tuple[Run | None, Run]]) -> Callable[[Figures], list[int]]:
    """Values of the items that are selected, one after another."""
    pairs = [(guard or _constant(1), run) for guard, run in values]
    return lambda figures: [run(figures) for guard, run in pairs if guard(figures)]


def _total(values: list[tuple[Run | None, Run]]) -> Run:
    if all(guard is None and isinstance(run, operator.itemgetter) for guard, run in values):
        return _sum_of([run for _, run in values])
    found = chosen(values)
    return lambda figures: sum(found(figures))


def _text_test(node: ast.Compare) -> tuple[str, str, bool] | None:
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[ast.Constant(value=str() as text)]):
            return dotted(left), text, isinstance(op, ast.Eq)
        case _:
            return None


def _fixed(node: ast.expr, item: Item, collection: str) -> bool | None:
    """Answer of a selection that asks only for states, None where it asks for figures."""
    match node:
        case ast.BoolOp(op=op, values=values):
            answers = [_fixed(value, item, collection) for value in values]
            if any(answer is None for answer in answers):
                return None
            return all(answers) if isinstance(op, ast.And) else any(answers)
        case ast.Compare() if text := _text_test(node):
            name, wanted, equal = text
            state = item.states.get(name.removeprefix(f"{collection}."))
            return None if state is None else (state == wanted) == equal
        case ast.Name() | ast.Attribute():
            state = item.states.get(dotted(node).removeprefix(f"{collection}."))
            return None if state is None else bool(state)
        case _:
            return None
