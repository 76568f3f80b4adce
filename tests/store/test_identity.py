"""The file under an open night is lost: the next figure says so, and goes on in another file."""

import os
import shutil

import pytest

from tally_app.domain.night.event import next_event
from tally_app.store import StoreError, Witnesses, create, open_file, read_file, verify
from tests.store.conftest import event


def deleted(path, _other):
    path.unlink()


def renamed(path, _other):
    path.rename(path.with_name("elsewhere.tally"))


def folder_renamed(path, _other):
    path.parent.rename(path.parent.with_name("moved"))


def replaced(path, other):
    shutil.copyfile(other, path.with_name("new"))
    path.with_name("new").replace(path)


def overwritten(path, other):
    shutil.copyfile(other, path)


def emptied(path, _other):
    path.write_bytes(b"")


ATTACKS = {
    deleted: "gone",
    renamed: "gone",
    folder_renamed: "gone",
    replaced: "replaced",
    overwritten: "overwritten",
    emptied: "overwritten",
}


@pytest.fixture
def other(tmp_path, first):
    """Another precinct's night, as many commits old as ours."""
    strange = next_event(None, at="", who="m1", kind="night_opened", payload={"night": "9" * 12})
    with create(tmp_path / "other.tally", strange) as opened:
        opened.append(event(strange, line="L1", text="1"))
    return opened.path


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_a_lost_file_is_said_at_the_next_event_and_the_night_goes_on(
    journal, say, other, tmp_path, attack
):
    typed = say(journal, line="L1", text="12")
    journal.set_cursor("lines", "L2")
    attack(journal.path, other)
    attacked = journal.path.read_bytes() if journal.path.exists() else None
    with pytest.raises(StoreError) as lost:
        say(journal, line="L2", text="13")
    assert lost.value.code == ATTACKS[attack]
    assert journal.head == typed, "nothing is half written"
    with journal.go_on_in(tmp_path / "goes on.tally") as again:
        last = say(again, line="L2", text="13")
        assert again.events() == (*journal.events(), last)
        assert again.cursor() == ("lines", "L2")
    assert verify(tmp_path / "goes on.tally").sound
    if attacked is not None:
        assert journal.path.read_bytes() == attacked, "what lies there is not ours to write into"


def test_documents_go_along_where_they_can_still_be_read(journal, say, tmp_path):
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    journal.keep_document(digest, "x.pdf", b"x")
    say(journal, "printed", document="protocol", digest=digest)
    journal.path.unlink()
    with pytest.raises(StoreError, match="gone"):
        journal.keep_document(
            "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb", "a.pdf", b"a"
        )
    with journal.go_on_in(tmp_path / "goes on.tally") as again:
        assert [kept.content for kept in again.documents()] == [b"x"]


def test_a_file_that_was_only_touched_is_still_the_same(journal, say):
    say(journal)
    os.utime(journal.path, (1, 1))
    say(journal)
    assert read_file(journal.path).events == journal.events()


def test_where_no_other_file_can_be_made_everything_stays_in_memory(journal, say, tmp_path):
    say(journal)
    away = tmp_path / "away.tally"
    journal.path.rename(away)
    with pytest.raises(StoreError, match="gone"):
        say(journal)
    with pytest.raises(StoreError):
        journal.go_on_in(tmp_path / "no folder" / "x.tally")
    away.rename(journal.path)
    say(journal)
    assert len(read_file(journal.path).events) == 3


def test_closing_a_lost_night_writes_nothing_into_a_file_that_is_not_ours(journal, other):
    journal.set_cursor("lines", "L9")
    overwritten(journal.path, other)
    before = journal.path.read_bytes()
    journal.close()
    assert journal.path.read_bytes() == before


def test_a_second_writer_after_the_lock_was_deleted_is_called_by_its_name(journal, say, tmp_path):
    """Somebody deletes the ".in-use" file and opens the night twice: both keep all they typed."""
    journal.path.with_name(journal.path.name + ".in-use").unlink()
    with open_file(journal.path, Witnesses(tmp_path / "seen")) as second:
        hers = say(second, line="L1", text="hers")
        with pytest.raises(StoreError, match="overwritten"):
            say(journal, line="L1", text="mine")
        with journal.go_on_in(tmp_path / "mine.tally") as mine:
            say(mine, line="L1", text="mine")
        with pytest.raises(StoreError, match="locked"):  # ours gone, hers is held as before
            open_file(second.path)
        say(second, line="L2", text="hers")
    assert read_file(second.path).events[1] == hers
    assert read_file(tmp_path / "mine.tally").events[1].payload["text"] == "mine"
