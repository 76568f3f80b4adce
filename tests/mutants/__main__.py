"""``uv run python -m tests.mutants [--many N] [--seed S] [--list]``: do the tests see a change?

Mutants are drawn by one stated seed over all functions of ``domain`` and ``store``: one comparison,
sign, connective, constant or return is changed, and the tests of that room alone are run on a copy
of the repository. A mutant that no test sees survives and is named. Nothing of the checkout is
touched. First the tests of each room are run on the program as it is: what fails there sees no
mutant, is named and left out.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
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


def failing(room: str, copy: Path) -> tuple[str, ...]:
    """The tests of a room that fail on the program as it is."""
    said = _tested([room, "-rfE"], copy).stdout
    return tuple(
        line.split(" ", 1)[1].split(" - ")[0]
        for line in said.splitlines()
        if line.startswith(("FAILED ", "ERROR "))
    )


def survives(mutant: Mutant, copy: Path, left_out: tuple[str, ...]) -> bool:
    """Whether the tests of its room pass with a mutant in place; those called like its file are
    asked first.
    """
    file, room = copy / mutant.file, tests_of(mutant.file)
    nearest = f"{room}/test_{file.stem}.py"
    first = [nearest] if (copy / nearest).exists() else []
    whole = file.read_text(encoding="utf-8")
    _written(file, mutant.text)
    try:
        done = _tested(["-x", *first, room, *(f"--deselect={x}" for x in left_out)], copy)
    except subprocess.TimeoutExpired:
        return False  # a program that hangs is seen
    finally:
        _written(file, whole)
    return done.returncode == 0


#: Another time for every writing: what Python compiled before never stands in for it.
_TIMES = count(1_000_000_000)


def _written(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    at = next(_TIMES)
    os.utime(file, (at, at))


def _tested(asked: list[str], copy: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *asked],
        cwd=copy, capture_output=True, text=True, timeout=PATIENCE, check=False,
        env={**os.environ, "PYTHONPYCACHEPREFIX": str(copy.parent), "PYTHONDONTWRITEBYTECODE": ""},
    )  # fmt: skip


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
        rooms = sorted({tests_of(x.file) for x in drawn})
        widest = [x for x in rooms if not any(x.startswith(f"{other}/") for other in rooms)]
        left_out = tuple(test for room in widest for test in failing(room, copy))
        print(f"{len(left_out)} tests fail without a mutant", *left_out, sep="\n    ", flush=True)
        for number, one in enumerate(drawn, 1):
            alive = survives(one, copy, left_out)
            left += [one] * alive
            word = "SURVIVES" if alive else "seen"
            print(f"{number} {word} {one.file}:{one.line}: {one.said}", flush=True)
    print(f"{len(drawn)} of {len(every)} mutants (seed {asked.seed}), {len(left)} survive")
    return 0


if __name__ == "__main__":
    sys.exit(main())
