"""The window is killed at any moment, again and again on one night: nothing it wrote is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from tally_app import paths
from tally_app.app.night.replay import stage
from tally_app.catalog.library import Library
from tally_app.store import read_file, verify

TYPES = Path(__file__).with_name("typing_window.py")
NIGHT = "aral-2021-night"


def killed(folder, seed, chance):
    """What the window said was written before it was killed: lines of number and hash."""
    with subprocess.Popen(
        [sys.executable, str(TYPES), str(folder), str(seed)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ,
    ) as child:  # fmt: skip
        first = child.stdout.readline()
        assert first, "the window did not start"
        time.sleep(chance.uniform(0, 0.4))
        child.send_signal(signal.SIGKILL)
        rest = child.stdout.read()
    return (first + rest).decode().splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("kills", [5, pytest.param(500, marks=pytest.mark.long)])
def test_no_kill_of_the_window_loses_an_event(tmp_path, kills, qapp):
    library = Library.of_resources(paths.resources(), every_kind=True)
    path = tmp_path / "түн.tally"
    session, _, _ = stage(NIGHT, path, library)
    session.close()
    chance, reported = Random(20261130), 1
    for kill in range(kills):
        lines = killed(tmp_path, kill, chance)
        seq, digest = lines[-1].split()
        events = read_file(path).events
        assert len(events) >= int(seq), f"kill {kill}: {int(seq) - len(events)} events lost"
        assert events[int(seq) - 1].hash == digest, f"kill {kill}: another event in its place"
        assert len(events) >= reported
        reported = len(events)
    assert verify(path).sound
    print(f"{kills} kills of the window, {reported} events, 0 lost")
    assert reported > kills
