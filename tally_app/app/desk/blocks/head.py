"""The digits of the journal that are read aloud with the results, and those that were."""

from __future__ import annotations

from tally_app.app.desk.scene import Scene
from tally_app.app.view.base import Button, Note
from tally_app.app.view.intents import NoteHeadRead
from tally_app.domain.night.facts.program import HeadRead
from tally_app.domain.record.record import HEAD_DIGITS, check_digits
from tally_app.domain.values.minutes import clock_of


def head_note(scene: Scene) -> Note | None:
    """On the page where the results are announced: what to read, with the button that records it,
    and what was read last.
    """
    line = scene.form.role("results_announced")
    if line is None or line.stage not in scene.step.stages:
        return None
    words = scene.wording
    said = [words("head.says", digits=check_digits(scene.night.head)[:HEAD_DIGITS])]
    read = [one for one in scene.night.program
            if one.kind == HeadRead.kind and one.said["occasion"] == scene.step.id]  # fmt: skip
    if read:
        last = read[-1]
        said.append(words("head.said", digits=last.said["digits"], time=clock_of(last.at)))
    button = Button(NoteHeadRead(), words("head.button"), "small")
    return Note("\n".join(said), "note", words("head.title"), (button,))
