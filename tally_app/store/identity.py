"""Whether the file is still the very one that was opened, and holds what we wrote into it.

A folder can be renamed, a file deleted, replaced or overwritten under an open window, and on most
systems nothing fails then: every later figure would go into a file that has no name any more.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from tally_app.domain.night.event import Event
from tally_app.store.errors import StoreError, failures
from tally_app.store.opening import connect
from tally_app.store.schema import SELECT_LAST

_PART: Final = 1 << 20


class Identity:
    """Which file it is (device and number) and how it was left by our last commit.

    It holds the file open, and is closed after SQLite: where systems lock for whole processes, as
    POSIX does, closing any descriptor of a file gives back the locks on it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with failures(path):
            self._descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            self._left = os.fstat(self._descriptor)

    def copy_to(self, path: Path) -> None:
        """Write the file that was opened to another one, also when it has no name any more."""
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        with path.open("wb") as copy:
            while part := os.read(self._descriptor, _PART):
                copy.write(part)

    def close(self) -> None:
        """Let the file go."""
        os.close(self._descriptor)

    def written(self) -> None:
        """Remember how our own commit left the file."""
        try:
            self._left = self._path.stat()
        except OSError:
            return  # the next look says what happened

    def check(self, head: Event) -> None:
        """StoreError "gone", "replaced" or "overwritten" where it is no more the file whose last
        event is ``head``.
        """
        try:
            found = self._path.stat()
        except OSError as error:
            raise StoreError("gone", path=str(self._path), detail=error.strerror or "") from error
        if not os.path.samestat(found, self._left):
            raise StoreError("replaced", path=str(self._path))
        if (found.st_size, found.st_mtime_ns) == (self._left.st_size, self._left.st_mtime_ns):
            return
        # Touched from outside: only what stands in it tells whether by a harmless hand.
        if not self._ends_with(head):
            raise StoreError("overwritten", path=str(self._path))
        self._left = found

    def _ends_with(self, head: Event) -> bool:
        try:
            # A connection of its own: what ours remembers of the pages may be no longer there.
            with failures(self._path), closing(connect(self._path, "ro")) as fresh:
                row = fresh.execute(SELECT_LAST).fetchone()
        except StoreError as error:
            if error.code in ("foreign", "damaged"):
                return False
            raise
        except sqlite3.Error:  # a database without our tables
            return False
        return row is not None and tuple(row) == (head.seq, head.hash)
