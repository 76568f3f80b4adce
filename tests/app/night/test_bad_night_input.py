"""Bad input of a night: files that do not fit, times running backwards, boxes nobody asked for.

Nothing of it starts a night or stops one.
"""

from __future__ import annotations

import pytest

from tally_app import paths
from tally_app.app.night import files as nights
from tally_app.catalog.library import Library
from tally_app.catalog.problems import CatalogueError
from tally_app.catalog.source import Source
from tally_app.domain.form.form import Severity
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.facts.table import FoldError
from tally_app.domain.relations.rulebook import Status
from tests.domain.making import LIBRARY, Evening, Wall

SAMPLE = (paths.resources() / "samples" / "aral-2021.toml").read_text(encoding="utf-8")


def begun(tmp_path, text, precinct="999", library=LIBRARY):
    path = tmp_path / "n.tally"
    source = Source("vote.toml", text.encode())
    night = "000000000042"
    return nights.begin(path, source, library, precinct=precinct, clock=Wall(), night=night)


def without_options():
    start, end = SAMPLE.index("[[contest.option]]"), SAMPLE.index("[[precinct]]")
    return SAMPLE[:start] + SAMPLE[end:]


def member(number, name):
    office = '"member"'
    return SAMPLE + f'\n[[precinct.member]]\nid = "{number}"\nname = "{name}"\noffice = {office}\n'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (without_options(), "no_options"),
        (member("m7", "Жаңа Адам"), "duplicate"),
        (member("m8", "Үйренова Сәуле Ғабитқызы"), "member_twice"),
        (member("m.8", "Жаңа Адам"), "bad_id"),
        (member("m/8", "Жаңа Адам"), "bad_id"),
    ],
)
def test_a_bad_file_starts_no_night(tmp_path, text, code):
    with pytest.raises(CatalogueError) as told:
        begun(tmp_path, text)
    assert code in {problem.code for problem in told.value.problems}
    assert list(tmp_path.iterdir()) == []


def test_an_election_file_for_another_precinct_starts_no_night(tmp_path):
    with pytest.raises(FoldError):
        begun(tmp_path, SAMPLE, precinct="447")
    assert list(tmp_path.iterdir()) == []


def findings(evening, *severities):
    return {result.key for result in evening.reckoning().failing(*severities)}


def test_times_that_run_backwards_are_found():
    evening = Evening()
    assert evening.session.add_row("akim", "trip", "1") is None
    evening.type({"trip.left/1": "15:10", "trip.back/1": "12:30"})
    assert "C-07b/1" in findings(evening, Severity.WARNING)
    evening.type({"trip.back/1": "15:10"})
    assert "C-07b/1" not in findings(evening)
    evening = Evening().lists(voting_end="20:30", count_start="20:05")
    assert "T-01" in findings(evening, Severity.LEGAL)
    evening = Evening().counted(count_end="20:04")
    assert "T-02b" in findings(evening, Severity.ERROR)
    evening.type(count_end="04:50")  # the next morning
    assert findings(evening) == set()
    early = evening.session.reckoning("akim", {Cell("signed"): "04:40"})
    assert [result.key for result in early.failing()] == ["T-03"]


def test_a_count_that_ended_before_it_began_can_still_be_finished_with_an_act():
    evening = Evening().counted(count_end="20:04")
    assert evening.obstacles() == [("error", "T-02b")]
    assert evening.answer("T-02b", "finish_act") is None
    assert evening.finish().state.finish is not None


@pytest.mark.parametrize("ballots", [0, 3])
def test_a_portable_box_nobody_applied_for(ballots):
    """Empty, it is a fact like any other; with ballots in it, it goes the way of 43(3-1)."""
    evening = Evening().lists(given_outside=0, given_inside=1610).announce()
    evening.do("box_added", box="1")
    lines = {"applications_received": 0, "applications_signed": 0, "ballots": ballots, "foreign": 0}
    evening.type({f"box.{line}/1": value for line, value in lines.items()})
    if ballots:
        assert evening.why("step_confirmed", step="portable") == "undecided"
        evening.do("box_counted_again", box="1", value=3)
        evening.do("box_decided", box="1", number="1", minutes=1260, **{"for": 7, "against": 0})
        evening.do("box_annulled", box="1", annulled=True)
        assert evening.answer("C-04/1", "act") is None
    evening.confirm("portable")
    assert evening.result("B-09").status is Status.HOLDS
    evening.type({"stationary.ballots": 1610 - ballots}).confirm("stationary")
    votes = {"jandauletov": 1190 - ballots, "mahajanova": 210, "nurhojaev": 96, "rsalieva": 0}
    evening.type({f"option.votes/{option}": many for option, many in votes.items()})
    evening.type({"taken_out": 1610, "against_all": 66, "invalid": 48 + ballots})
    evening.type({"count_end": "23:40", "results_announced": "23:45"})
    assert evening.obstacles() == []
    evening.finish()
    assert evening.session.record("akim").value("invalid") == 48 + ballots


def test_another_version_of_a_form_in_the_middle_of_a_night(tmp_path):
    """The night keeps the bytes it began with, whatever an update puts beside it."""
    elections = tmp_path / "elections"
    elections.mkdir()
    for file in (paths.resources() / "elections").rglob("*.toml"):
        (elections / file.name).write_bytes(file.read_bytes())
    session = begun(tmp_path, SAMPLE, library=Library(elections))
    session.who = "m3"
    assert session.type_text("akim", Cell("voters"), "2494") is None
    before = session.night.rules
    session.close()
    form = elections / "single-choice.toml"
    changed = form.read_text(encoding="utf-8").replace('number = "7"', 'number = "77"')
    form.write_text(changed, encoding="utf-8")
    (elections / "election-day.toml").unlink()
    again = nights.open_night(tmp_path / "n.tally", Wall())
    assert again.night.rules.form_sha256 == before.form_sha256
    assert again.night.form("akim").line("invalid").number == "7"
    assert again.night.form("akim").lines == before.forms["akim"].lines
    assert again.text("akim", Cell("voters")) == "2494"
    assert again.record("akim").form_sha256 == before.form_sha256["akim"]
    again.close()
