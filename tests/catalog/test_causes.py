"""The file of weights: what is wrong with it is said with file, key and remedy."""

import pytest

from tally_app import paths
from tally_app.catalog.causes import load_causes, shipped_causes
from tally_app.catalog.check import check_file
from tally_app.catalog.library import Library
from tally_app.catalog.problems import CatalogueError
from tally_app.catalog.source import Source
from tally_app.domain.causes.slips import KINDS

LIBRARY = Library.of_resources(paths.resources())
GOOD = """
format = 1
kind = "causes"
id = "mine"
[source]
name = "a hundred keyings"
url = "https://example.org"
licence = "MIT"
rows = 100
fitted = 2026-11-22
how = "counted"
[weights.kind]
digit_wrong = 150
other = -25
[weights.size]
lines = -7
"""


def problems(text):
    with pytest.raises(CatalogueError) as caught:
        load_causes(Source("mine.toml", text.encode()))
    return [(problem.key, problem.code) for problem in caught.value.problems]


def test_weights_are_hundredths():
    weights = load_causes(Source("mine.toml", GOOD.encode())).weights
    assert weights["kind.digit_wrong"] == 1.5
    assert weights["kind.other"] == -0.25
    assert weights["size.lines"] == -0.07
    assert weights["kind.digit_extra"] == 0


def test_the_shipped_file_is_sound_and_tells_kinds_apart():
    weights = shipped_causes(LIBRARY).weights
    assert len({weights[f"kind.{kind}"] for kind in KINDS if kind != "count_again"}) > 8
    assert check_file(LIBRARY.causes("keying-errors"), LIBRARY) == ()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (('kind = "causes"', 'kind = "form"'), ("kind", "other_kind")),
        (("format = 1", "format = 2"), ("format", "newer")),
        (('id = "mine"', ""), ("id", "missing")),
        (("rows = 100", 'rows = "many"'), ("source.rows", "wrong_type")),
        (('licence = "MIT"', ""), ("source.licence", "missing")),
        (("2026-11-22", "2026"), ("source.fitted", "wrong_type")),
        (("digit_wrong = 150", "digit_wrong = 1.5"), ("weights.kind.digit_wrong", "wrong_type")),
        (("digit_wrong", "digit_wronk"), ("weights.kind.digit_wronk", "unknown_key")),
        (("[weights.size]", "[weights.sise]"), ("weights.sise", "unknown_key")),
        (("[source]", "[sauce]"), ("source", "missing")),
    ],
)
def test_problems_are_told_with_their_place(change, problem):
    assert problem in problems(GOOD.replace(*change))


def test_weights_must_be_there():
    assert ("weights", "missing") in problems(GOOD[: GOOD.index("[weights")])


def test_forms_check_reads_the_file_too():
    found = check_file(Source("mine.toml", GOOD.replace("other =", "others =").encode()), LIBRARY)
    assert [(x.key, x.code) for x in found] == [("weights.kind.others", "unknown_key")]
