"""Rows of a page where lines of the form are typed, and the field of every cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Final, NamedTuple

from tally_app.app.desk.panel.findings import row_message, row_messages
from tally_app.app.desk.scene import Scene, shown_value
from tally_app.app.view.address import LineField
from tally_app.app.view.fields import Field, Message, Row, Rows
from tally_app.app.words.refusals import refused
from tally_app.domain.form.form import Form, Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.numbers import NOBODY, short_name
from tally_app.domain.form.removed import says as says_removed
from tally_app.domain.night.command import Refusal
from tally_app.domain.night.locks import step_closed, typing_closed
from tally_app.domain.night.naming import item_name, items_of, line_number
from tally_app.domain.night.state import Entry
from tally_app.domain.values.dates import on_day, without_year
from tally_app.domain.values.times import DAY, Moment, clock, minutes_between, parse_time
from tally_app.domain.values.wording import grouped

#: Minutes between a time and the machine's clock from which both are shown.
_APART: Final = 10
#: All that a row shows beside the night and the place: its figure, its message, what was typed.
_Shown = tuple[int | None, Message | None, Entry | None]
#: Kinds of lines that hold words, or what is chosen by them.
WORDS: Final = ("text", "choice", "member", "contest")


def offered(line: Line) -> bool:
    """Lines of an "entered" group are offered although none of them counts yet."""
    return line.optional == "entered"


def starts_card(scene: Scene, line: Line) -> bool:
    """A line with sub-lines begins a card of its own."""
    return bool(_subs(scene.form)[line.id])


@lru_cache(maxsize=8)
def _subs(form: Form) -> Mapping[str, tuple[Line, ...]]:
    """The sub-lines of every line."""
    whole = [line for line in form.lines if not line.collection]
    return {
        line.id: tuple(x for x in whole if line.number and x.number.startswith(f"{line.number}."))
        for line in form.lines
    }


def is_sub(scene: Scene, line: Line) -> bool:
    """True for 2.1, 7.3 ...: a line below the line whose number its own begins with."""
    parent, dot, _ = line.number.rpartition(".")
    return bool(dot) and not line.collection and parent in _numbers(scene.form)


@lru_cache(maxsize=8)
def _numbers(form: Form) -> frozenset[str]:
    """The printed numbers of all lines."""
    return frozenset(line.number for line in form.lines)


class LineCell(NamedTuple):
    """A row of a card: its line and cell; ``says``: the program may say something calm beside it;
    ``day``: its figure is the day's.
    """

    line: Line
    cell: Cell
    says: bool
    day: bool


def cells_of(scene: Scene, line: Line) -> Iterator[LineCell]:
    """The rows of a line: one, or one per item."""
    says = not line.derived and (line.kind == "time" or bool(_subs(scene.form)[line.id]))
    for item in items_of(scene.night, scene.place.contest, line):
        yield LineCell(line, Cell(line.id, item), says, line.is_day)


def card_of(scene: Scene, number: int, cells: Sequence[LineCell]) -> Rows:
    """A card of rows, the ``number``-th block of its page: what shows the same is the same."""
    messages, live = scene.once(row_messages), scene.live
    own, day = scene.state.entries, scene.night.day_entries
    shown = []
    for line, cell, says, of_day in cells:
        message = messages.get(cell)
        if message is None and says:
            message = _said(scene, line, cell)
        shown.append((live.value(cell), message, (day if of_day else own).get(cell)))
    return scene.kept.part(("card", number, ""), shown, partial(_card, scene, cells, shown))


def _card(scene: Scene, cells: Sequence[LineCell], shown: Sequence[_Shown]) -> Rows:
    rows = [
        scene.kept.part(cell, follows, partial(_row, scene, line, cell, follows[1]))
        for (line, cell, _, _), follows in zip(cells, shown, strict=True)
    ]
    return Rows(tuple(rows))


def _row(scene: Scene, line: Line, cell: Cell, message: Message | None) -> Row:
    """The row of a cell: beside the night and the place only its figure and message change it."""
    number = line_number(scene.night, scene.place.contest, line, cell.item)
    label, caption = _label(scene, line, cell.item)
    sub = is_sub(scene, line)
    if line.derived:
        value = shown_value(line, scene.live.value(cell)) or scene.wording("window.dash")
        return Row(number, label, caption, value=value, sub=sub, strong=not cell.item)
    shown = field_of(scene, line, cell, label, small=sub)
    return Row(number, label, caption, shown, message=message, sub=sub)


def _label(scene: Scene, line: Line, item: str) -> tuple[str, str]:
    """Label and caption of a row: an item's row is called by the item."""
    if not item:
        return scene.wording.pick(line.label), ""
    name = item_name(scene.night, scene.place.contest, line.collection, item, scene.wording)
    if line.collection == "member":
        person = scene.night.person(item)
        return name, scene.wording.coded("office", person.office) if person else ""
    return name, _removal(scene, item) if line.collection == "option" else ""


def _removal(scene: Scene, item: str) -> str:
    """When and by which decision an option was removed after the ballots were printed."""
    options = scene.night.rules.contest(scene.place.contest).options
    gone = next((option for option in options if option.id == item and option.removed), None)
    return scene.wording.pick(says_removed(gone, scene.form)) if gone else ""


def _said(scene: Scene, line: Line, cell: Cell) -> Message | None:
    """What the program can say calmly beside a field: the day of a time, the sum of sub-lines."""
    value = scene.live.value(cell)
    if line.kind == "time" and value is not None:
        day = on_day(scene.night.rules.election.day, value)
        said = without_year(day, scene.wording.language)
        return Message("note", f"{said} · {typed}" if (typed := _typed(scene, cell)) else said)
    subs = [x for x in _subs(scene.form)[line.id] if x.id not in scene.live.layout.off]
    values = [scene.live.value(Cell(x.id)) for x in subs]
    if None in values or all(x.derived for x in subs):
        return None
    total = sum(found or 0 for found in values)
    added = " + … + " if len(subs) > 2 else " + "  # noqa: PLR2004 - a dash would read as a minus
    text = f"{added.join((subs[0].number, subs[-1].number))}: {grouped(total)}"
    return Message("ok" if total == value else "note", text)


def _typed(scene: Scene, cell: Cell) -> str:
    """When a time was typed by the machine's clock, where the two are far apart: a step entered
    afterwards from paper, a clock that is wrong. Dates are not compared: training is on any day.
    """
    entry = scene.night.entry(scene.place.contest, cell)
    if entry is None or entry.value is None or scene.place.drafts.get(cell):
        return ""
    machine = minutes_between(scene.night.rules.election.day, entry.at)
    apart = (machine - entry.value) % DAY
    if min(apart, DAY - apart) <= _APART:
        return ""
    return scene.wording("window.typed_at", time=clock(machine))


def field_of(scene: Scene, line: Line, cell: Cell, label: str, *, small: bool = False) -> Field:
    """The field of one cell, with why it is locked and what a screen reader says."""
    message = row_message(scene, cell)
    hidden = cell in scene.session.hidden(scene.place.contest)
    locked = refusal_words(scene, typing_closed(scene.night, scene.place.contest, line))
    locked = scene.wording("second.hidden_line") if hidden else locked
    unestablished = cell in scene.state.unestablished
    number = line_number(scene.night, scene.place.contest, line, cell.item)
    waiting = {**scene.place.held_here, **scene.place.unsaved}
    text = waiting.get(cell, scene.session.text(scene.place.contest, cell))
    text = scene.wording("procedure.hidden") if hidden else text
    choices = _choices(scene, line)
    return Field(
        key=LineField(cell).text(),
        text=text,
        unsaved=cell in waiting,
        kind="choice" if choices else line.kind,
        shown=dict(choices).get(text, text)
        if hidden or line.kind in WORDS
        else shown_value(line, scene.live.value(cell)),
        choices=choices,
        tone=message.tone if message and message.tone != "note" else "",
        locked=locked,
        placeholder=scene.wording(
            "window.not_established" if unestablished else "window.not_entered"
        ),
        name=", ".join(part for part in (number, label) if part),
        description=message.text if message else locked,
        small=small,
    )


def _choices(scene: Scene, line: Line) -> tuple[tuple[str, str], ...]:
    """What can be chosen in a field, in words; an empty first one takes a choice back."""
    words = scene.wording
    match line.kind:
        case "choice":
            named = [(choice.id, words.pick(choice.text)) for choice in line.choices]
        case "member":
            people = [(person.id, short_name(person.name)) for person in scene.night.persons]
            named = [(NOBODY, words("window.nobody")), *people]
        case "contest":
            contests = scene.night.rules.election.contests
            named = [(each.id, words.pick(each.short or each.name)) for each in contests]
        case _:
            return ()
    return (("", words("window.not_entered")), *named)


def text_words(scene: Scene, line: Line, text: str) -> str:
    """What stands in a field of the line, in words: what was chosen, the time that was typed in
    whatever way, what was typed, or that nothing was.
    """
    if line.kind == "time" and isinstance(moment := parse_time(text, line.day_from or 0), Moment):
        return clock(moment.minutes)
    shown = dict(_choices(scene, line)).get(text, text)
    return shown or scene.wording("window.not_entered")


def refusal_words(scene: Scene, refusal: Refusal | None) -> str:
    """Why something is closed, with its article, and what to do now; "" when it is open."""
    if refusal is None:
        return ""
    because = scene.wording.pick(scene.step.why) if refusal.code == "before" else ""
    return refused(refusal, scene.night, scene.place.contest, scene.wording, because)


def closed_words(scene: Scene) -> str:
    """Why the page that is shown is closed, as its card says it; "" for an open one, and once the
    protocol is finished.
    """
    if scene.state.finish is not None:
        return ""
    return refusal_words(scene, step_closed(scene.night, scene.step))
