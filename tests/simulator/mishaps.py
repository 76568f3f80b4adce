"""What happens to people at night: power, disks, clocks, printers, copies."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import timedelta

from tally_app.app.papers.unmade import UnmadePaperError
from tally_app.store import StoreError
from tests.faults import disk as disks
from tests.simulator.lost_files import LostFiles

#: Calls to SQLite's disk that a running night makes.
_RUNNING = ("write", "sync", "truncate", "open", "delete")


#: A disk that is not mended by itself.
FOR_EVER = 1 << 30


class Mishaps(LostFiles):
    """``luck`` of 1,000 acts meet with a mishap; ``disk_fails`` in nights with a bad disk."""

    luck = 0
    disk_fails = False

    def act(self, kind, contest="", /, do=None, **said):
        try:
            answer = super().act(kind, contest, do, **said)
        except UnmadePaperError:
            self.after_act()
            raise
        self.after_act()
        return answer

    #: Acts until what is broken works again, 0 for nothing broken.
    broken_for = 0

    def after_act(self) -> None:
        self.lost_is_told()
        if self.broken_for:
            self.broken_for -= 1
            if self.broken_for == 0:
                self._mended()

    def _mended(self) -> None:
        """There is room again, or the night goes on on another disk."""
        if self.random.randrange(2):
            self.disk.fault = disks._no_fault
        else:
            self.seen.add("another disk")
            self._elsewhere(self._files())

    def before_act(self) -> None:
        """What may happen at any moment, also in the middle of something."""
        if self.broken_for or self.random.randrange(1000) >= self.luck:
            return
        happens = [self.kill, self.close_and_open, self.power_cut, self.clock_jumps]
        happens += [self.taken_away, self.pulled_out]
        if self.disk_fails:
            happens += [self.fails_once, self.fails_for_a_while, self.dies_in_the_middle] * 2
        self.random.choice(happens)()

    def between(self) -> None:
        """What happens between two things people do."""
        if self.broken_for or self.random.randrange(400) >= self.luck:
            return
        happens = [self.copy, self.moved_while_closed, self.opened_under_trouble]
        if self.copies():
            happens += [self.restored, *([self.disk_lies] * self.disk_fails)]
        self.random.choice(happens)()

    # disks

    def fails_once(self) -> None:
        call = self.random.choice(_RUNNING)
        left = [self.random.randint(1, 3)]

        def fault(asked, _path):
            if asked == call:
                left[0] -= 1
                if left[0] == 0:
                    return disks.ERRORS[call]
            return disks.PASS

        self.seen.add("fails once")
        self.disk.fault = fault

    def fails_for_a_while(self) -> None:
        """Full, broken for ever, or read only: until there is room or another disk."""
        full = dict.fromkeys(("write", "truncate"), disks.FULL)
        broken = {call: disks.ERRORS[call] for call in ("write", "truncate", "sync", "delete")}
        read_only = {call: disks.ERRORS[call] for call in ("open", "write", "truncate", "delete")}
        unsynced = {"sync": disks.IOERR_FSYNC}
        said = self.random.choice([full, broken, read_only, unsynced])
        self.disk.fault = lambda asked, _path: said.get(asked, disks.PASS)
        self.broken_for = self.random.randint(1, 4)
        self.seen.add("fails for a while")

    def dies_in_the_middle(self) -> None:
        """The power goes while something is written; the write may be torn."""
        left = [self.random.randint(1, 6)]
        torn = self.random.randrange(2)

        def gone():
            self.cut = self.durable()

        def fault(asked, _path):
            if self.cut is not None:
                return disks.IOERR_WRITE if asked in _RUNNING[:3] else disks.PASS
            left[0] -= 1
            if left[0] > 0:
                return disks.PASS
            if asked == "write" and torn:
                return disks.TORN
            gone()
            return disks.IOERR_WRITE if asked in _RUNNING[:3] else disks.PASS

        self.disk.after_torn = gone
        self.disk.fault = fault
        self.seen.add("dies in the middle")

    def disk_lies(self) -> None:
        """The disk says it has written, and has not, when the power goes."""
        self.disk.fault = lambda asked, _path: disks.LIE if asked == "sync" else disks.PASS
        self.seen.add("disk lies")
        self.broken_for = FOR_EVER
        self.some_figures()
        self.go_on(self.random.choice(self.contests))
        self.broken_for = 0
        left = self.durable()
        try:
            self._elsewhere(left, lost=True)
        except StoreError as error:
            self.seen.add(f"after a lie: {error.code}")
            self.saved_from_ruins(self.folder / f"disk{self.moves}" / self.path.name)

    def opened_under_trouble(self) -> None:
        """The disk fails while the file is opened: it says so, and opens when the disk works."""
        self.disk.fault = disks._no_fault
        with suppress(StoreError):
            self.session.close()
        left = [self.random.randint(1, 12)]
        path = self.path

        def fault(asked, _path):
            left[0] -= 1
            return disks.ERRORS[asked] if left[0] == 0 else disks.PASS

        self.disk.fault = fault
        self.seen.add("opened under trouble")
        try:
            self.open(path)
        except StoreError:
            self.disk.fault = disks._no_fault
            self.open(path)
        self.disk.fault = disks._no_fault

    # places

    def moved_while_closed(self) -> None:
        """The file is put elsewhere, under another name."""
        self.disk.fault = disks._no_fault
        self.close()
        self.moves += 1
        folder = self.folder / f"disk{self.moves}"
        folder.mkdir()
        path = folder / f"түн {self.moves}.tally"
        shutil.move(self.path, path)
        shutil.rmtree(self.path.parent)
        self.seen.add("moved")
        self.open(path)

    # clocks

    def clock_jumps(self) -> None:
        self.clock.jump()
        self.clock_is_right = False
        self.seen.add("clock jumps")
        self.clock.now += timedelta(seconds=1)
