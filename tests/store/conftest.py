"""A precinct file to try things on, and a user who may not write everywhere."""

import hashlib
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tally_app.domain.night.event import next_event
from tally_app.store import create

AT = "2026-11-15T21:03:00+05:00"
NOBODY = 65534


def event(before, kind="typed", contest="c1", **payload):
    return next_event(before, at=AT, who="m1", kind=kind, contest=contest, payload=payload)


@pytest.fixture
def first():
    return event(None, "night_opened", "", night="123456789012", mode="training")


@pytest.fixture
def say():
    """Append an event to a journal and return it."""

    def _say(journal, kind="typed", contest="c1", **payload):
        said = event(journal.head, kind, contest, **payload)
        journal.append(said)
        return said

    return _say


@pytest.fixture
def file(tmp_path):
    folder = tmp_path / "Әділ Қызылорда № 5 %20?"
    folder.mkdir()
    return folder / "учаске 12.tally"


@pytest.fixture
def journal(file, first):
    with create(file, first) as opened:
        yield opened


def a_night(path):
    """Write a closed file with six events and one document."""
    with create(path, event(None, "night_opened", "", night="123456789012")) as opened:
        for number in range(4):
            opened.append(event(opened.head, line="L1", text=str(number), value=number))
        opened.append(event(opened.head, "typed", "c2", line="Ү1", text="әділ", value=None))
        opened.keep_document(hashlib.sha256(b"%PDF").hexdigest(), "хаттама.pdf", b"%PDF")
    return path


@contextmanager
def as_earlier_programs(path, first):
    """A new night kept as programs before version 4 kept it: its events lie in a -wal."""
    with create(path, first) as opened:
        opened._connection.execute("PRAGMA journal_mode = WAL")
        opened._connection.execute("PRAGMA user_version = 3")
        yield opened


@pytest.fixture
def night(file):
    return a_night(file)


@pytest.fixture(scope="session")
def sealed(tmp_path_factory):
    """One night for a thousand alterations of its copies."""
    return a_night(tmp_path_factory.mktemp("sealed") / "night.tally")


@pytest.fixture
def raw():
    """Another program with the file: plain sqlite3, every pragma at its default."""

    @contextmanager
    def _raw(path):
        with closing(sqlite3.connect(path)) as connection, connection:
            yield connection

    return _raw


@pytest.fixture
def public():
    """A folder every user can reach, for tests of permissions."""
    folder = Path(tempfile.mkdtemp(prefix="tally-public-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.fixture
def ordinary_user():
    """Leave root, whom no permission stops, for the length of a block; with a folder for temporary
    files that is open to this user too, which root's need not be.
    """

    @contextmanager
    def _ordinary():
        root, before = os.geteuid() == 0, tempfile.tempdir
        with tempfile.TemporaryDirectory(prefix="tally-ordinary-") as own:
            Path(own).chmod(0o777)
            tempfile.tempdir = own
            if root:
                os.seteuid(NOBODY)
            try:
                yield
            finally:
                if root:
                    os.seteuid(0)
                tempfile.tempdir = before

    return _ordinary
