"""What is wrong with an election in the making: each fault in its cell, nothing corrected."""

from dataclasses import replace
from pathlib import Path

import pytest

from tally_app.catalog.drafts.reading import read_draft
from tally_app.catalog.forms import load_form
from tally_app.catalog.library import Library
from tally_app.domain.maker.draft import DraftMember, PrintAct, Spot
from tally_app.domain.maker.faults import faults
from tally_app.domain.maker.names import in_order

LIBRARY = Library.of_resources(Path(__file__).parents[3] / "resources", every_kind=True)
FORMS = {form: load_form(LIBRARY.form(form), LIBRARY) for form in LIBRARY.ids("form")}
ARAL = read_draft(LIBRARY.election("aral-2021"))
FIVE = read_draft(LIBRARY.election("five-2023"))
ABROAD = FORMS["akim-rural"].precinct_types


def found(draft, last=None):
    return [(x.spot, x.code, x.severity) for x in faults(draft, FORMS, last)]


def with_options(draft, change, of=0):
    contests = [*draft.contests]
    contests[of] = replace(contests[of], options=tuple(change([*contests[of].options])))
    return replace(draft, contests=tuple(contests))


def named(option, **name):
    return replace(option, name={**option.name, **name})


def with_precincts(draft, *precincts):
    return replace(draft, precincts=precincts)


def with_first(draft, **said):
    return with_precincts(draft, replace(draft.precincts[0], **said))


@pytest.mark.parametrize("election", LIBRARY.ids("election"))
def test_nothing_is_wrong_with_what_is_shipped(election):
    assert [x for x in found(read_draft(LIBRARY.election(election))) if x[2] == "error"] == []


def test_a_missing_translation_is_told_in_its_cell():
    draft = with_options(ARAL, lambda x: [x[0], named(x[1], ru=" "), *x[2:]])
    assert found(draft) == [(Spot("options", 2, "name.ru", 1), "missing", "error")]
    draft = with_first(ARAL, address={"ru": "село", "en": "village"})
    assert found(draft) == [(Spot("precincts", 1, "address.kk"), "missing", "error")]


def test_namesakes_are_looked_at_and_never_refused():
    draft = with_options(ARAL, lambda x: [x[0], replace(x[0], id="other"), *x[1:]])
    assert {(s.row, s.column, code, bad) for s, code, bad in found(draft)} == {
        (row, f"name.{language}", "namesake", "warning")
        for row in (1, 2)
        for language in ("kk", "ru", "en")
    }


def test_names_of_two_alphabets_look_alike():
    draft = with_options(ARAL, lambda x: [*x, named(x[3], kk="Pсалиева Мырзагүл")])
    told = {(s.row, s.column, code) for s, code, _ in found(draft)}
    assert {(4, "name.kk", "lookalike"), (5, "name.kk", "lookalike")} <= told
    assert (5, "name.kk", "mixed") in told


def test_a_sign_nobody_sees_is_named_by_its_code():
    draft = with_options(ARAL, lambda x: [named(x[0], kk="Жандәулетов\u200b Нұрбек"), *x[1:]])
    (fault,) = faults(draft, FORMS)
    assert (fault.spot, fault.code) == (Spot("options", 1, "name.kk", 1), "unseen")
    assert "U+200B" in fault.args["signs"]


def test_candidates_stand_by_the_alphabet_of_the_state_language_and_the_order_is_offered():
    draft = with_options(ARAL, lambda x: [x[1], x[0], *x[2:]])
    assert found(draft) == [(Spot("options", 2, "name.kk", 1), "order", "error")]
    assert in_order(draft.contests[0].options) == ARAL.contests[0].options


def test_parties_stand_as_the_lot_was_drawn():
    of = next(at for at, x in enumerate(FIVE.contests) if FORMS[x.form].ballot_order == "lot")
    assert found(with_options(FIVE, lambda x: x[::-1], of)) == found(FIVE) == []


def test_no_switch_makes_the_order_of_candidates_another_one():
    contest = replace(ARAL.contests[0], order="lot", options=ARAL.contests[0].options[::-1])
    assert {code for _, code, _ in found(replace(ARAL, contests=(contest,)))} == {"order"}


def test_a_precinct_twice_and_a_number_that_names_no_file():
    one = ARAL.precincts[0]
    two = replace(one, members=(DraftMember("m1", "Бірінші", "chair"),))
    told = found(with_precincts(ARAL, one, two))
    assert [x for x in told if x[1] == "precinct_twice"] == [
        (Spot("precincts", row, "number"), "precinct_twice", "error") for row in (1, 2)
    ]
    told = found(with_first(ARAL, number="../999"))
    assert told == [(Spot("precincts", 1, "number"), "no_file_name", "error")]


def test_a_member_of_two_precincts_is_a_question():
    one = ARAL.precincts[0]
    told = found(with_precincts(ARAL, one, replace(one, number="998", members=one.members[:1])))
    assert (Spot("members", 1, "name", 2), "sits_twice", "warning") in told
    assert (Spot("members", 1, "name", 1), "sits_twice", "warning") in told
    draft = with_precincts(ARAL, one, replace(one, number="998", members=one.members[:1]))
    said = {x.spot.of: x.args for x in faults(draft, FORMS) if x.code == "sits_twice"}
    assert said[1]["numbers"] == "998", "a commission is known by its number"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1 O84", "bad_letters"),
        ("10,5", "bad_mark"),
        ("-3", "bad_sign"),
        ("1000000", "bad_too_big"),
    ],
)
def test_a_number_of_voters_that_is_none_stays_as_it_was_typed(text, code):
    assert found(with_first(ARAL, voters=text)) == [(Spot("precincts", 1, "voters"), code, "error")]


@pytest.mark.parametrize(
    ("voters", "members", "column"),
    [("0", 7, "voters"), ("3001", 7, "voters"), ("1984", 3, "members"), ("2494", 6, "members")],
)
def test_what_the_law_says_of_voters_and_commission_comes_from_the_form(voters, members, column):
    """Warnings: a list may be empty, and a commission may lack a member."""
    some = ARAL.precincts[0].members[:members]
    (fault,) = faults(with_first(ARAL, voters=voters, members=some), FORMS)
    assert (fault.spot, fault.severity) == (Spot("precincts", 1, column), "warning")
    assert {"kk", "ru"} <= set(fault.said)


def test_sizes_in_the_law_are_no_fault():
    assert found(with_first(ARAL, voters="2000", members=ARAL.precincts[0].members)) == []


def test_chairs_and_offices():
    first, *rest = ARAL.precincts[0].members
    told = found(with_first(ARAL, members=(first, *[replace(x, office="chair") for x in rest])))
    assert {(s.row, code) for s, code, _ in told} == {(n, "two_chairs") for n in range(2, 8)}
    told = found(with_first(ARAL, members=(replace(first, office="boss"), *rest)))
    assert [(s.row, s.column, code) for s, code, _ in told] == [
        (1, "office", "office"),
        (0, "office", "no_chair"),
    ]


def test_a_type_without_a_clock_wants_one():
    (abroad,) = [kind.id for kind in ABROAD if kind.utc_offset is None]
    draft = with_first(ARAL, type=abroad)
    assert found(draft) == [(Spot("precincts", 1, "clock"), "no_clock", "error")]
    assert found(with_first(ARAL, type=abroad, clock="-60")) == []
    told = found(with_first(ARAL, clock="sunrise"))
    assert told == [(Spot("precincts", 1, "clock"), "clock", "error")]


def test_what_changed_since_the_last_file_is_asked():
    last = with_first(ARAL, voters="1283")
    told = found(with_first(ARAL, voters="1384"), last)
    assert told == [(Spot("precincts", 1, "voters"), "changed", "warning")]
    told = found(with_first(ARAL, number="998", voters="1283"), last)
    assert told == [(Spot("precincts", 1, "number"), "changed", "warning")]
    assert found(last, last) == []


def test_an_act_is_named_whole_and_whose_it_is_is_said():
    act = PrintAct("territorial", "15", "2027-03-02")
    told = found(replace(ARAL, printed=act))
    assert told == [(Spot("decisions", 1, "by"), "territorial_act", "note")]
    told = found(replace(ARAL, printed=replace(act, day="0026-11-25")))
    assert (Spot("decisions", 1, "day"), "no_day", "error") in told
    told = found(replace(ARAL, printed=replace(act, by="central", number="", day="soon")))
    assert [(s.column, code) for s, code, _ in told] == [("number", "missing"), ("day", "no_day")]
    assert found(replace(ARAL, printed=None)) == []


def test_a_ballot_of_a_precinct_is_one_of_the_election():
    told = found(with_first(ARAL, ballots=("mayor",)))
    assert told == [(Spot("precincts", 1, "ballots"), "unknown_ballot", "error")]
