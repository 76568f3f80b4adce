"""Types of precincts and removed options: what an election file says, the night and paper know."""

import pytest

from tally_app.app.night.replay import stage
from tally_app.catalog.elections import load_election
from tally_app.catalog.library import Library
from tally_app.catalog.rules import load_from_bytes, rules_and_files
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.reckoning import constants_of
from tally_app.domain.record.making import build
from tally_app.domain.relations.rulebook import Status
from tests.catalog.conftest import Replay

DECISION = '{kk = "Шешім № 4", ru = "решение № 4", en = "decision No. 4"}'
QUOTE = '{kk = "жарамсыз", ru = "недействительны", en = "invalid"}'
GONE = f"removed = {{ day = 2021-07-20, decision = {DECISION} }}"
QUOTED = GONE.replace("} }", "}" + f', treatment = {QUOTE}, counts = "invalid" }}')


def vote(rules_of, precinct, typed):
    night = Replay(rules_of("kurultai-lists-2026"), precinct)
    for key, text in typed.items():
        night.type(Cell.read(key), text)
    return night


def test_the_shipped_types_and_their_time_zones(library):
    election = load_election(library.election("kurultai-lists-2026"), library)
    assert [kind.id for kind in election.types] == ["ordinary", "special", "abroad"]
    assert [(p.type, p.utc_offset) for p in election.precincts] == [
        ("", 300), ("special", 300), ("abroad", 120),
    ]  # fmt: skip
    for kind in election.types:
        assert set(kind.name) == {"kk", "ru", "en"}
    assert election.days == ("2026-08-23",)


@pytest.mark.parametrize(
    ("precinct", "given", "status"),
    [
        ("902", "80", Status.FAILS),
        ("903", "80", Status.HOLDS),
        ("903", "79", Status.FAILS),
        ("904", "80", Status.FAILS),
    ],
)
def test_a_special_precinct_may_end_early_once_all_have_voted(rules_of, precinct, given, status):
    typed = {"voting_end": "14:00", "count_start": "14:05", "voters": "80", "given": given}
    night = vote(rules_of, precinct, typed)
    assert night.reckoning().result("T-01").status is status


@pytest.mark.parametrize(
    ("precinct", "added", "status"),
    [
        ("903", {"list_added": "2"}, Status.FAILS),
        ("903", {"list_added": "0"}, Status.HOLDS),
        ("903", {}, Status.NOT_APPLICABLE),
        ("902", {"list_added": "2"}, Status.NOT_APPLICABLE),
    ],
)
def test_the_list_of_a_special_precinct_is_settled_the_day_before(
    rules_of, precinct, added, status
):
    assert vote(rules_of, precinct, added).reckoning().result("V-07").status is status


def test_constants_of_the_type_overlay_those_of_the_election(rules_of):
    night = vote(rules_of, "903", {})
    assert constants_of(night.night, "one") == {"closes": 1200, "special": 1, "list_fixed": 1}
    record = build(night.night, "one", night.reckoning(), part=1, announced=1210)
    assert record.constants == constants_of(night.night, "one")
    assert constants_of(vote(rules_of, "902", {}).night, "one") == {"closes": 1200}


def test_the_clock_of_a_replayed_night_is_the_precincts_own(library, tmp_path):
    script = library.night("kurultai-lists-2026-night").data.decode()
    (tmp_path / "far.toml").write_text(
        script.replace('"902"', '"904"').replace("kurultai-lists-2026-night", "far-night"),
        encoding="utf-8",
    )
    session, _, wall = stage(
        "far-night", tmp_path / "far.tally", Library(tmp_path, *library.folders)
    )
    assert wall().utcoffset().total_seconds() == 120 * 60
    session.close()


@pytest.fixture
def removed(library, shelf):
    """The night of Aral with its third option removed."""

    def put(how):
        text = library.election("aral-2021").data.decode().replace("aral-2021", "gone-2021")
        text = text.replace('id = "nurhojaev"', f'id = "nurhojaev"\n{how}')
        shelved = shelf(gone=text)
        rules = load_from_bytes(rules_and_files(shelved.election("gone-2021"), shelved)[1])
        return Replay(rules, "999")

    return put


def test_without_a_quote_its_ballots_are_a_pile_of_their_own_and_a_question(removed):
    for votes, status in ((0, Status.HOLDS), (6, Status.FAILS)):
        reckoning = removed(GONE).again({"option.votes/nurhojaev": votes})
        assert reckoning.result("D-10/nurhojaev").status is status
        assert reckoning.result("D-10/rsalieva") is None
        assert reckoning.result("D-11").status is Status.NOT_APPLICABLE


def test_with_a_quote_they_lie_where_it_says(removed):
    reckoning = removed(QUOTED).again({"option.votes/nurhojaev": 6})
    assert reckoning.result("D-10").status is Status.NOT_APPLICABLE
    assert reckoning.result("D-11/nurhojaev").difference == 6


def test_the_record_carries_date_decision_and_quote(removed):
    night = removed(QUOTED)
    record = build(night.night, "akim", night.reckoning())
    option = next(o for o in record.options if o.id == "nurhojaev")
    assert option.by["ru"].endswith("строка снята 20.07.2021: решение № 4; недействительны")
    assert option.by["ru"].startswith("самовыдвижение")
    assert record.constants["option.nurhojaev.removed"] == 5
    assert "option.rsalieva.removed" not in record.constants


def test_several_voting_days_end_with_the_election_day(library):
    election = load_election(library.election("primary-2020"), library)
    assert election.days[0] == "2020-10-01"
    assert election.days[-1] == election.day == "2020-10-05"
    assert len(election.contests[0].options) == 14
    assert election.contests[0].addressee
