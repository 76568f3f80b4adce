"""``fold``: the state of the night from its events. Total over everything ``allowed`` lets by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from tally_app.domain.night import fold_finish
from tally_app.domain.night.event import EVENT_VERSION, Event
from tally_app.domain.night.facts.figures import TypedDay, stands, stands_for_all
from tally_app.domain.night.facts.table import FACTS
from tally_app.domain.night.fold_begin import FoldError, begin
from tally_app.domain.night.fold_second import CHANGES, cell_of, looked_on_paper
from tally_app.domain.night.state import (
    ContestNight,
    Filed,
    Night,
    Recount,
    Rules,
)

__all__ = ["KINDS", "FoldError", "apply", "begin", "fold"]

Payload = Mapping[str, Any]
Rows = Mapping[str, tuple[str, ...]]


def fold(events: Iterable[Event], rules: Rules) -> Night:
    """The state after all ``events``; FoldError names the first one that cannot be read."""
    rest = iter(events)
    night = begin(next(rest), rules)
    for event in rest:
        night = apply(night, event)
    return night


def apply(night: Night, event: Event) -> Night:
    """The state after one more event."""
    _readable(event)
    try:
        change = _DAY.get(event.kind)
        if event.kind in FACTS:
            night = FACTS[event.kind].read(event.payload).apply(night, event)
        elif change is not None:
            night = change(night, event)
        else:
            # A step of the day is confirmed, opened or unlocked once, for every contest.
            named = [event.contest] if event.contest else [*night.contests]
            changed = {name: _CONTEST[event.kind](night.contests[name], event) for name in named}
            night = replace(night, contests={**night.contests, **changed})
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise FoldError("payload", event.seq) from error
    return replace(night, seq=event.seq, head=event.hash, last=event.at)


def _readable(event: Event) -> None:
    if event.version > EVENT_VERSION:
        raise FoldError("newer", event.seq)
    if event.kind not in KINDS:
        raise FoldError("unknown", event.seq)


def _typed_from_paper(night: Night, event: Event) -> Night:
    """The paper decided between two entries: the third figure stands, all three are kept. Where it
    is that of the first entry nothing was retyped.
    """
    entry = night.entry(event.contest, cell_of(event.payload))
    if entry is not None and entry.value == event.payload["value"]:
        return looked_on_paper(night, night, event)
    typed = TypedDay.read(event.payload)
    day = night.is_day(event.contest, typed.line)
    return looked_on_paper(night, (stands_for_all if day else stands)(night, event, typed), event)


def _filed(night: Night, event: Event) -> Night:
    payload = event.payload
    filed = Filed(str(payload["name"]), str(payload["digest"]), event.at, event.contest)
    return replace(night, documents=(*night.documents, filed))


def _recount(night: Night, event: Event) -> Night:
    """The lines to recount are empty again: nothing counted before stands in for a recount."""
    payload: Payload = event.payload
    contest, form = night.contests[event.contest], night.form(event.contest)
    recount = Recount(
        payload["ground"],
        payload["applicant"],
        payload["minutes"],
        payload["act_number"],
        fold_finish.done(contest),
    )
    stages = form.ground(recount.ground).reopens
    counted = {x.id for x in form.lines if x.stage in stages and x.kind == "count"}
    changed = replace(
        contest,
        finish=None,
        recounts=(*contest.recounts, recount),
        entries={c: entry for c, entry in contest.entries.items() if c.line not in counted},
        unestablished={c: a for c, a in contest.unestablished.items() if c.line not in counted},
    )
    return replace(night, contests={**night.contests, event.contest: changed})


def _kept(contest: ContestNight, _event: Event) -> ContestNight:
    return contest


_DAY: Final[Mapping[str, Callable[[Night, Event], Night]]] = {
    "second_settled": _typed_from_paper,
    **CHANGES,
    "recount_opened": _recount,
    "document_filed": _filed,
}
_CONTEST: Final[Mapping[str, Callable[[ContestNight, Event], ContestNight]]] = {
    **fold_finish.CHANGES,
    "printed": _kept,
}

#: Every kind of event this program knows.
KINDS: Final = frozenset({"night_opened", *FACTS, *_DAY, *_CONTEST})
