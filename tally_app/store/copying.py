"""Copies of a night, for a stick or another disk."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from tally_app.store import schema
from tally_app.store.chain import read_chain
from tally_app.store.errors import StoreError, failures
from tally_app.store.opening import check, reserve, snapshot, sync_folder


def copy_night(source: sqlite3.Connection, path: Path) -> None:
    """Copy an open precinct file to ``path``; StoreError if the world fails, then nothing is there.

    The copy is one file, read again whole before it takes its name.
    """
    new = path.with_name(f"{path.name}.part")
    try:
        with failures(path):
            new.unlink(missing_ok=True)
            reserve(new)
            with closing(sqlite3.connect(new)) as target:
                source.backup(target)
                target.execute("PRAGMA journal_mode = DELETE")
                check(target, new)
                for _ in read_chain(target.execute(schema.SELECT_EVENTS)):
                    pass
            with new.open("rb+") as written:
                os.fsync(written.fileno())
            new.replace(path)
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)
    sync_folder(path.parent)


def bring(copy: Path, path: Path) -> None:
    """Make a night's file of a copy, whole or not at all; StoreError "exists" if one is there."""
    if path.exists():
        raise StoreError("exists", path=str(path))
    with snapshot(copy) as source:
        copy_night(source, path)
