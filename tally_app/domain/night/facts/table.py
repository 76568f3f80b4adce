"""Every fact there is; the night that facts add up to; what is refused before it is a fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from tally_app.domain.night.command import Command, Fact, Refusal, unfit
from tally_app.domain.night.event import EVENT_VERSION, Event
from tally_app.domain.night.facts.acts import Answered, CountedAgain, NotEstablished
from tally_app.domain.night.facts.amending import MemberReplaced, OptionRemoved
from tally_app.domain.night.facts.blank import BlankLineWritten, BlankSpoiled
from tally_app.domain.night.facts.boxes import (
    BoxAnnulled,
    BoxCountedAgain,
    BoxDecided,
    HigherNotified,
)
from tally_app.domain.night.facts.commission import (
    GuestNoted,
    MemberListed,
    MemberStateNoted,
    MemberUnlisted,
)
from tally_app.domain.night.facts.course import (
    CountInterrupted,
    CountResumed,
    DocumentFiled,
    RecordClosed,
)
from tally_app.domain.night.facts.ear import EarCounted, EarRemoved
from tally_app.domain.night.facts.figures import LineSwitched, Typed, TypedDay
from tally_app.domain.night.facts.finishing import (
    BlankChecked,
    Finished,
    PrintConfirmed,
    Printed,
    PrintWithdrawn,
    Signed,
)
from tally_app.domain.night.facts.opening import NightOpened
from tally_app.domain.night.facts.program import (
    BegunFromPaper,
    ClockJumped,
    FileRepaired,
    HeadRead,
    NightMoved,
    NightRestored,
    PackageTaken,
    PassphraseForgone,
    PassphraseGiven,
    PassphraseSet,
    PassphraseWrong,
    PersonChanged,
    WentOnElsewhere,
)
from tally_app.domain.night.facts.recount import RecountOpened
from tally_app.domain.night.facts.rows import BoxAdded, BoxRemoved, ItemAdded, ItemRemoved
from tally_app.domain.night.facts.second import (
    DifferenceSettled,
    EntriesCompared,
    PartOneCompared,
    ReadConfirmed,
    ReadRefused,
    SecondSettled,
    SecondTyped,
    SecondWayChosen,
)
from tally_app.domain.night.facts.steps import StepConfirmed, StepOpened, StepUnlocked
from tally_app.domain.night.facts.tape import PageSettled
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import Night, Rules, Strange
from tally_app.domain.night.strange import strange
from tally_app.domain.values.times import by_precinct

#: Every kind of fact this program knows, by the name the journal keeps.
FACTS: Final[Mapping[str, type[Fact]]] = {
    fact.kind: fact
    for fact in (
        NightOpened,
        *(Typed, TypedDay, LineSwitched, PageSettled),
        *(MemberListed, MemberUnlisted, MemberStateNoted, GuestNoted),
        *(BoxAdded, BoxRemoved, ItemAdded, ItemRemoved),
        *(StepConfirmed, StepUnlocked, StepOpened),
        *(Answered, CountedAgain, NotEstablished),
        *(BoxCountedAgain, BoxDecided, BoxAnnulled, HigherNotified),
        *(EarCounted, EarRemoved),
        *(SecondWayChosen, SecondTyped, EntriesCompared, SecondSettled, DifferenceSettled),
        *(ReadConfirmed, ReadRefused, PartOneCompared),
        *(Finished, Printed, PrintConfirmed, BlankChecked, PrintWithdrawn, Signed),
        *(BlankLineWritten, BlankSpoiled, CountInterrupted, CountResumed, RecordClosed),
        RecountOpened,
        *(OptionRemoved, MemberReplaced),
        DocumentFiled,
        *(PersonChanged, ClockJumped, FileRepaired, HeadRead),
        *(NightRestored, NightMoved, BegunFromPaper, WentOnElsewhere, PackageTaken),
        *(PassphraseSet, PassphraseGiven, PassphraseWrong, PassphraseForgone),
    )
}

#: What reading or applying a payload of another shape raises.
_MALFORMED: Final = (KeyError, TypeError, ValueError, IndexError, AttributeError)


class FoldError(Exception):
    """An event this program cannot read. ``code``: newer, unknown, first, payload."""

    def __init__(self, code: str, seq: int) -> None:
        super().__init__(f"{code} at event {seq}")
        self.code = code
        self.seq = seq


def fold(events: Iterable[Event], rules: Rules) -> Night:
    """The night after all stored ``events``; FoldError names the first one that cannot be read."""
    rest = iter(events)
    last = next(rest)
    night = begin(last, rules)
    for event in rest:
        last = _here(night, event)
        night = _followed(night, last)
    return _stamped(night, last)


def follow(night: Night, event: Event) -> Night:
    """The night after one more stored event, as ``fold`` reads it."""
    here = _here(night, event)
    return _stamped(_followed(night, here), here)


def _followed(night: Night, event: Event) -> Night:
    """What has no place in the night, or rests on an event that has none, is passed over."""
    fact = _read(event)
    found = strange(night, event, fact)
    if not any(one.passed_over for one in found):
        try:
            return _applied(night, event, fact, found)
        except FoldError:
            if not night.passed_over:
                raise
            found = (Strange(event.seq, event.kind, "", "", passed_over=True),)
    return replace(night, strange=(*night.strange, *found))


def begin(first: Event, rules: Rules) -> Night:
    """The night right after its first event; FoldError where that is none this program reads."""
    if first.kind != NightOpened.kind:
        raise FoldError("first", first.seq)
    _check_version(first)
    try:
        opened = NightOpened.read(first.payload)
        night = opened.begin(first, rules)
    except _MALFORMED as error:
        raise FoldError("payload", first.seq) from error
    night = replace(night, strange=strange(night, first, opened))
    return _stamped(night, _here(night, first))


def apply(night: Night, event: Event) -> Night:
    """The night after a new event; FoldError where it cannot be read, or has no place in it."""
    here = _here(night, event)
    fact = _read(here)
    found = strange(night, here, fact)
    if any(one.passed_over for one in found):
        raise FoldError("payload", event.seq)
    return _stamped(_applied(night, here, fact, found), here)


def _here(night: Night, event: Event) -> Event:
    """The event at the hour of the precinct: the night knows no other clock."""
    at = by_precinct(event.at, night.precinct.utc_offset)
    return event if at == event.at else replace(event, at=at)


def _read(event: Event) -> Fact:
    _check_version(event)
    if event.kind not in FACTS:
        raise FoldError("unknown", event.seq)
    try:
        return FACTS[event.kind].read(event.payload)
    except _MALFORMED as error:
        raise FoldError("payload", event.seq) from error


def _applied(night: Night, event: Event, fact: Fact, found: tuple[Strange, ...]) -> Night:
    """The night once it has happened, with what it names that is ``found`` strange."""
    try:
        changed = fact.apply(night, event)
    except _MALFORMED as error:
        raise FoldError("payload", event.seq) from error
    return replace(changed, strange=(*changed.strange, *found)) if found else changed


def _stamped(night: Night, last: Event) -> Night:
    return replace(night, seq=last.seq, head=last.hash, last=last.at)


def _check_version(event: Event) -> None:
    if event.version > EVENT_VERSION:
        raise FoldError("newer", event.seq)


def allowed(night: Night, command: Command, reckoning: Reckoning | None = None) -> Refusal | None:
    """None when the command may become an event, else why not. The window asks the same, so that a
    closed field or button always knows why.

    ``reckoning`` is needed for commands that answer or settle findings.
    """
    if command.fact.kind not in FACTS:  # the journal takes no event that nobody could read
        return Refusal("unknown")
    refused = command.fact.allowed(night, command.contest, reckoning)
    return refused or unfit(command.fact)
