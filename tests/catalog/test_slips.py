"""What no file from outside may hold: it is told with file, key and code; no other file suffers."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally_app.catalog.check import check_file
from tally_app.catalog.incoming.bounded import UnfitFileError, whole
from tally_app.catalog.incoming.slips import slips
from tally_app.catalog.library import Library
from tally_app.catalog.problems import CatalogueError, worded
from tally_app.catalog.rules import load_from_bytes, load_rules, rules_and_files
from tally_app.catalog.source import Source
from tests.effort import EFFORT

TINY = Path(__file__).parent / "tiny"
ELECTION = (TINY / "election.toml").read_text(encoding="utf-8")
FORM = (TINY / "form.toml").read_text(encoding="utf-8")


def checked(text, library=None):
    library = library or Library(sources=[Source("form.toml", FORM.encode())])
    return check_file(Source("bad.toml", text.encode()), library)


def with_number(number):
    (line,) = [x for x in ELECTION.splitlines() if x.startswith("number = ")]
    return ELECTION.replace(line, f'number = "{number}"', 1)


@pytest.mark.parametrize("day", ["0026-07-05", '"0026-07-05"'])
def test_a_year_half_typed_is_told_at_the_precinct_too(day):
    (line,) = [x for x in ELECTION.splitlines() if x.startswith("day = ")]
    text = ELECTION.replace(line, f"day = {day}", 1)
    (problem,) = checked(text)
    assert (problem.key, problem.code, problem.args["found"]) == ("day", "early_year", "0026-07-05")


@pytest.mark.parametrize(
    ("escape", "said"),
    [
        ("\\u200B", "U+200B ZERO WIDTH SPACE"),
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\\u202E", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\\uFEFF", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("\\u0000", "U+0000 NULL"),
        ("\\u001B", "U+001B ESCAPE"),
        ("\\n", "U+000A LINE FEED"),
        ("в\u0301", "U+0301 COMBINING ACUTE ACCENT"),
    ],
)
def test_a_sign_nobody_sees_is_told_with_its_key_and_code(escape, said, wordings):
    (problem,) = checked(with_number(f"99{escape}9"))
    assert (problem.file, problem.code) == ("bad.toml", "unseen")
    assert problem.key.startswith("precinct")
    assert problem.key.endswith("number")
    assert said in worded(problem, wordings["ru"])


@pytest.mark.parametrize("number", ["/../../outside", "a:b", "CON", "NUL.txt", "999.", "9" * 101])
def test_a_number_that_names_no_file_is_told(number):
    (problem,) = checked(with_number(number))
    assert (problem.key, problem.code) == (f"precinct.{number}.number", "no_file_name")


def test_what_is_composed_and_what_no_face_can_draw_is_no_problem():
    assert checked(with_number("12и\u0306")) == ()
    assert checked(with_number("12☎")) == ()


def test_a_night_that_took_such_a_file_opens_for_ever():
    form = Source("form.toml", FORM.encode())
    sound = Source("election.toml", ELECTION.encode())
    kept = rules_and_files(sound, Library(sources=[form]))[1]
    (name,) = [name for name in kept if name.startswith("election/")]
    kept[name] = with_number("99\\u200B9").encode()
    assert load_from_bytes(kept).election.precincts[0].number == "99\u200b9"
    with pytest.raises(CatalogueError, match="unseen"):
        load_rules(Source("bad.toml", kept[name]), Library(sources=[form]))


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(
    ("table", "key"),
    [("option.removed", "decision"), ("option.removed", "treatment"), ("printed", "decision")],
)
def test_the_words_of_a_decision_are_as_long_as_a_night_keeps(table, key, language):
    def told(signs):
        raw = {"kind": "election", table: {key: {language: "а" * signs}}}
        return [(place, code, args["limit"]) for place, code, args in slips(raw)]

    assert told(1_000) == []
    assert told(1_001) == [(f"{table}.{key}.{language}", "too_long", 1_000)]


def test_a_number_without_end():
    (problem,) = [x for x in checked(ELECTION + "\n[constants]\nlimit = 1234567890\n")
                  if x.code == "long_number"]  # fmt: skip
    assert problem.key == "constants.limit"
    (problem,) = checked(f"a = 1\nb = {'7' * 5000}")
    assert (problem.code, problem.args["line"]) == ("endless_number", "2")


def test_keys_without_end_are_told_at_once():
    began = time.monotonic()
    (problem,) = checked("x = 1\n" + ".".join("a" * 100_000) + " = 1")
    assert (problem.code, problem.args["line"]) == ("deep_key", "2")
    (problem,) = checked("x = {" + ".".join("a" * 100_000) + " = 1}")
    assert problem.code == "deep_key"
    assert "too_deep" in {x.code for x in checked('kind = "form"\nx = ' + "[" * 40 + "]" * 40)}
    assert time.monotonic() - began < 2
    text = ". ".join(["Word"] * 40)
    assert not [x for x in checked(f'kind = "form"\nx = "{text}"') if "deep" in x.code]


def test_only_a_regular_file_of_its_size_is_read(tmp_path):
    big, pipe = tmp_path / "big.toml", tmp_path / "pipe.toml"
    big.write_bytes(b"#" * 101)
    with pytest.raises(UnfitFileError) as refused:
        whole(big, 100)
    assert (refused.value.code, refused.value.size) == ("too_big", 101)
    assert whole(big, 101) == b"#" * 101
    others = [tmp_path, Path("x\0y")]
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
        others += [pipe, Path("/dev/zero")]
    for path in others:
        with pytest.raises(UnfitFileError, match="not_regular"):
            whole(path, 100)


def test_a_bad_neighbour_is_left_out_and_named(tmp_path):
    (tmp_path / "form.toml").write_text(FORM, encoding="utf-8")
    (tmp_path / "election.toml").write_text(ELECTION, encoding="utf-8")
    (tmp_path / "number.toml").write_text(f"a = {'7' * 5000}", encoding="utf-8")
    (tmp_path / "deep.toml").write_text(".".join("a" * 50_000) + " = 1", encoding="utf-8")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "link.toml").symlink_to(tmp_path / "nowhere")
    library = Library(tmp_path)
    assert check_file(Source.of(tmp_path / "election.toml"), library) == ()
    said = {file.name: file.problems[0].code for file in library.unusable}
    assert said == {
        "bytes.toml": "not_utf8",
        "deep.toml": "deep_key",
        "folder.toml": "folder",
        "link.toml": "unreadable",
        "number.toml": "endless_number",
    }


PARTS = [".", "a", '"', "'", "[", "]", "{", "}", "=", "\n", ",", "1", "#", "_", "kind", '"form"']
PARTS += ['"election"', "\\u200B", "\u202e"]


@settings(max_examples=60 * EFFORT, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=200))
def test_whatever_stands_in_a_file_is_told_as_problems(parts):
    for problem in checked("".join(parts)):
        assert problem.code
