"""The page on which the results are read aloud: the figures large, their words, then the time."""

from __future__ import annotations

from tally_app.app.desk.blocks.summary import summary_row
from tally_app.app.desk.pages.lines import TypedPage
from tally_app.app.desk.scene import Scene
from tally_app.app.view.base import Button, Note
from tally_app.app.view.desk import Aloud, Block
from tally_app.app.view.intents import ShowStep, TakeTime
from tally_app.app.words.lines import cells_words
from tally_app.domain.form.form import Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.locks import step_of, typing_closed
from tally_app.domain.night.naming import items_of
from tally_app.domain.night.second_look import second_step
from tally_app.domain.values.minutes import clock_of


class ResultsPage(TypedPage):
    """What was counted, as it is read to those present; the time is typed, or taken as it is."""

    def blocks(self, scene: Scene) -> list[Block]:
        contest = scene.place.contest
        rows = tuple(
            summary_row(scene, line, item)
            for line in scene.form.lines
            if line.place == "body" and line.kind == "count" and _of_the_boxes(scene, line)
            for item in items_of(scene.night, contest, line)
            if line.id not in scene.now.layout.off
        )
        time, *rest = super().blocks(scene)
        return [*_not_seen(scene), Aloud(rows), time, *_now(scene), *rest]


def _not_seen(scene: Scene) -> list[Block]:
    """A second person has not seen every line: what is read aloud now may still change."""
    step = second_step(scene.form)
    left = scene.session.seen(scene.place.contest).left
    if step is None or not left or scene.state.finish is not None:
        return []
    words = scene.wording
    to = Button(ShowStep(step.id), words.pick(step.name), "small", icon="jump")
    said = words(
        "results.not_seen", lines=cells_words(scene.night, scene.place.contest, left, words)
    )
    return [Note(said, "warning", buttons=(to,))]


def _of_the_boxes(scene: Scene, line: Line) -> bool:
    """What was counted in the same part of the evening: the rest was announced before."""
    step = step_of(scene.night, scene.place.contest, line.stage)
    return step is not None and step.group == scene.step.group


def _now(scene: Scene) -> list[Block]:
    """How it is read, and the button that takes the time of the clock in the header."""
    line, words = scene.form.role("results_announced"), scene.wording
    if line is None or typing_closed(scene.night, scene.place.contest, line) is not None:
        return []
    cell, time = Cell(line.id), clock_of(scene.wall.isoformat())
    if scene.session.text(scene.place.contest, cell).strip():
        return [Note(words("results.how"))]
    now = Button(TakeTime(cell), words("results.now", time=time), "small")
    return [Note(words("results.how"), buttons=(now,))]
