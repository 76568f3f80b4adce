"""What a computer saw of a night, told apart from what a file says."""

import json
import os
import sys
import zlib
from dataclasses import asdict

import pytest

from tally_app.store import Witnesses, create
from tally_app.store.witness import Witness
from tests.store.conftest import event

NIGHT = "123456789012"


@pytest.fixture
def seen(tmp_path):
    return Witnesses(tmp_path / "data" / "seen", tmp_path / "stick")


def test_it_remembers_the_last_event_and_the_cursor_in_every_folder(file, first, say, seen):
    with create(file, first) as journal:
        journal.seen_by(seen)
        say(journal)
        journal.set_cursor("lines", "Ү1")
        last = Witness(2, journal.head.hash, "lines", "Ү1")
        assert seen.of(NIGHT) == last
    for folder in seen._folders:
        assert Witnesses(folder).of(NIGHT) == last
        (path,) = folder.iterdir()
        assert path.stat().st_mode & 0o777 == 0o600


def test_the_one_that_saw_most_is_heard(seen):
    one, other = (Witnesses(folder) for folder in seen._folders)
    one.note(NIGHT, Witness(7, "7" * 64))
    other.note(NIGHT, Witness(9, "9" * 64))
    assert seen.of(NIGHT).seq == 9


@pytest.mark.parametrize("garbled", [b"", b"\0" * 1024, b"00000000 {}", b"\xff", "shifted"])
def test_a_torn_or_strange_one_knows_nothing(seen, garbled):
    seen.note(NIGHT, Witness(7, "7" * 64))
    for folder in seen._folders:
        (path,) = folder.iterdir()
        said = path.read_bytes()
        path.write_bytes(said.replace(b"7", b"8", 1) if garbled == "shifted" else garbled)
    assert seen.of(NIGHT) is None


FORGED = [{"seq": "5"}, {"seq": 5.5}, {"seq": True}, {"hash": 5}, {"page": 5}, {"field": None},
          {"typed": []}, {"more": ""}]  # fmt: skip


@pytest.mark.parametrize("forged", FORGED)
def test_one_with_the_right_check_value_and_strange_words_knows_nothing(seen, forged):
    said = json.dumps(asdict(Witness(7, "7" * 64)) | forged)
    for folder in seen._folders:
        folder.mkdir(parents=True)
        kept = f"{zlib.crc32(said.encode()):08x} {said}"
        (folder / f"{NIGHT}.witness").write_text(kept, encoding="utf-8")
    assert seen.of(NIGHT) is None


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders there")
def test_a_pipe_or_a_device_of_its_name_is_not_waited_for(seen):
    for folder, make in zip(seen._folders, (os.mkfifo, _endless), strict=True):
        folder.mkdir(parents=True)
        make(folder / f"{NIGHT}.witness")
    assert seen.of(NIGHT) is None


def _endless(path):
    path.symlink_to("/dev/zero")


def test_a_shorter_text_leaves_nothing_of_a_longer_one(seen):
    seen.note(NIGHT, Witness(7, "7" * 64, "lines", "x" * 500))
    seen.note(NIGHT, Witness(8, "8" * 64))
    assert seen.of(NIGHT) == Witness(8, "8" * 64)


@pytest.mark.parametrize("night", ["", "/../../out1", "12345678901", "١٢٣٤٥٦٧٨٩٠١٢"])
def test_a_strange_id_names_no_file(seen, night, tmp_path):
    seen.note(night, Witness(7, "7" * 64))
    assert seen.of(night) is None
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_takes_nothing_is_passed_over(tmp_path):
    (tmp_path / "taken").write_text("a file")
    seen = Witnesses(tmp_path / "taken", tmp_path / "good")
    seen.note(NIGHT, Witness(7, "7" * 64, "lines", "x" * 5000))
    assert seen.of(NIGHT) is None
    seen.note(NIGHT, Witness(8, "8" * 64))
    assert seen.of(NIGHT).seq == 8


def test_less_another_history_and_not_known_are_three_things(first):
    one = event(first, line="L1", text="1")
    other = event(first, line="L1", text="2")
    after = event(one, line="L2", text="3")
    saw = Witness(2, one.hash)
    assert saw.says([first]) == "less"
    assert saw.says([first, other]) == "other"
    assert saw.says([first, one]) == "holds"
    assert saw.says([first, one, after]) == "holds"
