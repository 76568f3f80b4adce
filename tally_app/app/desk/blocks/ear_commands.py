"""What the keys and buttons of the count by ear do: a new place, or why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from tally_app.app.desk.blocks.ear import KEYS, piles
from tally_app.app.desk.commands import on
from tally_app.app.desk.scene import Ear, Place, Scene
from tally_app.app.view.base import Intent
from tally_app.app.view.intents import (
    CloseBundle,
    CloseEar,
    HearBallot,
    OpenEar,
    RemoveBundle,
    TakeBackBallot,
)
from tally_app.domain.night.command import Command, Refusal
from tally_app.domain.night.facts.ear import EAR_BUNDLE, EarCounted, EarRemoved

Done = tuple[Place, Refusal | None]


def _opened(scene: Scene, _asked: OpenEar) -> Done:
    return replace(scene.place, ear=replace(scene.place.ear, open=True)), None


def _closed(scene: Scene, _asked: CloseEar) -> Done:
    """What was counted of a bundle stays."""
    return replace(scene.place, ear=replace(scene.place.ear, open=False)), None


def _heard(scene: Scene, asked: HearBallot) -> Done:
    """A ballot was announced: one key, one ballot; the fiftieth closes the bundle."""
    place, found = scene.place, piles(scene)
    position = KEYS.find(asked.key.lower())
    if not place.ear.open or len(asked.key) != 1 or not 0 <= position < len(found):
        return place, None
    heard = replace(place, ear=place.ear.heard(str(found[position])))
    return _keep(scene, heard) if heard.ear.ballots >= EAR_BUNDLE else (heard, None)


def _bundled(scene: Scene, _asked: CloseBundle) -> Done:
    """The last bundle has fewer ballots than a full one."""
    return _keep(scene, scene.place)


def _keep(scene: Scene, place: Place) -> Done:
    """The totals of the bundle are kept, and the next one begins."""
    command = Command(EarCounted(dict(place.ear.totals)), place.contest)
    refused = scene.session.execute(command)
    return (place if refused else replace(place, ear=Ear(open=True))), refused


def _taken_back(scene: Scene, _asked: TakeBackBallot) -> Done:
    """The last key was wrong."""
    return replace(scene.place, ear=scene.place.ear.taken_back()), None


def _removed(scene: Scene, _asked: RemoveBundle) -> Done:
    """The last bundle is to be announced again."""
    return scene.place, scene.session.execute(Command(EarRemoved(), scene.place.contest))


#: What is done for the keys and buttons of the block.
COMMANDS: Final[Mapping[type[Intent], Callable[[Scene, Any], Done]]] = dict(
    (
        on(HearBallot, _heard),
        on(CloseBundle, _bundled),
        on(TakeBackBallot, _taken_back),
        on(RemoveBundle, _removed),
        on(OpenEar, _opened),
        on(CloseEar, _closed),
    )
)
