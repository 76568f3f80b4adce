"""Every call to the disk fails once, and for ever: said in words, nothing told is lost."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from contextlib import contextmanager, suppress
from itertools import count
from unittest.mock import patch

import pytest

from tally_app.domain.night.event import next_event
from tally_app.store import StoreError, create, open_file, verify
from tests.faults.disk import ERRORS, FULL, PASS, SEEN, Disk, installed

pytestmark = pytest.mark.skipif(not SEEN, reason="this Python shows nothing of its SQLite")

FIRST = next_event(None, at="", who="setup", kind="night_opened", payload={"night": "7"})
PAPER = b"%PDF" + bytes(6000)
#: Calls of Python's own that the store makes.
OF_PYTHON = ("open", "fsync", "replace", "rename", "unlink", "ftruncate", "write", "stat")


class Evening:
    """A short evening with everything the store does. ``told`` is what it said is kept."""

    def __init__(self, folder):
        self.path, self.copy = folder / "түн.tally", folder / "copy.tally"
        self.told = []
        self.documents = 0

    def lived(self):
        with create(self.path, FIRST) as journal:
            self.told = [FIRST]
            self.work(journal)
        with open_file(self.path) as journal:
            self.work(journal)

    def work(self, journal):
        for number in range(3):
            event = next_event(
                journal.head, at="", who="m1", kind="typed", contest="c",
                payload={"line": "L", "text": str(number)},
            )  # fmt: skip
            journal.append(event)
            self.told.append(event)
            journal.set_cursor("lines", str(number))
        content = PAPER + str(len(self.told)).encode()
        journal.keep_document(hashlib.sha256(content).hexdigest(), "p.pdf", content)
        self.documents += 1
        journal.copy_to(self.copy)


def nothing_is_lost(evening, was):
    """With a disk that works again the file opens, and holds all that was told."""
    if not evening.path.exists():
        assert evening.told == [], was
        return
    with open_file(evening.path) as again:
        events = again.events()
        assert events[: len(evening.told)] == tuple(evening.told), was
        assert len(events) - len(evening.told) <= 1, was
        assert len(again.documents()) >= evening.documents, was
        follows = next_event(events[-1], at="", who="m1", kind="typed", contest="c", payload={})
        again.append(follows)
    assert verify(evening.path).sound, was


def lived_with(folder, fault):
    """True where the evening ended without a word about the disk."""
    folder.mkdir()
    evening = Evening(folder)
    with installed(Disk(reads=True)) as disk:
        disk.fault = fault
        try:
            evening.lived()
            whole = True
        except StoreError:
            whole = False
    return evening, whole


@pytest.mark.parametrize("every", [11, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("how", ["once", "for ever", "full"])
def test_every_call_of_sqlite_fails(tmp_path, how, every):
    """Each call in turn, every eleventh in an ordinary run: once, for ever, or the disk is full."""
    calls: Counter = Counter()
    evening, whole = lived_with(tmp_path / "well", lambda call, _: calls.update([call]) or PASS)
    assert whole
    nothing_is_lost(evening, "well")
    many = sum(calls.values())
    said = 0
    for at in range(0, many, every):
        number = count()

        def fault(call, _path, at=at, number=number):
            mine = next(number)
            if mine == at or (how != "once" and mine > at):
                if how == "full":
                    return FULL if call in ("write", "truncate") else PASS
                return ERRORS[call]
            return PASS

        evening, whole = lived_with(tmp_path / str(at), fault)
        said += not whole
        nothing_is_lost(evening, f"call {at}, {how}")
    tried = len(range(0, many, every))
    print(f"{tried} of {many} calls of SQLite failed {how}, {said} times it was said, 0 lost")
    assert many > 100
    assert said > tried // 5


@contextmanager
def one_fails(name, at):
    """The ``at``-th call of ``os.name`` fails."""
    real, number = getattr(os, name), count()

    def called(*asked, **more):
        if next(number) == at:
            raise OSError(5, "Input/output error")
        return real(*asked, **more)

    with patch.object(os, name, called):
        yield number


@pytest.mark.parametrize("name", OF_PYTHON)
def test_every_call_of_the_program_fails(tmp_path, name):
    """What the store asks the system itself: names, locks, copies."""
    failed = 0
    for at in range(200):
        folder = tmp_path / str(at)
        folder.mkdir()
        evening = Evening(folder)
        with one_fails(name, at) as number, suppress(StoreError):
            evening.lived()
        if next(number) <= at:  # there is no such call any more
            break
        failed += 1
        nothing_is_lost(evening, f"{name} {at}")
    print(f"{failed} calls of os.{name} failed, 0 events lost")
