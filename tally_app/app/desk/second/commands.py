"""What is done on the page of the second look: fields left, buttons pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from tally_app.app.desk.blocks.rows import refusal_words
from tally_app.app.desk.commands import on
from tally_app.app.desk.scene import Place, Scene
from tally_app.app.view.address import (
    DecidedField,
    NextButton,
    PageTop,
    PartOneButton,
    ReaderField,
    SecondAddress,
    SecondField,
    WhoBlock,
)
from tally_app.app.view.base import Intent
from tally_app.app.view.intents import AgreeWithReading, ChooseWay, ComparePartOne, RefuseReading
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Command, Refusal
from tally_app.domain.night.facts.second import SecondWayChosen
from tally_app.domain.night.second_look import (
    READ_BACK,
    Overview,
    Seen,
    asked_once_more,
    begun,
    free_for,
    hands_of,
    typed_either,
    unclaimed,
    way_of,
)

Committed = tuple[Place, Refusal | None, str]
Done = tuple[Refusal | None, Cell | None]


def seen_by_second(scene: Scene) -> Overview:
    """What a second person has seen of every counted line."""
    return scene.session.seen(scene.place.contest)


def reader_of(scene: Scene) -> str:
    """Who reads aloud, "" while nobody was chosen or it is the one at the keys."""
    reader = scene.place.reader
    return reader if scene.night.person(reader) and reader != scene.session.who else ""


def to_read(seen: Overview) -> tuple[Cell, ...]:
    """The lines that are still to be read aloud, in the order of the form; what is doubted is typed
    by a third person.
    """
    return seen.among(Seen.OPEN, Seen.TYPED)


def no_hand(scene: Scene) -> tuple[Cell, ...]:
    """The open lines that no second person can type: nobody was chosen when they were typed."""
    night, contest = scene.night, scene.place.contest
    cells = seen_by_second(scene).among(Seen.OPEN)
    return tuple(cell for cell in cells if unclaimed(night, contest, cell))


def third_said(scene: Scene, key: str) -> str:
    """The key of a text of ``[second]`` about the lines a third person types: ``key``_too where in
    some of them two entries agree. Which ones is not said.
    """
    doubted = seen_by_second(scene).among(Seen.DOUBTED)
    too = any(asked_once_more(scene.night, scene.place.contest, cell) for cell in doubted)
    return f"{key}_too" if too else key


def to_settle(scene: Scene, cell: Cell) -> Refusal | None:
    """Why whoever is at the keys types no third figure of a line: a person who typed neither is
    there.
    """
    night, contest, who = scene.night, scene.place.contest, scene.session.who
    free = free_for(night, contest, cell)
    if not free or who in [person.id for person in free]:
        return None
    typed = who in typed_either(night, contest, cell)
    return Refusal("third_free", name=free[0].name) if typed else Refusal("choose_person")


def first_key(scene: Scene) -> str:
    """Where the cursor goes: the next line to type a second or a third time, else the next
    button.
    """
    seen, way = seen_by_second(scene), way_of(scene.night, scene.place.contest)
    if seen.left and scene.state.finish is None and _error_first(scene):
        return PageTop().text()  # nobody can type now: why, and where to go, stands at the top
    if way == READ_BACK and to_read(seen):
        return "" if reader_of(scene) else ReaderField().text()
    if differs := seen.among(Seen.DOUBTED):
        mine_to = [cell for cell in differs if to_settle(scene, cell) is None]
        return (DecidedField(mine_to[0]) if mine_to else WhoBlock()).text()
    mine = scene.session.who
    for cell in seen.among(Seen.OPEN):
        hands = hands_of(scene.night, scene.place.contest, [cell])
        if mine not in hands and cell not in no_hand(scene):
            return SecondField(cell).text()
    if set(seen.among(Seen.OPEN)) - {*no_hand(scene)}:  # another member must sit down first
        return WhoBlock().text()
    if seen.among(Seen.OPEN):  # nobody can type what is left: the page says so at its top
        return PageTop().text()
    if way == READ_BACK:  # the key of the last figure confirms no more
        return ""
    if seen.to_compare:
        closed = scene.session.why_not(scene.session.part_one_command(scene.place.contest))
        return (WhoBlock() if closed else PartOneButton()).text()
    return NextButton().text()


def _error_first(scene: Scene) -> bool:
    """Whether an error is to be mended or named in an act before anybody looks again."""
    refused = begun(scene.night, scene.place.contest, scene.now)
    return refused is not None and refused.code == "errors_first"


def commit(scene: Scene, field: SecondField | DecidedField | ReaderField, text: str) -> Committed:
    """A field was left: the place after it, why it was refused, and where to go ("" stays)."""
    session, contest = scene.session, scene.place.contest
    refused: Refusal | None = None
    match field:
        case ReaderField():
            return replace(scene.place, reader=text), None, ""
        case SecondField(cell):
            refused = session.type_again(contest, cell, text)
        case DecidedField(cell) if text.strip():
            refused = session.settle(contest, cell, text)
    if refused is not None:
        why = refusal_words(scene, refused)
        return kept(scene.place, field, text, why), refused, field.text()
    place = forgotten(scene.place, field)
    seen = session.seen(contest)
    if seen.among(Seen.OPEN, Seen.TYPED) and isinstance(field, SecondField):
        return place, None, ""
    after = replace(scene, place=place, _made={})
    if isinstance(field, DecidedField) and _came_to_light(after):
        return place, None, PageTop().text()
    return place, None, first_key(after)


def _came_to_light(scene: Scene) -> bool:
    """Whether the last third figure has just shown what differed, or that an error is to be mended
    first: it is not taken out of sight.
    """
    seen = seen_by_second(scene)
    if seen.among(Seen.DOUBTED):
        return False
    if seen.among(Seen.OPEN, Seen.TYPED):
        return begun(scene.night, scene.place.contest, scene.now) is not None
    looks = scene.state.looked.items()
    return any({*look.figures} - {scene.now.value(cell)} for cell, look in looks)


def kept(place: Place, field: SecondAddress, text: str, why: str) -> Place:
    """What was typed stays in its field although it became no event, and says why."""
    return replace(place, kept_texts={**place.kept_texts, field: (text, why)})


def forgotten(place: Place, field: SecondAddress) -> Place:
    """What was kept in a field is an event now, or given up."""
    texts = {other: text for other, text in place.kept_texts.items() if other != field}
    return replace(place, kept_texts=texts)


def _way(scene: Scene, asked: ChooseWay) -> Done:
    command = Command(SecondWayChosen(asked.way), scene.place.contest)
    return scene.session.execute(command), None


def _part_one(scene: Scene, _asked: ComparePartOne) -> Done:
    return scene.session.compare_part_one(scene.place.contest), None


def _agrees(scene: Scene, asked: AgreeWithReading) -> Done:
    place = scene.place
    return scene.session.read_back(place.contest, asked.cell, place.reader, agrees=True), None


def _refuses(scene: Scene, asked: RefuseReading) -> Done:
    """What was read aloud is not what the paper says: to the field."""
    place = scene.place
    refused = scene.session.read_back(place.contest, asked.cell, place.reader, agrees=False)
    return refused, None if refused else asked.cell


#: What is done for the buttons of the page: why it was refused, and the field to go to.
COMMANDS: Final[Mapping[type[Intent], Callable[[Scene, Any], Done]]] = dict(
    (
        on(ChooseWay, _way),
        on(ComparePartOne, _part_one),
        on(AgreeWithReading, _agrees),
        on(RefuseReading, _refuses),
    )
)
