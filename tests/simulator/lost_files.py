"""The file is moved, renamed, replaced or overwritten under the open night."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tally_app.domain.night.event import SETUP
from tally_app.store import read_file
from tests.faults.disk import _no_fault
from tests.simulator.copies import Copies
from tests.simulator.world import DISK, World, hold


@dataclass(frozen=True)
class Lost:
    """``path`` is where the night was open, ``there`` what lies anywhere now, with its bytes;
    ``back`` the folder that a stick has when it is plugged in again.
    """

    path: Path
    there: dict[Path, bytes]
    back: Path | None = None


class LostFiles(Copies):
    """The next figure is refused, or goes into another file, and nothing told is lost."""

    lost: Lost | None = None

    def taken_away(self) -> None:
        self.disk.fault = _no_fault
        ways = (self._renamed, self._moved, self._deleted, self._replaced, self._overwritten)
        way = self.random.choice((*ways, self._touched))
        self.seen.add(f"file{way.__name__.replace('_', ' ')} under the night")
        path = self.path
        there = way(path)
        if there is not None:
            self.lost = Lost(path, {file: file.read_bytes() for file in there})

    def _renamed(self, path):
        other = path.with_name("ескі.tally")
        path.rename(other)
        return [other]

    def _moved(self, path):
        """The folder has another name."""
        other = path.parent.with_name(f"{path.parent.name} ескі")
        path.parent.rename(other)
        return [other / path.name]

    def _deleted(self, path):
        path.unlink()
        return []

    def _replaced(self, path):
        """By a copy of itself, as a program that syncs folders does."""
        other = path.with_name("көшірме")
        other.write_bytes(path.read_bytes())
        other.replace(path)
        return [path]

    def _overwritten(self, path):
        """In place: by an older copy, half of itself, noise or nothing."""
        self.overwritten |= {file.digest for file in self.session.journal.documents()}
        content = path.read_bytes()
        older = [copy.read_bytes() for copy in self.copies() if self._is_older(copy)]
        other = [content[: len(content) // 2], self.random.randbytes(5000), b"", *older]
        path.write_bytes(self.random.choice(other))
        return [path]

    def _is_older(self, copy) -> bool:
        return len(read_file(copy).events) < len(self.told)

    def _touched(self, path):
        """By a harmless hand: the same bytes at another time; nothing is lost."""
        os.utime(path, ns=(0, self.random.randrange(10**18)))

    def pulled_out(self) -> None:
        """The stick the night lies on is pulled out, and plugged in again."""
        self.disk.fault = _no_fault
        self.seen.add("stick pulled out")
        path = self.path
        other = path.parent.with_name("тартылды")
        path.parent.rename(other)
        self.session.elsewhere = None
        self.lost = Lost(path, {file: file.read_bytes() for file in other.iterdir()}, other)

    def lost_is_told(self) -> None:
        """Whatever was done since the file was lost: told, and nothing went into the lost file."""
        lost, self.lost = self.lost, None
        if lost is None:
            return
        hook, self.hook = self.hook, lambda: None
        if lost.back is not None:
            self._refused(lost)
        else:
            self._went_on(lost)
        self.hook = hook

    def _is_written(self) -> str:
        """An act that is always lawful."""
        there = [person for person in self.account.persons if person != self.session.who]
        person = there[0] if there else SETUP
        return World.act(self, "person_changed", person=person, before=self.session.who)

    def _went_on(self, lost: Lost) -> None:
        if self.path == lost.path:
            self._is_written()
        hold(self.path != lost.path, "an event went into a file that was lost")
        for file, content in lost.there.items():
            hold(file.read_bytes() == content, "a file that is not ours any more was touched")
        file = read_file(self.path)
        hold(file.events == tuple(self.told), "the night that goes on is not the one that was lost")
        named = {e.payload["digest"] for e in self.told if e.kind in ("printed", "document_filed")}
        kept = {document.digest for document in file.documents}
        hold(named <= kept | self.overwritten, "a paper was not taken along")

    def _refused(self, lost: Lost) -> None:
        """Nothing could be written while the stick was away, and it goes on when it is back."""
        before = len(self.told)
        hold(self._is_written() == DISK, "an event was written on a stick that is not there")
        hold(len(self.told) == before, "an event is told that could not be written")
        lost.back.rename(lost.path.parent)
        self.session.elsewhere = self.going_on
        self.failed_kind = ""
        hold(self._is_written() == "", "nothing can be written on a stick that is back")
        hold(self.path == lost.path, "the night left the stick for nothing")
        hold(read_file(self.path).events == tuple(self.told), "what was told is not on the stick")
