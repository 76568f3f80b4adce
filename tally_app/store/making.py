"""A new precinct file, whole or not at all."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from tally_app.domain.night.event import Event
from tally_app.store import schema
from tally_app.store.chain import misfit, to_row
from tally_app.store.errors import StoreError, failures
from tally_app.store.kinds import event_mode, header_for
from tally_app.store.opening import SIDE_FILES, connect, reserve, sync_folder, transaction
from tally_app.store.reading import KeptFile

_DOCUMENT = "INSERT INTO document (number, digest, name, content) VALUES (?, ?, ?, ?)"
_CURSOR = "UPDATE cursor SET page = ?, field = ?"


def make(
    path: Path,
    events: Sequence[Event],
    documents: Iterable[KeptFile] = (),
    cursor: tuple[str, str] = ("", ""),
) -> None:
    """Write a night into a new file; ValueError for events that are no chain from the first on.

    It is made under another name, so that a kill or a full disk leaves no half night behind, and
    synced. StoreError "exists" where a file, or what an older one left beside, has that name,
    "new_disk_full" and "new_read_only" where there is no place for it.
    """
    for before, event in zip((None, *events), events, strict=False):
        if misfit(before, event):
            raise ValueError("not a first event" if before is None else "not a chain")
    with failures(path):
        _refuse_leftovers(path)
    new = path.with_name(path.name + ".new")
    with of_new(path), failures(path):
        new.unlink(missing_ok=True)
        reserve(new)
        try:
            with closing(connect(new, "rw")) as connection, transaction(connection):
                schema.migrate(connection, 0)
                connection.executemany(schema.INSERT_EVENT, map(to_row, events))
                for number, kept in enumerate(documents, 1):
                    row = (number, kept.digest, kept.name, kept.content)
                    connection.execute(_DOCUMENT, row)
                connection.execute(_CURSOR, cursor)
                # Last of all: an old night may hold what the guards of today would not take.
                schema.restore_triggers(connection)
                owner = header_for(event_mode(events[0]))
                connection.execute(f"PRAGMA application_id = {owner}")
            new.rename(path)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def make_folder(path: Path) -> None:
    """Make a folder for new files where it is not there yet; StoreError."""
    with of_new(path), failures(path):
        path.mkdir(parents=True, exist_ok=True)


@contextmanager
def of_new(path: Path) -> Iterator[None]:
    """Of a file that was to be made it is not said that what came before is safe in it."""
    try:
        yield
    except StoreError as error:
        if error.code == "disk_full":
            raise StoreError("new_disk_full", path=str(path)) from error
        if error.code == "read_only":
            raise StoreError("new_read_only", path=str(path)) from error
        raise


def _refuse_leftovers(path: Path) -> None:
    # A -wal of an older night would be read into the new file, and may be that night's last hour.
    for left in (path, *(path.with_name(path.name + side) for side in SIDE_FILES)):
        if left.exists():
            raise StoreError("exists", path=str(left))
