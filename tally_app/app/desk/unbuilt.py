"""A part of the desk that cannot be built says so in its own place, and the others work: a night
always opens, and the next figure can always be typed on the next page.
"""

from __future__ import annotations

from collections.abc import Callable

from tally_app.app.desk.scene import Scene
from tally_app.app.view.base import Note
from tally_app.app.view.desk import Page, Panel


def page_or_why(scene: Scene, build: Callable[[Scene], Page]) -> Page:
    """The page of the step, or one that says that it cannot be shown."""
    try:
        return build(scene)
    except Exception as fault:  # noqa: BLE001 - whatever is wrong with one page, the night goes on
        words = scene.wording
        text = words("window.page_unbuilt", fault=f"{type(fault).__name__}: {fault}")
        title = words.pick(scene.step.title)
        return Page(scene.step.id, title, "", (Note(text, "error"),), unbuilt=True)


def panel_or_why(scene: Scene, build: Callable[[Scene], Panel]) -> Panel:
    """The panel beside the page, or one that says that it cannot be shown."""
    try:
        return build(scene)
    except Exception as fault:  # noqa: BLE001 - as above
        words = scene.wording
        text = words("window.panel_unbuilt", fault=f"{type(fault).__name__}: {fault}")
        return Panel("", (), (), quiet=(text,))
