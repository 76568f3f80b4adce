"""Forms, events, records and papers are what they were."""

from __future__ import annotations

import pytest

from tests.golden import digests

RENEW = "meant to be seen? then renew on purpose: uv run python -m tests.golden"


def same(name, made):
    kept = digests.kept(name)
    changed = [key for key in kept if key in made and kept[key] != made[key]]
    gone = [key for key in kept if key not in made]
    new = [key for key in made if key not in kept]
    assert (changed, gone, new) == ([], [], []), f"{name}: {RENEW}"
    assert list(kept) == list(made), f"{name} in another order: {RENEW}"


@pytest.fixture(scope="module")
def played():
    return digests.events_and_records()


def test_every_form_shows_what_it_showed():
    same("forms", digests.forms())


def test_every_sample_night_makes_the_same_events(played):
    events, _ = played
    same("events", events)


def test_every_sample_night_ends_in_the_same_records(played):
    _, records = played
    same("records", records)


def test_every_paper_of_the_whole_day_says_the_same():
    same("papers", digests.papers())
