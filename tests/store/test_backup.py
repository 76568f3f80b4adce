"""Copies that make themselves: whole or not there, three of them, and only this very night."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tally_app.store import Copier, StoreError, create, read_file, verify
from tally_app.store.backup import KEPT, newest_first
from tests.store.conftest import event

ENDING = ".tally"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "USB" / "tally-copies" / "12-123456789012"
    made.parent.mkdir(parents=True)
    return made


@pytest.fixture
def copier(journal):
    return Copier(lambda: journal, ENDING)


def copies(folder):
    return newest_first(folder, ENDING)


def test_a_copy_is_the_whole_night_with_its_documents_and_cursor(journal, copier, folder, say):
    say(journal, line="L1", text="5", value=5)
    journal.keep_document(hashlib.sha256(b"%PDF").hexdigest(), "хаттама.pdf", b"%PDF")
    journal.set_cursor("count@c1", "line:L1")
    copy = copier.make(folder)
    assert read_file(copy.path) == read_file(journal.path)
    assert (copy.seq, copy.head) == (2, journal.head.hash)
    assert verify(copy.path).sound
    assert [path.name for path in folder.iterdir()] == [copy.path.name], "nothing is left beside it"


def test_three_are_kept_and_the_newest_is_never_the_one_that_goes(journal, copier, folder, say):
    made = []
    for number in range(KEPT + 2):
        say(journal, line="L1", text=str(number), value=number)
        made.append(copier.make(folder).path)
    assert copies(folder) == made[-KEPT:][::-1]


def test_where_nothing_was_typed_no_copy_is_written(journal, copier, folder):
    first = copier.make(folder)
    before = first.path.stat().st_mtime_ns
    assert copier.make(folder) == first
    assert first.path.stat().st_mtime_ns == before
    first.path.unlink()
    assert copier.make(folder) == first
    assert first.path.exists(), "a copy that went is made again"


def test_another_place_gets_the_same_bytes(journal, copier, folder, tmp_path, say):
    say(journal, line="L1", text="5", value=5)
    copy = copier.make(folder)
    again = copier.repeat(copy, tmp_path / "other")
    assert again.path.read_bytes() == copy.path.read_bytes()
    assert verify(again.path).sound


def test_a_copy_of_another_night_is_never_counted_nor_removed(journal, copier, folder, say, first):
    folder.mkdir()
    strange = event(None, "night_opened", "", night="999999999999", mode="training")
    with create(folder / "999999-aaaaaaaa.tally", strange) as other:
        kept = [other.path]
    with create(folder / "999998-bbbbbbbb.tally", first) as longer:
        say(longer, line="L1", text="7", value=7)
        kept.append(longer.path)  # the same night, gone on with elsewhere
    broken = folder / "999997-cccccccc.tally"
    broken.write_bytes(kept[0].read_bytes()[:3000])
    kept.append(broken)
    made = []
    for number in range(KEPT + 1):
        say(journal, line="L1", text=str(number), value=number)
        made.append(copier.make(folder).path)
    assert set(copies(folder)) == {*kept, *made[-KEPT:]}


def test_an_older_copy_that_rotted_is_not_one_of_the_three(journal, copier, folder, say):
    made = []
    for number in range(KEPT):
        say(journal, line="L1", text=str(number), value=number)
        made.append(copier.make(folder).path)
    rotten = bytearray(made[1].read_bytes())
    rotten[rotten.index(b'"text":"1"') + 8] = ord("8")
    made[1].write_bytes(rotten)
    say(journal, line="L1", text="9", value=9)
    newest = copier.make(folder).path
    assert set(copies(folder)) == {*made, newest}, "three good ones, and the rotten one"


def test_a_copy_that_reads_back_otherwise_is_none(journal, copier, folder, monkeypatch, say):
    say(journal, line="L1", text="5", value=5)
    good = copier.make(folder)
    say(journal, line="L1", text="6", value=6)

    def rot(path):
        content = bytearray(path.read_bytes())
        content[content.index(b'"text":"5"') + 8] = ord("8")
        path.write_bytes(content)

    monkeypatch.setattr("tally_app.store.backup._sync", rot)
    with pytest.raises(StoreError):
        copier.make(folder)
    assert copies(folder) == [good.path], "the one before is there still"


@pytest.mark.parametrize(
    "failing", ["tally_app.store.backup.os.fsync", "tally_app.store.backup.Path.replace"]
)
def test_a_disk_that_fails_leaves_the_copy_before_and_nothing_half(
    journal, copier, folder, monkeypatch, say, failing
):
    good = copier.make(folder)
    say(journal, line="L1", text="5", value=5)

    def fail(*_args):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(failing, fail)
        with pytest.raises(StoreError) as refused:
            copier.make(folder)
    assert refused.value.code == "disk_full"
    assert [path.name for path in folder.iterdir()] == [good.path.name]
    assert copier.make(folder).seq == 2


def test_a_folder_that_went_is_not_made_anew(journal, copier, folder):
    """Where a stick was, there may be an empty folder of the system's disk."""
    folder.parent.rmdir()
    with pytest.raises(StoreError) as refused:
        copier.make(folder)
    assert refused.value.code == "not_found"


def test_nobody_else_may_read_a_copy(journal, copier, folder):
    if sys.platform == "win32":
        pytest.skip("Windows has its own rights")
    assert copier.make(folder).path.stat().st_mode & 0o077 == 0


#: Copies a night that is typed into all the while, until it is killed.
COPYING = """
import sys, threading
from pathlib import Path
from tally_app.store import Copier, open_file
from tests.store.conftest import event

journal = open_file(Path(sys.argv[1]))
copier = Copier(lambda: journal, ".tally")

def copy():
    while True:
        copier.make(Path(sys.argv[2]))
        print(len(journal.events()), flush=True)

threading.Thread(target=copy, daemon=True).start()
for number in range(10 ** 6):
    journal.append(event(journal.head, line="L1", text=str(number), value=number))
"""


def test_killed_in_the_middle_of_a_copy_every_copy_with_a_name_is_whole(night, folder):
    root = Path(__file__).parents[2]
    for turn in range(5):
        child = subprocess.Popen(
            [sys.executable, "-c", COPYING, str(night), str(folder)],
            env={**os.environ, "PYTHONPATH": str(root)}, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(0.01 * turn)
        child.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        child.wait()
        child.stdout.close()
        found = copies(folder)
        assert found
        for path in found:
            seen = verify(path)
            assert seen.sound
            assert path.name.startswith(f"{seen.events:06d}-{seen.head[:8]}")
