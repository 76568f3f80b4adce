"""The count is interrupted until the morning and goes on; the record is closed by two members."""

from tests.domain.making import Evening, said
from tests.domain.night.evenings import RECOUNT, counted, refusing

PAUSED = {"minutes": 1500, "reason": "свет погас", "sealed": "урны и пакеты опечатаны",
          "guard": "Сарин, Омаров"}  # fmt: skip
RESUMED = {"minutes": 1800, "whole": True, "found": ""}


def paused():
    return counted().do("count_interrupted", **PAUSED)


def closed():
    return Evening().signed().do("record_closed", by=["m1", "m3"])


REFUSED = [
    ("interrupted", "", "", paused, "count_interrupted", PAUSED),
    ("interruption_unsaid", "", "", counted, "count_interrupted", {**PAUSED, "guard": " "}),
    ("not_interrupted", "", "", counted, "count_resumed", RESUMED),
    ("resumed_before", "", "", paused, "count_resumed", {**RESUMED, "minutes": 1499}),
    ("reason", "", "", paused, "count_resumed", {**RESUMED, "whole": False}),
    ("finished", "43(8)", "protocol", lambda: Evening().signed(), "count_interrupted", PAUSED),
    ("unsigned_left", "43(8)", "", lambda: counted().finish(), "record_closed",
     {"by": ["m1", "m3"]}),
    ("two_members", "", "", lambda: Evening().signed(), "record_closed", {"by": ["m1", "m1"]}),
    ("record_closed", "", "", closed, "record_closed", {"by": ["m1", "m3"]}),
]  # fmt: skip


@refusing(REFUSED)
def test_what_is_refused(code, law, step, night, kind, payload):
    assert said(night().refusal(kind, **payload)) == (code, law, step)


def test_an_interruption_has_its_end_and_figures_can_be_typed_all_the_while():
    evening = paused()
    assert evening.night.paused.guard == "Сарин, Омаров"
    assert evening.why_typing("taken_out", "1609") is None
    evening.do("count_resumed", **{**RESUMED, "whole": False, "found": "печать на урне 2 сорвана"})
    assert evening.night.paused is None
    (pause,) = evening.night.pauses
    assert (pause.resumed, pause.whole, pause.found) == (1800, False, "печать на урне 2 сорвана")


def test_delivery_is_written_down_after_the_record_is_closed_and_a_recount_opens_it():
    evening = closed()
    assert evening.night.closed.by == ("m1", "m3")
    assert evening.why_typing("receipt_number", "17") is None
    evening.do("recount_opened", **RECOUNT)
    assert evening.night.closed is None
