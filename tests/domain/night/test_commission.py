"""The commission's list, and who of it is there."""

from tests.domain.making import Evening, said
from tests.domain.night.evenings import counted, listed, refusing

GUEST = {"id": "g1", "name": "Сенімов Арман Мысалұлы", "capacity": "proxy"}
REFUSED = [
    ("has_figures", "", "", listed, "member_unlisted", {"id": "m2"}),
    ("finished", "43(8)", "protocol", lambda: counted().finish(), "member_listed",
     {"id": "m8", "name": "A", "office": "member"}),
    ("finished", "43(8)", "protocol", lambda: counted().finish(), "member_unlisted", {"id": "m7"}),
    ("finished", "43(8)", "protocol", lambda: counted().finish(), "member_state_noted",
     {"member": "m1", "state": "absent", "reason": ""}),
    ("unknown", "", "", Evening, "guest_noted", {**GUEST, "name": " "}),
    ("unknown", "", "", Evening, "guest_noted", {**GUEST, "capacity": "voter"}),
    ("unknown", "", "", Evening, "guest_noted", {**GUEST, "id": "m1"}),
    ("unknown", "", "", lambda: Evening().do("guest_noted", **GUEST), "guest_noted", GUEST),
]  # fmt: skip


@refusing(REFUSED)
def test_what_is_refused(code, law, step, night, kind, payload):
    assert said(night().refusal(kind, **payload)) == (code, law, step)


def test_one_chair_one_deputy_one_secretary():
    evening = Evening()
    taken = {"id": "m8", "name": "A"}
    for office in ("chair", "deputy", "secretary"):
        assert evening.why("member_listed", **taken, office=office) == "office_taken"
    assert evening.why("member_listed", **taken, office="member") is None
    same = evening.night.person("m1")
    assert evening.why("member_listed", id="m1", name="B", office=same.office) is None


def test_a_member_is_renamed_in_place_and_keeps_state():
    evening = Evening().do("member_state_noted", member="m2", state="absent", reason="ill")
    evening.do("member_listed", id="m2", name="Жаңа Аты", office="member")
    person = evening.night.person("m2")
    assert (person.name, person.office, person.state) == ("Жаңа Аты", "member", "absent")
    assert [p.id for p in evening.night.persons] == [f"m{i}" for i in range(1, 8)]
    assert evening.night.person("m9") is None


def test_a_witness_of_an_act_is_somebody_recorded_as_present():
    evening = Evening().lists(**{"member.issued/m7": 316})
    assert evening.answer("B-03", "act", witnesses=["g1"]).code == "unknown"
    evening.do("guest_noted", **GUEST)
    assert evening.answer("B-03", "act", witnesses=["g1"]) is None
    assert evening.state.answers["B-03"].witnesses == ("g1",)
    assert evening.night.guest("g1").capacity == "proxy"
    lost = {"line": "ballots_cancelled", "item": "", "number": "2", "minutes": 1262,
            "members": ["m1"], "text": "a"}  # fmt: skip
    assert evening.why("not_established", **lost, witnesses=["g2"]) == "unknown"
