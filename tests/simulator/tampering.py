"""A file in other hands: every change is told."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

from tally_app.app.night.verdict import FromPaper, Verdict, judge
from tally_app.domain.night.event import next_event
from tally_app.domain.record.record import check_digits
from tally_app.store import StoreError, read_file
from tally_app.store.chain import to_row
from tally_app.store.kinds import APPLICATION_ID, TRAINING_ID
from tally_app.store.schema import INSERT_EVENT
from tests.simulator.world import hold

_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


def tampered(random: Random, path: Path, folder: Path) -> None:
    """Change the file in two ways: ``journal verify`` with the digits on the last paper tells
    each, or the file is refused, or (a byte of no page in use) it says what it said.
    """
    whole, last = read_file(path), read_file(path).events[-1]
    paper = FromPaper(check_digits(last.hash).replace(" ", ""), last.seq)
    before = judge(path, paper)
    for change in random.sample(CHANGES, 2):
        copy = folder / "changed.tally"
        shutil.copyfile(path, copy)
        if not change(random, copy):
            continue
        try:
            said = judge(copy, paper)
            told = not said.sound and _answer(said) != _answer(before)
            fits = told or (change is _byte and read_file(copy) == whole)
        except StoreError:
            fits = True
        hold(fits, f"a change of the file is not told: {change.__name__.strip('_')}")
        copy.unlink()


def _answer(said: Verdict) -> tuple[object, ...]:
    return said.chain, said.faults, said.seen


@contextmanager
def _without_triggers(raw):
    """As somebody with a database browser; they are put back after."""
    triggers = raw.execute(_TRIGGERS).fetchall()
    for name, _ in triggers:
        raw.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in triggers:
        raw.execute(sql)


def _changed(path: Path, text: str, *values) -> bool:
    """Change rows; True where there were any."""
    with closing(sqlite3.connect(path)) as raw, raw, _without_triggers(raw):
        return raw.execute(text, values).rowcount > 0


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


def _chain_anew(random, path):
    """Somebody who can count hashes: one figure more, and every event behind it made anew."""
    events = [*read_file(path).events]
    typed = [i for i, e in enumerate(events) if e.kind == "typed" and e.payload["value"]]
    if not typed:
        return False
    at = random.choice(typed)
    value = events[at].payload["value"] + 1
    other = {**events[at].payload, "value": value, "text": str(value)}
    events[at] = replace(events[at], payload=other)
    for i in range(at, len(events)):
        events[i] = next_event(
            events[i - 1], at=events[i].at, who=events[i].who, kind=events[i].kind,
            contest=events[i].contest, payload=events[i].payload,
        )  # fmt: skip
    with closing(sqlite3.connect(path)) as raw, raw, _without_triggers(raw):
        raw.execute("DELETE FROM event")
        raw.executemany(INSERT_EVENT, [to_row(event) for event in events])
    return True


def _at(random, path):
    return _changed(path, "UPDATE event SET at = at || '0' WHERE seq = ?", _some(random, path))


def _guard(_random, path):
    """The triggers that refuse a change are taken out, and nothing else."""
    with closing(sqlite3.connect(path)) as raw, raw:
        [(name, _), *_] = raw.execute(_TRIGGERS).fetchall()
        raw.execute(f"DROP TRIGGER {name}")
    return True


def _other_header(_random, path):
    """An official night called practice, and the other way round."""
    with closing(sqlite3.connect(path)) as raw, raw:
        (owner,) = raw.execute("PRAGMA application_id").fetchone()
        other = TRAINING_ID if owner == APPLICATION_ID else APPLICATION_ID
        raw.execute(f"PRAGMA application_id = {other}")
    return True


def _no_document(_random, path):
    """A paper that was issued is taken out."""
    return _changed(path, "DELETE FROM document WHERE number = 1")


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


CHANGES = (
    _payload, _deleted, _who, _cut_off, _chain_anew, _at, _guard, _other_header, _document,
    _no_document, _byte,
)  # fmt: skip
