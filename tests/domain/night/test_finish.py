"""What keeps Finish closed, which answers count, and when they lapse."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.answers import answer_to, counted_again
from tests.domain.making import GROUNDS, LISTS, PILES, Evening
from tests.effort import EFFORT

UNKNOWN = {"number": "5", "minutes": 1300, "text": "the pages are torn", "members": ["m1", "m3"]}
STEPS = [("step", "announce"), ("step", "portable"), ("step", "stationary")]


def counted(**changes):
    return Evening().counted(**changes)


def test_an_empty_night_says_everything_there_is_to_do():
    found = Evening().obstacles()
    assert found[:3] == STEPS
    assert ("not_entered", "voters") in found
    assert ("not_entered", "member.issued/m7") in found
    assert ("not_entered", "invalid_form") not in found
    assert ("not_entered", "ballots_lost") not in found
    assert ("not_entered", "signed") not in found
    assert ("not_checked", "B-01") in found


def test_a_whole_night_has_nothing_left_to_do():
    evening = counted()
    assert evening.obstacles() == []
    assert evening.findings() == {}
    evening.finish()


def test_a_text_that_is_no_figure_is_told_apart_from_an_empty_field():
    evening = counted(invalid="48x", taken_out="")
    found = evening.obstacles()
    assert ("bad_text", "invalid") in found
    assert ("not_entered", "invalid") not in found
    assert ("not_entered", "taken_out") in found


@pytest.mark.parametrize(
    ("changes", "code", "key"),
    [
        ({"taken_out": 1609}, "error", "C-01"),
        ({"invalid": 49}, "error", "D-01"),
        ({"invalid_form": 1}, "error", "D-04"),
        ({"count_end": "08:59"}, "warning", "T-02"),
    ],
)
def test_a_finding_of_each_severity_stands_before_finish(changes, code, key):
    assert (code, key) in counted(**changes).obstacles()


def test_a_note_never_asks():
    evening = counted(taken_out=1608, invalid=46, invalid_unclear=17)
    evening.type({"stationary.ballots": 1586})
    assert evening.findings() == {"C-03a": 2}
    assert evening.obstacles() == []


def test_each_severity_is_settled_by_its_own_kind_of_answer():
    evening = counted(count_end="08:59")
    (key,) = [key for code, key in evening.obstacles() if code == "warning"]
    for wrong in ("act", "finish_act"):
        assert evening.answer(key, wrong) is None
        assert evening.obstacles() == [("warning", key)]
    assert evening.answer(key, "reason", reason="count_long") is None
    assert evening.obstacles() == []
    (answer,) = evening.finish().session.record("akim").answers
    assert (answer.code, answer.kind, answer.reason) == ("T-02", "reason", "count_long")
    assert answer.who == "Үйренова Сәуле Ғабитқызы"


def test_a_legal_event_wants_its_act_and_keeps_its_figures():
    evening = Evening().lists(**{"member.issued/m7": 316}).announce().boxes().confirm("portable")
    evening.type({"stationary.ballots": 1588}).confirm("stationary")
    evening.type(PILES)
    assert evening.obstacles() == [("legal", "B-03")]
    assert evening.answer("B-03", "reason") is None
    assert evening.obstacles() == [("legal", "B-03")]
    assert evening.answer("B-03", "act") is None
    assert evening.obstacles() == []
    record = evening.finish().session.record("akim")
    (answer,) = record.answers
    assert (answer.difference, answer.number, answer.minutes) == (-1, "1", 1380)
    assert answer.members[0] == "Үлгібаева Айман Сәкенқызы"
    assert record.value("member.issued", "m7") == 316


def test_an_answer_lapses_when_a_figure_it_rests_on_changes():
    evening = counted(count_end="08:59")
    evening.answer("T-02", "reason")
    assert evening.obstacles() == []
    evening.type(invalid_form=0)
    assert evening.obstacles() == []
    evening.type(count_end="08:58")
    assert evening.obstacles() == [("warning", "T-02")]
    evening.type(count_end="08:59")
    assert evening.obstacles() == []


def test_an_answer_about_people_lapses_when_the_people_change():
    evening = counted()
    for member in ("m5", "m6", "m7"):
        evening.do("member_state_noted", member=member, state="absent", reason="ill")
    assert evening.obstacles() == [("warning", "P-01")]
    evening.answer("P-01", "reason", reason="members_ill")
    assert evening.obstacles() == []
    evening.do("member_state_noted", member="m4", state="absent", reason="ill")
    assert evening.obstacles() == [("warning", "P-01")]


def test_counted_again_stands_only_for_the_figures_that_were_counted():
    evening = counted(invalid=49)
    assert evening.session.counted_again("akim", evening.result("D-01")) is None

    def said():
        now = evening.reckoning()
        return counted_again(evening.night, "akim", now, now.result("D-01"))

    assert said() == evening.night.last
    evening.type(invalid=50)
    assert said() is None
    evening.type(invalid=49)
    assert said() is not None


def test_nothing_was_counted_again_unless_somebody_said_so():
    evening = counted(invalid=49)
    now = evening.reckoning()
    assert counted_again(evening.night, "akim", now, now.result("D-01")) is None
    assert answer_to(evening.night, "akim", now, now.result("D-01")) is None


def test_finish_with_an_act_overrides_an_error_and_prints_the_difference():
    evening = counted(invalid=49, **dict.fromkeys(GROUNDS, ""))
    assert evening.obstacles() == [("error", "D-01")]
    assert evening.answer("D-01", "finish_act", members=["m1", "m2", "m3"]).code == "majority"
    assert evening.answer("D-01", "finish_act") is None
    record = evening.finish().session.record("akim")
    (answer,) = record.answers
    assert (answer.kind, answer.difference, answer.number) == ("finish_act", 1, "1")
    (failed,) = [r for r in record.relations if r.status == "fails"]
    assert (failed.key, failed.difference) == ("D-01", 1)


def test_finish_with_an_act_never_overrides_a_line_that_is_not_there():
    """N-01: every required line is a figure, or could not be established with an act."""
    evening = counted(invalid="")
    assert ("not_entered", "invalid") in evening.obstacles()
    assert evening.answer("D-01", "finish_act").code == "no_finding"
    assert evening.session.finish("akim", "999").code == "obstacles"


def test_what_could_not_be_established_needs_its_act_and_takes_its_relations_out():
    evening = counted(invalid="", **dict.fromkeys(GROUNDS, ""))
    evening.do("not_established", line="invalid", item="", **UNKNOWN)
    assert evening.obstacles() == []
    assert evening.result("D-01").status == "not_applicable"
    record = evening.finish().session.record("akim")
    (line,) = [line for line in record.lines if line.id == "invalid"]
    assert (line.status, line.value, line.act) == ("not_established", None, "5")


def test_a_figure_typed_after_the_act_is_established_again():
    evening = counted()
    evening.do("not_established", line="invalid", item="", **UNKNOWN)
    (line,) = [x for x in evening.session.record("akim").lines if x.id == "invalid"]
    assert (line.status, line.value) == ("not_established", None)
    evening.type(invalid=48)
    (line,) = [x for x in evening.session.record("akim").lines if x.id == "invalid"]
    assert (line.status, line.value, line.act) == ("entered", 48, "")


def test_a_total_of_what_could_not_be_established_is_not_established_either():
    """Otherwise line 3 would be missing from the protocol, and it could not be printed."""
    evening = Evening().lists(**{"member.issued/m7": ""})
    evening.do("not_established", line="member.issued", item="m7", **UNKNOWN).announce()
    record = evening.session.record("akim")
    found = {(x.id, x.item): (x.status, x.value, x.act) for x in record.lines}
    assert found["issued_total", ""] == ("not_established", None, "5")
    assert found["member.issued", "m7"] == ("not_established", None, "5")
    assert found["member.issued", "m6"] == ("entered", 318, "")
    assert found["invalid_annulled", ""][0] == "missing"


def test_a_bad_text_stays_in_the_way_even_with_an_act():
    evening = counted(invalid="48x")
    evening.do("not_established", line="invalid", item="", **UNKNOWN)
    assert evening.obstacles()[0] == ("bad_text", "invalid")


def test_optional_lines_are_required_once_switched_on():
    evening = Evening().do("line_switched", line="ballots_lost", on=True).lists()
    assert ("not_entered", "ballots_lost") in evening.obstacles()
    evening.type(ballots_lost=0).announce().boxes().confirm("portable")
    assert ("not_entered", "ballots_lost") not in evening.obstacles()
    assert evening.session.record("akim").switched_on == ("ballots_lost",)


def test_grounds_are_all_asked_for_as_soon_as_one_is_entered():
    evening = counted(**dict.fromkeys(GROUNDS, ""))
    assert evening.obstacles() == []
    assert evening.result("D-04").status == "not_applicable"
    evening.type(invalid_form=0)
    found = evening.obstacles()
    missing = ["invalid_unsigned", "invalid_overmarked", "invalid_unclear"]
    assert found == [*(("not_entered", line) for line in missing), ("not_checked", "D-04")]


def test_drafts_are_reckoned_without_becoming_facts():
    evening = counted()
    drafts = {Cell("invalid"): "50", Cell("invalid_form"): "", Cell("taken_out"): "x"}
    live = evening.session.reckoning("akim", drafts)
    assert live.value(Cell("invalid")) == 50
    assert live.problems == {Cell("taken_out"): "letters"}
    assert evening.reckoning().value(Cell("invalid")) == 48
    assert live.value(Cell("ballots_lost")) is None
    assert evening.reckoning().value(Cell("issued_total")) == 1610
    grounds_off = dict.fromkeys(map(Cell, GROUNDS), " ")
    assert evening.session.reckoning("akim", grounds_off).result("D-04").status == "not_applicable"


KEYS = [key for key in PILES if key != "count_end"]
DRAFTS = st.dictionaries(
    st.sampled_from(KEYS), st.sampled_from(["", "0", "48", "1610", "4x", " 12 "]), max_size=4
)


@settings(deadline=None, max_examples=60 * EFFORT)
@given(DRAFTS, DRAFTS, DRAFTS)
def test_what_is_shown_while_typing_is_what_will_stand(stands, shown, typed):
    """The sums that follow every key press are those of the same figures once they are entered."""
    evening = Evening().opened().type(stands)
    evening.session.reckoning("akim", {Cell.read(k): text for k, text in shown.items()})
    live = evening.session.reckoning("akim", {Cell.read(k): text for k, text in typed.items()})
    stood = evening.type(typed).reckoning()
    assert live.layout.cells == stood.layout.cells
    assert (live.figures, live.problems) == (stood.figures, stood.problems)
    assert [(r.key, r.status, r.difference) for r in live.results] == [
        (r.key, r.status, r.difference) for r in stood.results
    ]


def test_there_is_no_answer_to_what_holds():
    evening = counted()
    assert evening.answer("D-01", "reason").code == "no_finding"
    assert evening.reckoning().result("no such relation") is None


def test_the_lists_of_the_example_night_are_all_lines_before_the_boxes():
    night = Evening().lists()
    missing = {place for code, place in night.obstacles() if code != "step"}
    assert not missing & set(LISTS)
