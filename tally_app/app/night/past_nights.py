"""What the start page says of past nights: kept in the settings, so that no night is opened for it.

A summary is written when a night is opened and when it is closed. Its ``stamp`` tells whether the
file is still the one that was summed up; a night that was killed or changed elsewhere is read anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tally_app.domain.values.minutes import clock

if TYPE_CHECKING:
    from tally_app.app.night.session import Session
    from tally_app.app.night.settings import Settings


@dataclass(frozen=True, slots=True)
class PastNight:
    """``title`` and ``contest`` are the district's and the contest's names by language; ``step``
    and ``place`` are where the cursor stood (the step, the line), by language, empty where that is
    not known. ``at`` is the local time of the last event, ``signed`` the hour said for the last
    signatures ("" = not marked as signed). ``stamp`` is "" while the night is open. ``lacks`` says
    that this computer saw more ("less") or another history ("other") than the file holds, else "".
    """

    path: str
    title: Mapping[str, str]
    contest: Mapping[str, str]
    day: str
    training: bool
    finished: bool
    signed: str
    step: Mapping[str, str]
    place: Mapping[str, str]
    number: str
    at: str
    stamp: str
    lacks: str = ""

    def kept(self) -> dict[str, Any]:
        """As the settings keep it."""
        return {name: getattr(self, name) for name in self.__slots__}

    @staticmethod
    def read(kept: object) -> PastNight | None:
        """A summary as it was kept, None for anything else: anybody may edit the settings."""
        if not isinstance(kept, dict) or set(kept) != set(PastNight.__slots__):
            return None
        if not all(_sound(name, value) for name, value in kept.items()):
            return None
        return PastNight(**kept)


@dataclass(frozen=True, slots=True)
class Stood:
    """Where the cursor of a night stood, in words by language."""

    step: Mapping[str, str] = field(default_factory=dict)
    place: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A past night whose file cannot be read now, for ``failure``; ``known`` is what was last known
    of it.
    """

    path: str
    known: PastNight | None
    failure: Exception


def _sound(name: str, value: object) -> bool:
    if name in ("title", "contest", "step", "place"):
        return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
    if name in ("training", "finished"):
        return isinstance(value, bool)
    return isinstance(value, str) and (name != "day" or _is_date(value))


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def summary(session: Session, path: Path, stood: Stood, stamp: str = "") -> PastNight:
    """What there is to say of a night whose cursor ``stood`` there."""
    night = session.night
    contest = next(iter(night.contests))
    ends = [state.finish for state in night.contests.values() if state.finish is not None]
    finished = len(ends) == len(night.contests)
    signed = [end.signed for end in ends if end.signed is not None]
    all_signed = finished and len(signed) == len(ends)
    return PastNight(
        str(path),
        dict(night.precinct.district),
        dict(night.rules.contest(contest).name),
        night.rules.election.day,
        night.training,
        finished,
        clock(signed[-1]) if all_signed else "",
        stood.step,
        stood.place,
        night.precinct.number,
        night.last,
        stamp,
    )


def stamp_of(path: Path) -> str:
    """Changes when a closed file does; "" for a file that is gone, or has the last hour beside it
    in a -wal of an earlier program.
    """
    try:
        found = path.stat()
    except OSError:
        return ""
    left_open = path.with_name(path.name + "-wal").exists()
    return "" if left_open else f"{found.st_size} {found.st_mtime_ns}"


class PastNights:
    """The past nights of the settings, newest first, as far as they are known without opening one.

    ``look`` reads a night for ``refresh``, or says why it cannot be read.
    """

    def __init__(self, settings: Settings, look: Callable[[Path], PastNight | Exception]) -> None:
        self._settings = settings
        self._look = look
        self._unread: dict[str, Exception] = {}

    def shown(self) -> list[PastNight | Unreadable]:
        """What was last known of them. One that was found gone or broken is said to be: whoever
        does not see their night begins a new one.
        """
        kept = self._settings["nights"]
        rows: list[PastNight | Unreadable] = []
        for path in self._recent():
            night, failure = PastNight.read(kept.get(path)), self._unread.get(path)
            if failure is not None:
                rows.append(Unreadable(path, night, failure))
            elif night is not None:
                rows.append(night)
        return rows

    def keep(self, night: PastNight) -> None:
        """Remember a night, first of all."""
        self._unread.pop(night.path, None)
        self._settings.remember(Path(night.path))
        self._write({**self._settings["nights"], night.path: night.kept()})

    def refresh(self) -> None:
        """Read those that changed since they were summed up, or never were."""
        found: dict[str, Any] = {}
        self._unread.clear()
        for path in self._recent():
            old, stamp = self._settings["nights"].get(path), stamp_of(Path(path))
            night = PastNight.read(old)
            if night is not None and night.stamp == stamp != "":
                found[path] = old
                continue
            looked = self._look(Path(path))
            if isinstance(looked, Exception):
                self._unread[path] = looked
                found[path] = old
            else:
                found[path] = replace(looked, stamp=stamp).kept()
        if found != self._settings["nights"]:
            self._write(found)

    def _write(self, nights: dict[str, Any]) -> None:
        kept = {path: nights[path] for path in self._recent() if nights.get(path)}
        self._settings.set(nights=kept)

    def _recent(self) -> list[str]:
        return [path for path in self._settings["recent"] if isinstance(path, str)]
