"""The sheet that nothing is counted yet, for whoever asks before the count. It is signed by nobody
and is no paper of the commission: it says what stands in the precinct files this computer knows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from tally_app.app.computer.checks import Machine
from tally_app.app.night.files import read_night
from tally_app.catalog.problems import CatalogueError
from tally_app.domain.night.facts.table import FoldError
from tally_app.domain.night.state import Night
from tally_app.domain.values.dates import in_full
from tally_app.domain.values.handout import Handout, HandoutTable, HandoutText, same
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.minutes import clock_of
from tally_app.domain.values.wording import Wording
from tally_app.domain.values.words import Words
from tally_app.store import StoreError

#: Heads of the table with their share of the width.
_COLUMNS: Final = (("file", 30), ("what", 38), ("lines", 16), ("finished", 16))


@dataclass(frozen=True, slots=True)
class PrecinctFile:
    """A precinct file this computer opened; ``night`` is None where it cannot be read now."""

    path: Path
    night: Night | None

    @property
    def lines(self) -> int:
        """Lines that hold something now, of the day and of every ballot; 0 where it is unread."""
        if self.night is None:
            return 0
        ballots = (state.entries for state in self.night.contests.values())
        return sum(map(len, (self.night.day_entries, *ballots)))

    @property
    def finished(self) -> int:
        """Protocols that were finished, those that were counted again since left out."""
        if self.night is None:
            return 0
        return sum(state.finish is not None for state in self.night.contests.values())

    @property
    def counted(self) -> bool:
        """Whether anything was typed or finished in it."""
        return bool(self.lines or self.finished)


def coming(machine: Machine) -> tuple[PrecinctFile, ...]:
    """The precinct files of elections from yesterday on, whose count may last past midnight, and
    those that cannot be read. Training files and elections of the past are left out.
    """
    yesterday = f"{machine.clock() - timedelta(days=1):%Y-%m-%d}"
    found = (_read(path, machine) for path in machine.recent())
    return tuple(
        one
        for one in found
        if one.night is None or not (one.night.training or one.night.rules.election.day < yesterday)
    )


def _read(path: Path, machine: Machine) -> PrecinctFile:
    try:
        return PrecinctFile(path, read_night(path, machine.clock).night)
    except (StoreError, CatalogueError, FoldError):
        return PrecinctFile(path, None)


def sheet(
    files: Sequence[PrecinctFile], version: str, wordings: Mapping[str, Wording], at: datetime
) -> Handout:
    """The sheet; ValueError where something is counted in one of the files."""
    if any(one.counted for one in files):
        raise ValueError("something is counted: the sheet would say what is not so")

    def both(key: str, **said: object) -> Words:
        return {x: wordings[x](f"uncounted.{key}", **said) for x in STATE_LANGUAGES}

    def row(one: PrecinctFile) -> tuple[Words, ...]:
        if one.night is None:
            return same(one.path.name), both("unread"), same("–"), same("–")
        what = {x: _what(one.night, wordings[x]) for x in STATE_LANGUAGES}
        finished = f"= {one.finished} ="
        return same(one.path.name), what, same(f"= {one.lines} ="), same(finished)

    read = sum(one.night is not None for one in files)
    blocks: list[HandoutText | HandoutTable] = [
        HandoutText(both("nothing", count=read) if read else both("no_file"))
    ]
    if files:
        heads = tuple((both(f"column.{name}"), share) for name, share in _COLUMNS)
        blocks.append(HandoutTable(heads, tuple(map(row, files))))
    blocks.append(HandoutText(both("means")))
    days = {x: in_full(at.date(), x) for x in STATE_LANGUAGES}
    subtitle = {
        x: wordings[x](
            "uncounted.subtitle", day=days[x], time=clock_of(at.isoformat()), version=version
        )
        for x in STATE_LANGUAGES
    }
    return Handout(both("title"), subtitle, tuple(blocks), both("foot"), STATE_LANGUAGES)


def _what(night: Night, words: Wording) -> str:
    """The precinct, its election and the day."""
    election = night.rules.election
    day = in_full(datetime.fromisoformat(election.day).date(), words.language)
    number = words("header.precinct", number=night.precinct.number)
    return f"{number}. {words.pick(election.name)}, {day}"
