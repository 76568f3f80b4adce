"""What is done on the page of the second look: fields left, buttons pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from tally_app.app.desk.state import Place, Scene, key_of
from tally_app.domain.layout import Cell
from tally_app.domain.locks import Command, Refusal
from tally_app.domain.second import ENTRY, PAGE, READ_BACK, Eyes, overview, way_of

__all__ = [
    "AGAIN",
    "DEEDS",
    "PAGE",
    "PAPER",
    "READER",
    "arrived",
    "commit",
    "first_key",
    "kept",
    "takes",
]

#: Keys of the fields: a line typed again, the figure from the paper, who reads aloud.
AGAIN: Final = "again:"
PAPER: Final = "paper:"
READER: Final = "second.reader"

Committed = tuple[Place, Refusal | None, str]
Done = tuple[Refusal | None, str]


def takes(key: str) -> bool:
    """True for a field of the second look."""
    return key == READER or key.startswith((AGAIN, PAPER))


def arrived(scene: Scene) -> Place:
    """The page is shown: the lines still open are the round that is typed now."""
    if scene.step.page != PAGE:
        return scene.place
    seen = overview(scene.night, scene.place.contest, scene.now.layout)
    return replace(scene.place, round=frozenset(seen.among(Eyes.OPEN)), kept_texts={})


def first_key(scene: Scene) -> str:
    """The field to stand on: the next line to type, the next figure from the paper."""
    seen = overview(scene.night, scene.place.contest, scene.now.layout)
    way = way_of(scene.night, scene.place.contest)
    if way == ENTRY and seen.blind:
        return f"{AGAIN}{seen.among(Eyes.OPEN)[0]}"
    if way == ENTRY and (differs := seen.among(Eyes.DIFFERS)):
        return f"{PAPER}{differs[0]}"
    return READER if way == READ_BACK and not scene.place.reader else ""


def commit(scene: Scene, key: str, text: str) -> Committed:
    """A field was left: the place after it, why it was refused, and where to go ("" stays)."""
    if key == READER:
        return replace(scene.place, reader=text), None, ""
    prefix = AGAIN if key.startswith(AGAIN) else PAPER
    session, contest = scene.session, scene.place.contest
    cell = Cell.read(key.removeprefix(prefix))
    if prefix == AGAIN:
        refused = session.type_again(contest, cell, text)
    else:
        refused = session.type_from_paper(contest, cell, text) if text.strip() else None
    place = kept(scene.place, key, text) if refused else _forgotten(scene.place, cell)
    seen = overview(session.night, contest, session.reckoning(contest).layout)
    turned = prefix == AGAIN and not seen.blind and not refused
    differs = seen.among(Eyes.DIFFERS)
    return place, refused, f"{PAPER}{differs[0]}" if turned and differs else ""


def kept(place: Place, key: str, text: str) -> Place:
    """What was typed stays in its field although it became no event."""
    cell = Cell.read(key.partition(":")[2])
    return replace(place, kept_texts={**place.kept_texts, cell: text})


def _forgotten(place: Place, cell: Cell) -> Place:
    texts = {other: text for other, text in place.kept_texts.items() if other != cell}
    return replace(place, kept_texts=texts)


def _way(scene: Scene, way: str) -> Done:
    command = Command("second_way_chosen", {"way": way}, scene.place.contest)
    return scene.session.execute(command), ""


def _part_one(scene: Scene, _: str) -> Done:
    return scene.session.compare_part_one(scene.place.contest), ""


def _agrees(scene: Scene, key: str) -> Done:
    cell, place = Cell.read(key), scene.place
    return scene.session.read_back(place.contest, cell, place.reader, agrees=True), ""


def _refuses(scene: Scene, key: str) -> Done:
    """What was read aloud is not what the paper says: to the field."""
    cell, place = Cell.read(key), scene.place
    refused = scene.session.read_back(place.contest, cell, place.reader, agrees=False)
    return refused, "" if refused else key_of(cell)


#: The intents of the page, by name: why it was refused, and the field to go to.
DEEDS: Final[Mapping[str, Callable[[Scene, str], Done]]] = {
    "second_way": _way,
    "second_part_one": _part_one,
    "second_agrees": _agrees,
    "second_refuses": _refuses,
}
