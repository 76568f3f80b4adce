"""The room of one night: the real session on a real file, people, a clock and a disk.

Every act goes through ``World.act``: the law is asked first (``night_law``), then the program, and
the two must agree; what the program said is kept is remembered, and must be there ever after.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random

from tally_app.app.night.files import open_night
from tally_app.app.window.nights.rescue import elsewhere
from tally_app.domain.form.election import UTC_OFFSET
from tally_app.domain.night.event import SETUP
from tally_app.domain.record.record import Record
from tally_app.store import StoreError, Witnesses
from tests.domain.making import to_record
from tests.faults.disk import Disk, _no_fault
from tests.simulator.account import Account
from tests.simulator.night_law import NightLaw

#: Facts judged by what else is known than their payload: asked before, not after.
_ASKED_BEFORE = {"finished", "signed"}
_NOT_COPIED = (".in-use", "-shm")
DISK = "disk"
#: What the program tells of itself may come before the act that was asked for.
_OF_ITSELF = ("clock_jumped", "went_on_elsewhere")


class FaultError(AssertionError):
    """The program did what it may not do; its text is one sentence."""


def hold(true: object, sentence: str) -> None:
    """FaultError unless something is true."""
    if not true:
        raise FaultError(sentence)


class Clock:
    """The laptop's clock: goes on with every look, and may be wrong. ``seconds`` are counted beside
    it and are never set.
    """

    def __init__(self, random: Random, day: str) -> None:
        self.random = random
        self.zone = timezone(timedelta(minutes=UTC_OFFSET))
        self.now = datetime.fromisoformat(day).replace(tzinfo=self.zone) + timedelta(hours=18)
        self.counted = 0.0

    def __call__(self) -> datetime:
        passed = self.random.randint(1, 40)
        self.now += timedelta(seconds=passed)
        self.counted += passed
        return self.now

    def seconds(self) -> float:
        return self.counted

    def jump(self) -> None:
        """Back or forth, by an hour, a night or some years; or the laptop has another zone."""
        by = self.random.choice([timedelta(hours=1), timedelta(hours=13), timedelta(days=900)])
        self.now += self.random.choice([by, -by])
        if self.random.randrange(3) == 0:
            self.now = self.now.astimezone(timezone(timedelta(hours=self.random.randint(-3, 9))))

    def set_right(self, day: str, minutes: int) -> None:
        """Somebody looks at a watch; never earlier than the minute given."""
        right = datetime.fromisoformat(day).replace(tzinfo=self.zone) + timedelta(minutes=minutes)
        self.now = right


class World:
    """One night being simulated. ``told`` are the events the program has said are kept."""

    def __init__(self, random: Random, folder: Path, disk: Disk, clock: Clock) -> None:
        self.random, self.folder, self.disk, self.clock = random, folder, disk, clock
        self.moves = 0
        self.actions = 0
        self.seen: set[str] = set()
        self.session = self.law = self.plan = None
        self.told: list = []
        self.failed_kind = ""
        self.cut: dict[str, bytes] | None = None
        self.hook = lambda: None
        self.stood: dict[str, dict] = {}
        self.computer = "laptop"
        self.witnesses = Witnesses(folder / "witnesses")
        #: Digests of papers whose bytes somebody else has overwritten.
        self.overwritten: set[str] = set()

    def begun(self, session) -> None:
        """The night has its first event."""
        self.session = session
        self._know(session.night)
        self.take_in()
        self.at_work()

    def at_work(self) -> None:
        """What the window does with every night it opens."""
        session = self.session
        session.journal.seen_by(self.witnesses)
        session.elsewhere = self.going_on
        session.doubts = lambda _, alike: tuple(alike[: len(alike) % 3 == 0])
        with suppress(StoreError):
            session.watch(self.clock.seconds)
        self.take_in()

    def going_on(self, _lost: StoreError):
        """The window's answer to a lost file; the folder of this very run is no part of a night."""
        self.moves += 1
        moved = elsewhere(self.session, self.folder / f"disk{self.moves}")
        left, path = (Path(x).relative_to(self.folder).as_posix() for x in (moved.left, moved.path))
        return replace(moved, left=left, path=path)

    def _know(self, night) -> None:
        self.law = NightLaw(Account(night.rules, night.precinct))

    @property
    def night(self):
        return self.session.night

    @property
    def contests(self):
        return list(self.night.contests)

    @property
    def account(self):
        return self.law.account

    @property
    def path(self) -> Path:
        return self.session.journal.path

    def state(self, contest):
        return self.night.contests[contest]

    # one act

    def act(self, kind, contest="", /, do=None, **said) -> str:
        """ "" where it was done, the code of the refusal, or ``DISK`` where the disk failed."""
        self.actions += 1
        self.hook()
        verdict = self.law.judges(kind, contest, said, self.session.who)
        before = self.night
        try:
            session = self.session
            refused = do(session) if do else session.execute(to_record(kind, said, contest))
        except StoreError as error:
            self.failed_kind = kind
            self.seen.add(f"disk: {error.code}")
            self.take_in()
            if self.cut is not None:
                self._elsewhere(self.cut)
                self.cut = None
            return DISK
        new = self.take_in()
        told = f"{kind} {contest} {said} by {self.session.who}"
        if refused is not None:
            hold(self.night is before, f"a refused act changed the night: {told}")
            hold(verdict.must is not True, f"a lawful act was refused ({refused.code}): {told}")
            return refused.code
        done = any(event.kind == kind for event in new)
        hold(verdict.must is not False or not done, f"{verdict.why}, but it was done: {told}")
        self.failed_kind = ""
        return ""

    def take_in(self) -> list:
        """Look at what is new in the journal: lawful, and folded into the live night."""
        events = self.session.journal.events()
        new = [*events[len(self.told) :]]
        for event in new:
            if event.kind not in _ASKED_BEFORE:
                said = self.law.judges(event.kind, event.contest, event.payload, event.who)
                hold(said.must is not False, f"{said.why}, but it is stored: {event}")
            self.account.saw(event)
            self.told.append(event)
            self._stands(event)
        hold(self.night.seq == len(events), "the live night is not that of the journal")
        return new

    def _stands(self, event) -> None:
        """The figures of a finished protocol are those that were typed, and stand from now on."""
        if event.kind in ("print_withdrawn", "recount_opened"):
            self.stood.pop(event.contest, None)
        if event.kind == "finished":
            self._record_of(event)
            self.stood[event.contest] = event.payload["record"]
        for contest, record in self.stood.items():
            finish = self.state(contest).finish if self.session else None
            if event.seq == self.night.seq:
                hold(finish and finish.record == record, f"a finished protocol changed: {contest}")

    def _record_of(self, event) -> None:
        record = Record.read(event.payload["record"])
        hold(record.check_value() == event.payload["check_value"], "a record has another value")
        typed = {(cell.line, cell.item): cell for cell, _ in self.account.fields(event.contest)}
        for line in record.lines:
            cell = typed.get((line.id, line.item))
            if cell is None or line.status not in ("entered", "missing"):
                continue
            figure = self.account.figure(event.contest, cell)
            value = figure.value if figure else None
            hold(line.value == value, f"the record says {line.value}, typed was {value}: {cell}")

    # the file

    def kill(self) -> None:
        """The program ends in the middle; the file is opened again."""
        self.seen.add("killed")
        self._elsewhere(self._files())

    def power_cut(self) -> None:
        """What was not synced is gone, or half of it."""
        self.seen.add("power cut")
        self._elsewhere(self.durable())

    def durable(self) -> dict[str, bytes]:
        """What a power cut leaves on the disk now."""
        left = {}
        for file in self._names():
            many = self.disk.unsynced(str(file))
            content = self.disk.durable(str(file), self.random.randint(0, many))
            left[file.name] = file.read_bytes() if content is None else content
        return left

    def _names(self) -> list[Path]:
        return sorted(x for x in self.path.parent.iterdir() if not x.name.endswith(_NOT_COPIED))

    def _files(self) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in self._names()}

    def _elsewhere(self, files: dict[str, bytes], *, lost: bool = False) -> None:
        """The night goes on from these files, on a disk that works."""
        name, old = self.path.name, self.path.parent
        self.disk.fault = _no_fault
        self.moves += 1
        folder = self.folder / f"disk{self.moves}"
        folder.mkdir()
        for file, content in files.items():
            (folder / file).write_bytes(content)
        with suppress(StoreError):
            self.session.close()
        shutil.rmtree(old)
        self.open(folder / name, lost=lost)

    def close(self) -> None:
        """A clean end: the one file is the whole night."""
        self.session.close()
        beside = [x.name for x in self._names() if x.name != self.path.name]
        hold(not beside, f"a clean close leaves files behind: {beside}")

    def close_and_open(self) -> None:
        self.seen.add("closed")
        self.disk.fault = _no_fault
        self.close()
        self.open(self.path)

    def open(self, path: Path, *, lost: bool = False) -> None:
        """Open the file again: everything told is there, and at most the one event whose storing
        failed; with ``lost`` (a disk that lied) a beginning of it, and this computer says so.
        """
        who = self.session.who
        before = self.night
        session = open_night(path, self.clock, self.witnesses)
        events, said = session.journal.events(), session.journal.judged.testimony
        if lost and len(events) < len(self.told):
            self.seen.add("a lie of the disk lost events")
            hold(said == "less", f"the file holds less than was typed, and is said to be: {said}")
            self.begin_again(session, len(events))
            return
        self.session = session
        hold(said != "less", "the file holds everything, and is said to hold less")
        hold(events[: len(self.told)] == tuple(self.told), "a committed event is lost")
        same = len(events) == len(self.told)
        more = [event.kind for event in events[len(self.told) :]]
        hold(
            same or (len(more) == 1 and more[0] in (self.failed_kind, *_OF_ITSELF)),
            f"the file holds more than was told: {more}",
        )
        # A form is what it is, not what it says: the rules are read anew and left out.
        again = replace(self.night, rules=before.rules)
        hold(not same or again == before, "the night opens as another one")
        self.take_in()
        self.failed_kind = ""
        last = events[-1].who
        hold(self.session.who == (last if self.night.person(last) else SETUP), "who typed is lost")
        self.session.who = who if self.night.person(who) else self.session.who
        self.at_work()

    def begin_again(self, session, many: int) -> None:
        """The account of a shorter night, where a file lawfully holds less: its first ``many``
        events were told before, and are the same.
        """
        events = session.journal.events()
        hold(events[:many] == tuple(self.told[:many]), "what is left is another night")
        with suppress(StoreError):
            self.session.close()
        self.session = session
        self._know(self.night)
        self.told, self.stood = [], {}
        for event in events[:many]:
            self.account.saw(event)
            self.told.append(event)
            if event.kind == "finished":
                self.stood[event.contest] = event.payload["record"]
            if event.kind in ("print_withdrawn", "recount_opened"):
                self.stood.pop(event.contest, None)
        self.take_in()
        self.failed_kind = ""
        self.at_work()
