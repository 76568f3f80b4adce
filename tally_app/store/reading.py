"""A precinct file as it stands, for commands that only look."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tally_app.domain.night.event import Event
from tally_app.domain.night.state import TRAINING
from tally_app.store import schema
from tally_app.store.chain import read_chain
from tally_app.store.errors import StoreError
from tally_app.store.judging.beside import beside, copied
from tally_app.store.judging.judgement import judge, kept_in_wal
from tally_app.store.kinds import header_mode, stored_mode
from tally_app.store.late import utils
from tally_app.store.lock import is_held
from tally_app.store.opening import UNTOUCHED, inspect, snapshot
from tally_app.store.witness import NO_WITNESS


@dataclass(frozen=True, slots=True)
class KeptFile:
    """An issued document: SHA-256 in hex, file name, bytes."""

    digest: str
    name: str
    content: bytes

    @property
    def fits(self) -> bool:
        """True where its bytes are those that were issued."""
        return hashlib.sha256(self.content).hexdigest() == self.digest


@dataclass(frozen=True, slots=True)
class NightFile:
    """Everything one precinct file said at one moment."""

    events: tuple[Event, ...]
    documents: tuple[KeptFile, ...]


@contextmanager
def looked_at(path: Path) -> Iterator[sqlite3.Connection]:
    """Read one moment of a file, also while it is being written or from a disk that takes no
    writing; of what a killed program left beside it only what belongs to it.
    """
    inspect(path)
    if is_held(path):
        with snapshot(path) as connection:
            yield connection
        return
    sides = beside(path)
    if not sides:
        with snapshot(path, UNTOUCHED if kept_in_wal(path) else "ro") as connection:
            yield connection
        return
    judged = judge(path, NO_WITNESS)
    if judged.fault is not None and judged.fault.code != "chain":
        raise judged.fault
    ours = [side for side in sides if side not in judged.aside]
    with copied(path, ours) as copy, snapshot(copy, "rw") as connection:
        yield connection


def foreign_beside(path: Path) -> tuple[str, ...]:
    """Endings of files beside it that SQLite would read into it and that belong to another one."""
    held = is_held(path) or not beside(path)
    return () if held else judge(path, NO_WITNESS).aside


def read_file(path: Path, *, as_found: bool = False) -> NightFile:
    """Read a whole night, also while it is being written or from a disk that takes no writing.

    Raises StoreError, "chain" if an event does not fit, "damaged" without any event; ``as_found``
    reads what is there up to that event.
    """
    with looked_at(path) as connection:
        events: list[Event] = []
        try:
            events.extend(read_chain(connection.execute(schema.SELECT_EVENTS)))
        except StoreError:
            if not as_found:
                raise
        if not (events or as_found):
            raise StoreError("damaged", path=str(path), detail="no events")
        return NightFile(tuple(events), documents(connection))


@dataclass(frozen=True, slots=True)
class Ends:
    """Of which night a file is, of which precinct and in which mode (training or official), as its
    first event says; its last event's number, hash and local time.
    """

    night: str
    number: str
    mode: str
    seq: int
    head: str
    at: str


def ends(path: Path) -> Ends:
    """What a file says at its two ends, without judging the chain between; StoreError."""
    with looked_at(path) as connection:
        first = connection.execute("SELECT payload FROM event WHERE seq = 1").fetchone()
        last = connection.execute(
            "SELECT seq, hash, at FROM event ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        try:
            said = json.loads(first[0])
            named = (str(said["night"]), str(said["precinct"]), str(said["mode"]))
            return Ends(*named, int(last[0]), str(last[1]), str(last[2]))
        except (TypeError, ValueError, KeyError, RecursionError) as error:
            raise StoreError("damaged", path=str(path), detail="event") from error


def is_training(path: Path) -> bool:
    """Whether a file is practice by its header and by its first event; StoreError."""
    with looked_at(path) as connection:
        return header_mode(connection) == stored_mode(connection) == TRAINING


def hash_at(path: Path, seq: int) -> str:
    """The hash of an event as a file says it, "" where it has none of that number; StoreError."""
    with looked_at(path) as connection:
        row = connection.execute("SELECT hash FROM event WHERE seq = ?", (seq,)).fetchone()
    return str(row[0]) if row else ""


def documents(connection: sqlite3.Connection) -> tuple[KeptFile, ...]:
    """Return the issued documents in the order of their issue."""
    rows = utils(connection).table("document").rows_where(order_by="number")
    return tuple(KeptFile(row["digest"], row["name"], row["content"]) for row in rows)
