"""No text stands in the catalogue that no code, form or table of data asks for."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache

import pytest

from tally_app import paths
from tally_app.catalog.readings import every_text
from tally_app.domain.values.languages import CODES as LANGUAGES
from tally_app.domain.values.terms import every_place
from tests.app.words.test_made_keys import CLOSED, ROOT, every, made_of, texts, trees

#: Asked for with what a form says: the condition of a relation, the letter of a law.
_OF_FORMS = re.compile(r"(formula|law)\.(.+)")
#: Made keys whose set in ``CLOSED`` names only the parts that are always there: for the others any
#: word of code or data will do. Every other set names all there is.
LOOSE = {"contest.{}", "formula.{}", "maker.column.{}", "paper.{}",
         "published.cause.{}", "published.finding.{}", "published.heading.{}"}  # fmt: skip
#: A family has its head beside its code: faults of relations, other words for an office.
JOINED = {"{}_one", "maker.also.{}_{}", "problem.relation_{}"}


@cache
def written():
    """Every text that stands in the code or in the data, texts themselves left out."""
    found = {
        node.value
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for path in (ROOT / "resources").rglob("*.toml"):
        if "texts" not in path.parts:
            found |= {*inside(tomllib.loads(path.read_text("utf-8")))}
    return found


def inside(value):
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else ():
        yield from inside(inner)
    for inner in value if isinstance(value, list) else ():
        yield from inside(inner)


@cache
def shapes():
    """Every key that the code makes of parts, as a pattern; under a name of its own it may lack
    its head (``paper.`` on paper).
    """
    made = {
        made_of(node)
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr | ast.BinOp)
    }
    keys = {key for key in made if re.fullmatch(r"[a-z]+[a-z_]*[.{][a-z_.{}]+", key)} | JOINED
    keys -= CLOSED.keys() - LOOSE
    return [re.compile(re.escape(key).replace(r"\{\}", "(.+)")) for key in sorted(keys)]


def asked_for(key):
    if key in written() or key in named_by_sheets():
        return True
    steps = key.split(".")
    for at in range(len(steps) - 1):
        tail = ".".join(steps[at:])
        if at and tail in written():
            return True
        for shape in shapes():
            found = shape.fullmatch(tail)
            if found and all({x, x.rpartition(".")[2]} & written() for x in found.groups()):
                return True
    of_form = _OF_FORMS.fullmatch(key)
    return bool(of_form) and said_by_forms(of_form[2])


@cache
def named_by_sheets():
    """Where texts stand, as the sheets for a reader name it."""
    kinds = {key.partition(".")[0] for key in texts()["en"]}
    forms = {key.partition("/")[2].partition(".")[0] for key in every_text(paths.resources(), "en")}
    places = {"paper", "other", *kinds, *(f"form.{kind}" for kind in forms)}
    return {f"reading.place.{x}" for x in places}


def said_by_forms(condition):
    """Whether a condition of some form holds those words; a letter of a law, an article."""
    bare = condition.partition(".")[2] or condition
    pattern = re.compile(re.escape(bare.replace("'", '"')).replace(r"\ ", r"\s+"))
    return any(pattern.search(text) for text in written())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_asked_for(language):
    assert dead(texts()[language]) == []


def dead(keys):
    made = {name for key, sets in CLOSED.items() for name in every(key, sets)}
    terms = {f"term.{x}" for language in LANGUAGES for x in every_place(language)}
    return [key for key in keys if key not in made | terms and not asked_for(key)]


def test_a_text_nobody_asks_for_is_found():
    assert dead(["demo.nowhere_said", "print.nowhere_said", "window.nowhere_said"]) == [
        *("demo.nowhere_said", "print.nowhere_said", "window.nowhere_said")
    ]
