"""The page on which a protocol is finished: everything once more, and what is still missing."""

from __future__ import annotations

from typing import Final

from tally_app.app.desk.blocks.rows import refusal_words
from tally_app.app.desk.blocks.summary import summary_row
from tally_app.app.desk.pages.kind import PageKind
from tally_app.app.desk.panel.findings import place_words
from tally_app.app.desk.panel.panel import in_order, obstacle_cards, panel, uncheckable_cards
from tally_app.app.desk.passphrase import asked_note
from tally_app.app.desk.scene import Scene
from tally_app.app.desk.unbuilt import part_or
from tally_app.app.view.address import FinishNumber
from tally_app.app.view.base import Note
from tally_app.app.view.desk import Block, Panel
from tally_app.app.view.fields import Field, Rows
from tally_app.app.words.preview import preview_words
from tally_app.domain.form.form import Severity, Step
from tally_app.domain.form.numbers import short_name
from tally_app.domain.night.finish import is_precinct
from tally_app.domain.night.naming import items_of
from tally_app.domain.night.state import Person
from tally_app.domain.night.voting_end import before_voting_end
from tally_app.domain.values.wording import Wording

#: The gravest first.
_GRAVE: Final = tuple(Severity)


class FinishPage(PageKind):
    """The body of the protocol with its preview; obstacles and signers beside it."""

    finishes = True

    def blocks(self, scene: Scene) -> list[Block]:
        rows = [
            summary_row(scene, line, item)
            for line in scene.form.lines
            if line.place == "body"
            for item in items_of(scene.night, scene.place.contest, line)
            if line.id not in scene.now.layout.off
        ]
        asked = asked_note(scene, "finish") if scene.state.finish is None else None
        blocks: list[Block] = [*filter(None, (asked,)), Rows(tuple(rows))]
        preview = part_or(scene, lambda: _preview(scene), lambda _: None)
        return [*blocks, preview] if preview else blocks

    def panel(self, scene: Scene) -> Panel:
        words = scene.wording
        base = panel(scene)
        unchecked = uncheckable_cards(scene)
        cards = [*obstacle_cards(scene), *unchecked]
        if not cards:
            cards.append(in_order(scene))
        kept = [c for c in base.cards if c.tone in ("answered", "note")]
        people = tuple(
            (short_name(person.name), _there(person, words)) for person in scene.night.persons
        )
        present = sum(1 for person in scene.night.persons if person.state == "present")
        return Panel(
            title=words("finish.panel"),
            chips=base.chips,
            cards=(*cards, *kept),
            quiet=(words("finish.no_correction"),) if scene.state.finish is None else (),
            list_title=words("finish.signers", present=present, all=len(people)),
            list_rows=people,
        )

    def state(self, scene: Scene, step: Step) -> str:  # noqa: ARG002 - a protocol has one
        if scene.state.finish:
            return "done"
        return "locked" if scene.obstacles else "open"

    def first_field(self, scene: Scene) -> str:
        """The precinct number, once nothing stands in the way."""
        return "" if scene.obstacles else FinishNumber().text()


def _there(person: Person, words: Wording) -> str:
    """The office of who signs, why not of anybody else."""
    if person.state == "present":
        return words.coded("office", person.office)
    return words.coded("state", person.state)


def _preview(scene: Scene) -> Note | None:
    said = "\n".join(preview_words(scene.session, scene.place.contest, scene.wording))
    return Note(said, "note", scene.wording("finish.preview")) if said else None


def number_field(scene: Scene) -> Field:
    """The field for the precinct number, which finishing asks for."""
    words, typed = scene.wording, scene.place.finish_number
    return Field(
        FinishNumber().text(),
        typed,
        "text",
        tone="error" if _wrong(scene) else "",
        locked=words("finish.closed") if scene.obstacles else "",
        name=words("finish.type_number"),
    )


def _wrong(scene: Scene) -> bool:
    """Whether what is typed is not how the precinct's number begins."""
    typed = scene.place.finish_number.strip()
    return bool(typed) and not scene.night.precinct.number.startswith(typed)


def finish_closed(scene: Scene) -> str:
    """Why Finish is closed, in words; "" when it is open."""
    if scene.obstacles:
        return waiting_words(scene) or _missing_words(scene)
    for cell in scene.place.held_here:
        return scene.wording("footer.bad_text", what=place_words(scene, cell))
    clock = scene.wall.isoformat()
    early = before_voting_end(scene.night, scene.place.contest, clock, scene.now)
    if early is not None:
        return refusal_words(scene, early)
    if not is_precinct(scene.night, scene.place.finish_number):
        return scene.wording("finish.number_wrong" if _wrong(scene) else "finish.number_first")
    return ""


def waiting_words(scene: Scene) -> str:
    """The gravest finding that keeps Finish closed, for the footer; "" while none does."""
    found = [x.result.relation for x in scene.obstacles if x.result and x.code != "not_checked"]
    if not found:
        return ""
    gravest = min(found, key=lambda relation: _GRAVE.index(relation.severity))
    word = scene.wording(f"severity.{gravest.severity.value}")
    return scene.wording("footer.finish_closed", what=f"{word} {gravest.code}")


def _missing_words(scene: Scene) -> str:
    """The first field that keeps Finish closed, for the footer of the last pages."""
    for obstacle in scene.obstacles:
        if obstacle.cell is not None:
            what = place_words(scene, obstacle.cell)
            return scene.wording(f"footer.{obstacle.code}", what=what)
    return scene.wording("finish.closed")
