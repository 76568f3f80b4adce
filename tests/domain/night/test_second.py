"""N-03: every counted line is seen by a second person before Finish; nobody sees their own slip."""

from dataclasses import replace

import pytest

from tally_app.app.night.session import Session
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.pages import SECOND
from tally_app.domain.night.facts.table import fold
from tally_app.domain.night.second_look import Seen, eyes_on, overview, way_of
from tests.domain.making import LISTS, PILES, Evening, Wall
from tests.domain.night.kept import BY_NAME, kept

TYPED = [
    *(f"box.{what}/{box}" for what in ("applications_received", "applications_signed", "ballots",
                                       "foreign") for box in "12"),
    "stationary.ballots", "taken_out", "ballots_received",
    *(key for key in PILES if key not in ("taken_out", "count_end", "results_announced")),
]  # fmt: skip
LOCKED = [key for key in LISTS if key not in ("ballots_received", "voting_end", "count_start")]


@pytest.fixture
def evening():
    return Evening().counted()


def seen(evening):
    return overview(evening.night, "akim", evening.reckoning().layout)


def again(evening, key, text, who="m1"):
    evening.session.who = who
    refused = evening.session.type_again("akim", Cell.read(key), str(text))
    evening.session.who = "m3"
    return refused.code if refused else ""


def third(evening, key, text, who="m2"):
    """Somebody counts a line again in which two entries differ, and types it."""
    before, evening.session.who = evening.session.who, who
    refused = evening.session.settle("akim", Cell.read(key), str(text))
    evening.session.who = before
    return refused.code if refused else ""


def all_but(evening, *keys, who="m1"):
    for cell in seen(evening).among(Seen.OPEN):
        if str(cell) not in keys:
            assert again(evening, str(cell), evening.session.text("akim", cell), who) == ""
    return evening


def eyes(evening, key):
    return eyes_on(evening.night, "akim", Cell.read(key))


def test_every_counted_line_is_looked_at_typed_or_compared_with_part_one(evening):
    assert sorted(map(str, seen(evening).typed)) == sorted(TYPED)
    assert sorted(map(str, seen(evening).locked)) == sorted(LOCKED)
    assert sorted(evening.unseen()) == sorted(TYPED + LOCKED)
    assert evening.session.finish("akim", "999").code == "obstacles"
    evening.seen()
    assert evening.unseen() == []
    assert evening.session.finish("akim", "999") is None


def test_two_candidates_exchanged_balance_and_are_seen_all_the_same():
    """Warsaw and Kraków 2025: every total balanced, nine members signed."""
    evening = Evening().counted(**{"option.votes/mahajanova": 96, "option.votes/nurhojaev": 210})
    assert evening.findings() == {}
    all_but(evening, "option.votes/mahajanova", "option.votes/nurhojaev")
    assert again(evening, "option.votes/mahajanova", 210) == ""
    assert again(evening, "option.votes/nurhojaev", 96) == ""
    assert [str(c) for c in seen(evening).among(Seen.DOUBTED)] == [
        "option.votes/mahajanova",
        "option.votes/nurhojaev",
    ]
    assert third(evening, "option.votes/mahajanova", 210) == ""
    assert third(evening, "option.votes/nurhojaev", 96) == ""
    assert seen(evening).among(Seen.OPEN, Seen.DOUBTED) == ()
    assert evening.night.entry("akim", Cell("option.votes", "mahajanova")).value == 210


def test_all_three_figures_stay_in_the_journal(evening):
    all_but(evening, "invalid")
    again(evening, "invalid", 84)
    third(evening, "invalid", 48)
    said = [
        e.payload["text"] for e in evening.journal.events() if e.payload.get("line") == "invalid"
    ]
    assert said == ["48", "84", "48"]
    look = evening.state.looked[Cell("invalid")]
    assert (look.figures, look.typed_by, look.who) == ((48, 84), ("m3", "m1"), "m2")


def test_a_third_figure_that_nobody_typed_before_is_looked_at_again(evening):
    all_but(evening, "invalid")
    again(evening, "invalid", 84)
    assert third(evening, "invalid", 47) == ""
    assert eyes(evening, "invalid") is Seen.OPEN
    assert seen(evening).among(Seen.OPEN, Seen.DOUBTED) == (Cell("invalid"),)


def test_a_later_change_opens_that_line_and_no_other(evening):
    evening.seen()
    evening.type(invalid=49)
    assert evening.unseen() == ["invalid"]
    evening.session.undo()
    assert evening.unseen() == ["invalid"], "it was typed anew, whatever it says"
    assert again(evening, "invalid", 48) == ""
    assert evening.unseen() == []


def test_a_list_announced_anew_is_compared_anew_where_it_changed(evening):
    evening.seen()
    evening.do("step_unlocked", step="announce", reason="a slip").type(given_inside=1587)
    assert set(evening.unseen()) == {"given_inside"}
    evening.type(given_inside=1588).announce()
    assert seen(evening).to_compare == (Cell("given_inside"),)
    assert evening.session.compare_part_one("akim").code == "listed_first"
    evening.session.who = "m1"
    assert evening.session.compare_part_one("akim") is None
    assert evening.unseen() == []


def test_nobody_types_their_own_line_again(evening):
    assert again(evening, "invalid", 48, who="m3") == "typed_first"
    assert again(evening, "invalid", 48, who="setup") == "choose_person"
    evening.session.who = "m1"
    evening.type(invalid=47).type(invalid=48)
    assert again(evening, "invalid", 48, who="m1") == "typed_first"
    assert again(evening, "invalid", 48, who="m3") == "typed_first", "m3 typed 48 before m1 did"
    assert again(evening, "invalid", 48, who="m2") == ""


def test_undo_makes_nobody_a_second_pair_of_eyes_for_their_own_figure(evening):
    evening.type(invalid=84)
    evening.session.who = "m1"
    evening.session.undo()
    assert again(evening, "invalid", 48, who="m3") == "typed_first"
    assert again(evening, "invalid", 48, who="m1") == "typed_first"


def test_a_line_typed_while_nobody_was_chosen_is_read_back_by_two():
    evening = Evening()
    evening.session.who = "setup"
    evening.counted()
    assert again(evening, "invalid", 48, who="m3") == "typed_by_nobody"
    evening.session.who = "m1"
    assert evening.session.read_back("akim", Cell("invalid"), "m2", agrees=True) is None
    assert evening.session.compare_part_one("akim") is None, "the signed paper tells who read it"


def test_who_is_absent_or_gone_sees_nothing(evening):
    evening.do("member_state_noted", member="m1", state="absent", reason="ill")
    assert again(evening, "invalid", 48, who="m1") == "not_here"
    evening.session.who = "m2"
    refused = evening.session.read_back("akim", Cell("invalid"), "m1", agrees=True)
    assert refused.code == "not_here"


def test_one_who_typed_the_lists_does_not_compare_them_with_part_one(evening):
    assert evening.session.compare_part_one("akim").code == "listed_first"


def test_a_second_entry_of_a_locked_line_that_differs_is_not_settled_by_part_one(evening):
    evening.do("step_unlocked", step="announce", reason="x")
    evening.do("step_opened", step="second", reason="r")
    all_but(evening, "given")
    assert again(evening, "given", 1600) == ""
    evening.announce()
    evening.session.who = "m1"
    assert evening.session.compare_part_one("akim") is None or not seen(evening).to_compare
    assert evening.unseen() == ["given"]
    assert third(evening, "given", 1600) == "locked"
    assert third(evening, "given", 1610) == ""


def test_after_a_comparison_no_entry_is_typed_anew_to_match(evening):
    all_but(evening, "invalid", "taken_out")
    again(evening, "invalid", 84)
    again(evening, "taken_out", 1601)
    assert third(evening, "invalid", 47) == "", "a third figure opens that line"
    assert again(evening, "taken_out", 1610) in ("unknown", "errors_first")
    assert third(evening, "taken_out", 1610) == "", "an error the paper brought stops nothing"
    assert eyes(evening, "taken_out") is Seen.SETTLED


def test_how_many_lines_are_left_does_not_tell_whether_one_agrees(evening):
    many = len(evening.unseen())
    again(evening, "invalid", 84)
    assert len(evening.unseen()) == many
    again(evening, "taken_out", 1610)
    assert len(evening.unseen()) == many


def test_reading_aloud_ends_the_blind_entry(evening):
    again(evening, "invalid", 84)
    evening.do("second_way_chosen", way="read_back").do("second_way_chosen", way="entry")
    assert eyes(evening, "invalid") is Seen.DOUBTED
    assert again(evening, "invalid", 48) == "unknown"


def test_a_line_not_recounted_keeps_its_figure(evening):
    evening.finish().do("print_confirmed").do("signed", minutes=1439)
    evening.do("recount_opened", ground="proxy", applicant="A", minutes=1450, act_number="9")
    evening.type(dict(PILES))
    assert again(evening, "box.ballots/1", 11) == "unknown"
    assert evening.night.entry("akim", Cell("box.ballots", "1")).value == 12


def test_a_third_figure_is_nothing_to_take_back(evening):
    differing(evening)
    third(evening, "invalid", 84)
    assert Cell("invalid") not in [change.cell for change in evening.session.undoable]


def test_a_blank_in_an_untouched_field_is_no_event(evening):
    before = len(evening.journal.events())
    assert again(evening, "invalid", "") == ""
    assert len(evening.journal.events()) == before


def test_what_differs_is_not_said_before_every_line_is_in(evening):
    again(evening, "invalid", 84)
    assert third(evening, "invalid", 48) == "unknown"
    assert again(evening, "invalid", 48) == "", "while it is blind a figure may be typed anew"
    again(evening, "invalid", 84)
    all_but(evening)
    assert again(evening, "invalid", 48) == "unknown", "once compared the paper decides"
    assert third(evening, "invalid", 48) == ""


def test_a_text_that_is_no_figure_leaves_the_line_open(evening):
    assert again(evening, "invalid", "4б") == ""
    assert eyes(evening, "invalid") is Seen.OPEN
    assert evening.state.second[Cell("invalid")].entry.text == "4б"


def test_it_begins_when_every_line_is_in_and_no_error_stands():
    evening = Evening().opened()
    assert again(evening, "stationary.ballots", 1588) == "first_entry"
    evening.type(PILES).type(invalid=84)
    assert again(evening, "stationary.ballots", 1588) == "errors_first"
    evening.answer("D-01", "finish_act")
    evening.answer("D-04", "finish_act")
    assert again(evening, "stationary.ballots", 1588) == ""


def test_an_error_the_paper_brings_does_not_stop_the_comparison():
    """Of two exchanged lines the first one mended breaks the sum until the second is."""
    evening = Evening().counted(**{"option.votes/mahajanova": 96, "option.votes/nurhojaev": 210})
    all_but(evening, "option.votes/mahajanova", "option.votes/nurhojaev")
    again(evening, "option.votes/mahajanova", 210)
    again(evening, "option.votes/nurhojaev", 96)
    third(evening, "option.votes/mahajanova", 210)
    assert [result.relation.code for result in evening.session.standing("akim").failing()]
    assert evening.findings() == {}, "what it would say of the other line is hidden"
    assert third(evening, "option.votes/nurhojaev", 96) == ""
    assert evening.findings() == {}


def test_read_back_by_two_members_settles_a_line(evening):
    session, cell = evening.session, Cell("invalid")
    session.who = "m1"
    assert session.read_back("akim", cell, "m1", agrees=True).code == "reader"
    assert session.read_back("akim", cell, "m9", agrees=True).code == "reader"
    assert session.read_back("akim", cell, "m2", agrees=False) is None
    assert eyes(evening, "invalid") is Seen.OPEN
    assert session.read_back("akim", cell, "m2", agrees=True) is None
    assert eyes(evening, "invalid") is Seen.SETTLED
    assert session.read_back("akim", cell, "m2", agrees=True).code == "unknown"
    session.who = "setup"
    assert session.read_back("akim", Cell("taken_out"), "m2", agrees=True).code == "choose_person"


def test_a_line_with_an_act_in_place_of_its_figure_asks_for_no_second_look(evening):
    act = {"number": "1", "minutes": 1400, "text": "lost", "members": ["m1", "m2", "m3", "m4"]}
    evening.do("not_established", line="invalid", item="", **act)
    assert Cell("invalid") not in seen(evening).typed


def test_in_a_recount_the_counted_lines_are_looked_at_again(evening):
    evening.finish().do("print_confirmed").do("signed", minutes=1439)
    evening.do("recount_opened", ground="proxy", applicant="A", minutes=1450, act_number="9").type(
        {key: value for key, value in PILES.items() if key in dict(PILES)}
    )
    assert "invalid" in evening.unseen()
    assert "stationary.ballots" not in evening.unseen()


def test_the_chair_chooses_the_way_and_may_choose_again(evening):
    evening.do("second_way_chosen", way="read_back").do("second_way_chosen", way="entry")
    assert evening.state.way == "entry"
    assert evening.why("second_way_chosen", way="by_guess") == "unknown"
    evening.finish()
    assert evening.why("second_way_chosen", way="entry") == "finished"


def test_after_finish_nothing_is_looked_at(evening):
    evening.finish()
    assert again(evening, "invalid", 49) == "finished"
    assert third(evening, "invalid", 48) == "finished"
    assert evening.session.compare_part_one("akim").code == "finished"


def test_the_events_of_the_second_look_are_read_for_ever(old_rules):
    night = fold(kept(BY_NAME["events_v1_second"]), old_rules).contests["akim"]
    assert night.way == "entry"
    assert night.entries[Cell("given")].value == 982
    assert night.looked[Cell("given")].figures == (928, 982)
    assert night.looked[Cell("voters")].way == "part_one"
    assert (night.looked[Cell("invalid")].reader, night.looked[Cell("invalid")].who) == ("m1", "m2")


def test_a_form_that_says_how_leaves_the_chair_no_choice():
    evening = Evening()
    form = evening.night.form("akim")
    steps = [replace(step, way="read_back") if step.page == SECOND else step for step in form.steps]
    decided = replace(evening.night.rules, forms={"akim": replace(form, steps=tuple(steps))})
    evening.session = Session(evening.journal, decided, Wall())
    evening.session.who = "m3"
    assert way_of(evening.night, "akim") == "read_back"
    assert evening.why("second_way_chosen", way="entry") == "unknown"


def test_no_night_is_stuck_because_nobody_was_chosen_while_it_was_typed():
    evening = Evening()
    evening.session.who = "setup"
    evening.counted()
    evening.session.who = "m1"
    for cell in seen(evening).typed:
        assert evening.session.read_back("akim", cell, "m2", agrees=True) is None
    assert evening.session.compare_part_one("akim") is None
    assert evening.session.finish("akim", "999") is None


def differing(evening, key="invalid", text=84, who="m1"):
    all_but(evening, key, who=who)
    again(evening, key, text, who)
    return evening


def test_who_typed_one_of_the_two_settles_nothing_while_another_is_there(evening):
    """Whoever is there or gone, whoever typed: a figure is settled by one who typed neither, or
    nobody such is there.
    """
    differing(evening)
    before = evening.journal.events()[-1]
    for away in (), ("m2",), ("m2", "m4"), ("m2", "m4", "m5", "m6", "m7"):
        here = [x.id for x in evening.night.persons if x.id not in {"m3", "m1", *away}]
        for member in away:
            if evening.night.person(member).state == "present":
                evening.do("member_state_noted", member=member, state="left", reason="x")
        for who in "m3", "m1":
            command = {"line": "invalid", "item": "", "text": "48", "value": 48, "problem": ""}
            said = evening.why("settled", **command, by=who, typed_one=True)
            assert said == ("third_free" if here else None)
            said = evening.why("settled", **command, by=who, typed_one=False)
            assert said == "unknown", "it is written down that this person typed one of the two"
        for who in here:
            assert evening.why("settled", **command, by=who, typed_one=False) is None
    assert third(evening, "invalid", 48, "m1") == "", "the pair counted again and types together"
    event = evening.journal.events()[-1]
    assert (event.kind, event.payload["by"], event.payload["typed_one"]) == ("settled", "m1", True)
    assert event.seq > before.seq


def test_both_figures_and_their_sums_are_hidden_until_the_third(evening):
    differing(evening)
    assert evening.session.standing("akim").value(Cell("invalid")) == 48, "the law knows it"
    now = evening.session.reckoning("akim")
    assert now.value(Cell("invalid")) is None
    assert all(Cell("invalid") not in result.cells for result in now.failing())
    live = evening.session.reckoning("akim", {Cell("invalid"): "84", Cell("taken_out"): "1"})
    assert live.value(Cell("invalid")) is None
    assert evening.session.next_back(evening.session.undoable).cell != Cell("invalid")
    assert all(line.value != 48 for line in evening.session.record("akim").lines
               if line.id == "invalid")  # fmt: skip
    codes = {one.code for one in evening.session.obstacles("akim") if one.cell == Cell("invalid")}
    assert codes == {"second"}
    third(evening, "invalid", 84)
    assert evening.session.reckoning("akim").value(Cell("invalid")) == 84
    assert all(x.cell != Cell("invalid") for x in evening.session.undoable), "nothing to take back"


@pytest.mark.parametrize(("text", "way"), [(48, "third"), (84, "third"), (47, "neither")])
def test_all_three_figures_are_kept_with_which_the_third_one_equals(evening, text, way):
    differing(evening)
    assert third(evening, "invalid", text) == ""
    look = evening.state.looked[Cell("invalid")]
    assert (look.way, look.figures, look.typed_by) == (way, (48, 84), ("m3", "m1"))
    assert eyes(evening, "invalid") is (Seen.OPEN if way == "neither" else Seen.SETTLED)


def test_what_differs_is_not_read_aloud(evening):
    differing(evening)
    evening.do("second_way_chosen", way="read_back")
    evening.session.who = "m1"
    assert evening.session.read_back("akim", Cell("invalid"), "m2", agrees=True).code == "unknown"


def test_who_typed_a_second_entry_before_another_typed_it_anew_is_no_third(evening):
    again(evening, "invalid", 84, "m2")
    differing(evening, text=85)
    assert third(evening, "invalid", 48, "m2") == "third_free"
    assert third(evening, "invalid", 48, "m4") == ""


def test_the_fact_of_the_third_figure_is_read_for_ever(old_rules):
    night = fold(kept(BY_NAME["events_v1_settled"]), old_rules)
    look = night.contests["akim"].looked[Cell("given")]
    assert (look.way, look.figures) == ("third", (928, 982))
