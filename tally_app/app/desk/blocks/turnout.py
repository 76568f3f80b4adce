"""The turnout page: what to say by telephone, shares of the list, and a small chart beside."""

from __future__ import annotations

from typing import Final

from tally_app.app.desk.scene import Scene
from tally_app.app.view.base import Button
from tally_app.app.view.desk import Block, Call, Chart
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
_PERCENT: Final = "\u202f%"  # as in the preview: the sign never begins a line
#: What a bar leaves out of its hour.
_ON_THE_HOUR: Final = ":00"


def turnout_call(scene: Scene) -> list[Block]:
    """What to say by telephone of the last call; nothing before the first figure."""
    given, called = scene.form.role("turnout_given"), _called(scene)
    return [_call(scene, given, called[-1], listed(scene))] if given and called else []


def listed(scene: Scene) -> int | None:
    """How many stand on the list: the whole the calls are shares of."""
    base = scene.form.role("turnout_base")
    return scene.live.value(Cell(base.id)) if base else None


def listed_words(scene: Scene) -> str:
    """The whole in words, for below the title; "" while it is not known."""
    base, whole = scene.form.role("turnout_base"), listed(scene)
    return f"{scene.wording.pick(base.label)}: {grouped(whole)}" if base and whole else ""


def turnout_chart(scene: Scene) -> Chart | None:
    """A bar for every call, as a share of the list; the last call is the one spoken of."""
    given, called, whole = scene.form.role("turnout_given"), _called(scene), listed(scene)
    if given is None or not called or not whole:
        return None
    items = items_in(scene.night, scene.place.contest, given.collection)
    bars = []
    for item in items:
        value = scene.live.value(Cell(given.id, item))
        share = min(_WHOLE, value * _WHOLE // whole) if value is not None else 0
        said = percent(value, whole, scene.wording.language) if value is not None else ""
        hour = item.removesuffix(_ON_THE_HOUR)
        tone = "now" if item == called[-1] else ""
        bars.append((hour, said.removesuffix(_PERCENT), share, tone))
    return Chart(scene.wording("turnout.percent"), tuple(bars))


def _called(scene: Scene) -> list[str]:
    """The calls whose figure is known, in their order."""
    given = scene.form.role("turnout_given")
    if given is None or scene.form.role("turnout_base") is None:
        return []
    items = items_in(scene.night, scene.place.contest, given.collection)
    return [item for item in items if scene.live.value(Cell(given.id, item)) is not None]


def percent(value: int, whole: int | None, language: str) -> str:
    """A share in percent with one decimal, rounded half up: "54,1 %"; "" without a whole."""
    if not whole:
        return ""
    tenths = (2 * _WHOLE * value + whole) // (2 * whole)
    mark = "." if language == "en" else ","
    return f"{tenths // 10}{mark}{tenths % 10}{_PERCENT}"


def _call(scene: Scene, given: Line, item: str, whole: int | None) -> Call:
    """What is read to the territorial commission, in both languages, and the journal's digits."""
    value, contest = scene.live.value(Cell(given.id, item)) or 0, scene.place.contest
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
    # What is said stands in the language of whoever says it.
    if scene.wording.language in STATE_LANGUAGES:
        said.insert(0, said.pop(STATE_LANGUAGES.index(scene.wording.language)))
    caption, digits, buttons = _digits(scene, item)
    return Call(
        title=scene.wording("turnout.read"),
        at=item_name(scene.night, contest, given.collection, item, scene.wording),
        sentence=said[0],
        other="\n".join(said[1:]),
        caption=caption,
        digits=digits,
        buttons=buttons,
    )


def _digits(scene: Scene, item: str) -> tuple[str, str, tuple[Button, ...]]:
    """The journal's digits with their caption, and the button that they were said; none where the
    form asks for none.
    """
    head = scene.form.role("turnout_head")
    if head is None:
        return "", "", ()
    cell = Cell(head.id, item)
    said = scene.session.text(scene.place.contest, cell)
    if not said and typing_closed(scene.night, scene.place.contest, head) is not None:
        return "", "", ()
    caption = scene.wording.pick(head.short or head.label)
    if said:
        return caption, said, ()
    button = Button(NoteReadOut(cell), scene.wording("turnout.said", time=item), "small")
    return caption, check_digits(scene.night.head)[:HEAD_DIGITS], (button,)
