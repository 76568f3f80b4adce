"""One open night and the one door to its journal: every change passes ``execute``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from tally_app.app.night.clock import Clock, ClockWatch, Seconds, jump_at_opening
from tally_app.app.night.passphrase import Guard
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Command, Refusal
from tally_app.domain.night.event import SETUP, Event, next_event
from tally_app.domain.night.facts.program import PersonChanged, WentOnElsewhere
from tally_app.domain.night.facts.table import allowed, apply, fold
from tally_app.domain.night.finish import Obstacle, obstacles
from tally_app.domain.night.reckoning import Reckoner, Reckoning
from tally_app.domain.night.second_look import Overview, Seen, overview
from tally_app.domain.night.state import Night, Rules
from tally_app.domain.relations.rulebook import rulebook
from tally_app.domain.values.times import zone
from tally_app.store import LOST, Journal, StoreError


class EventLog(Protocol):
    """What a session needs of the store: append-only events of one precinct file."""

    def append(self, event: Event) -> None: ...

    def events(self) -> tuple[Event, ...]: ...

    def close(self) -> object: ...


@dataclass(frozen=True, slots=True)
class MovedLog:
    """``log`` is open at ``path``; the file that was lost was at ``left``."""

    log: EventLog
    left: str
    path: str


class Recorder:
    """A night and its journal. ``who`` is the member typing, chosen in the header. ``elsewhere``
    gives the file in which the night goes on where the store says that the open one is lost; None:
    it is only said.
    """

    def __init__(self, journal: EventLog, rules: Rules, clock: Clock) -> None:
        events = journal.events()
        self.journal = journal
        self.clock = clock
        self.night: Night = fold(events, rules)
        # Whoever typed last goes on, while the commission list has them. What an exercise holds
        # from its first minute on nobody at these keys has typed.
        last, sat = events[-1].who, any(one.kind == PersonChanged.kind for one in events)
        known = self.night.person(last) and (sat or self.night.exercise is None)
        self.who = last if known else SETUP
        self._watch: ClockWatch | None = None
        self.guard = Guard(lambda: clock().timestamp())
        self.elsewhere: Callable[[StoreError], MovedLog] | None = None
        self._last = events[-1]
        self._kept: dict[str, tuple[Reckoning, tuple[Obstacle, ...]]] = {}
        self._seen: dict[str, tuple[Reckoning, Night, Overview]] = {}
        self._masked: dict[str, tuple[Reckoning, Reckoning]] = {}
        self._reckoners = {
            contest: Reckoner(rulebook(form), contest)
            for contest, form in self.night.rules.forms.items()
        }

    @property
    def happened(self) -> tuple[Event, ...]:
        """The events of the journal that have a place in the night."""
        gone = self.night.passed_over
        return tuple(event for event in self.journal.events() if event.seq not in gone)

    @property
    def saved_at(self) -> str:
        """When the last event was stored, by the precinct's clock."""
        return self.night.last

    def now(self) -> datetime:
        """The precinct's time: the machine's moment at the precinct's offset. Whatever is compared
        with an hour of the law or printed comes from here or from the night.
        """
        return self.clock().astimezone(zone(self.night.precinct.utc_offset))

    def machine_apart(self) -> timedelta:
        """How far the hour the machine shows is ahead of the precinct's: nothing where its time
        zone is the precinct's.
        """
        machine = self.clock().utcoffset() or timedelta()
        return machine - timedelta(minutes=self.night.precinct.utc_offset)

    def watch(self, seconds: Seconds) -> None:
        """From now on hold the machine's clock against ``seconds``: where it moves by itself, that
        is an event before the next one. A jump back while the night was closed is one at once.
        """
        self._watch = ClockWatch(self.clock, seconds)
        self.guard = Guard(seconds)
        jump = jump_at_opening(self._last.at, self.clock())
        if jump is not None:
            self.execute(Command(jump))

    def sit_down(self, person: str) -> None:
        """Somebody else is at the keys; a failure of the store is raised and nobody has moved."""
        if person == self.who:
            return
        before, self.who, done = self.who, person, False
        try:
            done = self.execute(Command(PersonChanged(person, before))) is None
        finally:
            self.who = person if done else before

    def reckoning(self, contest: str, drafts: Mapping[Cell, str] | None = None) -> Reckoning:
        """All relations of a contest, with what is being typed in place of what stands. A line that
        a third person types is no figure, nor part of one, until then.
        """
        hidden = self.hidden(contest)
        if not hidden:
            return self._reckoners[contest].reckon(self.night, drafts)
        blank = dict.fromkeys(hidden, "")
        if drafts:
            return self._reckoners[contest].reckon(self.night, {**drafts, **blank})
        stands, kept = self.standing(contest), self._masked.get(contest)
        if kept is None or kept[0] is not stands:
            masked = self._reckoners[contest].reckon(self.night, blank)
            kept = self._masked[contest] = stands, masked
        return kept[1]

    def standing(self, contest: str) -> Reckoning:
        """All relations of a contest as its entries stand: for the law, for nobody's eyes."""
        return self._reckoners[contest].reckon(self.night)

    def hidden(self, contest: str) -> frozenset[Cell]:
        """The lines a third person types: no figure of them is shown before the third."""
        return frozenset(self.seen(contest).among(Seen.DOUBTED))

    def obstacles(self, contest: str) -> tuple[Obstacle, ...]:
        """What keeps Finish closed."""
        reckoning = self.reckoning(contest)
        kept = self._kept.get(contest)
        if kept is None or kept[0] is not reckoning:
            hidden = self.hidden(contest)
            found = tuple(
                one
                for one in obstacles(self.night, contest, reckoning, self.seen(contest))
                if one.code != "not_entered" or one.cell not in hidden
            )
            kept = self._kept[contest] = reckoning, found
        return kept[1]

    def seen(self, contest: str) -> Overview:
        """What a second person has seen of a contest's counted lines."""
        reckoning = self.standing(contest)
        kept = self._seen.get(contest)
        if kept is None or kept[0] is not reckoning:
            same = kept is not None and kept[0].bound is reckoning.bound
            before = kept[1:] if kept is not None and same else None
            seen = overview(self.night, contest, reckoning.layout, before)
            kept = self._seen[contest] = reckoning, self.night, seen
        return kept[2]

    def why_not(self, command: Command) -> Refusal | None:
        """Why a command would be refused now, None when it would be recorded."""
        reckoning = self.standing(command.contest or self.night.first)
        return allowed(self.night, command, reckoning)

    def execute(self, command: Command) -> Refusal | None:
        """Record a command, or say why not. A store failure is raised and changes nothing here."""
        refused = self.why_not(command)
        if refused is None:
            self._append(command)
        return refused

    def _append(self, command: Command) -> None:
        jump = self._watch.jump() if self._watch else None
        if jump is not None and self._watch is not None:
            moved = Command(jump)
            self._wherever(lambda: self._record(moved))
            self._watch.noted()
        self._wherever(lambda: self._record(command))

    def keep_document(self, digest: str, name: str, content: bytes) -> None:
        """Keep the bytes of a document with the night, before the event that names them; nothing in
        a night that has no file open.
        """

        def keep() -> None:
            if isinstance(self.journal, Journal):
                self.journal.keep_document(digest, name, content)

        self._wherever(keep)

    def _wherever(self, deed: Callable[[], None]) -> None:
        """Write, in another file where the open one was lost: that is an event there."""
        try:
            deed()
        except StoreError as lost:
            if lost.code not in LOST or self.elsewhere is None:
                raise
            try:
                moved = self.elsewhere(lost)
            except (StoreError, OSError) as nowhere:
                raise lost from nowhere
            self.journal = moved.log
            self._record(Command(WentOnElsewhere(lost.code, moved.left, moved.path)))
            deed()

    def _record(self, command: Command) -> None:
        event = next_event(
            self._last,
            at=self.clock().isoformat(timespec="milliseconds"),
            who=self.who,
            kind=command.fact.kind,
            payload=command.fact.payload(),
            contest=command.contest,
        )
        after = apply(self.night, event)
        self.journal.append(event)
        self.night, self._last = after, event

    def close(self) -> None:
        """Close the file; after a clean close it alone is the whole night."""
        self.journal.close()
