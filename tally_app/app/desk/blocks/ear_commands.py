"""What the keys and buttons of the count by ear do: a new place, or why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from tally_app.app.desk.blocks.ear import KEYS, piles
from tally_app.app.desk.scene import Ear, Place, Scene
from tally_app.domain.night.command import Command, Refusal
from tally_app.domain.night.facts.ear import EAR_BUNDLE, EarCounted, EarRemoved

Done = tuple[Place, Refusal | None]


def _opened(scene: Scene, _: str) -> Done:
    return replace(scene.place, ear=replace(scene.place.ear, open=True)), None


def _closed(scene: Scene, _: str) -> Done:
    """What was counted of a bundle stays."""
    return replace(scene.place, ear=replace(scene.place.ear, open=False)), None


def _heard(scene: Scene, key: str) -> Done:
    """A ballot was announced: one key, one ballot; the fiftieth closes the bundle."""
    place, found = scene.place, piles(scene)
    position = KEYS.find(key.lower())
    if not place.ear.open or len(key) != 1 or not 0 <= position < len(found):
        return place, None
    heard = replace(place, ear=place.ear.heard(str(found[position])))
    return _keep(scene, heard) if heard.ear.ballots >= EAR_BUNDLE else (heard, None)


def _bundled(scene: Scene, _: str) -> Done:
    """The last bundle has fewer ballots than a full one."""
    return _keep(scene, scene.place) if scene.place.ear.ballots else (scene.place, None)


def _keep(scene: Scene, place: Place) -> Done:
    """The totals of the bundle are kept, and the next one begins."""
    command = Command(EarCounted(dict(place.ear.totals)), place.contest)
    refused = scene.session.execute(command)
    return (place if refused else replace(place, ear=Ear(open=True))), refused


def _taken_back(scene: Scene, _: str) -> Done:
    """The last key was wrong."""
    return replace(scene.place, ear=scene.place.ear.taken_back()), None


def _removed(scene: Scene, _: str) -> Done:
    """The last bundle is to be announced again."""
    return scene.place, scene.session.execute(Command(EarRemoved(), scene.place.contest))


#: The intents of the block, by name.
DEEDS: Final[Mapping[str, Callable[[Scene, str], Done]]] = {
    "ear": _heard,
    "ear_bundle": _bundled,
    "ear_undo": _taken_back,
    "ear_remove": _removed,
    "ear_open": _opened,
    "ear_close": _closed,
}
