"""A stored event that names what its night does not have: the night opens, everything is shown,
printed and verified, and the strange value is named with its event.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tally_app import main, paths
from tally_app.app.desk.pages.kinds import kind_of
from tally_app.app.desk.presenter import DeskPresenter
from tally_app.app.handover.taking import UNSIGNED
from tally_app.app.night.comparing import faults
from tally_app.app.night.files import open_night, rules_of
from tally_app.app.night.likely_causes import Likely
from tally_app.app.night.session import Session
from tally_app.app.night.verdict import worded
from tally_app.app.papers.offering import DIGEST, PROGRAM, blanks, offers
from tally_app.app.papers.papers import Papers
from tally_app.app.words.minutes import minutes_of
from tally_app.domain.handover.refusing import KNOWN, UNPROVEN
from tally_app.domain.night.event import chain_hash
from tally_app.domain.night.facts.table import FACTS, FoldError, fold
from tally_app.domain.night.state import LOST_WAYS, TRUSTS
from tally_app.store import LOST
from tests.app.shipped_model import causes
from tests.domain.making import MemoryJournal
from tests.domain.night.kept import KEPT, kept
from tests.effort import EFFORT
from tests.golden import nights

WORDS = main.Wordings(paths.resources() / "texts")
LANGUAGES = ["kk", "ru", "en"]
ODD = "zzz"


#: What happens to a finished protocol before it is finished once more.
_OF_FINISHED = ("blank_checked", "print_withdrawn")


@cache
def night():
    """A whole night with a recount, and an event of every kind that was ever kept in it."""
    folder = next(folder for folder in nights.folders() if folder.name == "recount-signed")
    with (
        TemporaryDirectory() as at,
        closing(open_night(nights.take(folder, Path(at)), nights.clock)) as session,
    ):
        events = [*session.journal.events()]
    there = {event.kind for event in events}
    examples = {event.kind: event for path in KEPT for event in kept(path)}
    place = next(at for at, event in enumerate(events) if event.kind == "finished")
    more = [event for kind, event in examples.items() if kind not in {*there, *_OF_FINISHED}]
    settled = examples["second_settled"]  # it settles what was typed a second time
    more.insert(0, replace(settled, kind="second_typed"))
    first = [events[place], *(examples[kind] for kind in _OF_FINISHED)]
    return chained([*events[:place], *more, *first, *events[place:]])


@cache
def rules():
    return rules_of(night())


def chained(events):
    """The same events with a chain that is whole."""
    made, before = [], None
    for seq, event in enumerate(events, 1):
        link = replace(event, seq=seq, before=before.hash if before else "0" * 64, hash="")
        before = replace(link, hash=chain_hash(link.body()))
        made.append(before)
    return tuple(made)


def odd_values(value):
    """The value with one text in it replaced; another number, the other truth."""
    match value:
        case bool():
            yield not value
        case int():
            yield 424_242
        case str():
            yield ODD
        case list():
            for place, inner in enumerate(value[:2]):
                for other in odd_values(inner):
                    yield [*value[:place], other, *value[place + 1 :]]
            # No number where texts are kept, and no text where numbers are: that is no such fact.
            yield [424_242 if value and isinstance(value[0], int) else ODD]
        case dict():
            for key, inner in [*value.items()][:2]:
                for other in odd_values(inner):
                    yield {**value, key: other}
                yield {ODD: inner, **{k: v for k, v in value.items() if k != key}}


#: What is no value of a payload but a whole file or paper of its own.
_FILES = ("files", "record", "form_sha256")


def cases():
    """Place of the event, and key: one event of every kind for every key of its payload."""
    found = {
        (event.kind, key): place
        for place, event in reversed([*enumerate(night())])
        for key in event.payload
        if key not in _FILES
    }
    assert {kind for kind, _ in found} | _BARE == set(FACTS)
    return [(place, key) for (_, key), place in sorted(found.items())]


def broken(place, key, value):
    events = [*night()]
    event = events[place]
    events[place] = replace(event, payload={**event.payload, key: value})
    return chained(events)


class Journal(MemoryJournal):
    def __init__(self, events):
        super().__init__(events[0])
        self.kept = [*events]


@cache
def press():
    return Papers(main.printers, WORDS)


def looked_through(events, language, *, print_all=False):
    """Every page, record and paper of a night."""
    session = Session(Journal(events), rules(), nights.clock)
    desk = DeskPresenter(session, press(), Likely(causes), WORDS[language])
    for contest in session.night.contests:
        desk.place = replace(desk.place, contest=contest)
        for step in session.night.form(contest).steps:
            if kind_of(step).shows_papers and not print_all:
                continue
            desk.go(step.id)
            assert desk.view().faults == (), step.id
        session.record(contest).canonical()
        first = contest == session.night.first
        for offer in (*offers(session, contest), *blanks(session, contest)):
            day = offer.paper is not None and offer.paper.scope == "day"
            if offer.name.kind in ("doc", "form") and (first or not day):
                press().document(session, contest, offer.name).canonical()
        for name in (DIGEST, PROGRAM):
            press().document(session, contest, name).canonical()
    minutes_of(session, WORDS[language])
    return session


#: Without them there is no night: a sentence says so.
_NO_NIGHT = {("night_opened", "precinct"), ("night_opened", "exercise")}
#: Kinds of facts that say nothing beside themselves.
_BARE = {"entries_compared", "ear_removed", "print_confirmed"}


@pytest.mark.parametrize(
    ("place", "key"), cases(), ids=lambda x: x if isinstance(x, str) else night()[x].kind
)
def test_a_night_with_an_odd_value_is_shown_and_the_value_is_named(place, key):
    event = night()[place]
    for turn, value in enumerate([*odd_values(event.payload[key])][: None if EFFORT > 1 else 1]):
        events = broken(place, key, value)
        if (event.kind, key) in _NO_NIGHT:
            with pytest.raises(FoldError, match="at event 1"):
                looked_through(events, "en")
            continue
        session = looked_through(events, LANGUAGES[(place + turn) % 3])
        told = [worded(one, "x", WORDS["en"]) for one in faults(events, {})]
        for one in session.night.strange:
            assert any(f"event {one.seq} " in said for said in told)


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("person_changed", "before"),
        ("person_changed", "person"),
        ("package_taken", "trust"),
        ("went_on_elsewhere", "reason"),
        ("step_confirmed", ""),
    ],
)
def test_who_and_the_codes_of_the_program_are_named_where_nobody_knows_them(kind, key):
    place = next(at for at, event in enumerate(night()) if event.kind == kind)
    if key:
        events = broken(place, key, ODD)
    else:
        events = [*night()]
        events[place] = replace(events[place], who=ODD)
        events = chained(events)
    told = [worded(one, "x", WORDS["en"]) for one in faults(events, {})]
    assert any(f"event {place + 1} says “{ODD}” under “{key or 'who'}”" in said for said in told)


def test_who_left_the_list_may_still_sit_at_the_keys():
    opened, *rest = night()
    place = next(at for at, event in enumerate(rest, 1) if event.kind == "member_listed")
    listed = night()[place]
    gone = replace(listed, kind="member_unlisted", payload={"id": listed.payload["id"]})
    after = replace(gone, kind="person_changed", who=listed.payload["id"],
                    payload={"person": "m1", "before": listed.payload["id"]})  # fmt: skip
    assert fold(chained([opened, *rest[:place], gone, after]), rules()).strange == ()


def test_a_file_is_lost_in_the_ways_the_store_knows():
    assert set(LOST_WAYS) == LOST
    assert set(TRUSTS) == {KNOWN, UNPROVEN, UNSIGNED}
