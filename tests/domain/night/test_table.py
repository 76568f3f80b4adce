"""The state of a night is the sum of its events, old files included."""

import importlib
import pkgutil
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from tally_app.domain.form.layout import Cell
from tally_app.domain.night import command, facts
from tally_app.domain.night.event import EVENT_VERSION, GENESIS, chain_hash, next_event
from tally_app.domain.night.facts.table import FACTS, FoldError, allowed, apply, begin, fold
from tally_app.domain.record.record import Record
from tests.domain.making import RESOURCES, Evening, first_event, rules, said, to_record
from tests.domain.night.evenings import DECIDED, listed, refusing, thirteen
from tests.domain.night.kept import BY_NAME, KEPT, kept

#: The tests of every family of facts.
FAMILIES = [
    importlib.import_module(f"tests.domain.night.test_{family.name}")
    for family in pkgutil.iter_modules(facts.__path__)
    if family.name not in ("table", "contest")
]


def test_there_is_a_kept_example_of_every_kind_and_version():
    examples = {(event.kind, event.version) for path in KEPT for event in kept(path)}
    versions = range(1, EVENT_VERSION + 1)
    assert {kind for kind, _ in examples} == set(FACTS)
    assert {version for _, version in examples} == set(versions)


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_kept_events_are_whole(path):
    before = GENESIS
    for number, event in enumerate(kept(path), 1):
        assert event.seq == number
        assert event.before == before
        assert event.hash == chain_hash(event.body())
        before = event.hash


def test_a_night_of_version_1_is_read_for_ever(old_rules):
    night = fold(kept(BY_NAME["events_v1"]), old_rules)
    assert (night.id, night.mode, night.precinct.number) == ("000000000042", "official", "999")
    assert (night.seq, night.head[:8], night.last) == (
        38,
        "f69beec8",
        "2021-08-01T19:38:00.000+05:00",
    )
    assert [p.id for p in night.persons] == [f"m{i}" for i in range(1, 8)]
    assert (night.persons[1].name, night.persons[1].office) == ("Мысалов Бауыржан", "deputy")
    assert (night.persons[6].state, night.persons[6].reason) == ("absent", "ауырып қалды")
    assert night.boxes == ("1",)
    assert night.day_entries[Cell("count_start")].value == 1205

    contest = night.contests["akim"]
    assert contest.entries[Cell("voters")].text == "2 494"
    assert contest.entries[Cell("given")].text == ""
    assert contest.entries[Cell("invalid")].value == 47
    assert contest.entries[Cell("invalid")].who == "m3"
    assert contest.switched_on == {"ballots_lost"}
    assert list(contest.unestablished) == [Cell("voters"), Cell("given")]
    assert contest.unestablished[Cell("voters")].number == "12"
    assert list(contest.confirmed) == ["announce", "portable"]
    assert contest.confirmed["announce"].minutes == 1240
    assert contest.confirmed["announce"].check_value.startswith("7777")
    assert contest.confirmed["portable"].record is None
    assert contest.opened == {"stationary": "жәшік жолда"}

    box = contest.boxes["1"]
    assert (box.second[0], box.decision, box.annulled) == (13, (5, 2, "3", 1275), True)
    assert [a.kind for a in contest.answers.values()] == ["act", "reason", "finish_act"]
    assert contest.answers["C-04/1"].members == ("m1", "m2", "m3", "m4")
    assert contest.answers["T-02"].reason == "count_long"
    assert contest.counted_again["D-01"][0] == (1, 2)

    assert contest.finish is None
    assert len(contest.withdrawn) == 1
    (recount,) = contest.recounts
    assert (recount.ground, recount.old.signed, recount.old.printed) == ("proxy", 1439, True)
    assert Record.read(recount.old.record).value("taken_out") == 1610


def after(event, **changes):
    """A next event with something wrong in it."""
    payload = {"line": "voters", "item": "", "text": "1", "value": 1, "problem": ""}
    said = {"kind": "typed", "payload": payload, "contest": "akim", **changes}
    return next_event(event, at="2021-08-01T20:00:00.000+05:00", who="m1", **said)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "teleported"}, "unknown"),
        ({"payload": {}}, "payload"),
        ({"payload": {"line": "voters", "item": ""}}, "payload"),
        ({"kind": "box_removed", "payload": {}}, "payload"),
        ({"kind": "answered", "payload": {"key": "D-01", "kind": "act"}}, "payload"),
        ({"kind": "print_confirmed", "payload": {}}, "payload"),
        ({"kind": "signed", "payload": {"minutes": 1}}, "payload"),
        ({"kind": "print_withdrawn", "payload": {}}, "payload"),
        ({"kind": "not_established", "payload": {"members": 3}}, "payload"),
        ({"kind": "night_opened", "payload": {}}, "payload"),
    ],
)
def test_an_event_that_cannot_be_read_is_named(change, code):
    first = first_event()
    with pytest.raises(FoldError) as refused:
        fold([first, after(first), after(after(first), **change)], rules())
    assert (refused.value.code, refused.value.seq) == (code, 3)
    assert str(refused.value) == f"{code} at event 3"


@pytest.mark.parametrize(
    ("change", "key", "value"),
    [
        ({"contest": "mayor"}, "contest", "mayor"),
        ({"kind": "step_confirmed", "payload": {"step": "lunch"}}, "step", "lunch"),
    ],
)
def test_a_stored_event_without_a_place_is_passed_over_and_named(change, key, value):
    first = first_event()
    events = [first, after(first), after(after(first), **change)]
    night = fold(events, rules())
    (strange,) = night.strange
    assert (strange.seq, strange.key, strange.value, strange.passed_over) == (3, key, value, True)
    assert night.contests == fold(events[:2], rules()).contests
    with pytest.raises(FoldError, match="payload at event 3"):  # no new event is made so
        apply(fold(events[:2], rules()), events[2])


def test_an_event_of_a_newer_program_is_refused():
    first = first_event()
    newer = replace(after(first), version=EVENT_VERSION + 1)
    with pytest.raises(FoldError, match="newer at event 2"):
        apply(begin(first, rules()), newer)
    with pytest.raises(FoldError, match="newer at event 1"):
        begin(replace(first, version=EVENT_VERSION + 1), rules())


def test_a_night_is_the_same_event_by_event_and_all_at_once():
    evening = Evening().signed()
    events = evening.journal.events()
    night = begin(events[0], rules())
    for event in events[1:]:
        night = apply(night, event)
        assert (night.seq, night.head, night.last) == (event.seq, event.hash, event.at)
    assert night == fold(events, rules()) == evening.night


def test_the_events_of_the_day_are_read_for_ever(old_rules):
    night = fold(kept(BY_NAME["events_v1_day"]), old_rules)
    assert night.items == {"page": ("1",)}
    assert night.contests["akim"].items == {"delivery": ("1",)}
    assert "closing" in night.contests["akim"].confirmed
    person = night.person("m2")
    assert (person.state, person.reason, person.minutes) == ("left", "ауырып қалды", 1500)
    assert [(filed.name, filed.contest) for filed in night.documents] == [("хаттама.jpg", "akim")]
    assert night.contests["akim"].ear == ({"option.votes/jandauletov": 30, "invalid": 2},)
    assert night.contests["akim"].finish.blank_agrees


REFUSED = [
    ("unknown", "", "", listed, "shrug", {}),
    ("unknown", "", "", listed, "night_opened", {}),
]  # fmt: skip


@refusing(REFUSED)
def test_what_is_refused(code, law, step, night, kind, payload):
    assert said(night().refusal(kind, **payload)) == (code, law, step)


def test_every_refusal_has_a_test_and_words():
    room = Path(command.__file__).parent.rglob("*.py")
    source = "".join(path.read_text(encoding="utf-8") for path in room)
    codes = set(re.findall(r'Refusal\(\s*"(\w+)"', source))
    tried = {row[0] for family in FAMILIES for row in getattr(family, "REFUSED", ())} | {
        "before_voting_end",
        "blank_unread",
        "in_use",
        "same_person",
        "not_recounted",
        "once",
        "no_step",
        "office_taken",
        "act_incomplete",
        "empty_bundle",
        "first_entry",
        "listed_first",
        "no_figure",
        "not_here",
        "typed_by_nobody",
        "errors_first",
        "third_free",
        "typed_first",
        "choose_person",
        "reader",
        "too_long",
        "unseen",
    }
    assert tried == codes
    for language in ("kk", "ru", "en"):
        path = RESOURCES / "texts" / language / "refused.toml"
        worded = tomllib.loads(path.read_text(encoding="utf-8"))["refused"]
        assert {*worded} == codes | {"time"}
        for code, texts in worded.items():
            assert {*texts} == {"why", "now"}, code
            assert not texts["why"].endswith((".", "!")), "the article comes behind it"
            assert texts["now"].endswith("."), "what to do now is a sentence"


def test_without_a_reckoning_only_the_order_is_asked():
    night = listed().night
    assert allowed(night, to_record("step_confirmed", {"step": "announce"}, "akim")) is None
    assert allowed(night, to_record("finished", {"precinct": "999"}, "akim")) is None
    answer = {"key": "D-01", "kind": "reason", "text": ""}
    assert allowed(night, to_record("answered", answer, "akim")) is None
    boxed = thirteen().do("box_counted_again", box="1", value=13)
    assert allowed(boxed.night, to_record("box_decided", DECIDED, "akim")).code == "counts_differ"
