"""The page of the calls of the day."""

from __future__ import annotations

from dataclasses import replace

from tally_app.app.desk.blocks.turnout import listed_words, turnout_call, turnout_chart
from tally_app.app.desk.pages.lines import TypedPage
from tally_app.app.desk.scene import Scene
from tally_app.app.view.desk import Block, Panel


class TurnoutPage(TypedPage):
    """The lines of the calls, then what to say by telephone; a small chart beside."""

    def heading(self, scene: Scene) -> tuple[str, str]:
        title, says = super().heading(scene)
        return title, listed_words(scene) or says

    def blocks(self, scene: Scene) -> list[Block]:
        return [*super().blocks(scene), *turnout_call(scene)]

    def panel(self, scene: Scene) -> Panel:
        return replace(super().panel(scene), chart=turnout_chart(scene))
