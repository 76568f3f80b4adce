"""``uv run python -m tests.mutants [--many N] [--seed S] [--list]``: do the tests see a change?

Mutants are drawn by one stated seed over all functions of ``domain`` and ``store``: one comparison,
sign, connective, constant or return is changed, and the tests of that room alone are run on a copy
of the repository. A mutant that no test sees survives and is named. Nothing of the checkout is
touched.
"""

from __future__ import annotations

import argparse
import ast
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
SEED, MANY = 20261130, 600
PATIENCE = 600  # seconds for the tests of a room
ROOMS = ("domain", "store")
_NOT_COPIED = (".git", ".venv", ".tools", "__pycache__", ".pytest_cache", ".mypy_cache")

_COMPARED = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COUNTED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult}


@dataclass(frozen=True)
class Mutant:
    """One change: the file, the line, what it says there afterwards, and the whole new text."""

    file: str
    line: int
    said: str
    text: str


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
            tree = ast.parse(path.read_text(encoding="utf-8"))
            inside = {
                id(node)
                for function in ast.walk(tree)
                if isinstance(function, ast.FunctionDef)
                for statement in function.body
                for node in ast.walk(statement)
            }
            for node in ast.walk(tree):
                for name, value, other in _changes(node) if id(node) in inside else ():
                    setattr(node, name, other)
                    line = getattr(node, "lineno", 0)
                    said = ast.unparse(node).splitlines()[0]
                    file = path.relative_to(ROOT).as_posix()
                    found.append(Mutant(file, line, said, ast.unparse(tree)))
                    setattr(node, name, value)
    return sorted(found, key=lambda one: (one.file, one.line, one.said))


def tests_of(file: str) -> str:
    """The folder of tests that mirrors the file's room."""
    room = Path(file).parent.relative_to("tally_app")
    while not (ROOT / "tests" / room).is_dir():
        room = room.parent
    return f"tests/{room.as_posix()}"


def survives(mutant: Mutant, copy: Path) -> bool:
    """Whether the tests of its room pass with a mutant in place."""
    file = copy / mutant.file
    whole = file.read_text(encoding="utf-8")
    file.write_text(mutant.text, encoding="utf-8")
    asked = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider"]
    try:
        done = subprocess.run(
            [*asked, tests_of(mutant.file)],
            cwd=copy, capture_output=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False  # a program that hangs is seen
    finally:
        file.write_text(whole, encoding="utf-8")
    return done.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--many", type=int, default=MANY)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--list", action="store_true", help="print the mutants, run nothing")
    asked = parser.parse_args()
    every = mutants()
    drawn = Random(asked.seed).sample(every, min(asked.many, len(every)))
    if asked.list:
        for one in drawn:
            print(f"{one.file}:{one.line}: {one.said}")
        return 0
    left = []
    with tempfile.TemporaryDirectory(prefix="tally-mutants-") as folder:
        copy = Path(folder) / "tally"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*_NOT_COPIED), symlinks=True)
        for number, one in enumerate(drawn, 1):
            alive = survives(one, copy)
            left += [one] * alive
            word = "SURVIVES" if alive else "seen"
            print(f"{number} {word} {one.file}:{one.line}: {one.said}", flush=True)
    print(f"{len(drawn)} of {len(every)} mutants (seed {asked.seed}), {len(left)} survive")
    return 0


if __name__ == "__main__":
    sys.exit(main())
