"""A file in other hands: every change is told."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

from tally_app.store import StoreError, read_file, verify
from tests.simulator.world import hold

_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


def tampered(random: Random, path: Path, folder: Path) -> None:
    """Change the file in two ways; ``verify`` tells each, or nothing was changed."""
    whole, head = read_file(path), verify(path).head
    for change in random.sample(CHANGES, 2):
        copy = folder / "changed.tally"
        shutil.copyfile(path, copy)
        name = change.__name__.strip("_")
        if not change(random, copy):
            continue
        try:
            said = verify(copy)
            told = not said.sound or said.head != head or said.events != len(whole.events)
            same = told or read_file(copy) == whole
        except StoreError:
            same = True
        hold(same, f"a change of the file is not told: {name}")
        copy.unlink()


def _changed(path: Path, text: str, *values) -> bool:
    """Change rows as somebody with a database browser; the triggers are put back after."""
    with closing(sqlite3.connect(path)) as raw, raw:
        triggers = raw.execute(_TRIGGERS).fetchall()
        for name, _ in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        done = raw.execute(text, values).rowcount
        for _, sql in triggers:
            raw.execute(sql)
    return done > 0


def _some(random: Random, path: Path) -> int:
    with closing(sqlite3.connect(path)) as raw:
        (many,) = raw.execute("SELECT count(*) FROM event").fetchone()
    return random.randint(1, many)


def _payload(random, path):
    with closing(sqlite3.connect(path)) as raw:
        (most,) = raw.execute("SELECT count(*) FROM event WHERE kind = 'typed'").fetchone()
    text = """UPDATE event SET payload = replace(payload, '"value":', '"value":1') WHERE seq =
              (SELECT seq FROM event WHERE kind = 'typed' AND payload NOT LIKE '%"value":null%'
               ORDER BY seq LIMIT 1 OFFSET ?)"""
    return _changed(path, text, random.randrange(max(1, most // 2)))


def _deleted(random, path):
    return _changed(path, "DELETE FROM event WHERE seq = ?", _some(random, path))


def _who(random, path):
    return _changed(path, "UPDATE event SET who = who || 'x' WHERE seq = ?", _some(random, path))


def _cut_off(random, path):
    """Only the head tells it."""
    return _changed(path, "DELETE FROM event WHERE seq > ?", max(1, _some(random, path) - 1))


def _document(_random, path):
    return _changed(
        path, "UPDATE document SET content = CAST(content || x'00' AS BLOB) WHERE number = 1"
    )


def _byte(random, path):
    content = bytearray(path.read_bytes())
    at = random.randrange(len(content))
    content[at] ^= 1 << random.randrange(8)
    path.write_bytes(content)
    return True


CHANGES = (_payload, _deleted, _who, _cut_off, _document, _byte)
