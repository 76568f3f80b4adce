"""What is asked of a portable box with more ballots than applications (43(3-1))."""

from __future__ import annotations

from typing import Any, Final

from tally_app.app.desk.dialogs.answers import Answers, Dialog
from tally_app.app.desk.scene import Scene
from tally_app.app.view.intents import (
    AnnulBox,
    CountBoxAgain,
    DecideBox,
    NotifyOfBox,
    RestoreBox,
)
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.boxes import (
    BoxAnnulled,
    BoxCountedAgain,
    BoxDecided,
    HigherNotified,
)
from tally_app.domain.night.naming import item_name


def _box(
    scene: Scene, asked: CountBoxAgain | DecideBox | NotifyOfBox | AnnulBox | RestoreBox
) -> str:
    return item_name(scene.night, scene.place.contest, "box", asked.box, scene.wording)


def _box_again(answers: Answers, asked: CountBoxAgain) -> list[Command]:
    """Who counts sits down at the keys: another one than whoever typed the first figure."""
    scene, by = answers.scene, answers.values.get("counted_by", "")
    value, line = answers.count("count"), scene.form.role("box_ballots")
    first = scene.night.entry(scene.place.contest, Cell(line.id, asked.box)) if line else None
    if scene.night.person(by) is None:
        answers.errors["counted_by"] = scene.wording("bad.empty")
    elif first is not None and by in first.hands:
        answers.errors["counted_by"] = scene.wording("bad.counted_first")
    if not answers.errors:
        scene.session.sit_down(by)
    return [Command(BoxCountedAgain(asked.box, value), scene.place.contest)]


def _box_decide(answers: Answers, asked: DecideBox) -> list[Command]:
    fact = BoxDecided(
        box=asked.box,
        for_=answers.count("votes_for"),
        against=answers.count("votes_against"),
        number=answers.name("number"),
        minutes=answers.minutes("time"),
    )
    if fact.for_ + fact.against > len(answers.scene.night.persons):
        answers.errors["votes_for"] = answers.scene.wording("bad.votes")
    return [Command(fact, answers.scene.place.contest)]


def _box_notice(answers: Answers, asked: NotifyOfBox) -> list[Command]:
    fact = HigherNotified(
        asked.box,
        member=answers.values.get("told_by", ""),
        minutes=answers.minutes("time"),
        to=answers.name("told_to"),
    )
    return [Command(fact, answers.scene.place.contest)]


def _box_annul(answers: Answers, asked: AnnulBox) -> list[Command]:
    return [Command(BoxAnnulled(asked.box, annulled=True), answers.scene.place.contest)]


def _box_restore(answers: Answers, asked: RestoreBox) -> list[Command]:
    fact = BoxAnnulled(asked.box, annulled=False, reason=answers.words("reason"))
    return [Command(fact, answers.scene.place.contest)]


#: One row per dialog of a box.
OF_BOXES: Final[tuple[Dialog[Any], ...]] = (
    Dialog(
        CountBoxAgain,
        "box_again",
        (("counted_by", "another"), ("count", "count")),
        _box_again,
        tone="legal",
        what=_box,
    ),
    Dialog(
        DecideBox,
        "box_decide",
        (("votes_for", "count"), ("votes_against", "count"), ("number", "text"), ("time", "time")),
        _box_decide,
        tone="legal",
        what=_box,
    ),
    Dialog(
        NotifyOfBox,
        "box_notice",
        (("told_by", "member"), ("time", "time"), ("told_to", "text")),
        _box_notice,
        tone="legal",
        what=_box,
    ),
    Dialog(AnnulBox, "box_annul", (), _box_annul, tone="legal", dangerous=True, what=_box),
    Dialog(
        RestoreBox,
        "box_restore",
        (("reason", "text"),),
        _box_restore,
        tone="legal",
        dangerous=True,
        what=_box,
    ),
)
