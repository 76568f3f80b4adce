"""The journal of one precinct's day, open for writing."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import reduce
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Final, Self

from tally_app.domain.night.event import Event
from tally_app.store import schema
from tally_app.store.after_finish import Locks, locks_after, refusing
from tally_app.store.chain import misfit, to_row
from tally_app.store.copying import copy_night
from tally_app.store.errors import StoreError, failures
from tally_app.store.identity import Identity
from tally_app.store.judging.beside import set_aside
from tally_app.store.judging.judgement import Judgement, judge
from tally_app.store.kinds import contradict, event_mode, event_night, header_mode
from tally_app.store.late import utils
from tally_app.store.lock import FileLock, take
from tally_app.store.making import make, of_new
from tally_app.store.opening import connect, inspect, transaction
from tally_app.store.reading import KeptFile, documents, read_file
from tally_app.store.salvaging import documents_for
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
    ``judged`` is what was found before anything was written: guards that were missing, altered or
    strange are set right now, the file was in other hands. ``set_aside`` are the new names of files
    beside it that belonged to another one. ``contradicts``: header and first event do not agree
    whether the night is practice (``kinds``). Somebody should be told of all three.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        lock: FileLock,
        witnesses: Witnesses,
        judged: Judgement,
        set_aside: tuple[str, ...] = (),
    ) -> None:
        self.path: Final = path
        self.judged: Final = judged
        self.set_aside: Final = set_aside
        self._connection = connection
        self._lock = lock
        self._witnesses = witnesses
        _keep_in_one_file(connection, path)
        _refuse_read_only(connection)
        self._events = list(judged.events)
        with transaction(connection):
            self._refuse_changed()
            schema.migrate(connection, judged.version)
            schema.restore_triggers(connection)
        self._identity = Identity(path)
        said = event_mode(self._events[0])
        self.contradicts: Final = contradict(header_mode(connection), said)
        nothing: Locks = {}
        self._locks = reduce(locks_after, self._events, nothing)
        self._night = event_night(self._events[0])
        self._kept_cursor = self._read_cursor()
        self._cursor, self._typed = self._last_cursor()
        self._open = True

    @property
    def head(self) -> Event:
        """The last event."""
        return self._events[-1]

    def events(self) -> tuple[Event, ...]:
        """All events of the day, in order."""
        return tuple(self._events)

    def _refuse_changed(self) -> None:
        row = self._connection.execute(schema.SELECT_LAST).fetchone()
        if row != (self.head.seq, self.head.hash):  # between judging and opening
            raise StoreError("overwritten", path=str(self.path))

    def seen_by(self, witnesses: Witnesses) -> None:
        """From now on they remember how far the night came."""
        self._witnesses = witnesses
        self._note()

    def append(self, event: Event) -> None:
        """Write one event; when this returns it survives a power cut.

        StoreError "chain" if it does not follow ``head``, "finished" if its contest is locked;
        ValueError if its hash is not its own.
        """
        row = to_row(event)
        reason = misfit(self.head, event, row[schema.EVENT_COLUMNS.index("payload")])
        if reason in {"hash", "version"}:
            raise ValueError(f"event {event.seq} has a wrong {reason}")
        if reason:
            raise StoreError("chain", path=str(self.path), seq=event.seq, reason=reason)
        contest = refusing(self._locks, event)
        if contest:
            raise StoreError("finished", path=str(self.path), contest=contest, kind=event.kind)
        with self._writing():
            self._connection.execute(schema.INSERT_EVENT, row)
            self._write_cursor()
        self._kept_cursor = self._cursor
        self._events.append(event)
        self._locks = locks_after(self._locks, event)
        self._note()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction, into the very file that was opened. A disk that failed in its middle has
        left the file another than it was, and that was nobody else.
        """
        self._identity.check(self.head)
        try:
            with failures(self.path), transaction(self._connection):
                yield
        finally:
            self._identity.written()

    def cursor(self) -> tuple[str, str]:
        """Page and field where the cursor last stood; two empty texts in a new night."""
        return self._cursor

    @property
    def typed(self) -> str:
        """What stood at the cursor without being confirmed: a text to show again."""
        return self._typed

    def set_cursor(self, page: str, field: str, typed: str = "") -> None:
        """Remember the place of the cursor: at once outside the file, safe from a kill, and in the
        file with the next event or when it is closed. No sync of the disk for a mere convenience.
        What is ``typed`` there and not confirmed is no fact of the night: it stays outside.
        """
        if (page, field, typed) != (*self._cursor, self._typed):
            self._cursor, self._typed = (page, field), typed
            self._note()

    def _note(self) -> None:
        here = (*self._cursor, self._typed)
        self._witnesses.note(self._night, Witness(self.head.seq, self.head.hash, *here))

    def _last_cursor(self) -> tuple[tuple[str, str], str]:
        """Where this computer saw the cursor after the very last event, and what stood there, else
        what the file says.
        """
        seen = self._witnesses.of(self._night)
        if seen is not None and (seen.seq, seen.hash) == (self.head.seq, self.head.hash):
            return (seen.page, seen.field), seen.typed
        return self._kept_cursor, ""

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
        with self._writing():
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
        with failures(path):
            taken = path.exists() and (path.samefile(self.path) or not self._older_copy(path))
        if taken:
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
        try:
            self._identity.check(self.head)
            with transaction(self._connection):
                self._write_cursor()
            self._connection.execute("PRAGMA journal_mode = DELETE")
        except (sqlite3.Error, StoreError, OSError):
            pass  # everything was saved long ago, and a file that is not ours stays as it is
        finally:
            self._let_go()

    def _let_go(self) -> None:
        self._open = False
        self._connection.close()
        self._identity.close()
        self._witnesses.close()
        self._lock.release()

    def go_on_in(self, path: Path) -> Journal:
        """The night as this program remembers it, in a new file and open there, once ``append`` has
        said that this file is no more the one that was opened; this one is left as it is.

        StoreError as ``create``; then this journal stays as it was. Documents are taken along as
        far as their bytes can still be read.
        """
        make(path, self._events, self._readable_documents(), self._cursor)
        opened = open_file(path, self._witnesses)
        self._let_go()
        return opened

    def _readable_documents(self) -> tuple[KeptFile, ...]:
        with TemporaryDirectory(prefix="tally-") as folder, suppress(OSError):
            copy = Path(folder) / "copy.tally"
            self._identity.copy_to(copy)
            return documents_for(self._events, copy)
        return ()

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
    """Open a precinct file for writing, as the only one; it is judged before anything is written.

    Raises StoreError: not_found, not_regular, foreign, damaged, newer, locked, read_only,
    no_permission, chain, side_damaged.
    """
    inspect(path)
    path = path.resolve()  # of a file that is there
    lock = take(path)
    try:
        judged = _judged(path, witnesses)
        aside = set_aside(path, judged.aside)
        return _open(path, lock, witnesses, judged, aside)
    except BaseException:
        lock.release()
        raise


def _judged(path: Path, witnesses: Witnesses) -> Judgement:
    judged = judge(path, witnesses)
    if judged.fault is not None:
        raise judged.fault
    return judged


def create(path: Path, first: Event) -> Journal:
    """Make a new precinct file with its first event and open it.

    Raises StoreError: exists, not_found (the folder), no_permission, new_read_only, new_disk_full,
    read_only, disk_full, locked.
    """
    path = path.resolve()
    with of_new(path):
        lock = take(path)
    try:
        make(path, (first,))
        return _open(path, lock, NO_WITNESS, _judged(path, NO_WITNESS), ())
    except BaseException:
        lock.release()
        raise


def _open(
    path: Path, lock: FileLock, witnesses: Witnesses, judged: Judgement, aside: tuple[str, ...]
) -> Journal:
    with failures(path):
        connection = connect(path, "rw")
        try:
            return Journal(path, connection, lock, witnesses, judged, aside)
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
