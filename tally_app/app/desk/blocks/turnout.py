"""The turnout page: the calls of the day, a small chart, and what to say by telephone."""

from __future__ import annotations

from typing import Final

from tally_app.app.desk.scene import Scene
from tally_app.app.view.base import Button, Note
from tally_app.app.view.desk import Block, Chart
from tally_app.app.view.intents import NoteReadOut
from tally_app.domain.form.form import Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.papers import CALL, CALL_SHARE
from tally_app.domain.night.locks import typing_closed
from tally_app.domain.night.naming import item_name, items_in
from tally_app.domain.record.record import HEAD_DIGITS, check_digits
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.wording import grouped

_WHOLE: Final = 1000


def turnout_blocks(scene: Scene) -> list[Block]:
    """Sentence to read out, digits of the journal, chart; nothing before the first figure."""
    given, base = scene.form.role("turnout_given"), scene.form.role("turnout_base")
    if given is None or base is None:
        return []
    items = items_in(scene.night, scene.place.contest, given.collection)
    called = [item for item in items if scene.live.value(Cell(given.id, item)) is not None]
    if not called:
        return []
    whole = scene.live.value(Cell(base.id))
    call = _call(scene, given, called[-1], whole)
    return [call, _chart(scene, given, items, whole)] if whole else [call]


def _chart(scene: Scene, given: Line, items: list[str], whole: int | None) -> Chart:
    bars = []
    for item in items:
        name = item_name(scene.night, scene.place.contest, given.collection, item, scene.wording)
        value = scene.live.value(Cell(given.id, item))
        if value is None:
            bars.append((name, scene.wording("window.dash"), 0, ""))
            continue
        share = min(_WHOLE, value * _WHOLE // whole) if whole else 0
        said = percent(value, whole, scene.wording.language)
        bars.append((name, f"{grouped(value)} · {said}" if said else grouped(value), share, ""))
    return Chart(scene.wording("turnout.chart"), tuple(bars))


def percent(value: int, whole: int | None, language: str) -> str:
    """A share in percent with one decimal, rounded half up: "54,1 %"; "" without a whole."""
    if not whole:
        return ""
    tenths = (2 * _WHOLE * value + whole) // (2 * whole)
    mark = "." if language == "en" else ","
    return f"{tenths // 10}{mark}{tenths % 10} %"


def _call(scene: Scene, given: Line, item: str, whole: int | None) -> Note:
    """What is read to the territorial commission, in both languages, and the journal's digits."""
    value = scene.live.value(Cell(given.id, item)) or 0
    known = (CALL, CALL_SHARE) if whole else (CALL,)
    said = []
    for language in STATE_LANGUAGES:
        words = scene.papers.wordings[language].speaking(scene.form.terms)
        told = [scene.form.texts.get(name, {}) for name in known]
        found = [words.pick(text) for text in told if text.get(language)]
        said.append(
            " ".join(text for text in found if text).format(
                precinct=scene.night.precinct.number,
                time=item,
                given=grouped(value),
                percent=percent(value, whole, language),
            )
        )
    head = scene.form.role("turnout_head")
    if head is None:
        return Note("\n".join(said), "note", scene.wording("turnout.read"))
    cell = Cell(head.id, item)
    digits = scene.session.text(scene.place.contest, cell)
    locked = typing_closed(scene.night, scene.place.contest, head) is not None
    shown = digits or ("" if locked else check_digits(scene.night.head)[:HEAD_DIGITS])
    if shown:
        said.append(scene.wording("turnout.digits", digits=shown))
    button = Button(NoteReadOut(cell), scene.wording("turnout.said", time=item), "small")
    return Note(
        "\n".join(said),
        "note",
        scene.wording("turnout.read"),
        () if digits or locked else (button,),
    )
