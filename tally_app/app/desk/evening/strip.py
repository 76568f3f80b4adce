"""The lawful deeds in their order, over the page of the protocol."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tally_app.app.desk.scene import Scene
from tally_app.app.view.desk import Stage, Stages
from tally_app.domain.night.evening import (
    COPIES,
    HAND_OVER,
    POST,
    PRINT,
    SIGN,
    WRITE,
    Deed,
    deeds,
    now_due,
)
from tally_app.domain.values.minutes import clock

_ICONS: Final[Mapping[str, str]] = {
    PRINT: "print", WRITE: "pen", SIGN: "pen", POST: "pin", COPIES: "person", HAND_OVER: "next",
}  # fmt: skip


def due(scene: Scene) -> str:
    """The deed that is due now, "" before a protocol is finished and once all are done."""
    if scene.state.finish is None:
        return ""
    return now_due(scene.once(_deeds))


def strip(scene: Scene) -> Stages:
    """The deeds, the one that is due now marked."""
    found = scene.once(_deeds)
    now = now_due(found)
    return Stages(tuple(_stage(scene, deed, now) for deed in found))


def _deeds(scene: Scene) -> tuple[Deed, ...]:
    return deeds(scene.night, scene.place.contest)


def _stage(scene: Scene, deed: Deed, now: str) -> Stage:
    words = scene.wording
    said = words(f"deed.{deed.name}_says")
    if deed.done:
        said = words(
            f"deed.{deed.name}_done", time=clock(deed.minutes or 0), n=deed.many, of=deed.of
        )
        if deed.name == SIGN and not deed.many:
            said = clock(deed.minutes or 0)
    elif deed.of and deed.name == COPIES:
        said = words("deed.copies_given", n=deed.many, of=deed.of)
    state = "done" if deed.done else "now" if deed.name == now else "ahead"
    name = words(f"deed.{deed.name}")
    told = words(f"deed.state.{state}")
    return Stage(name, said, state, told, _ICONS[deed.name])
