"""Forms, events, records and papers are what they were."""

from __future__ import annotations

from tests.golden import digests

RENEW = "meant to be seen? then renew on purpose: uv run python -m tests.golden"


def same(name, made):
    kept = digests.kept(name)
    changed = [key for key in kept if key in made and kept[key] != made[key]]
    gone = [key for key in kept if key not in made]
    new = [key for key in made if key not in kept]
    told = f"changed {changed}\ngone {gone}\nnew {new}"
    assert not changed + gone + new, f"{name}:\n{told}\n{RENEW}"
    assert list(kept) == list(made), f"{name} in another order: {RENEW}"


def test_every_form_shows_what_it_showed():
    same("forms", digests.forms())


def test_every_sample_night_makes_the_same_events_and_ends_in_the_same_records():
    events, records = digests.events_and_records()
    same("events", events)
    same("records", records)


def test_every_paper_of_the_whole_day_says_the_same():
    same("papers", digests.papers())
