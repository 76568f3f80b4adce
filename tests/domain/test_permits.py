"""``allowed``: what the law or the order of the night forbids, and the reason people are told."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tally_app.domain.night import command
from tally_app.domain.night.command import Refusal
from tally_app.domain.night.facts.table import allowed, begin
from tests.domain.making import ACT, LISTS, PILES, RESOURCES, Evening, first_event, rules, to_record

SAID = {"number": "7", "minutes": 1300, "text": "found", "members": ["m1"]}


def listed():
    return Evening().lists()


def announced():
    return listed().announce()


def counted():
    return Evening().counted()


def typing(key, text="1", value=1):
    line, _, item = key.partition("/")
    return {"line": line, "item": item, "text": text, "value": value, "problem": ""}


def seen():
    return counted().seen()


def thirteen():
    """Box 1 holds 13 ballots for 12 applications."""
    return announced().boxes(**{"box.ballots/1": 13})


def decided(votes=7):
    evening = thirteen().do("box_counted_again", box="1", value=13)
    return evening.do(
        "box_decided", box="1", **{"for": votes, "against": 0}, number="1", minutes=1260
    )


ANNUL = {"box": "1", "annulled": True}
RECOUNT = {"ground": "proxy", "applicant": "A", "minutes": 1450, "act_number": "9"}
DECIDED = {"box": "1", "for": 4, "against": 3, "number": "1", "minutes": 1260}
WITHDRAWN = {"reason": "blurred", "sheets": 2, "names": ["A", "B"]}

#: Code, article, step to go to; the night; the command.
TABLE = [
    ("before", "43(3-1)", "announce", listed, "typed", typing("stationary.ballots")),
    ("before", "43(1), 43(4-1)", "announce", listed, "typed", typing("taken_out")),
    ("before", "43(3-1)", "announce", listed, "box_added", {"box": "1"}),
    ("before", "43(3-1)", "portable", announced, "typed", typing("stationary.ballots")),
    ("before", "43(1), 43(4-1)", "portable", announced, "typed", typing("invalid")),
    ("before", "43(3-1)", "announce", listed, "step_confirmed", {"step": "portable"}),
    ("before", "43(3-1)", "portable", announced, "step_confirmed", {"step": "stationary"}),
    ("locked", "43(3-1), 43(4)", "announce", announced, "typed", typing("given")),
    ("locked", "43(3-1), 43(4)", "announce", announced, "typed", typing("member.issued/m2")),
    ("locked", "43(3-1), 43(4)", "announce", announced, "typed", typing("ballots_cancelled")),
    ("locked", "43(3-1), 43(4)", "announce", announced, "typed_day", typing("count_start")),
    ("locked", "43(3-1), 43(4)", "announce", announced, "not_established", typing("voters") | SAID),
    ("locked", "43(3-1), 43(4)", "announce", announced, "line_switched",
     {"line": "ballots_lost", "on": True}),
    ("locked", "43(3-1), 43(4)", "announce", announced, "step_confirmed", {"step": "announce"}),
    ("derived", "", "", listed, "typed", typing("issued_total")),
    ("derived", "", "", listed, "not_established", typing("invalid_annulled") | SAID),
    ("unknown", "", "", listed, "shrug", {}),
    ("unknown", "", "", listed, "night_opened", {}),
    ("unknown", "", "", listed, "typed", typing("member.issued/m9")),
    ("unknown", "", "", listed, "typed", typing("voters/m1")),
    ("unknown", "", "", announced, "typed", typing("box.ballots/1")),
    ("unknown", "", "", thirteen, "box_added", {"box": "1"}),
    ("unknown", "", "", thirteen, "box_counted_again", {"box": "7", "value": 1}),
    ("has_figures", "", "", listed, "member_unlisted", {"id": "m2"}),
    ("has_figures", "", "", thirteen, "box_removed", {"box": "1"}),
    ("has_figures", "", "", lambda: Evening().do("line_switched", line="ballots_lost", on=True)
     .type(ballots_lost=0), "line_switched", {"line": "ballots_lost", "on": False}),
    ("not_entered", "43(3-1), 43(4)", "announce", Evening, "step_confirmed", {"step": "announce"}),
    ("not_entered", "43(3-1), 43(4)", "announce", lambda: Evening().lists(given="12x"),
     "step_confirmed", {"step": "announce"}),
    ("not_entered", "43(3-1)", "portable", lambda: announced().do("box_added", box="1"),
     "step_confirmed", {"step": "portable"}),
    ("undecided", "43(3-1)", "portable", thirteen, "step_confirmed", {"step": "portable"}),
    ("undecided", "43(3-1)", "portable", decided, "step_confirmed", {"step": "portable"}),
    ("not_locked", "", "", listed, "step_unlocked", {"step": "announce", "reason": "typo"}),
    ("not_locked", "", "", announced, "step_opened", {"step": "portable", "reason": "dark"}),
    ("reason", "", "", announced, "step_unlocked", {"step": "announce", "reason": " "}),
    ("reason", "", "", announced, "step_opened", {"step": "stationary", "reason": ""}),
    ("no_finding", "", "", counted, "answered", {"key": "D-01", "kind": "finish_act", **ACT}),
    ("no_finding", "", "", counted, "answered", {"key": "Z-99", "kind": "act", **ACT}),
    ("annul_first", "43(3-1)", "", decided, "answered", {"key": "C-04/1", "kind": "act", **ACT}),
    ("count_again", "43(3-1)", "", thirteen, "box_decided", DECIDED),
    ("count_again", "43(3-1)", "", thirteen, "box_annulled", ANNUL),
    ("counts_differ", "43(3-1)", "", lambda: thirteen().do("box_counted_again", box="1", value=12),
     "box_decided", DECIDED),
    ("counts_differ", "43(3-1)", "", lambda: thirteen().do("box_counted_again", box="1", value=12),
     "box_annulled", ANNUL),
    ("decision", "43(3-1)", "", lambda: thirteen().do("box_counted_again", box="1", value=13),
     "box_annulled", ANNUL),
    ("majority", "20(5)", "", lambda: decided(3), "box_annulled", ANNUL),
    ("majority", "20(5)", "", lambda: listed().type(given=2495), "answered",
     {"key": "B-01", "kind": "finish_act", **ACT, "members": ["m1", "m2", "m3"]}),
    ("majority", "20(5)", "", lambda: listed().type(given=2495), "answered",
     {"key": "B-01", "kind": "finish_act", **ACT, "members": ["m1"] * 7}),
    ("obstacles", "", "", listed, "finished", {"precinct": "999"}),
    ("precinct", "", "", seen, "finished", {"precinct": "99"}),
    ("precinct", "", "", seen, "finished", {"precinct": ""}),
    ("not_finished", "", "", counted, "print_confirmed", {}),
    ("not_finished", "", "", counted, "printed", {"document": "protocol", "digest": ""}),
    ("not_finished", "", "", counted, "print_withdrawn", WITHDRAWN),
    ("not_finished", "", "", counted, "signed", {"minutes": 1439}),
    ("finished", "43(8)", "", lambda: counted().finish(), "typed", typing("invalid")),
    ("finished", "43(8)", "", lambda: counted().finish(), "typed", typing("signed")),
    ("finished", "43(8)", "", lambda: counted().finish(), "typed_day", typing("count_start")),
    ("finished", "43(8)", "", lambda: counted().finish(), "finished", {"precinct": "999"}),
    ("finished", "43(8)", "", lambda: counted().finish(), "box_added", {"box": "3"}),
    ("finished", "43(8)", "", lambda: counted().finish(), "box_annulled",
     {"box": "1", "annulled": False}),
    ("finished", "43(8)", "", lambda: counted().finish(), "member_listed",
     {"id": "m8", "name": "A", "office": "member"}),
    ("finished", "43(8)", "", lambda: counted().finish(), "member_unlisted", {"id": "m7"}),
    ("finished", "43(8)", "", lambda: counted().finish(), "member_state_noted",
     {"member": "m1", "state": "absent", "reason": ""}),
    ("finished", "43(8)", "", lambda: counted().finish(), "step_unlocked",
     {"step": "announce", "reason": "typo"}),
    ("finished", "43(8)", "", lambda: counted().finish(), "step_confirmed", {"step": "portable"}),
    ("finished", "43(8)", "", lambda: counted().finish(), "answered",
     {"key": "D-01", "kind": "finish_act", **ACT}),
    ("finished", "43(8)", "", lambda: counted().finish(), "counted_again",
     {"key": "D-01", "figures": []}),
    ("signed", "43(8)", "", lambda: Evening().signed(), "print_withdrawn", WITHDRAWN),
    ("signed", "43(8)", "", lambda: Evening().signed(), "signed", {"minutes": 1400}),
    ("signed", "43(8)", "", lambda: Evening().signed(), "print_confirmed", {}),
    ("not_printed", "", "", lambda: counted().finish(), "signed", {"minutes": 1439}),
    ("two_names", "", "", lambda: counted().finish(), "print_withdrawn",
     {**WITHDRAWN, "names": ["A", " "]}),
    ("two_names", "", "", lambda: counted().finish(), "print_withdrawn",
     {**WITHDRAWN, "names": ["A", "A "]}),
    ("reason", "", "", lambda: counted().finish(), "print_withdrawn", {**WITHDRAWN, "reason": ""}),
    ("not_signed", "43(7-1)", "", lambda: counted().finish(), "recount_opened", RECOUNT),
    ("not_signed", "43(7-1)", "", counted, "recount_opened", RECOUNT),
]  # fmt: skip


@pytest.mark.parametrize(("code", "law", "step", "night", "kind", "payload"), TABLE)
def test_what_is_refused(code, law, step, night, kind, payload):
    assert night().refusal(kind, **payload) == Refusal(code, law, step)


RECOUNTED = [
    ("typed", typing("given")),
    ("typed", typing("stationary.ballots")),
    ("typed_day", typing("box.applications_received/1")),
    ("box_added", {"box": "3"}),
    ("box_removed", {"box": "2"}),
    ("box_counted_again", {"box": "1", "value": 1}),
    ("box_annulled", {"box": "1", "annulled": False}),
    ("member_listed", {"id": "m8", "name": "A", "office": "member"}),
    ("member_unlisted", {"id": "m7"}),
    ("step_unlocked", {"step": "announce", "reason": "typo"}),
    ("line_switched", {"line": "ballots_lost", "on": True}),
]


@pytest.fixture(scope="module")
def recount():
    return Evening().signed().do("recount_opened", **RECOUNT)


@pytest.mark.parametrize(("kind", "payload"), RECOUNTED)
def test_a_recount_reopens_only_the_piles(recount, kind, payload):
    assert recount.refusal(kind, **payload) == Refusal("not_recounted", "43(7-1)")


def test_in_a_recount_the_announced_lines_stay_announced(recount):
    assert recount.why("step_confirmed", step="announce") == "locked"
    assert recount.why("typed", **typing("invalid")) is None
    assert recount.why("not_established", **(typing("invalid") | SAID)) is None
    assert recount.why("member_state_noted", member="m1", state="absent", reason="ill") is None


def test_the_proxy_may_ask_once_and_the_higher_commission_again():
    evening = Evening().signed().do("recount_opened", **RECOUNT).type(PILES).finish()
    evening.do("print_confirmed").do("signed", minutes=1460)
    assert evening.refusal("recount_opened", **RECOUNT) == Refusal("once", "43(7-1)")
    for _ in range(2):
        evening.do("recount_opened", **{**RECOUNT, "ground": "higher"}).type(PILES).finish()
        evening.do("print_confirmed").do("signed", minutes=1470)


def test_a_line_no_step_has_a_place_for_is_never_typed():
    shape = rules().forms["akim"]
    bare = replace(rules(), forms={"akim": replace(shape, steps=())})
    night = begin(first_event(), bare)
    assert allowed(night, to_record("typed", typing("voters"), "akim")) == Refusal("no_step")


def test_a_blank_written_by_hand_is_read_back_before_it_is_signed():
    finished = counted().finish().do("print_confirmed").night
    known = finished.rules
    unprinted = replace(known, election=replace(known.election, printed=None))
    night = replace(finished, mode="official", rules=unprinted)
    sign = to_record("signed", {"minutes": 1439}, "akim")
    assert allowed(night, sign) == Refusal("blank_unread", "43(8)")
    state = night.contests["akim"]
    read = replace(state, finish=replace(state.finish, blank_agrees=True))
    assert allowed(replace(night, contests={"akim": read}), sign) is None


def test_every_refusal_has_a_test_and_words():
    room = Path(command.__file__).parent.rglob("*.py")
    source = "".join(path.read_text(encoding="utf-8") for path in room)
    codes = set(re.findall(r'Refusal\(\s*"(\w+)"', source))
    tried = {row[0] for row in TABLE} | {
        "before_voting_end",
        "blank_unread",
        "same_person",
        "not_recounted",
        "once",
        "no_step",
        "office_taken",
        "act_incomplete",
        "first_entry",
        "listed_first",
        "no_figure",
        "not_here",
        "typed_by_nobody",
        "errors_first",
        "typed_first",
        "choose_person",
        "reader",
    }
    assert tried == codes
    for language in ("kk", "ru", "en"):
        texts = (RESOURCES / "texts" / language / "window.toml").read_text(encoding="utf-8")
        words = texts.partition("[refused]")[2]
        worded = set(re.findall(r"^(\w+) = ", words, re.MULTILINE))
        assert codes <= worded


def test_without_a_reckoning_only_the_order_is_asked():
    night = listed().night
    assert allowed(night, to_record("step_confirmed", {"step": "announce"}, "akim")) is None
    assert allowed(night, to_record("finished", {"precinct": "999"}, "akim")) is None
    answer = {"key": "D-01", "kind": "reason", "text": ""}
    assert allowed(night, to_record("answered", answer, "akim")) is None
    boxed = thirteen().do("box_counted_again", box="1", value=13)
    assert allowed(boxed.night, to_record("box_decided", DECIDED, "akim")).code == "counts_differ"


def test_the_order_of_the_night():
    """Portable boxes before stationary ones, piles last, each opened by what comes before."""
    evening = Evening()

    def open_lines():
        keys = {"list": "voters", "portable": "box.ballots/1", "stationary": "stationary.ballots"}
        keys["piles"] = "invalid"
        if "1" not in evening.night.boxes:
            keys.pop("portable")
        return [name for name, key in keys.items() if evening.why("typed", **typing(key)) is None]

    assert open_lines() == ["list"]
    evening.lists().announce()
    assert open_lines() == []
    evening.boxes()
    assert open_lines() == ["portable"]
    evening.confirm("portable")
    assert open_lines() == ["portable", "stationary"]
    evening.type({"stationary.ballots": 1588}).confirm("stationary")
    assert open_lines() == ["portable", "stationary", "piles"]


def test_a_precinct_without_portable_boxes_confirms_that_there_are_none():
    evening = listed().announce().confirm("portable")
    assert evening.why("typed", **typing("stationary.ballots")) is None


def test_announced_lines_unlock_with_a_reason_and_are_announced_again():
    evening = announced().boxes()
    evening.do("step_unlocked", step="announce", reason="a page was left out")
    assert evening.why("typed", **typing("given")) is None
    assert evening.why("typed", **typing("box.ballots/1")) == "before"
    evening.type(given=1611, given_inside=1589).announce("20:50")
    assert evening.why("typed", **typing("given")) == "locked"
    assert evening.why("typed", **typing("box.ballots/1")) is None
    reasons = [event.payload.get("reason") for event in evening.journal.events()]
    assert "a page was left out" in reasons


def test_a_step_opened_early_says_why_on_the_protocol():
    evening = announced()
    assert evening.why("typed", **typing("stationary.ballots")) == "before"
    evening.do("step_opened", step="stationary", reason="the portable box is still on its way")
    evening.type({"stationary.ballots": 1588})
    (answer,) = evening.session.record("akim").answers
    assert (answer.code, answer.item, answer.kind) == ("B", "stationary", "order")
    assert answer.text == "the portable box is still on its way"
    evening.boxes().confirm("portable").confirm("stationary")
    assert evening.refusal("step_confirmed", step="stationary") is None


def test_an_empty_box_or_member_may_be_taken_off_the_list():
    evening = announced().do("box_added", box="1").do("box_added", box="2")
    evening.do("box_removed", box="1")
    assert evening.night.boxes == ("2",)
    evening.type({"box.foreign/2": 0}).type({"box.foreign/2": ""})
    evening.do("box_removed", box="2")
    early = Evening().do("member_listed", id="m8", name="A", office="member")
    early.do("member_unlisted", id="m8")
    assert len(early.night.persons) == 7


def test_a_box_with_a_second_count_or_an_act_stays():
    evening = announced().do("box_added", box="1")
    evening.do("box_counted_again", box="1", value=3)
    assert evening.why("box_removed", box="1") == "has_figures"
    evening = announced().do("box_added", box="1")
    evening.do("not_established", **(typing("box.foreign/1") | SAID))
    assert evening.why("box_removed", box="1") == "has_figures"


def test_an_optional_line_is_switched_off_only_while_it_is_empty():
    evening = Evening().do("line_switched", line="ballots_lost", on=True)
    evening.do("line_switched", line="ballots_lost", on=False)
    evening.do("line_switched", line="ballots_lost", on=True).type(ballots_lost=2)
    assert evening.why("line_switched", line="ballots_lost", on=False) == "has_figures"
    evening.type(ballots_lost="").do("not_established", **(typing("ballots_lost") | SAID))
    assert evening.why("line_switched", line="ballots_lost", on=False) == "has_figures"
    evening.type(ballots_lost=2).type(ballots_lost="")
    assert evening.why("line_switched", line="ballots_lost", on=False) is None


def test_the_lists_of_the_example_night_are_all_lines_before_the_boxes():
    night = listed()
    missing = {place for code, place in night.obstacles() if code != "step"}
    assert not missing & set(LISTS)


def test_one_chair_one_deputy_one_secretary():
    evening = Evening()
    taken = {"id": "m8", "name": "A"}
    for office in ("chair", "deputy", "secretary"):
        assert evening.why("member_listed", **taken, office=office) == "office_taken"
    assert evening.why("member_listed", **taken, office="member") is None
    same = evening.night.person("m1")
    assert evening.why("member_listed", id="m1", name="B", office=same.office) is None


@pytest.mark.parametrize("lacking", ["number", "minutes", "members", "text"])
def test_an_act_has_number_time_members_and_what_was_found(lacking):
    act = {"number": "1", "minutes": 1200, "members": ["m1"], "text": "found"}
    act[lacking] = None if lacking == "minutes" else type(act[lacking])()
    evening = counted()
    assert evening.why("not_established", line="invalid", item="", **act) == "act_incomplete"
