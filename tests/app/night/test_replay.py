"""The evenings of the four published elections, played as a commission would type them."""

from dataclasses import replace

import pytest

from tally_app.app.night.files import open_night
from tally_app.app.night.replay import play, stage
from tests.domain.making import LIBRARY

SEEDS = {
    "aral-2021": (928, 23 * 60 + 55),
    "bershugir-2021": (768, 23 * 60 + 30),
    "shieli-2021": (1923, 23 * 60 + 58),
    "ulken-2021": (860, 23 * 60 + 20),
}


@pytest.fixture
def staged(tmp_path):
    opened = []

    def begin(name, file="night.tally"):
        opened.append(stage(name, tmp_path / file, LIBRARY))
        return opened[-1]

    yield begin
    for session, _, _ in opened:
        session.close()


@pytest.mark.parametrize("name", SEEDS)
def test_a_seed_night_is_finished_printed_and_signed(staged, tmp_path, name):
    session, script, wall = staged(f"{name}-night")
    for action, refused in play(session, script, wall):
        assert refused is None, action
    total, signed = SEEDS[name]
    done = session.night.contests["akim"].finish
    assert (done.printed, done.signed) == (True, signed)
    record = session.record("akim")
    assert record.value("taken_out") == total
    assert record.check_value() == done.check_value
    assert record.mode == "training"
    assert [r.key for r in record.relations if r.status == "fails"] == []
    assert record.answers == ()
    after = session.night
    session.close()
    again = open_night(tmp_path / "night.tally", wall)
    assert replace(again.night, rules=after.rules) == after
    again.close()


def test_two_plays_give_the_same_night(staged):
    heads = set()
    for file in ("one.tally", "two.tally"):
        session, script, wall = staged("aral-2021-night", file)
        list(play(session, script, wall))
        heads.add(session.night.head)
    assert len(heads) == 1


def test_events_carry_the_time_of_the_script_and_who_typed(staged):
    session, script, wall = staged("aral-2021-night")
    list(play(session, script, wall))
    events = session.journal.events()
    assert events[1].at == "2021-08-01T18:40:00.000+05:00"
    assert events[-1].at == "2021-08-01T23:55:00.000+05:00"
    again = {event.who for event in events if event.kind in ("second_typed", "part_one_compared")}
    assert again == {"m1"}
    assert {event.who for event in events[1:]} == {"m1", "m3"}


def test_planted_errors_are_refused_by_name_and_difference(staged):
    session, script, wall = staged("aral-2021-errors-night")
    assert [refused for _, refused in play(session, script, wall) if refused] == []
    assert session.finish("akim", "999").code == "obstacles"
    found = {o.result.key: o.result.difference for o in session.obstacles("akim") if o.result}
    assert found == {
        "B-02": -27,
        "B-03": -10,
        "G-01": -18,
        "C-01": -1,
        "C-04/1": 1,
        "D-01": -18,
    }
    assert session.night.contests["akim"].finish is None


SCRIPT = """
format = 1
kind = "night"
id = "odd-night"
languages = ["en"]
election = "aral-2021"
precinct = "999"
name.en = "A night with a line switched on"
[[do]]
at = "20:10"
switch = ["ballots_lost"]
[[do]]
at = "00:10"
who = "m4"
type = { "ballots_lost" = "2", "taken_out" = "5" }
"""


def test_a_script_may_switch_lines_and_go_on_after_midnight(tmp_path):
    (tmp_path / "odd.toml").write_text(SCRIPT, encoding="utf-8")
    library = LIBRARY.beside(tmp_path / "odd.toml")
    session, script, wall = stage("odd-night", tmp_path / "odd.tally", library)
    refused = [refused.code if refused else None for _, refused in play(session, script, wall)]
    assert refused == [None, None, "before"]
    assert session.night.contests["akim"].switched_on == {"ballots_lost"}
    assert session.night.last == "2021-08-02T00:10:00.000+05:00"
    assert session.who == "m4"
    session.close()
