"""The journal of one precinct's day, open for writing."""

import hashlib
import sqlite3
from contextlib import suppress
from functools import reduce
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tally_app.domain.night.event import Event
from tally_app.store import schema
from tally_app.store.after_finish import Locks, locks_after, refusing
from tally_app.store.chain import misfit, read_chain, to_row
from tally_app.store.copying import copy_night
from tally_app.store.errors import StoreError, failures
from tally_app.store.kinds import contradict, event_mode, event_night, header_for, header_mode
from tally_app.store.late import utils
from tally_app.store.lock import FileLock, take
from tally_app.store.opening import (
    SIDE_FILES,
    check,
    connect,
    inspect,
    reserve,
    sync_folder,
    transaction,
)
from tally_app.store.reading import KeptFile, documents, read_file
from tally_app.store.witness import NO_WITNESS, Witness, Witnesses

#: A rollback journal that stays beside the file while it is open: between two commits the one
#: file is the whole night, and what lies beside it can neither rot nor be lost. Not emptied at
#: each commit, for a stick would then write its table of files anew every time.
_MODE: Final = "persist"
#: What an issued document may leave of the journal's size, in bytes.
_JOURNAL_SIZE: Final = 1 << 20


class Journal:
    """An open precinct file; use it in the thread that opened it. Made by create and open_file.

    Every method that touches the file raises StoreError when the world fails; nothing is then half
    written, and the same call may be made again once the disk has space. ``witnesses`` remember
    beside the file how far it came.
    ``repaired`` names triggers that were found missing, altered or strange and were set right: the
    file was in other hands, and somebody should be told. ``contradicts``: header and first event
    do not agree whether the night is practice (``kinds``); somebody should be told of that too.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, lock: FileLock, witnesses: Witnesses
    ) -> None:
        self.path: Final = path
        self._connection = connection
        self._lock = lock
        self._witnesses = witnesses
        version = check(connection, path)
        _keep_in_one_file(connection, path)
        _refuse_read_only(connection)
        self.repaired: Final = schema.wrong_triggers(connection)
        with transaction(connection):
            schema.migrate(connection, version)
            schema.restore_triggers(connection)
        self._events = list(read_chain(connection.execute(schema.SELECT_EVENTS)))
        if not self._events:
            raise StoreError("damaged", path=str(path), detail="no events")
        said = event_mode(self._events[0])
        self.contradicts: Final = contradict(header_mode(connection), said)
        nothing: Locks = {}
        self._locks = reduce(locks_after, self._events, nothing)
        self._night = event_night(self._events[0])
        self._kept_cursor = self._read_cursor()
        self._cursor = self._last_cursor()
        self._open = True

    @property
    def head(self) -> Event:
        """The last event."""
        return self._events[-1]

    def events(self) -> tuple[Event, ...]:
        """All events of the day, in order."""
        return tuple(self._events)

    def seen_by(self, witnesses: Witnesses) -> None:
        """From now on they remember how far the night came."""
        self._witnesses = witnesses
        self._note()

    def append(self, event: Event) -> None:
        """Write one event; when this returns it survives a power cut.

        StoreError "chain" if it does not follow ``head``, "finished" if its contest is locked;
        ValueError if its hash is not its own.
        """
        reason = misfit(self.head, event)
        if reason in {"hash", "version"}:
            raise ValueError(f"event {event.seq} has a wrong {reason}")
        if reason:
            raise StoreError("chain", path=str(self.path), seq=event.seq, reason=reason)
        contest = refusing(self._locks, event)
        if contest:
            raise StoreError("finished", path=str(self.path), contest=contest, kind=event.kind)
        with failures(self.path), transaction(self._connection):
            self._connection.execute(schema.INSERT_EVENT, to_row(event))
            self._write_cursor()
        self._kept_cursor = self._cursor
        self._events.append(event)
        self._locks = locks_after(self._locks, event)
        self._note()

    def cursor(self) -> tuple[str, str]:
        """Page and field where the cursor last stood; two empty texts in a new night."""
        return self._cursor

    def set_cursor(self, page: str, field: str) -> None:
        """Remember the place of the cursor: at once outside the file, safe from a kill, and in the
        file with the next event or when it is closed. No sync of the disk for a mere convenience.
        """
        self._cursor = (page, field)
        self._note()

    def _note(self) -> None:
        self._witnesses.note(self._night, Witness(self.head.seq, self.head.hash, *self._cursor))

    def _last_cursor(self) -> tuple[str, str]:
        """Where this computer saw the cursor after the very last event, else what the file says."""
        seen = self._witnesses.of(self._night)
        if seen is not None and (seen.seq, seen.hash) == (self.head.seq, self.head.hash):
            return (seen.page, seen.field)
        return self._kept_cursor

    def _read_cursor(self) -> tuple[str, str]:
        row = self._connection.execute("SELECT page, field FROM cursor").fetchone()
        return (row[0], row[1]) if row else ("", "")

    def _write_cursor(self) -> None:
        if self._cursor != self._kept_cursor:
            self._connection.execute(
                "INSERT OR REPLACE INTO cursor (one, page, field) VALUES (1, ?, ?)", self._cursor
            )

    def keep_document(self, digest: str, name: str, content: bytes) -> None:
        """Keep the bytes of an issued document; the same bytes again change nothing.

        Keep it before the event that names it. ValueError if ``digest`` is not their SHA-256.
        """
        if hashlib.sha256(content).hexdigest() != digest:
            raise ValueError(f"{name}: not the SHA-256 of its bytes")
        with failures(self.path), transaction(self._connection):
            table = utils(self._connection).table("document")
            if not table.count_where("digest = ?", [digest]):
                table.insert({"digest": digest, "name": name, "content": content})

    def documents(self) -> tuple[KeptFile, ...]:
        """The issued documents, in the order of their issue."""
        with failures(self.path):
            return documents(self._connection)

    def copy_to(self, path: Path) -> None:
        """Write the night as it stands to another file, whole or not at all.

        The copy is read again before it gets its name. StoreError if the disk or stick fails, and
        "exists" for this very file or another night: only an older copy of this one is replaced.
        """
        if path.exists() and (path.samefile(self.path) or not self._older_copy(path)):
            raise StoreError("exists", path=str(path))
        copy_night(self._connection, path)

    def _older_copy(self, path: Path) -> bool:
        """Return whether a file holds a part of this very night."""
        try:
            theirs = read_file(path).events
        except StoreError:
            return False
        return theirs == tuple(self._events[: len(theirs)])

    def close(self) -> None:
        """Close the file and remove what SQLite kept beside it; the one file is the whole night
        whether that can be done or not.
        """
        if not self._open:
            return
        self._open = False
        try:
            with suppress(sqlite3.Error, OSError), transaction(self._connection):
                self._write_cursor()
            with suppress(sqlite3.Error):
                self._connection.execute("PRAGMA journal_mode = DELETE")
        finally:
            self._connection.close()
            self._witnesses.close()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_file(path: Path, witnesses: Witnesses = NO_WITNESS) -> Journal:
    """Open a precinct file for writing, as the only one.

    Raises StoreError: not_found, foreign, damaged, newer, locked, read_only, no_permission, chain.
    """
    path = path.resolve()
    inspect(path)
    lock = take(path)
    try:
        return _open(path, lock, witnesses)
    except BaseException:
        lock.release()
        raise


def create(path: Path, first: Event) -> Journal:
    """Make a new precinct file with its first event and open it.

    Raises StoreError: exists, not_found (the folder), no_permission, read_only, disk_full, locked.
    It is made under another name, so that a kill or a full disk leaves no half night behind.
    """
    if misfit(None, first):
        raise ValueError("not a first event")
    path = path.resolve()
    lock = take(path)
    try:
        _refuse_leftovers(path)
        _write(path, first)
        return _open(path, lock, NO_WITNESS)
    except BaseException:
        lock.release()
        raise


def _open(path: Path, lock: FileLock, witnesses: Witnesses) -> Journal:
    with failures(path):
        connection = connect(path, "rw")
        try:
            return Journal(path, connection, lock, witnesses)
        except BaseException:
            connection.close()
            raise


def _keep_in_one_file(connection: sqlite3.Connection, path: Path) -> None:
    """From now on every commit ends in the one file; what an earlier program left in a -wal is
    brought in. Each commit is synced.
    """
    (mode,) = connection.execute(f"PRAGMA journal_mode = {_MODE}").fetchone()
    if mode != _MODE:  # somebody else reads a file that an earlier program left in WAL
        raise StoreError("locked", path=str(path), host="", user="", pid=0, since="")
    connection.execute(f"PRAGMA journal_size_limit = {_JOURNAL_SIZE}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")


def _refuse_read_only(connection: sqlite3.Connection) -> None:
    """Meet a file that takes no writing now and not at the first figure: to SQLite a transaction
    in which nothing is written yet is none.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("UPDATE cursor SET page = page")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _refuse_leftovers(path: Path) -> None:
    # A -wal of an older night would be read into the new file, and may be that night's last hour.
    for left in (path, *(path.with_name(path.name + side) for side in SIDE_FILES)):
        if left.exists():
            raise StoreError("exists", path=str(left))


def _write(path: Path, first: Event) -> None:
    new = path.with_name(path.name + ".new")
    with failures(path):
        new.unlink(missing_ok=True)
        reserve(new)
        try:
            connection = connect(new, "rw")
            try:
                with transaction(connection):
                    schema.migrate(connection, 0)
                    schema.restore_triggers(connection)
                    connection.execute(schema.INSERT_EVENT, to_row(first))
                    owner = header_for(event_mode(first))
                    connection.execute(f"PRAGMA application_id = {owner}")
            finally:
                connection.close()
            new.rename(path)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
