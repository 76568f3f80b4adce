"""Whole nights: the four seed elections, the planted errors, the example night and its breaks."""

import pytest

from tally_app.catalog.nights import load_night
from tally_app.catalog.rules import load_from_bytes, rules_and_files
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.facts.table import allowed
from tally_app.domain.relations.rulebook import Status
from tests.domain.making import to_record

SEEDS = ["aral-2021", "bershugir-2021", "shieli-2021", "ulken-2021"]
SIGNED = {
    "aral-2021": "23:55",
    "bershugir-2021": "23:30",
    "shieli-2021": "23:58",
    "ulken-2021": "23:20",
}
#: control-relations.md, "Example nights for tests", on a shipped seven-member precinct.
EXAMPLE = {
    "ballots_received": 2519,
    "voting_end": "20:00",
    "count_start": "20:05",
    "voters": 2494,
    "given": 1610,
    "given_outside": 22,
    "given_inside": 1588,
    "member.issued/m1": 0,
    "member.issued/m2": 330,
    "member.issued/m3": 0,
    "member.issued/m4": 325,
    "member.issued/m5": 320,
    "member.issued/m6": 318,
    "member.issued/m7": 317,
    "ballots_cancelled": 909,
    "announce": "",
    "portable": {1: (12, 12), 2: (10, 10)},
    "stationary.ballots": 1588,
    "stationary": "",
    "taken_out": 1610,
    "against_all": 66,
    "invalid": 48,
    "invalid_form": 0,
    "invalid_unsigned": 9,
    "invalid_overmarked": 20,
    "invalid_unclear": 19,
    "count_end": "23:40",
    "results_announced": "23:45",
}
VOTES = (1190, 210, 96, 0)


@pytest.fixture
def example(new_night):
    night = new_night("aral-2021", "999")
    for key, value in EXAMPLE.items():
        if key == "portable":
            for box, (applications, ballots) in value.items():
                night.do("box_added", {"box": str(box)}, day=True)
                for attribute in ("applications_received", "applications_signed"):
                    night.type(Cell(f"box.{attribute}", str(box)), str(applications))
                night.type(Cell("box.ballots", str(box)), str(ballots))
                night.type(Cell("box.foreign", str(box)), "0")
        if key in ("announce", "portable", "stationary"):
            night.do("step_confirmed", {"step": key, "minutes": 1230})
        else:
            night.type(Cell.read(key), str(value))
    for option, votes in zip(night.night.rules.contest("akim").options, VOTES, strict=True):
        night.type(Cell("option.votes", option.id), str(votes))
    return night


def votes(night, *figures):
    options = night.night.rules.contest("akim").options
    return {f"option.votes/{o.id}": n for o, n in zip(options, figures, strict=True)}


@pytest.mark.parametrize("name", SEEDS)
def test_a_seed_night_has_no_finding_and_everything_is_checked(replay, found, name):
    reckoning = replay(f"{name}-night").again({"signed": SIGNED[name]})
    assert found(reckoning) == {}
    assert not [r.key for r in reckoning.results if r.status is Status.NOT_CHECKED]
    form = reckoning.bound.book.form
    empty = zip(reckoning.layout.cells, reckoning.figures, strict=True)
    asked = [form.line(cell.line) for cell, value in empty if value is None]
    assert not [line.id for line in asked if not line.free and line.due != "later"]
    assert reckoning.counted(Status.HOLDS) > 25


def test_the_seed_nights_are_the_published_ones(replay):
    totals = {name: replay(f"{name}-night").reckoning().value(Cell("taken_out")) for name in SEEDS}
    assert totals == {
        "aral-2021": 928,
        "bershugir-2021": 768,
        "shieli-2021": 1923,
        "ulken-2021": 860,
    }


def test_the_planted_errors_are_found_and_nothing_else(replay, found):
    assert found(replay("aral-2021-errors-night").reckoning()) == {
        "B-02": -27,
        "B-03": -10,
        "G-01": -18,
        "C-01": -1,
        "C-04/1": 1,
        "D-01": -18,
    }


def test_the_example_night_has_no_finding(example, found):
    assert found(example.again({"signed": "23:59"})) == {}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"box.ballots/1": 13, "stationary.ballots": 1587}, {"C-04/1": 1}),
        ({"member.issued/m7": 316}, {"B-03": -1}),
        ({"ballots_cancelled": 990}, {"G-01": -81}),
    ],
)
def test_breaks_of_the_example_night(example, found, changed, expected):
    assert found(example.again(changed)) == expected


def test_an_annulled_box_balances_by_its_line(example, found):
    example.type(Cell("box.ballots", "1"), "13")
    example.type(Cell("stationary.ballots"), "1587")
    example.do("box_counted_again", {"box": "1", "value": 13})
    example.do("box_decided", {"box": "1", "for": 7, "against": 0, "number": "1", "minutes": 1260})
    example.do("box_annulled", {"box": "1", "annulled": True})
    changed = {**votes(example, 1180, 208, 95, 0), "invalid": 61}
    assert found(example.again(changed)) == {"C-04/1": 1}
    assert example.again(changed).value(Cell("invalid_annulled")) == 13
    assert found(example.again({**changed, "invalid": 60})) == {"C-04/1": 1, "D-01": -1, "D-04": -1}


def test_a_list_line_after_the_announcement_is_out_of_order(example):
    payload = {"line": "given", "item": "", "text": "1", "value": 1, "problem": ""}
    refused = allowed(example.night, to_record("typed", payload, "akim"))
    assert refused is not None
    assert (refused.code, refused.step, refused.law) == ("locked", "announce", "43(3-1), 43(4)")


def test_no_box_opens_before_the_announcement(new_night):
    night = new_night("aral-2021", "999").night
    typed = {"line": "stationary.ballots", "item": "", "text": "1", "value": 1, "problem": ""}
    for command in (to_record("box_added", {"box": "1"}), to_record("typed", typed, "akim")):
        refused = allowed(night, command)
        assert refused is not None
        assert (refused.code, refused.law) == ("before", "43(3-1)")


def test_grounds_are_checked_only_once_one_of_them_is_entered(new_night, example):
    assert example.reckoning().result("D-04").status is Status.HOLDS
    off = dict.fromkeys(
        ("invalid_form", "invalid_unsigned", "invalid_overmarked", "invalid_unclear"), ""
    )
    assert example.again(off).result("D-04").status is Status.NOT_APPLICABLE
    assert example.again({**off, "invalid_form": 0}).result("D-04").status is Status.NOT_CHECKED


def test_optional_lines_count_only_when_switched_on(new_night, found):
    night = new_night("aral-2021", "999")
    for key in ("ballots_received", "given", "ballots_cancelled"):
        night.type(Cell.read(key), {"ballots_received": "100"}.get(key, "50"))
    assert night.reckoning().result("G-01").status is Status.HOLDS
    night.do("line_switched", {"line": "ballots_lost", "on": True})
    assert night.reckoning().result("G-01").status is Status.NOT_CHECKED
    night.type(Cell("ballots_lost"), "2")
    assert found(night.reckoning())["G-01"] == -2


def test_g_01_is_silent_while_g_02_fails(example, found):
    reckoning = example.again({"ballots_cancelled": 9090})
    assert reckoning.result("G-01").status is Status.SILENT
    assert "G-02a" in found(reckoning)


def test_carried_away_ballots_are_a_note_up_to_five_and_a_warning_above(example, found):
    for missing, key in ((0, None), (1, "C-03a"), (5, "C-03a"), (6, "C-03b")):
        assert found(example.again({"taken_out": 1610 - missing})).get(key or "C-03a", 0) == missing


def test_a_night_script_keeps_the_order_of_typing(library):
    actions = load_night(library.night("shieli-2021-night"), library).actions
    assert [a.name for a in actions if a.do == "confirm"] == ["announce", "portable", "stationary"]
    assert [a.do for a in actions][-3:] == ["finish", "printed", "signed"]
    assert actions == tuple(sorted(actions, key=lambda action: action.at))
    assert {a.who for a in actions} == {"m3"}
    assert actions[-1].minutes == 23 * 60 + 58


def test_a_special_precinct_may_stop_voting_once_all_have_voted(library, shelf, replay):
    text = library.election("aral-2021").data.decode()
    text = text.replace("closes = 1200", "closes = 1200\nspecial = 1").replace("aral-2021", "sea")
    shelved = shelf(sea=text)
    kind = type(replay("aral-2021-night"))
    night = kind(load_from_bytes(rules_and_files(shelved.election("sea"), shelved)[1]), "999")
    for key, typed in {"voting_end": "14:00", "count_start": "14:05", "voters": "80"}.items():
        night.type(Cell(key), typed)
    for given, status in (("80", Status.HOLDS), ("79", Status.FAILS)):
        assert night.again({"given": given}).result("T-01").status is status
