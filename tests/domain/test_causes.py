"""What probably happened when relations fail: each kind of mistake is found, on small forms."""

import pytest

from tally_app.domain.causes import CauseModel, likely_causes, typed_order
from tests.domain.making import bind, figures, form, relation

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
