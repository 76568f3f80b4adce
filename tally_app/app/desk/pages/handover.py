"""The last page: what is handed over, and the end of the record."""

from __future__ import annotations

from tally_app.app.desk.blocks.rows import refusal_words
from tally_app.app.desk.evening.ending import done_rows, end_cards, left_note, recount_note
from tally_app.app.desk.pages.lines import LinesPage
from tally_app.app.desk.panel.panel import panel
from tally_app.app.desk.scene import Scene
from tally_app.app.papers.offering import PROGRAM
from tally_app.app.view.address import PageTop
from tally_app.app.view.base import AskFile, Button, GoToStart
from tally_app.app.view.desk import Block, Panel
from tally_app.app.view.evening import CloseRecord
from tally_app.app.view.intents import OpenPaper
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.course import RecordClosed


class HandoverPage(LinesPage):
    """Packing, delivery and its receipt; once the record is closed, what was done and what stays
    open, above the lines that can still be filled in.
    """

    def heading(self, scene: Scene) -> tuple[str, str]:
        if scene.night.closed is None:
            return super().heading(scene)
        words = scene.wording
        return words("end.title"), words("end.subtitle", number=scene.night.precinct.number)

    def first_field(self, scene: Scene) -> str:
        """The end is shown from its top: what was done stands there."""
        return super().first_field(scene) if scene.night.closed is None else PageTop().text()

    def blocks(self, scene: Scene) -> list[Block]:
        if scene.night.closed is None:
            return super().blocks(scene)
        return [
            done_rows(scene),
            left_note(scene),
            *recount_note(scene),
            *super().blocks(scene),
        ]

    def panel(self, scene: Scene) -> Panel:
        """Who closed the record, and the check values once more."""
        if scene.night.closed is None:
            return panel(scene)
        return Panel(scene.wording("end.panel"), (), end_cards(scene))

    def actions(self, scene: Scene) -> tuple[Button, ...]:
        """To close the record; once it is, a copy to a stick, the program's sheet, and home."""
        words = scene.wording
        if scene.night.closed is not None:
            return (
                Button(AskFile("save_copy"), words("end.copy"), icon="save"),
                Button(OpenPaper(PROGRAM), words("paper_page.program"), icon="page"),
                Button(GoToStart(), words("end.start"), "filled", icon="next"),
            )
        by = tuple(person.id for person in scene.night.persons[:2])
        closed = refusal_words(scene, scene.session.why_not(Command(RecordClosed(by))))
        return (Button(CloseRecord(), words("end.close"), "filled", closed, icon="tick"),)
