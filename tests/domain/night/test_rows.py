"""Boxes and rows are added where people may, and stay once they hold a figure."""

from tests.domain.making import Evening, said, to_record
from tests.domain.night.evenings import SAID, announced, counted, listed, refusing, thirteen, typing

REFUSED = [
    ("before", "43(3-1)", "announce", listed, "box_added", {"box": "1"}),
    ("unknown", "", "", thirteen, "box_added", {"box": "1"}),
    ("has_figures", "", "", thirteen, "box_removed", {"box": "1"}),
    ("finished", "43(8)", "protocol", lambda: counted().finish(), "box_added", {"box": "3"}),
]  # fmt: skip


@refusing(REFUSED)
def test_what_is_refused(code, law, step, night, kind, payload):
    assert said(night().refusal(kind, **payload)) == (code, law, step)


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
    assert evening.why("box_removed", box="1") == "in_use"
    evening = announced().do("box_added", box="1")
    evening.do("not_established", **(typing("box.foreign/1") | SAID))
    assert evening.why("box_removed", box="1") == "has_figures"


def test_rows_are_added_and_taken_away_where_people_may():
    evening = Evening()

    def why(kind, collection, item, contest=""):
        refused = evening.session.execute(
            to_record(kind, {"collection": collection, "item": item}, contest)
        )
        return refused.code if refused else ""

    for collection in ("turnout", "member", "nonsense"):
        assert why("item_added", collection, "1") == "unknown"
    assert why("item_added", "trip", "1", "akim") == "unknown"  # the day's, not a ballot's
    assert why("item_added", "delivery", "1") == "unknown"  # a ballot's, not the day's
    for item in ("", "a/b", "7.1"):
        assert why("item_added", "trip", item) == "unknown"
    assert why("item_added", "trip", "1") == why("item_added", "delivery", "1", "akim") == ""
    assert why("item_added", "trip", "1") == "unknown"  # twice
    evening.type({"trip.box/1": "3", "delivery.act/1": "5"})
    assert (
        why("item_removed", "trip", "1")
        == why("item_removed", "delivery", "1", "akim")
        == ("has_figures")
    )
    evening.type({"trip.box/1": ""})
    assert why("item_removed", "trip", "1") == ""
    assert why("item_added", "bundle", "jandauletov.1", "akim") == "before"


def test_rows_under_a_row_and_pairs_of_rows():
    evening = Evening().opened()
    add = evening.session.add_row
    assert add("akim", "bundle", "nobody.1").code == "unknown"
    assert add("akim", "bundle", "1").code == "unknown"
    assert add("akim", "bundle", "jandauletov.1") is None
    early = Evening()
    assert early.session.add_row("akim", "page", "1") is None
    early.type({"page.signed/1": 4})
    gone = to_record("item_removed", {"collection": "page", "item": "1"})
    assert early.session.execute(gone).code == "has_figures"
