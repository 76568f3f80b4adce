"""Figures that cannot be are refused; a fact that may be true never locks the night."""

from tests.domain.making import PILES, Evening


def thirteen():
    """Box 1 holds 13 ballots for 12 applications, counted twice."""
    evening = Evening().lists().announce().do("box_added", box="1")
    evening.type({"box.applications_received/1": 12, "box.applications_signed/1": 12})
    evening.type({"box.ballots/1": 13, "box.foreign/1": 0})
    return evening.do("box_counted_again", box="1", value=13)


def decided(votes, against):
    evening = thirteen()
    vote = {"for": votes, "against": against, "number": "2", "minutes": 1249}
    return evening.do("box_decided", box="1", **vote)


def test_a_vote_against_annulling_opens_the_next_step_and_the_act():
    evening = decided(2, 5)
    assert evening.why("box_annulled", box="1", annulled=True) is None  # no vote takes that away
    assert evening.answer("C-04/1", "act") is None
    assert evening.why("step_confirmed", step="portable") != "undecided"


def test_a_vote_for_annulling_asks_for_the_annulment_before_anything_else():
    evening = decided(6, 1)
    assert evening.answer("C-04/1", "act").code == "annul_first"
    assert evening.why("step_confirmed", step="portable") == "undecided"
    evening.do("box_annulled", box="1", annulled=True)
    assert evening.answer("C-04/1", "act") is None


def test_a_later_count_that_differs_takes_the_annulment_with_it():
    evening = decided(6, 1).do("box_annulled", box="1", annulled=True)
    evening.do("box_counted_again", box="1", value=12)
    assert not evening.state.boxes["1"].annulled
    assert evening.why("box_annulled", box="1", annulled=True) == "counts_differ"


def test_an_annulment_is_taken_back_only_with_a_reason():
    evening = decided(6, 1).do("box_annulled", box="1", annulled=True)
    assert evening.why("box_annulled", box="1", annulled=False) == "reason"
    assert evening.why("box_annulled", box="1", annulled=False, reason="wrong box") is None


def test_invalid_ballots_are_never_fewer_than_those_of_annulled_boxes():
    evening = decided(6, 1).do("box_annulled", box="1", annulled=True).confirm("portable")
    evening.type({"stationary.ballots": 1597}).confirm("stationary")
    grounds = ("invalid_form", "invalid_unsigned", "invalid_overmarked", "invalid_unclear")
    evening.type({**PILES, "invalid": 12, **dict.fromkeys(grounds, "")})
    assert evening.findings()["D-05"] == 1
    evening.type(invalid=13)
    assert "D-05" not in evening.findings()


def test_a_count_does_not_end_before_it_began():
    assert "T-02b" in Evening().counted(count_end="20:00").findings()
    assert "T-02b" not in Evening().counted(count_end="20:05").findings()


def test_who_refuses_to_sign_was_there():
    evening = Evening()
    for member, state in (("m5", "absent"), ("m6", "refused"), ("m7", "suspended")):
        evening.do("member_state_noted", member=member, state=state, reason="x")
    assert "P-01" not in evening.findings()


def test_after_a_lawful_recount_is_opened_nothing_counted_stands_in_for_it():
    evening = Evening().signed()
    recount = {"ground": "proxy", "applicant": "A", "minutes": 1460, "act_number": "4"}
    evening.do("recount_opened", **recount)
    assert ("not_entered", "taken_out") in evening.obstacles()
    assert ("not_entered", "voters") not in evening.obstacles()
