"""What a night of an old file is read with."""

from dataclasses import replace

import pytest

from tally_app.domain.form.election import Contest, Election, Member, Precinct
from tally_app.domain.form.form import Ground
from tally_app.domain.night.state import Rules
from tests.domain.making import form


@pytest.fixture
def old_rules():
    """Just enough of an election for a night of 2021, whatever the shipped files say today."""
    people = tuple(Member(f"m{i}", f"Мүше {i}", "member") for i in range(1, 8))
    precinct = Precinct("999", {}, {}, {}, people)
    contest = Contest("akim", "small", {}, ())
    election = Election("old", {}, "2021-08-01", (contest,), (precinct,), True, None)
    grounds = (Ground("proxy", "43(7-1)", True, {}, ("piles",)),)
    shape = replace(form(["voters", "given", "invalid"]), grounds=grounds)
    return Rules(election, {"akim": shape}, "", {"akim": ""})
