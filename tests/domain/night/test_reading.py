"""What was typed or chosen as the domain reads it; which rows there are and their names."""

from dataclasses import replace

import pytest

from tally_app.domain.form.layout import Cell
from tally_app.domain.form.numbers import parent_of, short_name
from tally_app.domain.night.naming import choices_of, item_name, items_in, items_of, line_number
from tally_app.domain.night.reckoning import ReadText, mirrored, read
from tally_app.domain.relations.rulebook import Status
from tally_app.domain.values.wording import Wording
from tests.domain.making import Evening, line, outcome

WORDING = Wording("en", {"word.box": "box {number}"})


@pytest.fixture(scope="module")
def evening():
    """A night with rows of every sort."""
    night = Evening()
    for collection in ("trip", "page"):
        assert night.session.add_row("akim", collection, "1") is None
    assert night.session.add_row("akim", "page", "4") is None
    for page, listed in (("1", 2000), ("4", 494)):
        figures = {"listed": listed, "added": 0, "struck": 0}
        night.type({f"page.{name}/{page}": value for name, value in figures.items()})
    night.opened()
    for item in ("rsalieva.1", "jandauletov.1", "jandauletov.2"):
        assert night.session.add_row("akim", "bundle", item) is None
    return night


def test_rows_of_every_sort(evening):
    night = evening.night

    def rows(collection):
        return items_in(night, "akim", collection)

    assert rows("turnout")[:2] == ["10:00", "12:00"]  # fixed by the form
    assert rows("page") == ["1", "4"]  # added
    assert rows("bundle") == ["jandauletov.1", "jandauletov.2", "rsalieva.1"]  # as their parents
    assert (rows("box"), rows("parallel"), rows("nonsense")) == (["1", "2"], [], [])
    assert rows("option")[0] == "jandauletov"
    form = night.form("akim")
    assert items_of(night, "akim", form.line("given")) == [""]
    assert parent_of("a.b.2") == "a.b"
    assert parent_of("2") == ""


def test_how_rows_are_called(evening):
    night = evening.night
    form = night.form("akim")

    def name(collection, item):
        return item_name(night, "akim", collection, item, WORDING)

    assert name("trip", "") == ""
    assert name("nonsense", "7") == "7"
    assert name("page", "4") == "Page 2"
    assert name("page", "9") == "Page 9"
    assert name("turnout", "10:00").endswith("10:00")
    assert name("bundle", "jandauletov.2").endswith(": Bundle 2")
    assert name("bundle", "jandauletov.9").endswith(": Bundle jandauletov.9")
    assert (name("member", "m99"), name("option", "x"), name("box", "9")) == ("m99", "x", "box 9")
    assert name("parallel", "") == ""
    assert name("parallel", "akim") == night.rules.contest("akim").name["en"]
    assert short_name("") == ""
    assert line_number(night, "akim", form.line("option.votes"), "rsalieva") == "5.4"
    assert line_number(night, "akim", form.line("given"), "") == "2"


def test_what_can_be_chosen(evening):
    form = evening.night.form("akim")

    def choices(name):
        return choices_of(evening.night, form.line(name))

    assert choices("urn.kind") == ("stationary", "portable")
    assert choices("trip.first")[:2] == ("nobody", "m1")
    assert choices("copy.contest") == ("akim",)
    assert choices("given") == ()


@pytest.mark.parametrize(
    ("kind", "text", "value", "problem"),
    [
        ("text", "  ", None, ""),
        ("text", " x ", 1, ""),
        ("choice", "", None, ""),
        ("choice", "a", 1, ""),
        ("choice", "b", 2, ""),
        ("choice", "z", None, "choice"),
        ("member", "a", 0, ""),
        ("member", "b", 1, ""),
        ("contest", "b", 2, ""),
        ("count", "b", None, "letters"),
        ("count", " 1 610 ", 1610, ""),
        ("time", "2:10", 1570, ""),
        ("time", "25:00", None, "time"),
    ],
)
def test_a_field_of_every_kind_is_read(kind, text, value, problem):
    shape = line("x", kind=kind, day_from=540)
    assert read(shape, text, ("a", "b")) == ReadText(value, problem)


def test_a_mirror_of_a_ballot_that_is_not_there_shows_nothing(evening):
    night, form = evening.night, evening.night.form("akim")
    assert mirrored(night, form.line("parallel.voters"), Cell("parallel.voters", "mayor")) is None
    assert mirrored(night, form.line("machine_clock"), Cell("machine_clock")) is None
    shown = replace(form.line("machine_clock"), mirror="voting_end")
    hours, minutes = night.day_entries[Cell("voting_end")].at[11:16].split(":")
    assert mirrored(night, shown, Cell("machine_clock")) == 60 * int(hours) + int(minutes)


def free(name, **said):
    return line(name, optional="free", **said)


def test_a_relation_that_needs_an_empty_free_line_does_not_apply():
    lines = ["given", free("wished")]
    assert outcome("given == wished", lines, {"given": 5}) == {"": ("not_applicable", None)}
    assert outcome("given == wished", lines, {"given": 5, "wished": 4}) == {"": ("fails", 1)}
    assert outcome("given == wished", lines, {"wished": 4}) == {"": ("not_checked", None)}


def test_rising_figures_and_the_last_of_them_pass_over_what_was_never_told():
    lines = ["given", free("call.given")]
    items = {"call": ["10", "12", "14"]}
    told = {"given": 9, "call.given/10": 3, "call.given/14": 9}
    assert outcome("successive(call.given)", lines, told, items)[""][0] == "holds"
    assert outcome("last(call.given) == given", lines, told, items) == {"": ("holds", 0)}
    fallen = {**told, "call.given/14": 2}
    assert outcome("successive(call.given)", lines, fallen, items)[""][0] == "fails"
    nobody = {"given": 9}
    for check in ("successive(call.given)", "last(call.given) == given"):
        assert outcome(check, lines, nobody, items)[""][0] == "not_applicable"


def test_bundles_add_up_to_their_pile_and_piles_without_bundles_are_left_alone(evening):
    votes = {"jandauletov": 90, "rsalieva": 7, "mahajanova": 3}
    evening.type({f"option.votes/{option}": many for option, many in votes.items()})
    evening.type({"bundle.ballots/jandauletov.1": 50, "bundle.ballots/jandauletov.2": 40})
    evening.type({"bundle.ballots/rsalieva.1": 6})
    found = {r.item: (r.status, r.difference) for r in evening.reckoning().results
             if r.relation.code == "D-06"}  # fmt: skip
    assert found["jandauletov"] == (Status.HOLDS, 0)
    assert found["rsalieva"] == (Status.FAILS, 1)
    assert found["mahajanova"] == (Status.NOT_APPLICABLE, None)
    assert found["nurhojaev"] == (Status.NOT_CHECKED, None)
