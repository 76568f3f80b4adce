"""The supplied blank: written line by line in two sittings, then read back by another member.

Nothing on a blank is corrected (43(8)): a wrong digit or word must be seen while the blank can
still be crossed out and another one taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tally_app.app.desk.blocks.rows import refusal_words
from tally_app.app.desk.dialogs.answers import Answers
from tally_app.app.desk.panel.findings import place_words
from tally_app.app.desk.scene import Place, Scene
from tally_app.app.view.address import BlankButton, BlankField
from tally_app.app.view.base import Button, Note
from tally_app.app.view.desk import BlankLine, BlankLines, Block, Card
from tally_app.app.view.evening import CompareBlankWords, SpoilBlank, WriteBlankLine
from tally_app.app.view.fields import Field, Message, Row, Rows
from tally_app.domain.form.form import Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.numbers import short_name
from tally_app.domain.night.command import Command, Refusal
from tally_app.domain.night.evening import blank_cells, left_to_write, other_on_blank
from tally_app.domain.night.facts.blank import BlankLineWritten, BlankSpoiled
from tally_app.domain.night.facts.finishing import BlankChecked
from tally_app.domain.night.naming import item_name, items_of, line_number
from tally_app.domain.values.counts import Count, parse_count
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.minutes import clock, clock_of
from tally_app.domain.values.numwords import in_words
from tally_app.domain.values.wording import Wording, as_said, grouped
from tally_app.domain.values.words import Words


def blank_blocks(scene: Scene, *, part_one: bool) -> list[Block]:
    """What is to be done with the blank now: lines to write, then what stands there to be read."""
    words = scene.wording
    if _left(scene, part_one=part_one) or part_one:
        key = "blank.now_part_one" if part_one else "blank.now_rest"
        return [*_other(scene), BlankLines(words(key), _to_write(scene, part_one=part_one))]
    agreed = _read_all(scene) and not _differing(scene)
    if agreed:
        return [BlankLines(words("blank.now_words"), _to_compare(scene))]
    notes: list[Block] = []
    check = Command(BlankChecked(agrees=True, by=scene.session.who, read_={}), scene.place.contest)
    closed = refusal_words(scene, scene.session.why_not(check))
    if closed:
        notes.append(Note(closed, "locked", words("blank.another")))
    return [*notes, Rows(_to_read(scene, closed), words("blank.now_read"))]


def shown_cells(scene: Scene, *, part_one: bool) -> Iterator[tuple[Words, int]]:
    """The lines of the protocol with their number and name, and their figure."""
    for cell in _cells(scene, part_one=part_one):
        line, number = scene.form.line(cell.line), _number(scene, cell)
        named = (
            _named(scene, line)
            if not cell.item
            else dict.fromkeys(STATE_LANGUAGES, _label(scene, cell))
        )
        yield {code: f"{number} {text}" for code, text in named.items()}, scene.now.value(cell) or 0


def figure_words(value: int) -> tuple[str, tuple[str, ...]]:
    """A figure as it is written, and its words in the languages of the papers."""
    return grouped(value), tuple(in_words(value, code) for code in STATE_LANGUAGES)


def blank_actions(scene: Scene) -> tuple[Button, ...]:
    """A blank can be spoiled until it is signed."""
    return (Button(SpoilBlank(), scene.wording("blank.spoil"), icon="again"),)


def blank_card(scene: Scene) -> Card:
    """How a line is written, and the blanks that were spoiled."""
    words = scene.wording
    spoiled = tuple(
        words("blank.spoiled_at", time=clock(one.minutes), reason=one.reason,
              names=", ".join(map(short_name, one.names)))
        for one in scene.state.spoiled
    )  # fmt: skip
    steps = tuple(words(f"blank.how_{n}") for n in (1, 2, 3, 4))
    title = words("blank.which", n=len(scene.state.spoiled) + 1)
    return Card("blank", "plain", title, "", words("blank.ink"), answer=spoiled, steps=steps)


def blank_first(scene: Scene, *, part_one: bool) -> str:
    """Where the cursor goes: the button of the line that is due, else the first field to read."""
    if _left(scene, part_one=part_one):
        return BlankButton().text()
    if part_one:
        return ""
    cells = _cells(scene)
    empty = [cell for cell in cells if not scene.place.blank_read.get(cell, "").strip()]
    if not empty and not _differing(scene):
        return BlankButton().text()
    wrong = _differing(scene)
    return BlankField((empty or wrong or cells)[0]).text()


def write_line(scene: Scene, asked: WriteBlankLine) -> Refusal | None:
    """A line stands on the blank now."""
    cell, value = asked.cell, scene.now.value(asked.cell)
    if value is None:
        return None
    written = BlankLineWritten(cell.line, cell.item, value)
    return scene.session.execute(Command(written, scene.place.contest))


def read_field(scene: Scene, cell: Cell, text: str) -> tuple[Place, Refusal | None]:
    """A field of the blank was left: once all are typed, what differs is written down too."""
    place = replace(scene.place, blank_read={**scene.place.blank_read, cell: text})
    after = replace(scene, place=place, _made={})
    if not _read_all(after) or not _differing(after) or text == scene.place.blank_read.get(cell):
        return place, None
    return place, scene.session.execute(_checked(after, agrees=False))


def compare_words(scene: Scene, asked: CompareBlankWords) -> tuple[Place, Refusal | None]:
    """The words of a line are right; with the last one the blank agrees with the record."""
    place = replace(scene.place, blank_words=scene.place.blank_words | {asked.cell})
    if not set(_cells(scene)) <= place.blank_words:
        return place, None
    refused = scene.session.execute(_checked(scene, agrees=True))
    return replace(scene.place, blank_read={}, blank_words=frozenset()), refused


def blank_spoiled(answers: Answers, _asked: SpoilBlank) -> list[Command]:
    """Why, when and before whom a blank was crossed out."""
    fact = BlankSpoiled(
        reason=answers.words("reason"),
        minutes=answers.minutes("time"),
        names=answers.people("first_name", "second_name"),
    )
    return [Command(fact, answers.scene.place.contest)]


def _checked(scene: Scene, *, agrees: bool) -> Command:
    read = {str(cell): _typed(scene, cell) or 0 for cell in _cells(scene)}
    return Command(BlankChecked(agrees, scene.session.who, read), scene.place.contest)


def _cells(scene: Scene, *, part_one: bool = False) -> tuple[Cell, ...]:
    return blank_cells(scene.night, scene.place.contest, scene.now, part_one=part_one)


def _left(scene: Scene, *, part_one: bool) -> tuple[Cell, ...]:
    return left_to_write(scene.night, scene.place.contest, scene.now, part_one=part_one)


def _other(scene: Scene) -> list[Block]:
    """The blank has a figure that was changed since: it can only be spoiled."""
    other = other_on_blank(scene.night, scene.place.contest, scene.now)
    if not other:
        return []
    lines = ", ".join(place_words(scene, cell) for cell in other)
    return [Note(scene.wording("blank.other", lines=lines), "error")]


def _to_write(scene: Scene, *, part_one: bool) -> tuple[BlankLine, ...]:
    """The lines with what is written, the one that is due, and those after it."""
    words, left = scene.wording, _left(scene, part_one=part_one)
    other = set(other_on_blank(scene.night, scene.place.contest, scene.now))
    lines = []
    for cell in _cells(scene, part_one=part_one):
        written = scene.state.written.get(cell)
        if written is not None and cell not in other:
            said = words("blank.written", time=clock_of(written[1]))
            lines.append(_line(scene, cell, "done", said))
        elif cell in other:
            lines.append(_line(scene, cell, "error", words("blank.has_other")))
        elif cell == left[0] and not other:
            ask = Button(WriteBlankLine(cell), words("blank.write"), icon="pen")
            lines.append(_line(scene, cell, "now", "", ask))
        else:
            lines.append(_line(scene, cell, "ahead", words("blank.later")))
    return tuple(lines)


def _to_compare(scene: Scene) -> tuple[BlankLine, ...]:
    """The words that must stand beside each figure, one line after the other."""
    words, done = scene.wording, scene.place.blank_words
    due = next((cell for cell in _cells(scene) if cell not in done), None)
    lines = []
    for cell in _cells(scene):
        if cell in done:
            lines.append(_line(scene, cell, "done", words("blank.words_same")))
        elif cell == due:
            ask = Button(CompareBlankWords(cell), words("blank.words_compare"), icon="tick")
            lines.append(_line(scene, cell, "now", "", ask))
        else:
            lines.append(_line(scene, cell, "ahead", words("blank.later")))
    return tuple(lines)


def _to_read(scene: Scene, closed: str) -> tuple[Row, ...]:
    """One empty field per line: nothing of the record is shown before it is typed."""
    words, rows = scene.wording, []
    for cell in _cells(scene):
        text = scene.place.blank_read.get(cell, "")
        number, label = _number(scene, cell), _label(scene, cell)
        field = Field(BlankField(cell).text(), text, "count", name=label, locked=closed)
        rows.append(read_row(words, number, field, scene.now.value(cell)))
    return tuple(rows)


def read_row(words: Wording, number: str, field: Field, right: int | None) -> Row:
    """A line read from paper: whether what was typed in its field is the ``right`` figure."""
    value, message = figure_read(field.text), None
    if value is not None:
        same = value == right
        message = Message("ok" if same else "error",
                          words("blank.same" if same else "blank.differs"))  # fmt: skip
    shown = "" if value is None else grouped(value)
    tone = "error" if message is not None and message.tone == "error" else ""
    field = replace(field, shown=shown, tone=tone, placeholder=words("window.not_entered"))
    return Row(number, field.name, "", field, message=message)


def figure_read(text: str) -> int | None:
    """The figure that was typed, None where it is none."""
    read = parse_count(text)
    return read.value if isinstance(read, Count) else None


def _typed(scene: Scene, cell: Cell) -> int | None:
    return figure_read(scene.place.blank_read.get(cell, ""))


def _read_all(scene: Scene) -> bool:
    return all(_typed(scene, cell) is not None for cell in _cells(scene))


def _differing(scene: Scene) -> Sequence[Cell]:
    cells = _cells(scene)
    return [cell for cell in cells if _typed(scene, cell) not in (None, scene.now.value(cell))]


def _line(scene: Scene, cell: Cell, state: str, said: str, ask: Button | None = None) -> BlankLine:
    value = scene.now.value(cell) or 0
    line = scene.form.line(cell.line)
    called = _named(scene, line) if not cell.item else {}
    label = tuple(filter(None, map(called.get, STATE_LANGUAGES))) or (_label(scene, cell),)
    figure, said_words = figure_words(value)
    number = _number(scene, cell)
    parts = _parts(scene, line) if state == "now" else ()
    return BlankLine(number, label, figure, said_words, state, said, ask, parts)


def _parts(scene: Scene, line: Line) -> tuple[tuple[str, str, str], ...]:
    """The figures of the members, under the line that adds them up."""
    number = f"{line.number}.i"
    of = next((x for x in scene.form.lines if x.number == number and x.part_one), None)
    if of is None:
        return ()
    night, contest = scene.night, scene.place.contest
    return tuple(
        (
            line_number(night, contest, of, item),
            item_name(night, contest, of.collection, item, scene.wording),
            grouped(scene.now.value(Cell(of.id, item)) or 0),
        )
        for item in items_of(night, contest, of)
    )


def _named(scene: Scene, line: Line) -> Words:
    """A line by the words it has on the blank, in the languages of the papers."""
    said, terms = scene.papers.wordings, scene.form.terms
    return as_said(line.label, {code: said[code].speaking(terms) for code in STATE_LANGUAGES})


def _number(scene: Scene, cell: Cell) -> str:
    line = scene.form.line(cell.line)
    return line_number(scene.night, scene.place.contest, line, cell.item)


def _label(scene: Scene, cell: Cell) -> str:
    line = scene.form.line(cell.line)
    if not cell.item:
        return scene.wording.pick(line.label)
    night, contest = scene.night, scene.place.contest
    return item_name(night, contest, line.collection, cell.item, scene.wording)
