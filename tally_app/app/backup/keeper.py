"""Copies of the open night, made beside the work: no key ever waits for a disk or stick."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from tally_app.app.backup import about
from tally_app.app.backup.about import About
from tally_app.app.backup.clearing import clear
from tally_app.app.backup.places import Places
from tally_app.app.night.file_names import ENDINGS, ending_of
from tally_app.app.night.session import Session
from tally_app.domain.night.facts.finishing import Finished, PrintConfirmed, Signed
from tally_app.domain.night.facts.steps import StepConfirmed
from tally_app.store import Copier, Copy, Journal, StoreError, ends, newest_first

#: A copy is made right after one of these, after every step that is left, and when it is so many
#: seconds old.
_AT_ONCE: Final = frozenset(fact.kind for fact in (StepConfirmed, Finished, PrintConfirmed, Signed))
_OLDEST: Final = 300.0
#: Seconds after which a place that failed is tried again.
_AGAIN: Final = 20.0
#: Codes of StoreError a person can do something about; the others are "failed".
_SAID: Final = ("disk_full", "read_only", "no_permission")
#: Stands for the name of a computer that is not known.
_UNKNOWN: Final = "–"


@dataclass(frozen=True, slots=True)
class State:
    """``at``: when the last copy was made or found to be the newest still ("" = none yet), and
    ``where`` it lies besides on this computer: "own" (nowhere), "folder", "disk".
    ``beyond``: a copy of this night that holds what this file does not, the time of its last event
    and the computer it was made on. ``trouble``: why the chosen place has none, ``own_trouble`` why
    this computer has none: absent, disk_full, read_only, no_permission, failed ("" = all is well).
    """

    at: str = ""
    where: str = "own"
    trouble: str = ""
    own_trouble: str = ""
    beyond: tuple[str, str, str] | None = None

    @property
    def troubled(self) -> bool:
        return bool(self.trouble or self.own_trouble)


class Keeper:
    """Keeps the copies of one open night up to date; ``tick`` once a second.

    ``state`` is what came of it last; ``page`` the name of the page that is shown.
    """

    def __init__(self, session: Session, page: str, places: Places) -> None:
        self.state = State()
        self._session = session
        self._places = places
        ending = ending_of(training=session.night.training)
        self._copier = Copier(self._night, ending)
        self._page = page
        self._seen = 0
        self._looked: set[Path] = set()
        self._asked_at = -_OLDEST
        self._changed = threading.Condition()
        self._asked: About | None = None
        self._busy = False
        self._over = False
        self._thread: threading.Thread | None = None

    def tick(self, page: str) -> None:
        """Ask for a copy if one is due."""
        new = self._night().events()[self._seen :]
        left = bool(new) and page != self._page
        self._page = page
        waited = time.monotonic() - self._asked_at
        due = waited >= (_AGAIN if self.state.troubled else _OLDEST)
        if due or left or any(event.kind in _AT_ONCE for event in new):
            self.ask()

    def ask(self) -> None:
        """Have a copy made now; returns at once."""
        self._hand_over(self._about())

    def close(self, close: Callable[[], object], page: str) -> None:
        """Close the night's file by ``close`` while no copy reads it; then the last copy."""
        self._page = page
        said = self._about()
        with self._copier.reading:
            close()
        self._hand_over(said, over=True)

    def wait(self, seconds: float) -> bool:
        """Wait for what was asked for; False if it takes longer."""
        with self._changed:
            return self._changed.wait_for(lambda: self._asked is None and not self._busy, seconds)

    def _night(self) -> Journal:
        """The open file, which may have become another one."""
        journal = self._session.journal
        if not isinstance(journal, Journal):
            raise TypeError("a night that is only looked at needs no copy")
        return journal

    def _about(self) -> About:
        return about.about(self._session, self._night().path, self._page)

    def _hand_over(self, said: About, *, over: bool = False) -> None:
        self._seen = len(self._night().events())
        self._asked_at = time.monotonic()
        with self._changed:
            self._asked, self._over = said, over
            self._changed.notify_all()
        if self._thread is None or not self._thread.is_alive():
            self._busy = False
            self._thread = threading.Thread(target=self._run, name="copies", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        cleared = False
        while (said := self._next()) is not None:
            state = self._copied(said)
            if not cleared:  # once a night, after its first copy
                clear(self._places.own, self._session.now(), said.night)
                cleared = True
            with self._changed:
                self.state, self._busy = state, False
                self._changed.notify_all()

    def _next(self) -> About | None:
        """What to copy next, None when the night is closed and nothing is left."""
        with self._changed:
            self._changed.wait_for(lambda: self._asked is not None or self._over)
            said, self._asked = self._asked, None
            self._busy = said is not None
            return said

    def _copied(self, said: About) -> State:
        """Make the copies, first the one on this computer, then the one in the chosen place."""
        at, name = self._session.clock().isoformat(timespec="seconds"), about.folder_name(said)
        before = self.state
        beyond = before.beyond or self._beyond(self._places.own / name, said)
        own, own_trouble = self._into(self._places.own / name, said, None)
        state = State(at if own else before.at, "own", "", own_trouble, beyond)
        if not self._places.wanted:
            return state
        place = self._places.chosen()
        if place is None:
            return replace(state, trouble="absent")
        state = replace(state, beyond=beyond or self._beyond(place / name, said))
        copy, trouble = self._into(place / name, said, own)
        if copy is None:
            return replace(state, trouble=trouble)
        where = "disk" if self._places.other_disk(place) else "folder"
        return replace(state, at=at, where=where)

    def _beyond(self, folder: Path, said: About) -> tuple[str, str, str] | None:
        """The newest copy in a folder that is this night's and no part of its file."""
        events = self._night().events()
        for path in self._strange(folder):
            try:
                copy = ends(path)
            except StoreError:
                continue
            if copy.night == said.night and copy.head not in {event.hash for event in events}:
                there = about.read(folder)
                known = there is not None and there.head == copy.head
                return str(path), copy.at, there.computer if there and known else _UNKNOWN
        return None

    def _strange(self, folder: Path) -> list[Path]:
        """Copies in a folder that are not known yet; each is looked at once."""
        try:
            new = [path for path in newest_first(folder, *ENDINGS) if path not in self._looked]
        except OSError:
            return []
        self._looked.update(new)
        return new

    def _into(self, folder: Path, said: About, source: Copy | None) -> tuple[Copy | None, str]:
        """A copy in a folder, of a good copy where there is one, or why there is none."""
        try:
            if folder.parent == self._places.own:
                folder.parent.mkdir(parents=True, exist_ok=True)
            copier = self._copier
            copy = copier.make(folder) if source is None else copier.repeat(source, folder)
        except StoreError as failure:
            return None, failure.code if failure.code in _SAID else "failed"
        except OSError:
            return None, "failed"
        if said.head == copy.head:
            about.write(folder, said)
        return copy, ""
