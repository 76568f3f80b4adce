"""A recount reopens what its ground says, and nothing else."""

import pytest

from tally_app.domain.night.command import Refusal
from tests.domain.making import PILES, Evening, said
from tests.domain.night.evenings import RECOUNT, SAID, counted, refusing, typing

REFUSED = [
    ("not_signed", "43(7-1)", "", lambda: counted().finish(), "recount_opened", RECOUNT),
    ("not_signed", "43(7-1)", "", counted, "recount_opened", RECOUNT),
]  # fmt: skip


@refusing(REFUSED)
def test_what_is_refused(code, law, step, night, kind, payload):
    assert said(night().refusal(kind, **payload)) == (code, law, step)


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
