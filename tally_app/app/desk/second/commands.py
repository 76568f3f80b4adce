"""What is done on the page of the second look: fields left, buttons pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from tally_app.app.desk.blocks.rows import refusal_words
from tally_app.app.desk.scene import Place, Scene, key_of
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Command, Refusal
from tally_app.domain.night.facts.second import SecondWayChosen
from tally_app.domain.night.second_look import (
    READ_BACK,
    Eyes,
    Overview,
    hands_of,
    overview,
    way_of,
)

__all__ = [
    "AGAIN",
    "DEEDS",
    "PAPER",
    "READER",
    "commit",
    "first_key",
    "kept",
    "reader_of",
    "seen_by_second",
    "takes",
    "to_read",
]

#: Keys of the fields: a line typed again, the figure from the paper, who reads aloud.
AGAIN: Final = "again:"
PAPER: Final = "paper:"
READER: Final = "second.reader"

#: Keys of buttons the cursor goes to where nothing is left to type.
_PART_ONE: Final = "button:second_part_one"
_NEXT: Final = "button:next"

Committed = tuple[Place, Refusal | None, str]
Done = tuple[Refusal | None, str]


def takes(key: str) -> bool:
    """True for a field of the second look."""
    return key == READER or key.startswith((AGAIN, PAPER))


def seen_by_second(scene: Scene) -> Overview:
    """What a second person has seen of every counted line."""
    return overview(scene.night, scene.place.contest, scene.now.layout)


def reader_of(scene: Scene) -> str:
    """Who reads aloud, "" while nobody was chosen or it is the one at the keys."""
    reader = scene.place.reader
    return reader if scene.night.person(reader) and reader != scene.session.who else ""


def to_read(seen: Overview) -> tuple[Cell, ...]:
    """The lines that are still to be read aloud, in the order of the form."""
    return seen.among(Eyes.OPEN, Eyes.TYPED, Eyes.DIFFERS)


def first_key(scene: Scene) -> str:
    """Where the cursor goes: the next line to type or to take from the paper, else the next
    button.
    """
    seen, way = seen_by_second(scene), way_of(scene.night, scene.place.contest)
    if not way:
        return ""
    if way == READ_BACK and to_read(seen):
        return "" if reader_of(scene) else READER
    if differs := seen.among(Eyes.DIFFERS):
        return f"{PAPER}{differs[0]}"
    mine = scene.session.who
    for cell in seen.among(Eyes.OPEN):
        if mine not in hands_of(scene.night, scene.place.contest, [cell]):
            return f"{AGAIN}{cell}"
    if seen.among(Eyes.OPEN):
        return ""
    return _PART_ONE if seen.to_compare else _NEXT


def commit(scene: Scene, key: str, text: str) -> Committed:
    """A field was left: the place after it, why it was refused, and where to go ("" stays)."""
    if key == READER:
        return replace(scene.place, reader=text), None, ""
    prefix = AGAIN if key.startswith(AGAIN) else PAPER
    session, contest = scene.session, scene.place.contest
    cell, refused = Cell.read(key.removeprefix(prefix)), None
    if prefix == AGAIN:
        refused = session.type_again(contest, cell, text)
    elif text.strip():
        refused = session.type_from_paper(contest, cell, text)
    if refused is not None:
        return kept(scene.place, key, text, refusal_words(scene, refused)), refused, key
    place = _forgotten(scene.place, key)
    seen = overview(session.night, contest, session.reckoning(contest).layout)
    if seen.among(Eyes.OPEN, Eyes.TYPED) and prefix == AGAIN:
        return place, None, ""
    after = replace(scene, place=place, now=session.reckoning(contest), _made={})
    return place, None, first_key(after)


def kept(place: Place, key: str, text: str, why: str) -> Place:
    """What was typed stays in its field although it became no event, and says why."""
    return replace(place, kept_texts={**place.kept_texts, key: (text, why)})


def _forgotten(place: Place, key: str) -> Place:
    texts = {other: text for other, text in place.kept_texts.items() if other != key}
    return replace(place, kept_texts=texts)


def _way(scene: Scene, way: str) -> Done:
    command = Command(SecondWayChosen(way), scene.place.contest)
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
