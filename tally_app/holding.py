"""A file that one process holds at a time, by a lock of the operating system.

The lock dies with its process, so a killed program never blocks anybody; what stands in the file
stays behind and means nothing without the lock.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

#: Windows keeps others from reading a locked byte: lock one far behind the text.
_FAR: Final = 1 << 30


def hold(path: Path) -> int | None:
    """Return a locked descriptor of the file, which is made where there is none; None while another
    one holds it. OSError where the disk takes no file or knows no locks.
    """
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            free = _lock(descriptor)
            # Removed between our opening and locking: another one may stand there now.
            here = free and _is_at(path, descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        if here:
            return descriptor
        os.close(descriptor)
        if not free:
            return None


def is_held(path: Path) -> bool:
    """True while somebody holds the file."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        return not _lock(descriptor)
    finally:
        os.close(descriptor)


def write(descriptor: int, text: str) -> None:
    """Put a text into a held file in place of the one that stands there. A full disk takes none,
    but the lock itself holds.
    """
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, text.encode())


def give_back(path: Path, descriptor: int) -> None:
    """Let go of a held file and remove it."""
    if sys.platform == "win32":
        # Windows removes no open file; whoever opened it in between keeps it.
        os.close(descriptor)
        with suppress(OSError):
            path.unlink()
        return
    # Removed while locked: nobody else can hold this file, and a late comer sees it is gone.
    # Where somebody took it away before, another one's may stand there now.
    with suppress(OSError):
        if _is_at(path, descriptor):
            path.unlink()
    os.close(descriptor)


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
