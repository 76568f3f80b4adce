"""One writer per precinct file: a held side file that says who has it.

The precinct file itself cannot carry the lock: on Windows a locked byte cannot be read, and on
POSIX closing a second descriptor of a database drops SQLite's own locks.
"""

import getpass
import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tally_app import holding
from tally_app.store.errors import StoreError, failures

#: Not ".lock": SQLite itself uses that name on disks without locks.
_SUFFIX: Final = ".in-use"
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
        holding.give_back(self._path, self._descriptor)


def take(file: Path) -> FileLock:
    """Take the lock of a precinct file; StoreError "locked" says who has it. Whatever fails, it is
    the precinct file that is named: nobody knows the one beside it.
    """
    path = _beside(file)
    with failures(file):
        descriptor = holding.hold(path)
    if descriptor is None:
        raise StoreError("locked", path=str(file), **asdict(_holder(path)))
    holding.write(descriptor, json.dumps(asdict(_me()), ensure_ascii=False))
    return FileLock(path, descriptor)


def is_held(file: Path) -> bool:
    """True while somebody has a precinct file open for writing."""
    return holding.is_held(_beside(file))


def _beside(file: Path) -> Path:
    return file.with_name(file.name + _SUFFIX)


def _me() -> Holder:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name; Windows has no pwd
        user = ""
    since = datetime.now(tz=UTC).astimezone().isoformat(timespec="seconds")
    return Holder(platform.node(), user, os.getpid(), since)


def _holder(path: Path) -> Holder:
    try:
        with path.open("rb") as side:
            return Holder(**json.loads(side.read(_TEXT)))
    except (OSError, ValueError, TypeError):  # not written yet, gone, or not by us
        return Holder()
