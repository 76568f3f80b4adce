"""The relations of a form and the rule of its preview: their expressions and their words."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from tally_app.catalog.checking.notes import Notes
from tally_app.domain.form.form import Form, Relation
from tally_app.domain.relations.language import STATES, LanguageError, parse
from tally_app.domain.relations.rulebook import outer_collection, vocabulary

#: What a rule of a preview needs a value for.
_RULE_CONSTANTS: Final[Mapping[str, str]] = defaultdict(
    str, threshold="threshold", plurality="seats"
)


def check(notes: Notes) -> None:
    """Note what a relation names and the form does not have, and what it cannot say."""
    for relation in notes.form.relations:
        _relation(notes, relation)


def _relation(notes: Notes, relation: Relation) -> None:
    key, form = relation.key, notes.form
    tree = _condition(notes, "relation", key, "check", relation.check)
    _condition(notes, "relation", key, "when", relation.when)
    codes, lines = {other.code for other in form.relations}, [line.id for line in form.lines]
    reasons = [reason.id for reason in form.reasons]
    silent, look = relation.silent_while, relation.lines_to_check
    notes.refer("relation", key, "silent_while", silent, codes, "unknown_relation")
    notes.refer("relation", key, "reasons", relation.reasons, reasons, "unknown_reason")
    notes.refer("relation", key, "look", look, lines, "unknown_line")
    if tree is not None:
        said = {"message": relation.message, "hint": relation.hint, "observer": relation.observer}
        for field, words in said.items():
            notes.placeholders("relation", key, field, words, _places(tree))


def _condition(notes: Notes, name: str, key: str, field: str, text: str) -> ast.expr | None:
    """The parsed condition; None where there is none, or with its problem noted."""
    tree = notes.expression(name, key, field, text) if text else None
    if tree is not None and not _is_truth(tree):
        notes.add(name, key, field, "relation_no_truth", found=text)
    return tree


def check_result(notes: Notes) -> None:
    """Note what the rule of the preview names and the form does not have."""
    rule = notes.form.result
    if rule is None or "result" not in notes.merged.maps:
        return
    lines, wins = [line.id for line in notes.form.lines], filter(None, [rule.wins])
    notes.refer("result", "", "lines", rule.lines, lines, "unknown_line")
    notes.refer("result", "", "wins", wins, lines, "unknown_line")
    for field, text in {"of": rule.of, "cast": rule.cast}.items():
        if text:
            notes.expression("result", "", field, text)
    _condition(notes, "result", "", "valid_if", rule.valid_if)


def _is_truth(tree: ast.expr) -> bool:
    """True for a condition: a comparison, ``each``, ``odd``, or those joined by and, or."""
    match tree:
        case ast.BoolOp(values=values):
            return all(_is_truth(value) for value in values)
        case ast.Call(func=ast.Name(id="each"), args=[_, condition]):
            return _is_truth(condition)
        case ast.Call(func=ast.Name(id=name)):
            return name in ("odd", "successive")
        case _:
            return isinstance(tree, ast.Compare)


def _places(tree: ast.expr) -> tuple[str, ...]:
    """Places a message may have: item of an outer ``each``, difference of one comparison."""
    item = ("item",) if outer_collection(tree) else ()
    inner = tree.args[1] if item and isinstance(tree, ast.Call) else tree
    single = isinstance(inner, ast.Compare) and len(inner.ops) == 1
    return (*item, "difference") if single else item


def constants_used(form: Form) -> frozenset[str]:
    """Constants that the expressions of a form need a value for."""
    words = vocabulary(form)
    states = frozenset().union(*STATES.values())
    found: set[str] = set()
    texts = [x for r in form.relations for x in (r.check, r.when)]
    texts += [x.formula for x in form.lines]
    if form.result is not None:
        texts += [form.result.of, form.result.valid_if, form.result.cast]
    for text in texts:
        try:
            tree = parse(text, words)
        except LanguageError:
            continue
        found.update(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))
    asked = frozenset(found & words.constants) - states
    return asked | {_RULE_CONSTANTS[form.result.rule]} - {""} if form.result else asked
