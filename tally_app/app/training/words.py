"""What became of an exercise in words: the same in the window, on paper and on a command line."""

from __future__ import annotations

from typing import Final

from tally_app.app.night.session import Session
from tally_app.app.training.debrief import Debrief, FaultOutcome
from tally_app.domain.night.naming import line_number
from tally_app.domain.values.wording import Wording, grouped

_MINUTE: Final = 60


def summary(said: Debrief, words: Wording) -> str:
    """How many faults there were, how many still stand, and how long it took."""
    return words(
        "training.summary",
        planted=len(said.outcomes),
        mended=len(said.outcomes) - len(said.missed),
        missed=len(said.missed),
        time=lasted(said.seconds),
    )


def lines_words(session: Session, outcome: FaultOutcome, words: Wording) -> str:
    """The lines of a fault by their numbers, with the ballot where there are several."""
    night, contest = session.night, outcome.fault.contest
    form = night.form(contest)
    numbers = [
        line_number(night, contest, form.line(cell.line), cell.item) for cell in outcome.fault.cells
    ]
    told = ", ".join(numbers)
    if len(night.contests) == 1:
        return told
    of = night.rules.contest(contest)
    return f"{words.pick(of.short or of.name)}: {told}"


def figures_words(figures: tuple[int | None, ...]) -> str:
    """Figures one after the other, digits in groups."""
    return ", ".join("–" if value is None else grouped(value) for value in figures)


def caught_words(outcome: FaultOutcome, words: Wording) -> str:
    """What names the fault: relations by their codes, the second look."""
    by = [*outcome.relations, *([words("training.second")] if outcome.second else [])]
    return ", ".join(by) or words("window.dash")


def lasted(seconds: int) -> str:
    """A length of time as minutes and seconds (12:05)."""
    return f"{seconds // _MINUTE}:{seconds % _MINUTE:02d}"
