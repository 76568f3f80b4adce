"""A night of an earlier program opens, and is the night it was: its record, its papers."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tally_app.app.night.files import open_night
from tests.golden import nights
from tests.reports.slips import slips

FOLDERS = nights.folders()


@dataclass
class Opened:
    """A kept night: what was said of it then, and what is said now."""

    folder: Path
    then: dict
    now: dict
    texts: dict
    records: dict
    issued: set


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda at: f"{at.parent.name}-{at.name}")
def night(request, tmp_path_factory):
    folder = request.param
    then = json.loads((folder / "said.json").read_text("utf-8"))
    path = nights.take(folder, tmp_path_factory.mktemp("kept"))
    with closing(open_night(path, nights.clock)) as session:
        made = nights.papers(session)
        said = nights.said(session, made)
        records, issued = nights.records(session), nights.issued(session)
        yield Opened(folder, then, said, nights.texts(made), records, issued)


def test_all_the_nights_of_the_first_shelf_are_there():
    names = {folder.name for folder in FOLDERS if folder.parent.name == "c8ff2d3"}
    assert names == {
        "five-half", "left-over-wal", "official", "one-signed", "print-withdrawn", "recount",
        "recount-signed", "training",
    }  # fmt: skip


def test_the_second_shelf_has_the_same_evenings():
    names = {folder.name for folder in FOLDERS if folder.parent.name == "a82dc4e"}
    assert names == {
        "five-half", "killed", "official", "one-signed", "print-withdrawn", "recount",
        "recount-signed", "training",
    }  # fmt: skip


@pytest.mark.parametrize("folder", [f for f in FOLDERS if f.name == "killed"], ids=str)
def test_since_then_the_file_of_a_killed_program_alone_is_the_night(folder, tmp_path):
    path = nights.take(folder, tmp_path)
    for beside in tmp_path.glob(f"{path.name}-*"):
        beside.unlink()
    kept = json.loads((folder / "said.json").read_text("utf-8"))
    with closing(open_night(path, nights.clock)) as session:
        assert (len(session.journal.events()), session.night.head) == (kept["events"], kept["head"])


def test_its_journal_is_whole(night):
    then, now = night.then, night.now
    assert (now["events"], now["head"]) == (then["events"], then["head"])


def test_its_records_are_the_same_to_the_byte(night):
    assert night.now["check_values"] == night.then["check_values"]
    assert set(night.records) == set(night.then["check_values"])
    for contest, record in night.records.items():
        assert record == (night.folder / f"record-{contest}.json").read_bytes(), contest


def test_its_papers_say_the_same(night):
    """A later program may offer more papers; what could be made then says what it said, or what
    was changed on purpose in a paper that was never issued.
    """
    then, anew = nights.kept_texts(night.folder), nights.kept_anew(night.folder)
    assert [name for name in night.texts if name in then] == list(then)
    for name, pages in {**then, **anew}.items():
        assert night.texts[name] == pages, name


def test_no_paper_made_now_has_a_slip_of_the_pen(night):
    """Issued ones stay as they were: an evening of every kind, of an exercise and of a recount."""
    sha256 = night.now["sha256"]
    made = {name: pages for name, pages in night.texts.items() if sha256[name] not in night.issued}
    assert len(made) > 10
    assert {name: found for name, pages in made.items() if (found := [*slips(pages)])} == {}


def test_a_paper_that_was_issued_is_never_said_anew(night):
    then, anew = night.then["sha256"], nights.kept_anew(night.folder)
    assert [name for name in anew if then[name] in night.issued] == []
    for name, digest in then.items():
        assert digest not in night.issued or night.now["sha256"][name] == digest, name


def test_its_papers_are_the_same_bytes(night):
    then, now = night.then, night.now
    if then["zlib"] != now["zlib"]:
        pytest.skip(f"NOT RUN: packed by zlib {then['zlib']}, here is {now['zlib']}")
    assert set(now["sha256"]) >= set(then["sha256"])
    anew = nights.kept_anew(night.folder)
    other = [name for name in then["sha256"] if now["sha256"][name] != then["sha256"][name]]
    assert [name for name in other if name not in anew] == []


@pytest.mark.parametrize("folder", [f for f in FOLDERS if f.name == "left-over-wal"], ids=str)
def test_what_a_killed_program_left_beside_the_file_is_part_of_the_night(folder, tmp_path):
    path = nights.take(folder, tmp_path)
    wal = path.with_name(f"{path.name}-wal")
    assert wal.stat().st_size > 0
    wal.unlink()
    kept = json.loads((folder / "said.json").read_text("utf-8"))
    with closing(open_night(path, nights.clock)) as session:
        assert len(session.journal.events()) < kept["events"]
