"""One night in one file: created, written, closed, opened again."""

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace

import pytest

from tally_app.domain.night.event import GENESIS, next_event
from tally_app.store import (
    CODES,
    StoreError,
    Witnesses,
    create,
    open_file,
    opening,
    read_file,
    schema,
)
from tally_app.store.late import utils


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_night_is_one_file_after_closing(file, first, say):
    with create(file, first) as journal:
        typed = say(journal, line="L1", text="12", value=12)
        assert names(file.parent) == [file.name + end for end in ("", "-journal", ".in-use")]
    assert names(file.parent) == [file.name]
    with open_file(file) as journal:
        assert journal.events() == (first, typed)
        assert journal.head == typed
        assert journal.judged.triggers == ()
    assert names(file.parent) == [file.name]


def test_every_commit_is_synced_and_guarded(journal):
    def pragma(name):
        return journal._connection.execute(f"PRAGMA {name}").fetchone()[0]

    wanted = {
        "journal_mode": "persist",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "user_version": len(schema.MIGRATIONS),
        "application_id": int.from_bytes(b"talt", "big"),
    }
    assert {name: pragma(name) for name in wanted} == wanted


def test_tables_are_strict(journal):
    tables = journal._connection.execute("PRAGMA table_list").fetchall()
    strict = {name: strict for _, name, _, _, _, strict in tables if not name.startswith("sqlite_")}
    assert strict == {"event": 1, "document": 1, "cursor": 1}


def test_an_event_that_does_not_follow_is_refused(journal, first, say):
    say(journal)
    for strange, reason in (
        (next_event(first, at="", who="", kind="typed", payload={}), "sequence"),
        (next_event(None, at="", who="", kind="typed", payload={}), "sequence"),
    ):
        with pytest.raises(StoreError) as refused:
            journal.append(strange)
        assert (refused.value.code, refused.value.arguments["reason"]) == ("chain", reason)
    other = next_event(first, at="other", who="", kind="typed", payload={})
    with pytest.raises(StoreError) as refused:
        journal.append(next_event(other, at="", who="", kind="typed", payload={}))
    assert refused.value.arguments["reason"] == "before"
    assert len(journal.events()) == 2


def test_an_event_with_a_wrong_hash_is_a_bug(journal):
    honest = next_event(journal.head, at="", who="", kind="typed", payload={"text": "1"})
    forged = replace(honest, payload={"text": "2"})
    with pytest.raises(ValueError, match="hash"):
        journal.append(forged)
    assert len(journal.events()) == 1


def test_what_another_program_wrote_meanwhile_breaks_the_chain(journal, raw, say):
    hers = next_event(journal.head, at="", who="", kind="typed", payload={})
    with raw(journal.path) as other:
        other.execute(
            schema.INSERT_EVENT, (2, "", "", "", "typed", 1, "{}", hers.before, hers.hash)
        )
    with pytest.raises(StoreError, match="overwritten"):
        say(journal)
    journal._identity.written()  # had she written a moment later, the guard itself would say so
    with pytest.raises(StoreError) as refused:
        say(journal)
    assert (refused.value.code, refused.value.arguments["reason"]) == ("chain", "chain")


def test_the_cursor_is_kept_outside_the_chain(file, first, say):
    with create(file, first) as journal:
        assert journal.cursor() == ("", "")
        journal.set_cursor("boxes", "C12[б1]")
        journal.set_cursor("boxes", "C13[б1]")
        say(journal)
        assert len(journal.events()) == 2
        assert kept_cursor(file) == ("boxes", "C13[б1]")
        journal.set_cursor("lines", "L2")
        assert kept_cursor(file) == ("boxes", "C13[б1]")
    with open_file(file) as journal:
        assert journal.cursor() == ("lines", "L2")
        journal._connection.execute("DELETE FROM cursor")
    with open_file(file) as journal:
        assert journal.cursor() == ("", "")


def kept_cursor(path):
    with closing(sqlite3.connect(path)) as other:
        return other.execute("SELECT page, field FROM cursor").fetchone()


def test_a_killed_program_finds_its_cursor_where_this_computer_saw_it(file, first, say, tmp_path):
    witnesses = Witnesses(tmp_path / "seen")
    with create(file, first) as journal:
        journal.seen_by(witnesses)
        say(journal)
        journal.set_cursor("lines", "L2")
        killed = tmp_path / "killed.tally"
        shutil.copyfile(file, killed)
        with open_file(killed) as elsewhere:
            assert elsewhere.cursor() == ("", "")
        with open_file(killed, Witnesses(tmp_path / "seen")) as again:
            assert again.cursor() == ("lines", "L2")
            again.set_cursor("", "")
        say(journal)
    with open_file(killed, Witnesses(tmp_path / "seen")) as older:  # the place is of a later event
        assert older.cursor() == ("", "")


def test_issued_documents_are_kept_as_bytes_and_once(journal):
    content = b"%PDF-1.7 \x00\xff"
    digest = hashlib.sha256(content).hexdigest()
    journal.keep_document(digest, "хаттама.pdf", content)
    journal.keep_document(digest, "again.pdf", content)
    other = hashlib.sha256(b"2").hexdigest()
    journal.keep_document(other, "2.pdf", b"2")
    kept = journal.documents()
    assert [(d.digest, d.name, d.content) for d in kept] == [
        (digest, "хаттама.pdf", content),
        (other, "2.pdf", b"2"),
    ]
    with pytest.raises(ValueError, match="SHA-256"):
        journal.keep_document(digest, "x.pdf", b"x")


def test_closing_twice_does_nothing_and_writing_afterwards_is_a_bug(journal, say):
    journal.close()
    journal.close()
    with pytest.raises(sqlite3.ProgrammingError):
        say(journal)


def test_closing_while_somebody_reads_keeps_everything(journal, say, raw, monkeypatch):
    monkeypatch.setattr(opening, "_PATIENCE", 0.01)
    journal._connection.execute("PRAGMA busy_timeout = 10")
    say(journal)
    with raw(journal.path) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM event").fetchall()
        journal.close()
    assert len(read_file(journal.path).events) == 2
    open_file(journal.path).close()
    assert names(journal.path.parent) == [journal.path.name]


def test_a_disk_without_locks_of_the_system_serves_as_well(file, first, say, monkeypatch):
    real = sqlite3.connect
    monkeypatch.setattr(
        opening.sqlite3,
        "connect",
        lambda name, **options: real(f"{name}&vfs=unix-dotfile", **options),
    )
    with create(file, first) as journal:
        assert journal._connection.execute("PRAGMA journal_mode").fetchone() == ("persist",)
        say(journal)
        journal.set_cursor("a", "b")
    assert names(file.parent) == [file.name]
    with open_file(file) as journal:
        assert len(journal.events()) == 2
        assert journal.cursor() == ("a", "b")


def test_an_existing_file_is_never_overwritten(night, first):
    before = night.read_bytes()
    with pytest.raises(StoreError) as refused:
        create(night, first)
    assert refused.value.code == "exists"
    assert night.read_bytes() == before
    assert names(night.parent) == [night.name]


def test_what_an_older_night_left_beside_is_not_read_into_a_new_one(file, first):
    left = file.with_name(file.name + "-wal")
    left.write_bytes(b"somebody's last hour")
    with pytest.raises(StoreError) as refused:
        create(file, first)
    assert refused.value.code == "exists"
    assert refused.value.arguments["path"] == str(left)


def test_a_night_begins_with_a_first_event(file, first):
    with pytest.raises(ValueError, match="first"):
        create(file, next_event(first, at="", who="", kind="typed", payload={}))
    assert first.before == GENESIS
    assert names(file.parent) == []


def test_a_creation_that_fails_leaves_nothing(file, first, monkeypatch):
    def fails(connection):
        raise RuntimeError("a bug")

    monkeypatch.setattr(schema, "restore_triggers", fails)
    with pytest.raises(RuntimeError):
        create(file, first)
    assert names(file.parent) == []


def test_a_failing_migration_leaves_no_trace_and_a_good_one_counts(night, monkeypatch):
    def adds(connection):
        utils(connection).table("extra").create({"id": int}, pk="id")

    def fails(connection):
        adds(connection)
        raise RuntimeError("a bug")

    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, fails])
    with pytest.raises(RuntimeError):
        open_file(night)
    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS[:-1], adds])
    assert read_file(night).events
    with open_file(night) as journal:
        assert journal._connection.execute("PRAGMA user_version").fetchone() == (
            len(schema.MIGRATIONS),
        )
        assert journal._connection.execute("SELECT * FROM extra").fetchall() == []


def test_importing_the_store_leaves_sqlite_utils_for_later():
    code = "import sys, tally_app.store; sys.exit('sqlite_utils' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_errors_are_frozen_codes():
    assert len(set(CODES)) == len(CODES) == 22
    error = StoreError("locked", user="Әлия")
    with pytest.raises(TypeError):
        error.arguments["user"] = "x"


def test_a_share_of_a_server_is_a_path_for_sqlite():
    assert opening.without_server("file://server/share/x") == "file:////server/share/x"
    assert opening.without_server("file:///C:/x") == "file:///C:/x"
