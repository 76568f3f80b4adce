"""What can be read of a broken file becomes a new sound night; what is missing is said."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from tally_app.store import StoreError, open_file, read_file, salvage, verify
from tests.store.conftest import event


def break_page(path, number, size=4096):
    data = bytearray(path.read_bytes())
    data[number * size : (number + 1) * size] = b"\xa5" * size
    path.write_bytes(data)


def test_a_whole_file_is_saved_whole(night, tmp_path):
    new = tmp_path / "saved.tally"
    before = night.read_bytes()
    saved = salvage(night, new)
    assert saved.whole
    assert read_file(new) == read_file(night)
    assert verify(new).sound
    assert night.read_bytes() == before
    with open_file(new) as journal:
        assert journal.set_aside == ()


def test_an_altered_event_cuts_the_night_and_what_comes_after_is_listed(night, tmp_path, raw):
    events = read_file(night).events
    with raw(night) as other:
        other.execute("DROP TRIGGER event_no_update")
        other.execute("UPDATE event SET payload = '{}' WHERE seq = 3")
    saved = salvage(night, tmp_path / "saved.tally")
    assert not saved.whole
    assert saved.events == events[:2] == read_file(tmp_path / "saved.tally").events
    assert saved.stranded == events[3:]
    assert len(saved.documents) == 1


def test_a_document_whose_bytes_were_changed_is_lost_by_name(night, tmp_path, raw):
    (digest,) = (kept.digest for kept in read_file(night).documents)
    with raw(night) as other:
        other.execute("DROP TRIGGER document_no_update")
        other.execute("UPDATE document SET content = x'00'")
    saved = salvage(night, tmp_path / "saved.tally")
    assert (saved.documents, saved.lost, saved.whole) == ((), (digest,), False)


def test_a_document_that_an_event_names_and_nobody_has_is_lost(journal, say, tmp_path):
    say(journal, "printed", document="protocol", digest="ab" * 32)
    journal.close()
    assert salvage(journal.path, tmp_path / "saved.tally").lost == ("ab" * 32,)


def test_a_broken_page_takes_only_its_own_events(journal, tmp_path):
    for number in range(200):
        journal.append(event(journal.head, line="L1", text=str(number), value=number))
    journal.close()
    events = journal.events()
    with closing(sqlite3.connect(journal.path)) as other:
        (pages,) = other.execute("PRAGMA page_count").fetchone()
    kept, stranded = 0, 0
    for page in range(pages // 2, pages - 1):
        broken, new = tmp_path / f"{page}.tally", tmp_path / f"saved {page}.tally"
        shutil.copyfile(journal.path, broken)
        break_page(broken, page)
        with pytest.raises(StoreError):
            open_file(broken)
        saved = salvage(broken, new)
        assert saved.events == events[: len(saved.events)]
        assert all(event in events for event in saved.stranded)
        assert read_file(new).events == saved.events
        kept, stranded = kept + len(saved.events), stranded + len(saved.stranded)
    assert kept > 0
    assert stranded > 0, "events behind the broken page were found"


def test_a_cut_tail_of_the_file_keeps_what_stands_before(journal, tmp_path):
    for number in range(100):
        journal.append(event(journal.head, line="L1", text=str(number), value=number))
    journal.close()
    whole = journal.path.read_bytes()
    journal.path.write_bytes(whole[: len(whole) * 3 // 4])
    with pytest.raises(StoreError):
        open_file(journal.path)
    saved = salvage(journal.path, tmp_path / "saved.tally")
    assert 1 <= len(saved.events) < 101


def test_without_its_first_event_what_was_read_is_listed_and_no_file_is_made(night, tmp_path, raw):
    events, new = read_file(night).events, tmp_path / "saved.tally"
    with raw(night) as other:
        other.execute("DROP TRIGGER event_no_update")
        other.execute("UPDATE event SET payload = '{}' WHERE seq = 1")
    saved = salvage(night, new)
    assert (saved.events, saved.stranded) == ((), events[1:])
    assert not saved.whole
    assert not new.exists()


def test_nothing_to_save_is_said_and_makes_no_file(tmp_path):
    broken, new = tmp_path / "broken.tally", tmp_path / "saved.tally"
    broken.write_bytes(b"SQLite format 3\0" + b"\xa5" * 9000)
    with pytest.raises(StoreError, match="nothing_left"):
        salvage(broken, new)
    assert not new.exists()


def test_a_file_that_is_there_already_is_never_overwritten(night, tmp_path):
    new = tmp_path / "saved.tally"
    new.write_bytes(b"something")
    with pytest.raises(StoreError, match="exists"):
        salvage(night, new)
    assert new.read_bytes() == b"something"
