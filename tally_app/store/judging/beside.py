"""What lies beside a precinct file after a kill, and putting away what does not belong to it."""

import errno
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Final

from tally_app.store.errors import StoreError, failures
from tally_app.store.opening import JOURNAL, WAL, sync_folder

_ASIDE: Final = ".aside"
#: Reading a file never says so: the copy has no room.
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def beside(path: Path) -> tuple[str, ...]:
    """The endings of what lies beside it and SQLite would read into it: files, and folders, which
    would keep it from being opened at all.
    """
    with failures(path):
        return tuple(side for side in (WAL, JOURNAL) if _speaks(side, Path(f"{path}{side}")))


def _speaks(side: str, path: Path) -> bool:
    """A journal whose first byte is nought is of a transaction that ended."""
    if path.is_dir():
        return True
    try:
        with path.open("rb") as file:
            first = file.read(1)
    except FileNotFoundError:
        return False
    return first not in (b"", b"\0") if side == JOURNAL else first != b""


@contextmanager
def copied(path: Path, sides: Iterable[str]) -> Iterator[Path]:
    """A copy of the file with some of the files beside it, for as long as the block lasts."""
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(
                TemporaryDirectory(prefix="tally-", ignore_cleanup_errors=True)
            )
        except OSError as error:
            raise _no_temporary(path, error) from error
        copy = Path(folder) / "copy.tally"
        with failures(path):
            _copy(path, copy, path)
            for side in sides:
                if Path(f"{path}{side}").is_file():  # no folder, and not gone since
                    _copy(Path(f"{path}{side}"), Path(f"{copy}{side}"), path)
            yield copy


def _copy(source: Path, target: Path, night: Path) -> None:
    """Copy a file; StoreError "no_temporary" where the copy is what fails, not the file."""
    try:
        copyfile(source, target)
    except OSError as error:
        if error.errno in _NO_ROOM or str(target) == error.filename:
            raise _no_temporary(night, error) from error
        raise


def _no_temporary(night: Path, error: OSError) -> StoreError:
    named = (error.strerror, error.filename)
    detail = ": ".join(str(part) for part in named if part)
    return StoreError("no_temporary", path=str(night), detail=detail)


def set_aside(path: Path, sides: Iterable[str]) -> tuple[str, ...]:
    """Give files beside it a new name, never one that is taken; the names."""
    names = []
    with failures(path):
        for side in sides:
            aside = _free(Path(f"{path}{side}{_ASIDE}"))
            Path(f"{path}{side}").rename(aside)
            names.append(aside.name)
        if names:
            sync_folder(path.parent)
    return tuple(names)


def _free(path: Path) -> Path:
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.name}-{number}")
    return found
