"""Several ballots in one night: what of the day each of them locks, and whose names are kept."""

from dataclasses import replace

import pytest

from tally_app.app.night.replay import look_again
from tally_app.app.night.session import Session
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.locks import day_rests_on, uses
from tests.domain.making import (
    ACT,
    LISTS,
    PILES,
    MemoryJournal,
    Wall,
    answered,
    first_event,
    rules,
    to_record,
)

BALLOTS = ("akim", "second")


class Two:
    """The example night with its ballot twice, without portable boxes."""

    def __init__(self):
        election = rules().election
        contests = (election.contests[0], replace(election.contests[0], id="second"))
        form = rules().forms["akim"]
        of = replace(
            rules(),
            election=replace(election, contests=contests),
            forms=dict.fromkeys(BALLOTS, form),
            form_sha256=dict.fromkeys(BALLOTS, rules().form_sha256["akim"]),
        )
        self.session = Session(MemoryJournal(first_event()), of, Wall())
        self.session.who = "m3"

    @property
    def night(self):
        return self.session.night

    def type(self, contest, typed):
        for key, text in typed.items():
            assert self.session.type_text(contest, Cell.read(key), str(text)) is None, key

    def why(self, contest, key, text="123"):
        refused = self.session.type_text(contest, Cell.read(key), text)
        return refused.code if refused else ""

    def do(self, kind, contest="", /, **payload):
        refused = self.session.execute(to_record(kind, payload, contest))
        return refused.code if refused else ""

    def listed(self, contest):
        self.type(contest, {**LISTS, "given_outside": 0, "given_inside": 1610})

    def announced(self):
        for contest in BALLOTS:
            self.listed(contest)
        for contest in BALLOTS:
            assert self.session.announce(contest, "announce", "20:31") is None
        for contest in BALLOTS:
            assert self.session.confirm(contest, "portable") is None
        for contest in BALLOTS:
            self.type(contest, {"stationary.ballots": 1610})
            assert self.session.confirm(contest, "stationary") is None
        return self

    def finished(self, contest):
        self.type(contest, PILES)
        assert look_again(self.session, contest, "m1") is None
        assert self.session.finish(contest, "999") is None
        return self

    def signed(self, contest):
        assert self.do("print_confirmed", contest) == ""
        assert self.do("signed", contest, minutes=1439) == ""
        return self


@pytest.mark.parametrize("contest", BALLOTS)
def test_a_finished_ballot_locks_its_lines_and_the_days_it_rests_on(contest):
    night = Two().announced().finished(contest)
    other = next(name for name in BALLOTS if name != contest)
    for line in ("count_start", "turnout.given/10:00"):
        assert night.why(other, line, "23:00") == "finished"
    for line, text in {"opened": "06:00", "carrier": "А", "posted": "23:59"}.items():
        assert night.why(other, line, text) == ""
    assert night.why(other, "ballots_received", "2519") == ""
    assert night.why(contest, "ballots_received") == "finished"
    assert night.session.add_row(other, "trip", "1").code == "finished"
    assert night.session.add_row(other, "entry", "1") is None
    assert night.do("item_removed", collection="entry", item="1") == ""
    assert night.finished(other).signed(other).night.contests[other].finish.signed == 1439


def test_what_a_protocol_of_the_day_rests_on():
    form = rules().forms["akim"]
    rests, used = day_rests_on(form), uses(form)
    assert {"count_start", "voting_end", "box.applications_received", "box", "trip"} <= rests
    assert not {"opened", "entry", "entry.what", "posted", "carrier", "voters"} & rests
    assert {"voters", "option.votes", "list_certificates"} <= used
    assert not {"opened", "copy.number", "carrier"} & used


@pytest.mark.parametrize("contest", BALLOTS)
def test_a_recount_of_any_ballot_leaves_the_day_as_it_was_signed(contest):
    """Whichever ballot it is, and although the other one is still open."""
    night = Two().announced().finished(contest).signed(contest)
    opened = {"ground": "proxy", "applicant": "A", "minutes": 1450, "act_number": "9"}
    assert night.do("recount_opened", contest, **opened) == ""
    assert night.do("step_unlocked", BALLOTS[1 - BALLOTS.index(contest)],
                    step="announce", reason="a slip") == ""  # fmt: skip
    for name in BALLOTS:
        assert night.why(name, "count_start", "23:00") == "not_recounted"
        assert night.why(name, "turnout.given/10:00") == "not_recounted"
        assert night.session.add_row(name, "trip", "1").code == "not_recounted"
        assert night.why(name, "opened", "06:00") == ""
    assert night.do("box_added", box="1") == "not_recounted"
    assert night.do("member_unlisted", id="m7") == "not_recounted"


def test_lines_of_the_day_lock_once_every_list_is_announced():
    """Whichever is announced first; one of them unlocked opens them again."""
    for first, last in (BALLOTS, BALLOTS[::-1]):
        night = Two()
        for contest in BALLOTS:
            night.listed(contest)
        assert night.session.announce(first, "announce", "20:31") is None
        assert night.why(first, "list_added", "1") == night.why(last, "list_added", "2") == ""
        assert night.session.announce(last, "announce", "20:31") is None
        assert night.why(first, "list_added") == night.why(last, "list_added") == "locked"
        assert night.do("step_unlocked", last, step="announce", reason="a slip") == ""
        assert night.why(first, "list_added", "3") == night.why(last, "list_added", "4") == ""


def test_a_step_of_the_day_is_confirmed_once_for_every_ballot():
    night = Two()
    assert night.session.confirm("second", "setup") is None
    assert all("setup" in state.confirmed for state in night.night.contests.values())
    assert night.do("step_confirmed", "akim", step="setup") == "unknown"
    assert night.do("step_confirmed", step="announce") == "unknown"


def test_a_member_who_is_named_somewhere_stays_on_the_list():
    night = Two()
    assert night.session.add_row("akim", "trip", "1") is None
    night.type("akim", {"trip.first/1": "m7"})
    assert night.do("member_unlisted", id="m7") == "in_use"
    night.type("akim", {"trip.first/1": "m6"})
    assert night.do("member_unlisted", id="m7") == ""


def test_a_member_who_is_named_in_an_act_stays_on_the_list():
    night = Two()
    act = {**ACT, "members": ["m4", "m5"], "line": "voters", "item": ""}
    assert night.do("not_established", "second", **act) == ""
    assert night.do("member_unlisted", id="m4") == "in_use"
    night.type("akim", {"voters": 10, "given": 11})
    result = night.session.reckoning("akim").result("B-01")
    said = {"kind": "finish_act", **ACT, "members": ["m1", "m2", "m3", "m6"]}
    assert answered(night.session, "akim", result, said) is None
    assert night.do("member_unlisted", id="m6") == "in_use"
    assert night.do("member_unlisted", id="m7") == ""
