"""``allowed`` for rows of the day, filed documents, the count by ear and the hand-written blank."""

from dataclasses import replace

from tally_app.app.night.session import Session
from tally_app.domain.night.command import Refusal
from tally_app.domain.night.facts.table import allowed
from tests.domain.making import AFTER_VOTING, PILES, Evening, Wall, rules, to_record


def unprinted():
    """An official night of an election nobody permitted to print by computer: a blank by hand."""
    evening = Evening("official")
    election = replace(rules().election, printed=None)
    of = replace(rules(), election=election)
    evening.session = Session(evening.journal, of, Wall(AFTER_VOTING))
    evening.session.who = "m3"
    return evening.counted()


def test_a_blank_written_by_hand_is_read_back_before_it_is_signed():
    evening = unprinted()
    other = {"agrees": True, "by": "m5"}
    assert evening.refusal("blank_checked", **other) == Refusal("not_finished")
    evening.finish().do("print_confirmed")
    assert evening.refusal("signed", minutes=1439) == Refusal("blank_unread", "43(8)")
    same = {"agrees": True, "by": evening.session.who}
    assert evening.refusal("blank_checked", **same) == Refusal("same_person", "43(8)")
    nobody = {"agrees": True, "by": "setup"}
    assert evening.refusal("blank_checked", **nobody) == Refusal("same_person", "43(8)")
    evening.do("blank_checked", agrees=False, by="m5")
    assert evening.why("signed", minutes=1439) == "blank_unread"
    evening.do("blank_checked", **other).do("signed", minutes=1439)
    assert evening.refusal("blank_checked", **other) == Refusal("signed", "43(8)")


def test_rows_are_added_and_taken_away_where_people_may():
    evening = Evening()

    def why(kind, collection, item, contest=""):
        refused = evening.session.execute(
            to_record(kind, {"collection": collection, "item": item}, contest)
        )
        return refused.code if refused else ""

    for collection in ("turnout", "signature", "member", "nonsense"):
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
    early.type({"signature.count/1.m7": 4})
    gone = to_record("item_removed", {"collection": "page", "item": "1"})
    assert early.session.execute(gone).code == "has_figures"
    assert early.why("member_unlisted", id="m7") == "has_figures"


def test_a_document_is_filed_with_a_name():
    evening = Evening()
    filed = {"name": "photo.jpg", "digest": "0" * 64}
    assert evening.refusal("document_filed", **(filed | {"name": " "})) == Refusal("unknown")
    assert allowed(evening.night, to_record("document_filed", filed, "mayor")) == Refusal("unknown")
    evening.do("document_filed", **filed)
    assert evening.session.execute(to_record("document_filed", filed)) is None
    assert [kept.contest for kept in evening.night.documents] == ["akim", ""]
    assert evening.signed().why("document_filed", **filed) is None


def test_bundles_counted_by_ear():
    evening = Evening().opened()
    assert evening.refusal("ear_removed") == Refusal("unknown")
    for totals in ({}, {"invalid": 0}, {"invalid": 30, "against_all": 21}, {"invalid": -1}):
        assert evening.refusal("ear_counted", totals=totals) == Refusal("unknown")
    evening.do("ear_counted", totals={"invalid": 29, "against_all": 21})
    evening.do("ear_counted", totals={"invalid": 1}).do("ear_removed")
    assert evening.state.ear == ({"invalid": 29, "against_all": 21},)
    evening.type(PILES).finish()
    assert evening.why("ear_counted", totals={"invalid": 1}) == "finished"
    assert evening.why("ear_removed") == "finished"
