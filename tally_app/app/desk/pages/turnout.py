"""The page of the calls of the day."""

from __future__ import annotations

from tally_app.app.desk.blocks.turnout import turnout_blocks
from tally_app.app.desk.pages.lines import TypedPage
from tally_app.app.desk.scene import Scene
from tally_app.app.view.desk import Block


class TurnoutPage(TypedPage):
    """The lines of the calls, then what to say by telephone and a small chart."""

    def blocks(self, scene: Scene) -> list[Block]:
        return [*super().blocks(scene), *turnout_blocks(scene)]
