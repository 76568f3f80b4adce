"""A passphrase stands before a finish and a recount, and never ends a night."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally_app.domain.night.facts.table import allowed, fold
from tally_app.domain.record.making import build
from tests.domain.making import Evening, said, to_record
from tests.domain.night.evenings import RECOUNT, refusing

SET = {"by": "m1", "scheme": "scrypt-15-8-1", "salt": "00", "digest": "11", "code_salt": "22",
       "code_digest": "33"}  # fmt: skip
GIVEN = {"occasion": "finish", "way": "passphrase"}
FORGONE = {"occasion": "finish", "reason": "председатель заболел", "by": ["m2", "m3"]}


def official():
    return Evening("official")


def kept():
    return official().do("passphrase_set", **SET)


def counted():
    return kept().counted().seen()


def finished():
    counted_one = official().counted().seen()
    assert counted_one.session.finish("akim", "999") is None
    return counted_one


def someone_is_away(*members):
    evening = kept()
    for member in members:
        evening.do("member_state_noted", member=member, state="absent", reason="-", minutes=0)
    return evening


REFUSED = [
    ("passphrase_training", "", "", Evening, "passphrase_set", SET),
    ("passphrase_late", "", "", finished, "passphrase_set", SET),
    ("passphrase_chair", "", "", official, "passphrase_set", {**SET, "by": "m3"}),
    ("passphrase_chair", "", "", official, "passphrase_set", {**SET, "by": "setup"}),
    ("passphrase", "", "", kept, "passphrase_set", SET),
    ("unknown", "", "", official, "passphrase_given", GIVEN),
    ("unknown", "", "", official, "passphrase_wrong", {"occasion": "finish"}),
    ("unknown", "", "", official, "passphrase_forgone", FORGONE),
    ("reason", "", "", kept, "passphrase_forgone", {**FORGONE, "reason": " "}),
    ("passphrase_two", "", "", kept, "passphrase_forgone", {**FORGONE, "by": ["m2"]}),
    ("passphrase_two", "", "", kept, "passphrase_forgone", {**FORGONE, "by": ["m2", "m2"]}),
    ("passphrase_two", "", "", kept, "passphrase_forgone", {**FORGONE, "by": ["m2", "setup"]}),
    ("passphrase_two", "", "", lambda: someone_is_away("m2"), "passphrase_forgone", FORGONE),
]


@refusing(REFUSED)
def test_what_is_refused(code, law, step, night, kind, payload):
    assert said(night().refusal(kind, **payload)) == (code, law, step)


@pytest.mark.parametrize(
    ("kind", "payload"),
    [("passphrase_given", GIVEN), ("passphrase_given", {**GIVEN, "way": "envelope"}),
     ("passphrase_forgone", FORGONE)],
)  # fmt: skip
def test_it_opens_one_finish_and_one_recount(kind, payload):
    evening = counted()
    assert evening.session.finish("akim", "999").code == "passphrase"
    evening.do(kind, **payload)
    assert evening.session.finish("akim", "999") is None
    evening.do("print_confirmed").do("signed", minutes=1439)
    assert evening.why("recount_opened", **RECOUNT) == "passphrase"
    evening.do(kind, **{**payload, "occasion": "recount"})
    evening.do("recount_opened", **RECOUNT)
    evening.type({"taken_out": 1610})
    assert evening.night.passphrase.opened is False, "the next finish asks again"


def test_it_is_asked_for_last_so_that_nobody_gives_it_for_nothing():
    evening = kept().lists()
    assert evening.session.finish("akim", "999").code == "obstacles"
    assert counted().session.finish("akim", "998").code == "precinct"


def test_nothing_of_it_gets_into_a_record_or_changes_one():
    evening = official().counted()
    without = build(evening.night, "akim", evening.reckoning())
    evening.do("passphrase_set", **SET).do("passphrase_forgone", **FORGONE)
    record = build(evening.night, "akim", evening.reckoning())
    assert record.journal_head != without.journal_head
    same = replace(record, journal_head=without.journal_head)
    assert same.canonical() == without.canonical()


def test_a_passphrase_may_be_set_anew_once_it_was_given():
    evening = kept().do("passphrase_given", occasion="set", way="passphrase")
    evening.do("passphrase_set", **{**SET, "digest": "44"})
    assert evening.night.passphrase.digest == "44"
    assert evening.session.finish("akim", "999").code == "obstacles"
    assert evening.why("passphrase_set", **SET) == "passphrase"


def test_the_wait_doubles_and_is_never_longer_than_a_minute():
    one = kept().night.passphrase
    waits = [replace(one, wrong=wrong).wait for wrong in (*range(9), 10**6)]
    assert waits == [0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


WHAT = {
    "wrong": ("passphrase_wrong", {"occasion": "finish"}),
    "given": ("passphrase_given", GIVEN),
    "forgone": ("passphrase_forgone", FORGONE),
}


@given(st.lists(st.sampled_from(["finish", *WHAT]), max_size=12))
def test_no_order_of_things_finishes_without_it_or_ends_the_night(order):
    evening = kept()
    opened, wrong = False, 0
    for what in [*order, "forgone", "finish"]:
        if what == "finish":
            finish = to_record("finished", {"precinct": "999"}, "akim")
            refused = allowed(evening.night, finish)
            assert (refused.code if refused else "opened") == ("opened" if opened else "passphrase")
            continue
        kind, payload = WHAT[what]
        evening.do(kind, **payload)
        opened = opened or what != "wrong"
        wrong = wrong + 1 if what == "wrong" else 0
        assert evening.night.passphrase.wrong == wrong
    assert opened, "whatever was typed, two members go on"
    assert fold(evening.journal.events(), evening.night.rules) == evening.night
