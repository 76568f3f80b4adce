"""Who looked at figures a second time, how, and how fast; which figures were typed anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median_low
from typing import Any, Final

from tally_app.domain.night.event import Event
from tally_app.domain.night.facts.figures import Typed, TypedDay
from tally_app.domain.night.facts.second import (
    DifferenceSettled,
    PartOneCompared,
    ReadConfirmed,
    ReadRefused,
    SecondSettled,
    SecondTyped,
)
from tally_app.domain.night.facts.steps import StepUnlocked
from tally_app.domain.night.state import Night

#: Seconds in which nobody reads a figure and types it: quicker ones are counted, not judged.
QUICK: Final = 1.0

_WAYS: Final = {
    SecondTyped.kind: "entry",
    ReadConfirmed.kind: "read_back",
    ReadRefused.kind: "read_back",
    PartOneCompared.kind: "part_one",
    SecondSettled.kind: "paper",
    DifferenceSettled.kind: "third",
}

#: What is typed once two entries differ.
_SETTLED: Final = (SecondSettled.kind, DifferenceSettled.kind)

#: A field of the night: its ballot ("" for one of the day), line and item.
Where = tuple[str, str, str]


@dataclass
class Looks:
    """What one member did of the second look of one ballot in one way: ``way`` is entry, read_back,
    part_one, paper or third; ``gaps`` are seconds between one figure and the next, ``differed``
    figures that were not the first entry's, or refused when read.
    """

    contest: str
    who: str
    way: str
    first: str
    last: str = ""
    cells: set[Where] = field(default_factory=set)
    differed: set[Where] = field(default_factory=set)
    gaps: list[float] = field(default_factory=list)

    @property
    def pace(self) -> int | None:
        """Seconds for a figure, as many were quicker as slower; None for a single one."""
        return round(median_low(self.gaps)) if self.gaps else None

    @property
    def quick(self) -> int:
        """Figures that came sooner than anybody reads one."""
        return sum(gap < QUICK for gap in self.gaps)


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure that stood in a field and was typed otherwise, by ``event``. ``why``: settled (two
    entries differed, and a third figure was typed), undone (taken back, or typed again after that);
    ``reason`` is what was written when its step was unlocked.
    """

    event: Event
    where: Where
    before: str
    after: str
    why: str = ""
    reason: str = ""


def gone_through(night: Night, events: Iterable[Event]) -> tuple[list[Looks], list[Changed]]:
    """Every second look and every change of an entry, in the order they began."""
    looks: dict[tuple[str, str, str], Looks] = {}
    changes: list[Changed] = []
    stands: dict[Where, tuple[int | None, str]] = {}
    before: tuple[Looks, Event] | None = None
    reasons: dict[tuple[str, str], str] = {}
    for event in events:
        if event.kind == StepUnlocked.kind:
            said: Any = event.payload
            reasons[event.contest, str(said["step"])] = str(said["reason"])
        now = None
        if event.kind in _WAYS:
            now = _look(looks, night, event, stands)
            if before is not None and before[0] is now:
                now.gaps.append(_seconds(before[1], event))
        before = (now, event) if now is not None else None
        if event.kind in (Typed.kind, TypedDay.kind, *_SETTLED):
            changes += _typed(night, event, stands, reasons)
    return list(looks.values()), changes


def _look(
    looks: dict[tuple[str, str, str], Looks],
    night: Night,
    event: Event,
    stands: dict[Where, tuple[int | None, str]],
) -> Looks:
    way = _WAYS[event.kind]
    key = event.contest, event.who, way
    made = looks.setdefault(key, Looks(*key, first=event.at))
    made.last = event.at
    payload: Any = event.payload
    if event.kind == PartOneCompared.kind:
        cells = (str(cell).partition("/") for cell in payload["cells"])
        made.cells |= {_where(night, event.contest, line, item) for line, _, item in cells}
        return made
    where = _where(night, event.contest, payload["line"], payload["item"])
    made.cells.add(where)
    typed = event.kind == SecondTyped.kind and payload["value"] != stands.get(where, (None, ""))[0]
    if typed or event.kind == ReadRefused.kind:
        made.differed.add(where)
    return made


def _typed(
    night: Night,
    event: Event,
    stands: dict[Where, tuple[int | None, str]],
    reasons: Mapping[tuple[str, str], str],
) -> Iterable[Changed]:
    payload: Any = event.payload
    where = _where(night, event.contest, payload["line"], payload["item"])
    text = str(payload["text"]).strip()
    stood = stands.get(where)
    stands[where] = payload["value"], text
    if stood is not None and stood[1] and stood != stands[where]:
        undone = "undone" if payload.get("undoes") else ""
        why = "settled" if event.kind in _SETTLED else undone
        yield Changed(event, where, stood[1], text, why, _unlocked(night, where, reasons))


def _unlocked(night: Night, where: Where, reasons: Mapping[tuple[str, str], str]) -> str:
    """Why the step that locks a line was opened again, "" where it was not."""
    contest, line, _ = where
    form = night.form(contest or night.first)
    stage = form.line(line).stage
    locking = [step.id for step in form.steps if stage in (*step.stages, *step.locks)]
    return next((reasons[contest, step] for step in locking if (contest, step) in reasons), "")


def _where(night: Night, contest: str, line: str, item: str) -> Where:
    return "" if night.is_day(contest or night.first, line) else contest, line, item


def _seconds(before: Event, after: Event) -> float:
    """Seconds between two events; many where a time is none, for then nothing was measured."""
    try:
        gone = datetime.fromisoformat(after.at) - datetime.fromisoformat(before.at)
    except (TypeError, ValueError):
        return QUICK
    return max(0.0, gone.total_seconds())
