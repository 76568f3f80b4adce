"""What a form says without the lines it removes: ``optional(x)`` of a removed line is 0.

So a ballot without "against all" needs no copied relations: of ``sum(option.votes) +
optional(against_all) + invalid == taken_out`` stays ``sum(option.votes) + invalid == taken_out``.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping
from typing import Any, Final

from tally_app.domain.relations.language import dotted

#: Keys that are expressions, and keys that list lines, by the table they stand in.
_EXPRESSIONS: Final = frozenset({"check", "when", "formula", "of", "valid_if", "cast"})
_LINES: Final = frozenset({"look", "lines"})


def without(values: Mapping[str, Any], removed: Collection[str]) -> dict[str, Any]:
    """A table's values without the removed lines; the values given are left as they are."""
    return {key: _value(key, value, removed) for key, value in values.items()}


def _value(key: str, value: object, removed: Collection[str]) -> object:
    if key in _EXPRESSIONS and isinstance(value, str):
        return _expression(value, removed)
    if key in _LINES and isinstance(value, list):
        return [line for line in value if line not in removed]
    if key == "block" and isinstance(value, list):
        return [without(block, removed) if isinstance(block, dict) else block for block in value]
    return value


def _expression(text: str, removed: Collection[str]) -> str:
    """The expression as it stands where nothing of it is removed or it cannot be read."""
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return text
    asked = (node for node in ast.walk(tree) if _is_gone(node, removed))
    return ast.unparse(_Without(removed).visit(tree)) if any(asked) else text


def _is_gone(node: ast.AST, removed: Collection[str]) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="optional"), args=[line]):
            return dotted(line) in removed
        case _:
            return False


def _is_nought(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == 0


class _Without(ast.NodeTransformer):
    """Puts 0 for what is gone, and leaves out what 0 says nothing in."""

    def __init__(self, removed: Collection[str]) -> None:
        self.removed = removed

    def visit_Call(self, node: ast.Call) -> ast.expr:
        if _is_gone(node, self.removed):
            return ast.Constant(0)
        self.generic_visit(node)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        left, right = _is_nought(node.left), _is_nought(node.right)
        match node.op:
            case ast.Mult() if left or right:
                return ast.Constant(0)
            case ast.Add() if left:
                return node.right
            case ast.Sub() if left:
                return ast.UnaryOp(ast.USub(), node.right)
            case ast.Add() | ast.Sub() if right:
                return node.left
            case _:
                return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        self.generic_visit(node)
        if isinstance(node.op, ast.And):
            node.values = [value for value in node.values if not self._says_nothing(value)] or [
                node.values[0]
            ]
        return node.values[0] if len(node.values) == 1 else node

    @staticmethod
    def _says_nothing(node: ast.expr) -> bool:
        """``0 <= x``: no figure is below 0."""
        match node:
            case ast.Compare(
                left=left, ops=[ast.LtE()], comparators=[ast.Name() | ast.Attribute()]
            ):
                return _is_nought(left)
            case _:
                return False
