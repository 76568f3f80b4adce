"""Answers to findings, and figures that could not be established."""

import pytest

from tests.domain.making import ACT, said
from tests.domain.night.evenings import SAID, announced, counted, decided, listed, refusing, typing

REFUSED = [
    ("locked", "43(3-1), 43(4)", "announce", announced, "not_established", typing("voters") | SAID),
    ("derived", "", "", listed, "not_established", typing("invalid_annulled") | SAID),
    ("no_finding", "", "", counted, "answered", {"key": "D-01", "kind": "finish_act", **ACT}),
    ("no_finding", "", "", counted, "answered", {"key": "Z-99", "kind": "act", **ACT}),
    ("annul_first", "43(3-1)", "", decided, "answered", {"key": "C-04/1", "kind": "act", **ACT}),
    ("majority", "20(5)", "", lambda: listed().type(given=2495), "answered",
     {"key": "B-01", "kind": "finish_act", **ACT, "members": ["m1", "m2", "m3"]}),
    ("majority", "20(5)", "", lambda: listed().type(given=2495), "answered",
     {"key": "B-01", "kind": "finish_act", **ACT, "members": ["m1"] * 7}),
    ("finished", "43(8)", "protocol", lambda: counted().finish(), "answered",
     {"key": "D-01", "kind": "finish_act", **ACT}),
    ("finished", "43(8)", "protocol", lambda: counted().finish(), "counted_again",
     {"key": "D-01", "figures": []}),
]  # fmt: skip


@refusing(REFUSED)
def test_what_is_refused(code, law, step, night, kind, payload):
    assert said(night().refusal(kind, **payload)) == (code, law, step)


@pytest.mark.parametrize("lacking", ["number", "minutes", "members", "text"])
def test_an_act_has_number_time_members_and_what_was_found(lacking):
    act = {"number": "1", "minutes": 1200, "members": ["m1"], "text": "found"}
    act[lacking] = None if lacking == "minutes" else type(act[lacking])()
    evening = counted()
    assert evening.why("not_established", line="invalid", item="", **act) == "act_incomplete"
