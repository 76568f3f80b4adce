"""What the keys of the count by ear do."""

from __future__ import annotations

from dataclasses import replace

from tally_app.app.desk.ear import KEYS, piles
from tally_app.app.desk.state import Ear, Place, Scene
from tally_app.domain.locks import Command, Refusal
from tally_app.domain.permits import EAR_BUNDLE


def opened(place: Place, *, wanted: bool) -> Place:
    """The block is opened or closed; what was counted of a bundle stays."""
    return replace(place, ear=replace(place.ear, open=wanted))


def heard(scene: Scene, key: str) -> tuple[Place, Refusal | None]:
    """A ballot was announced; the fiftieth closes the bundle."""
    place, found = scene.place, piles(scene)
    position = KEYS.find(key.lower())
    if not place.ear.open or len(key) != 1 or not 0 <= position < len(found):
        return place, None
    place = replace(place, ear=place.ear.heard(str(found[position])))
    return bundled(scene, place) if place.ear.ballots >= EAR_BUNDLE else (place, None)


def bundled(scene: Scene, place: Place) -> tuple[Place, Refusal | None]:
    """The bundle is complete: its totals are kept, and the next one begins."""
    if not place.ear.ballots:
        return place, None
    command = Command("ear_counted", {"totals": dict(place.ear.totals)}, place.contest)
    refused = scene.session.execute(command)
    return (place if refused else replace(place, ear=Ear(open=True))), refused
