"""Which files of the packages go into the folder: all of most, of Qt only what is loaded."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, Final

from building.binaries import is_compiled
from building.pins import ROOT

CHOICE: Final = Path(__file__).with_name("choice.toml")
_QT: Final = "PySide6."

Needs = Callable[[str], frozenset[str]]


@cache
def choice() -> dict[str, Any]:
    """What choice.toml says."""
    return tomllib.loads(CHOICE.read_text(encoding="utf-8"))


def qt_modules(sources: Iterable[Path]) -> list[str]:
    """The modules of Qt that the sources import, late ones too; by name."""
    found = set()
    for path in sources:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(_QT):
                found.add(str(node.module).split(".")[1])
            elif isinstance(node, ast.Import):
                named = [alias.name for alias in node.names if alias.name.startswith(_QT)]
                found.update(name.split(".")[1] for name in named)
            elif isinstance(node, ast.Constant) and str(node.value).startswith(_QT):
                found.add(str(node.value).split(".")[1])  # import_module("PySide6.QtCore")
    return sorted(found)


def reached(roots: Iterable[str], there: Iterable[str], needs: Needs) -> set[str]:
    """The compiled files among ``there`` that the roots load, and what those load in turn; KeyError
    of a root that is not there. Names are compared as Windows does, a library beside the one that
    asks for it comes first.
    """
    by_name: dict[str, list[str]] = {}
    for path in sorted(there):
        if is_compiled(path):
            by_name.setdefault(PurePosixPath(path).name.lower(), []).append(path)
    known = {path for paths in by_name.values() for path in paths}
    found: set[str] = set()
    waiting = list(roots)
    if absent := sorted(set(waiting) - known):
        raise KeyError(f"not in the package: {', '.join(absent)}")
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        for name in needs(path):
            places = by_name.get(name.lower(), [])
            beside = [p for p in places if PurePosixPath(p).parent == PurePosixPath(path).parent]
            waiting += (beside or places)[:1]
    return found


def qt_files(target: str, there: Mapping[str, bytes], needs: Needs) -> set[str]:
    """What of PySide6 and shiboken6 goes into a target's folder."""
    said = choice()["qt"]
    mine = said[target]
    modules = qt_modules((ROOT / "tally_app").rglob("*.py"))
    roots = [mine["module"].format(module=module) for module in modules]
    taken = reached([*roots, mine["shiboken"], *mine["plugins"]], there, needs)
    taken |= {path for path in there if any(fnmatchcase(path, one) for one in said["python"])}
    return taken | {mine["translations"] + name for name in said["translations"]}


def is_left_out(package: str, path: str) -> bool:
    """True for a file that no program loads, or that this one never asks for."""
    said = choice()
    patterns = [*said["nowhere"]["files"], *said["without"].get(package, [])]
    return any(fnmatchcase(path, pattern) for pattern in patterns)
