"""The mutants there can be: one comparison, sign, connective, constant or return is changed in a
function of ``domain`` or ``store``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
ROOMS = ("domain", "store")

_COMPARED = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COUNTED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult}


@dataclass(frozen=True)
class Mutant:
    """One change: the file, the line, what it says there afterwards, the whole new text, and the
    lines of the function it stands in (first and last).
    """

    file: str
    line: int
    said: str
    text: str
    function: tuple[int, int]

    @property
    def name(self) -> str:
        return f"{self.file}:{self.line}: {self.said}"


def _changes(node: ast.AST) -> Iterator[tuple[str, object, object]]:
    """What may be changed in a node: field, its value, the value in its place."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in _COMPARED:
            yield "ops", node.ops, [_COMPARED[type(op)]()]
        case ast.BinOp(op=op) if type(op) in _COUNTED:
            yield "op", op, _COUNTED[type(op)]()
        case ast.BoolOp(op=ast.And()):
            yield "op", node.op, ast.Or()
        case ast.BoolOp(op=ast.Or()):
            yield "op", node.op, ast.And()
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "operand", operand, ast.UnaryOp(op=ast.Not(), operand=operand)
        case ast.Constant(value=bool(value)):
            yield "value", value, not value
        case ast.Constant(value=int(value)):
            yield "value", value, value + 1
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield "value", value, ast.Constant(value=None)


def mutants() -> list[Mutant]:
    """Every mutant there can be, in the order of files and lines."""
    found = []
    for room in ROOMS:
        for path in sorted((ROOT / "tally_app" / room).rglob("*.py")):
            found += _of_file(path)
    return sorted(found, key=lambda one: (one.file, one.line, one.said))


def _of_file(path: Path) -> Iterator[Mutant]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    # The outermost function of a statement comes first, and stays.
    inside: dict[int, ast.FunctionDef] = {}
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for statement in function.body:
                for node in ast.walk(statement):
                    inside.setdefault(id(node), function)
    file = path.relative_to(ROOT).as_posix()
    for node in ast.walk(tree):
        function = inside.get(id(node))
        for name, value, other in _changes(node) if function else ():
            setattr(node, name, other)
            line, said = getattr(node, "lineno", 0), ast.unparse(node).splitlines()[0]
            lines = (function.lineno, function.end_lineno or function.lineno)
            yield Mutant(file, line, said, ast.unparse(tree), lines)
            setattr(node, name, value)


def drawn(many: int, seed: int) -> tuple[list[Mutant], int]:
    """``many`` of them by a seed, and how many there are."""
    every = mutants()
    return Random(seed).sample(every, min(many, len(every))), len(every)


def tests_of(file: str) -> str:
    """The folder of tests that mirrors the file's room."""
    room = Path(file).parent.relative_to("tally_app")
    while not (ROOT / "tests" / room).is_dir():
        room = room.parent
    return f"tests/{room.as_posix()}"
