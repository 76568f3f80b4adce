"""A later version of the election file in an open precinct: what it may change, and by whom."""

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Refusal
from tests.domain.making import Evening
from tests.domain.night.evenings import counted, listed, refusing

TWO = ["m1", "m3"]
GONE = {
    "option": "c1", "day": "2021-07-30", "decision": {"kk": "Шешім", "ru": "Решение"},
    "treatment": {}, "counts": "own", "by": TWO, "version": 2,
}  # fmt: skip
NEW = {
    "before": "m2", "id": "m9", "name": "Жаңаев Ержан", "office": "member", "reason": "Шешім № 4",
    "stays": True, "by": TWO, "version": 2,
}  # fmt: skip
REFUSED = [
    ("two_amend", "", "", Evening, "member_replaced", {**NEW, "by": ["m1", "m1"]}),
    ("two_amend", "", "", Evening, "member_replaced", {**NEW, "by": ["m1"]}),
    ("two_amend", "", "", Evening, "member_replaced", {**NEW, "by": ["m1", "m77"]}),
    ("unknown", "", "", Evening, "member_replaced", {**NEW, "id": "m4"}),
    ("unknown", "", "", Evening, "member_replaced", {**NEW, "before": "m77"}),
    ("unknown", "", "", Evening, "member_replaced", {**NEW, "reason": " "}),
    ("finished", "43(8)", "protocol", lambda: counted().finish(), "member_replaced", NEW),
]  # fmt: skip


@refusing(REFUSED)
def test_what_is_refused(code, law, step, night, kind, payload):
    assert night().refusal(kind, **payload) == Refusal(code, law, step)


def first_option(evening):
    return evening.night.rules.contest("akim").options[0].id


def test_an_option_is_struck_through_and_what_was_typed_into_it_stays():
    evening = counted()
    option = first_option(evening)
    cell = Cell("option.votes", option)
    before = evening.state.entries[cell]
    evening.do("option_removed", **{**GONE, "option": option})
    assert evening.state.entries[cell] == before
    (gone, *rest) = evening.night.rules.contest("akim").options
    assert (gone.removed.day, gone.removed.decision["kk"]) == ("2021-07-30", "Шешім")
    assert all(other.removed is None for other in rest)


def test_an_option_is_removed_once_before_two_amend_while_the_protocol_is_open():
    evening = counted()
    gone = {**GONE, "option": first_option(evening)}
    assert evening.why("option_removed", **{**gone, "option": "nobody"}) == "unknown"
    assert evening.why("option_removed", **{**gone, "decision": {}}) == "unknown"
    assert evening.why("option_removed", **{**gone, "by": ["m1", "m1"]}) == "two_amend"
    evening.do("option_removed", **gone)
    assert evening.why("option_removed", **gone) == "unknown"
    assert counted().finish().why("option_removed", **gone) == "finished"


def test_who_has_figures_stays_on_the_list_as_left_and_the_new_member_stands_behind():
    evening = listed().do("member_replaced", **NEW)
    ids = [person.id for person in evening.night.persons]
    assert ids[ids.index("m2") + 1] == "m9"
    assert (evening.night.person("m2").state, evening.night.person("m2").reason) == (
        "left",
        "Шешім № 4",
    )
    evening = Evening().do("member_replaced", **{**NEW, "stays": False})
    assert evening.night.person("m2") is None
    assert evening.night.persons[1].id == "m9"
