"""Kills, power cuts, full disks: what was reported as written is there, nothing by halves."""

import errno
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally_app.domain.night.event import next_event
from tally_app.store import (
    StoreError,
    Witnesses,
    create,
    making,
    open_file,
    read_file,
    salvage,
    verify,
)
from tests.effort import EFFORT
from tests.store.conftest import as_earlier_programs

resource = pytest.importorskip("resource", reason="no file size limits on Windows")

KILLS = 40
WRITE = """
import os, sys
from pathlib import Path
from tally_app.domain.night.event import next_event
from tally_app.store import Witnesses, open_file
journal = open_file(Path(sys.argv[1]), Witnesses(Path(sys.argv[2])))
while True:
    event = next_event(
        journal.head, at="2026-11-15T21:03:00+05:00", who="m1", kind="typed", contest="c1",
        payload={"line": "L1", "text": "1 283", "value": 1283, "problem": ""},
    )
    journal.append(event)
    os.write(1, b"%d %s\\n" % (event.seq, event.hash.encode()))
    journal.set_cursor("lines", str(event.seq))
"""


def test_forty_kills_lose_no_reported_event(file, first, tmp_path):
    """Every other time only the one file is looked at, under another name: nothing beside it."""
    seen, alone = tmp_path / "seen", tmp_path / "alone.tally"
    create(file, first).close()
    reported = 1
    chance = random.Random(2026)
    for kill in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-c", WRITE, str(file), str(seen)], stdout=subprocess.PIPE
        ) as child:
            child.stdout.read(1)
            time.sleep(chance.uniform(0, 0.06))
            child.send_signal(signal.SIGKILL)
            lines = child.stdout.read().decode().splitlines()
        # A line is one write: the kill cannot cut it. The first one lost its first byte above.
        seq, digest = lines[-1].split() if len(lines) > 1 else ("0", "")
        # Every other time the next writer finds what the kill left, unmended.
        if kill % 2:
            with open_file(file, Witnesses(seen)) as journal:
                events, (_, field) = journal.events(), journal.cursor()
                assert len(events) - int(field) in {0, 1}
        else:
            shutil.copyfile(file, alone)
            events = read_file(alone).events
        assert len(events) >= max(int(seq), reported)
        assert not seq or not digest or events[int(seq) - 1].hash == digest
        reported = len(events)
    result = verify(file)
    assert result.sound
    assert result.events == reported > KILLS


def test_a_copy_of_the_one_file_taken_at_any_moment_is_the_whole_night(journal, say, tmp_path):
    copy = tmp_path / "copy.tally"
    for number in range(60):
        say(journal, line="L1", text=str(number))
        shutil.copyfile(journal.path, copy)
        with open_file(copy) as again:
            assert again.events() == journal.events()


@settings(deadline=None, max_examples=60 * EFFORT)
@given(data=st.data())
def test_a_power_cut_in_the_middle_of_writing_keeps_a_beginning(data, tmp_path_factory):
    """The -wal is cut or garbled anywhere: what remains is a whole beginning of the night."""
    folder = tmp_path_factory.mktemp("cut")
    with as_earlier_programs(folder / "night.tally", FIRST) as journal:
        for number in range(8):
            journal.append(follow(journal.head, str(number)))
        whole = (folder / "night.tally").read_bytes()
        wal = (folder / "night.tally-wal").read_bytes()
        events = journal.events()
    at = data.draw(st.integers(0, len(wal)))
    torn = data.draw(st.sampled_from([b"", b"\x00" * 700, b"\xa5" * 5000]))
    copy = folder / "copy.tally"
    copy.write_bytes(whole)
    (folder / "copy.tally-wal").write_bytes(wal[:at] + torn)
    night = opened_or_saved(copy, garbled=torn != b"")
    with night as again:
        kept = again.events()
        assert kept == events[: len(kept)]
        again.append(follow(again.head, "continues"))
    assert verify(night.path).sound


def opened_or_saved(copy, *, garbled):
    """Garbage where frames stood may be an hour that rotted: never opened with fewer events."""
    saved = copy.with_name("saved.tally")
    try:
        return open_file(copy)
    except StoreError as error:
        if error.code != "side_damaged" or not garbled:
            raise
        readable = error.arguments["events"]
    assert len(salvage(copy, saved).events) >= readable
    return open_file(saved)


FIRST = next_event(None, at="", who="setup", kind="night_opened", payload={})


def follow(before, text):
    payload = {"line": "L1", "text": text}
    return next_event(before, at="", who="m1", kind="typed", contest="c1", payload=payload)


def fill(journal):
    """Append until the disk is full; return the event that found no room, and the error."""
    for number in range(100_000):
        event = follow(journal.head, str(number) * 50)
        try:
            journal.append(event)
        except StoreError as error:
            return event, error
    raise AssertionError("the disk is never full")


def goes_on_after(journal, event):
    """Nothing half written, and the same event is taken as soon as there is room."""
    before = journal.events()
    assert event not in before
    assert read_file(journal.path).events == before
    yield
    journal.append(event)
    journal.close()
    assert verify(journal.path).sound
    assert read_file(journal.path).events == (*before, event)


def test_a_full_database_takes_nothing_by_halves(journal):
    (pages,) = journal._connection.execute("PRAGMA page_count").fetchone()
    journal._connection.execute(f"PRAGMA max_page_count = {pages}")
    event, error = fill(journal)
    assert error.code == "disk_full"
    steps = goes_on_after(journal, event)
    next(steps)
    journal._connection.execute("PRAGMA max_page_count = 1000000")
    next(steps, None)


@contextmanager
def largest_file(size):
    """Let no file of this process grow beyond ``size`` bytes, as a full disk would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_takes_nothing_by_halves(journal):
    with largest_file(journal.path.stat().st_size + 50_000):
        event, error = fill(journal)
        assert error.code in {"disk_full", "disk_failed"}
        steps = goes_on_after(journal, event)
        next(steps)
        with pytest.raises(StoreError):
            journal.append(event)
    next(steps, None)


def test_a_full_disk_leaves_no_half_new_night(file, first):
    with largest_file(8192), pytest.raises(StoreError) as refused:
        create(file, first)
    assert refused.value.code in {"disk_full", "disk_failed"}
    assert list(file.parent.iterdir()) == []
    create(file, first).close()


@pytest.mark.parametrize(
    ("says", "code"), [(errno.ENOSPC, "new_disk_full"), (errno.EROFS, "new_read_only")]
)
def test_of_a_new_file_it_is_said_that_it_was_not_made(file, first, monkeypatch, says, code):
    """And not that "everything before is saved": nothing is."""

    def refuse(*_):
        raise OSError(says, "refused")

    with monkeypatch.context() as full:
        full.setattr(making, "reserve", refuse)
        with pytest.raises(StoreError) as refused:
            create(file, first)
    assert (refused.value.code, refused.value.arguments["path"]) == (code, str(file))
    assert list(file.parent.iterdir()) == []


def test_closing_on_a_full_disk_loses_nothing(journal, say):
    for number in range(30):
        say(journal, text=str(number) * 500)
    journal.set_cursor("a", "b" * 5000)
    with largest_file(journal.path.stat().st_size):
        journal.close()
    assert read_file(journal.path).events == journal.events()
    with open_file(journal.path) as again:
        assert again.events() == journal.events()
    assert [path.name for path in journal.path.parent.iterdir()] == [journal.path.name]
