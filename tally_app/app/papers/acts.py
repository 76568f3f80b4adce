"""The acts of a night that stand, what is recorded of their matter, and the papers they are
written on.
"""

from __future__ import annotations

from dataclasses import dataclass

from tally_app.app.night.session import Session
from tally_app.domain.form.form import Form
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.papers import Paper
from tally_app.domain.night.answers import answer_to, counted_again
from tally_app.domain.night.reckoning import is_annulled
from tally_app.domain.night.state import Answer, BoxProcedure
from tally_app.domain.relations.rulebook import Result


@dataclass(frozen=True, slots=True)
class Act:
    """One recorded act: the finding it answers, or a figure that could not be established.

    ``facts`` are those of ``ACT_FACTS`` that are recorded of its matter.
    """

    key: str
    code: str
    item: str
    number: str
    minutes: int | None
    members: tuple[str, ...]
    found: str
    result: Result | None = None
    facts: frozenset[str] = frozenset()
    witnesses: tuple[str, ...] = ()


def acts_of(session: Session, contest: str) -> list[Act]:
    """The acts of a contest that stand, in the order of the form."""
    night, reckoning = session.night, session.reckoning(contest)
    found = []
    for result in reckoning.results:
        answer = answer_to(night, contest, reckoning, result) if result.failing else None
        if answer is not None and answer.kind != "reason":
            code, item = result.relation.code, result.item
            facts = _recorded(session, contest, result, answer)
            found.append(
                Act(result.key, code, item, answer.number, answer.minutes, answer.members,
                    answer.text, result, facts, answer.witnesses)
            )  # fmt: skip
    for cell, act in night.contests[contest].unestablished.items():
        key, facts = f"N-01/{cell}", frozenset({"not_established"})
        found.append(
            Act(key, "N-01", cell.item, act.number, act.minutes, act.members, act.text,
                facts=facts, witnesses=act.witnesses)
        )  # fmt: skip
    return found


def _recorded(session: Session, contest: str, result: Result, answer: Answer) -> frozenset[str]:
    """What the night knows of the matter of an act, as ``ACT_FACTS``."""
    night, facts, reckoning = session.night, set(), session.reckoning(contest)
    if answer.kind == "finish_act":
        facts.add("finish_act")
    if counted_again(night, contest, reckoning, result):
        facts.add("counted_again")
    if result.relation.procedure == "annul":
        annulled = is_annulled(night, contest, result.item)
        facts.add("annulled" if annulled else "not_annulled")
        state = night.contests[contest].boxes.get(result.item, BoxProcedure())
        line = night.form(contest).role("box_ballots")
        first = reckoning.value(Cell(line.id, result.item)) if line else None
        if state.second is not None and state.second[0] == first:
            facts.add("counted_twice")
    return frozenset(facts)


def acts_on(form: Form, paper: Paper, acts: list[Act]) -> list[Act]:
    """The acts a paper is made for: each act is written on the paper that says most of it."""
    others = [other for other in form.papers if other.each]
    return [
        act
        for act in acts
        if (mine := _nearness(paper, act)) and mine == max(_nearness(o, act) for o in others)
    ]


def _nearness(paper: Paper, act: Act) -> int:
    """3 for a paper of the act's relation, 2 for one of what is recorded of it, 1 for one of any
    act; 0 for a paper that would say what is not recorded.
    """
    if not act.facts.issuperset(paper.when) or (paper.codes and act.code not in paper.codes):
        return 0
    if not paper.codes:
        return 2 if paper.when else 1
    # A paper of an earlier form, that asks for nothing, calls the ballots of a box invalid
    # whatever was decided: it is made of annulled ones only.
    return 3 if paper.when or "not_annulled" not in act.facts else 0
