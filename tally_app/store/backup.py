"""Copies of one night that make themselves: read back before they count, the newest three kept.

A night is read by a connection of its own, a few pages at a time: whoever types never waits. What
lies in a folder is judged by what it says, never by its name; a file that is no part of this very
night is neither counted nor removed.
"""

import hashlib
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from tally_app.domain.night.event import Event
from tally_app.store import schema
from tally_app.store.chain import Row, to_row
from tally_app.store.errors import StoreError, failures
from tally_app.store.opening import check, connect, reserve, sync_folder

#: So many good copies stay in a folder.
KEPT: Final = 3
#: A copy under this name is not whole yet.
_PART: Final = "copy.part"
#: Pages copied between two moments at which the night may be written to.
_PAGES: Final = 64
#: Seconds to wait for whoever is writing, and for an event that is in the file and not yet told.
_PAUSE: Final = 0.005
_PATIENCE: Final = 400
#: Events judged in one go; then the thread that paints has its turn.
_TURN: Final = 16
_CHUNK: Final = 1 << 20
_DOCUMENTS: Final = "SELECT digest, name, content FROM document ORDER BY number"


@dataclass(frozen=True, slots=True)
class Copy:
    """A good copy: number and hash of its last event."""

    path: Path
    seq: int
    head: str


class Open(Protocol):
    """What a copy is made of: the file of an open night, and all its events."""

    @property
    def path(self) -> Path: ...

    def events(self) -> tuple[Event, ...]: ...


class Copier:
    """Makes copies of one night; used in one thread, and not in the one that writes the night.

    ``night`` gives the open night, each of whose events was judged when it was read or written: a
    copy is good if it holds exactly these, from the first one on. What was judged once is only
    compared from then on. Every method raises StoreError when the world fails; a copy that was
    there before is there still. While ``reading`` is held no copy reads the night.
    """

    def __init__(self, night: Callable[[], Open], ending: str) -> None:
        self.reading: Final = threading.Lock()
        self._night = night
        self._ending = ending
        self._rows: list[Row] = []
        self._good: dict[Path, tuple[tuple[int, int], Copy]] = {}

    def make(self, folder: Path) -> Copy:
        """Copy the night into a folder, which is made if its parent is there; nothing is written
        where the newest copy there says the same already.
        """
        wanted = self._night().events()
        same = self._newest(folder, wanted[-1].seq, wanted[-1].hash)
        if same is not None:
            return same
        part = _fresh(folder)
        try:
            with failures(part):
                with closing(connect(part, "rw")) as target:
                    target.execute("PRAGMA synchronous = OFF")  # synced once, whole
                    with self.reading, closing(connect(self._night().path, "ro")) as source:
                        source.backup(target, pages=_PAGES, sleep=_PAUSE)
                    target.execute("PRAGMA journal_mode = DELETE")
                _sync(part)
            seq, head = self._judged(part, patience=_PATIENCE)
            if seq < len(wanted):
                raise StoreError("chain", path=str(part), seq=seq + 1, reason="sequence")
            return self._named(part, seq, head)
        finally:
            part.unlink(missing_ok=True)

    def repeat(self, copy: Copy, folder: Path) -> Copy:
        """Put a good copy into another folder too, byte by byte: the night itself is not read."""
        same = self._newest(folder, copy.seq, copy.head)
        if same is not None:
            return same
        part = _fresh(folder)
        try:
            with failures(part):
                said = hashlib.sha256()
                with copy.path.open("rb") as source, part.open("rb+") as target:
                    while chunk := source.read(_CHUNK):
                        said.update(chunk)
                        target.write(chunk)
                _sync(part)
                with part.open("rb") as back:
                    if hashlib.file_digest(back, "sha256").digest() != said.digest():
                        raise StoreError("disk_failed", path=str(part), detail="read back")
            return self._named(part, copy.seq, copy.head)
        finally:
            part.unlink(missing_ok=True)

    def _newest(self, folder: Path, seq: int, head: str) -> Copy | None:
        """The good copy in a folder that ends with that event."""
        path = folder / self._name(seq, head)
        copy = self._good[path][1] if self._is_good(path) else None
        return copy if copy is not None and copy.head == head else None

    def _name(self, seq: int, head: str) -> str:
        return f"{seq:06d}-{head[:8]}{self._ending}"

    def _named(self, part: Path, seq: int, head: str) -> Copy:
        """Give a copy that was read back its name, then remove what is older than the newest."""
        path = part.with_name(self._name(seq, head))
        with failures(path):
            part.replace(path)
            sync_folder(path.parent)
        copy = Copy(path, seq, head)
        self._remember(copy)
        self._remove_old(path.parent)
        return copy

    def _remember(self, copy: Copy) -> None:
        stamp = _stamp(copy.path)
        if stamp is not None:
            self._good[copy.path] = stamp, copy

    def _remove_old(self, folder: Path) -> None:
        left = KEPT
        with failures(folder):
            for path in newest_first(folder, self._ending):
                if not self._is_good(path):
                    continue
                if left > 0:
                    left -= 1
                else:
                    path.unlink()
                    self._good.pop(path, None)

    def _is_good(self, path: Path) -> bool:
        kept = self._good.get(path)
        if kept is None or kept[0] != _stamp(path):
            try:
                self._remember(Copy(path, *self._judged(path)))
            except StoreError:
                return False
        return True

    def _judged(self, path: Path, patience: int = 0) -> tuple[int, str]:
        """Number and hash of the last event of a file that is a part of this night, read again from
        the disk; StoreError for any other.
        """
        with failures(path), closing(connect(path, "ro")) as connection:
            check(connection, path)
            (events,) = connection.execute("SELECT count(*) FROM event").fetchone()
            while len(self._night().events()) < events and patience:
                time.sleep(_PAUSE)  # one is in the file, and its writer is about to say so
                patience -= 1
            seq = self._compared(connection, path)
            for digest, name, content in connection.execute(_DOCUMENTS):
                if hashlib.sha256(content).hexdigest() != digest:
                    raise StoreError("damaged", path=str(path), detail=name)
        return seq, self._night().events()[seq - 1].hash

    def _compared(self, connection: sqlite3.Connection, path: Path) -> int:
        """How many events a file holds, each of them this night's; StoreError for another one."""
        seq, known = 0, self._night().events()
        for seq, row in enumerate(connection.execute(schema.SELECT_EVENTS), 1):
            if seq > len(known) or row != self._row(known[seq - 1]):
                raise StoreError("chain", path=str(path), seq=seq, reason="hash")
            if seq % _TURN == 0:
                time.sleep(_PAUSE / 10)
        if not seq:
            raise StoreError("damaged", path=str(path), detail="no events")
        return seq

    def _row(self, event: Event) -> Row:
        """The row of the next event of the night, or of one before."""
        if event.seq > len(self._rows):
            self._rows.append(to_row(event))
        return self._rows[event.seq - 1]


def newest_first(folder: Path, *endings: str) -> list[Path]:
    """The copies of a night's folder by their names; OSError where it cannot be read."""
    found = [path for path in folder.iterdir() if path.name.endswith(endings)]
    return sorted(found, key=lambda path: path.name, reverse=True)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _fresh(folder: Path) -> Path:
    """An empty file for a copy to be written to, nobody else's to read."""
    part = folder / _PART
    with failures(part):
        folder.mkdir(exist_ok=True)
        for side in ("", "-journal", "-wal", "-shm"):
            part.with_name(part.name + side).unlink(missing_ok=True)
        reserve(part)
    return part


def _sync(path: Path) -> None:
    """Bring a file to the disk, and have it read from there."""
    with path.open("rb+") as written:
        os.fsync(written.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(written.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
