"""An exercise stands in the first event of a training night, and in no other night."""

import pytest

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.event import next_event
from tally_app.domain.night.exercise import Exercise, Planted
from tally_app.domain.night.facts.table import FoldError, fold
from tests.domain.making import START, rules

FAULT = Planted("akim", "digits_swapped", (Cell("taken_out"),), (859,), (895,))
EXERCISE = Exercise(
    7,
    2,
    (FAULT,),
    {"": {Cell("voting_end"): "20:00"}, "akim": {Cell("box.ballots", "1"): "14"}},
)


def first(mode="training", **more):
    payload = {"night": "1", "mode": mode, "precinct": "999", **more}
    return next_event(None, at=START.isoformat(), who="setup", kind="night_opened", payload=payload)


def test_it_is_read_back_as_it_was_written():
    night = fold([first(exercise=EXERCISE.payload())], rules())
    assert night.exercise == EXERCISE


def test_a_night_without_one_has_none():
    assert fold([first()], rules()).exercise is None


def test_an_official_night_has_no_exercise_whatever_its_first_event_says():
    assert fold([first("official", exercise=EXERCISE.payload())], rules()).exercise is None


@pytest.mark.parametrize(
    "payload",
    [
        {},
        [],
        "x",
        {"number": "x"},
        {**EXERCISE.payload(), "faults": [{}]},
        {**EXERCISE.payload(), "faults": 1},
        {**EXERCISE.payload(), "truth": []},
        {**EXERCISE.payload(), "truth": {"akim": []}},
    ],
)
def test_one_that_cannot_be_read_is_told_with_its_event(payload):
    with pytest.raises(FoldError, match="payload at event 1"):
        fold([first(exercise=payload)], rules())


def test_what_lies_on_the_table_is_found_for_ballot_and_day():
    assert EXERCISE.on_table("akim", Cell("box.ballots", "1")) == "14"
    assert EXERCISE.on_table("akim", Cell("voting_end")) == "20:00"
    assert EXERCISE.on_table("akim", Cell("invalid")) == ""
    assert EXERCISE.on_table("other", Cell("box.ballots", "1")) == ""


def test_the_faults_of_a_ballot_are_its_own():
    assert EXERCISE.of_contest("akim") == (FAULT,)
    assert EXERCISE.of_contest("other") == ()
