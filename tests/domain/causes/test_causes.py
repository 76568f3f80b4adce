"""What probably happened when relations fail: each kind of mistake is found, on small forms."""

import pytest

from tally_app.domain.causes.cause import MOST, CauseModel
from tally_app.domain.causes.likely import likely_causes, typed_order
from tally_app.domain.causes.slips import Slip
from tally_app.domain.causes.traits import Traits
from tally_app.domain.causes.unbalanced import Unbalanced
from tests.domain.making import bind, figures, form, line, relation

EVEN = CauseModel({})
LINES = ["total", "a", "b", "c", "d", "e"]
RELATIONS = ["total == a + b + c + d + e", relation("a <= total", "S")]
TRUE = {"total": 1000, "a": 120, "b": 345, "c": 7, "d": 86, "e": 442}


def found(typed, relations=RELATIONS, lines=LINES, model=EVEN):
    bound = bind(form(lines, relations))
    return likely_causes(bound, figures(bound, typed), typed_order(bound), model, most=None)


def said(causes):
    return {
        (cause.kind, *zip(map(str, cause.cells), cause.before, cause.after, strict=True))
        for cause in causes
    }


def test_nothing_is_supposed_while_everything_holds():
    assert found(TRUE) == []


@pytest.mark.parametrize(
    ("typed", "cause"),
    [
        ({"b": 315}, ("digit_wrong", ("b", 315, 345))),
        ({"b": 354}, ("digits_swapped", ("b", 354, 345))),
        ({"e": 44}, ("digit_missing", ("e", 44, 442))),
        ({"d": 886}, ("digit_extra", ("d", 886, 86))),
        ({"d": 0}, ("zero_for_value", ("d", 0, 86))),
        ({"total": 442, "e": 1000}, ("lines_swapped", ("total", 442, 1000), ("e", 1000, 442))),
        ({"a": 0, "b": 120}, ("value_in_neighbour", ("a", 0, 120), ("b", 120, 345))),
        ({"b": 120}, ("value_in_neighbour", ("b", 120, 345))),
        ({"b": 295}, ("bundle_missed", ("b", 295, 345))),
        ({"e": 542}, ("bundle_twice", ("e", 542, 442))),
        ({"total": 655}, ("sum_of_wrong_line", ("total", 655, 1000))),
        ({"total": 345}, ("sum_of_wrong_line", ("total", 345, 1000))),
        ({"c": 29}, ("other", ("c", 29, 7))),
        (
            {"b": 120, "c": 345, "d": 7, "e": 86, "a": 0},
            (
                "block_shifted",
                ("a", 0, 120), ("b", 120, 345), ("c", 345, 7), ("d", 7, 86), ("e", 86, 442),
            ),
        ),
        (
            {"a": 345, "b": 7, "c": 86, "d": 442, "e": 0},
            (
                "block_shifted",
                ("a", 345, 120), ("b", 7, 345), ("c", 86, 7), ("d", 442, 86), ("e", 0, 442),
            ),
        ),
    ],
)  # fmt: skip
def test_the_mistake_that_was_made_is_among_those_found(typed, cause):
    assert cause in said(found({**TRUE, **typed}))


@pytest.mark.parametrize(
    ("check", "typed", "cause"),
    [
        ("a <= b <= c", {"a": 10, "b": 912, "c": 30}, ("digit_extra", ("b", 912, 12))),
        ("abs(a - b) <= 3", {"a": 110, "b": 100}, ("other", ("a", 110, None))),
        ("abs(a - b) <= 3", {"a": 102, "b": 12}, ("digit_missing", ("b", 12, 102))),
        ("100*a < 8*b or a < 15", {"a": 90, "b": 200}, ("digit_extra", ("a", 90, 9))),
        ("a == 3*b", {"a": 63, "b": 12}, ("digits_swapped", ("b", 12, 21))),
        ("2*a - b == 7", {"a": 80, "b": 3}, ("other", ("b", 3, 153))),
        ("a >= 20", {"a": 0}, ("zero_for_value", ("a", 0, None))),
        ("a != b or a < 100", {"a": 300, "b": 300}, ("digit_wrong", ("a", 300, 800))),
    ],
)
def test_every_kind_of_relation_tells_its_figures(check, typed, cause):
    bound = bind(form(sorted(typed), [check]))
    causes = likely_causes(bound, figures(bound, typed), typed_order(bound), EVEN, most=None)
    assert cause in said(causes)


def test_a_derived_line_is_no_cause():
    lines = ["a", "b", line("both", formula="a + b"), "total"]
    bound = bind(form(lines, ["both == total"]))
    causes = likely_causes(
        bound, figures(bound, {"a": 5, "b": 8, "total": 31}), typed_order(bound), EVEN, most=None
    )
    assert {str(cell) for cause in causes for cell in cause.cells} == {"a", "b", "total"}
    assert ("digits_swapped", ("total", 31, 13)) in said(causes)


def test_a_relation_that_does_not_apply_asks_nothing():
    bound = bind(form(["a", "b"], [relation("a == b", when="b > 100")]))
    order = typed_order(bound)
    assert likely_causes(bound, figures(bound, {"a": 1, "b": 2}), order, EVEN) == []
    assert likely_causes(bound, figures(bound, {"a": 1, "b": 200}), order, EVEN) != []


def test_what_is_not_entered_yet_is_left_alone():
    typed = {key: value for key, value in TRUE.items() if key != "c"}
    assert found({**typed, "a": 9}) == []
    causes = found({**typed, "total": 50})
    assert causes
    assert all("c" not in map(str, cause.cells) for cause in causes)


def test_notes_have_no_causes():
    bound = bind(form(["a", "b"], [relation("a == b", severity="note")]))
    order = typed_order(bound)
    assert likely_causes(bound, figures(bound, {"a": 1, "b": 2}), order, EVEN) == []


def test_lines_outside_the_order_are_no_cause():
    bound = bind(form(LINES, RELATIONS))
    typed = figures(bound, {**TRUE, "b": 315})
    only_b = [bound.layout.slots[bound.layout.cells[2]]]
    causes = likely_causes(bound, typed, only_b, EVEN, most=None)
    assert {str(cell) for cause in causes for cell in cause.cells} == {"b"}


def test_the_first_three_name_different_lines_and_shares_fall():
    causes = found({**TRUE, "b": 315}, model=CauseModel({"kind.digit_wrong": 2.0}))
    assert len({cause.cells for cause in causes[:MOST]}) == MOST
    scores = [cause.score for cause in causes[:MOST]]
    assert scores == sorted(scores, reverse=True)
    assert 0 < sum(scores) <= 1


def test_weights_decide_which_comes_first():
    first = {
        kind: found({**TRUE, "d": 886}, model=CauseModel({f"kind.{kind}": 50.0}))[0].kind
        for kind in ("digit_extra", "other")
    }
    assert first == {"digit_extra": "digit_extra", "other": "other"}


def test_the_largest_part_and_those_next_to_it_are_told_apart_from_the_others():
    """A weight of one place alone: the first supposition is about the line that has it."""
    typed = {**TRUE, "total": 1010}
    for place, lines in (("place.largest", "e"), ("place.second", "ab")):
        parts = [x for x in found(typed, model=CauseModel({place: 9.0})) if len(x.cells) == 1]
        assert str(parts[0].cells[0]) in lines, place


def test_what_a_slip_leaves_and_breaks_is_counted_hard_and_soft_apart():
    checks = ["a == b", relation("c == d", "H2"), relation("c <= e", "S", severity="warning")]
    bound = bind(form(LINES, checks))
    now = Unbalanced(bound, figures(bound, {"a": 2, "b": 1, "c": 5, "d": 5, "e": 5}), range(6))
    slot = {cell.line: at for at, cell in enumerate(bound.layout.cells)}
    assert now.rest({})[:4] == (1, 0, 0, 0)
    for name, change, rest in (
        ("b", 1, (0, 0, 0, 0)),
        ("d", 1, (1, 0, 1, 0)),
        ("e", -1, (1, 0, 0, 1)),
    ):
        at = slot[name]
        assert now.rest({at: change})[:4] == rest
        assert now.rest_of(now.touched(at), change)[:4] == rest


def test_a_figure_is_told_by_its_digits_and_an_open_supposition_as_one():
    bound = bind(form(LINES, RELATIONS))
    now = Unbalanced(bound, figures(bound, {**TRUE, "c": 9}), typed_order(bound))
    traits = Traits(now)
    slot = {cell.line: at for at, cell in enumerate(bound.layout.cells)}["c"]
    assert dict(traits.of_line(slot))["part.typed"] == 1.0
    sure, open_ = (Slip("other", (slot,), (7,), now.rest({}), (), x) for x in (None, slot))
    assert "rest.unsure" not in dict(traits.of(sure))
    assert dict(traits.of(open_))["rest.unsure"] == 1.0
