"""What is recorded of what a paper would say: whether a block stands, whose rows an act's table
has, what was counted and voted of a box, and the moment a paper speaks of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from tally_app.app.night.session import Session
from tally_app.app.papers.acts import Act, acts_of
from tally_app.domain.form.form import Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.papers import ACT_FACTS, MATTERS, Paper, PaperBlock
from tally_app.domain.night.naming import box_number, items_in, items_of, number_in
from tally_app.domain.night.reckoning import Reckoning, is_annulled
from tally_app.domain.night.state import BoxProcedure, Entry
from tally_app.domain.values.dates import on_day
from tally_app.domain.values.times import DAY, minutes_between

_HOUR: Final = 60
#: What is counted of a box in the procedure of 43(3-1), by its words.
_COUNTED: Final = ("applications", "first", "second", "excess", "invalid")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one contest of a night (or the day, looked at through it) knows of a paper's matter."""

    session: Session
    contest: str
    reckoning: Reckoning

    def stands(self, block: PaperBlock, act: Act | None, *, blank: bool) -> bool:
        """True where everything a block rests on is recorded; on a form to fill in by hand nothing
        is yet, but a table is there to be filled in.
        """
        if blank:
            return not block.when and (not block.needs or block.kind == "table")
        facts = act.facts if act else frozenset()
        return all(self._holds(one, facts) for one in block.when) and all(
            self._filled(line) for line in block.needs
        )

    def _holds(self, condition: str, facts: frozenset[str]) -> bool:
        if condition in ACT_FACTS:
            return condition in facts
        name, _, choice = condition.partition("=")
        line = self._line(name)
        return any(self.text(line, item) == choice for item in self._items(line))

    def _filled(self, line_id: str) -> bool:
        line = self._line(line_id)
        items = self._items(line)
        return bool(items) and all(self.there(line, item) for item in items)

    def _line(self, line_id: str) -> Line:
        return self.session.night.form(self.contest).line(line_id)

    def _items(self, line: Line) -> list[str]:
        return items_of(self.session.night, self.contest, line)

    def text(self, line: Line, item: str) -> str:
        """What stands in a field, "" for nothing."""
        entry = self.session.night.entry(self.contest, Cell(line.id, item))
        return entry.text.strip() if entry else ""

    def there(self, line: Line, item: str) -> bool:
        """True where a figure, a time, a person or a text stands that could be read."""
        if line.kind in ("count", "time"):
            return self.reckoning.value(Cell(line.id, item)) is not None
        text = self.text(line, item)
        if line.kind == "member":
            return self.session.night.person(text) is not None
        return bool(text)

    def rows(self, block: PaperBlock, act: Act | None) -> list[str]:
        """The rows of a table: those of the act's box alone where a column names one."""
        night = self.session.night
        items = items_in(night, self.contest, block.collection)
        if block.only:
            line = self._line(block.only)
            items = [item for item in items if self.there(line, item)]
        if not block.of_box or act is None or act.item not in night.boxes:
            return items
        if len(night.boxes) == 1:
            return items
        line, number = self._line(block.of_box), box_number(night, self.contest, act.item)
        return [item for item in items if number_in(self.text(line, item)) == number_in(number)]

    def missing(self, paper: Paper, act: Act | None) -> str:
        """What the paper must say and nobody recorded: ``box_people``, one of its ``needs``, ""."""
        if not self._whole(paper, act):
            return "box_people"
        for need in paper.needs:
            there = self._known(need, act) if need in MATTERS else self._filled(need)
            if not there:
                return need
        return ""

    def _known(self, matter: str, act: Act | None) -> bool:
        """One of ``MATTERS``."""
        if matter == "notice":
            return act is None or self.notice(act) is not None
        form = self.session.night.form(self.contest)
        sheets = form.by_id.get("entry.sheets")
        others = sheets is not None and any(self.text(sheets, x) for x in self._items(sheets))
        return others or any(acts_of(self.session, one) for one in self.session.night.contests)

    def _whole(self, paper: Paper, act: Act | None) -> bool:
        """False where an act about a box has a table without a row of that box, or a row without
        its persons.
        """
        for block in paper.blocks:
            if not block.of_box or act is None:
                continue
            lines = [self._line(name) for name in block.lines]
            people = [line for line in lines if line.kind == "member"]
            rows = self.rows(block, act)
            if not rows or not all(self.there(x, row) for row in rows for x in people):
                return False
        return True

    def procedure(self, act: Act | None) -> dict[str, int | None]:
        """Applications, both counts, excess and ballots declared invalid of an act's box, by their
        words; None for what is not recorded, and on a form to fill in by hand.
        """
        if act is None:
            return dict.fromkeys(_COUNTED)
        night = self.session.night
        state = night.contests[self.contest].boxes.get(act.item, BoxProcedure())
        limit, first = self._of_role("box_limit", act), self._of_role("box_ballots", act)
        excess = first - limit if first is not None and limit is not None else None
        second = state.second[0] if state.second else None
        invalid = first if is_annulled(night, self.contest, act.item) else 0
        return dict(zip(_COUNTED, (limit, first, second, excess, invalid), strict=True))

    def _of_role(self, role: str, act: Act) -> int | None:
        """The figure of the act's box in the line of that role."""
        line = self.session.night.form(self.contest).role(role)
        return self.reckoning.value(Cell(line.id, act.item)) if line else None

    def vote(self, act: Act) -> tuple[int, int, str, int] | None:
        """Votes for and against, number and minutes of the decision on the act's box."""
        state = self.session.night.contests[self.contest].boxes.get(act.item)
        return state.decision if state else None

    def notice(self, act: Act) -> tuple[str, int, str] | None:
        """Member, minutes and to whom: the notice to the higher commission of the act's box."""
        state = self.session.night.contests[self.contest].boxes.get(act.item)
        return state.notice if state else None

    def moment(self, paper: Paper, act: Act | None) -> int | None:
        """The minutes a paper speaks of: of its act, or of its deed; None for one that speaks of
        the night as it stands.
        """
        if act is not None:
            return act.minutes
        entry = self._deed(paper)
        if entry is None:
            return None
        if self._line(paper.hour).kind == "time":
            return self.reckoning.value(Cell(paper.hour))
        return minutes_between(self.session.night.rules.election.day, entry.at)

    def made(self, paper: Paper, act: Act | None) -> str:
        """The local time at which a paper says it was made: never before what it says was entered,
        as the boxes of an opening protocol are after its hour.
        """
        night = self.session.night
        if act is None or act.minutes is None:
            entry = self._deed(paper)
            return max(entry.at, *self._entered(paper)) if entry else night.last
        hour = act.minutes % DAY
        day = on_day(night.rules.election.day, act.minutes)
        return datetime.combine(day, time(hour // _HOUR, hour % _HOUR)).isoformat()

    def _entered(self, paper: Paper) -> Iterator[str]:
        """When each field a paper prints was typed."""
        for line in (self._line(name) for block in paper.blocks for name in block.lines):
            for item in self._items(line):
                entry = self.session.night.entry(self.contest, Cell(line.id, item))
                if entry and entry.text.strip():
                    yield entry.at

    def _deed(self, paper: Paper) -> Entry | None:
        entry = self.session.night.entry(self.contest, Cell(paper.hour)) if paper.hour else None
        return entry if entry and entry.text.strip() else None
