"""The page of what is read out before the boxes are opened, and of its time."""

from __future__ import annotations

from dataclasses import replace

from tally_app.app.desk.blocks.rows import refusal_words
from tally_app.app.desk.blocks.summary import summary_row
from tally_app.app.desk.evening.blank import (
    blank_actions,
    blank_blocks,
    blank_card,
    blank_first,
)
from tally_app.app.desk.evening.by_pen import pen_blocks, pen_button, pen_first
from tally_app.app.desk.pages.kind import PageKind
from tally_app.app.desk.panel.panel import panel
from tally_app.app.desk.scene import Scene
from tally_app.app.papers.first_print import printed
from tally_app.app.papers.offering import FAIR_COPY, PART_ONE, papers_there
from tally_app.app.view.address import AnnounceTime
from tally_app.app.view.base import Button, Note, PrintPaper, SavePaper
from tally_app.app.view.desk import Block, Panel
from tally_app.app.view.fields import Field, Row, Rows
from tally_app.app.view.intents import UnlockStep
from tally_app.domain.night.facts.program import BegunFromPaper
from tally_app.domain.night.locks import step_closed
from tally_app.domain.night.naming import items_of
from tally_app.domain.values.times import clock


class AnnouncePage(PageKind):
    """The figures of Part I, the time they were announced at, its check value after that."""

    def blocks(self, scene: Scene) -> list[Block]:
        words = scene.wording
        rows = [
            summary_row(scene, line, item)
            for line in scene.form.lines
            if line.part_one and (line.place == "body" or line.derived)
            for item in items_of(scene.night, scene.place.contest, line)
        ]
        blocks: list[Block] = [Rows(tuple(rows))]
        if scene.night.by_hand:
            blocks = blank_blocks(scene, part_one=True)
        done = scene.state.confirmed.get(scene.step.id)
        if scene.place.pen is not None:
            return pen_blocks(scene, PART_ONE)
        if done is None:
            refusal = step_closed(scene.night, scene.step)
            field = Field(
                AnnounceTime().text(),
                scene.place.announce_time,
                "time",
                locked=refusal_words(scene, refusal),
                placeholder=words("window.not_entered"),
                name=words("announce.time"),
            )
            caption = _on_paper(scene) or words("announce.aloud")
            blocks.append(Rows((Row("", words("announce.time"), caption, field),)))
            return blocks
        buttons = []
        there = papers_there(scene.night, scene.place.contest)
        if FAIR_COPY in there:
            copying = words("paper_page.fair_copy")
            buttons.append(Button(PrintPaper(FAIR_COPY), copying, "small", icon="print"))
        if scene.state.finish is None:
            unlock = words("window.unlock")
            buttons.append(Button(UnlockStep(scene.step.id), unlock, "small", icon="pen"))
        said = {"time": clock(done.minutes or 0), "check_value": done.check_value}
        by_hand = scene.night.by_hand
        text = words("announce.done_blank", **said) if by_hand else words("announce.done", **said)
        blocks.append(Note(text, "ok", words("announce.done_title"), tuple(buttons)))
        return blocks

    def panel(self, scene: Scene) -> Panel:
        """With the blank its lines are written on, where the result is written by hand."""
        base = panel(scene)
        if not scene.night.by_hand:
            return base
        return replace(base, cards=(blank_card(scene), *base.cards))

    def actions(self, scene: Scene) -> tuple[Button, ...]:
        """A blank that is written on here can be spoiled; once announced, Part I is made."""
        if scene.step.id in scene.state.confirmed:
            return self._part_one(scene)
        return blank_actions(scene) if scene.night.by_hand else ()

    def _part_one(self, scene: Scene) -> tuple[Button, ...]:
        words, style = scene.wording, "filled" if part_one_due(scene) else "outlined"
        return (
            *pen_button(scene, PART_ONE),
            Button(SavePaper(PART_ONE), words("paper_page.save"), icon="save"),
            Button(PrintPaper(PART_ONE), words("announce.part_one"), style, "", "Ctrl+P", "Ctrl+P",
                   "print"),
        )  # fmt: skip

    def holds(self, scene: Scene) -> str:
        """Part I is signed before the boxes are opened: it is printed, saved or copied first."""
        return scene.wording("announce.part_one_due") if part_one_due(scene) else ""

    def first_field(self, scene: Scene) -> str:
        if scene.place.pen is not None:
            return pen_first(scene, PART_ONE)
        due = blank_first(scene, part_one=True) if scene.night.by_hand else ""
        return due or AnnounceTime().text()


def part_one_due(scene: Scene) -> bool:
    """Whether Part I was announced and has not left the program; on the supplied blank, or in a
    night typed from its papers, it stands already.
    """
    announced = scene.state.confirmed.get(scene.step.id)
    there = scene.night.by_hand or _on_paper(scene)
    if announced is None or scene.state.finish is not None or there:
        return False
    return not printed(scene.session, scene.place.contest, PART_ONE.kind)


def _on_paper(scene: Scene) -> str:
    """The time on the paper a night is typed from: it was announced then, and not now."""
    for noted in scene.night.program:
        if noted.kind == BegunFromPaper.kind:
            return scene.wording("announce.paper", time=clock(noted.said["minutes"]))
    return ""
