"""A page of the list tape that two people typed differently, counted again, typed a third time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import PersonName, Refusal
from tally_app.domain.night.event import Event
from tally_app.domain.night.facts.contest import with_contest
from tally_app.domain.night.facts.figures import TypedFact
from tally_app.domain.night.locks import cell_closed
from tally_app.domain.night.reckoning import PRESENT, Reckoning
from tally_app.domain.night.state import Entry, Night, Settled
from tally_app.domain.night.tape import again_of


@dataclass(frozen=True, slots=True)
class PageSettled(TypedFact):
    """The figure of a page (``line`` and ``item`` of its first entry) as it was counted again; who
    typed it, and whether that person typed one of the two (``typed_one``).
    """

    kind: ClassVar[str] = "page_settled"
    by: PersonName
    typed_one: bool

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Typed by somebody who is there, once two entries differ."""
        name = contest or night.first
        if self.line not in night.form(name).by_id:
            return Refusal("unknown")
        closed = cell_closed(night, name, self.cell)
        if closed is not None:
            return closed
        person = night.person(self.by)
        if person is None:
            return Refusal("choose_person")
        if person.state not in PRESENT:
            return Refusal("not_here")
        if self.value is None:
            return Refusal("no_figure")
        pair = _pair(night, name, self.cell)
        if pair is None or pair[0].value == pair[1].value:
            return Refusal("unknown")
        typed = any(self.by in entry.hands for entry in pair)
        return None if self.typed_one == typed else Refusal("unknown")

    def apply(self, night: Night, event: Event) -> Night:
        """It stands for both entries. What the two had typed is kept beside it, and whose it was:
        whoever typed the third figure has typed no entry of the page.
        """
        name = event.contest or night.first
        pair, again = _pair(night, name, self.cell), again_of(night.form(name), self.line)
        if pair is None or again is None:
            raise ValueError("no two entries")
        figures = {
            Cell(line, self.item): replace(self.entry(event), hands=entry.hands)
            for line, entry in zip((self.line, again.id), pair, strict=True)
        }
        texts = pair[0].text, pair[1].text
        people = pair[0].who, pair[1].who
        kept = Settled(event.seq, texts, people, event.who, event.at)
        settled = {**night.settled, self.cell: kept}
        night = replace(night, settled=settled)
        if not event.contest:
            return replace(night, day_entries={**night.day_entries, **figures})
        contest = night.contests[event.contest]
        entries = {**contest.entries, **figures}
        return with_contest(night, event.contest, replace(contest, entries=entries))


def _pair(night: Night, contest: str, cell: Cell) -> tuple[Entry, Entry] | None:
    """Two entries that are figures, None while one of them is not."""
    again = again_of(night.form(contest), cell.line)
    first = night.entry(contest, cell)
    second = night.entry(contest, Cell(again.id, cell.item)) if again else None
    if first is None or second is None or None in (first.value, second.value):
        return None
    return first, second
