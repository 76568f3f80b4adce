"""What page and panel say of an exercise: the task sheet, and how it went."""

from __future__ import annotations

from tally_app.app.desk.blocks.offers import paper_buttons
from tally_app.app.desk.scene import Scene
from tally_app.app.papers.offering import DEBRIEF, TASK_SHEET
from tally_app.app.training.codes import code_of
from tally_app.app.training.debrief import debrief
from tally_app.app.training.words import summary
from tally_app.app.view.base import Button
from tally_app.app.view.desk import Card
from tally_app.app.view.intents import ShowPaper


def exercise_cards(scene: Scene) -> list[Card]:
    """The card of the task sheet or the debrief that is shown."""
    words = scene.wording
    buttons = paper_buttons(scene, scene.place.paper)
    if scene.place.paper == TASK_SHEET:
        title, says = words("training.task_sheet"), words("training.task_sheet_says")
        return [Card("task_sheet", "plain", title, "", says, buttons=buttons)]
    return outcome_cards(scene, buttons)


def outcome_cards(scene: Scene, buttons: tuple[Button, ...] = ()) -> list[Card]:
    """How the exercise went, nothing where the night is none."""
    if scene.night.exercise is None:
        return []
    # Gone through once per change of the night: the clock alone repaints the page every second.
    said = scene.kept.part("debrief", scene.night.head, lambda: debrief(scene.session))
    if said is None:
        return []
    words = scene.wording
    tone = "warning" if said.missed else "ok"
    more = words("training.missed_says" if said.missed else "training.all_says")
    show = Button(ShowPaper(DEBRIEF), words("training.show"), "small", icon="page")
    title = words("training.debrief")
    code = code_of(said, scene.night.form(scene.night.first).id)
    read_out = (words("training.code", code=code.text()),) if code is not None else ()
    sentence = f"{summary(said, words)} {more}"
    return [Card("debrief", tone, title, "", sentence, answer=read_out, buttons=buttons or (show,))]
