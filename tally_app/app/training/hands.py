"""Hands that fill in any night, whatever its form: a nought where a count is asked for, a row where
rows can be added, an answer where a relation asks for one.

What they type means nothing. They find out whether a night on that form can be gone through.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from tally_app.app.night.replay import look_again
from tally_app.app.night.session import Session
from tally_app.domain.form.form import Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.answers import SETTLED_BY, answer_to
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.acts import Answered
from tally_app.domain.night.facts.boxes import BoxAnnulled, BoxCountedAgain, BoxDecided
from tally_app.domain.night.facts.figures import LineSwitched
from tally_app.domain.night.facts.rows import BoxAdded
from tally_app.domain.night.naming import choices_of, items_in, items_of
from tally_app.domain.relations.rulebook import Result
from tally_app.domain.values.times import clock

_BOX: Final = "1"
_EVENING: Final = 20 * 60
_SAID: Final = "–"


def fill(session: Session, contest: str) -> None:
    """Go as far as the form lets a commission go: add a row of each kind, type every line, confirm
    every step, look again, answer what fails.
    """
    _add(session, contest)
    _type(session, contest)
    while _confirm(session, contest):  # what it opens is typed before another one closes it
        _type(session, contest)
    _look_again(session, contest)


def _look_again(session: Session, contest: str) -> None:
    others = [person.id for person in session.night.persons if person.id != session.who]
    if others:
        look_again(session, contest, others[0])


def _add(session: Session, contest: str) -> None:
    """One row of every kind that people add, and every line that can be switched on."""
    form = session.night.form(contest)
    session.execute(Command(BoxAdded(_BOX)))
    for collection in form.collections:
        if collection.added and not items_in(session.night, contest, collection.id):
            parents = items_in(session.night, contest, collection.parent)[:1]
            session.add_row(contest, collection.id, ".".join([*parents, "1"]))
    for line in form.lines:
        if line.optional == "switch":
            session.execute(Command(LineSwitched(line.id, on=True), contest))


def _type(session: Session, contest: str) -> None:
    for cell, line in _open(session, contest):
        session.type_text(contest, cell, _text(session, line))
    for result in session.reckoning(contest).failing(*SETTLED_BY):
        _answer(session, contest, result)


def _confirm(session: Session, contest: str) -> bool:
    """Confirm the first step that can be; False where there is none."""
    for step in session.night.form(contest).steps:
        if not step.confirm or step.id in session.night.contests[contest].confirmed:
            continue
        if step.confirm == "announce":
            refused = session.announce(contest, step.id, clock(_EVENING))
        else:
            refused = session.confirm(contest, step.id)
        if refused is None:
            return True
    return False


def _open(session: Session, contest: str) -> Iterator[tuple[Cell, Line]]:
    """Every field that holds nothing yet."""
    for line in session.night.form(contest).lines:
        for item in () if line.derived else items_of(session.night, contest, line):
            if not session.text(contest, Cell(line.id, item)):
                yield Cell(line.id, item), line


def _text(session: Session, line: Line) -> str:
    """Something that can stand in the line."""
    match line.kind:
        case "count":
            return "0"
        case "time":
            return clock(max(_EVENING, line.day_from))
        case "text":
            return _SAID
        case _:
            return choices_of(session.night, line)[-1]


def _answer(session: Session, contest: str, result: Result) -> None:
    """What settles a finding: a reason, or an act; before it, where that is asked for, the box."""
    reckoning = session.reckoning(contest)
    if answer_to(session.night, contest, reckoning, result) is not None:
        return
    people = tuple(person.id for person in session.night.persons)
    if result.relation.procedure:
        _annul(session, contest, result, len(people))
    kind = SETTLED_BY[result.relation.severity]
    said = Answered.given(kind, _SAID, result, session.reckoning(contest))
    if kind != "reason":
        said = replace(said, number="1", minutes=_EVENING, members=people)
    session.execute(Command(said, contest))


def _annul(session: Session, contest: str, result: Result, votes: int) -> None:
    """The procedure of 43(3-1): counted again, decided, annulled."""
    line = session.night.form(contest).role("box_ballots")
    entry = session.night.entry(contest, Cell(line.id, result.item)) if line else None
    if entry is None or entry.value is None:
        return
    for fact in (
        BoxCountedAgain(result.item, entry.value),
        BoxDecided(result.item, votes, 0, "1", _EVENING),
        BoxAnnulled(result.item, annulled=True),
    ):
        session.execute(Command(fact, contest))
