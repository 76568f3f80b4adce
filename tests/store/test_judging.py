"""A file is judged before anything is written: what does not fit is set aside, never destroyed."""

import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest

from tally_app.domain.night.event import next_event
from tally_app.store import (
    StoreError,
    Witnesses,
    create,
    open_file,
    read_file,
    salvage,
    verify,
)
from tally_app.store.judging.wal import read_wal
from tally_app.store.witness import Witness
from tests.store.conftest import as_earlier_programs, event

COUNT = 24


@pytest.fixture
def killed(tmp_path, first):
    """The files of a night that an earlier program left in the middle: 2 events in the file, the
    rest in its -wal.
    """
    path = tmp_path / "killed" / "night.tally"
    path.parent.mkdir()
    with as_earlier_programs(tmp_path / "open.tally", first) as journal:
        for number in range(COUNT):
            journal.append(event(journal.head, line="L1", text=str(number), value=number))
        for end in ("", "-wal"):
            shutil.copyfile(f"{journal.path}{end}", f"{path}{end}")
    return path


def wal(path):
    return path.with_name(path.name + "-wal")


def hot(path):
    return path.with_name(path.name + "-journal")


def contents(path):
    return {one.name: one.read_bytes() for one in path.parent.iterdir()}


def test_what_belongs_is_taken_in(killed):
    assert len(read_file(killed).events) == COUNT + 1
    with open_file(killed) as journal:
        assert len(journal.events()) == COUNT + 1
        assert journal.set_aside == ()
    assert [one.name for one in killed.parent.iterdir()] == [killed.name]
    assert len(read_file(killed).events) == COUNT + 1


def another(path):
    strange = next_event(None, at="", who="m1", kind="night_opened", payload={"night": "9" * 12})
    create(path, strange).close()
    return path


@pytest.mark.parametrize("kept", ["in one file", "in a -wal"])
def test_another_precinct_s_file_beside_a_left_over_wal_opens_and_the_wal_is_kept(
    killed, tmp_path, kept, raw
):
    """Opening used to merge the two, and afterwards neither night could be read."""
    theirs, last_hour = another(tmp_path / "theirs.tally"), wal(killed).read_bytes()
    if kept == "in a -wal":
        with raw(theirs) as old:
            old.execute("PRAGMA journal_mode = WAL")
    shutil.copyfile(theirs, killed)
    events = read_file(theirs).events
    before = contents(killed)
    assert read_file(killed).events == events
    assert verify(killed).aside == ("-wal",)
    assert contents(killed) == before, "looking changes nothing"
    with open_file(killed) as journal:
        assert journal.events() == events
        assert journal.set_aside == ("night.tally-wal.aside",)
    assert wal(killed).with_name("night.tally-wal.aside").read_bytes() == last_hour


def test_a_name_that_is_taken_is_not_used_again(killed, tmp_path):
    shutil.copyfile(another(tmp_path / "theirs.tally"), killed)
    killed.with_name("night.tally-wal.aside").write_bytes(b"older")
    with open_file(killed) as journal:
        assert journal.set_aside == ("night.tally-wal.aside-2",)
    assert killed.with_name("night.tally-wal.aside").read_bytes() == b"older"


def test_an_older_wal_of_the_same_night_takes_no_event_away(killed, tmp_path):
    """A -wal from a copy of the evening's middle, beside the whole file."""
    older = wal(killed).read_bytes()
    with open_file(killed) as journal:
        journal.append(event(journal.head, line="L2", text="7"))
        events = journal.events()
    wal(killed).write_bytes(older)
    with open_file(killed) as journal:
        assert journal.events() == events
        assert len(journal.set_aside) == 1


def test_a_rotten_wal_is_refused_untouched_and_what_it_holds_can_be_saved(killed, tmp_path):
    """One sector in its middle: SQLite would open the half before it and delete the file."""
    data = bytearray(wal(killed).read_bytes())
    data[len(data) // 2 : len(data) // 2 + 512] = b"\xa5" * 512
    wal(killed).write_bytes(data)
    before = contents(killed)
    for way in (open_file, read_file, verify):
        with pytest.raises(StoreError, match="side_damaged"):
            way(killed)
    assert contents(killed) == before
    saved = salvage(killed, tmp_path / "saved.tally")
    assert len(saved.events) >= COUNT, "later frames hold the same pages, and the chain proves them"
    assert contents(killed) == before


@contextmanager
def in_the_middle(path, first):
    """A night that is being written to, with the journal of an unfinished commit beside it."""
    with create(path, first) as journal:
        for number in range(COUNT):
            journal.append(event(journal.head, line="L1", text=str(number), value=number))
        journal._connection.execute("BEGIN IMMEDIATE")
        journal._connection.execute("PRAGMA cache_size = 1")
        journal._connection.execute("PRAGMA cache_spill = 1")
        # Enough pages to have them written before the commit.
        journal._connection.executemany(
            "INSERT INTO document VALUES (?, ?, ?, ?)",
            [(number, str(number), "x", b"x" * 9000) for number in range(1, 30)],
        )
        yield journal
        journal._connection.execute("ROLLBACK")


@pytest.fixture
def torn(tmp_path, first):
    """A night killed in the middle of a commit that had reached the file already."""
    path = tmp_path / "killed" / "night.tally"
    path.parent.mkdir()
    with in_the_middle(tmp_path / "open.tally", first) as journal:
        for end in ("", "-journal"):
            shutil.copyfile(f"{journal.path}{end}", f"{path}{end}")
    assert hot(path).read_bytes()[:1] != b"\0"
    return path


def test_a_journal_of_its_own_is_rolled_back(torn):
    before = contents(torn)
    assert len(read_file(torn).events) == COUNT + 1
    assert contents(torn) == before
    with open_file(torn) as journal:
        assert len(journal.events()) == COUNT + 1
        assert journal.documents() == ()
    assert [one.name for one in torn.parent.iterdir()] == [torn.name]


def test_another_file_beside_a_left_over_journal_opens_and_the_journal_is_kept(torn, tmp_path):
    theirs, left = another(tmp_path / "theirs.tally"), hot(torn).read_bytes()
    shutil.copyfile(theirs, torn)
    with open_file(torn) as journal:
        assert journal.events() == read_file(theirs).events
        assert journal.set_aside == ("night.tally-journal.aside",)
    assert torn.with_name("night.tally-journal.aside").read_bytes() == left


def test_an_older_journal_of_the_same_night_takes_no_event_away(torn):
    older = hot(torn).read_bytes()
    with open_file(torn) as journal:
        for number in range(60):
            journal.append(event(journal.head, line="L2", text=str(number)))
        events = journal.events()
    hot(torn).write_bytes(older)
    with open_file(torn) as journal:
        assert journal.events() == events
        assert len(journal.set_aside) == 1


def test_guards_that_were_changed_are_judged_first_and_set_right_after(night, raw):
    with raw(night) as other:
        other.execute("DROP TRIGGER event_no_delete")
        other.execute("DROP TRIGGER event_no_update")
        other.execute("UPDATE event SET payload = '{}' WHERE seq = 3")
    before = night.read_bytes()
    with pytest.raises(StoreError, match="chain"):
        open_file(night)
    assert night.read_bytes() == before, "a broken chain is not made to look guarded"


@pytest.mark.parametrize(
    ("seq", "digest", "said"),
    [(6, None, "holds"), (7, None, "less"), (6, "0" * 64, "other"), (3, None, "holds")],
)
def test_the_witness_says_what_a_file_lacks(night, tmp_path, seq, digest, said):
    events = read_file(night).events
    witnesses = Witnesses(tmp_path / "seen")
    assert verify(night, witnesses).testimony == "unknown"
    witnesses.note("123456789012", Witness(seq, digest or events[min(seq, 6) - 1].hash))
    found = verify(night, witnesses)
    assert (found.testimony, found.sound) == (said, said == "holds")
    with open_file(night, witnesses) as journal:
        assert journal.judged.testimony == said


@pytest.mark.parametrize("side", ["-wal", "-journal"])
def test_a_folder_where_a_side_file_would_be_is_put_away_and_the_night_opens(night, side, tmp_path):
    """The night used to be called no precinct file at all."""
    folder = night.with_name(night.name + side)
    folder.mkdir()
    (folder / "letter.txt").write_text("kept")
    events = read_file(night).events
    assert verify(night).aside == (side,)
    assert salvage(night, tmp_path / "saved.tally").events == events
    with open_file(night) as journal:
        assert journal.events() == events
        assert len(journal.set_aside) == 1
        aside = night.with_name(journal.set_aside[0])
        journal.append(event(journal.head, line="L1", text="7", value=7))
    assert (aside / "letter.txt").read_text() == "kept"
    assert len(read_file(night).events) == len(events) + 1


@pytest.mark.parametrize("short", [1, 24, 30, 400])
def test_a_wal_whose_last_frame_was_not_written_whole_is_not_damaged(tmp_path, first, short):
    """A kill in the middle of a write: what stands before it is read, and nothing of it."""
    with as_earlier_programs(tmp_path / "open.tally", first) as journal:
        for number in range(3):
            journal.append(event(journal.head, line="L1", text=str(number), value=number))
        content = Path(f"{journal.path}-wal").read_bytes()
    whole, cut = read_wal(content), read_wal(content[:-short])
    assert not cut.damaged
    assert cut.pages == whole.pages[: len(cut.pages)]
    assert len(cut.pages) < len(whole.pages)
