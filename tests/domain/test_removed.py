"""An option that was removed after the ballots were printed, and what its ballots are."""

import pytest

from tally_app.domain.form.election import Removed

DECIDED = {"en": "The commission's decision of 14 November."}


def test_while_nobody_has_quoted_what_its_ballots_are_it_is_a_question():
    assert Removed("2026-11-14", DECIDED).undecided is True
    assert Removed("2026-11-14", DECIDED, {"en": "They are invalid."}).undecided is False


@pytest.mark.parametrize(
    ("counts", "elsewhere"), [("own", False), ("invalid", True), ("against_all", True)]
)
def test_its_own_line_has_its_ballots_unless_they_lie_in_another_pile(counts, elsewhere):
    assert Removed("2026-11-14", DECIDED, counts=counts).elsewhere is elsewhere
