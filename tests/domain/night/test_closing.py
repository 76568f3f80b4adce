"""The record is closed by two members once every protocol is signed; a recount opens it."""

from tests.domain.making import Evening, said
from tests.domain.night.evenings import RECOUNT, counted, refusing


def closed():
    return Evening().signed().do("record_closed", by=["m1", "m3"])


REFUSED = [
    ("unsigned_left", "43(8)", "", lambda: counted().finish(), "record_closed",
     {"by": ["m1", "m3"]}),
    ("two_members", "", "", lambda: Evening().signed(), "record_closed", {"by": ["m1", "m1"]}),
    ("record_closed", "", "", closed, "record_closed", {"by": ["m1", "m3"]}),
]  # fmt: skip


@refusing(REFUSED)
def test_what_is_refused(code, law, step, night, kind, payload):
    assert said(night().refusal(kind, **payload)) == (code, law, step)


def test_delivery_is_written_down_after_the_record_is_closed_and_a_recount_opens_it():
    evening = closed()
    assert evening.night.closed.by == ("m1", "m3")
    assert evening.why_typing("receipt_number", "17") is None
    evening.do("recount_opened", **RECOUNT)
    assert evening.night.closed is None
