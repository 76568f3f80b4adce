"""Every text the program can say: of the catalogues, of the shipped forms and samples, of its own
modules.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

HOUSE = Path(__file__).parents[2]
RESOURCES = HOUSE / "resources"
LANGUAGES = ("kk", "ru", "en")
#: Words of the law itself, and our own beside them: they are held by tests of their own.
_LAW = ("law", "law_says", "law_means")


def catalogue_texts() -> Iterator[tuple[str, str, str]]:
    """Place, language and text of every key of the catalogues."""
    for path in sorted((RESOURCES / "texts").glob("*/*.toml")):
        for key, text in _flat(tomllib.loads(path.read_text("utf-8"))):
            yield f"{path.name} {key}", path.parent.name, text


def form_texts() -> Iterator[tuple[str, str, str]]:
    """Place, language and text of every words of the shipped forms and samples."""
    for folder in ("elections", "samples"):
        for path in sorted((RESOURCES / folder).rglob("*.toml")):
            for place, words in _words(tomllib.loads(path.read_text("utf-8")), ""):
                for language, text in words.items():
                    yield f"{path.name}{place}", language, text


def every_text() -> Iterator[tuple[str, str, str]]:
    """Place, language and text of all of them."""
    yield from catalogue_texts()
    yield from form_texts()


def program_strings() -> Iterator[tuple[str, str]]:
    """Place and text of every string of the program's modules that is no docstring; of one that is
    put together, its bare parts with ``{}`` between them.
    """
    for folder in ("tally_app", "reports"):
        for path in sorted((HOUSE / folder).rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            skipped = {id(part) for node in ast.walk(tree) for part in _no_text(node)}
            for node in ast.walk(tree):
                if id(node) not in skipped and (text := _said(node)) is not None:
                    yield f"{path.relative_to(HOUSE)}:{node.lineno}", text  # type: ignore[attr-defined]


def _flat(raw: Mapping[str, object], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in raw.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", str(value)


def _words(value: object, place: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    if isinstance(value, Mapping):
        if value and {*value} <= {*LANGUAGES}:
            if all(isinstance(text, str) for text in value.values()):  # not the forms of a term
                yield place, value
            return
        named = value.get("id", value.get("code", ""))
        for key, inner in value.items():
            if key not in _LAW:
                yield from _words(inner, f"{place} {named} {key}" if named else f"{place} {key}")
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner, place)


def _no_text(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings of a node, and the parts of a string that is put together."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    if isinstance(node, ast.JoinedStr):
        yield from (part for part in node.values if isinstance(part, ast.Constant))


def _said(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (x.value if isinstance(x, ast.Constant) else "{}" for x in node.values)
        return "".join(map(str, parts))
    return None
