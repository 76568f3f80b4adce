"""Times of the night: as they are typed, and as minutes since the day of the election began."""

import pytest

from tally_app.domain.values.times import Moment, by_precinct, clock, minutes_between, parse_time


@pytest.mark.parametrize(
    ("at", "minutes"),
    [
        ("2026-11-15T00:00:00.000+05:00", 0),
        ("2026-11-15T20:59:59.999+05:00", 1259),
        ("2026-11-16T01:30:00.000+05:00", 1530),
        ("2026-11-14T23:59:00.000+05:00", -1),
    ],
)
def test_minutes_from_the_midnight_that_begins_the_day(at, minutes):
    assert minutes_between("2026-11-15", at) == minutes


def test_an_hour_after_midnight_belongs_to_the_night():
    assert parse_time("00:15", 8 * 60) == Moment(1455)
    assert parse_time("20:15", 8 * 60) == Moment(1215)
    assert parse_time("08:00", 8 * 60) == Moment(480)
    assert clock(1455) == "00:15"


@pytest.mark.parametrize("text", ["24:00", "20:60", "хх:00", "20:15:00"])
def test_what_is_no_time(text):
    assert parse_time(text, 0).problem == "time"


def test_the_hour_of_the_precinct_is_that_of_its_offset():
    assert by_precinct("2026-11-15T15:30:00.000+00:00", 300)[11:16] == "20:30"
    assert by_precinct("2026-11-15T20:30:00.000+05:00", 300)[11:16] == "20:30"


@pytest.mark.parametrize("at", ["", "кеше", "2026-11-15T20:30:00", "2026-11-15T20:30:00+05:00"])
def test_what_has_no_other_offset_stays_as_it_stands(at):
    assert by_precinct(at, 300) == at


def test_the_offset_is_told_to_the_minute_and_milliseconds_only_where_there_are_any():
    assert by_precinct("2026-11-15T20:30:00+06:00", 330) == "2026-11-15T20:00:00+05:30"
    assert by_precinct("2026-11-15T20:30:00.250+06:00", -60) == "2026-11-15T13:30:00.250-01:00"


def test_what_is_of_the_precinct_already_stays_as_it_was_written():
    for at, offset in (
        ("2026-11-15T20:30:00.000+00:00", 0),
        ("2026-11-15T20:30:00.000-01:00", -60),
    ):
        assert by_precinct(at, offset) == at
