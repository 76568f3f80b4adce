"""The acts of a night that stand, and the papers they are written on."""

from __future__ import annotations

from dataclasses import dataclass

from tally_app.app.night.session import Session
from tally_app.domain.form.form import Form
from tally_app.domain.form.papers import Paper
from tally_app.domain.night.answers import answer_to
from tally_app.domain.relations.rulebook import Result


@dataclass(frozen=True, slots=True)
class Act:
    """One recorded act: the finding it answers, or a figure that could not be established."""

    key: str
    code: str
    item: str
    number: str
    minutes: int | None
    members: tuple[str, ...]
    found: str
    result: Result | None = None


def acts_of(session: Session, contest: str) -> list[Act]:
    """The acts of a contest that stand, in the order of the form."""
    night, reckoning = session.night, session.reckoning(contest)
    found = []
    for result in reckoning.results:
        answer = answer_to(night, contest, reckoning, result) if result.failing else None
        if answer is not None and answer.kind != "reason":
            code, item = result.relation.code, result.item
            found.append(
                Act(result.key, code, item, answer.number, answer.minutes, answer.members,
                    answer.text, result)
            )  # fmt: skip
    for cell, act in night.contests[contest].unestablished.items():
        key = f"N-01/{cell}"
        found.append(Act(key, "N-01", cell.item, act.number, act.minutes, act.members, act.text))
    return found


def acts_on(form: Form, paper: Paper, acts: list[Act]) -> list[Act]:
    """The acts a paper is made for: of its relations, or of those no other paper names."""
    if paper.codes:
        return [act for act in acts if act.code in paper.codes]
    named = {code for other in form.papers for code in other.codes}
    return [act for act in acts if act.code not in named]
