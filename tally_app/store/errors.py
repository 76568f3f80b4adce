"""What goes wrong with a precinct file through nobody's bug, as a code with arguments."""

import errno
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, get_args

Code = Literal[
    "not_found",  # no such file or folder
    "exists",  # a new night never overwrites a file
    "not_regular",  # a folder, a pipe, a device: there is nothing in it to read
    "foreign",  # no precinct file: no database, or one of another program
    "damaged",  # cut short, half copied, or overwritten inside
    "newer",  # written by a newer program: version, known
    "locked",  # somebody has it open: host, user, pid, since (all empty: another program)
    "read_only",  # the file or its disk takes no writing
    "no_permission",  # the user may not open it here
    "disk_full",
    "new_disk_full",  # no room for a new file: nothing was made
    "new_read_only",  # a new file in a place that takes no writing: nothing was made
    "no_temporary",  # what lies beside a night cannot be read: no copy of it can be made: detail
    "disk_failed",  # unplugged, broken, no longer answering: detail
    "finished",  # the contest is finished and locked: contest, kind
    "chain",  # an event does not follow the one before: seq, reason
    "side_damaged",  # what an earlier program left beside it holds more than can be read: events
    "nothing_left",  # not a single event can be read
    "beginning_lost",  # events can be read, and not the first one, on which all of them hang
    "gone",  # deleted, renamed or pulled out while it was open
    "replaced",  # another file has its name since it was opened
    "overwritten",  # somebody else wrote into it while it was open
]
#: What ``salvage`` may help against.
BROKEN: Final[frozenset[Code]] = frozenset({"damaged", "chain", "side_damaged"})
#: The open file is no more the one that was opened: the night goes on in another one.
LOST: Final[frozenset[Code]] = frozenset({"gone", "replaced", "overwritten"})
CODES: Final[tuple[Code, ...]] = get_args(Code)

_SQLITE: Final[Mapping[int, Code]] = {
    sqlite3.SQLITE_PERM: "no_permission",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_IOERR: "disk_failed",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_CANTOPEN: "no_permission",
    sqlite3.SQLITE_NOTADB: "foreign",
}
_SYSTEM: Final[Mapping[int, Code]] = {
    errno.ENOENT: "not_found",
    errno.ENOTDIR: "not_found",
    errno.ENAMETOOLONG: "not_found",
    errno.ELOOP: "not_found",
    errno.EISDIR: "not_regular",
    errno.EEXIST: "exists",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EROFS: "read_only",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
}
_PRIMARY: Final = 0xFF


class StoreError(Exception):
    """The world failed. ``code`` and ``arguments`` are frozen; the catalogue has the words.

    A wrong call is no StoreError: it stays ValueError or sqlite3.ProgrammingError.
    """

    def __init__(self, code: Code, **arguments: str | int) -> None:
        super().__init__(code, arguments)
        self.code: Final[Code] = code
        self.arguments: Final[Mapping[str, str | int]] = MappingProxyType(arguments)


@contextmanager
def failures(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say about ``path`` into StoreError; let bugs through."""
    try:
        yield
    except sqlite3.Error as error:
        raise _from_sqlite(error, path) from error
    except UnicodeDecodeError as error:  # Python cannot read what SQLite quotes from the file
        raise StoreError("damaged", path=str(path), detail="text") from error
    except OSError as error:
        raise of_system(error, path) from error


def of_system(error: OSError, path: Path) -> StoreError:
    """Say what the system refused about ``path``."""
    code = _SYSTEM.get(error.errno or 0, "disk_failed")
    return StoreError(code, path=str(path), detail=error.strerror or "")


def primary(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code, 0 where Python's own driver raised."""
    return int(getattr(error, "sqlite_errorcode", 0)) & _PRIMARY


def _from_sqlite(error: sqlite3.Error, path: Path) -> Exception:
    number = primary(error)
    if number == sqlite3.SQLITE_CONSTRAINT:
        # Journal asks first, so a trigger only speaks when the file is not what we read from it.
        changed = str(error) in {"chain", "finished"}
        return StoreError("chain", path=str(path), seq=0, reason=str(error)) if changed else error
    if number not in _SQLITE:
        return error
    if number == sqlite3.SQLITE_BUSY:  # our own second writer is refused by name in lock.py
        return StoreError("locked", path=str(path), host="", user="", pid=0, since="")
    detail = str(getattr(error, "sqlite_errorname", ""))
    return StoreError(_SQLITE[number], path=str(path), detail=detail)
