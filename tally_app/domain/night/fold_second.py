"""What the events of the second look change in a contest's side of the night."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.event import Event
from tally_app.domain.night.second_look import READ_BACK, second_of
from tally_app.domain.night.state import ContestNight, Entry, Looked, Night, Second

Payload = Mapping[str, Any]


def cell_of(payload: Payload) -> Cell:
    """The cell an event speaks of."""
    return Cell(payload["line"], payload["item"])


def _contest(night: Night, event: Event, changed: ContestNight) -> Night:
    return replace(night, contests={**night.contests, event.contest: changed})


def entry_of(event: Event, before: Entry | None = None) -> Entry:
    """What an event says stands in a field; ``before`` is what stood there."""
    payload: Payload = event.payload
    value, text, problem = payload["value"], str(payload["text"]), str(payload["problem"])
    hands = (before.hands if before else frozenset()) | {event.who}
    return Entry(text, value, problem, event.seq, event.at, event.who, hands)


def _seq(night: Night, contest: str, cell: Cell) -> int:
    entry = night.entry(contest, cell)
    return entry.seq if entry else 0


def _way(night: Night, event: Event) -> Night:
    """What is read aloud is seen: entries typed blind until then are compared as they are."""
    way = str(event.payload["way"])
    changed = _contest(night, event, replace(night.contests[event.contest], way=way))
    return _compared(changed, event) if way == READ_BACK else changed


def _compared(night: Night, event: Event) -> Night:
    """Both entries of every line stand side by side now; a line of the day does for all ballots."""
    contests = {
        name: replace(contest, second={
            cell: replace(second, compared=True)
            if name == event.contest or night.is_day(name, cell.line)
            else second
            for cell, second in contest.second.items()
        })
        for name, contest in night.contests.items()
    }  # fmt: skip
    return replace(night, contests=contests)


def _typed_again(night: Night, event: Event) -> Night:
    contest, cell = night.contests[event.contest], cell_of(event.payload)
    second = Second(entry_of(event), _seq(night, event.contest, cell))
    return _contest(night, event, replace(contest, second={**contest.second, cell: second}))


def _look(night: Night, event: Event, cells: list[Cell], look: Looked) -> Night:
    """``look`` holds for the entries that stand in ``cells`` now."""
    contest = night.contests[event.contest]
    looked = {cell: replace(look, entry=_seq(night, event.contest, cell)) for cell in cells}
    return _contest(night, event, replace(contest, looked={**contest.looked, **looked}))


def _read(night: Night, event: Event) -> Night:
    look = Looked(0, "read_back", event.who, event.at, str(event.payload["reader"]))
    return _look(night, event, [cell_of(event.payload)], look)


def _part_one(night: Night, event: Event) -> Night:
    payload: Payload = event.payload
    look = Looked(0, "part_one", event.who, event.at)
    return _look(night, event, [Cell.read(key) for key in payload["cells"]], look)


def looked_on_paper(before: Night, after: Night, event: Event) -> Night:
    """The third figure stands in ``after``: where one of the two entries of ``before`` was the
    same, the line is settled; else nobody has seen it yet a second time.
    """
    cell = cell_of(event.payload)
    first, second = before.entry(event.contest, cell), second_of(before, event.contest, cell)
    if second is None:
        raise ValueError("no second entry")
    figures = (first.value if first else None), second.entry.value
    people = (first.who if first else ""), second.entry.who
    if event.payload["value"] not in figures:
        return after
    look = Looked(0, "paper", event.who, event.at, figures=figures, typed_by=people)
    return _look(after, event, [cell], look)


def _refused(night: Night, _event: Event) -> Night:
    """The journal keeps that a figure was refused; the line stays open until it was mended."""
    return night


#: Kinds of events that change nothing but the second look.
CHANGES: Final[Mapping[str, Callable[[Night, Event], Night]]] = {
    "second_way_chosen": _way,
    "second_typed": _typed_again,
    "read_confirmed": _read,
    "read_refused": _refused,
    "part_one_compared": _part_one,
    "entries_compared": _compared,
}
