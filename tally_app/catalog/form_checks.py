"""What one form must agree with itself on: names that other names refer to, and its expressions."""

from __future__ import annotations

import ast
import string
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from tally_app.catalog.merging.merge import Merged
from tally_app.catalog.problems import Problems
from tally_app.domain.form.form import Form, Line, Relation
from tally_app.domain.form.papers import ACT_FACTS, CALL, CALL_PLACES, CALL_SHARE, PLACES
from tally_app.domain.relations.language import (
    FUNCTIONS,
    STATES,
    LanguageError,
    Vocabulary,
    dotted,
    parse,
)
from tally_app.domain.relations.rulebook import COLLECTIONS, outer_collection, vocabulary
from tally_app.domain.values.words import Words

#: What a rule of a preview needs a value for.
_RULE_CONSTANTS: Final[Mapping[str, str]] = defaultdict(
    str, threshold="threshold", plurality="seats"
)
_NAMES: Final = ("unknown_name", "unknown_function", "not_a_collection")
#: Where a name would stand that a problem misses: a form may have removed it from there.
_HELD_IN: Final[Mapping[str, tuple[str, ...]]] = {
    "unknown_line": ("line",),
    "unknown_relation": ("relation",),
    "unknown_reason": ("reason",),
    "unknown_section": ("section",),
    "unknown_step": ("step",),
    "unknown_stage": (),
    "unknown_group": ("group",),
    "unknown_collection": ("collection",),
    "unknown_condition": (),
    "relation_unknown_name": ("line", "constants"),
    "relation_unknown_function": (),
    "relation_not_a_collection": ("collection",),
}


def check(form: Form, merged: Merged, problems: Problems) -> None:
    """Note every reference to something the form does not have and every bad expression."""
    _Checker(form, merged, problems).run()


class _Checker:
    def __init__(self, form: Form, merged: Merged, problems: Problems) -> None:
        self.form = form
        self.merged = merged
        self.problems = problems
        self.words = vocabulary(form)
        self._missed: dict[tuple[str, str], dict[str, None]] = {}

    def run(self) -> None:
        self._lines()
        self._formula_cycles()
        for relation in self.form.relations:
            self._relation(relation)
        self._steps()
        self._collections()
        self._papers()
        for name in (CALL, CALL_SHARE):
            self._placeholders("texts", name, "", self.form.texts.get(name, {}), CALL_PLACES)
        self._result()
        stages = self._stages()
        for ground in self.form.grounds:
            self._refer("ground", ground.id, "reopens", ground.reopens, stages, "unknown_stage")
        for (of, gone), places in self._missed.items():
            used, file = ", ".join(places), self.merged.removed[of][gone]
            self.problems.add(file, f"remove.{of}", "removed_used", found=gone, used=used)

    def _unknown(
        self, file: str, place: str, code: str, found: str, known: Collection[str]
    ) -> None:
        """A name that does not exist; the fault of the form that removed it, where one did."""
        for of in _HELD_IN[code]:
            if found in self.merged.removed.get(of, {}):
                self._missed.setdefault((of, found), {})[place] = None
                return
        self.problems.unknown(file, place, code, found, known)

    def _refer(
        self,
        name: str,
        key: str,
        field: str,
        found: Iterable[str],
        known: Collection[str],
        code: str,
    ) -> None:
        for one in found:
            if one not in known:
                file = self._file(name, key, field)
                self._unknown(file, f"{name}.{key}.{field}", code, one, known)

    def _file(self, name: str, key: str, field: str) -> str:
        item = self.merged.lists.get(name, {}).get(key) if key else self.merged.maps[name]
        return item.files.get(field, item.file) if item else self.merged.head.file

    def _add(self, name: str, key: str, field: str, code: str, **args: object) -> None:
        place = ".".join(filter(None, (name, key, field)))
        self.problems.add(self._file(name, key, field), place, code, **args)

    def _newer(self, name: str, field: str, one: str, other: str) -> tuple[str, str]:
        """Of two tables that clash the one at fault, then the other: that of the outermost file,
        of one file the one that stands later (``other``).
        """
        read = [file.source.name for file in self.merged.chain]
        places = [read.index(self._file(name, key, field)) for key in (one, other)]
        return (one, other) if places[0] > places[1] else (other, one)

    def _stages(self) -> list[str]:
        return list(dict.fromkeys(stage for step in self.form.steps for stage in step.stages))

    def _lines(self) -> None:
        stages = self._stages()
        sections = [section.id for section in self.form.sections]
        numbers: dict[str, str] = {}
        for line in self.form.lines:
            if line.stage and not line.formula:
                self._refer("line", line.id, "stage", [line.stage], stages, "unknown_stage")
            if line.section:
                self._refer("line", line.id, "section", [line.section], sections, "unknown_section")
            if line.number and numbers.setdefault(line.number, line.id) != line.id:
                newer, other = self._newer("line", "number", numbers[line.number], line.id)
                self._add("line", newer, "number", "number_twice", found=line.number, other=other)
            if line.formula:
                self._expression("line", line.id, "formula", line.formula)
            if line.mirror:
                lines = [other.id for other in self.form.lines]
                self._refer("line", line.id, "mirror", [line.mirror], lines, "unknown_line")

    def _formula_cycles(self) -> None:
        uses = {line.id: _used(line, self.words) for line in self.form.lines if line.formula}
        for start, used in uses.items():
            reached, waiting = set[str](), list(used)
            while waiting:
                name = waiting.pop()
                if name not in reached and name in uses:
                    reached.add(name)
                    waiting.extend(uses[name])
            if start in reached:
                self._add("line", start, "formula", "formula_cycle", found=start)

    def _collections(self) -> None:
        """Rows are made of rows of collections that stand before: none can be made of itself."""
        before = [*COLLECTIONS]
        for one in self.form.collections:
            field, named = ("of", one.of) if one.of else ("parent", (one.parent,))
            self._refer("collection", one.id, field, filter(None, named), before,
                        "unknown_collection")  # fmt: skip
            self._placeholders("collection", one.id, "name", one.name, ("n",))
            before.append(one.id)

    def _papers(self) -> None:
        lines = [line.id for line in self.form.lines]
        collections = [*COLLECTIONS, *(collection.id for collection in self.form.collections)]
        codes = {relation.code for relation in self.form.relations}
        steps = [step.id for step in self.form.steps]
        chosen = [f"{line.id}={choice.id}" for line in self.form.lines for choice in line.choices]
        told = [*ACT_FACTS, *chosen]
        for paper in self.form.papers:
            used = [line for block in paper.blocks for line in block.lines]
            rows = [block.collection for block in paper.blocks if block.collection]
            self._refer("paper", paper.id, "block", used, lines, "unknown_line")
            self._refer("paper", paper.id, "block", rows, collections, "unknown_collection")
            self._refer("paper", paper.id, "codes", paper.codes, codes, "unknown_relation")
            self._refer("paper", paper.id, "step", [paper.step], steps, "unknown_step")
            self._refer("paper", paper.id, "when", paper.when, ACT_FACTS, "unknown_condition")
            hour = filter(None, (paper.hour,))
            self._refer("paper", paper.id, "hour", hour, lines, "unknown_line")
            self._placeholders("paper", paper.id, "subtitle", paper.subtitle, PLACES)
            for block in paper.blocks:
                needs = (*block.needs, *filter(None, (block.of_box,)))
                self._refer("paper", paper.id, "block", needs, lines, "unknown_line")
                self._refer("paper", paper.id, "block", block.when, told, "unknown_condition")
                for words in (block.title, block.text):
                    self._placeholders("paper", paper.id, "block", words, PLACES)

    def _expression(self, name: str, key: str, field: str, text: str) -> ast.expr | None:
        """The parsed expression, None with its problem noted."""
        try:
            return parse(text, self.words)
        except LanguageError as error:
            file, place = self._file(name, key, field), _place(name, key, field)
            code = f"relation_{error.code}"
            if error.code in _NAMES:
                self._unknown(file, place, code, error.found, self._known(error.code))
            else:
                self.problems.add(file, place, code, found=error.found)
        return None

    def _known(self, code: str) -> list[str]:
        if code == "unknown_function":
            return list(FUNCTIONS)
        if code == "not_a_collection":
            return list(self.words.collections)
        inner = [f"{name}.{x}" for name, of in self.words.collections.items() for x in of]
        return [*self.words.lines, *self.words.constants, *inner]

    def _relation(self, relation: Relation) -> None:
        key = relation.key
        tree = (
            self._expression("relation", key, "check", relation.check) if relation.check else None
        )
        when = self._expression("relation", key, "when", relation.when) if relation.when else None
        if when is not None and not _is_truth(when):
            self._add("relation", key, "when", "relation_no_truth", found=relation.when)
        codes = {other.code for other in self.form.relations}
        reasons = [reason.id for reason in self.form.reasons]
        lines = [line.id for line in self.form.lines]
        self._refer(
            "relation", key, "silent_while", relation.silent_while, codes, "unknown_relation"
        )
        self._refer("relation", key, "reasons", relation.reasons, reasons, "unknown_reason")
        self._refer("relation", key, "look", relation.lines_to_check, lines, "unknown_line")
        if tree is not None:
            if not _is_truth(tree):
                self._add("relation", key, "check", "relation_no_truth", found=relation.check)
            allowed = _places(tree)
            self._placeholders("relation", key, "message", relation.message, allowed)
            self._placeholders("relation", key, "hint", relation.hint, allowed)
            self._placeholders("relation", key, "observer", relation.observer, allowed)

    def _result(self) -> None:
        rule, item = self.form.result, self.merged.maps.get("result")
        if rule is None or item is None:
            return
        lines = [line.id for line in self.form.lines]
        for field, found in (("lines", rule.lines), ("wins", filter(None, [rule.wins]))):
            for one in found:
                if one not in lines:
                    file = item.files.get(field, item.file)
                    self._unknown(file, f"result.{field}", "unknown_line", one, lines)
        if rule.of:
            self._expression("result", "", "of", rule.of)
        tree = self._expression("result", "", "valid_if", rule.valid_if) if rule.valid_if else None
        if tree is not None and not _is_truth(tree):
            file = item.files.get("valid_if", item.file)
            self.problems.add(file, "result.valid_if", "relation_no_truth", found=rule.valid_if)

    def _placeholders(
        self, name: str, key: str, field: str, words: Words, allowed: Collection[str]
    ) -> None:
        found: dict[str, frozenset[str]] = {}
        for language, text in words.items():
            places = placeholders(text)
            if places is None:
                self._add(name, key, _inside(field, language), "bad_placeholder", found=text)
                continue
            found[language] = places
            listed = ", ".join(f"{{{x}}}" for x in allowed) or "–"
            for place in sorted(places - set(allowed)):
                where = _inside(field, language)
                self._add(name, key, where, "unknown_placeholder", found=place, allowed=listed)
        if len(set(found.values())) > 1:
            self._add(name, key, field, "placeholders_differ", found=_listed(found))

    def _steps(self) -> None:
        stages, before = self._stages(), list[str]()
        ids = [step.id for step in self.form.steps]
        typed: dict[str, str] = {}
        for step in self.form.steps:
            self._refer("step", step.id, "locks", step.locks, stages, "unknown_stage")
            self._refer("step", step.id, "after", step.after, ids, "unknown_step")
            for other in step.after:
                if other in ids and other not in before:
                    self._add("step", step.id, "after", "step_order", found=other)
                confirmed = next((s.confirm for s in self.form.steps if s.id == other), "next")
                if not confirmed:
                    self._add("step", step.id, "after", "never_confirmed", found=other)
            if step.group:
                groups = [group.id for group in self.form.groups]
                self._refer("step", step.id, "group", [step.group], groups, "unknown_group")
            if step.sum:
                keys = [relation.key for relation in self.form.relations]
                self._refer("step", step.id, "sum", (step.sum,), keys, "unknown_relation")
            for stage in step.stages:
                if typed.setdefault(stage, step.id) != step.id:
                    newer, other = self._newer("step", "stages", typed[stage], step.id)
                    self._add("step", newer, "stages", "stage_twice", found=stage, other=other)
            before.append(step.id)


def _place(name: str, key: str, field: str) -> str:
    """Dotted place of a key, in a list's table or in a table of its own."""
    return f"{name}.{key}.{field}" if key else f"{name}.{field}"


def _inside(field: str, language: str) -> str:
    """Key of one language's words: those of a text stand right under its name."""
    return f"{field}.{language}" if field else language


def placeholders(text: str) -> frozenset[str] | None:
    """Names of the {places} of a text, None when its braces are no places."""
    try:
        return frozenset(
            name for _, name, _, _ in string.Formatter().parse(text) if name is not None
        )
    except ValueError:
        return None


def _listed(found: Mapping[str, frozenset[str]]) -> str:
    return "; ".join(
        f"{language}: {', '.join(f'{{{x}}}' for x in sorted(places)) or '–'}"
        for language, places in found.items()
    )


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


def _used(line: Line, words: Vocabulary) -> list[str]:
    """Names of the lines a formula mentions, nothing for one that cannot be read."""
    try:
        tree = parse(line.formula, words)
    except LanguageError:
        return []
    return [dotted(node) for node in ast.walk(tree) if isinstance(node, ast.Name | ast.Attribute)]


def constants_used(form: Form) -> frozenset[str]:
    """Constants that the expressions of a form need a value for."""
    words = vocabulary(form)
    states = frozenset().union(*STATES.values())
    found: set[str] = set()
    texts = [x for r in form.relations for x in (r.check, r.when)]
    texts += [x.formula for x in form.lines]
    if form.result is not None:
        texts += [form.result.of, form.result.valid_if]
    for text in texts:
        try:
            tree = parse(text, words)
        except LanguageError:
            continue
        found.update(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))
    asked = frozenset(found & words.constants) - states
    return asked | {_RULE_CONSTANTS[form.result.rule]} - {""} if form.result else asked
