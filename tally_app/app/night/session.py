"""What is done in one open night: figures typed and taken back, looked at again, finished."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tally_app.app.night.clock import Clock
from tally_app.app.night.likely_causes import Doubts
from tally_app.app.night.passphrase import NotGiven, made, way_of
from tally_app.app.night.recorder import EventLog, Recorder
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import (
    LONGEST_NAME,
    UNSAID,
    Command,
    Refusal,
    Unsaid,
    unfit_text,
)
from tally_app.domain.night.facts.acts import Answered, CountedAgain
from tally_app.domain.night.facts.figures import Typed, TypedDay
from tally_app.domain.night.facts.finishing import Finished
from tally_app.domain.night.facts.program import PassphraseGiven, PassphraseWrong
from tally_app.domain.night.facts.rows import ItemAdded, ItemRemoved
from tally_app.domain.night.facts.second import (
    DifferenceSettled,
    EntriesCompared,
    PartOneCompared,
    ReadConfirmed,
    ReadRefused,
    SecondTyped,
)
from tally_app.domain.night.facts.steps import StepConfirmed, StepOpened, StepUnlocked
from tally_app.domain.night.facts.tape import PageSettled
from tally_app.domain.night.locks import cell_closed, day_rests_on
from tally_app.domain.night.naming import choices_of
from tally_app.domain.night.reckoning import read
from tally_app.domain.night.second_look import Seen, agree, second_of, typed_either
from tally_app.domain.night.state import Rules
from tally_app.domain.night.tape import again_of, twinned
from tally_app.domain.record.making import as_payload, build
from tally_app.domain.record.record import Record
from tally_app.domain.relations.rulebook import Result
from tally_app.domain.values.signs import composed
from tally_app.domain.values.times import Moment, parse_time


@dataclass(frozen=True, slots=True)
class Change:
    """One undoable change: what stood in a field before, and after."""

    contest: str
    cell: Cell
    before: str
    after: str


class Session(Recorder):
    """A night being worked on. ``undoable`` and ``redoable`` are changes of figures, the last one
    last. ``doubts``: which lines a third person is asked about although two entries agree; None:
    none.
    """

    def __init__(self, journal: EventLog, rules: Rules, clock: Clock) -> None:
        super().__init__(journal, rules, clock)
        self.undoable: list[Change] = []
        self.redoable: list[Change] = []
        self.doubts: Doubts | None = None

    def type_text(self, contest: str, cell: Cell, text: str) -> Refusal | None:
        """Record what stands in a field now; the same text again is no event."""
        text = composed(text)
        before = self.text(contest, cell)
        if text == before and cell not in self.night.contests[contest].unestablished:
            return None
        refused = self._write(contest, cell, text)
        if refused is None and not twinned(self.night.form(contest), cell.line):
            self.undoable.append(Change(contest, cell, before, text))
            self.redoable.clear()
        return refused

    def text(self, contest: str, cell: Cell) -> str:
        """The raw text that stands in a field."""
        entry = self.night.entry(contest, cell)
        return entry.text if entry else ""

    def _write(
        self, contest: str, cell: Cell, text: str, undoes: int | Unsaid = UNSAID
    ) -> Refusal | None:
        return self.execute(self.typing(contest, cell, text, undoes))

    def typing(self, contest: str, cell: Cell, text: str, undoes: int | Unsaid = UNSAID) -> Command:
        """The command that types into a field: of the day, if its line is the day's."""
        typed = self._said(contest, cell, text)
        if self.night.is_day(contest, cell.line):
            return Command(TypedDay(*typed, undoes))
        return Command(Typed(*typed, undoes), contest)

    def type_again(self, contest: str, cell: Cell, text: str) -> Refusal | None:
        """Record a second entry; the same text again is no event. The last one of a round shows
        both entries side by side.
        """
        kept = second_of(self.night, contest, cell)
        entry = self.night.entry(contest, cell)
        there = kept.entry.text if kept and entry and kept.of == entry.seq else ""
        text = composed(text)
        if text == there:
            return None
        again = SecondTyped(*self._said(contest, cell, text), self.who)
        refused = self.execute(Command(again, contest))
        return refused or self.compare_entries(contest)

    def compare_entries(self, contest: str) -> Refusal | None:
        """Show what differs once every line was typed again, and ask for what is doubted; nothing
        while one is open.
        """
        seen = self.seen(contest)
        typed = seen.among(Seen.TYPED)
        if seen.among(Seen.OPEN) or not typed:
            return None
        third: tuple[Cell, ...] = ()
        if self.doubts is not None:
            alike = [cell for cell in typed if agree(self.night, contest, cell)]
            third = self.doubts(self.standing(contest), alike)
        asked = tuple(str(cell) for cell in third) or UNSAID
        return self.execute(Command(EntriesCompared(asked), contest))

    def settle_page(self, contest: str, cell: Cell, text: str) -> Refusal | None:
        """Record the third figure of a page of the tape that two people typed differently."""
        form, night = self.night.form(contest), self.night
        again = again_of(form, cell.line)
        pair = [night.entry(contest, cell)]
        pair += [night.entry(contest, Cell(again.id, cell.item))] if again else []
        one = any(entry and self.who in entry.hands for entry in pair)
        said = self._said(contest, cell, composed(text))
        day = night.is_day(contest, cell.line)
        third = PageSettled(*said, by=self.who, typed_one=one)
        return self.execute(Command(third, "" if day else contest))

    def settle(self, contest: str, cell: Cell, text: str) -> Refusal | None:
        """Record the third figure of a line that is doubted; it stands from now on, and there is
        nothing to take back of it.
        """
        one = self.who in typed_either(self.night, contest, cell)
        said = self._said(contest, cell, composed(text))
        third = DifferenceSettled(*said, by=self.who, typed_one=one)
        refused = self.execute(Command(third, contest))
        if refused is None:
            for changes in (self.undoable, self.redoable):
                changes[:] = [change for change in changes if change.cell != cell]
        return refused

    def read_back(self, contest: str, cell: Cell, reader: str, *, agrees: bool) -> Refusal | None:
        """Record that a figure read aloud was confirmed or refused by who is at the keys."""
        answer = ReadConfirmed if agrees else ReadRefused
        read = answer(cell.line, cell.item, reader, self.who)
        return self.execute(Command(read, contest)) or self.compare_entries(contest)

    def compare_part_one(self, contest: str) -> Refusal | None:
        """Record that the lines announced before the boxes are those of the signed Part I."""
        return self.execute(self.part_one_command(contest))

    def part_one_command(self, contest: str) -> Command:
        """The command that says so of every line not compared yet."""
        cells = self.seen(contest).to_compare
        compared = PartOneCompared(tuple(str(cell) for cell in cells), self.who)
        return Command(compared, contest)

    def _said(self, contest: str, cell: Cell, text: str) -> tuple[str, str, str, int | None, str]:
        """What was typed into the field of a line, as every fact about a field says it."""
        line = self.night.form(contest).line(cell.line)
        reading = read(line, text, choices_of(self.night, line))
        return cell.line, cell.item, text, reading.value, reading.problem

    def undo(self) -> Change | None:
        """Take back the last change that is still open by a compensating event; None for none."""
        return self._step_back(self.undoable, self.redoable, forward=False)

    def redo(self) -> Change | None:
        """Do the last undone change that is still open again; None when there is none."""
        return self._step_back(self.redoable, self.undoable, forward=True)

    def next_back(self, changes: list[Change]) -> Change | None:
        """The last of ``changes`` whose field is open now: locked ones wait for their key."""
        for change in reversed(changes):
            hidden = change.cell in self.hidden(change.contest)
            if not hidden and cell_closed(self.night, change.contest, change.cell) is None:
                return change
        return None

    def _step_back(self, take: list[Change], give: list[Change], *, forward: bool) -> Change | None:
        change = self.next_back(take)
        if change is None:
            return None
        entry = self.night.entry(change.contest, change.cell)
        text = change.after if forward else change.before
        if self._write(change.contest, change.cell, text, entry.seq if entry else 0) is None:
            take.remove(change)
            give.append(change)
        return change

    def give_reason(self, contest: str, result: Result, reason: str) -> Refusal | None:
        """Record a ready answer of the form to a finding, tied to the figures it was given for."""
        given = Answered.reason_for(result, self.reckoning(contest), reason)
        return self.execute(Command(given, contest))

    def counted_again(self, contest: str, result: Result) -> Refusal | None:
        """Record that what a finding rests on was counted again with the same figures."""
        figures = self.reckoning(contest).figures_of(result)
        return self.execute(Command(CountedAgain(result.key, figures), contest))

    def add_row(self, contest: str, collection: str, item: str) -> Refusal | None:
        """Add a row to a collection of the form: the day's, or this contest's."""
        return self.execute(self.row_command(ItemAdded(collection, item), contest))

    def row_command(self, row: ItemAdded | ItemRemoved, contest: str) -> Command:
        """The command that adds or takes away a row: of the day, if the collection is the day's."""
        declared = self.night.form(contest).collection(row.collection)
        day = declared is not None and declared.scope == "day"
        return Command(row, "" if day else contest)

    def confirm(self, contest: str, step: str) -> Refusal | None:
        """Confirm a step: of this contest, or of the day for every contest at once."""
        return self.execute(self.step_command(StepConfirmed(step), contest))

    def step_command(
        self, said: StepConfirmed | StepUnlocked | StepOpened, contest: str
    ) -> Command:
        """The command that says something of a step: of the day, if the step is the day's."""
        day = self.night.form(contest).step(said.step).scope == "day"
        return Command(said, "" if day else contest)

    def announce(self, contest: str, step: str, time_text: str) -> Refusal | None:
        """Confirm the lines established before the boxes; makes and keeps the record of Part I."""
        moment = parse_time(time_text, self.night.form(contest).step(step).day_from)
        if not isinstance(moment, Moment):
            return unfit_text(time_text, LONGEST_NAME) or Refusal("time")
        minutes = moment.minutes
        refused = self.why_not(Command(StepConfirmed(step), contest))
        if refused is not None:
            return refused
        record = build(self.night, contest, self.standing(contest), part=1, announced=minutes)
        done = StepConfirmed(step, minutes, as_payload(record), record.check_value())
        return self.execute(Command(done, contest))

    def record(self, contest: str) -> Record:
        """The record as the night stands: final once finished, a draft before."""
        done = self.night.contests[contest].finish
        if done is not None:
            return Record.read(done.record)
        return build(self.night, contest, self.reckoning(contest))

    def finish(self, contest: str, precinct: str) -> Refusal | None:
        """Make the record and lock the contest. ``precinct`` is the number typed by hand."""
        clock = self.now().isoformat(timespec="seconds")
        asked = Finished({}, "", precinct, clock)
        refused = self.why_not(Command(asked, contest))
        if refused is not None:
            return refused
        record = build(self.night, contest, self.reckoning(contest))
        done = replace(
            asked,
            record=as_payload(record),
            check_value=record.check_value(),
            locks=tuple(sorted(day_rests_on(self.night.form(contest)))),
        )
        refused = self.execute(Command(done, contest))
        self.undoable.clear()
        self.redoable.clear()
        return refused

    def set_passphrase(self, digits: str) -> Refusal | None:
        """Whoever is at the keys sets a passphrase; its code for the envelope is in ``guard`` until
        it is on paper.
        """
        fact, code = made(digits, self.who)
        refused = self.execute(Command(fact))
        if refused is None:
            self.guard.code = code
        return refused

    def give_passphrase(self, occasion: str, typed: str) -> NotGiven | None:
        """Open what it stands before, or why not; what is none at all is no try. The facts are
        never refused where there is a passphrase.
        """
        kept = self.night.passphrase
        if kept is None or kept.opened:
            return None
        left = self.guard.left(kept)
        if left:
            return NotGiven("wait", left)
        way = way_of(kept, typed)
        if way is None:
            return NotGiven("no_passphrase")
        if way:
            self.execute(Command(PassphraseGiven(occasion, way)))
            return None
        self.execute(Command(PassphraseWrong(occasion)))
        self.guard.failed()
        return NotGiven("wrong", replace(kept, wrong=kept.wrong + 1).wait)
