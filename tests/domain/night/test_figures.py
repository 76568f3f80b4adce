"""What is typed into a field, and lines that may be left out."""

from dataclasses import replace

from tally_app.domain.night.command import Refusal
from tally_app.domain.night.facts.table import allowed, begin
from tests.domain.making import Evening, first_event, rules, said, to_record
from tests.domain.night.evenings import SAID, announced, counted, listed, refusing, typing

REFUSED = [
    ("before", "43(3-1)", "announce", listed, "typed", typing("stationary.ballots")),
    ("before", "43(1), 43(4-1)", "announce", listed, "typed", typing("taken_out")),
    ("before", "43(3-1)", "portable", announced, "typed", typing("stationary.ballots")),
    ("before", "43(1), 43(4-1)", "portable", announced, "typed", typing("invalid")),
    ("locked", "43(3-1), 43(4)", "announce", announced, "typed", typing("given")),
    ("locked", "43(3-1), 43(4)", "announce", announced, "typed", typing("member.issued/m2")),
    ("locked", "43(3-1), 43(4)", "announce", announced, "typed", typing("ballots_cancelled")),
    ("locked", "43(3-1), 43(4)", "announce", announced, "typed_day", typing("count_start")),
    ("locked", "43(3-1), 43(4)", "announce", announced, "line_switched",
     {"line": "ballots_lost", "on": True}),
    ("derived", "", "", listed, "typed", typing("issued_total")),
    ("mirrored", "", "", listed, "typed", typing("machine_clock")),
    ("unknown", "", "", listed, "typed", typing("member.issued/m9")),
    ("unknown", "", "", listed, "typed", typing("voters/m1")),
    ("unknown", "", "", announced, "typed", typing("box.ballots/1")),
    ("has_figures", "", "", lambda: Evening().do("line_switched", line="ballots_lost", on=True)
     .type(ballots_lost=0), "line_switched", {"line": "ballots_lost", "on": False}),
    ("finished", "43(8)", "protocol", lambda: counted().finish(), "typed", typing("invalid")),
    ("finished", "43(8)", "protocol", lambda: counted().finish(), "typed", typing("signed")),
    ("finished", "43(8)", "protocol", lambda: counted().finish(), "typed_day",
     typing("count_start")),
]  # fmt: skip


@refusing(REFUSED)
def test_what_is_refused(code, law, step, night, kind, payload):
    assert said(night().refusal(kind, **payload)) == (code, law, step)


def test_a_line_no_step_has_a_place_for_is_never_typed():
    shape = rules().forms["akim"]
    bare = replace(rules(), forms={"akim": replace(shape, steps=())})
    night = begin(first_event(), bare)
    assert allowed(night, to_record("typed", typing("voters"), "akim")) == Refusal("no_step")


def test_an_optional_line_is_switched_off_only_while_it_is_empty():
    evening = Evening().do("line_switched", line="ballots_lost", on=True)
    evening.do("line_switched", line="ballots_lost", on=False)
    evening.do("line_switched", line="ballots_lost", on=True).type(ballots_lost=2)
    assert evening.why("line_switched", line="ballots_lost", on=False) == "has_figures"
    evening.type(ballots_lost="").do("not_established", **(typing("ballots_lost") | SAID))
    assert evening.why("line_switched", line="ballots_lost", on=False) == "has_figures"
    evening.type(ballots_lost=2).type(ballots_lost="")
    assert evening.why("line_switched", line="ballots_lost", on=False) is None
