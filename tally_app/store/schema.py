"""Tables and triggers of a precinct file. Tables are made here and nowhere else."""

import sqlite3
from collections.abc import Callable, Mapping
from typing import Final

from tally_app.domain.night.event import GENESIS
from tally_app.store.after_finish import MILESTONES, SQL_REFUSED, SQL_REFUSED_BEFORE_4, SQL_SIGNED
from tally_app.store.kinds import header_for, stored_mode
from tally_app.store.late import utils

EVENT_COLUMNS: Final = (
    "seq", "at", "who", "contest", "kind", "version", "payload", "before", "hash",
)  # fmt: skip
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "event": EVENT_COLUMNS,
    "document": ("number", "digest", "name", "content"),
    "cursor": ("one", "page", "field"),
}

_EVENT: Final = ", ".join(EVENT_COLUMNS)
SELECT_EVENTS: Final = f"SELECT {_EVENT} FROM event ORDER BY seq"  # noqa: S608 - constants
INSERT_EVENT: Final = f"INSERT INTO event ({_EVENT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - as above


def _first(connection: sqlite3.Connection) -> None:
    """Make the chained events, the issued documents and the unchained place of the cursor."""
    db = utils(connection)
    types: Mapping[str, tuple[type, ...]] = {
        "event": (int, str, str, str, str, int, str, str, str),
        "document": (int, str, str, bytes),
        "cursor": (int, str, str),
    }
    for name, columns in COLUMNS.items():
        db.table(name).create(
            dict(zip(columns, types[name], strict=True)), pk=columns[0], not_null=columns[1:]
        )
    db.table("document").create_index(["digest"], unique=True)
    db.table("cursor").insert({"one": 1, "page": "", "field": ""})
    # Without it the lock on finished contests would read the whole night for every figure.
    db.execute(f"CREATE INDEX event_milestone ON event (contest, kind, seq) WHERE {MILESTONES}")


def _second(connection: sqlite3.Connection) -> None:
    """A finished contest locks the lines of the day it rests on, and not the others."""
    connection.execute("DROP TRIGGER IF EXISTS event_finished")


def _third(connection: sqlite3.Connection) -> None:
    """The header says whether the night is practice (``kinds``)."""
    connection.execute(f"PRAGMA application_id = {header_for(stored_mode(connection))}")


def _fourth(connection: sqlite3.Connection) -> None:
    """What happened to the program and its file may be told after a protocol is finished."""
    connection.execute("DROP TRIGGER IF EXISTS event_finished")


#: Append only, for ever: a file of version n has gone through the first n of these.
#: One that changes the text of a trigger drops it first, or the file would seem tampered with.
MIGRATIONS: Final[list[Callable[[sqlite3.Connection], None]]] = [_first, _second, _third, _fourth]


def _refuses(name: str, moment: str, table: str, when: str, word: str) -> tuple[str, str]:
    sql = f"CREATE TRIGGER {name} BEFORE {moment} ON {table} WHEN {when}\n"
    return name, f"{sql}BEGIN SELECT RAISE(ABORT, '{word}'); END"


_DOES_NOT_FOLLOW: Final = f"""
NEW.seq <> coalesce((SELECT max(seq) FROM event), 0) + 1
OR NEW.before <> coalesce((SELECT hash FROM event WHERE seq = NEW.seq - 1), '{GENESIS}')
""".strip()  # noqa: S608 - a constant

#: What keeps the file append-only and the chain unbroken even for another program's SQL.
TRIGGERS: Final[Mapping[str, str]] = dict(
    (
        _refuses("event_no_update", "UPDATE", "event", "1", "append_only"),
        _refuses("event_no_delete", "DELETE", "event", "1", "append_only"),
        _refuses("document_no_update", "UPDATE", "document", "1", "append_only"),
        _refuses("document_no_delete", "DELETE", "document", "1", "append_only"),
        _refuses(
            "document_no_replace",
            "INSERT",
            "document",
            "EXISTS (SELECT 1 FROM document WHERE digest = NEW.digest OR number = NEW.number)",
            "append_only",
        ),
        _refuses(
            "event_follows",
            "INSERT",
            "event",
            _DOES_NOT_FOLLOW,
            "chain",
        ),
        _refuses("event_finished", "INSERT", "event", SQL_REFUSED, "finished"),
        _refuses("event_signed", "INSERT", "event", SQL_SIGNED, "finished"),
    )
)

#: Triggers that a file of an older version rightly has, each with the first version that has ours.
_EARLIER: Final = (
    (4, _refuses("event_finished", "INSERT", "event", SQL_REFUSED_BEFORE_4, "finished")),
)


def triggers_of(version: int) -> Mapping[str, str]:
    """The triggers that a file of that version must have."""
    return {**TRIGGERS, **dict(kept for since, kept in _EARLIER if version < since)}


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring a file of ``version`` up to date, inside the caller's transaction."""
    if version == len(MIGRATIONS):
        return
    for step in MIGRATIONS[version:]:
        step(connection)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def wrong_triggers(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Name the triggers that are missing, altered or not ours, sorted."""
    # A damaged file may hold either as bytes.
    text = "SELECT CAST(name AS TEXT), CAST(sql AS TEXT) FROM sqlite_master WHERE type = 'trigger'"
    found = dict(connection.execute(text).fetchall())
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    ours = triggers_of(version)
    return tuple(sorted(name for name in {*found, *ours} if found.get(name) != ours.get(name)))


def restore_triggers(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Make the triggers what they must be, inside the caller's transaction; name what was wrong."""
    wrong = wrong_triggers(connection)
    for name in wrong:
        quoted = name.replace('"', '""')
        connection.execute(f'DROP TRIGGER IF EXISTS "{quoted}"')
        if name in TRIGGERS:
            connection.execute(TRIGGERS[name])
    return wrong
