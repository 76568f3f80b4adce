"""The sheet of the program's work: what is the program's own and stands on no protocol.

Second looks and their pace, limits the election file changed and by whose decision, changes of
entries, whoever sat at the keys, the clock, repairs, copies and withdrawn prints, check values and
the journal's last value. It is kept with the night and attached to the protocol only where the
commission decides so; nobody signs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from tally_app.app.night.session import Session
from tally_app.app.papers.form_papers import Author
from tally_app.app.papers.second_looks import Changed, Looks, gone_through
from tally_app.app.words.journal import by, place
from tally_app.app.words.program import TOLD, what_words
from tally_app.domain.form.election import LimitDecision
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.papers import Paper
from tally_app.domain.maker.decided import CONSTANTS
from tally_app.domain.night.event import Event
from tally_app.domain.record.document import Block, Detail, Details, Document, Grid, Prose, same
from tally_app.domain.record.making import announcement
from tally_app.domain.record.record import HEAD_DIGITS, check_digits
from tally_app.domain.values.dates import in_digits
from tally_app.domain.values.minutes import clock_of
from tally_app.domain.values.times import by_precinct, clock
from tally_app.domain.values.wording import Wording
from tally_app.domain.values.words import Words

NAME: Final = "program"
_NONE: Final = "–"


def program_sheet(session: Session, contest: str, wordings: Mapping[str, Wording]) -> Document:
    """The sheet as the night stands."""
    author = _Sheet(session, contest, wordings)
    head = author.write(Paper(NAME, "day", "", title={}, subtitle={}, blocks=()))
    return replace(head, law_edition="", title=author.words("title"), blocks=tuple(author.sheet()))


class _Sheet(Author):
    """Writes the sheet from the journal."""

    def words(self, key: str, **names: object) -> Words:
        return self.each(lambda words: words(f"paper.program.{key}", **names))

    def _seen(self, changed: Changed) -> bool:
        """Nobody sees a figure of two that differ before the third is there."""
        contest, line, item = changed.where
        return Cell(line, item) not in self.session.hidden(contest or self.contest)

    def sheet(self) -> Iterator[Block]:
        """Its parts; one of which nothing is recorded says so."""
        events = self.session.happened
        looks, changes = gone_through(self.night, events)
        yield Prose(self.words("note"))
        yield self._part("looks", [self._look(look) for look in looks], numeric=(4, 5, 6, 7))
        yield self._part("changes", [self._changed(one) for one in changes if self._seen(one)])
        yield self._part("events", [self._happened(e) for e in events if e.kind in TOLD])
        if limits := tuple(self._limits()):
            yield Details(limits, self.words("limits"))
        yield Details(tuple(self._values()), self.words("values"))
        yield Details(
            (
                Detail(self.words("head"), text=same(check_digits(self.night.head))),
                Detail(self.words("entries"), text=same(str(self.night.seq))),
            ),
            self.words("journal"),
        )

    def _part(
        self, key: str, rows: Sequence[tuple[Words, ...]], numeric: tuple[int, ...] = ()
    ) -> Block:
        title = self.words(key)
        if not rows:
            return Details((Detail(self.words("none"), text=same(_NONE)),), title)
        columns = _COLUMNS[key]
        heads = tuple(self.words(f"column.{column}") for column in columns)
        return Grid(heads, tuple(rows), title, numeric)

    def _look(self, look: Looks) -> tuple[Words, ...]:
        person = self.night.person(look.who)
        first, last = (self._hour(at) for at in (look.first, look.last))
        pace = look.pace
        return (
            self.own(self.night.rules.contest(look.contest).name),
            same(person.name if person else _NONE),
            self.words(f"way.{look.way}"),
            same(first if first == last else f"{first}–{last}"),
            same(str(len(look.cells))),
            same(str(len(look.differed))),
            same(_NONE if pace is None else str(pace)),
            same(_NONE if pace is None else str(look.quick)),
        )

    def _changed(self, one: Changed) -> tuple[Words, ...]:
        contest, line, item = one.where
        owner = contest or self.night.first
        shape = self.night.form(owner).line(line)
        return (
            same(self._hour(one.event.at)),
            self.each(
                lambda words: self._line(
                    contest, place(self.night, owner, shape, item, words), words
                )
            ),
            same(one.before),
            same(one.after or _NONE),
            same(by(self.session, one.event) or _NONE),
            self._why(one),
        )

    def _why(self, one: Changed) -> Words:
        """Why a figure was typed otherwise, as far as it was recorded."""
        if one.why:
            return self.words(f"why.{one.why}")
        return same(one.reason or _NONE)

    def _line(self, contest: str, where: str, words: Wording) -> str:
        """A line, with its ballot where the night has several."""
        if not contest or len(self.night.contests) == 1:
            return where
        named = self.night.rules.contest(contest)
        return f"{words.pick(named.short or named.name)}: {where}"

    def _happened(self, event: Event) -> tuple[Words, ...]:
        return (
            same(self._hour(event.at)),
            self.each(lambda words: words(f"event.{event.kind}")),
            self.each(lambda words: what_words(self.night, event.kind, event.payload, words)),
            same(by(self.session, event) or _NONE),
        )

    def _limits(self) -> Iterator[Detail]:
        """Hours and limits that the election file has otherwise than the law, each with the law's
        and by whose decision; nobody's where none is named.
        """
        election, seen = self.night.rules.election, set[tuple[str, int]]()
        for contest in map(self.night.rules.contest, self.night.contests):
            law = self.night.form(contest.id).constants
            for name, value in {**election.constants, **contest.constants}.items():
                known = CONSTANTS.get(name)
                if known and law.get(name, value) != value and (name, value) not in seen:
                    seen.add((name, value))
                    shown = clock if known.kind == "time" else str
                    told = partial(self._limit, shown(value), shown(law[name]), election.decided)
                    yield Detail(self.each(partial(_constant, name)), text=self.each(told))

    @staticmethod
    def _limit(value: str, law: str, act: LimitDecision | None, words: Wording) -> str:
        by = words(f"maker.decided.{act.by if act else 'none'}")
        if act:
            by = words("paper.program.act", by=by, number=act.number, day=in_digits(act.day))
        return words("paper.program.limit", value=value, law=law, act=by)

    def _values(self) -> Iterator[Detail]:
        """Check values of what was announced and finished, their first eight digits."""
        for name, state in self.night.contests.items():
            contest = self.own(self.night.rules.contest(name).name)
            announced = announcement(self.night.form(name), state)
            if announced is not None:
                time = clock(announced[0]) if announced[0] is not None else _NONE
                yield self._value("part_one", contest, time, announced[1])
            for old in state.withdrawn:
                yield self._value("withdrawn", contest, self._hour(old.at), old.check_value)
            if state.finish is not None:
                done = state.finish
                yield self._value("protocol", contest, self._hour(done.at), done.check_value)

    def _value(self, key: str, contest: Words, time: str, value: str) -> Detail:
        label = {
            language: words(f"paper.program.value.{key}", contest=contest[language], time=time)
            for language, words in self.wordings.items()
        }
        return Detail(label, text=same(value[:HEAD_DIGITS]))

    def _hour(self, at: str) -> str:
        return clock_of(by_precinct(at, self.night.precinct.utc_offset))


def _constant(name: str, words: Wording) -> str:
    return words(f"maker.constant.{name}")


_COLUMNS: Final = {
    "looks": ("contest", "who", "way", "time", "figures", "differed", "pace", "quick"),
    "changes": ("time", "line", "before", "after", "who", "why"),
    "events": ("time", "event", "what", "who"),
}
