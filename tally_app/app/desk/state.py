"""Where the user is: everything the desk needs beside the night itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from tally_app.app.papers import Papers
from tally_app.app.session import Session
from tally_app.app.view import Row
from tally_app.domain.finish import Obstacle
from tally_app.domain.form import Form, Line, Step
from tally_app.domain.layout import Cell
from tally_app.domain.night import ContestNight, Night
from tally_app.domain.reckoning import Reckoning, read
from tally_app.domain.times import clock
from tally_app.domain.wording import Wording, grouped

_Made = TypeVar("_Made")

#: Prefix of the keys of fields that are lines of the form.
LINE = "line:"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the user is. ``drafts`` are texts being typed, not yet an event; ``unsaved`` are texts
    the disk refused: they stay in their fields and are tried again; ``reasons`` is the
    key of the warning whose ready answers are open; ``finish_number`` and ``announce_time`` are
    texts of fields that are no lines.
    """

    contest: str
    step: str
    focus: str = ""
    drafts: Mapping[Cell, str] = field(default_factory=dict)
    unsaved: Mapping[Cell, str] = field(default_factory=dict)
    reasons: str = ""
    announce_time: str = ""
    finish_number: str = ""
    refusal: str = ""
    paper: str = "protocol"


@dataclass
class Kept:
    """Rows of the view before. While keys are pressed only drafts change, and a row follows from
    its figure and its message alone: ``rows`` has both beside the row.
    """

    of: tuple[object, ...] = ()
    rows: dict[Cell, tuple[object, Row]] = field(default_factory=dict)

    def only_for(self, *of: object) -> Kept:
        """The rows while everything but the drafts is the same, none once it is not."""
        same = len(of) == len(self.of) and all(
            old is new or (isinstance(new, Place) and old == new)
            for old, new in zip(self.of, of, strict=True)
        )
        if not same:
            self.of = of
            self.rows.clear()
        return self


@dataclass(frozen=True)
class Scene:
    """One moment: the session, the place, the words, and the reckonings made for it.

    ``now`` counts drafts only in fields that were left once before (quiet while a figure is typed
    for the first time); ``live`` counts every draft, for the running sums.
    """

    session: Session
    papers: Papers
    place: Place
    wording: Wording
    now: Reckoning
    live: Reckoning
    obstacles: tuple[Obstacle, ...]
    wall: datetime
    kept: Kept = field(default_factory=Kept)
    _made: dict[object, Any] = field(default_factory=dict)

    def once(self, work: Callable[[Scene], _Made]) -> _Made:
        """What ``work`` makes of this scene, made when first asked for."""
        if work not in self._made:
            self._made[work] = work(self)
        made: _Made = self._made[work]
        return made

    @property
    def night(self) -> Night:
        """The state of the night."""
        return self.session.night

    @property
    def state(self) -> ContestNight:
        """The contest's side of the night."""
        return self.night.contests[self.place.contest]

    @property
    def form(self) -> Form:
        """The contest's form."""
        return self.night.form(self.place.contest)

    @property
    def step(self) -> Step:
        """The step whose page is shown."""
        return self.form.step(self.place.step)

    def problem(self, cell: Cell) -> str:
        """Why the text of a field is no figure, "" if it is one or nothing."""
        entry = self.night.entry(self.place.contest, cell)
        if cell in self.place.drafts and entry is not None:
            return read(self.form.line(cell.line), self.place.drafts[cell]).problem
        return entry.problem if entry else ""


def scene(
    session: Session,
    papers: Papers,
    place: Place,
    wording: Wording,
    wall: datetime,
    kept: Kept | None = None,
) -> Scene:
    """Reckon everything once for one view; ``kept`` is what the view before left behind."""
    left = {
        cell: text
        for cell, text in place.drafts.items()
        if session.night.entry(place.contest, cell) is not None
    }
    now = session.reckoning(place.contest, left)
    live = now if left == place.drafts else session.reckoning(place.contest, place.drafts)
    found = session.obstacles(place.contest) if place.step else ()
    rest = replace(place, drafts={})
    kept = (kept or Kept()).only_for(session.night, wording, now.bound, live.bound, rest)
    return Scene(session, papers, place, wording, now, live, found, wall, kept)


def key_of(cell: Cell) -> str:
    """Name of the field of a cell."""
    return f"{LINE}{cell}"


def cell_of(key: str) -> Cell | None:
    """The cell of a field's name, None for a field that is no line."""
    return Cell.read(key.removeprefix(LINE)) if key.startswith(LINE) else None


def shown_value(line: Line, value: int | None) -> str:
    """A value as the window writes it: digits grouped, times as hh:mm, nothing as nothing."""
    if value is None:
        return ""
    return clock(value) if line.kind == "time" else grouped(value)
