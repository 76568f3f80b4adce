"""The commission's list, and who of it is there."""

from tally_app.domain.night.command import Refusal
from tests.domain.making import Evening
from tests.domain.night.evenings import counted, listed, refusing

REFUSED = [
    ("has_figures", "", "", listed, "member_unlisted", {"id": "m2"}),
    ("finished", "43(8)", "", lambda: counted().finish(), "member_listed",
     {"id": "m8", "name": "A", "office": "member"}),
    ("finished", "43(8)", "", lambda: counted().finish(), "member_unlisted", {"id": "m7"}),
    ("finished", "43(8)", "", lambda: counted().finish(), "member_state_noted",
     {"member": "m1", "state": "absent", "reason": ""}),
]  # fmt: skip


@refusing(REFUSED)
def test_what_is_refused(code, law, step, night, kind, payload):
    assert night().refusal(kind, **payload) == Refusal(code, law, step)


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
