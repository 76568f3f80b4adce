"""What a night of an old file is read with."""

from dataclasses import replace

import pytest

from tally_app.domain.form.election import Contest, Election, Member, Precinct
from tally_app.domain.form.form import Ground, Reason, Step
from tally_app.domain.form.papers import Collection
from tally_app.domain.night.state import Rules
from tests.domain.making import form, line

_STEPS = ("announce", "portable", "stationary", "closing")


@pytest.fixture
def old_rules():
    """Just enough of an election for a night of 2021, whatever the shipped files say today."""
    people = tuple(Member(f"m{i}", f"Мүше {i}", "member") for i in range(1, 8))
    precinct = Precinct("999", {}, {}, {}, people)
    contest = Contest("akim", "small", {}, ())
    election = Election("old", {}, "2021-08-01", (contest,), (precinct,), True, None)
    grounds = (Ground("proxy", "43(7-1)", True, {}, ("piles",)),)
    lines = [
        *("voters", "given", "invalid", "ballots_lost", "ballots_spoiled"),
        *("box.ballots", "option.votes"),
        line("stationary.ballots", scope=("contest",)),
        line("count_start", kind="time", scope=("day",)),
    ]
    shape = replace(
        form(lines),
        grounds=grounds,
        steps=tuple(Step(x, "lines", {}, {}, {}) for x in _STEPS),
        reasons=(Reason("count_long", {}),),
        collections=(
            Collection("delivery", "contest", {}, {}, add={"kk": "+"}),
            Collection("page", "day", {}, {}, add={"kk": "+"}),
        ),
    )
    return Rules(election, {"akim": shape}, "", {"akim": ""})
