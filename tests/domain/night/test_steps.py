"""Steps in the order of the law, unlocked or opened early with a reason."""

from tests.domain.making import Evening, said
from tests.domain.night.evenings import (
    announced,
    counted,
    decided,
    listed,
    refusing,
    thirteen,
    typing,
)

REFUSED = [
    ("before", "43(3-1)", "announce", listed, "step_confirmed", {"step": "portable"}),
    ("before", "43(3-1)", "portable", announced, "step_confirmed", {"step": "stationary"}),
    ("locked", "43(3-1), 43(4)", "announce", announced, "step_confirmed", {"step": "announce"}),
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
    ("finished", "43(8)", "protocol", lambda: counted().finish(), "step_unlocked",
     {"step": "announce", "reason": "typo"}),
    ("finished", "43(8)", "protocol", lambda: counted().finish(), "step_confirmed",
     {"step": "portable"}),
]  # fmt: skip


@refusing(REFUSED)
def test_what_is_refused(code, law, step, night, kind, payload):
    assert said(night().refusal(kind, **payload)) == (code, law, step)


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
