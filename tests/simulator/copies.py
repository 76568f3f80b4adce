"""Copies of a night as the window makes and finds them, and going on from one."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from tally_app.app.backup.found import Found, found, look
from tally_app.app.backup.keeper import Keeper
from tally_app.app.backup.places import FOLDER, Places
from tally_app.app.backup.restore import restore
from tally_app.app.night.files import open_night
from tally_app.app.night.mending import saved_from
from tally_app.app.night.settings import Settings
from tally_app.store import StoreError, Witnesses, read_file
from tests.faults.disk import _no_fault
from tests.simulator.printing import Printing
from tests.simulator.world import hold

#: Seconds a copy may take on the slowest machine that simulates.
_PATIENCE = 60.0


class Copies(Printing):
    """The program's own place for copies in all nights; in some a stick, chosen once."""

    def places_for_copies(self) -> None:
        self.stick = self.folder / "stick"
        if self.random.randrange(2):
            self.stick.mkdir()
        self._on_this_laptop()

    def _on_this_laptop(self) -> None:
        data = self.folder / f"data of {self.computer}"
        data.mkdir()
        self.places = Places(data, Settings(data / "settings.json"))
        if self.stick.exists():
            self.places.choose(self.stick)

    def copies(self) -> list[Path]:
        """The copies that are a beginning of this night: one that was gone back behind is not."""
        there = (self.places.own, self.stick / FOLDER)
        every = sorted(path for place in there for path in place.glob("*/*.tally*"))
        return [path for path in every if self._is_ours(path)]

    def _is_ours(self, path) -> bool:
        events = read_file(path).events
        return events == tuple(self.told[: len(events)])

    def copy(self) -> None:
        """A copy is made: read back, it is the night as it stands, in every place."""
        keeper = Keeper(self.session, "", self.places)
        keeper.ask()
        hold(keeper.wait(_PATIENCE), "a copy takes for ever")
        keeper.close(lambda: None, "")
        hold(keeper.wait(_PATIENCE), "the last copy takes for ever")
        if keeper.state.troubled:
            self.seen.add("a copy failed")
            return
        self.seen.add("copied")
        for place in (self.places.own, self.places.chosen()):
            if place is not None:
                self._is_whole(place)

    def _is_whole(self, place: Path) -> None:
        there = sorted(place.glob("*/*.tally*"))
        same = [path for path in there if read_file(path).events == tuple(self.told)]
        hold(same, f"no copy is the night as it stands: {[path.name for path in there]}")
        moment = self.clock.now.timestamp()
        os.utime(same[0], (moment, moment))  # a real time would make another night of the seed

    def restored(self) -> None:
        """The file is gone, or the whole laptop: the night goes on from a copy, the newest or any
        other, and what stood behind it is typed again.
        """
        self.disk.fault = _no_fault
        with suppress(StoreError):
            self.session.close()
        shutil.rmtree(self.path.parent, ignore_errors=True)
        of_stick = [path for path in self.copies() if path.is_relative_to(self.stick)]
        same = not of_stick or self.random.randrange(3) > 0
        self.seen.add("restored" if same else "moved to another laptop")
        if not same:
            self.computer = f"laptop{self.moves}"
            self.witnesses = Witnesses(self.folder / f"witnesses of {self.computer}")
            self._on_this_laptop()
        chosen = self._chosen()
        before, many = read_file(chosen.path), chosen.ends.seq
        said = chosen.said
        hold((said.seq, said.head) == (many, chosen.ends.head), "a copy is shown as another one")
        self.moves += 1
        folder = self.folder / f"disk{self.moves}"
        session = restore(chosen, folder, self.clock, self.witnesses, known=same)
        self.begin_again(session, many)
        hold(len(self.told) > many, "going on from a copy is no event")
        hold(read_file(chosen.path) == before, "going on from a copy has changed it")

    def _chosen(self) -> Found:
        """The newest copy, found as the start page does, or an older one chosen by hand."""
        ours = self.copies()
        if self.random.randrange(2):
            newest = found(self.places, self.clock)
            hold(newest, "there are copies, and none is found")
            hold(newest[0].here.code == "none", f"no file is here, said is {newest[0].here}")
            if newest[0].path in ours:
                return newest[0]
        return look(self.random.choice(ours), self.places, self.clock)

    def saved_from_ruins(self, ruin: Path) -> None:
        """What can be read of a broken file goes on as a night; else a copy does."""
        self.moves += 1
        new = self.folder / f"disk{self.moves}" / "құтқарылды.tally"
        new.parent.mkdir()
        try:
            saved = saved_from(ruin, new, self.clock)
        except StoreError as error:
            self.seen.add(f"not saved: {error.code}")
            self.restored()
            return
        loose = [event for event in saved.stranded if event not in self.told]
        hold(not loose, f"saved are events nobody has told: {loose}")
        if not saved.events:
            self.seen.add("saved without a beginning")
            self.restored()
            return
        self.seen.add("saved")
        self.overwritten |= set(saved.lost)
        session = open_night(new, self.clock, self.witnesses)
        self.begin_again(session, len(saved.events))
