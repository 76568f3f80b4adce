"""The lines of a form: what they refer to, their numbers, their formulas."""

from __future__ import annotations

import ast

from tally_app.catalog.checking.notes import Notes
from tally_app.domain.form.form import Line
from tally_app.domain.relations.language import LanguageError, Vocabulary, dotted, parse


def check(notes: Notes) -> None:
    """Note what a line names and the form does not have, and formulas that go in circles."""
    numbers: dict[str, str] = {}
    for line in notes.form.lines:
        _line(notes, line)
        if line.number and numbers.setdefault(line.number, line.id) != line.id:
            newer, other = notes.newer("line", "number", numbers[line.number], line.id)
            notes.add("line", newer, "number", "number_twice", found=line.number, other=other)
    _formula_cycles(notes)


def _line(notes: Notes, line: Line) -> None:
    form, stage = notes.form, [line.stage] if line.stage and not line.formula else []
    sections = [section.id for section in form.sections]
    section, mirror = filter(None, [line.section]), filter(None, [line.mirror])
    twice = filter(None, [line.again_of])
    same = [x.id for x in form.lines if (x.scope, x.kind) == (line.scope, line.kind)]
    notes.refer("line", line.id, "stage", stage, notes.stages(), "unknown_stage")
    notes.refer("line", line.id, "section", section, sections, "unknown_section")
    notes.refer("line", line.id, "mirror", mirror, [x.id for x in form.lines], "unknown_line")
    notes.refer("line", line.id, "again_of", twice, same, "unknown_line")
    if line.formula:
        notes.expression("line", line.id, "formula", line.formula)


def _formula_cycles(notes: Notes) -> None:
    uses = {line.id: _used(line, notes.words) for line in notes.form.lines if line.formula}
    for start, used in uses.items():
        reached, waiting = set[str](), list(used)
        while waiting:
            name = waiting.pop()
            if name not in reached and name in uses:
                reached.add(name)
                waiting.extend(uses[name])
        if start in reached:
            notes.add("line", start, "formula", "formula_cycle", found=start)


def _used(line: Line, words: Vocabulary) -> list[str]:
    """Names of the lines a formula mentions, nothing for one that cannot be read."""
    try:
        tree = parse(line.formula, words)
    except LanguageError:
        return []
    return [dotted(node) for node in ast.walk(tree) if isinstance(node, ast.Name | ast.Attribute)]
