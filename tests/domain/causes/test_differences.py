"""What two entries differ in has a name, and the name of a planted slip is the slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally_app.domain.causes.differences import KINDS, compare, either_way, groups

MEANT = [1580, 10, 263, 696, 862, 1450, 17, 61, 35, 176, 3]


def typed(**lines):
    """The figures of MEANT with some lines ("l3" is the fourth) typed otherwise."""
    figures = list(MEANT)
    for line, figure in lines.items():
        figures[int(line[1:])] = figure
    return figures


@pytest.mark.parametrize(
    ("first", "kind", "places", "way"),
    [
        (typed(l7=35, l8=61), "lines_swapped", (7, 8), ""),
        (typed(l1=17, l6=10), "lines_swapped", (1, 6), ""),
        (typed(l3=0, l4=696, l5=862, l6=1450), "block_shifted", (3, 4, 5, 6), "down"),
        (typed(l3=263, l4=696, l5=862, l6=1450), "block_shifted", (3, 4, 5, 6), "down"),
        (typed(l3=862, l4=1450, l5=17, l6=0), "block_shifted", (3, 4, 5, 6), "up"),
        (typed(l3=862, l4=1450, l5=17, l6=None), "block_shifted", (3, 4, 5, 6), "up"),
        (typed(l4=1450, l5=0), "value_in_neighbour", (4, 5), "up"),
        (typed(l4=None, l5=862), "value_in_neighbour", (4, 5), "down"),
        (typed(l5=862), "value_in_neighbour", (5,), "down"),
        (typed(l9=0), "zero_for_value", (9,), ""),
        (typed(l0=1850), "digits_swapped", (0,), ""),
        (typed(l0=180), "digit_missing", (0,), ""),
        (typed(l0=8), "digit_missing", (0,), ""),
        (typed(l10=33), "digit_extra", (10,), ""),
        (typed(l0=1570), "digit_wrong", (0,), ""),
        (typed(l0=1085), "other", (0,), ""),
        (typed(l9=None), "other", (9,), ""),
    ],
)
def test_one_slip(first, kind, places, way):
    found = compare(first, MEANT)
    assert (found.kind, found.places, found.way, found.parts) == (kind, places, way, ())
    assert found.first == tuple(first[place] for place in places)
    assert found.second == tuple(MEANT[place] for place in places)


def test_a_blank_is_not_zero():
    assert compare([None, 5], [0, 5]).kind == "other"
    assert compare([0, 5], [None, 5]).kind == "other"
    assert compare([None, 5], [None, 5]) is None


def test_several_slips_have_a_name_each():
    first = typed(l7=35, l8=61, l0=1850)
    found = compare(first, MEANT)
    assert (found.kind, found.places) == ("other", (0, 7, 8))
    assert [(part.kind, part.places) for part in found.parts] == [
        ("digits_swapped", (0,)),
        ("lines_swapped", (7, 8)),
    ]
    assert groups(first, MEANT) == found.parts


def test_a_shifted_block_among_other_slips_is_still_a_shifted_block():
    found = compare(typed(l0=1850, l3=0, l4=696, l5=862, l6=1450), MEANT)
    assert (found.kind, found.way) == ("block_shifted", "down")
    assert [part.kind for part in found.parts] == ["digits_swapped", "block_shifted"]


def test_which_of_two_entries_slipped_is_not_known_in_a_window():
    shifted = typed(l3=0, l4=696, l5=862, l6=1450)
    (here,) = groups(shifted, MEANT)
    (there,) = groups(MEANT, shifted)
    assert (here.kind, here.way, here.in_second) == ("block_shifted", "down", False)
    assert (there.kind, there.way, there.in_second) == ("block_shifted", "down", True)
    assert there.first == here.second
    (zero,) = groups([5], [0])
    assert (zero.kind, zero.in_second) == ("zero_for_value", True)
    (extra,) = groups([309], [9])
    assert (extra.kind, extra.in_second) == ("digit_extra", False)


def test_entries_of_different_forms_are_not_compared():
    with pytest.raises(ValueError, match="shorter"):
        compare([1, 2], [1])


figures = st.lists(st.one_of(st.none(), st.integers(0, 1500)), min_size=1, max_size=30)


@given(figures, st.data())
def test_every_differing_line_is_in_one_group(second, data):
    first = data.draw(st.lists(st.sampled_from([*second, 0, 7]), min_size=len(second),
                               max_size=len(second)))  # fmt: skip
    differing = {i for i in range(len(first)) if first[i] != second[i]}
    found = groups(first, second)
    places = [place for group in found for place in group.places]
    assert sorted(places) == sorted(differing)
    whole = compare(first, second)
    assert (whole is None) == (not differing)
    if whole:
        assert set(whole.places) == differing
        assert sorted(place for part in whole.parts or (whole,) for place in part.places) == sorted(
            differing
        )
    for group in found:
        assert group.kind in KINDS
        assert group.first == tuple(first[place] for place in group.places)
        assert group.second == tuple(second[place] for place in group.places)


distinct = st.lists(st.integers(1000, 9999), min_size=6, max_size=30, unique=True)


@given(distinct, st.data())
def test_a_planted_slip_between_lines_is_named(meant, data):
    kind = data.draw(st.sampled_from(KINDS[:3]))
    first, last = list(meant), len(meant) - 1
    start = data.draw(st.integers(0, last - 3))
    if kind == "lines_swapped":
        other = data.draw(st.integers(start + 1, last))
        first[start], first[other] = meant[other], meant[start]
    elif kind == "block_shifted":
        end = data.draw(st.integers(start + 3, last))
        first[start : end + 1] = [data.draw(st.sampled_from([0, meant[start]])),
                                  *meant[start:end]]  # fmt: skip
    else:
        first[start + 1] = meant[start]
        first[start] = data.draw(st.sampled_from([0, None, meant[start]]))
    way = data.draw(st.sampled_from(["down", "up"]))
    if way == "up":
        first, meant = first[::-1], meant[::-1]
    found = compare(first, meant)
    assert (found.kind, found.parts) == (kind, ())
    assert found.way == ("" if kind == "lines_swapped" else way)


@pytest.mark.parametrize(
    ("wrong", "kind", "way"),
    [
        (typed(l3=0, l4=696, l5=862, l6=1450, l7=0), "block_shifted", "down"),
        (typed(l1=0), "zero_for_value", ""),
    ],
)
def test_a_slip_of_the_second_entry_is_read_as_one(wrong, kind, way):
    """Which file is the first changes whose slip it is, not what it is."""
    here, there = either_way(wrong, MEANT), either_way(MEANT, wrong)
    assert here.kind == kind or here.parts
    if kind == "zero_for_value":
        assert (here.kind, here.in_second) == (kind, False)
    if there.in_second:
        assert (there.kind, there.way) == (here.kind, here.way)
    assert there.places == here.places


def test_a_line_left_as_the_one_above_it_says_is_where_a_moved_figure_came_from():
    """Also where the line above is the first of all, and itself wrong."""
    found = compare([8, 8, 70, 800], [5, 70, 22, 800])
    named = [(part.kind, part.places, part.way) for part in found.parts]
    assert named == [("digit_wrong", (0,), ""), ("value_in_neighbour", (1, 2), "down")]
