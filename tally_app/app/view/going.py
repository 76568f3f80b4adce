"""What is asked for to go somewhere by its number or its name."""

from __future__ import annotations

from dataclasses import dataclass

from tally_app.app.view.base import Intent


class AskPlace(Intent):
    """Ask for the number of a line or the name of a step, and go there."""

    __slots__ = ()


@dataclass(frozen=True)
class GoToPaperStep(Intent):
    """To the step ``at`` of those whose paper the law asks for every day."""

    at: int
