"""The procedure of 43(3-1): count again, decide, annul; opened right under the box it concerns."""

from __future__ import annotations

from tally_app.app.desk.blocks.rows import refusal_words
from tally_app.app.desk.panel.findings import finding
from tally_app.app.desk.panel.standing import answer
from tally_app.app.desk.scene import Scene
from tally_app.app.view.base import Button
from tally_app.app.view.desk import Procedure
from tally_app.app.view.intents import (
    AnnulBox,
    CountBoxAgain,
    DecideBox,
    NotifyOfBox,
    RestoreBox,
    WriteAct,
)
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.boxes import settled
from tally_app.domain.night.command import Command, Fact
from tally_app.domain.night.facts.boxes import BoxAnnulled, BoxDecided
from tally_app.domain.night.naming import item_name
from tally_app.domain.night.state import BoxProcedure
from tally_app.domain.relations.rulebook import Result
from tally_app.domain.values.minutes import clock_of
from tally_app.domain.values.times import clock
from tally_app.domain.values.wording import grouped


def counting(scene: Scene, cell: Cell) -> bool:
    """True for the first figure of a box that is being counted a second time: nobody sees it."""
    line = scene.form.role("box_ballots")
    return (
        bool(scene.place.counting) and line is not None and cell == (line.id, scene.place.counting)
    )


def procedure_of(scene: Scene, box: str) -> Procedure | None:
    """The open procedure of a box, None while its relation holds."""
    result = next(
        (
            found
            for found in scene.now.failing()
            if found.relation.procedure == "annul" and found.item == box
        ),
        None,
    )
    return _procedure(scene, result, box) if result else None


def _procedure(scene: Scene, result: Result, box: str) -> Procedure:
    words = scene.wording
    state = scene.state.boxes.get(box, BoxProcedure())
    name = item_name(scene.night, scene.place.contest, "box", box, words)
    found = finding(scene, result)
    key = "procedure.annulled" if state.annulled else "procedure.sentence"
    if scene.place.counting == box:
        key = "procedure.counting"
    return Procedure(
        title=found.sentence,
        code=result.relation.code,
        sentence=words(key, numbers=found.numbers),
        places=_places(scene, box, state),
        buttons=_buttons(scene, result, box, state, name),
        remark=words("procedure.act_due") if answer(scene, result) is None else "",
    )


def _places(scene: Scene, box: str, state: BoxProcedure) -> tuple[tuple[str, str, str], ...]:
    words = scene.wording
    line = scene.form.role("box_ballots")
    entry = scene.night.entry(scene.place.contest, Cell(line.id, box)) if line else None
    first = grouped(entry.value) if entry and entry.value is not None else ""
    second = decision = ("", words("procedure.not_yet"))
    hidden = scene.place.counting == box
    if hidden:
        first = words("procedure.hidden")
        second = (words("procedure.hidden") if state.second else "", "")
    elif state.second:
        second = grouped(state.second[0]), clock_of(state.second[1])
    if state.decision:
        votes, against, number, minutes = state.decision
        said = words("procedure.votes", votes=votes, against=against)
        decision = said, words("procedure.decided", number=number, time=clock(minutes))
    rows = (
        (words("procedure.first"), first, clock_of(entry.at) if entry else ""),
        (words("procedure.second"), *second),
        (words("procedure.decision"), *decision),
    )
    if state.notice is None:
        return rows
    _, told, to = state.notice
    return (*rows, (words("procedure.notice"), to, clock(told)))


def _buttons(
    scene: Scene, result: Result, box: str, state: BoxProcedure, name: str
) -> tuple[Button, ...]:
    words = scene.wording
    again = Button(
        CountBoxAgain(box), words("procedure.count_again", box=name), "filled", icon="again"
    )
    closed = _closed(scene, BoxDecided(box, 0, 0, "", 0))
    decide = Button(DecideBox(box), words("procedure.decide"), closed=closed)
    closed = _closed(scene, BoxAnnulled(box, annulled=True))
    annul = Button(AnnulBox(box), words("procedure.annul"), closed=closed)
    act = Button(WriteAct(result.key), words("procedure.act"), "filled", icon="page")
    if state.annulled:
        undo = Button(RestoreBox(box), words("procedure.restore"))
        return (act, undo) if answer(scene, result) is None else (undo,)
    if state.second is None:
        return again, annul, decide
    counted = Button(CountBoxAgain(box), again.text, icon="again")
    if not settled(scene.night, scene.place.contest, box):
        return annul, decide, counted
    notice = Button(NotifyOfBox(box), words("procedure.notify"))
    due = (act,) if answer(scene, result) is None else ()
    return (*due, notice, annul, counted)


def _closed(scene: Scene, fact: Fact) -> str:
    return refusal_words(scene, scene.session.why_not(Command(fact, scene.place.contest)))
