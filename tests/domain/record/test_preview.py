"""The preview of a result: official national figures, every rule, and what it must not decide."""

from pathlib import Path

import pytest

from tally_app.catalog.forms import load_form
from tally_app.catalog.library import Library
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.record.preview import hundredths, preview
from tests.domain.making import bind, figures

LIBRARY = Library.of_resources(Path(__file__).parents[3] / "resources")


def shown(name, typed, removed=(), constants=None):
    """The preview of a shipped form over these figures, the others 0."""
    form = load_form(LIBRARY.form(name), LIBRARY)
    options = [key.partition("/")[2] for key in typed if key.startswith("option.votes/")]
    bound = bind(form, {"option": options, "member": [], "box": []}, constants=constants or {})
    zeros = {str(cell): 0 for cell in bound.layout.cells}
    return preview(Reckoning(bound, tuple(figures(bound, {**zeros, **typed})), {}, ()), removed)


def votes(*figures_, **typed):
    piles = {f"option.votes/{chr(97 + i)}": n for i, n in enumerate(figures_)}
    against, invalid = typed.get("against_all", 0), typed.get("invalid", 0)
    return {"taken_out": sum(figures_) + against + invalid, **piles, **typed}


def names(preview_):
    return "".join(cell.item for cell in preview_.leading)


def test_the_referendum_of_2026_is_of_all_ballots():
    """15.03.2026: 87.15 % as published, invalid ballots included."""
    typed = {"voters": 12_461_796, "taken_out": 9_127_192, "yes": 7_954_667, "no": 898_099}
    found = shown("referendum", {**typed, "both": 127_868, "invalid": 146_558})
    assert (found.base, found.of) == ("all", 9_127_192)
    assert [share.hundredths for share in found.shares] == [8715, 984, 140]
    assert found.outcome == "accepted"
    assert found.leading == (Cell("yes"),)


def test_the_president_of_2022_is_of_valid_ballots():
    """20.11.2022: 81.31 % as published, invalid ballots left out."""
    others = 7_940_478 - 6_456_393 - 460_484
    typed = votes(6_456_393, others, against_all=460_484, invalid=359_568)
    assert typed["taken_out"] == 8_300_046
    found = shown("president", typed)
    assert (found.base, found.of) == ("valid", 7_940_478)
    assert found.shares[0].hundredths == 8131
    assert (found.rule, found.outcome, names(found)) == ("majority", "elected", "a")


@pytest.mark.parametrize(
    ("name", "typed", "constants", "expected"),
    [
        ("president", votes(50, 30, 20), {}, ("second_round", "ab")),
        ("president", votes(51, 30, 19), {}, ("elected", "a")),
        ("akim-rural", votes(4, 7, 5), {}, ("elected", "b")),
        ("akim-rural", votes(7, 7, 5), {}, ("tie", "ab")),
        ("akim-rural", votes(0, 0, against_all=3), {}, ("nobody", "")),
        ("akim-rural", votes(0, 0), {}, ("nobody", "")),
        ("self-government", votes(9, 8, 7, 6), {"seats": 2}, ("elected", "ab")),
        ("self-government", votes(9, 7, 7, 6), {"seats": 2}, ("tie", "bc")),
        ("kurultai-lists", votes(90, 5, 4, against_all=1), {}, ("passed", "ab")),
        ("majilis-lists-2021", votes(88, 7, 5), {}, ("passed", "ab")),
        ("majilis-lists-2021", votes(88, 7, 5), {"threshold": 5}, ("passed", "abc")),
        ("kurultai-lists", votes(4, 4, against_all=92), {}, ("none_passed", "")),
        ("recall", votes(70, 30), {}, ("unknown", "")),
    ],
)
def test_every_rule(name, typed, constants, expected):
    found = shown(name, typed, constants=constants)
    assert (found.outcome, names(found)) == expected


def test_a_referendum_half_of_the_people_did_not_attend_does_not_count():
    typed = {"voters": 200, "taken_out": 100, "yes": 90, "no": 10}
    assert shown("referendum", typed).outcome == "too_few"
    assert shown("referendum", {**typed, "voters": 199}).outcome == "accepted"
    assert shown("referendum", {**typed, "voters": 150, "yes": 50}).outcome == "refused"


def test_a_removed_option_never_wins():
    found = shown("akim-rural", votes(9, 7, 5), removed=["a"])
    assert (found.outcome, names(found)) == ("elected", "b")
    assert [share.wins for share in found.shares] == [False, True, True, False]


def test_there_is_no_preview_while_a_figure_is_missing():
    form = load_form(LIBRARY.form("akim-rural"), LIBRARY)
    bound = bind(form, {"option": ["a"], "member": [], "box": []})
    some = tuple(figures(bound, {"taken_out": 3, "invalid": 0, "against_all": 0}))
    assert preview(Reckoning(bound, some, {}, ())) is None
    base = load_form(LIBRARY.form("single-choice"), LIBRARY)
    object.__setattr__(base, "result", None)
    bound = bind(base, {"option": ["a"], "member": [], "box": []})
    whole = tuple(0 for _ in bound.layout.cells)
    assert preview(Reckoning(bound, whole, {}, ())) is None


def test_percentages_are_rounded_half_up_without_fractions():
    assert [hundredths(n, 3) for n in (0, 1, 2, 3)] == [0, 3333, 6667, 10000]
    assert hundredths(1, 20_000) == 1
    assert hundredths(1, 20_001) == 0
    assert hundredths(5, 0) == 0


def test_there_is_no_preview_while_a_figure_of_its_base_is_missing():
    form = load_form(LIBRARY.form("president"), LIBRARY)
    bound = bind(form, {"option": ["a"], "member": [], "box": []})
    typed = {str(cell): 0 for cell in bound.layout.cells}
    del typed["invalid"]
    assert preview(Reckoning(bound, tuple(figures(bound, typed)), {}, ())) is None
    unknown = bind(
        form, {"option": ["a"], "member": [], "box": []}, unestablished=[Cell("invalid")]
    )
    assert preview(Reckoning(unknown, tuple(figures(unknown, typed)), {}, ())) is None


@pytest.mark.parametrize(
    ("typed", "cast", "published"),
    [
        (votes(731, 153, 6, 3, invalid=35), 928, 7877),
        (votes(1816, 94, invalid=13), 1923, 9444),
        (votes(732, 82, 46), 860, 8512),
        (votes(473, 234, 6, 3, against_all=4, invalid=48), 768, 6159),
    ],
)
def test_percentages_stand_as_they_were_published_in_2021_too(typed, cast, published):
    """Of all ballots cast, beside the law's own base (43(5))."""
    found = shown("akim-rural", typed)
    assert (found.cast, found.shares[0].of_cast) == (cast, published)
    assert found.of == cast - typed.get("invalid", 0)
    assert shown("referendum", {"taken_out": 9, "yes": 9}).cast is None
