"""Which equal entries may both be wrong: unnoticed slips, weighed, at most one in twenty."""

from hypothesis import given
from hypothesis import strategies as st

from tally_app.domain.causes.agreeing import (
    LINES_FOR_ONE,
    chances,
    shared_slips,
    worth_a_third_look,
)
from tally_app.domain.causes.cause import CauseModel
from tally_app.domain.causes.unbalanced import Unbalanced
from tests.domain.making import bind, form, line

SUM = "sum(option.votes) + invalid == taken_out"
LOOKALIKE = CauseModel({"both.line": -9.0, "both_pair.49": 10.0})


def counted(votes, invalid, received, *checks):
    lines = [line("option.votes"), "invalid", "taken_out", "received"]
    options = [f"c{n}" for n in range(len(votes))]
    bound = bind(form(lines, [SUM, *checks]), {"option": options})
    return bound, [*votes, invalid, sum(votes) + invalid, received]


def slips(bound, figures):
    return {
        (slip.slots, slip.trait) for slip in shared_slips(Unbalanced(bound, figures, range(99)))
    }


def test_a_line_of_a_sum_has_no_slip_nobody_notices_but_its_neighbours_exchanged():
    bound, figures = counted((210, 96), 3, 500)
    found = slips(bound, figures)
    assert {trait for slots, trait in found if slots == (0, 1)} == {"both.lines_swapped"}
    assert not any(slots == (0,) for slots, _ in found)


def test_what_only_a_limit_sees_may_be_mistyped_by_both_within_it():
    bound, figures = counted((210, 96), 3, 490, "taken_out <= received")
    received = {trait for slots, trait in slips(bound, figures) if slots == (4,)}
    assert "both_pair.49" in received, "990 for 490"
    assert "both_pair.14" not in received, "190 would be fewer than were taken out"


def test_a_line_is_asked_about_where_a_digit_reads_as_another_one():
    many = [10 + n for n in range(20)]
    bound, figures = counted(many, 3, 940)
    slots = range(len(figures))
    assert worth_a_third_look(bound, figures, slots, LOOKALIKE) == (len(figures) - 1,)
    figures[-1] = 820
    assert worth_a_third_look(bound, figures, slots, LOOKALIKE) == ()


def test_without_weights_nothing_is_asked():
    bound, figures = counted((210, 96), 3, 940)
    assert chances(Unbalanced(bound, figures, range(5)), CauseModel({})) == {}


@given(st.lists(st.integers(0, 999), min_size=2, max_size=60), st.integers(0, 9_999))
def test_never_more_than_one_line_in_twenty_is_asked_and_the_likeliest_first(votes, received):
    bound, figures = counted(votes, 0, received)
    everything = CauseModel({"both.line": 5.0})
    asked = worth_a_third_look(bound, figures, range(len(figures)), everything)
    assert len(asked) <= round(len(figures) / LINES_FOR_ONE)
    chance = chances(Unbalanced(bound, figures, range(len(figures))), everything)
    others = [chance[slot] for slot in chance if slot not in asked]
    assert all(chance[slot] >= max(others, default=0) for slot in asked)
