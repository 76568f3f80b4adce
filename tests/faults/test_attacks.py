"""Whole-file attacks, each by its name: told or refused in words, and the night goes on from what
is good.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress

import pytest

from tally_app.store import StoreError, create, open_file, read_file, verify
from tests.faults.test_rotten import night

ATTACKS = {}


def attack(name):
    def kept(function):
        ATTACKS[name] = function
        return function

    return kept


def raw(path, *texts):
    """Somebody's database browser, with the triggers out of the way."""
    with closing(sqlite3.connect(path)) as db, db:
        names = db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            db.execute(f'DROP TRIGGER "{name}"')
        for text in texts:
            db.execute(text)


@attack("emptied")
def _emptied(path):
    path.write_bytes(b"")


@attack("half of it")
def _half(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@attack("one byte short")
def _short(path):
    path.write_bytes(path.read_bytes()[:-1])


@attack("one page short")
def _page(path):
    path.write_bytes(path.read_bytes()[:-4096])


@attack("zeros at the end")
def _zeros(path):
    content = path.read_bytes()
    path.write_bytes(content[:-8192] + bytes(8192))


@attack("a text")
def _text(path):
    path.write_text("хаттама")


@attack("another program's database")
def _foreign(path):
    path.unlink()
    raw(path, "CREATE TABLE event (seq INTEGER)")


@attack("a folder of that name")
def _folder(path):
    path.unlink()
    path.mkdir()


@attack("a newer version")
def _newer(path):
    raw(path, "PRAGMA user_version = 99")


@attack("no version")
def _no_version(path):
    raw(path, "PRAGMA user_version = 0")


@attack("another header")
def _header(path):
    raw(path, "PRAGMA application_id = 1")


@attack("an event taken out")
def _taken_out(path):
    raw(path, "DELETE FROM event WHERE seq = 20")


@attack("the last events cut off")
def _cut(path):
    raw(path, "DELETE FROM event WHERE seq > 40")


@attack("two events exchanged")
def _exchanged(path):
    raw(
        path, "UPDATE event SET seq = -5 WHERE seq = 5", "UPDATE event SET seq = 5 WHERE seq = 6",
        "UPDATE event SET seq = 6 WHERE seq = -5",
    )  # fmt: skip


@attack("a figure changed")
def _figure(path):
    raw(path, """UPDATE event SET payload = replace(payload, '"value":7', '"value":8')
                 WHERE seq = 9""")  # fmt: skip


@attack("who typed changed")
def _who(path):
    raw(path, "UPDATE event SET who = 'm9' WHERE seq = 9")


@attack("no triggers")
def _triggers(path):
    raw(path)


@attack("a trigger of somebody's")
def _trigger(path):
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TRIGGER x AFTER INSERT ON event BEGIN DELETE FROM cursor; END")


@attack("a paper changed")
def _paper(path):
    raw(path, "UPDATE document SET content = CAST(content || x'00' AS BLOB)")


@attack("a paper taken out")
def _no_paper(path):
    raw(path, "DELETE FROM document WHERE number = 1")


@attack("no table of events")
def _no_events(path):
    raw(path, "DROP TABLE event")


@attack("no events")
def _nothing(path):
    raw(path, "DELETE FROM event")


@attack("a float in a payload")
def _float(path):
    raw(path, """UPDATE event SET payload = replace(payload, '"value":7', '"value":7.0')
                 WHERE seq = 9""")  # fmt: skip


@attack("no JSON in a payload")
def _no_json(path):
    raw(path, "UPDATE event SET payload = '{' WHERE seq = 9")


@attack("bytes in a payload")
def _bytes(path):
    raw(path, "UPDATE event SET payload = CAST(x'ff00' AS TEXT) WHERE seq = 9")


@attack("a wal of another night beside it")
def _wal(path):
    other = path.with_name("other.db")
    with closing(sqlite3.connect(other)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE event (seq INTEGER)")
        shutil.copyfile(f"{other}-wal", f"{path}-wal")


@attack("noise in a wal beside it")
def _noise(path):
    path.with_name(path.name + "-wal").write_bytes(os.urandom(5000))


@attack("noise in a journal beside it")
def _journal(path):
    path.with_name(path.name + "-journal").write_bytes(os.urandom(5000))


#: What is told only by a comparison with something outside the file: the head on paper, a witness.
BY_HEAD = {"the last events cut off", "one page short", "zeros at the end"}
#: What is no event, and so not told by the chain; the comparison of papers with their events does.
BY_EVENT = {"a paper taken out"}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_told_or_refused(tmp_path, name):
    path = tmp_path / "night.tally"
    with night(path) as journal:
        journal.copy_to(tmp_path / "copy.tally")
    whole, head = read_file(path), verify(path).head
    ATTACKS[name](path)
    try:
        said = verify(path)
    except StoreError:
        said = None
    if said is not None and said.sound:
        told = said.head != head or said.events != len(whole.events)
        same = read_file(path) == whole
        assert same or (told and name in BY_HEAD) or name in BY_EVENT, name
    # However it was answered, opening it is a word or a night, and the copy is good.
    with suppress(StoreError):
        open_file(path).close()
    assert read_file(tmp_path / "copy.tally") == whole


def test_a_new_night_never_takes_a_name_that_is_taken(tmp_path):
    path = tmp_path / "night.tally"
    night(path).close()
    before = path.read_bytes()
    with pytest.raises(StoreError) as refused:
        create(path, read_file(path).events[0])
    assert refused.value.code == "exists"
    assert path.read_bytes() == before
