"""What lies beside a precinct file after a kill, and putting away what does not belong to it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Final

from tally_app.store.errors import failures
from tally_app.store.opening import JOURNAL, WAL, sync_folder

_ASIDE: Final = ".aside"


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
    with failures(path), TemporaryDirectory(prefix="tally-") as folder:
        copy = Path(folder) / "copy.tally"
        copyfile(path, copy)
        for side in sides:
            if Path(f"{path}{side}").is_file():  # no folder, and not gone since
                copyfile(f"{path}{side}", f"{copy}{side}")
        yield copy


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
