"""C-04, Art. 43(3-1): more ballots in a portable box than applications, from start to protocol."""

from dataclasses import replace

import pytest

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.boxes import majority
from tests.domain.making import GROUNDS, PILES, Evening, said
from tests.domain.night.evenings import ANNUL, DECIDED, announced, counted, refusing, thirteen

ANNULLED_PILES = {
    "option.votes/jandauletov": 1180,
    "option.votes/mahajanova": 208,
    "option.votes/nurhojaev": 95,
    "invalid": 61,
}


def decide(evening, votes=5, against=2):
    said = {"for": votes, "against": against, "number": "3", "minutes": 1275}
    return evening.do("box_decided", box="1", **said)


def annulled():
    evening = decide(thirteen().do("box_counted_again", box="1", value=13))
    return evening.do("box_annulled", box="1", annulled=True)


def test_the_whole_procedure():
    evening = thirteen()
    assert evening.findings() == {"C-04/1": 1}
    assert evening.why("step_confirmed", step="portable") == "undecided"

    # A second count comes first, and it must come out the same.
    assert evening.why("box_annulled", box="1", annulled=True) == "count_again"
    evening.do("box_counted_again", box="1", value=12)
    assert evening.why("box_annulled", box="1", annulled=True) == "counts_differ"
    evening.do("box_counted_again", box="1", value=13)

    # That the ballots are invalid follows from the figures: what was voted is a fact beside them.
    assert evening.why("box_annulled", box="1", annulled=True) is None
    decide(evening, votes=3, against=4)
    assert evening.why("box_annulled", box="1", annulled=True) is None
    decide(evening, votes=4, against=3)
    assert evening.answer("C-04/1", "act").code == "annul_first"
    evening.do("box_annulled", box="1", annulled=True)

    evening.confirm("portable")
    assert evening.reckoning().value(Cell("invalid_annulled")) == 13
    evening.type({"stationary.ballots": 1587}).confirm("stationary")
    evening.type(PILES | ANNULLED_PILES)

    # No error is left; the event itself wants its act.
    assert evening.findings() == {"C-04/1": 1}
    assert evening.obstacles() == [("legal", "C-04/1")]
    assert evening.session.finish("akim", "999").code == "obstacles"
    assert evening.answer("C-04/1", "act") is None
    record = evening.finish().session.record("akim")
    assert record.value("invalid_annulled") == 13
    assert [(box.number, box.annulled) for box in record.boxes] == [("1", True), ("2", False)]
    (answer,) = record.answers
    assert (answer.key, answer.item, answer.kind, answer.difference) == ("C-04", "1", "act", 1)
    assert len(answer.members) == 4
    assert all(" " in name for name in answer.members)


def test_ballots_are_put_aside_without_a_vote():
    evening = thirteen().do("box_counted_again", box="1", value=13)
    evening.do("box_annulled", box="1", annulled=True).confirm("portable")
    assert evening.state.boxes["1"].decision is None
    assert evening.answer("C-04/1", "act") is None


def test_the_grounds_come_from_boxes_that_were_not_annulled():
    evening = annulled().confirm("portable")
    evening.type({"stationary.ballots": 1587}).confirm("stationary")
    evening.type({**PILES, **ANNULLED_PILES, "invalid": 60})
    assert evening.findings() == {"C-04/1": 1, "D-01": -1, "D-04": -1}
    evening.type({"invalid": 61, **dict.fromkeys(GROUNDS, "")})
    assert evening.findings() == {"C-04/1": 1}


def test_an_annulment_may_be_taken_back():
    evening = annulled().do("box_annulled", box="1", annulled=False, reason="a form was misread")
    assert not evening.session.record("akim").boxes[0].annulled
    assert evening.why("step_confirmed", step="portable") == "undecided"


@pytest.mark.parametrize(
    "changed", [{"box.ballots/1": 12}, {"box.ballots/1": 14}, {"box.applications_received/1": 13}]
)
def test_a_decision_falls_with_the_figures_it_was_taken_for(changed):
    evening = annulled().type(changed)
    state = evening.state.boxes["1"]
    assert (state.annulled, state.decision) == (False, None)
    assert state.second is not None
    assert not evening.session.record("akim").boxes[0].annulled


def test_other_figures_leave_the_decision_alone():
    evening = annulled().type({"box.applications_signed/1": 11, "box.ballots/2": 9})
    evening.type({"box.applications_received/2": 9})
    assert evening.state.boxes["1"].annulled
    assert "2" not in evening.state.boxes


def test_the_right_first_figure_keeps_the_second_count():
    """A first count of 31 for 13 is typed again; nobody needs to count a third time."""
    evening = Evening().lists().announce().boxes(**{"box.ballots/1": 31})
    evening.do("box_counted_again", box="1", value=13)
    assert evening.why("box_decided", box="1", **{"for": 4}) == "counts_differ"
    evening.type({"box.ballots/1": 13})
    decide(evening).do("box_annulled", box="1", annulled=True)


def test_a_box_is_counted_again_even_where_nothing_is_wrong():
    evening = Evening().lists().announce().boxes().do("box_counted_again", box="2", value=10)
    assert evening.state.boxes["2"].second[0] == 10
    evening.confirm("portable")


def test_one_box_more_does_not_hide_another():
    evening = Evening().lists().announce().boxes(**{"box.ballots/1": 13, "box.ballots/2": 11})
    decide(evening.do("box_counted_again", box="1", value=13))
    evening.do("box_annulled", box="1", annulled=True)
    assert evening.why("step_confirmed", step="portable") == "undecided"


def test_a_box_that_could_not_be_counted_leaves_the_annulled_one_as_it_is():
    evening = annulled().type({"box.ballots/2": ""})
    act = {"number": "5", "minutes": 1300, "text": "burnt", "members": ["m1"]}
    evening.do("not_established", line="box.ballots", item="2", **act).confirm("portable")
    record = evening.session.record("akim")
    (line,) = [line for line in record.lines if line.id == "invalid_annulled"]
    assert (line.status, line.value, line.act) == ("computed", 13, "")


REFUSED = [
    ("unknown", "", "", thirteen, "box_counted_again", {"box": "7", "value": 1}),
    ("count_again", "43(3-1)", "", thirteen, "box_decided", DECIDED),
    ("count_again", "43(3-1)", "", thirteen, "box_annulled", ANNUL),
    ("counts_differ", "43(3-1)", "", lambda: thirteen().do("box_counted_again", box="1", value=12),
     "box_decided", DECIDED),
    ("counts_differ", "43(3-1)", "", lambda: thirteen().do("box_counted_again", box="1", value=12),
     "box_annulled", ANNUL),
    # As many ballots as applications, or fewer: there is nothing to declare invalid.
    ("no_finding", "", "", lambda: announced().boxes().do("box_counted_again", box="1", value=12),
     "box_annulled", ANNUL),
    ("finished", "43(8)", "protocol", lambda: counted().finish(), "box_annulled",
     {"box": "1", "annulled": False}),
]  # fmt: skip


@refusing(REFUSED)
def test_what_is_refused(code, law, step, night, kind, payload):
    assert said(night().refusal(kind, **payload)) == (code, law, step)


@pytest.mark.parametrize(
    ("people", "votes", "more"), [(7, 3, False), (7, 4, True), (6, 3, False), (6, 4, True)]
)
def test_a_majority_is_more_than_half_of_all_members(people, votes, more):
    """20(5): half of six is none."""
    night = Evening().night
    while len(night.persons) < people:
        night = replace(night, persons=(*night.persons, night.persons[-1]))
    night = replace(night, persons=night.persons[:people])
    assert majority(night, votes) is more
