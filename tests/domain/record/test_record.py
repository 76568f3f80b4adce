"""The record of a protocol: one byte form, one check value, nothing lost on the way back."""

import hashlib
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally_app.domain.night.reckoning import Reckoner
from tally_app.domain.record.making import build
from tally_app.domain.record.record import Record, check_digits, check_value
from tally_app.domain.relations.rulebook import Rulebook
from tests.domain.making import PILES, Evening, rules
from tests.effort import EFFORT


@pytest.fixture(scope="module")
def record():
    return Evening().counted().finish().session.record("akim")


@pytest.fixture(scope="module")
def rich():
    """A record with an act, an answer, a step opened early, a box annulled and a recount."""
    evening = Evening("official").do("line_switched", line="ballots_lost", on=True)
    evening.lists(ballots_lost=0).announce()
    evening.do("step_opened", step="stationary", reason="late").boxes().confirm("portable")
    evening.type({"stationary.ballots": 1588}).confirm("stationary")
    evening.type({"option.votes/jandauletov": 1190, "option.votes/mahajanova": 210})
    evening.type({"option.votes/nurhojaev": 96, "option.votes/rsalieva": 0})
    evening.type(taken_out=1610, against_all=66, invalid=48, count_end="08:59")
    evening.type(results_announced="09:00")
    evening.answer("T-02", "reason", reason="count_long")
    evening.finish().do("print_confirmed").do("signed", minutes=1980)
    recount = {"ground": "proxy", "applicant": "A. B.", "minutes": 1990, "act_number": "9"}
    evening.do("recount_opened", **recount)
    evening.type({"option.votes/jandauletov": 1190, "option.votes/mahajanova": 210})
    evening.type({"option.votes/nurhojaev": 96, "option.votes/rsalieva": 0})
    evening.type(taken_out=1610, invalid=47, against_all=67)
    return evening.finish().session.record("akim")


def again(record):
    return Record.read(json.loads(record.canonical()))


def test_the_record_comes_back_from_its_bytes(record, rich):
    for one in (record, rich):
        assert again(one) == one
        assert again(one).canonical() == one.canonical()


def test_the_check_value_is_eight_groups_of_four_digits(record):
    value = record.check_value()
    assert re.fullmatch(r"\d{4}( \d{4}){7}", value)
    digest = int(hashlib.sha256(record.canonical()).hexdigest(), 16)
    assert int(value.replace(" ", "")) == digest % 10**32
    assert check_value(record.canonical()) == value
    assert again(record).check_value() == value


def test_small_hashes_keep_their_zeros():
    assert check_digits("7b") == "0000 0000 0000 0000 0000 0000 0000 0123"
    assert check_value(b"") == check_digits(hashlib.sha256(b"").hexdigest())


@settings(max_examples=60 * EFFORT)
@given(st.data())
def test_the_check_value_changes_with_any_line(record, data):
    at = data.draw(st.integers(0, len(record.lines) - 1))
    line = record.lines[at]
    value = data.draw(st.integers(0, 999_999).filter(lambda n: n != line.value))
    change = data.draw(
        st.sampled_from([{"value": value}, {"status": "missing"}, {"act": "1"}, {"item": "m9"}])
    )
    if replace(line, **change) == line:
        return
    lines = (*record.lines[:at], replace(line, **change), *record.lines[at + 1 :])
    assert replace(record, lines=lines).check_value() != record.check_value()


@pytest.mark.parametrize(
    "change",
    [{"mode": "official"}, {"part": 1}, {"precinct": "99"}, {"night": "1"}, {"journal_head": ""}],
)
def test_the_check_value_covers_more_than_the_lines(record, change):
    assert replace(record, **change).check_value() != record.check_value()


def test_training_makes_another_check_value_of_the_same_figures():
    training, official = (Evening(m).counted().finish().session for m in ("training", "official"))
    assert training.record("akim").mode == "training"
    assert official.record("akim").mode == "official"
    assert training.night.training
    assert not official.night.training
    values = [s.record("akim").check_value() for s in (training, official)]
    assert values[0] != values[1]
    same = replace(official.record("akim"), mode="training", journal_head="", part_one="")
    assert same == replace(training.record("akim"), journal_head="", part_one="")


def test_what_the_record_says(record):
    assert (record.format, record.part, record.night) == (1, 0, "000000000042")
    assert (record.form, record.election, record.contest) == ("akim-rural", "aral-2021", "akim")
    assert (record.day, record.precinct) == ("2021-08-01", "999")
    assert record.title["ru"] == "Выборы акима сельского округа"
    assert [option.number for option in record.options] == ["5.1", "5.2", "5.3", "5.4"]
    assert [m.state for m in record.members] == ["signs"] * 7
    assert not any(m.signs_for_chair for m in record.members)
    assert record.value("taken_out") == 1610
    assert record.value("option.votes", "mahajanova") == 210
    assert record.value("count_end") == 23 * 60 + 40
    assert record.value("signed") is None
    assert record.value("nothing") is None
    assert record.value("option.votes", "nobody") is None
    assert record.announced == 20 * 60 + 31
    assert {r.status for r in record.relations} <= {"holds", "not_applicable", "not_checked"}
    assert [r.key for r in record.relations if r.status == "not_checked"] == ["T-03"]


def test_lines_stand_in_the_order_of_the_form_with_their_numbers(record):
    numbers = [line.number for line in record.lines if line.place == "body"]
    assert numbers == ["1", "2", "3", "4", "5.1", "5.2", "5.3", "5.4", "6", "7", "8", "9"]
    statuses = {line.id: line.status for line in record.lines}
    assert statuses["issued_total"] == statuses["invalid_annulled"] == "computed"
    assert statuses["taken_out"] == "entered"
    assert "ballots_lost" not in statuses


def test_part_one_has_only_what_was_established_before_the_boxes():
    evening = Evening().lists().announce("20:31")
    said = evening.state.confirmed["announce"]
    part = Record.read(said.record)
    assert (part.part, part.announced, part.part_one) == (1, 20 * 60 + 31, "")
    lines = {"voters", "given", "issued_total", "member.issued", "ballots_cancelled"}
    assert {line.id for line in part.lines} == lines
    assert part.relations == part.answers == ()
    assert part.check_value() == said.check_value
    assert part.journal_head == evening.journal.events()[-2].hash
    evening.boxes().confirm("portable").type({"stationary.ballots": 1588}).confirm("stationary")
    whole = evening.type(PILES).finish().session.record("akim")
    assert whole.part_one == said.check_value
    assert whole.announced == part.announced
    assert whole.journal_head == evening.journal.events()[-2].hash


def test_a_draft_may_have_gaps_and_no_part_one():
    draft = Evening().session.record("akim")
    assert draft.part_one == ""
    assert draft.announced is None
    assert {line.status for line in draft.lines if line.id == "given"} == {"missing"}
    assert again(draft) == draft


def test_who_signs_in_the_place_of_the_chair():
    evening = Evening()

    def acting():
        members = evening.session.record("akim").members
        return [m.id for m in members if m.signs_for_chair]

    def gone(member, state="absent"):
        evening.do("member_state_noted", member=member, state=state, reason="ill")

    assert acting() == []
    gone("m1")
    assert acting() == ["m2"]
    gone("m2", "refused")
    assert acting() == ["m3"]
    gone("m3", "suspended")
    assert acting() == []
    states = [m.state for m in evening.session.record("akim").members]
    assert states[:4] == ["absent", "refused", "suspended", "signs"]
    evening.do("member_unlisted", id="m1")
    assert acting() == []


def test_a_recount_names_its_ground_and_keeps_the_old_lines(rich):
    recount = rich.recount
    assert (recount.ground, recount.law, recount.applicant) == ("proxy", "43(7-1)", "A. B.")
    assert (recount.minutes, recount.act_number, recount.old_signed) == (1990, "9", 1980)
    old = {(line.id, line.item): line.value for line in recount.old_lines}
    assert old["invalid", ""] == 48
    assert old["against_all", ""] == 66
    assert ("given", "") not in old
    assert rich.value("invalid") == 47
    assert recount.old_check_value != rich.check_value()
    assert [answer.kind for answer in rich.answers] == ["order", "reason"]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"format": 2}, "format: 2"),
        ({"format": None}, "format: None"),
        ({"format": True}, "record.format: True"),
        ({"extra": 1}, "record.extra: unknown"),
        ({"night": None}, "record.night: None"),
        ({"night": 7}, "record.night: 7"),
        ({"form_approved": 0}, "record.form_approved: 0"),
        ({"announced": "20:31"}, "record.announced: '20:31'"),
        ({"announced": True}, "record.announced: True"),
        ({"lines": {}}, "record.lines: not a list"),
        ({"lines": [1]}, "record.lines[0]: not an object"),
        ({"members": [{}]}, "record.members[0].id: missing"),
        ({"title": "Protocol"}, "record.title"),
        ({"title": {"kk": 1}}, "record.title"),
        ({"switched_on": [1]}, "record.switched_on[0]: 1"),
        ({"recount": []}, "record.recount: not an object"),
    ],
)
def test_a_file_that_is_no_record_says_where(record, change, where):
    data = json.loads(record.canonical()) | change
    with pytest.raises(ValueError, match=re.escape(where)):
        Record.read(data)


def test_a_missing_key_and_a_file_of_something_else(record):
    data = json.loads(record.canonical())
    del data["night"]
    with pytest.raises(ValueError, match=r"record\.night: missing"):
        Record.read(data)
    for strange in ([], None, "record", 1, 1.0, 2):
        with pytest.raises(ValueError, match=r"^(format|record): "):
            Record.read(strange)


def test_a_lock_that_was_opened_again_is_told_with_its_reason():
    evening = Evening().lists().announce()
    evening.do("step_unlocked", step="announce", reason="a slip").announce()
    (told,) = evening.session.record("akim").answers
    assert (told.key, told.kind, told.text) == ("unlock/announce", "unlock", "a slip")


def test_a_form_without_minutes_attaches_nothing():
    evening = Evening()
    shape = rules().forms["akim"]
    lines = tuple(x for x in shape.lines if x.collection != "entry")
    bare = replace(shape, lines=lines, relations=(), steps=())
    night = replace(evening.night, rules=replace(rules(), forms={"akim": bare}))
    reckoning = Reckoner(Rulebook(bare), "akim").reckon(night)
    assert build(night, "akim", reckoning).attachments == ()


def test_a_line_that_may_stay_blank_is_in_the_record_only_with_a_figure():
    blank = Evening().counted()
    free = {line.id for line in blank.night.form("akim").lines if line.free and not line.collection}
    assert free
    assert not free & {line.id for line in blank.finish().session.record("akim").lines}
