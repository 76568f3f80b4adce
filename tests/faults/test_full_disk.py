"""A disk that is really full: a small one in memory, mounted for each test.

Only root may mount, and not everywhere: elsewhere these are skipped, and .ci/run says so.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from tally_app import main, paths
from tally_app.app.backup.keeper import Keeper
from tally_app.app.backup.places import Places
from tally_app.app.night.replay import play, stage
from tally_app.app.night.settings import Settings
from tally_app.app.papers.issue import write_document
from tally_app.app.papers.papers import Papers
from tally_app.app.view.address import PROTOCOL_PAPER
from tally_app.app.window.failures import said
from tally_app.catalog.incoming.bounded import UnfitFileError
from tally_app.catalog.library import Library
from tally_app.store import StoreError, create, read_file, verify

LIBRARY = Library.of_resources(paths.resources(), every_kind=True)
NIGHT = "aral-2021-night"
WAIT = 60.0


@pytest.fixture
def small(tmp_path):
    """A disk of 3 MB."""
    folder = tmp_path / "шағын диск"
    folder.mkdir()
    asked = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if (
        sys.platform != "linux"
        or subprocess.run(asked, check=False, capture_output=True).returncode
    ):
        pytest.skip("NOT RUN: a small disk can be mounted on Linux only, and by root")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(disk):
    """To the last byte."""
    filler = disk / "толтырғыш"
    with filler.open("wb", buffering=0) as file:
        for part in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    file.write(b"\1" * part)
            except OSError:
                continue
    return filler


def begun(path):
    """A night of some steps, and what is still to do in it."""
    session, script, wall = stage(NIGHT, path, LIBRARY)
    steps = play(session, script, wall)
    for _ in range(20):
        next(steps)
    return session, steps


def test_a_full_disk_is_said_and_nothing_told_is_lost(small, tmp_path):
    path = small / "night.tally"
    session, steps = begun(path)
    filler = fill(small)
    told = session.journal.events()
    full = None
    try:
        for _ in steps:
            told = session.journal.events()
    except StoreError as error:
        full = error
    assert full is not None, "a full disk took a whole night"
    assert full.code == "disk_full"
    assert session.journal.events() == told
    assert read_file(path).events == told
    wordings = main.Wordings(paths.resources() / "texts")
    assert all(str(path) in said(full, wordings[code]) for code in wordings)
    # What goes to another disk is not held up by it.
    paper = Papers(main.printers, wordings).of(session, session.night.first, PROTOCOL_PAPER)
    write_document(tmp_path / "draft.pdf", paper.pdf)
    places = Places(tmp_path / "data", Settings(tmp_path / "settings.json"))
    (tmp_path / "data").mkdir()
    keeper = Keeper(session, "", places)
    keeper.close(lambda: None, "")
    assert keeper.wait(WAIT)
    assert not keeper.state.troubled
    [copy] = places.own.glob("*/*.tally*")
    assert read_file(copy).events == told
    # And with room again the night goes on where it was.
    filler.unlink()
    session.sit_down(next(p.id for p in session.night.persons if p.id != session.who))
    assert len(session.journal.events()) == len(told) + 1
    session.close()
    assert verify(path).sound
    assert read_file(path).events[: len(told)] == told


def test_on_a_full_disk_no_half_night_is_begun(small, tmp_path):
    session, _ = begun(tmp_path / "night.tally")
    first = session.journal.events()[0]
    session.close()
    filler = fill(small)
    with pytest.raises(StoreError) as full:
        create(small / "new.tally", first)
    assert full.value.code == "new_disk_full"
    assert list(small.iterdir()) == [filler]


def test_a_full_stick_keeps_the_copy_it_has(small, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    places = Places(data, Settings(data / "settings.json"))
    places.choose(small)
    session, steps = begun(tmp_path / "night.tally")
    keeper = Keeper(session, "", places)
    keeper.ask()
    assert keeper.wait(WAIT)
    told = session.journal.events()
    fill(small)
    next(steps)
    keeper.close(lambda: None, "")
    assert keeper.wait(WAIT)
    assert (keeper.state.trouble, keeper.state.own_trouble) == ("disk_full", "")
    [kept] = small.glob("tally-copies/*/*.tally*")
    assert read_file(kept).events == told
    newest = max(places.own.glob("*/*.tally*"))
    assert read_file(newest).events == session.journal.events()
    session.close()


def test_a_paper_for_a_full_disk_is_whole_or_not_there(small):
    filler = fill(small)
    with pytest.raises(UnfitFileError) as full:
        write_document(small / "protocol.pdf", b"%PDF" + bytes(50_000))
    assert full.value.code == "no_room"
    assert list(small.iterdir()) == [filler]
