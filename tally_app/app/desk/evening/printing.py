"""Printing: what became of the last print, and the count of the sheets that came out."""

from __future__ import annotations

from typing import Final

from tally_app.app.desk.dialogs.answers import Answers
from tally_app.app.desk.evening.by_pen import pen_button
from tally_app.app.desk.scene import Scene
from tally_app.app.view.address import PROTOCOL_PAPER
from tally_app.app.view.base import Button, Note, PrintPaper, SavePaper
from tally_app.app.view.intents import ConfirmPrint
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.finishing import PrintConfirmed

#: The pages went to the printer; whatever came out is counted by a person.
SENT: Final = ("sent", "sent_check")


def sent_note(scene: Scene) -> Note | None:
    """On the page a paper was printed from: what became of it, and what can be done now."""
    sent, words = scene.place.sent, scene.wording
    if sent is None:
        return None
    went, finish = sent.state in SENT, scene.state.finish
    if went and sent.paper == PROTOCOL_PAPER and finish is not None and finish.printed:
        return None
    title = words("print.title_sent" if went else "print.title_not", time=sent.time)
    save = Button(SavePaper(sent.paper), words("paper_page.save"), "small", icon="save")
    again = Button(PrintPaper(sent.paper), words("print.other"), "small", icon="print")
    tone = "ok" if sent.state == "sent" else "warning"
    offered = () if went else (save, again, *pen_button(scene, sent.paper))
    return Note(words(f"print.{sent.state}"), tone, title, offered)


def sheets_counted(answers: Answers, _asked: ConfirmPrint) -> list[Command]:
    """So many sheets came out; fewer or more than the paper has is no whole print."""
    scene, sheets = answers.scene, answers.count("came_out")
    contest = scene.place.contest
    if answers.errors:
        return []
    if sheets != scene.papers.sheets(scene.session, contest, PROTOCOL_PAPER):
        answers.errors["came_out"] = scene.wording("print.other_count")
    return [Command(PrintConfirmed(sheets), contest)]
