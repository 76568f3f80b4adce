"""What would explain everything that fails at once: at most three, each with the lines to look at.

No figure is named here: what a line should hold is for the papers to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from tally_app.app.desk.panel.findings import causes, place_words
from tally_app.app.desk.scene import Scene
from tally_app.app.view.base import Button
from tally_app.app.view.desk import Card
from tally_app.app.view.intents import Jump
from tally_app.app.words.lines import cells_words, heading
from tally_app.domain.causes.cause import COUNT_AGAIN, Cause
from tally_app.domain.causes.hints import Grade, grade
from tally_app.domain.form.layout import Cell

#: Up to this many lines of a cause have a button each; a longer block has one for its first line.
_BUTTONS = 2
_SAID = {
    Grade.SURE: "cause.sure",
    Grade.LIKELY: "cause.says",
    Grade.SEVERAL: "cause.several",
}


def causes_card(scene: Scene) -> list[Card]:
    """The card above the findings; nothing where none of them stands open."""
    found = causes(scene)
    if not found:
        return []
    words = scene.wording
    sure = grade(found)
    steps = tuple(_sentence(scene, cause, sure) for cause in found)
    cells = dict.fromkeys(cell for cause in found for cell in _named(cause))
    buttons = tuple(
        Button(Jump(cell), place_words(scene, cell), "small", icon="jump") for cell in cells
    )
    said = words(_SAID[sure] if len(found) > 1 else "cause.says_one")
    return [Card("causes", "again", words("cause.title"), "", said, steps=steps, buttons=buttons)]


def _named(cause: Cause) -> Sequence[Cell]:
    return cause.cells if cause.one_of or len(cause.cells) <= _BUTTONS else cause.cells[:1]


def _sentence(scene: Scene, cause: Cause, sure: Grade) -> str:
    lines = cells_words(scene.night, scene.place.contest, cause.cells, scene.wording)
    if cause.one_of:
        lines = scene.wording("cause.one_of", lines=lines)
    if sure is Grade.SEVERAL and cause.kind != COUNT_AGAIN:
        return heading(lines)
    return scene.wording(f"cause.{cause.kind}", lines=heading(lines))
