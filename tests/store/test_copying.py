"""A copy for a stick is the whole night, or it is not there."""

import pytest

from tally_app.domain.night.event import next_event
from tally_app.store import StoreError, create, open_file, verify


@pytest.fixture
def journal(tmp_path):
    first = next_event(None, at="t", who="setup", kind="night_opened", payload={"n": 1})
    journal = create(tmp_path / "night.tally", first)
    journal.append(next_event(first, at="t", who="m1", kind="typed", payload={"line": "voters"}))
    yield journal
    journal.close()


def test_a_copy_of_an_open_night_is_sound_and_opens(journal, tmp_path):
    copy = tmp_path / "USB көшірмесі.tally"
    journal.copy_to(copy)
    assert verify(copy).sound
    with open_file(copy) as other:
        assert other.events() == journal.events()


def test_a_copy_replaces_an_older_one(journal, tmp_path):
    copy = tmp_path / "copy.tally"
    journal.copy_to(copy)
    last = journal.head
    journal.append(next_event(last, at="t", who="m1", kind="typed", payload={"line": "given"}))
    journal.copy_to(copy)
    assert verify(copy).events == 3


def test_a_copy_that_cannot_be_written_leaves_nothing(journal, tmp_path):
    folder = tmp_path / "gone"
    with pytest.raises(StoreError):
        journal.copy_to(folder / "copy.tally")
    assert not folder.exists()
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_a_copy_never_replaces_the_open_night_or_another_one(journal, tmp_path):
    first = next_event(None, at="t", who="setup", kind="night_opened", payload={"n": 2})
    create(tmp_path / "other.tally", first).close()
    (tmp_path / "letter.txt").write_text("not a night", "utf-8")
    for taken in (journal.path, tmp_path / "other.tally", tmp_path / "letter.txt"):
        before = taken.stat().st_size
        with pytest.raises(StoreError, match="exists"):
            journal.copy_to(taken)
        assert taken.stat().st_size == before
    journal.append(next_event(journal.head, at="t", who="m1", kind="typed", payload={}))
    journal.close()
    assert verify(journal.path).events == 3
