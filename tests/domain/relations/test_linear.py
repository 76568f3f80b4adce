"""Relations as rows of a system: what a sum must be, and how far it is from there."""

import pytest

from tally_app.domain.relations.linear import equations
from tests.domain.making import bind, figures, form, line, relation

LINES = [line(name) for name in "abc"]


def offs(check, **typed):
    """How far each row of a relation is from where it must lie."""
    bound = bind(form(LINES, [check]))
    known = figures(bound, {"a": 0, "b": 0, "c": 0, **typed})
    return sorted(row.off(row.gap(known)) for row in equations(bound, frozenset()).rows)


@pytest.mark.parametrize(
    ("check", "typed", "off"),
    [
        ("a == b + c", {"a": 10, "b": 4, "c": 6}, [0]),
        ("a == b + c", {"a": 10, "b": 4, "c": 3}, [3]),
        ("b == 10 - a", {"a": 4, "b": 6}, [0]),
        ("b == 10 - a", {"a": 4, "b": 9}, [3]),
        ("a <= b", {"a": 5, "b": 5}, [0]),
        ("a <= b", {"a": 9, "b": 5}, [4]),
        ("a < b", {"a": 5, "b": 5}, [1]),
        ("a >= 2*b", {"a": 9, "b": 5}, [1]),
        ("abs(a - b) <= 10", {"a": 30, "b": 20}, [0, 0]),
        ("abs(a - b) <= 10", {"a": 30, "b": 15}, [0, 5]),
        ("abs(a - b) <= 10", {"a": 15, "b": 30}, [0, 5]),
    ],
)
def test_how_far_a_relation_is_from_holding(check, typed, off):
    assert offs(check, **typed) == off


def test_a_figure_that_is_not_there_asks_for_no_row():
    bound = bind(form(LINES, ["a == b + c", relation("a <= b", "S")]))
    slot = next(slot for cell, slot in bound.layout.slots.items() if cell.line == "c")
    assert len(equations(bound, frozenset()).rows) == 2
    assert len(equations(bound, frozenset({slot})).rows) == 1


def test_by_how_much_a_figure_may_change_for_a_row_to_hold():
    bound = bind(form(LINES, ["a <= 2*b"]))
    known = figures(bound, {"a": 9, "b": 3, "c": 0})
    (row,) = equations(bound, frozenset()).rows
    by_line = {cell.line: slot for cell, slot in bound.layout.slots.items()}
    _, most = row.steps(row.gap(known), row.terms[by_line["a"]])
    assert most == -3
    least, _ = row.steps(row.gap(known), row.terms[by_line["b"]])
    assert least == 2


@pytest.mark.parametrize(
    ("severity", "hard"), [("error", True), ("legal", True), ("warning", False)]
)
def test_only_a_warning_need_not_hold(severity, hard):
    bound = bind(form(LINES, [relation("a <= b", severity=severity)]))
    (row,) = equations(bound, frozenset()).rows
    assert row.hard is hard
