"""Faults planted by a seed: every kind, never two in one line, the same on every laptop."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally_app.domain.causes import planting
from tally_app.domain.causes.differences import KINDS as NAMED
from tally_app.domain.causes.differences import compare
from tally_app.domain.causes.planting import KINDS, Fault, TrueFigures, plant, round_of, totals_of
from tally_app.domain.relations.rulebook import Rulebook
from tests.domain.making import form, relation
from tests.effort import EFFORT

#: taken out, four options, against all, invalid and its four grounds.
BALLOT = TrueFigures(
    (928, 731, 3, 6, 153, 0, 35, 0, 1, 14, 20), totals=(0, 6), elsewhere=(1296, 1283, 368)
)
#: taken out, two options, invalid and its four grounds.
SMALL = TrueFigures((566, 301, 244, 21, 0, 3, 8, 10), totals=(0, 3), elsewhere=(1324, 1310))


def test_the_kinds_are_those_that_comparisons_name_and_those_of_the_table():
    assert {*NAMED} - {"other"} < {*KINDS}
    assert {*KINDS} - {*NAMED} == {"bundle_missed", "bundle_twice", "sum_of_wrong_line"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sheet", [BALLOT, SMALL], ids=["ballot", "small"])
def test_a_comparison_with_the_true_figures_names_the_planted_kind(sheet, kind):
    for seed in range(1, 31):
        (fault,) = plant(sheet, [kind], seed)
        assert fault.kind == kind
        assert fault.before != fault.after
        found = compare(planting.typed(sheet.figures, [fault]), sheet.figures)
        assert found.places == fault.places
        if kind in NAMED:
            assert found.kind == kind


def only(kind, figures, **known):
    """Every change a kind makes of figures, over many seeds."""
    sheet = TrueFigures(figures, **known)
    planted = (plant(sheet, [kind], seed) for seed in range(60))
    return {(fault.places, fault.after) for found in planted for fault in found}


def test_what_each_kind_does_to_a_figure():
    assert only("digits_swapped", (859,)) == {((0,), (589,)), ((0,), (895,))}
    assert only("digit_missing", (105,)) == {((0,), (15,)), ((0,), (10,))}
    assert only("zero_for_value", (7,)) == {((0,), (0,))}
    assert only("lines_swapped", (61, 35, 35)) == {((0, 1), (35, 61))}
    assert only("value_in_neighbour", (7, 40, 500)) >= {((0, 1), (40, 0)), ((1, 2), (0, 40))}
    assert only("bundle_missed", (120,)) == {((0,), (70,)), ((0,), (20,))}
    assert only("bundle_twice", (60,)) == {((0,), (110,))}
    assert only("sum_of_wrong_line", (900, 5, 6), totals=(0,), elsewhere=(1200, 900)) == {
        ((0,), (1200,))
    }
    shifted = only("block_shifted", (11, 22, 33, 44, 5, 6))
    assert ((0, 1, 2, 3), (0, 11, 22, 33)) in shifted
    assert ((1, 2, 3), (11, 22, 33)) in shifted, "the line left free holds its figure once more"
    assert ((0, 1, 2, 3), (22, 33, 44, 0)) in shifted


@pytest.mark.parametrize(
    ("kind", "figures"),
    [
        ("digits_swapped", (7, 11, 10, 100)),
        ("digit_missing", (7, 5)),
        ("digit_extra", (999_999, 0)),
        ("zero_for_value", (0, 0)),
        ("lines_swapped", (5, 5)),
        ("block_shifted", (1, 2)),
        ("bundle_missed", (50, 3)),
        ("bundle_twice", (49,)),
        ("sum_of_wrong_line", (9, 8)),
    ],
)
def test_what_the_figures_cannot_hold_is_not_planted(kind, figures):
    assert plant(TrueFigures(figures), [kind], 1) == ()


def test_one_seed_is_one_exercise_everywhere():
    assert plant(SMALL, ["lines_swapped", "digit_wrong"], 7) == plant(
        SMALL, ["lines_swapped", "digit_wrong"], 7
    )
    assert plant(TrueFigures((859, 61, 35)), ["digits_swapped"], 7) == (
        Fault("digits_swapped", (0,), (859,), (589,)),
    )
    assert len({plant(BALLOT, [*round_of(BALLOT)[0]], seed) for seed in range(1, 21)}) > 10


@pytest.mark.parametrize(("sheet", "nights"), [(BALLOT, 2), (SMALL, 3)])
def test_a_round_holds_every_kind_once_in_few_nights(sheet, nights):
    found = round_of(sheet)
    assert len(found) == nights
    assert sorted(kind for night in found for kind in night) == sorted(KINDS)


@pytest.mark.parametrize("sheet", [BALLOT, SMALL], ids=["ballot", "small"])
def test_no_line_is_touched_twice_and_a_third_of_them_not_at_all(sheet):
    for night in round_of(sheet):
        for seed in range(1, 16):
            faults = plant(sheet, night, seed)
            assert sorted(fault.kind for fault in faults) == sorted(night)
            touched = [place for fault in faults for place in fault.places]
            assert len(touched) == len({*touched})
            assert 3 * len(touched) <= 2 * len(sheet.figures) + 2


@settings(max_examples=60 * EFFORT, deadline=None)
@given(
    st.lists(st.integers(0, 3000), min_size=8, max_size=14),
    st.integers(1, 10**6),
    st.sampled_from(KINDS),
)
def test_whatever_is_planted_is_seen_by_a_second_entry(figures, seed, kind):
    sheet = TrueFigures(tuple(figures), totals=(0,))
    for fault in plant(sheet, [kind], seed):
        assert fault.before == tuple(figures[place] for place in fault.places)
        assert all(one != other for one, other in zip(fault.before, fault.after, strict=True))
        assert all(0 <= value <= 999_999 for value in fault.after)
        assert compare(planting.typed(figures, [fault]), figures) is not None


def test_figures_that_hold_nothing_have_no_round():
    assert round_of(TrueFigures(())) == ()
    assert round_of(TrueFigures((0, 0))) == ()


def test_more_than_fits_is_not_planted():
    assert plant(TrueFigures((566, 301, 244)), KINDS, 1) == ()


def test_totals_are_what_a_relation_says_is_a_sum():
    checks = ["total == sum(option.votes) + a", "a + b == c", "other == a", "b <= c"]
    relations = [relation(check, f"R-{n}") for n, check in enumerate(checks)]
    small = form(["a", "b", "c", "option.votes", "total", "other"], relations)
    assert totals_of(Rulebook(small)) == {"total", "c"}


def test_a_seed_draws_for_ever_what_it_drew():
    """An exercise is told by its seed: another version must plant the same faults."""
    draws = planting.Draws("20261130")
    assert [draws.below(100) for _ in range(5)] == [29, 71, 2, 84, 48]
    assert draws.shuffled([*range(7)]) == [3, 1, 0, 6, 5, 4, 2]


@pytest.mark.parametrize("figure", [1001, 1100, 120, 10, 77, 100])
def test_exchanged_digits_make_another_figure_of_as_many_digits(figure):
    sheet = TrueFigures((figure,))
    after = [value for fault in planting._digits_swapped(sheet, None) for value in fault.after]
    assert figure not in after
    assert {len(str(value)) for value in after} <= {len(str(figure))}
