"""A recount (43(7-1)): the signed protocol is kept, and what its ground reopens is counted anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from tally_app.domain.night.command import Fact, Name, Naming, Refusal
from tally_app.domain.night.event import Event
from tally_app.domain.night.facts.contest import asked_anew, done, with_contest
from tally_app.domain.night.locks import not_given
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import Night, Recount


@dataclass(frozen=True, slots=True)
class RecountOpened(Fact):
    """Somebody applied for a recount on a ``ground`` of the form (``minutes`` from the election
    day's midnight), and an act was made of it.
    """

    kind: ClassVar[str] = "recount_opened"
    ground: Annotated[str, Naming("ground")]
    applicant: Name
    minutes: int
    act_number: Name

    def allowed(self, night: Night, contest: str, _: Reckoning | None) -> Refusal | None:
        """Only after signing, and once where the law says so."""
        state = night.contests[contest]
        if state.finish is None or state.finish.signed is None:
            return Refusal("not_signed", "43(7-1)")
        ground = night.form(contest).ground(self.ground)
        if ground.once and any(recount.ground == ground.id for recount in state.recounts):
            return Refusal("once", ground.law)
        return not_given(night)

    def apply(self, night: Night, event: Event) -> Night:
        """The lines to recount are empty again: nothing counted before stands in for a recount."""
        contest, form = night.contests[event.contest], night.form(event.contest)
        recount = Recount(self.ground, self.applicant, self.minutes, self.act_number, done(contest))
        stages = form.ground(self.ground).reopens
        counted = {x.id for x in form.lines if x.stage in stages and x.kind == "count"}
        changed = replace(
            contest,
            finish=None,
            written={},
            recounts=(*contest.recounts, recount),
            entries={c: entry for c, entry in contest.entries.items() if c.line not in counted},
            unestablished={c: a for c, a in contest.unestablished.items() if c.line not in counted},
        )
        return with_contest(replace(asked_anew(night), closed=None), event.contest, changed)
