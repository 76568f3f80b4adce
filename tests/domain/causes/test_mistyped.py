"""Which figures are one slip of the hand away from a typed one."""

import pytest

from tally_app.domain.causes.mistyped import edits


def values(typed, kind):
    return {edit.value for edit in edits(typed) if edit.kind == kind}


def test_two_neighbouring_digits_exchanged():
    assert values(1234, "digits_swapped") == {2134, 1324, 1243, 10234}


def test_a_nought_after_the_first_digit_may_have_gone_in_front_and_been_lost():
    """102 typed as 012 stands there as 12."""
    assert 102 in values(12, "digits_swapped")
    assert 1023 in values(123, "digits_swapped")


def test_exchanged_digits_never_begin_with_a_nought():
    assert values(105, "digits_swapped") == {150, 1005}


def test_a_wrong_digit_may_be_a_nought_anywhere_but_in_front():
    assert values(15, "digit_wrong") >= {10}
    assert 5 not in values(15, "digit_wrong")
    assert values(7, "digit_wrong") == {0, 1, 2, 3, 4, 5, 6, 8, 9}


def test_a_digit_that_was_not_typed_is_none_in_front_that_is_a_nought():
    missing = values(12, "digit_missing")
    assert {112, 212, 912, 102, 122, 120, 129} <= missing
    assert 12 not in missing


@pytest.mark.parametrize("kind", ["digits_swapped", "digit_missing", "digit_extra", "digit_wrong"])
@pytest.mark.parametrize("typed", [1, 10, 11, 100, 999, 1001, 123456])
def test_a_slip_gives_another_figure(kind, typed):
    assert typed not in values(typed, kind)


def test_nought_stands_for_anything():
    assert edits(0) == ()


def test_only_the_first_of_several_digits_leads():
    leading = [edit for edit in edits(123) if "edit.leading" in edit.traits]
    wrong = {edit.value for edit in leading if edit.kind == "digit_wrong"}
    assert wrong == {223, 323, 423, 523, 623, 723, 823, 923}
    alone = [edit for edit in edits(7) if edit.kind == "digit_wrong"]
    assert not [edit for edit in alone if "edit.leading" in edit.traits]


def test_a_digit_lost_beside_the_same_digit_is_a_double():
    double = {edit.value for edit in edits(152) if "edit.double" in edit.traits}
    assert {1152, 1552, 1522} <= double
    assert not double & {1532, 1852}
