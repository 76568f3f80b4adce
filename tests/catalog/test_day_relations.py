"""Relations of the day that need a second ballot, the machine's clock, people or rows of pages."""

import pytest

from tally_app.catalog.rules import load_from_bytes, rules_and_files
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.reckoning import Reckoner
from tally_app.domain.relations.rulebook import Rulebook, Status
from tests.catalog.conftest import Replay


@pytest.fixture
def two(library, shelf):
    """A night with the same ballot twice, as two contests."""
    text = library.election("aral-2021").data.decode().replace('id = "aral-2021"', 'id = "two"')
    start, end = text.index("[[contest]]"), text.index("[[precinct]]")
    again = text[start:end].replace('id = "akim"', 'id = "other"', 1)
    shelved = shelf(two=text[:end] + again + text[end:])
    return Replay(load_from_bytes(rules_and_files(shelved.election("two"), shelved)[1]), "999")


def other(night):
    """The same night, looked at through its second contest."""
    night.contest = "akim" if night.contest == "other" else "other"
    night.reckoner = Reckoner(Rulebook(night.night.form(night.contest)), night.contest)
    return night


def typed(night, **figures):
    for key, text in figures.items():
        night.type(Cell(key), str(text))
    return night


@pytest.mark.parametrize(
    ("certificates", "here", "there", "status"),
    [
        (4, 1000, 1004, Status.HOLDS),
        (4, 1004, 1000, Status.HOLDS),
        (4, 1000, 1005, Status.FAILS),
        ("", 1000, 1000, Status.NOT_APPLICABLE),
    ],
)
@pytest.mark.parametrize(("line", "code"), [("voters", "X-01"), ("given", "X-02")])
def test_two_ballots_of_one_precinct(two, line, code, certificates, here, there, status):
    if certificates:
        typed(two, list_certificates=certificates)
    typed(two, **{line: here})
    typed(other(two), **{line: there})
    assert two.reckoning().result(f"{code}/akim").status is status
    assert other(two).reckoning().result(f"{code}/other").status is status


def test_ballots_moved_out_of_one_ballot_are_moved_into_the_other(two):
    assert two.reckoning().result("X-04").status is Status.HOLDS
    for _ in range(2):
        typed(other(two), ballots_received=10, voters=9, given=9, given_outside=0, given_inside=9)
        typed(two, ballots_cancelled=1, voting_end="20:00", count_start="20:01")
        for i in range(1, 8):
            two.type(Cell("member.issued", f"m{i}"), "9" if i == 2 else "0")
    for _ in range(2):
        other(two).do("step_confirmed", {"step": "announce", "minutes": 1230})
    for _ in range(2):
        other(two).do("step_confirmed", {"step": "portable"})
    two.do("line_switched", {"line": "moved_out", "on": True})
    assert two.reckoning().result("X-04").status is Status.NOT_CHECKED
    typed(two, moved_out=3)
    assert two.reckoning().result("X-04").status is Status.FAILS
    other(two).do("line_switched", {"line": "moved_in", "on": True})
    typed(two, moved_in=3)
    for _ in range(2):
        assert other(two).reckoning().result("X-04").status is Status.HOLDS


@pytest.mark.parametrize(
    ("wall", "status"),
    [
        ("20:00", Status.HOLDS),
        ("20:10", Status.HOLDS),
        ("19:50", Status.HOLDS),
        ("20:11", Status.FAILS),
        ("19:49", Status.FAILS),
        ("21:00", Status.FAILS),
    ],
)
def test_the_clock_on_the_wall_and_the_machine_s(new_night, wall, status):
    """Events of these tests are made at 20:00; T-06 asks about more than ten minutes."""
    night = typed(new_night("aral-2021", "999"), wall_clock=wall)
    assert night.reckoning().result("T-06").status is status


def test_what_became_of_a_member_is_recorded_when_it_is_signed(new_night):
    night = new_night("aral-2021", "999")
    assert night.reckoning().result("P-03").status is Status.HOLDS
    state = {"member": "m7", "state": "unknown", "reason": ""}
    night.do("member_state_noted", state, day=True)
    assert night.reckoning().result("P-03").status is Status.FAILS
    night.do("member_state_noted", {**state, "state": "left", "reason": "ill"}, day=True)
    assert night.reckoning().result("P-03").status is Status.HOLDS


def test_a_page_that_two_people_entered_differently_is_named(new_night, found):
    night = new_night("aral-2021", "999")
    for page, second in (("1", "40"), ("2", "41")):
        night.do("item_added", {"collection": "page", "item": page}, day=True)
        figures = {"listed": "40", "added": "0", "struck": "1"}
        again = {"listed_again": second, "added_again": "0", "struck_again": "1"}
        for line, text in {**figures, **again}.items():
            night.type(Cell(f"page.{line}", page), text)
    assert set(found(night.reckoning())) == {"V-06a/2"}
    typed(night, voters="79")
    assert "V-05a" not in found(night.reckoning()), "a sum would give the page away"
    night.type(Cell("page.listed_again", "2"), "40")
    assert found(night.reckoning())["V-05a"] == -1
    assert "V-06a/2" not in found(night.reckoning())


def test_a_day_nobody_wrote_anything_about_asks_for_nothing(replay):
    """None of the day's relations stands before Finish on a night of the first issue."""
    results = {r.key: r.status for r in replay("aral-2021-night").reckoning().results}
    silent = {"V-01", "V-05a", "V-05b", "B-05/m1", "G-03", "G-06", "C-07a", "T-05a", "T-06", "M-01"}
    assert {results[key] for key in {*silent, "T-04a"}} == {Status.NOT_APPLICABLE}


def test_a_call_that_was_never_made_is_no_finding(new_night, found):
    night = typed(new_night("aral-2021", "999"), voters=1000, given=500)
    night.type(Cell("turnout.given", "12:00"), "200")
    night.type(Cell("turnout.given", "16:00"), "498")
    assert found(night.reckoning())["T-05a"] == -2
    assert "T-04a" not in found(night.reckoning())
    night.type(Cell("turnout.given", "18:00"), "450")
    assert {"T-04a", "T-05b"} <= set(found(night.reckoning()))


@pytest.mark.parametrize(("said", "status"), [("no", Status.HOLDS), ("yes", Status.FAILS)])
def test_the_chair_is_not_appointed_to_issue_ballots(new_night, said, status):
    night = new_night("aral-2021", "999")
    chair = next(person.id for person in night.night.persons if person.office == "chair")
    assert night.reckoning().result(f"B-04b/{chair}").status is Status.NOT_APPLICABLE
    night.type(Cell("member.issues", chair), said)
    assert night.reckoning().result(f"B-04b/{chair}").status is status
