"""The relation language: one Python expression, parsed by ``ast`` and never evaluated as Python.

All of it: names, integers, ``+ - *``, comparisons (also chained), ``and or not``, the functions
below, selection by state or value ``member[role == "chair"]``, nested collections ``pile.bundle``.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Final

#: Functions by name, with the number of their arguments.
FUNCTIONS: Final[Mapping[str, int]] = {
    "abs": 1,
    "odd": 1,
    "count": 1,
    "sum": 1,
    "each": 2,
    "successive": 1,
    "last": 1,
    "optional": 1,
    "max": 2,
    "min": 2,
}

#: Functions of two arguments or more.
OF_MANY: Final = ("max", "min")

#: States of items that are no lines: what a selection may ask for beside values.
STATES: Final[Mapping[str, frozenset[str]]] = {
    "member": frozenset({"role", "present", "state"}),
    "box": frozenset({"annulled"}),
    "option": frozenset({"removed", "undecided", "elsewhere"}),
}

#: States that are texts, with the values they can have; the other states are true or false.
TEXT_STATES: Final[Mapping[str, frozenset[str]]] = {
    "role": frozenset({"chair", "deputy", "secretary", "member"}),
    "state": frozenset({"present", "absent", "refused", "suspended", "left", "unknown"}),
}

#: Longest and deepest expression: no law needs more, and a deeper one could overflow the stack.
LONGEST: Final = 1000
DEEPEST: Final = 60
_SHOWN: Final = 60

_COMPARISONS: Final = (ast.Eq, ast.NotEq, ast.LtE, ast.GtE, ast.Lt, ast.Gt)
_ARITHMETIC: Final = (ast.Add, ast.Sub, ast.Mult)


class LanguageError(Exception):
    """An expression outside the language. ``code`` and ``found`` are worded by the catalogue.

    Codes: syntax, outside, unknown_name, unknown_function, arguments, not_a_collection,
    not_an_integer, empty, text (a text is only compared with a state that is one), unknown_state,
    many (a line of a collection outside ``sum`` or ``each``), two_collections, one_value (one
    inside ``sum``), no_nesting (rows that belong to no row of the other collection).
    """

    def __init__(self, code: str, found: str) -> None:
        super().__init__(f"{code}: {found}")
        self.code = code
        self.found = found


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What names an expression may use: lines, collections with their attributes, constants.
    ``nested``: collections by one whose rows own theirs; None where that is not looked at.
    """

    lines: frozenset[str]
    collections: Mapping[str, frozenset[str]] = field(default_factory=dict)
    constants: frozenset[str] = frozenset()
    nested: Mapping[str, frozenset[str]] | None = None


def parse(text: str, vocabulary: Vocabulary) -> ast.expr:
    """Parse and check one expression; LanguageError says what is outside the language."""
    tree = trees(text)
    _Checker(vocabulary).value(tree, ())
    return tree


@lru_cache(maxsize=1024)
def trees(text: str) -> ast.expr:
    """One expression as a tree, which nobody changes: forms share their bases, and each is read by
    more than one question. Emptied by ``trees.cache_clear()``.
    """
    if not text.strip():
        raise LanguageError("empty", text)
    if len(text) > LONGEST:
        raise LanguageError("syntax", f"{text[:_SHOWN]}…")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise LanguageError("syntax", text) from error
    if _depth(tree) > DEEPEST:
        raise LanguageError("syntax", f"{text[:_SHOWN]}…")
    return _without_not(tree)


class _Turned(ast.NodeTransformer):
    """Writes a condition with "not" as the one that is true instead: what people are told of it is
    the same comparison, turned.
    """

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        """``not a < b`` is ``a >= b``."""
        if not isinstance(node.op, ast.Not):
            self.generic_visit(node)
            return node
        inner = self.visit(node.operand)
        return ast.copy_location(_opposite(inner), node)


def _without_not(tree: ast.expr) -> ast.expr:
    turned = _Turned().visit(tree)
    if not isinstance(turned, ast.expr):  # the turned tree of an expression is one
        raise LanguageError("outside", ast.unparse(tree))
    return ast.fix_missing_locations(turned)


def _opposite(tree: ast.expr) -> ast.expr:
    """The condition that is true exactly where this one is not."""
    match tree:
        case ast.BoolOp(op=op, values=values):
            other: ast.boolop = ast.Or() if isinstance(op, ast.And) else ast.And()
            return ast.BoolOp(op=other, values=[_opposite(value) for value in values])
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _OPPOSITE:
            return ast.Compare(left=left, ops=[_OPPOSITE[type(op)]()], comparators=[right])
        case ast.Compare(left=left, ops=[_, _, *_] as ops, comparators=sides):
            pairs = zip(ops, pairwise([left, *sides]), strict=True)
            links = [ast.Compare(left=a, ops=[op], comparators=[b]) for op, (a, b) in pairs]
            return ast.BoolOp(op=ast.Or(), values=[_opposite(link) for link in links])
        case ast.Call(func=ast.Name(id="odd")):
            return ast.Compare(left=tree, ops=[ast.Eq()], comparators=[ast.Constant(value=0)])
        case ast.Name() | ast.Attribute() if dotted(tree).rpartition(".")[2] in _TRUTHS:
            return ast.Compare(left=tree, ops=[ast.Eq()], comparators=[ast.Constant(value=0)])
        case _:
            raise LanguageError("outside", f"not {ast.unparse(tree)}")


#: States that are true or false.
_TRUTHS: Final = frozenset().union(*STATES.values()) - TEXT_STATES.keys()

_OPPOSITE: Final[Mapping[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
}


def _depth(tree: ast.AST) -> int:
    """How deep an expression is nested, found without recursion."""
    deepest, waiting = 0, [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting.extend((child, depth + 1) for child in ast.iter_child_nodes(node))
    return deepest


def dotted(node: ast.expr) -> str:
    """The dotted name, "box.ballots", for a name with attributes, "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def names_in(tree: ast.expr) -> frozenset[str]:
    """Every name an expression mentions: "voters", "member.issued", and "box" of ``count(box)``.

    A value of a selected or nested item is named by its own collection: "bundle.ballots" of
    ``option.bundle.ballots``.
    """
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(f"{collection_of(node.value)}.{node.attr}")
            found.add(node.attr)
    return frozenset(found)


def first_name(tree: ast.expr) -> str:
    """The value an expression names before any other as it is read: "taken_out", "member.issued";
    "" where it names none.
    """
    named = [n for n in ast.walk(tree) if isinstance(n, ast.Attribute | ast.Name)]
    called = {id(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
    inner = {id(n.value) for n in named if isinstance(n, ast.Attribute)}
    values = [n for n in named if id(n) not in called | inner]
    if not values:
        return ""
    first = min(values, key=lambda n: (n.lineno, n.col_offset))
    if isinstance(first, ast.Attribute):
        return f"{collection_of(first.value)}.{first.attr}"
    return first.id


def collection_of(node: ast.expr) -> str:
    """Name of the innermost collection an expression such as ``box[annulled]`` runs over."""
    if isinstance(node, ast.Subscript):
        return collection_of(node.value)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


class _Checker:
    """Walks an expression once; ``inside`` are the collections whose items are at hand."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.words = vocabulary

    def value(self, node: ast.expr, inside: tuple[str, ...]) -> None:
        match node:
            case ast.Constant(value=constant):
                if type(constant) is not int:
                    code = "text" if isinstance(constant, str) else "not_an_integer"
                    raise LanguageError(code, ast.unparse(node))
            case ast.Name() | ast.Attribute():
                self._name(node, inside)
            case ast.BinOp(left=left, op=op, right=right) if isinstance(op, _ARITHMETIC):
                self.value(left, inside)
                self.value(right, inside)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                self.value(operand, inside)
            case ast.BoolOp(values=values):
                for value in values:
                    self.value(value, inside)
            case ast.Compare() if all(isinstance(op, _COMPARISONS) for op in node.ops):
                self._compare(node, inside)
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                self._call(name, arguments, inside)
            case _:
                raise LanguageError("outside", ast.unparse(node))

    def _compare(self, node: ast.Compare, inside: tuple[str, ...]) -> None:
        match node:
            case ast.Compare(
                left=left,
                ops=[ast.Eq() | ast.NotEq()],
                comparators=[ast.Constant(value=str(text))],
            ):
                self._text_test(left, text, inside)
            case _:
                for value in (node.left, *node.comparators):
                    self.value(value, inside)

    def _text_test(self, node: ast.expr, text: str, inside: tuple[str, ...]) -> None:
        """``role == "chair"``: a state of an item at hand, and a value it can have."""
        owner, _, state = dotted(node).rpartition(".")
        known = [name for name in inside if state in STATES.get(name, ()) and owner in ("", name)]
        if state not in TEXT_STATES or not known:
            raise LanguageError("text", repr(text))
        if text not in TEXT_STATES[state]:
            raise LanguageError("unknown_state", text)

    def _call(self, name: str, arguments: list[ast.expr], inside: tuple[str, ...]) -> None:
        if name not in FUNCTIONS:
            raise LanguageError("unknown_function", name)
        count = len(arguments)
        if count != FUNCTIONS[name] and not (name in OF_MANY and count > FUNCTIONS[name]):
            raise LanguageError("arguments", name)
        first = arguments[0]
        match name:
            case "count":
                self._items(first, inside)
            case "each":
                self._items(first, inside)
                self.value(arguments[1], (*inside, collection_of(first)))
            case "sum" | "successive" | "last":
                self._values(first, inside)
            case "optional":
                if dotted(first) not in self.words.lines:
                    raise LanguageError("unknown_name", ast.unparse(first))
                self._name(first, inside)
            case _:
                for argument in arguments:
                    self.value(argument, inside)

    def _values(self, node: ast.expr, inside: tuple[str, ...]) -> str:
        """A value per item of a collection, whose expression is returned; their sums too."""
        if isinstance(node, ast.BinOp) and isinstance(node.op, _ARITHMETIC):
            items = self._values(node.left, inside)
            if items != self._values(node.right, inside):
                raise LanguageError("two_collections", ast.unparse(node))
            return items
        if not isinstance(node, ast.Attribute):
            raise LanguageError("one_value", ast.unparse(node))
        self._items(node.value, inside)
        collection = collection_of(node.value)
        if node.attr not in self.words.collections.get(collection, frozenset()):
            raise LanguageError("unknown_name", ast.unparse(node))
        return ast.unparse(node.value)

    def _items(self, node: ast.expr, inside: tuple[str, ...]) -> None:
        match node:
            case ast.Subscript(value=value, slice=chosen):
                self._items(value, inside)
                self.value(chosen, (*inside, collection_of(value)))
            case ast.Attribute(value=value):
                self._items(value, inside)
                if node.attr not in self.words.collections:
                    raise LanguageError("not_a_collection", ast.unparse(node))
                nested = self.words.nested
                if nested is not None and node.attr not in nested.get(collection_of(value), ()):
                    raise LanguageError("no_nesting", ast.unparse(node))
            case ast.Name(id=name) if name in self.words.collections:
                return
            case _:
                raise LanguageError("not_a_collection", ast.unparse(node))

    def _name(self, node: ast.expr, inside: tuple[str, ...]) -> None:
        name = dotted(node)
        if not name:
            raise LanguageError("outside", ast.unparse(node))
        owner, _, attribute = name.rpartition(".")
        near = (collection for collection in reversed(inside) if owner in ("", collection))
        if any(self._has(collection, attribute, name) for collection in near):
            return
        if name in self.words.lines and owner in self.words.collections:
            raise LanguageError("many", name)
        if name in self.words.lines or name in self.words.constants:
            return
        raise LanguageError("unknown_name", name)

    def _has(self, collection: str, attribute: str, name: str) -> bool:
        """Whether an item at hand has a figure or a state of that name; a text is no number, and
        refused under the ``name`` it was written by.
        """
        if attribute in self.words.collections.get(collection, frozenset()):
            return True
        if attribute not in STATES.get(collection, frozenset()):
            return False
        if attribute in TEXT_STATES:
            raise LanguageError("text", name)
        return True
