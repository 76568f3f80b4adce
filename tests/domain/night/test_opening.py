"""A night begins with a precinct of its election."""

from dataclasses import replace

import pytest

from tally_app.domain.night.facts.table import FoldError, fold
from tests.domain.making import first_event, rules


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "typed"}, "first"),
        ({"payload": {"night": "1", "mode": "training", "precinct": "1"}}, "payload"),
        ({"payload": {"night": "1", "mode": "training"}}, "payload"),
        ({"payload": {"mode": "training", "precinct": "999"}}, "payload"),
    ],
)
def test_a_night_begins_with_a_precinct_of_its_election(change, code):
    with pytest.raises(FoldError) as refused:
        fold([replace(first_event(), **change)], rules())
    assert (refused.value.code, refused.value.seq) == (code, 1)
