"""A file that is there and cannot be used is told with what is wrong with it, not as missing."""

import pytest

from tally_app.catalog.check import check_file
from tally_app.catalog.library import resolve
from tally_app.catalog.problems import CatalogueError, worded
from tally_app.catalog.source import Source
from tests.catalog.test_merge import INCLUDING, PART
from tests.catalog.test_problems import ELECTION, FORM, NIGHT


def told(library, kind, name):
    return [(p.file, p.key, p.code) for p in check_file(library.find(kind, name), library)]


@pytest.mark.parametrize(
    ("broken", "key", "code"),
    [
        (PART.replace('id = "by_hand"', "id = by_hand"), "", "syntax"),
        (PART + "#" * 4_000_000, "", "too_big"),
        (PART.replace('id = "hands"', "", 1), "id", "missing"),
        (PART.replace('kind = "part"', 'kind = "parts"'), "kind", "not_allowed"),
        (PART.replace('kind = "part"', ""), "kind", "missing"),
    ],
)
def test_a_part_that_cannot_be_used(shelf, wordings, broken, key, code):
    library = shelf(hands=broken, including=INCLUDING)
    problems = check_file(library.form("including"), library)
    assert [(p.file, p.key, p.code) for p in problems] == [
        ("including.toml", "includes", "named_unusable"),
        ("hands.toml", key, code),
    ]
    assert problems[0].args["other"] == "hands.toml"
    assert all(worded(p, wording) for p in problems for wording in wordings.values())


def test_a_part_by_another_file_name_is_known_by_the_id_it_says(shelf):
    broken = PART.replace('id = "by_hand"', "id = by_hand")
    library = shelf(tables=broken, including=INCLUDING)
    assert told(library, "form", "including") == [
        ("including.toml", "includes", "named_unusable"),
        ("tables.toml", "", "syntax"),
    ]
    library = shelf(tables=broken.replace('"hands"', '"others"'), including=INCLUDING)
    assert told(library, "form", "including") == [("including.toml", "includes", "unknown_part")]


def test_a_file_whose_name_and_id_tell_nothing_may_be_the_one(shelf):
    library = shelf(tables="\n= 1", including=INCLUDING)
    assert told(library, "form", "including") == [
        ("including.toml", "includes", "unknown_part"),
        ("tables.toml", "", "syntax"),
    ]


def test_a_folder_called_like_a_part(shelf, tmp_path, wordings):
    (tmp_path / "hands.toml").mkdir()
    library = shelf(including=INCLUDING)
    problems = check_file(library.form("including"), library)
    assert [(p.file, p.code) for p in problems] == [
        ("including.toml", "named_unusable"),
        ("hands.toml", "folder"),
    ]
    assert all(worded(p, wording) for p in problems for wording in wordings.values())


def test_a_base_a_form_and_an_election_that_cannot_be_used(shelf):
    broken = FORM.replace("voters <= limit", '"')
    for name, reader, key in (
        ("form", INCLUDING.replace("akim-rural", "tiny").replace('["hands"]', "[]"), "extends"),
        ("election", ELECTION, "contest.one.form"),
    ):
        library = shelf(tiny=broken, reader=reader)
        found = told(library, name, "including" if name == "form" else "tiny-2030")
        assert found == [("reader.toml", key, "named_unusable"), ("tiny.toml", "", "syntax")]
    library = shelf(vote=ELECTION.replace("day = ", "day = = "), reader=NIGHT)
    assert told(library, "night", "tiny-night") == [
        ("reader.toml", "election", "named_unusable"),
        ("vote.toml", "", "syntax"),
    ]
    with pytest.raises(CatalogueError) as caught:
        resolve(library, "election", "tiny-2030")
    assert [p.code for p in caught.value.problems] == ["syntax"]


def test_a_part_included_twice_is_told_once(shelf, wordings):
    library = shelf(hands=PART, including=INCLUDING.replace('["hands"]', '["hands", "hands"]'))
    (problem,) = check_file(library.form("including"), library)
    assert (problem.file, problem.key, problem.code, problem.args["other"]) == (
        "including.toml", "includes", "included_twice", "including.toml",
    )  # fmt: skip
    assert all(worded(problem, wording) for wording in wordings.values())
    child = INCLUDING.replace('"including"', '"child"').replace('"akim-rural"', '"including"')
    child = child[: child.index("[[relation]]")]
    library = shelf(hands=PART, including=INCLUDING, child=child)
    (problem,) = check_file(library.form("child"), library)
    assert (problem.file, problem.key, problem.args["other"]) == (
        "child.toml",
        "includes",
        "including.toml",
    )


@pytest.mark.parametrize("name", ["election-day-count", "election-day-voting"])
def test_a_base_of_an_earlier_program_is_told_with_the_one_to_extend_now(shelf, wordings, name):
    text = INCLUDING.replace("akim-rural", name).replace('["hands"]', "[]")
    (problem,) = check_file(Source("mine.toml", text.encode()), shelf())
    assert (problem.key, problem.code) == ("extends", "renamed")
    for wording in wordings.values():
        assert 'extends = "election-day"' in worded(problem, wording)


def test_an_id_that_another_file_has(shelf, wordings):
    """A form of one's own with a shipped id would be found by nobody."""
    text = INCLUDING.replace('id = "including"', 'id = "president"').replace('["hands"]', "[]")
    text = text.replace('reasons = ["windy"]\n', "").replace("by_hand", "given")
    (problem,) = check_file(Source("mine.toml", text.encode()), shelf())
    assert (problem.file, problem.key, problem.code) == ("mine.toml", "id", "ambiguous_id")
    assert problem.args["files"] == "mine.toml, president.toml"
    assert all("president.toml" in worded(problem, wording) for wording in wordings.values())
