"""Which answer to a finding counts, and for how long."""

from __future__ import annotations

from typing import Final

from tally_app.domain.form.form import Severity
from tally_app.domain.night.boxes import settled
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import Answer, Night
from tally_app.domain.relations.rulebook import Result

#: Which kind of answer settles a finding of which severity.
SETTLED_BY: Final = {
    Severity.ERROR: "finish_act",
    Severity.LEGAL: "act",
    Severity.WARNING: "reason",
}


def answer_to(night: Night, contest: str, reckoning: Reckoning, result: Result) -> Answer | None:
    """The answer that stands for a finding, None if it has none or its figures have changed."""
    answer = night.contests[contest].answers.get(result.key)
    if answer is None or answer.kind != SETTLED_BY.get(result.relation.severity):
        return None
    annul = result.relation.procedure == "annul"
    if annul and not settled(night, contest, result.item):
        return None  # the decision fell with the figure it was taken for
    given_for = answer.difference, answer.figures
    return answer if given_for == (result.difference, reckoning.figures_of(result)) else None


def counted_again(night: Night, contest: str, reckoning: Reckoning, result: Result) -> str | None:
    """Time at which "counted again" was confirmed for these very figures, else None."""
    said = night.contests[contest].counted_again.get(result.key)
    return said[1] if said and said[0] == reckoning.figures_of(result) else None
