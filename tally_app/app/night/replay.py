"""Playing a night script into a session, exactly as a commission would type it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Final

from tally_app.app.night.files import begin
from tally_app.app.night.session import Session
from tally_app.catalog.library import Library
from tally_app.catalog.nights import Action, NightScript, load_night
from tally_app.catalog.rules import load_rules
from tally_app.domain.form.election import UTC_OFFSET
from tally_app.domain.night.command import Command, Refusal
from tally_app.domain.night.evening import left_to_write
from tally_app.domain.night.facts.blank import BlankLineWritten
from tally_app.domain.night.facts.figures import LineSwitched
from tally_app.domain.night.facts.finishing import PrintConfirmed, Signed
from tally_app.domain.night.facts.rows import BoxAdded
from tally_app.domain.night.second_look import Seen
from tally_app.domain.values.times import clock
from tally_app.store import StoreError, read_file
from tally_app.store.opening import SIDE_FILES

__all__ = [
    "Action",
    "NightScript",
    "ScriptClock",
    "clear",
    "load_night",
    "perform",
    "play",
    "stage",
    "stage_script",
]

#: One time zone for the whole country since 01.03.2024; replayed nights are stamped with it.
KAZAKHSTAN: Final = timezone(timedelta(minutes=UTC_OFFSET))


class ScriptClock:
    """A clock that stands where the script says."""

    def __init__(self, day: str, zone: timezone = KAZAKHSTAN) -> None:
        self._midnight = datetime.fromisoformat(day).replace(tzinfo=zone)
        self.minutes = 0

    def __call__(self) -> datetime:
        """The time of the action being played."""
        return self._midnight + timedelta(minutes=self.minutes)


def play(
    session: Session, script: NightScript, wall: ScriptClock
) -> Iterator[tuple[Action, Refusal | None]]:
    """Do one action after another; each comes with why it was refused, or None."""
    for action in script.actions:
        wall.minutes = action.at
        session.who = action.who or session.who
        yield action, perform(session, action)


def perform(session: Session, action: Action) -> Refusal | None:
    """Do one action as whoever is at the keys; why it was refused, or None."""
    contest = action.contest
    match action.do:
        case "type":
            return session.type_text(contest, action.cell, action.text)
        case "box":
            return session.execute(Command(BoxAdded(action.name)))
        case "add":
            return session.add_row(contest, action.cell.line, action.cell.item)
        case "switch":
            return session.execute(Command(LineSwitched(action.name, on=True), contest))
        case "confirm":
            return _confirm(session, action)
        case "second":
            return look_again(session, contest, action.name)
        case "finish":
            return session.finish(contest, session.night.precinct.number)
        case "printed":
            return session.execute(Command(PrintConfirmed(), contest))
        case "signed" if action.minutes is not None:
            return session.execute(Command(Signed(action.minutes), contest))
    raise ValueError(action.do)


def _confirm(session: Session, action: Action) -> Refusal | None:
    """Confirm a step the way its form says: a step that is announced has a time, or is refused."""
    if session.night.form(action.contest).step(action.name).confirm != "announce":
        return session.confirm(action.contest, action.name)
    said = "" if action.minutes is None else clock(action.minutes)
    refused = write_blank(session, action.contest, part_one=True)
    if refused is not None:
        return refused
    return session.announce(action.contest, action.name, said)


def write_blank(session: Session, contest: str, *, part_one: bool = False) -> Refusal | None:
    """Where the result is written by hand, every line that is not on the blank yet is written; the
    first refusal, None without one.
    """
    if not session.night.by_hand:
        return None
    reckoning = session.reckoning(contest)
    refused = None
    for cell in left_to_write(session.night, contest, reckoning, part_one=part_one):
        written = BlankLineWritten(cell.line, cell.item, reckoning.value(cell) or 0)
        refused = refused or session.execute(Command(written, contest))
    return refused


def look_again(session: Session, contest: str, member: str) -> Refusal | None:
    """Another member compares Part I and types what is still open a second time, the same figures;
    the first refusal, None without one.
    """
    typing, session.who = session.who, member
    seen = session.seen(contest)
    refused = session.compare_part_one(contest) if seen.to_compare else None
    for cell in seen.among(Seen.OPEN):
        text = session.text(contest, cell)
        refused = refused or session.type_again(contest, cell, text)
    refused = refused or session.compare_entries(contest)
    session.who = typing
    return refused


def clear(path: Path, night: str) -> None:
    """Remove the file of an earlier play, with what one that was killed left beside it; StoreError
    "exists" if another night stands there, or a link to somewhere else.
    """
    if path.is_symlink():
        raise StoreError("exists", path=str(path))
    if not path.exists():
        return
    if read_file(path).events[0].payload.get("night") != night:
        raise StoreError("exists", path=str(path))
    for name in (*(path.name + side for side in SIDE_FILES), path.name):
        path.with_name(name).unlink(missing_ok=True)


def stage(name: str, path: Path, library: Library) -> tuple[Session, NightScript, ScriptClock]:
    """A night script of the library with a fresh precinct file to play it into."""
    script = load_night(library.night(name), library)
    session, wall = stage_script(script, path, library)
    return session, script, wall


def stage_script(script: NightScript, path: Path, library: Library) -> tuple[Session, ScriptClock]:
    """A fresh precinct file to play the script into, and the clock it is played by.

    The night id follows from the script's id, so that two plays give the same bytes.
    """
    election = library.election(script.election)
    read = load_rules(election, library).election
    precinct = next(p for p in read.precincts if p.number == script.precinct)
    wall = ScriptClock(read.day, timezone(timedelta(minutes=precinct.utc_offset)))
    night = str(int(hashlib.sha256(script.id.encode()).hexdigest(), 16) % 10**12).zfill(12)
    clear(path, night)
    session = begin(path, election, library, precinct=script.precinct, clock=wall, night=night)
    return session, wall
