"""A precinct file as it stands, for commands that only look."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from tally_app.domain.night.event import Event
from tally_app.store import schema
from tally_app.store.chain import read_chain
from tally_app.store.errors import StoreError
from tally_app.store.late import utils
from tally_app.store.opening import snapshot


@dataclass(frozen=True, slots=True)
class KeptFile:
    """An issued document: SHA-256 in hex, file name, bytes."""

    digest: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class NightFile:
    """Everything one precinct file said at one moment."""

    events: tuple[Event, ...]
    documents: tuple[KeptFile, ...]


def read_file(path: Path, *, as_found: bool = False) -> NightFile:
    """Read a whole night, also while it is being written or from a disk that takes no writing.

    Raises StoreError, "chain" if an event does not fit, "damaged" without any event; ``as_found``
    reads what is there up to that event.
    """
    with snapshot(path) as connection:
        events: list[Event] = []
        try:
            events.extend(read_chain(connection.execute(schema.SELECT_EVENTS)))
        except StoreError:
            if not as_found:
                raise
        if not (events or as_found):
            raise StoreError("damaged", path=str(path), detail="no events")
        return NightFile(tuple(events), documents(connection))


def documents(connection: sqlite3.Connection) -> tuple[KeptFile, ...]:
    """Return the issued documents in the order of their issue."""
    rows = utils(connection).table("document").rows_where(order_by="number")
    return tuple(KeptFile(row["digest"], row["name"], row["content"]) for row in rows)
