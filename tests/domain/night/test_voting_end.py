"""An official protocol is never finished before voting has ended; practice always can be."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from tally_app.app.night.session import Session
from tally_app.domain.form.form import PrecinctType
from tally_app.domain.night.facts.table import allowed
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.voting_end import before_voting_end, voting_ends
from tests.domain.making import (
    AFTER_VOTING,
    PILES,
    Evening,
    MemoryJournal,
    Wall,
    bind,
    figures,
    first_event,
    form,
    line,
    relation,
    rules,
    to_record,
)

HERE = timezone(timedelta(hours=5))
EVENING = 20 * 60


def at(hour, minute=0, zone=HERE, day=1):
    return datetime(2021, 8, day, hour, minute, tzinfo=zone)


def counted(mode="official", **lists):
    evening = Evening(mode).lists(**lists).announce().boxes().confirm("portable")
    evening.type({"stationary.ballots": 1588}).confirm("stationary")
    return evening.type(PILES).seen()


def finishing(evening, when):
    evening.session.clock = Wall(when - timedelta(minutes=1))
    return evening.session.finish("akim", "999")


@pytest.mark.parametrize("when", [at(9), at(19, 59), at(23, day=1) - timedelta(days=7)])
def test_an_official_night_is_refused_before_the_end_of_voting(when):
    evening = counted()
    before = evening.night
    refused = finishing(evening, when)
    assert (refused.code, refused.law) == ("before_voting_end", "38, 43(1)")
    assert refused.times[0] == EVENING
    assert evening.night is before


@pytest.mark.parametrize("when", [at(20), at(23, 59), at(3, day=2), at(9, day=9)])
def test_an_official_night_is_finished_from_the_end_of_voting_on(when):
    assert finishing(counted(), when) is None


def test_a_training_night_is_finished_at_any_hour():
    assert finishing(counted("training"), at(3)) is None


def test_a_laptop_of_another_time_zone_is_read_by_the_precincts_clock():
    west = timezone(timedelta(hours=3))
    assert finishing(counted(), at(17, 59, west)).times == (EVENING, EVENING - 1)
    assert finishing(counted(), at(18, 0, west)) is None


def test_a_command_that_says_no_time_is_too_early():
    evening = counted()
    command = to_record("finished", {"precinct": "999"}, "akim")
    assert allowed(evening.night, command, evening.reckoning()).code == "before_voting_end"


def test_a_clock_without_a_zone_is_the_precincts():
    evening = counted()
    command = to_record("finished", {"precinct": "999", "clock": "2021-08-01T20:00:00"}, "akim")
    assert allowed(evening.night, command, evening.reckoning()) is None


def under(precinct_type=None, **lists):
    """A counted official night at a precinct of another type."""
    election = rules().election
    types = (PrecinctType("other", {"en": "other"}, precinct_type or {}),)
    precincts = tuple(replace(precinct, type="other") for precinct in election.precincts)
    changed = replace(election, types=types, precincts=precincts)
    evening = Evening("official")
    journal = MemoryJournal(first_event("official"))
    evening.session = Session(journal, replace(rules(), election=changed), Wall(AFTER_VOTING))
    evening.session.who = "m3"
    evening.lists(**lists).announce().boxes().confirm("portable")
    evening.type({"stationary.ballots": 1588}).confirm("stationary")
    return evening.type(PILES)


EARLY = {"voting_end": "18:00", "count_start": "18:10"}


def test_a_special_precinct_where_all_have_voted_may_finish_early():
    ordinary = under(voters=1610, **EARLY)
    assert voting_ends(ordinary.reckoning()) == EVENING
    special = under({"special": 1}, voters=1610, **EARLY)
    assert voting_ends(special.reckoning()) == 18 * 60


def test_a_special_precinct_where_some_have_not_voted_waits_for_the_hour():
    assert voting_ends(under({"special": 1}, **EARLY).reckoning()) == EVENING


def test_an_hour_typed_too_late_does_not_delay_it():
    late = {"voting_end": "21:00", "count_start": "21:05"}
    assert voting_ends(under(**late).reckoning()) == EVENING


def hours(check, constants, typed):
    """When voting ends by a small form with that relation and those constants."""
    lines = [line("voting_end", kind="time", role="voting_end"), "given"]
    small = form(lines, [relation(check)], constants)
    bound = bind(small)
    typed_figures = tuple(figures(bound, typed))
    return voting_ends(Reckoning(bound, typed_figures, {}, tuple(bound.evaluate(typed_figures))))


def test_a_form_without_an_hour_goes_by_the_typed_one():
    assert hours("voting_end >= 0", {}, {"voting_end": 1080}) == 1080
    assert hours("voting_end >= 0", {}, {}) is None


def test_an_hour_of_the_organiser_is_earlier_where_no_relation_minds():
    assert hours("voting_end >= 60", {"closes": 1200}, {"voting_end": 1080}) == 1080
    assert hours("voting_end >= 1100", {"closes": 1200}, {"voting_end": 1080}) == 1200
    assert hours("given >= 0", {"closes": 1200}, {"voting_end": 1080, "given": 1}) == 1200


def test_a_form_that_knows_no_hour_at_all_refuses_nothing():
    bound = bind(form(["given"], ["given >= 0"]))
    reckoning = Reckoning(bound, (1,), {}, tuple(bound.evaluate([1])))
    assert voting_ends(reckoning) is None
    night = Evening("official").night
    assert before_voting_end(night, "akim", "", reckoning) is None
