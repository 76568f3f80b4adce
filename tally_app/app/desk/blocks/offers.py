"""The papers a page offers, and how a paper is called on its button."""

from __future__ import annotations

from tally_app.app.desk.scene import Scene
from tally_app.app.papers.offering import Offer, lacking, offers
from tally_app.app.view.address import PaperName
from tally_app.app.view.base import Button, Note, PrintPaper, SavePaper
from tally_app.app.view.intents import OpenPaper


def offer_words(scene: Scene, offer: Offer) -> str:
    """How a paper is called on its button."""
    words = scene.wording
    if offer.said:
        return words("papers.copy", number=offer.said)
    if offer.paper is None:
        return words(f"paper_page.{offer.name.kind}")
    title = words.pick(offer.paper.title)
    if offer.act is None:
        return title
    return words("papers.act", number=offer.act.number, title=title)


def lacks_words(scene: Scene, offer: Offer) -> str:
    """Why a paper cannot be made yet, "" for one that can."""
    words, form = scene.wording, scene.night.form(scene.place.contest)
    line = form.by_id.get(offer.lacks)
    if line is None:
        return words(f"papers.lacks.{offer.lacks}") if offer.lacks else ""
    step = next((one for one in form.steps if line.stage in one.stages), None)
    where = words.pick(step.name) if step else ""
    return words("papers.lacks.line", line=words.pick(line.label), step=where)


def paper_note(scene: Scene) -> Note | None:
    """The papers the step's page offers, None where there are none."""
    there = scene.session, scene.place.contest, scene.step.id
    buttons = tuple(
        Button(OpenPaper(offer.name), offer_words(scene, offer), "small", icon="page",
               closed=lacks_words(scene, offer))
        for offer in (*offers(*there), *lacking(*there))
    )  # fmt: skip
    return Note(scene.wording("papers.offer"), buttons=buttons) if buttons else None


def paper_buttons(scene: Scene, paper: PaperName) -> tuple[Button, Button]:
    """To print a paper, and to write it to a file."""
    words = scene.wording
    return (
        Button(PrintPaper(paper), words("paper_page.print"), "small", icon="print"),
        Button(SavePaper(paper), words("paper_page.save"), "small", icon="save"),
    )
