"""What holds for every fact: it is stored and read back whole, and old nights fold for ever."""

import importlib
import pkgutil
from contextlib import closing
from dataclasses import fields

import pytest

from tally_app.app.night.files import open_night, rules_of
from tally_app.domain.night import facts
from tally_app.domain.night.command import UNSAID, Fact, Refusal
from tally_app.domain.night.facts.commission import MemberStateNoted
from tally_app.domain.night.facts.steps import StepConfirmed
from tally_app.domain.night.facts.table import FACTS, fold
from tests.domain.making import Evening
from tests.domain.night.kept import KEPT, kept
from tests.golden import nights

FAMILIES = [
    importlib.import_module(f"{facts.__name__}.{module.name}")
    for module in pkgutil.iter_modules(facts.__path__)
]
KEPT_NIGHTS = nights.folders()


@pytest.fixture(scope="module", params=KEPT_NIGHTS, ids=lambda at: f"{at.parent.name}-{at.name}")
def kept_night(request, tmp_path_factory):
    """The events of a night that an earlier program kept."""
    path = nights.take(request.param, tmp_path_factory.mktemp("kept"))
    with closing(open_night(path, nights.clock)) as session:
        return session.journal.events()


def test_every_fact_is_in_the_table():
    made = {
        thing
        for family in FAMILIES
        for thing in vars(family).values()
        if isinstance(thing, type) and issubclass(thing, Fact) and "kind" in vars(thing)
    }
    assert set(FACTS.values()) == made
    assert {kind: fact.kind for kind, fact in FACTS.items()} == {kind: kind for kind in FACTS}


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_kept_event_is_read_and_written_as_it_was(path):
    for event in kept(path):
        assert FACTS[event.kind].read(event.payload).payload() == event.payload, event.seq


def test_the_events_of_a_kept_night_are_read_and_written_as_they_were(kept_night):
    for event in kept_night:
        assert FACTS[event.kind].read(event.payload).payload() == event.payload, event.seq


def test_a_kept_night_names_nothing_it_does_not_have(kept_night):
    assert fold(kept_night, rules_of(kept_night)).strange == ()


def test_no_key_and_a_null_are_two_things():
    said = {"member": "m1", "state": "left", "reason": "ill"}
    assert MemberStateNoted.read(said).payload() == said
    assert MemberStateNoted.read({**said, "minutes": None}).payload() == {**said, "minutes": None}
    assert StepConfirmed("portable").payload() == {"step": "portable"}
    evening = Evening().do("member_state_noted", **said, minutes=1300)
    assert evening.do("member_state_noted", **said).night.person("m1").minutes is None


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_a_key_of_another_program_is_left_alone(fact):
    whole = example(fact)
    assert fact.read({**whole, "of_another_program": 1}) == fact.read(whole)
    for key in (each.name.rstrip("_") for each in fields(fact) if each.default is not UNSAID):
        with pytest.raises(KeyError):
            fact.read({other: said for other, said in whole.items() if other != key})


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_what_no_fact_keeps_is_not_read(fact):
    """A forged or damaged payload is refused before anything rests on it."""
    whole = example(fact)
    for key in whole:
        if key in {each.name.rstrip("_") for each in fields(fact)}:
            with pytest.raises(TypeError):
                fact.read({**whole, key: 1.5})
            if isinstance(whole[key], str):
                for wrong in ([], [whole[key]], {}, 5):
                    with pytest.raises(TypeError):
                        fact.read({**whole, key: wrong})


def example(fact):
    """The payload of a kept event of that kind."""
    events = (event for path in KEPT for event in kept(path))
    return next(event.payload for event in events if event.kind == fact.kind)


@pytest.fixture
def nothing_is_allowed(monkeypatch):
    """A law so strict that it refuses everything, and a program that may not refuse by itself."""
    no = Refusal("never")

    def refuse(*_):
        raise AssertionError("a fact that has happened is not asked whether it may")

    for fact in FACTS.values():
        monkeypatch.setattr(fact, "allowed", lambda *_: no)
    monkeypatch.setattr(Refusal, "__init__", refuse)


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_stricter_law_does_not_close_kept_events(path, old_rules, request):
    before = fold(kept(path), old_rules)
    request.getfixturevalue("nothing_is_allowed")
    assert fold(kept(path), old_rules) == before


def test_a_stricter_law_does_not_close_a_kept_night(kept_night, request):
    rules = rules_of(kept_night)
    before = fold(kept_night, rules)
    request.getfixturevalue("nothing_is_allowed")
    assert fold(kept_night, rules) == before
