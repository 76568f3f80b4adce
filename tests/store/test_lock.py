"""One writer per precinct file, whoever else tries, however the last one ended."""

import json
import os
import signal
import subprocess
import sys
import types

import pytest

from tally_app import holding
from tally_app.store import StoreError, lock, open_file

HOLD = """
import sys
from pathlib import Path
from tally_app.store import open_file
journal = open_file(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
journal.close()
"""


@pytest.fixture
def elsewhere(night):
    """Another process that has the night open."""
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(night)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "LOGNAME": "Әлия Сұлтанқызы", "PYTHONUTF8": "1"},
    )
    assert child.stdout.readline() == b"open\n"
    yield child
    child.kill()
    child.wait()
    child.stdin.close()
    child.stdout.close()


def test_a_second_start_is_told_who_has_it(night, elsewhere):
    with pytest.raises(StoreError) as refused:
        open_file(night)
    said = refused.value.arguments
    assert refused.value.code == "locked"
    assert (said["user"], said["pid"]) == ("Әлия Сұлтанқызы", elsewhere.pid)
    assert said["host"] == lock.platform.node()
    assert said["since"][10] == "T"
    elsewhere.stdin.write(b"\n")
    elsewhere.stdin.flush()
    elsewhere.wait()
    open_file(night).close()


def test_the_lock_of_a_killed_program_does_not_block(night, elsewhere):
    elsewhere.send_signal(signal.SIGKILL)
    elsewhere.wait()
    assert night.with_name(night.name + ".in-use").exists()
    with open_file(night) as journal:
        said = json.loads(night.with_name(night.name + ".in-use").read_text(encoding="utf-8"))
        assert said["pid"] == os.getpid()
        assert journal.judged.triggers == ()
    assert [path.name for path in night.parent.iterdir()] == [night.name]


def test_the_same_program_cannot_open_it_twice(journal):
    with pytest.raises(StoreError) as refused:
        open_file(journal.path)
    assert refused.value.arguments["pid"] == os.getpid()


def test_a_link_to_an_open_file_is_the_same_file(journal, tmp_path):
    link = tmp_path / "link.tally"
    link.symlink_to(journal.path)
    with pytest.raises(StoreError) as refused:
        open_file(link)
    assert refused.value.code == "locked"


@pytest.mark.parametrize("text", ["", "not json", "[1]", '{"strange": 1}'])
def test_a_holder_that_says_nothing_readable(tmp_path, text):
    file = tmp_path / "a.tally"
    held = lock.take(file)
    (tmp_path / "a.tally.in-use").write_text(text, encoding="utf-8")
    with pytest.raises(StoreError) as refused:
        lock.take(file)
    assert refused.value.arguments["user"] == ""
    assert refused.value.arguments["path"] == str(file), "nobody knows the file beside it"
    held.release()


def test_a_lock_removed_between_opening_and_locking_is_taken_anew(tmp_path, monkeypatch):
    """The holder closes just then: without a second look two programs would hold a lock each."""
    file, side = tmp_path / "a.tally", tmp_path / "a.tally.in-use"
    real, calls = holding._lock, []

    def slow(descriptor):
        calls.append(descriptor)
        if len(calls) == 1:
            side.unlink()
        return real(descriptor)

    monkeypatch.setattr(holding, "_lock", slow)
    held = lock.take(file)
    assert len(calls) == 2
    assert side.exists()
    held.release()
    assert not side.exists()


def test_a_full_disk_and_a_nameless_user_still_get_the_lock(tmp_path, monkeypatch):
    def full(descriptor, data):
        raise OSError(28, "No space left on device")

    def nameless():
        raise KeyError("uid not found")

    monkeypatch.setattr(holding.os, "write", full)
    monkeypatch.setattr(lock.getpass, "getuser", nameless)
    held = lock.take(tmp_path / "a.tally")
    monkeypatch.undo()
    with pytest.raises(StoreError) as refused:
        lock.take(tmp_path / "a.tally")
    assert refused.value.arguments["user"] == ""
    held.release()


def test_a_disk_that_knows_no_locks_is_an_error_and_leaves_nothing_open(tmp_path, monkeypatch):
    def broken(descriptor):
        raise OSError(37, "No locks available")

    monkeypatch.setattr(holding, "_lock", broken)
    real, closed = os.close, []
    monkeypatch.setattr(holding.os, "close", lambda number: (closed.append(number), real(number)))
    with pytest.raises(StoreError) as refused:
        lock.take(tmp_path / "a.tally")
    assert refused.value.code == "disk_failed"
    assert len(closed) == 1


def test_windows_locks_one_byte_far_behind_the_text(tmp_path, monkeypatch):
    import fcntl

    asked = []

    def locking(descriptor, mode, size):
        asked.append((os.lseek(descriptor, 0, os.SEEK_CUR), mode, size))
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PermissionError(13, "Permission denied") from error

    fake = types.SimpleNamespace(LK_NBLCK=2, locking=locking)
    monkeypatch.setattr(holding, "msvcrt", fake, raising=False)
    monkeypatch.setattr(holding.sys, "platform", "win32")
    held = lock.take(tmp_path / "a.tally")
    with pytest.raises(StoreError) as refused:
        lock.take(tmp_path / "a.tally")
    assert refused.value.arguments["pid"] == os.getpid()
    assert asked == [(1 << 30, 2, 1)] * 2
    held.release()
    assert list(tmp_path.iterdir()) == []
