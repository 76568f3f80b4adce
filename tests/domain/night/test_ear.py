"""The count by ear."""

from tally_app.domain.night.command import Refusal
from tests.domain.making import PILES, Evening


def test_bundles_counted_by_ear():
    evening = Evening().opened()
    assert evening.refusal("ear_removed") == Refusal("unknown")
    assert evening.refusal("ear_counted", totals={}) == Refusal("empty_bundle")
    for totals in ({"invalid": 0}, {"invalid": 30, "against_all": 21}, {"invalid": -1}):
        assert evening.refusal("ear_counted", totals=totals) == Refusal("unknown")
    evening.do("ear_counted", totals={"invalid": 29, "against_all": 21})
    evening.do("ear_counted", totals={"invalid": 1}).do("ear_removed")
    assert evening.state.ear == ({"invalid": 29, "against_all": 21},)
    evening.type(PILES).finish()
    assert evening.why("ear_counted", totals={"invalid": 1}) == "finished"
    assert evening.why("ear_removed") == "finished"
