"""What stands, stands: triggers, their restoration, and the traps of sqlite-utils."""

import sqlite3

import pytest
import sqlite_utils

from tally_app.store import open_file, schema, verify
from tally_app.store.late import utils

STATEMENTS = [
    "UPDATE event SET payload = '{}' WHERE seq = 2",
    "DELETE FROM event WHERE seq = 6",
    "DELETE FROM event",
    (
        "INSERT OR REPLACE INTO event SELECT seq, at, who, contest, kind, version, '{}', before,"
        " hash FROM event WHERE seq = 6"
    ),
    "REPLACE INTO event SELECT * FROM event WHERE seq = 6",
    "INSERT INTO event SELECT * FROM event WHERE seq = 6 ON CONFLICT DO UPDATE SET payload = '{}'",
    (
        "INSERT INTO event SELECT 8, at, who, contest, kind, version, payload, before, hash"
        " FROM event WHERE seq = 6"
    ),
    (
        "INSERT INTO event SELECT NULL, at, who, contest, kind, version, payload, hash, hash"
        " FROM event WHERE seq = 6"
    ),
    (
        "INSERT INTO event SELECT 7, at, who, contest, kind, version, payload, before, hash"
        " FROM event WHERE seq = 6"
    ),
    "UPDATE document SET content = x'00'",
    "DELETE FROM document",
    "REPLACE INTO document SELECT number, digest, 'x', content FROM document",
    "REPLACE INTO document SELECT number + 1, digest, 'x', content FROM document",
    "REPLACE INTO document SELECT number, 'x', 'x', content FROM document",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_no_statement_changes_what_stands(night, raw, statement):
    before = night.read_bytes()
    with raw(night) as other, pytest.raises(sqlite3.IntegrityError, match=r"append_only|chain"):
        other.execute(statement)
    assert night.read_bytes() == before


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        ("DROP TRIGGER event_no_delete", ("event_no_delete",)),
        (
            (
                "DROP TRIGGER event_no_update; "
                "CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT 1; END"
            ),
            ("event_no_update",),
        ),
        (
            (
                'CREATE TRIGGER "odd "" one" BEFORE INSERT ON event WHEN NEW.contest = \'c9\' '
                "BEGIN SELECT RAISE(IGNORE); END"
            ),
            ('odd " one',),
        ),
    ],
)
def test_triggers_are_set_right_at_opening_and_named(night, raw, say, statement, wrong):
    with raw(night) as other:
        other.executescript(statement)
    assert verify(night).triggers == wrong
    assert not verify(night).sound
    with open_file(night) as journal:
        assert journal.judged.triggers == wrong
        say(journal, "typed", "c9")
    assert verify(night).sound
    with open_file(night) as journal:
        assert journal.judged.triggers == ()


def test_transform_drops_triggers_and_opening_restores_them(night):
    db = sqlite_utils.Database(night, execute_plugins=False)
    db["event"].transform(rename={})
    assert [name for name in db.triggers_dict if name.startswith("event")] == []
    db.close()
    with open_file(night) as journal:
        assert journal.judged.triggers == tuple(
            sorted(n for n in schema.TRIGGERS if n.startswith("event"))
        )
        with pytest.raises(sqlite3.IntegrityError, match="append_only"):
            journal._connection.execute("DELETE FROM event")
    assert verify(night).sound


def test_our_wrapper_runs_no_plugins_and_makes_strict_tables(journal, monkeypatch):
    import sqlite_utils.db

    def unwanted():
        raise AssertionError("plugins loaded")

    monkeypatch.setattr(sqlite_utils.db, "ensure_plugins_loaded", unwanted)
    db = utils(journal._connection)
    assert db.strict
    with pytest.raises(AssertionError):
        sqlite_utils.Database(memory=True)


def test_sqlite_utils_makes_a_table_for_a_slip_of_the_pen_but_the_store_makes_none(journal, say):
    stray = sqlite_utils.Database(memory=True, execute_plugins=False)
    stray["documnet"].insert({"digest": "x"})
    assert stray.table_names() == ["documnet"]
    stray.close()
    say(journal)
    journal.set_cursor("a", "b")
    journal.keep_document(
        "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881", "x", b"x"
    )
    assert set(utils(journal._connection).table_names()) == {"event", "document", "cursor"}


def test_strict_refuses_letters_and_takes_digits_for_a_number(journal):
    """'12' becomes 12: only Python's own types keep a text a text, so payloads are one text."""
    row = ["", "", "", "typed", 1, "{}", journal.head.hash, "h"]
    with pytest.raises(sqlite3.IntegrityError, match="datatype mismatch"):
        journal._connection.execute(schema.INSERT_EVENT, ("abc", *row))
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT"):
        journal._connection.execute(schema.INSERT_EVENT, (2, *row[:4], "one", *row[5:]))
    journal._connection.execute(schema.INSERT_EVENT, ("2", *row))
    assert journal._connection.execute("SELECT max(seq) FROM event").fetchone() == (2,)


def test_deferred_transactions_fail_in_the_middle_and_ours_at_the_door(journal, raw):
    with raw(journal.path) as one, raw(journal.path) as two:
        for each in (one, two):
            each.isolation_level = None
            each.execute("PRAGMA busy_timeout = 0")
            each.execute("BEGIN")
            each.execute("SELECT * FROM cursor").fetchall()
        one.execute("UPDATE cursor SET page = 'one'")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            two.execute("UPDATE cursor SET page = 'two'")
        two.execute("ROLLBACK")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            two.execute("BEGIN IMMEDIATE")
        one.execute("ROLLBACK")
