"""One byte form for every value, and a chain in which each event stands on the one before."""

import hashlib
import json
from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally_app.domain.night.event import (
    EVENT_VERSION,
    GENESIS,
    Event,
    canonical,
    chain_hash,
    hash_with,
    next_event,
)

texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=12,
)
payloads = st.dictionaries(texts, values, max_size=4)


@given(values)
def test_the_canonical_form_is_json_and_comes_back(value):
    assert json.loads(canonical(value)) == value
    assert canonical(json.loads(canonical(value))) == canonical(value)


@given(st.dictionaries(texts, values))
def test_the_order_of_keys_does_not_matter(value):
    assert canonical(dict(reversed(value.items()))) == canonical(value)


def test_the_canonical_form_byte_for_byte():
    value = {"ә": "Әділ «№ 5»\n", "a": [1, 0, -7, True, None, ()], "10": 1, "9": {}}
    expected = r'{"10":1,"9":{},"a":[1,0,-7,true,null,[]],"ә":"Әділ «№ 5»\n"}'
    assert canonical(value) == expected.encode()


@pytest.mark.parametrize(
    "value",
    [1.0, float("nan"), {"a": [1, {"b": 0.5}]}, ({"a": (2.5,)},), {1: "a"}, {"a": {None: 1}}, {1}],
)
def test_what_is_no_fact_is_refused(value):
    with pytest.raises(TypeError):
        canonical(value)


def first(**changes):
    said = {"at": "2026-11-15T06:10:00+05:00", "who": "setup", "kind": "night_opened"}
    return next_event(None, **{**said, "payload": {"night": "1"}, **changes})


def test_the_first_event_stands_on_nothing():
    event = first()
    assert (event.seq, event.before, event.contest) == (1, GENESIS, "")
    assert event.version == EVENT_VERSION


def test_the_hash_covers_the_canonical_body():
    event = first()
    assert event.hash == hashlib.sha256(canonical(event.body())).hexdigest()
    # Fixed for ever: files of 2026 must verify with every later program.
    assert event.hash == "25dc5b6f3484ea2cf4b793bb1eb92dd5e45a0b143ccc136cb72f1ab1d315a671"


@given(st.lists(st.tuples(texts, texts, texts, texts, payloads), min_size=1, max_size=6))
def test_each_event_stands_on_the_one_before(said):
    before = None
    for at, who, kind, contest, payload in said:
        event = next_event(before, at=at, who=who, kind=kind, payload=payload, contest=contest)
        assert event.seq == (before.seq + 1 if before else 1)
        assert event.before == (before.hash if before else GENESIS)
        assert event.hash == chain_hash(event.body())
        assert event.payload == payload
        before = event


@pytest.mark.parametrize(
    "change",
    [
        {"seq": 2},
        {"at": "2026-11-15T06:11:00+05:00"},
        {"who": "m1"},
        {"contest": "c1"},
        {"kind": "typed"},
        {"version": 2},
        {"payload": {"night": 1}},
        {"before": "1" * 64},
    ],
)
def test_every_field_counts(change):
    event = first()
    assert chain_hash(replace(event, **change).body()) != event.hash


def test_an_event_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        first().who = "m1"


def test_the_caller_may_go_on_with_its_payload():
    payload = {"text": "1"}
    event = first(payload=payload)
    payload["text"] = "2"
    assert event.payload == {"text": "1"}
    assert chain_hash(event.body()) == event.hash
    assert isinstance(event, Event)


@given(
    said=st.lists(texts, min_size=5, max_size=5),
    seq=st.integers(1, 10**9),
    payload=st.dictionaries(texts, st.integers() | texts),
)
def test_the_hash_with_a_payload_at_hand_is_the_hash_of_the_body(said, seq, payload):
    at, who, contest, kind, before = said
    event = Event(seq, at, who, contest, kind, 1, payload, before, "")
    assert hash_with(event, canonical(payload).decode()) == chain_hash(event.body())
