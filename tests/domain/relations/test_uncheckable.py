"""A relation the program fails at is said to be unchecked, and all others say what they said."""

from functools import cache

import pytest

from tally_app.app.night.comparing import faults
from tally_app.domain.form.form import Severity
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.facts.table import fold
from tally_app.domain.night.reckoning import Reckoner
from tally_app.domain.relations.rulebook import Status, rulebook
from tests.domain.making import Evening, rules
from tests.domain.poison import poison

FORM = rules().forms["akim"]


@cache
def counted():
    """The night before its protocol is finished."""
    return fold(Evening().counted().journal.events(), rules())


def results():
    return Reckoner(rulebook(FORM), "akim").reckon(counted()).results


@cache
def sound():
    return {result.key: (result.status, result.difference) for result in results()}


@pytest.mark.parametrize("when", ["bound", "run"])
@pytest.mark.parametrize("key", [relation.key for relation in FORM.relations])
def test_every_other_relation_says_what_it_says_without_it(monkeypatch, key, when):
    said = sound()
    poison(monkeypatch, FORM, key, when)
    found = results()
    broken = [result for result in found if result.relation.key == key]
    assert {(result.status, bool(result.fault)) for result in broken} == {
        (Status.UNCHECKABLE, True)
    }
    others = {r.key: (r.status, r.difference) for r in found if r not in broken}
    assert others == {other: said[other] for other in others}
    assert {other for other in said if other.partition("/")[0] != key} == set(others)


def test_what_is_being_typed_runs_it_again_and_the_fault_is_said_again(monkeypatch):
    poison(monkeypatch, FORM, "G-01")
    evening = Evening().lists()
    drafted = evening.session.reckoning("akim", {Cell("ballots_cancelled"): "5"})
    assert [result.fault for result in drafted.uncheckable] == ["ZeroDivisionError: poison"]


def test_a_night_with_it_is_finished_recorded_and_agrees_with_itself(monkeypatch):
    poison(monkeypatch, FORM, "G-01")
    evening = Evening().counted()
    assert evening.obstacles() == []
    evening.finish()
    kept = {said["key"]: said["status"] for said in evening.state.finish.record["relations"]}
    assert [key for key, status in kept.items() if status == "uncheckable"] == ["G-01"]
    assert not [f.code for f in faults(evening.journal.events(), {}) if f.code == "record_figure"]


def test_an_error_the_program_fails_at_is_no_finding(monkeypatch):
    """What nobody could check is neither right nor wrong."""
    errors = [r.key for r in FORM.relations if r.severity is Severity.ERROR]
    poison(monkeypatch, FORM, errors[0])
    assert errors[0] not in Evening().counted().findings()


def test_those_that_could_not_be_checked_are_named_and_no_other(monkeypatch):
    assert Reckoner(rulebook(FORM), "akim").reckon(counted()).uncheckable == []
    poison(monkeypatch, FORM, "G-01", "run")
    found = Reckoner(rulebook(FORM), "akim").reckon(counted()).uncheckable
    assert [result.key for result in found] == ["G-01"]
