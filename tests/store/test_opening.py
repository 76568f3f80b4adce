"""Files that are no precinct files, are broken, or lie where nothing can be written."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import pytest

from tally_app.store import StoreError, create, errors, open_file, opening, read_file, verify
from tests.store.conftest import as_earlier_programs

WAYS = [open_file, read_file, verify]


def code(way, path):
    with pytest.raises(StoreError) as refused:
        way(path)
    assert not list(path.parent.glob("*.in-use"))
    return refused.value.code


@pytest.mark.parametrize("way", WAYS)
def test_no_precinct_file(way, tmp_path):
    garbage = tmp_path / "garbage.tally"
    garbage.write_bytes(b"This is a letter about the election. " * 200)
    empty = tmp_path / "empty.tally"
    empty.touch()
    other = tmp_path / "other.tally"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE event (seq INTEGER PRIMARY KEY)")
    connection.close()
    folder = tmp_path / "folder.tally"
    folder.mkdir()
    assert code(way, garbage) == "foreign"
    assert code(way, empty) == "damaged"
    assert code(way, other) == "foreign"
    assert code(way, folder) == "not_regular"
    assert code(way, tmp_path / "none.tally") == "not_found"
    assert code(way, tmp_path / "none" / "none.tally") == "not_found"
    assert code(way, garbage / "none.tally") == "not_found"


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes and links in folders there")
@pytest.mark.parametrize("way", WAYS)
def test_what_is_no_file_at_all_is_neither_waited_for_nor_called_damaged(way, tmp_path):
    pipe, device, circle = (tmp_path / f"{name}.tally" for name in ("pipe", "device", "circle"))
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    circle.symlink_to(circle)
    assert code(way, pipe) == "not_regular"
    assert code(way, device) == "not_regular"
    assert code(way, circle) == "not_found"
    assert code(way, tmp_path / ("а" * 300 + ".tally")) == "not_found"
    assert code(way, tmp_path / "а\0б.tally") == "not_found"


@pytest.mark.parametrize("way", WAYS)
def test_a_file_of_a_newer_program(way, night, raw):
    with raw(night) as other:
        other.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError) as refused:
        way(night)
    assert refused.value.code == "newer"
    assert refused.value.arguments["version"] == 99


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("version", [0, -1])
def test_a_file_of_a_version_that_never_was(way, version, night, raw):
    with raw(night) as other:
        other.execute(f"PRAGMA user_version = {version}")
    assert code(way, night) == "damaged"


@pytest.mark.parametrize("way", WAYS)
def test_a_last_page_that_is_not_whole(way, night):
    """SQLite itself says ok to it."""
    with night.open("ab") as file:
        file.write(b"x" * 100)
    assert code(way, night) == "damaged"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kept", [0.05, 0.3, 0.5, 0.9, 0.999])
def test_a_file_cut_short(way, kept, night):
    whole = night.read_bytes()
    night.write_bytes(whole[: int(len(whole) * kept)])
    assert code(way, night) == "damaged"


@pytest.mark.parametrize("way", WAYS)
def test_a_file_overwritten_inside(way, night):
    data = bytearray(night.read_bytes())
    data[4096:8192] = b"\xa5" * 4096
    night.write_bytes(data)
    assert code(way, night) == "damaged"


@pytest.mark.parametrize("way", WAYS)
def test_a_file_whose_table_was_taken_away(way, night, raw):
    with raw(night) as other:
        other.execute("DROP TABLE cursor")
    assert code(way, night) == "damaged"


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE document RENAME TO odd; ALTER TABLE odd RENAME TO Document",
        "ALTER TABLE document RENAME COLUMN name TO NAME",
        "ALTER TABLE cursor ADD COLUMN more TEXT",
    ],
)
def test_a_file_whose_tables_are_not_ours_to_the_letter(night, raw, statement):
    with raw(night) as other:
        other.executescript(statement)
    for way in WAYS:
        assert code(way, night) == "damaged"


def test_a_format_no_sqlite_knows(night):
    data = bytearray(night.read_bytes())
    data[47] = 9  # schema format, 1 to 4
    night.write_bytes(data)
    for way in WAYS:
        assert code(way, night) == "damaged"


def test_an_error_that_quotes_garbage(night):
    data = night.read_bytes()
    night.write_bytes(data.replace(b'CREATE TABLE "cursor" (', b'CREATE TABLE "cursor" \xd5'))
    for way in WAYS:
        assert code(way, night) == "damaged"


def test_a_file_without_events(night, raw):
    with raw(night) as other:
        other.execute("DROP TRIGGER event_no_delete")
        other.execute("DELETE FROM event")
    assert code(open_file, night) == "damaged"
    assert verify(night).events == 0


def test_a_file_with_a_broken_chain_is_not_continued(night, raw):
    with raw(night) as other:
        other.execute("DROP TRIGGER event_no_update")
        other.execute("UPDATE event SET payload = '{}' WHERE seq = 3")
    for way in (open_file, read_file):
        with pytest.raises(StoreError) as refused:
            way(night)
        assert refused.value.code == "chain"
        assert dict(refused.value.arguments) == {"seq": 3, "reason": "hash"}


def test_a_file_that_takes_no_writing(public, first, ordinary_user):
    path = public / "оқу.tally"
    create(path, first).close()
    path.chmod(0o444)
    with ordinary_user():
        assert code(open_file, path) == "read_only"
        assert read_file(path).events == (first,)


def test_a_file_that_may_not_be_read(public, first, ordinary_user):
    path = public / "жабық.tally"
    create(path, first).close()
    path.chmod(0o000)
    with ordinary_user():
        for way in WAYS:
            assert code(way, path) == "no_permission"


def test_a_folder_that_takes_no_files(public, first, ordinary_user):
    path = public / "оқу.tally"
    create(path, first).close()
    path.chmod(0o666)
    public.chmod(0o555)
    with ordinary_user():
        with pytest.raises(StoreError) as shut:
            open_file(path)
        assert (shut.value.code, shut.value.arguments["path"]) == ("no_permission", str(path))
        assert read_file(path).events == (first,)
        assert verify(path).sound
        with pytest.raises(StoreError) as refused:
            create(public / "new.tally", first)
        assert refused.value.code == "no_permission"


def test_a_killed_night_on_a_disk_that_takes_no_writing(public, file, first, say, ordinary_user):
    path = public / "оқу.tally"
    with as_earlier_programs(file, first) as journal:
        typed = say(journal)
        for end in ("", "-wal"):  # as a kill leaves them, without the shared memory
            shutil.copyfile(f"{file}{end}", f"{path}{end}")
    public.chmod(0o555)
    with ordinary_user():
        assert read_file(path).events == (first, typed)
        assert verify(path).events == 2
    assert sorted(p.name for p in public.iterdir()) == [path.name, path.name + "-wal"]


@pytest.mark.parametrize("trouble", ["no folder", "closed", "full"])
def test_no_place_for_a_temporary_copy_is_no_fault_of_the_night(
    public, file, first, say, ordinary_user, monkeypatch, trouble
):
    path, closed = public / "оқу.tally", public / "closed"
    closed.mkdir(mode=0o555)
    with as_earlier_programs(file, first) as journal:
        say(journal)
        for end in ("", "-wal"):  # what lies beside it is read in a copy
            shutil.copyfile(f"{file}{end}", f"{path}{end}")
    with ordinary_user(), monkeypatch.context() as patch:
        if trouble == "full":
            patch.setattr("tally_app.store.judging.beside.copyfile", full)
        else:
            no_folder = trouble == "no folder"
            patch.setattr(tempfile, "tempdir", str(public / "gone" if no_folder else closed))
        for way in (read_file, verify):
            with pytest.raises(StoreError) as refused:
                way(path)
            told = refused.value.arguments
            assert (refused.value.code, told["path"]) == ("no_temporary", str(path))
            assert told["detail"]


def full(source, target):
    raise OSError(errno.ENOSPC, "No space left on device", str(source), None, str(target))


def test_looking_changes_nothing(night):
    before = night.read_bytes()
    read_file(night)
    verify(night)
    assert night.read_bytes() == before
    assert [path.name for path in night.parent.iterdir()] == [night.name]


def test_looking_while_the_night_goes_on(journal, say):
    say(journal)
    assert read_file(journal.path).events == journal.events()
    journal._connection.execute("PRAGMA busy_timeout = 10")
    with opening.snapshot(journal.path) as connection:
        with pytest.raises(StoreError, match="locked"):  # refused whole, and taken a moment later
            say(journal)
        assert connection.execute("SELECT count(*) FROM event").fetchone() == (2,)
    say(journal)
    assert read_file(journal.path).events == journal.events()
    # A reader in the same process must not drop the writer's locks: another process asks for them.
    steal = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=0)\n"
        "c.execute('BEGIN EXCLUSIVE')"
    )
    with opening.transaction(journal._connection):
        done = subprocess.run(
            [sys.executable, "-c", steal, str(journal.path)], check=False, capture_output=True
        )
    assert b"locked" in done.stderr


def test_another_program_writing_is_waited_for_and_then_named(journal, raw, say):
    journal._connection.execute("PRAGMA busy_timeout = 10")
    with raw(journal.path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as refused:
            say(journal)
    assert refused.value.code == "locked"
    assert refused.value.arguments["user"] == ""
    say(journal)
    assert len(journal.events()) == 2


@pytest.mark.parametrize("way", WAYS)
def test_a_file_another_program_holds(way, night, raw, monkeypatch):
    monkeypatch.setattr(opening, "_PATIENCE", 0.01)
    with raw(night) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert code(way, night) == "locked"
        other.execute("ROLLBACK")


def test_a_disk_that_no_longer_answers(journal):
    with pytest.raises(StoreError) as refused, errors.failures(journal.path):
        raise OSError(5, "Input/output error")
    assert refused.value.code == "disk_failed"
    assert refused.value.arguments["detail"] == "Input/output error"


def test_a_bug_in_sql_stays_a_bug(journal):
    with pytest.raises(sqlite3.OperationalError), errors.failures(journal.path):
        journal._connection.execute("SELECT nothing FROM nowhere")
