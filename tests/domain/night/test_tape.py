"""A page of the list tape: two entries, compared once both are whole, and a third one."""

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.facts.table import fold
from tally_app.domain.night.tape import Hand, columns, page_of
from tests.domain.making import Evening, rules, said
from tests.domain.night.evenings import refusing

FIRST = {"listed": 42, "added": 0, "struck": 1, "signed": 27}


def page(evening, item="1"):
    form = evening.night.form("akim")
    return page_of(evening.night, "akim", columns(form, ("tape", "tape_again")), item)


def typed(signed=27):
    """m3 types the page, then m2 with another figure of signatures."""
    evening = Evening()
    assert evening.session.add_row("akim", "page", "1") is None
    for who, again, figures in (("m3", "", FIRST), ("m2", "_again", {**FIRST, "signed": signed})):
        evening.session.sit_down(who)
        evening.type({f"page.{name}{again}/1": value for name, value in figures.items()})
    return evening


def third(value=28, by="m3", *, typed_one=True, line="page.signed"):
    text = "" if value is None else str(value)
    return {"line": line, "item": "1", "text": text, "value": value, "problem": "", "by": by,
            "typed_one": typed_one}  # fmt: skip


def differing():
    return typed(28)


def away():
    return differing().do("member_state_noted", member="m4", state="left", reason="ill")


REFUSED = [
    ("unknown", "", "", Evening, "page_settled", third()),  # there is no such page
    ("unknown", "", "", typed, "page_settled", third()),  # nothing differs
    ("unknown", "", "", differing, "page_settled", third(line="voters")),
    ("unknown", "", "", differing, "page_settled", third(line="page.signed_again")),
    ("unknown", "", "", differing, "page_settled", third(typed_one=False)),
    ("unknown", "", "", differing, "page_settled", third(by="m4")),  # who typed neither
    ("no_figure", "", "", differing, "page_settled", third(None)),
    ("choose_person", "", "", differing, "page_settled", third(by="m99")),
    ("not_here", "", "", away, "page_settled", third(by="m4", typed_one=False)),
]


@refusing(REFUSED)
def test_what_is_refused(code, law, step, night, kind, payload):
    assert said(night().refusal(kind, **payload)) == (code, law, step)


def test_a_page_is_compared_when_both_have_typed_it_whole():
    evening = Evening()
    assert evening.session.add_row("akim", "page", "1") is None
    assert page(evening).hand("m3") is Hand.FIRST
    evening.session.sit_down("m3")
    evening.type({f"page.{name}/1": value for name, value in FIRST.items()})
    assert (page(evening).hand("m3"), page(evening).hand("m2")) == (Hand.FIRST, Hand.AGAIN)
    evening.session.sit_down("m2")
    evening.type({"page.listed_again/1": 41, "page.added_again/1": 0, "page.struck_again/1": 1})
    assert not page(evening).compared
    assert page(evening).differs == ()
    evening.type({"page.signed_again/1": 27})
    assert [column.first.id for column in page(evening).differs] == ["page.listed"]
    assert page(evening).hand("m4") is Hand.NONE


def test_the_third_figure_stands_for_both_and_all_three_are_kept():
    evening = differing()
    evening.do("page_settled", **third(29, "m4", typed_one=False))
    now = page(evening)
    assert now.differs == ()
    assert {entry.value for entry in (now.first[-1], now.again[-1])} == {29}
    kept = evening.night.settled[Cell("page.signed", "1")]
    assert (kept.texts, kept.typed_by) == (("27", "28"), ("m3", "m2"))
    assert (now.hand("m3"), now.hand("m2"), now.hand("m4")) == (Hand.FIRST, Hand.AGAIN, Hand.NONE)
    assert evening.session.next_back(evening.session.undoable) is None, "nothing to take back"


def test_what_stands_is_the_same_after_the_file_was_opened_again():
    evening = differing().do("page_settled", **third())
    assert fold(evening.session.journal.events(), rules()) == evening.night
