"""Appending a figure costs what a synced commit costs, and little more."""

import sqlite3
import statistics
import time
from contextlib import closing

from tally_app.domain.night.event import next_event
from tally_app.store import create, schema
from tally_app.store.chain import to_row

ROUNDS = 5
COMMITS = 60
#: The bare commit changes one page, an event the cursor and an index as well.
LIMIT = 1.5


def typed(before):
    payload = {"line": "L07", "item": "b1", "text": "1 283", "value": 1283, "problem": ""}
    return next_event(
        before, at="2026-11-15T21:03:00.000+05:00", who="m1", kind="typed", contest="c1",
        payload=payload,
    )  # fmt: skip


def timed(call, *given):
    start = time.perf_counter()
    call(*given)
    return time.perf_counter() - start


def commit(connection, row):
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(schema.INSERT_EVENT, row)
    connection.execute("COMMIT")


def test_an_append_costs_at_most_half_more_than_a_bare_commit(on_disk, first):
    """The two take turns on the same disk, and the quietest round counts: the disk is shared."""
    with (
        create(on_disk / "night.tally", first) as journal,
        closing(sqlite3.connect(on_disk / "bare.db", isolation_level=None)) as bare,
    ):
        bare.execute("PRAGMA journal_mode = PERSIST")
        bare.execute("PRAGMA synchronous = FULL")
        bare.execute(f"CREATE TABLE event ({', '.join(schema.EVENT_COLUMNS)})")
        ratios = []
        for _ in range(ROUNDS):
            ours, theirs = [], []
            for _ in range(COMMITS):
                event = typed(journal.head)
                ours.append(timed(journal.append, event))
                theirs.append(timed(commit, bare, to_row(event)))
            ratios.append(statistics.median(ours) / statistics.median(theirs))
    assert min(ratios) <= LIMIT, ratios
