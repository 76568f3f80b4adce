"""Connections to precinct files, and the questions asked before one is trusted."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from stat import S_ISREG
from typing import Final

from tally_app.store import schema
from tally_app.store.errors import StoreError, failures, primary
from tally_app.store.kinds import OWNERS

#: Seconds to wait for another program that is writing; our own second writer never gets here.
_PATIENCE: Final = 2.0
#: What SQLite keeps beside a file while it is open, and after a kill.
WAL: Final = "-wal"
JOURNAL: Final = "-journal"
SIDE_FILES: Final = (WAL, JOURNAL)
#: Reads a file that nobody writes to as it lies there: nothing beside it is read, made or removed.
UNTOUCHED: Final = "ro&immutable=1"


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open ``path`` ("rw", "ro", UNTOUCHED); transactions are begun by us, never by the driver."""
    name = f"{without_server(path.absolute().as_uri())}?mode={mode}"
    connection = sqlite3.connect(name, uri=True, timeout=_PATIENCE, isolation_level=None)
    # Bytes that are no UTF-8 must reach the check of the chain, not stop the driver.
    connection.text_factory = _text
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def without_server(uri: str) -> str:
    """Make the server of a network share part of the path: SQLite takes only an empty one."""
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def inspect(path: Path) -> None:
    """Refuse what cannot be a precinct file without opening it."""
    try:
        with failures(path):
            found = path.stat()
    except ValueError as error:  # a name no system has
        raise StoreError("not_found", path=str(path)) from error
    if not S_ISREG(found.st_mode):
        raise StoreError("not_regular", path=str(path))
    if found.st_size == 0:
        raise StoreError("damaged", path=str(path), detail="empty")


def check(connection: sqlite3.Connection, path: Path) -> int:
    """Return the version of a sound precinct file; StoreError foreign, newer or damaged."""
    try:
        return _check(connection, path)
    except sqlite3.OperationalError as error:
        if primary(error) != sqlite3.SQLITE_ERROR:
            raise
        # These questions are constant and right, so it is the file that is wrong.
        raise StoreError("damaged", path=str(path), detail=str(error)) from error


def _check(connection: sqlite3.Connection, path: Path) -> int:
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    known = len(schema.MIGRATIONS)
    if owner not in OWNERS:
        raise StoreError("foreign", path=str(path), detail="application")
    if version > known:
        raise StoreError("newer", path=str(path), version=version, known=known)
    if version < 1:
        raise StoreError("damaged", path=str(path), detail="version")
    (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise StoreError("damaged", path=str(path), detail=said)
    if _cut_short(connection, path):
        raise StoreError("damaged", path=str(path), detail="cut short")
    for table, columns in schema.COLUMNS.items():
        # To the letter: for sqlite-utils a table with another capital is none, and so empty.
        found = connection.execute(
            "SELECT info.name FROM sqlite_master AS master, pragma_table_info(master.name) AS info"
            " WHERE master.type = 'table' AND master.name = ? ORDER BY info.cid",
            (table,),
        )
        if tuple(name for (name,) in found) != columns:
            raise StoreError("damaged", path=str(path), detail=table)
    return int(version)


def _cut_short(connection: sqlite3.Connection, path: Path) -> bool:
    """True for a last page that is not whole, which SQLite silently fills with zeros."""
    (page,) = connection.execute("PRAGMA page_size").fetchone()
    beside = any(path.with_name(path.name + side).exists() for side in SIDE_FILES)
    # With a -wal beside it a file may still be growing: the whole page is in there.
    return not beside and path.stat().st_size % int(page) != 0


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. IMMEDIATE: a second writer is refused at the door and not in the middle."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk may have rolled back already, and must not hide what it said.
        with suppress(sqlite3.Error):
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(path: Path, mode: str = "ro") -> Iterator[sqlite3.Connection]:
    """Read one moment of a checked precinct file and change nothing in it; the newest complete
    event also while another process writes.
    """
    inspect(path)
    with failures(path), closing(connect(path, mode)) as connection:
        connection.execute("BEGIN")
        check(connection, path)
        yield connection


def reserve(path: Path) -> None:
    """Make an empty new file that only its owner may read; SQLite gives the files it keeps beside
    it the same rights.
    """
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder survive a power cut, where the system can."""
    with suppress(OSError):  # Windows opens no folders
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
