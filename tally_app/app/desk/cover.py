"""What stands over the figures once nobody touched the keys for a while: it asks who is there."""

from __future__ import annotations

from tally_app.app.desk.scene import Scene
from tally_app.app.view.base import Button, SitDown
from tally_app.app.view.desk import Cover
from tally_app.domain.night.reckoning import PRESENT


def cover(scene: Scene) -> Cover:
    """It asks for a name and for nothing else; whoever sat there last comes first."""
    words, who = scene.wording, scene.session.who
    there = [person for person in scene.night.persons if person.state in PRESENT]
    there.sort(key=lambda person: person.id != who)
    buttons = tuple(
        Button(SitDown(p.id), f"{p.name}, {words.coded('office', p.office)}", "outlined")
        for p in there
    )
    alone = (Button(SitDown(who), words("cover.back")),)
    return Cover(words("cover.title"), words("cover.says"), buttons or alone)
