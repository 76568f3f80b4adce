"""What a file is, whatever it is called."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally_app.app.handover.packages import built_of, new_key
from tally_app.app.handover.recognising import KINDS, recognised
from tally_app.app.night.files import begin
from tally_app.catalog.library import Library
from tally_app.catalog.problems import Problems
from tally_app.catalog.texts import read_texts
from tests.effort import EFFORT

RESOURCES = Path(__file__).parents[3] / "resources"
LIBRARY = Library.of_resources(RESOURCES)
WORDINGS = read_texts(RESOURCES / "texts", Problems())


def clock():
    from datetime import UTC, datetime

    return datetime(2021, 8, 1, 18, tzinfo=UTC)


def kind_of(folder, content, name="called.anything"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return recognised(path).kind


def test_a_night_and_its_copy_are_told_from_each_other(tmp_path):
    path = tmp_path / "night.toml"
    election = LIBRARY.election("aral-2021")
    session = begin(path, election, LIBRARY, precinct="999", clock=clock, night="000000000001")
    session.journal.close()
    assert recognised(path).kind == "training_night"
    official = election.data.replace(b"training = true", b"training = false")
    other = type(election)("official.toml", official)
    path = tmp_path / "other.toml"
    begin(path, other, LIBRARY, precinct="999", clock=clock, night="000000000002").journal.close()
    assert recognised(path).kind == "night"
    copy = "tally-copies/999-000000000002/1-00000000.tally"
    assert kind_of(tmp_path, path.read_bytes(), copy) == "copy"


def test_what_is_ours_is_known_by_what_it_says(tmp_path):
    data = built_of(RESOURCES / "samples" / "aral-2021.toml", LIBRARY, version=1, made="2021-07-01")
    assert kind_of(tmp_path, data) == "package"
    changed = data[:900] + b"\0" + data[901:]
    assert kind_of(tmp_path, changed) == "package_broken"
    assert kind_of(tmp_path, data[: len(data) // 2]) == "package_broken"
    assert kind_of(tmp_path, new_key("five ordinary words here")) == "key"
    for folder, kind in (("elections/kinds", "form"), ("elections/day", "form")):
        path = next((RESOURCES / folder).glob("*.toml"))
        assert kind_of(tmp_path, path.read_bytes()) == kind
    assert recognised(tmp_path).kind == "folder"


def test_what_is_not_ours_is_known_too(tmp_path):
    assert kind_of(tmp_path, b"\xd0\xcf\x11\xe0" + bytes(600)) == "old_workbook"
    assert kind_of(tmp_path, b"\x89PNG\r\n\x1a\n") == "picture"
    some = io.BytesIO()
    with zipfile.ZipFile(some, "w") as file:
        file.writestr("xl/workbook.xml", "<x/>")
    assert kind_of(tmp_path, some.getvalue()) == "workbook"
    some = io.BytesIO()
    with zipfile.ZipFile(some, "w") as file:
        file.writestr("photo.jpg", "x")
    assert kind_of(tmp_path, some.getvalue()) == "archive"
    assert kind_of(tmp_path, b"x" * 4_000_001) == "too_big"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_what_it_is_and_what_to_do(kind):
    for words in WORDINGS.values():
        said = words(f"file_kind.{kind}", path="a.b")
        assert "a.b" in said
        assert said.endswith(".")


@settings(max_examples=150 * EFFORT, deadline=None)
@given(
    st.sampled_from([b"", b"PK\3\4", b"SQLite format 3\0", b"{", b"[", b'kind = "', b"\xff\xfe"]),
    st.binary(max_size=200),
)
def test_any_file_is_something(tmp_path_factory, start, rest):
    path = tmp_path_factory.mktemp("any") / "file"
    path.write_bytes(start + rest)
    assert recognised(path).kind in KINDS
