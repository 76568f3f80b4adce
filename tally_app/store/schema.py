"""Tables and triggers of a precinct file. Tables are made here and nowhere else."""

import hashlib
import sqlite3
from collections.abc import Callable, Mapping
from typing import Final

from tally_app.domain.night.event import GENESIS
from tally_app.store.after_finish import MILESTONES, SQL_REFUSED, SQL_SIGNED
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
SELECT_LAST: Final = "SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1"
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
    """What happened to the program and its file may be told after a protocol is finished; an older
    program, which knows no such fact and keeps files in WAL, refuses the file by name.
    """
    connection.execute("DROP TRIGGER IF EXISTS event_finished")


def _fifth(connection: sqlite3.Connection) -> None:
    """A night tells from which package it began and what a later one changed; an older program,
    which knows no such fact, refuses the file by name.
    """
    connection.execute("DROP TRIGGER IF EXISTS event_finished")


def _sixth(connection: sqlite3.Connection) -> None:
    """Lines are written on the supplied blank and blanks spoiled, the count is interrupted, the
    record closed; an older program, which knows no such fact, refuses the file by name.
    """
    connection.execute("DROP TRIGGER IF EXISTS event_finished")


def _seventh(connection: sqlite3.Connection) -> None:
    """A night may have a passphrase; an older program, which knows no such fact and would finish
    without asking, refuses the file by name.
    """
    connection.execute("DROP TRIGGER IF EXISTS event_finished")


#: Append only, for ever: a file of version n has gone through the first n of these.
#: One that changes the text of a trigger drops it first, or the file would seem tampered with.
MIGRATIONS: Final[list[Callable[[sqlite3.Connection], None]]] = [
    *(_first, _second, _third, _fourth, _fifth, _sixth, _seventh),
]


def _refuses(name: str, moment: str, table: str, when: str, word: str) -> tuple[str, str]:
    sql = f"CREATE TRIGGER {name} BEFORE {moment} ON {table} WHEN {when}\n"
    return name, f"{sql}BEGIN SELECT RAISE(ABORT, '{word}'); END"


_DOES_NOT_FOLLOW: Final = f"""
NEW.seq <> coalesce((SELECT max(seq) FROM event), 0) + 1
OR NEW.before <> coalesce((SELECT hash FROM event WHERE seq = NEW.seq - 1), '{GENESIS}')
""".strip()  # noqa: S608 - a constant

#: SHA-256 of triggers as earlier versions of the file have them, where they are not today's.
FORMER: Final[Mapping[int, Mapping[str, str]]] = {
    1: {"event_finished": "e5619f49f06cb4e2ef05bd6bcc87ce27d46ffc1d61f39f8c5b5c605f258a3322"},
    2: {"event_finished": "14ef2f828515514f16fdefd8da845fc1fa4fef8b67baadac05f39c3420144e41"},
    3: {"event_finished": "14ef2f828515514f16fdefd8da845fc1fa4fef8b67baadac05f39c3420144e41"},
    4: {"event_finished": "16ee58c32ba6b41b952addbe720578f83ed65902d6a28eeb86cf86d2476e1eed"},
    5: {"event_finished": "97010a8c53ac49c35a0d7bc1e1f708e660695a226090a9bd41ad9a7cef096686"},
}

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


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring a file of ``version`` up to date, inside the caller's transaction."""
    if version == len(MIGRATIONS):
        return
    for step in MIGRATIONS[version:]:
        step(connection)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def wrong_triggers(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Name the triggers that are missing, altered or not ours, sorted; a file of an earlier
    version rightly has those of its version.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    former = FORMER.get(version, {})
    # A damaged file may hold either as bytes.
    text = "SELECT CAST(name AS TEXT), CAST(sql AS TEXT) FROM sqlite_master WHERE type = 'trigger'"
    found = dict(connection.execute(text).fetchall())
    return tuple(
        sorted(
            name
            for name in {*found, *TRIGGERS}
            if found.get(name) != TRIGGERS.get(name)
            and _sha256(found.get(name)) != former.get(name, "")
        )
    )


def _sha256(text: str | None) -> str:
    raw = (text or "").encode("utf-8", "surrogateescape")
    return hashlib.sha256(raw).hexdigest()


def restore_triggers(connection: sqlite3.Connection) -> None:
    """Make the triggers what they must be, inside the caller's transaction."""
    for name in wrong_triggers(connection):
        quoted = name.replace('"', '""')
        connection.execute(f'DROP TRIGGER IF EXISTS "{quoted}"')
        if name in TRIGGERS:
            connection.execute(TRIGGERS[name])
