"""One writer per precinct file: a lock of the operating system on a side file that says who has it.

The lock dies with its process, so a killed program never blocks the night; only the text of the
side file stays behind and is overwritten. The precinct file itself cannot carry the lock: on
Windows a locked byte cannot be read, and on POSIX closing a second descriptor of a database drops
SQLite's own locks.
"""

import getpass
import json
import os
import platform
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tally_app.store.errors import StoreError, failures

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

#: Not ".lock": SQLite itself uses that name on disks without locks.
_SUFFIX: Final = ".in-use"
#: Windows keeps others from reading a locked byte: lock one far behind the text.
_FAR: Final = 1 << 30
_TEXT: Final = 4096


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a precinct file open; ``since`` is a local date-time with offset. Empty: unknown."""

    host: str = ""
    user: str = ""
    pid: int = 0
    since: str = ""


class FileLock:
    """The right to write one precinct file, held until ``release`` or the end of the process."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the right back and remove the side file."""
        if sys.platform == "win32":
            # Windows removes no open file; whoever opened it in between keeps it.
            os.close(self._descriptor)
            with suppress(OSError):
                self._path.unlink()
            return
        # Removed while locked: nobody else can hold this file, and a late comer sees it is gone.
        # Where somebody took it away before, another writer's may stand there now.
        with suppress(OSError):
            if _is_at(self._path, self._descriptor):
                self._path.unlink()
        os.close(self._descriptor)


def take(file: Path) -> FileLock:
    """Take the lock of a precinct file; StoreError "locked" says who has it."""
    path = file.with_name(file.name + _SUFFIX)
    with failures(path):
        descriptor = _open(path)
        try:
            while not _is_at(path, descriptor):  # removed between our opening and locking
                os.close(descriptor)
                descriptor = _open(path)
        except OSError:
            os.close(descriptor)
            raise
    # A full disk takes no text, but the lock itself holds.
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, json.dumps(asdict(_me()), ensure_ascii=False).encode())
    return FileLock(path, descriptor)


def is_held(file: Path) -> bool:
    """True while somebody has a precinct file open for writing."""
    try:
        descriptor = os.open(file.with_name(file.name + _SUFFIX), os.O_RDWR)
    except OSError:
        return False
    try:
        return not _lock(descriptor)
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    """Return a locked descriptor of the side file."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        free = _lock(descriptor)
    except BaseException:
        os.close(descriptor)
        raise
    if free:
        return descriptor
    holder = _holder(descriptor)
    os.close(descriptor)
    raise StoreError("locked", path=str(path), **asdict(holder))


def _lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # POSIX says the first, Windows the second
        return False
    return True


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _me() -> Holder:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name; Windows has no pwd
        user = ""
    since = datetime.now(tz=UTC).astimezone().isoformat(timespec="seconds")
    return Holder(platform.node(), user, os.getpid(), since)


def _holder(descriptor: int) -> Holder:
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        return Holder(**json.loads(os.read(descriptor, _TEXT)))
    except (ValueError, TypeError):  # not written yet, or not by us
        return Holder()
