"""Practice or the real thing: what the header of a precinct file says from its first byte on.

SQLite keeps a number for the application in the header. A training night has one of its own, so
that neither this program nor another one takes it for an official night, whatever the file is
called and whoever edits what is inside. Files older than that say it in their first event alone.
"""

import json
import sqlite3
from typing import Final

from tally_app.domain.night.event import Event
from tally_app.domain.night.state import OFFICIAL, TRAINING

#: Says in the header of the file whose database it is: an official night's, a training night's.
APPLICATION_ID: Final = int.from_bytes(b"tall", "big")
TRAINING_ID: Final = int.from_bytes(b"talt", "big")
OWNERS: Final = (APPLICATION_ID, TRAINING_ID)

#: The first version of the file whose header says which of the two it is.
SINCE: Final = 3


def header_for(mode: object) -> int:
    """The application id of a night of that mode."""
    return TRAINING_ID if mode == TRAINING else APPLICATION_ID


def header_mode(connection: sqlite3.Connection) -> str:
    """What the header says, "training" or "official"; "" for an older file, which does not say."""
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if owner == TRAINING_ID:
        return TRAINING
    return OFFICIAL if version >= SINCE else ""


def stored_mode(connection: sqlite3.Connection) -> str:
    """The mode the first event says, before the chain is read; "" where it cannot be read."""
    row = connection.execute("SELECT payload FROM event WHERE seq = 1").fetchone()
    try:
        payload = json.loads(row[0])
        return str(payload["mode"])
    except (KeyError, TypeError, ValueError, RecursionError):
        return ""


def contradict(header: str, mode: str) -> bool:
    """True where header and first event both say what the night is, and not the same."""
    return bool(header and mode) and header != mode


def event_mode(first: Event | None) -> str:
    """The mode the first event says, "" without one."""
    return str(first.payload.get("mode", "")) if first else ""


def event_night(first: Event) -> str:
    """The id of the night the first event says, "" without one."""
    return str(first.payload.get("night", ""))
