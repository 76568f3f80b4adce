"""The twelve checks of the day before, in the order of the sheet: what was measured.

They change nothing. What the program cannot measure a person answers; the answer is kept with its
day and is no answer on another one.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from tally_app.app.backup.places import Places
from tally_app.app.computer.power import Battery
from tally_app.app.night.files import read_night
from tally_app.app.night.session import Session
from tally_app.app.view.computer import Devices
from tally_app.catalog.problems import CatalogueError
from tally_app.domain.night.facts.table import FoldError
from tally_app.domain.values.minutes import clock, clock_of
from tally_app.store import StoreError

#: The checks and what a person may answer to them, in the order of page and sheet.
CHECKS: Final = {
    "disk": (),
    "clock": ("agrees",),
    "fonts": (),
    "printer": ("tried", "blanks"),
    "blanks": ("there",),
    "stick": ("carried",),
    "package": ("compared",),
    "members": ("compared",),
    "program": ("compared",),
    "screen": (),
    "battery": ("ups", "blanks"),
    "exercise": ("done",),
}
#: What no answer settles: a clock in another zone, an election nobody opened here.
_UNSETTLED: Final = {("clock", "other_zone"), ("package", "none"), ("members", "none")}
#: Bytes that a night with its papers and copies never comes to.
_ROOM: Final = 1_000_000_000
#: The precinct's clock: the country has one zone.
_ZONE: Final = timedelta(hours=5)
_LEAST: Final = (1280, 720)
#: Letters of Kazakh that Russian has not, both cases.
_LETTERS: Final = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
#: Minutes a count may last on the battery alone.
_LASTING: Final = 180


@dataclass(frozen=True, slots=True)
class Machine:
    """What the checks ask: where nights lie, the clock, the devices, the battery, the letters the
    paper's faces have, the places of copies, the nights that were opened here, and of a built
    folder its check value ("" for none).
    """

    folder: Path
    clock: Callable[[], datetime]
    devices: Callable[[], Devices]
    battery: Callable[[], Battery | None]
    drawn: Callable[[], frozenset[int]]
    places: Places
    recent: Callable[[], tuple[Path, ...]]
    hash: Callable[[], str]
    version: str


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """``code`` names what was found, ``said`` fills its words; ``ready``: that is enough, with the
    ``answer`` of a person.
    """

    id: str
    code: str
    ready: bool
    answer: str = ""
    said: dict[str, Any] = field(default_factory=dict)

    @property
    def answers(self) -> tuple[str, ...]:
        """What a person may answer to what was found."""
        return CHECKS[self.id] if (self.id, self.code) not in _UNSETTLED else ()


def check(machine: Machine, answers: dict[str, str]) -> tuple[CheckOutcome, ...]:
    """Every check in its order. ``answers`` are those of today."""
    night = _last_night(machine)
    made = {one.id: one for one in _measured(machine, night)}
    return tuple(_answered(made[name], answers.get(name, "")) for name in CHECKS)


def _answered(one: CheckOutcome, answer: str) -> CheckOutcome:
    """A person's answer settles what a person has to say; it settles no full disk and no file that
    was not opened.
    """
    if answer not in one.answers:
        return one
    return CheckOutcome(one.id, one.code, ready=True, answer=answer, said=one.said)


def _measured(machine: Machine, night: Session | None) -> Iterator[CheckOutcome]:
    yield _disk(machine.folder)
    shown = machine.clock()
    offset = shown.utcoffset() or timedelta()
    right = offset == _ZONE
    said = {
        "time": clock_of(shown.isoformat()),
        "zone": f"{shown:%z}"[:3] + ":" + f"{shown:%z}"[3:5],
    }
    yield CheckOutcome("clock", "zone" if right else "other_zone", ready=False, said=said)
    missing = [one for one in _LETTERS if ord(one) not in machine.drawn()]
    yield CheckOutcome("fonts", "missing" if missing else "whole", not missing,
                  said={"letters": " ".join(missing)})  # fmt: skip
    devices = machine.devices()
    named = devices.printers[:1]
    yield CheckOutcome("printer", "found" if named else "none", ready=False,
                  said={"name": "".join(named)})  # fmt: skip
    yield CheckOutcome("blanks", "ask", ready=False)
    yield _stick(machine.places)
    if night is None:
        yield CheckOutcome("package", "none", ready=False)
        yield CheckOutcome("members", "none", ready=False)
    else:
        title = night.night.rules.election.name
        yield CheckOutcome("package", "night", ready=False, said={"title": title})
        many = len(night.night.persons)
        number = night.night.precinct.number
        yield CheckOutcome("members", "night", ready=False, said={"number": number, "count": many})
    digits = machine.hash()
    yield CheckOutcome("program", "folder" if digits else "sources", ready=False,
                  said={"version": machine.version, "digits": digits[:8]})  # fmt: skip
    yield _screens(devices)
    yield _battery(machine.battery())
    yield CheckOutcome("exercise", "done" if _exercised(machine) else "none", _exercised(machine))


def _disk(folder: Path) -> CheckOutcome:
    """Room where nights lie, and whether it can be written to."""
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    try:
        free = shutil.disk_usage(there).free
        with tempfile.TemporaryFile(dir=there) as tried:
            tried.write(b"0" * 4096)
    except OSError:
        return CheckOutcome("disk", "read_only", ready=False, said={"path": str(folder)})
    said = {"free": str(free // 1_000_000_000)}
    return CheckOutcome("disk", "free" if free >= _ROOM else "full", free >= _ROOM, said=said)


def _stick(places: Places) -> CheckOutcome:
    """Written and read back twice in the place that was chosen for copies."""
    place = places.chosen()
    if place is None:
        return CheckOutcome("stick", "absent" if places.wanted else "none", ready=False)
    tried, told = place / "tally-check.tmp", True
    try:
        for data in (b"1" * 65_536, b"2" * 65_536):
            tried.write_bytes(data)
            told = told and tried.read_bytes() == data
        tried.unlink()
    except OSError:
        told = False
    return CheckOutcome(
        "stick", "read_twice" if told else "broken", told, said={"path": str(place)}
    )


def _screens(devices: Devices) -> CheckOutcome:
    if not devices.screens:
        return CheckOutcome("screen", "unknown", ready=True)
    sizes = [f"{width} × {height}" for _name, width, height in devices.screens]
    _name, width, height = devices.screens[0]
    enough = width >= _LEAST[0] and height >= _LEAST[1]
    code = ("two" if len(sizes) > 1 else "one") if enough else "small"
    return CheckOutcome("screen", code, enough, said={"sizes": "; ".join(sizes)})


def _battery(found: Battery | None) -> CheckOutcome:
    if found is None:
        return CheckOutcome("battery", "none", ready=False)
    if found.minutes is None:
        return CheckOutcome("battery", "percent", ready=False, said={"percent": found.percent})
    said = {"time": clock(found.minutes)}
    return CheckOutcome("battery", "lasts", found.minutes >= _LASTING, said=said)


def _last_night(machine: Machine) -> Session | None:
    """The night that was opened last and is no lesson; None where there is none to read."""
    return next((one for one in _nights(machine) if not one.night.training), None)


def _exercised(machine: Machine) -> bool:
    """Whether a lesson was brought to its end here."""
    return any(
        one.night.training and all(x.finish is not None for x in one.night.contests.values())
        for one in _nights(machine)
    )


def _nights(machine: Machine) -> Iterator[Session]:
    for path in machine.recent():
        with contextlib.suppress(StoreError, CatalogueError, FoldError):
            yield read_night(path, machine.clock)
