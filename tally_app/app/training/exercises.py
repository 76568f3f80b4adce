"""Beginning an exercise: a training night whose first entry is typed already, with faults in it.

The evening is a sample's script. The program types it up to the second look; who practises is the
second pair of eyes and has the task sheet, which shows the true figures, as the paper on the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from tally_app.app.night.clock import Clock
from tally_app.app.night.files import begin
from tally_app.app.night.replay import Action, NightScript, perform
from tally_app.app.night.session import Session
from tally_app.catalog.library import Library
from tally_app.catalog.rules import load_rules
from tally_app.catalog.source import Source
from tally_app.domain.causes.planting import TrueFigures, plant, round_of, totals_of
from tally_app.domain.form.form import Form
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Refusal
from tally_app.domain.night.event import SETUP
from tally_app.domain.night.exercise import Exercise, Planted
from tally_app.domain.night.locks import step_of
from tally_app.domain.night.reckoning import read
from tally_app.domain.night.second_look import counted, second_step
from tally_app.domain.night.state import Rules
from tally_app.domain.relations.rulebook import rulebook
from tally_app.store import Journal

#: What is left to the one who practises.
_LEFT: Final = ("second", "finish", "printed", "signed")


class RefusedScriptError(ValueError):
    """A script whose first entry does not go through: at ``action``."""

    def __init__(self, script: str, action: Action, refused: Refusal) -> None:
        self.script, self.action = script, action
        super().__init__(f"{script}: {action.do} at {action.at}: {refused.code}")


def begin_exercise(
    path: Path,
    election: Source,
    library: Library,
    script: NightScript,
    *,
    clock: Clock,
    night: str,
    number: int,
) -> Session:
    """Create a training night with the first entry of exercise ``number`` (from 1) in it.

    Fails as ``nights.begin`` does; ValueError for a number below 1 or an official election,
    RefusedScriptError for a script that does not go through.
    """
    exercise = prepare(script, load_rules(election, library), number)
    session = begin(
        path, election, library,
        precinct=script.precinct, clock=clock, night=night, exercise=exercise,
    )  # fmt: skip
    with _closed_if_refused(session):
        _first_entry(session, script, exercise)
        step = second_step(session.night.form(session.night.first))
        _stand(session, step.id if step is not None else "", "")
    return session


def begin_tour(
    path: Path,
    election: Source,
    library: Library,
    script: NightScript,
    *,
    clock: Clock,
    night: str,
) -> Session:
    """Create a training night of five minutes: everything is typed, one figure of the count is
    wrong, and the cursor stands on it. Fails as ``begin_exercise`` does.
    """
    exercise = _one_fault(script, load_rules(election, library))
    session = begin(
        path, election, library,
        precinct=script.precinct, clock=clock, night=night, exercise=exercise,
    )  # fmt: skip
    with _closed_if_refused(session):
        _first_entry(session, script, exercise)
        for fault in exercise.faults:
            cell = fault.cells[0]
            stage = session.night.form(fault.contest).line(cell.line).stage
            step = step_of(session.night, fault.contest, stage)
            _stand(session, step.id if step is not None else "", f"line:{cell}")
    return session


def _one_fault(script: NightScript, rules: Rules) -> Exercise:
    """The first exercise with a slip in one figure, without its other faults: a sum that no longer
    adds up is what everybody sees first.
    """
    first = prepare(script, rules, 1)
    for number in range(1, first.of + 1):
        exercise = prepare(script, rules, number)
        for fault in exercise.faults:
            if len(fault.cells) == 1:
                return replace(exercise, faults=(fault,))
    return replace(first, faults=first.faults[:1])


@contextmanager
def _closed_if_refused(session: Session) -> Iterator[None]:
    try:
        yield
    except BaseException:
        session.close()
        raise


def _stand(session: Session, step: str, field: str) -> None:
    """Put the cursor there, for the first look at the night."""
    if step and isinstance(session.journal, Journal):
        session.journal.set_cursor(f"{step}@{session.night.first}", field)


def rounds(script: NightScript, library: Library) -> int:
    """How many exercises of that evening hold every kind of fault."""
    return prepare(script, load_rules(library.election(script.election), library), 1).of


def prepare(script: NightScript, rules: Rules, number: int) -> Exercise:
    """The exercise of that number: the same for the same evening wherever it is made."""
    if number < 1:
        raise ValueError("exercises are numbered from 1")
    faults: list[Planted] = []
    nights = [1]
    for position, contest in enumerate(rules.forms):
        cells = _plantable(script, contest, rules.forms[contest])
        sheet = _sheet(script, contest, rules.forms[contest], cells)
        kinds = round_of(sheet)
        nights.append(len(kinds))
        # With several ballots each begins its round at another place.
        chosen = kinds[(number - 1 + position) % len(kinds)] if kinds else ()
        order = [*cells]
        for fault in plant(sheet, chosen, number):
            where = tuple(order[place] for place in fault.places)
            faults.append(Planted(contest, fault.kind, where, fault.before, fault.after))
    return Exercise(number, max(nights), tuple(faults), _truth(script, rules))


def _plantable(script: NightScript, contest: str, form: Form) -> dict[Cell, int]:
    """The counted lines typed after the last step was confirmed, in the order of the form: what
    is looked at a second time and is still open.
    """
    mine = [action for action in first_entry(script, form) if action.contest == contest]
    last = max((i for i, action in enumerate(mine) if action.do == "confirm"), default=-1)
    found: dict[Cell, int] = {}
    for action in mine[last + 1 :]:
        if action.do == "type" and counted(form.line(action.cell.line)):
            value = read(form.line(action.cell.line), action.text).value
            if value is not None:
                found[action.cell] = value
    order = {line.id: position for position, line in enumerate(form.lines)}
    return dict(sorted(found.items(), key=lambda item: order[item[0].line]))


def _sheet(script: NightScript, contest: str, form: Form, cells: Mapping[Cell, int]) -> TrueFigures:
    totals = totals_of(rulebook(form))
    others = {
        value: None
        for action in script.actions
        if action.do == "type" and action.contest == contest and action.cell not in cells
        if form.line(action.cell.line).kind == "count" and not action.cell.item
        if (value := read(form.line(action.cell.line), action.text).value)
    }
    places = [i for i, cell in enumerate(cells) if cell.line in totals and not cell.item]
    return TrueFigures(tuple(cells.values()), tuple(places), tuple(others))


def first_entry(script: NightScript, form: Form) -> Iterator[Action]:
    """What the first member does of an evening: everything up to the second look, and nothing that
    belongs to a finished protocol. The clock on the wall is left to the evening it hangs in.
    """
    clocks = {line.mirror for line in form.lines if line.machine}
    finished: set[str] = set()
    for action in script.actions:
        if action.do == "finish":
            finished.add(action.contest)
        late = action.do in _LEFT or (action.do == "type" and action.contest in finished)
        if not late and not (action.do == "type" and action.cell.line in clocks):
            yield action


def _truth(script: NightScript, rules: Rules) -> dict[str, dict[Cell, str]]:
    found: dict[str, dict[Cell, str]] = {}
    for action in first_entry(script, next(iter(rules.forms.values()))):
        if action.do == "type":
            line = rules.forms[action.contest].line(action.cell.line)
            owner = "" if line.is_day else action.contest
            found.setdefault(owner, {})[action.cell] = action.text
    return found


def _first_entry(session: Session, script: NightScript, exercise: Exercise) -> None:
    wrong = {
        (fault.contest, cell): str(value)
        for fault in exercise.faults
        for cell, value in zip(fault.cells, fault.after, strict=True)
    }
    night = session.night
    for action in first_entry(script, night.form(night.first)):
        text = wrong.get((action.contest, action.cell), action.text)
        session.who = action.who or session.who
        refused = perform(session, replace(action, text=text))
        if refused is not None:
            raise RefusedScriptError(script.id, action, refused)
    # Who practises has typed nothing yet, and takes nothing back that others typed.
    session.who = SETUP
    session.undoable.clear()
