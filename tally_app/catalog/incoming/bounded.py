"""Files from outside are read with a limit: what a file is and how large it is, is asked first."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

#: Bytes a file of each kind has at most.
TOML: Final = 4_000_000
SHEET: Final = 64_000_000
PICTURE: Final = 20_000_000

#: A pipe nobody writes to is not waited for.
_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class UnfitFileError(OSError):
    """A file that is not read: ``code`` not_regular (a folder, a pipe, a device) or too_big,
    ``size`` and ``limit`` in bytes; or not written to: no_target (a folder, a device, a link) or
    no_room (its disk is full).
    """

    def __init__(self, code: str, path: Path, size: int = 0, limit: int = 0) -> None:
        super().__init__(f"{code}: {path}")
        self.code = self.strerror = code
        self.filename = str(path)
        self.size = size
        self.limit = limit


def whole(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most ``limit``; OSError for any other."""
    with opened(path, limit) as file:
        data = file.read(limit + 1)
    if len(data) > limit:  # it grew meanwhile, or the system does not know its size
        raise UnfitFileError("too_big", path, len(data), limit)
    return data


@contextmanager
def opened(path: Path, limit: int) -> Iterator[IO[bytes]]:
    """A regular file of at most ``limit`` bytes to read from; OSError for any other."""
    try:
        regular = stat.S_ISREG(path.stat().st_mode)
    except ValueError as error:  # a name no system has
        raise UnfitFileError("not_regular", path) from error
    if not regular:
        raise UnfitFileError("not_regular", path)
    with open(os.open(path, os.O_RDONLY | _AT_ONCE), "rb") as file:  # noqa: PTH123 - a descriptor
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):  # another one took its name
            raise UnfitFileError("not_regular", path)
        if found.st_size > limit:
            raise UnfitFileError("too_big", path, found.st_size, limit)
        yield file
