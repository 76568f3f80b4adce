"""Rows of a form's collections in a sheet: as in a night, or named as not checked."""

from dataclasses import replace

import pytest

from tally_app.domain.form.form import Reason, ResultRule, Step
from tally_app.domain.form.papers import Collection
from tests.app.sheets.test_check import check, form, line, relation, rows

__all__ = ["check"]


def collection(name, **said):
    return Collection(name, "contest", {"en": name}, {"en": name}, **said)


def with_rows(lines, relations, *collections, **constants):
    return replace(form(lines, relations, **constants), collections=collections)


VOTES = line("option.votes", ("option", "contest"), number="2.i")
NONE = line("option.none", ("option", "contest"))
PERSON = line("person.votes", ("person", "contest"))
LISTS = with_rows(
    [VOTES, NONE, PERSON],
    [relation("L-01", "each(option, option.votes == option.none + sum(option.person.votes))")],
    collection("person", parent="option"),
)


@pytest.mark.parametrize(
    ("second", "status"),
    [("8", ("ok", [])), ("7", ("error", ["L-01"]))],
)
def test_a_row_belongs_to_the_row_it_is_named_after(check, second, status):
    header = "option.a,option.none.a,person.votes.a.1,person.votes.a.2\n"
    assert rows(check, LISTS, f"{header}20,2,10,{second}\n") == [status]
    assert check.checker.relations_not_checked() == []


def test_a_row_that_belongs_to_nothing_is_named_and_what_asks_for_it_is_not_checked(check):
    header = "option.a,option.none.a,person.votes.a.1,person.votes.z.1\n"
    assert rows(check, LISTS, f"{header}20,2,18,5\n") == [("ok", [])]
    assert check.checker.relations_not_checked() == ["L-01"]
    assert check.checker.columns.columns_adrift() == ["person.votes.z.1"]


def test_a_parent_with_a_dot_in_its_id(check):
    header = "option.a.b,option.none.a.b,person.votes.a.b.1\n"
    assert rows(check, LISTS, f"{header}20,2,18\n20,2,17\n") == [("ok", []), ("error", ["L-01"])]


FIXED = with_rows(
    [VOTES, line("rank.votes", ("rank", "contest"))],
    [relation("K-01", "each(option, option.votes == sum(option.rank.votes))")],
    collection("rank", parent="option", fixed=("1", "2")),
)


def test_fixed_rows_stand_under_every_row_of_the_parent(check):
    header = "option.a,option.b,rank.votes.a.1,rank.votes.a.2,rank.votes.b.1,rank.votes.b.2\n"
    found = rows(check, FIXED, f"{header}3,5,1,2,2,3\n3,5,1,2,2,2\n")
    assert found == [("ok", []), ("error", ["K-01"])]


def test_a_missing_column_of_a_row_that_is_always_there_is_named(check):
    header = "option.a,option.b,rank.votes.a.1,rank.votes.a.2,rank.votes.b.1\n"
    assert rows(check, FIXED, f"{header}3,2,1,2,2\n") == [("ok", [])]
    assert check.checker.lines_without_column() == ["rank.votes.b.2"]
    assert check.checker.relations_not_checked() == ["K-01 (rank.votes.b.2)"]


def test_times_that_are_always_there_may_lack_a_column(check):
    """A call nobody has to make is passed over, as in a night."""
    turnout = with_rows(
        [line("call.given", ("call", "contest"), optional="free")],
        [relation("T-04", "successive(call.given)")],
        collection("call", fixed=("10:00", "12:00", "14:00")),
    )
    found = rows(check, turnout, "call.given.10:00,call.given.14:00\n5,9\n9,5\n")
    assert found == [("ok", []), ("error", ["T-04"])]


PAIRS = with_rows(
    [VOTES, line("cell.votes", ("cell", "contest"))],
    [
        relation("P-01", "each(option, option.votes == sum(option.cell.votes))"),
        relation("P-02", "each(rank, sum(rank.cell.votes) <= 5)"),
    ],
    collection("rank", fixed=("1", "2")),
    collection("cell", of=("option", "rank")),
)


def test_pairs_are_summed_from_either_side(check):
    header = "option.a,option.b,cell.votes.a.1,cell.votes.a.2,cell.votes.b.1,cell.votes.b.2\n"
    found = rows(check, PAIRS, f"{header}3,4,1,2,3,1\n3,4,1,2,3,2\n6,4,3,3,3,1\n")
    assert found == [("ok", []), ("error", ["P-01"]), ("error", ["P-02"])]


CHOICE = line(
    "how",
    kind="choice",
    choices=(
        Reason("open", {"en": "In the open", "ru": "Открыто"}),
        Reason("closed", {"en": "Behind doors", "ru": "За дверями"}),
    ),
)
CHOOSING = form([CHOICE], [relation("N-02", "how == 2")])


@pytest.mark.parametrize("text", ["2", "closed", " Closed ", "behind  doors", "За дверями"])
def test_a_choice_is_read_by_id_position_and_words(check, text):
    assert rows(check, CHOOSING, f"how\n{text}\n") == [("ok", [])]


def test_a_choice_there_is_not_is_told_with_those_there_are(check):
    assert rows(check, CHOOSING, "how\nopen\n") == [("error", ["N-02"])]
    (row,) = check(CHOOSING, "how\n3\n")
    assert row["findings"][0]["message"] == (
        "The column “how” holds “3”, which is none of the choices; "
        "write one of: 1 = In the open; 2 = Behind doors."
    )


def test_a_relation_is_silent_for_the_item_of_the_other_only(check):
    lines = [line(f"option.{x}", ("option", "contest")) for x in "ab"]
    pair = form(
        lines,
        [
            relation("A", "each(option, option.b > 0)"),
            relation("B", "each(option, option.a == option.b)", silent_while=("A",)),
        ],
    )
    header = "option.x,option.b.x,option.y,option.b.y\n"
    (row,) = check(pair, f"{header}5,0,5,4\n")
    found = [(f["code"], f["lines"]) for f in row["findings"]]
    assert found == [("A", ["option.b.x"]), ("B", ["option.y", "option.b.y"])]


def test_relations_on_people_and_rows_the_sheet_has_nothing_of_are_named(check):
    people = form([line("voters")], [relation("P-01", "2*count(member[present]) >= count(member)")])
    assert rows(check, people, "voters\n5\n") == [("ok", [])]
    assert check.checker.relations_not_asked() == ["P-01"]


STEP = Step("count", "lines", {"en": "Count"}, {}, {}, stages=("all",), sum="D-01")
PILES = replace(
    form(
        [line("taken_out"), VOTES, line("invalid")],
        [relation("D-01", "sum(option.votes) + invalid == taken_out")],
    ),
    steps=(STEP,),
    result=ResultRule("plurality", "valid", "taken_out", ("option.votes",), "option.votes"),
)


@pytest.mark.parametrize("header", ["taken_out,invalid", "taken_out,option.a"])
def test_no_row_is_in_order_where_the_sum_of_the_ballots_is_not_checked(check, header):
    assert rows(check, PILES, f"{header}\n5,5\n") == [("unchecked", [])]
    assert check.checker.sums_not_checked() == ["D-01"]


def test_a_pattern_of_the_options_that_fits_no_column(check):
    votes = replace(VOTES, column="cand_*")
    lost = form([line("voters"), votes], [relation("D-03", "each(option, option.votes <= voters)")])
    assert rows(check, lost, "voters,kand_a\n5,9\n") == [("unchecked", [])]
    assert check.checker.sums_not_checked() == ["option.votes"]


def test_equal_figures_that_must_not_be_have_no_difference(check):
    strict = form([line("voters"), line("given")], [relation("V-04", "voters > given")])
    (row,) = check(strict, "voters,given\n5,5\n")
    assert row["findings"][0]["message"] == "V-04 fails. voters > given: 5 ≤ 5"
    (row,) = check(strict, "voters,given\n5,7\n")
    assert row["findings"][0]["message"].endswith("5 ≤ 7; difference −2")
