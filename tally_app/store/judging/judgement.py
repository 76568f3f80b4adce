"""What a precinct file is, judged before anything is written: chain, guards, what lies beside it,
and what this computer saw of the night.

A file that an earlier program left in the middle of its work is read twice, each time from a copy:
alone, and with what lies beside it. What makes another night of it, or takes events from it, does
not belong to it.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tally_app.domain.night.event import Event
from tally_app.store import schema
from tally_app.store.chain import read_chain
from tally_app.store.errors import StoreError, failures
from tally_app.store.judging.beside import beside, copied
from tally_app.store.judging.wal import read_wal
from tally_app.store.kinds import event_night
from tally_app.store.opening import JOURNAL, UNTOUCHED, WAL, check, connect, inspect
from tally_app.store.witness import Testimony, Witnesses

#: A rolled back transaction holds one event at most.
_UNDONE: Final = 1
#: Where the header says how a file is kept: 2 where a -wal may belong to it.
_KEPT: Final = 18
_IN_WAL: Final = 2


@dataclass(frozen=True, slots=True)
class Judgement:
    """``events`` fit; ``fault`` says why the file is not opened, None where it can be. ``aside``:
    endings of side files that do not belong to it. ``triggers`` are missing, altered or strange.
    """

    events: tuple[Event, ...]
    version: int = 0
    triggers: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    testimony: Testimony = "unknown"
    fault: StoreError | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """One way of reading a file."""

    events: tuple[Event, ...] = ()
    version: int = 0
    triggers: tuple[str, ...] = ()
    fault: StoreError | None = None


def judge(path: Path, witnesses: Witnesses) -> Judgement:
    """Judge a file nobody is writing to; nothing is changed. StoreError if it cannot be reached."""
    inspect(path)
    sides = beside(path)
    read, aside, fault = _chosen(path, sides)
    says = witnesses.say(event_night(read.events[0]), read.events) if read.events else "unknown"
    return Judgement(read.events, read.version, read.triggers, aside, says, fault)


def _chosen(path: Path, sides: tuple[str, ...]) -> tuple[_Read, tuple[str, ...], StoreError | None]:
    """What is read of it, which side files do not belong to it, why it is not opened."""
    if not sides:
        read = _read(path, UNTOUCHED, path)
        return read, (), read.fault
    alone = _read(path, UNTOUCHED, path)
    foreign = tuple(side for side in sides if _foreign(path, side))
    ours = tuple(side for side in sides if side not in foreign)
    if not ours:
        return alone, foreign, alone.fault
    with copied(path, ours) as copy:
        together = _read(copy, "rw", path)
    if not _belong(alone, together, ours):
        return alone, sides if alone.fault is None else (), alone.fault
    lost = None
    if WAL in ours and read_wal(Path(f"{path}{WAL}").read_bytes()).damaged:
        lost = StoreError("side_damaged", path=str(path), events=len(together.events))
    return together, foreign, lost


def _foreign(path: Path, side: str) -> bool:
    """True for what cannot belong to the file whatever it holds."""
    return Path(f"{path}{side}").is_dir() or (side == WAL and not kept_in_wal(path))


def _belong(alone: _Read, together: _Read, sides: tuple[str, ...]) -> bool:
    """True where the side files make the same night whole, or carry it on."""
    if together.fault is not None:
        return False
    if alone.fault is not None:
        return True
    if JOURNAL in sides and WAL not in sides:
        undone = len(alone.events) - len(together.events)
        return undone <= _UNDONE and alone.events[: len(together.events)] == together.events
    return together.events[: len(alone.events)] == alone.events


def kept_in_wal(path: Path) -> bool:
    """True where the header says that a -wal may belong to the file."""
    with failures(path), path.open("rb") as file:
        return file.read(_KEPT + 1)[_KEPT:] == bytes([_IN_WAL])


def _read(path: Path, mode: str, named: Path) -> _Read:
    """Read a file, or a copy of ``named`` with what lies beside it."""
    events: list[Event] = []
    try:
        with failures(named), closing(connect(path, mode)) as connection:
            version = check(connection, named)
            events.extend(read_chain(connection.execute(schema.SELECT_EVENTS)))
            triggers = schema.wrong_triggers(connection)
    except StoreError as fault:
        return _Read(tuple(events), fault=fault)
    empty = None if events else StoreError("damaged", path=str(named), detail="no events")
    return _Read(tuple(events), version, triggers, empty)
