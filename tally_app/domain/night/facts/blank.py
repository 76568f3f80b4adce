"""The supplied blank, written by hand in two sittings: and spoiled (43(3-1), 43(8))."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from tally_app.domain.form.layout import Cell
from tally_app.domain.form.pages import FINISH, step_with
from tally_app.domain.night.command import ItemName, LineName, Name, Prose, Refusal
from tally_app.domain.night.event import Event
from tally_app.domain.night.facts.contest import ContestFact
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import ContestNight, Night
from tally_app.domain.night.stated import SpoiledBlank

#: People who see that a spoiled blank is crossed out.
_WITNESSES: Final = 2


@dataclass(frozen=True, slots=True)
class BlankLineWritten(ContestFact):
    """A line stands on the blank, in figures and words: the ``value`` that was written."""

    kind: ClassVar[str] = "blank_line_written"
    line: LineName
    item: ItemName
    value: int

    def allowed(self, night: Night, contest: str, reckoning: Reckoning | None) -> Refusal | None:
        """The lines announced before the boxes at once, the others once the protocol is finished;
        what is written is what the program has.
        """
        refused = _closed(night, contest)
        if refused is not None:
            return refused
        cell, form = Cell(self.line, self.item), night.form(contest)
        if night.contests[contest].finish is None and not form.line(self.line).part_one:
            step = step_with(form, FINISH)
            return Refusal("not_finished", step=step.id if step else "")
        known = reckoning.value(cell) if reckoning is not None else self.value
        return None if known == self.value else Refusal("blank_other", "43(8)", lines=(cell,))

    def change(self, contest: ContestNight, event: Event) -> ContestNight:
        """It stands there in ink."""
        written = {**contest.written, Cell(self.line, self.item): (self.value, event.at)}
        return replace(contest, written=written)


@dataclass(frozen=True, slots=True)
class BlankSpoiled(ContestFact):
    """A blank was spoiled (``minutes`` from the election day's midnight), crossed out and kept
    before the people named: nothing on it is ever corrected.
    """

    kind: ClassVar[str] = "blank_spoiled"
    reason: Prose
    minutes: int
    names: tuple[Name, ...]

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Unsigned, with a reason, before two people."""
        refused = _closed(night, contest)
        if refused is not None:
            return refused
        if not self.reason.strip():
            return Refusal("reason")
        names = {name.strip() for name in self.names} - {""}
        return None if len(names) == _WITNESSES else Refusal("two_names")

    def change(self, contest: ContestNight, _event: Event) -> ContestNight:
        """Another blank is taken: every line is written again, and read again."""
        spoiled = (*contest.spoiled, SpoiledBlank(self.minutes, self.reason, self.names))
        finish = replace(contest.finish, blank_agrees=False) if contest.finish else None
        return replace(contest, written={}, spoiled=spoiled, finish=finish)


def _closed(night: Night, contest: str) -> Refusal | None:
    finish = night.contests[contest].finish
    if not night.by_hand:
        return Refusal("no_blank", "43(8)")
    return Refusal("signed", "43(8)") if finish and finish.signed is not None else None
