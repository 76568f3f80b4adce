"""An exercise worked through without a screen, as a careful second member would: from the task
sheet alone, looking only where the program says to look.
"""

from __future__ import annotations

from tally_app.app.night.session import Session
from tally_app.domain.form.form import Severity
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Refusal
from tally_app.domain.night.exercise import Exercise
from tally_app.domain.night.locks import typing_closed
from tally_app.domain.night.second_look import Seen, free_for, hands_of


def work_through(session: Session) -> Refusal | None:
    """Mend what relations name, type every counted line a second time, settle what differs by the
    task sheet, finish every ballot; why the night stopped, None when it did not.
    """
    exercise = session.night.exercise
    if exercise is None:
        return Refusal("unknown")
    for contest in session.night.contests:
        _mend(session, contest, exercise)
        refused = _look_again(session, contest, exercise)
        refused = refused or session.finish(contest, session.night.precinct.number)
        if refused is not None:
            return refused
    return None


def _mend(session: Session, contest: str, exercise: Exercise) -> None:
    """Count again the lines of every relation that fails, until none does or none can be mended."""
    session.who = session.night.persons[0].id
    again = True
    while again:
        failing = session.reckoning(contest).failing(Severity.ERROR, Severity.LEGAL)
        named = {cell: None for result in failing for cell in result.cells}
        # One at a time: what is named next depends on it.
        again = any(_counted_again(session, contest, cell, exercise) for cell in named)


def _counted_again(session: Session, contest: str, cell: Cell, exercise: Exercise) -> bool:
    """Type what the task sheet says of a line where it is something else; whether it was."""
    true = exercise.on_table(contest, cell)
    line = session.night.form(contest).line(cell.line)
    if true in ("", session.text(contest, cell)):
        return False
    closed = typing_closed(session.night, contest, line)
    return closed is None and session.type_text(contest, cell, true) is None


def _look_again(session: Session, contest: str, exercise: Exercise) -> Refusal | None:
    refused: Refusal | None = None
    seen = session.seen(contest)
    for cell in seen.among(Seen.OPEN):
        session.who = _another(session, contest, cell)
        text = exercise.on_table(contest, cell)
        refused = refused or session.type_again(contest, cell, text)
    seen = session.seen(contest)
    for cell in seen.among(Seen.DOUBTED):
        free = free_for(session.night, contest, cell)
        session.who = free[0].id if free else session.who
        text = exercise.on_table(contest, cell)
        refused = refused or session.settle(contest, cell, text)
    if seen.to_compare:
        refused = refused or session.compare_part_one(contest)
    return refused


def _another(session: Session, contest: str, cell: Cell) -> str:
    """A member who never typed in that line."""
    hands = hands_of(session.night, contest, [cell])
    return next(person.id for person in session.night.persons if person.id not in hands)
