"""Two equal entries that may both be wrong are asked about once more, and nobody sees which."""

import pytest

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.facts.table import fold
from tally_app.domain.night.second_look import Seen, free_for, hands_of
from tests.domain.making import Evening
from tests.domain.night.kept import BY_NAME, kept
from tests.domain.night.test_second import again, all_but, eyes, seen, third

DOUBTED = "box.applications_received/1"
CELL = Cell.read(DOUBTED)


@pytest.fixture
def evening():
    """Everything typed twice and alike; the program doubts one line."""
    made = Evening().counted()
    made.session.doubts = lambda _, alike: tuple(x for x in alike if str(x) == DOUBTED)
    return all_but(made)


def test_a_doubted_line_keeps_finish_closed_and_its_figure_hidden(evening):
    assert seen(evening).among(Seen.DOUBTED) == (CELL,)
    assert evening.session.reckoning("akim").value(CELL) is None
    assert evening.session.standing("akim").value(CELL) == 12
    assert evening.session.finish("akim", "999").code == "obstacles"
    assert again(evening, DOUBTED, 13) == "unknown", "a third person types it, not the second"
    assert third(evening, DOUBTED, 12, "m1") == "third_free"
    assert third(evening, DOUBTED, 12) == ""
    assert eyes(evening, DOUBTED) is Seen.SETTLED
    assert seen(evening).among(Seen.DOUBTED) == ()
    assert evening.session.reckoning("akim").value(CELL) == 12


def test_what_is_doubted_is_written_with_the_comparison(evening):
    (event,) = [x for x in evening.journal.events() if x.kind == "entries_compared"]
    assert event.payload == {"third": [DOUBTED]}


def test_nothing_more_is_written_where_nothing_is_doubted():
    evening = all_but(Evening().counted())
    (event,) = [x for x in evening.journal.events() if x.kind == "entries_compared"]
    assert event.payload == {}


def test_another_figure_than_both_is_looked_at_by_one_more(evening):
    assert third(evening, DOUBTED, 13) == ""
    look = evening.state.looked[CELL]
    assert (look.way, look.figures, look.typed_by) == ("neither", (12, 12), ("m3", "m1"))
    assert eyes(evening, DOUBTED) is Seen.OPEN
    evening.session.doubts = None
    assert again(evening, DOUBTED, 13, "m2") == "typed_first", "m2 typed it"
    assert again(evening, DOUBTED, 13, "m3") == "", "who typed 12 is another pair of eyes for 13"
    assert eyes(evening, DOUBTED) is Seen.AGREES


def test_a_figure_that_is_neither_is_nobodys_but_who_typed_it():
    evening = all_but(Evening().counted(), DOUBTED)
    again(evening, DOUBTED, 21)
    third(evening, DOUBTED, 13)
    assert hands_of(evening.night, "akim", [CELL]) == {"m2"}
    assert again(evening, DOUBTED, 14, "m3") == ""
    assert {x.id for x in free_for(evening.night, "akim", CELL)}.isdisjoint({"m2", "m3"})
    evening.session.who = "m1"
    evening.type(**{DOUBTED: 12})
    assert hands_of(evening.night, "akim", [CELL]) == {"m1", "m2", "m3"}, "12 was m3's own once"


def test_a_commission_of_two_is_not_stuck_with_a_figure_that_is_neither():
    evening = Evening().counted()
    for person in evening.night.persons[:]:
        if person.id not in ("m1", "m3"):
            evening.do("member_state_noted", member=person.id, state="left", reason="x")
    all_but(evening, DOUBTED)
    again(evening, DOUBTED, 21)
    assert third(evening, DOUBTED, 13, "m3") == "", "the pair counted again and types together"
    assert again(evening, DOUBTED, 13, "m1") == ""
    assert eyes(evening, DOUBTED) is Seen.AGREES


def test_only_a_line_that_was_typed_again_is_doubted(evening):
    assert evening.why("entries_compared", third=["taken_out"]) == "unknown"


def test_a_night_that_doubts_is_read_for_ever(old_rules):
    events = kept(BY_NAME["events_v1_third"])
    night = fold(events[:-1], old_rules)
    assert night.contests["akim"].second[Cell("invalid")].third
    assert not night.contests["akim"].second[Cell("given")].third
    look = fold(events, old_rules).contests["akim"].looked[Cell("invalid")]
    assert (look.way, look.figures) == ("third", (35, 35))
