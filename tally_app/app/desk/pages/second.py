"""The step of the second look: another person types the counted lines again, or hears them read.

While lines are still to be typed nothing is said of those typed before: who types must not see the
first figures, nor that one of them differs.
"""

from __future__ import annotations

from collections.abc import Iterator

from tally_app.app.desk.blocks.rows import closed_words, refusal_words
from tally_app.app.desk.blocks.zeros import of_second, zeros_note
from tally_app.app.desk.pages.kind import PageKind
from tally_app.app.desk.panel.findings import place_words, suspects
from tally_app.app.desk.panel.standing import open_findings
from tally_app.app.desk.scene import Scene
from tally_app.app.desk.second.commands import (
    first_key,
    no_hand,
    reader_of,
    seen_by_second,
    third_said,
    to_read,
)
from tally_app.app.desk.second.compared import comparison
from tally_app.app.desk.second.words import caption_of, label_of, number_of
from tally_app.app.papers.offering import TASK_SHEET
from tally_app.app.view.address import ReaderField, SecondField
from tally_app.app.view.base import Button, Note
from tally_app.app.view.desk import Block, Card, Panel
from tally_app.app.view.fields import Field, Message, Row, Rows
from tally_app.app.view.intents import (
    AgreeWithReading,
    ChooseWay,
    ComparePartOne,
    Jump,
    OpenPaper,
    RefuseReading,
)
from tally_app.app.view.second import ReadBack
from tally_app.app.words.lines import cells_words, heading
from tally_app.domain.form.form import Severity, Step
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.numbers import short_name
from tally_app.domain.night.command import Refusal
from tally_app.domain.night.reckoning import PRESENT
from tally_app.domain.night.second_look import (
    ENTRY,
    READ_BACK,
    Overview,
    Seen,
    begun,
    free_for,
    hands_of,
    second_of,
    unclaimed,
    way_of,
)
from tally_app.domain.night.state import Entry
from tally_app.domain.values.dates import in_full, on_day
from tally_app.domain.values.numwords import in_words
from tally_app.domain.values.wording import grouped


def chosen_way(scene: Scene) -> str:
    """The way of the second look."""
    return way_of(scene.night, scene.place.contest)


class SecondPage(PageKind):
    """The second look in its phase: the choice, typing again, comparing, reading back."""

    may_undo = False  # the second entry must not show the figures of the first
    follows_person = True
    types_again = True

    def blocks(self, scene: Scene) -> list[Block]:
        return [*_exercise_note(scene), *_phase(scene)]

    def panel(self, scene: Scene) -> Panel:
        """How many differ, agree, are confirmed; then what to do."""
        seen, words = seen_by_second(scene), scene.wording
        cards: list[Card] = []
        settled, differs = seen.among(Seen.SETTLED, Seen.AGREES), seen.among(Seen.DOUBTED)
        if chosen_way(scene) == READ_BACK and to_read(seen):
            left, said = len(to_read(seen)), words("second.left_to_read_says")
            cards.append(_count_card(scene, "left_to_read", "note", str(left), said))
        elif seen.among(Seen.OPEN):
            left, said = len(seen.among(Seen.OPEN)), words("second.left_says")
            cards.append(_count_card(scene, "left", "note", str(left), said))
        if differs:
            third = [cell for cell, look in scene.state.looked.items() if look.figures]
            done = sum(1 for cell in third if cell in settled)
            said = words("second.differ_says", done=done, all=done + len(differs))
            key = third_said(scene, "differ")
            cards.append(_count_card(scene, key, "warning", str(len(differs)), said))
        if settled:
            said = words("second.agree_says")
            cards.append(_count_card(scene, "agree", "ok", str(len(settled)), said))
        cards.extend(_locked_card(scene, seen))
        steps = _how(scene)
        if steps:
            cards.append(Card("how", "plain", words("second.how"), "", "", steps=steps))
        return Panel(words("panel.title"), (), tuple(cards))

    def heading(self, scene: Scene) -> tuple[str, str]:
        """Title and subtitle of the phase the page is in."""
        seen, words = seen_by_second(scene), scene.wording
        if not seen.left:
            return words.pick(scene.step.title), words.pick(scene.step.subtitle)
        if chosen_way(scene) == READ_BACK and to_read(seen):
            people = (scene.night.person(reader_of(scene)), scene.night.person(scene.session.who))
            names = [
                short_name(person.name) if person else words("window.dash") for person in people
            ]
            subtitle = words("second.read_says", reader=names[0], who=names[1])
            return words("second.read_title"), subtitle
        differ = len(seen.among(Seen.DOUBTED))
        if differ:
            done = differ + len(seen.among(Seen.AGREES, Seen.SETTLED))
            key = third_said(scene, "compared_says")
            said = words(f"second.{key}", all=done, agree=done - differ, differ=differ)
            return words(f"second.{third_said(scene, 'third_title')}"), said
        if seen.among(Seen.OPEN):
            return words.pick(scene.step.name), words("second.typing_says")
        return words("second.part_one"), words("second.part_one_left")

    def zeros(self, scene: Scene) -> Iterator[list[Cell]]:
        return of_second(scene)

    def state(self, scene: Scene, step: Step) -> str:  # noqa: ARG002 - a form has one
        """Locked while the first entry is not whole, a warning while two entries differ."""
        seen = scene.once(seen_by_second)
        if scene.state.finish is not None or not (seen.left or seen.missing):
            return "done"
        if begun(scene.night, scene.place.contest, scene.now) is not None:
            return "locked"
        return "warning" if seen.among(Seen.DOUBTED) else "open"

    def first_field(self, scene: Scene) -> str:
        return first_key(scene)

    def arrived(self, scene: Scene) -> None:
        """A round that became whole elsewhere (an act, a line read back) is compared."""
        scene.session.compare_entries(scene.place.contest)


def _phase(scene: Scene) -> list[Block]:
    """The page in its phase: the choice, typing again, comparing, reading back; then Part I."""
    seen = seen_by_second(scene)
    if scene.state.finish is not None:
        return [Note(scene.wording("second.finished"), "ok"), *comparison(scene, seen)]
    closed = begun(scene.night, scene.place.contest, scene.now)
    why = refusal_words(scene, closed)
    first: list[Block] = []
    if why and why != closed_words(scene):
        first = [Note(why, "locked", buttons=_to_error(scene))]
    if chosen_way(scene) == READ_BACK and to_read(seen) and not closed:
        return _reading(scene, seen)
    blocks: list[Block] = [*first, *comparison(scene, seen)]
    if seen.among(Seen.OPEN) and not closed:
        blocks.extend(_typing(scene, seen))
    if not seen.among(Seen.MISSING, Seen.OPEN, Seen.TYPED, Seen.DOUBTED):
        blocks.append(Note(scene.wording("second.done"), "ok"))
    return [*blocks, *_part_one(scene, seen), *_other_way(scene, seen)]


def _to_error(scene: Scene) -> tuple[Button, ...]:
    """To the line of the error that keeps the second look closed; its page has what to do."""
    errors = (x for x in open_findings(scene) if x.relation.severity is Severity.ERROR)
    cells = [cell for result in errors for cell in suspects(scene, result)[:1]][:1]
    return tuple(
        Button(Jump(cell), heading(place_words(scene, cell)), "small", icon="jump")
        for cell in cells
    )


def _exercise_note(scene: Scene) -> list[Block]:
    """Which exercise this is, and the sheet to do it from."""
    exercise, words = scene.night.exercise, scene.wording
    if exercise is None or scene.state.finish is not None:
        return []
    sheet = Button(OpenPaper(TASK_SHEET), words("paper_page.task_sheet"), "small", icon="page")
    title = words("training.number", number=exercise.number)
    return [Note(words("training.task_sheet_says"), "note", title, (sheet,))]


def _other_way(scene: Scene, seen: Overview) -> list[Block]:
    """Lines left can be looked at the other way, where the form leaves the choice."""
    if scene.step.way or not to_read(seen):
        return []
    other = READ_BACK if chosen_way(scene) == ENTRY else ENTRY
    text = scene.wording(f"second.instead_{other}")
    button = Button(ChooseWay(other), text, "small")
    return [Note(scene.wording(f"second.instead_says_{other}"), buttons=(button,))]


def _typing(scene: Scene, seen: Overview) -> list[Block]:
    """A blank field for every line of this round; what was typed is shown, nothing is compared."""
    cells = seen.among(Seen.OPEN, Seen.TYPED)
    own = scene.session.who in hands_of(scene.night, scene.place.contest, [*cells])
    note = Note(scene.wording("window.same_person"), "warning")
    rows = Rows(tuple(_typing_row(scene, cell) for cell in cells))
    notes = [*([note] if own else []), *_no_hand_note(scene)]
    return [*notes, rows, *zeros_note(of_second(scene), scene)]


def _no_hand_note(scene: Scene) -> list[Block]:
    """Which lines nobody can type again, and the button to the way that is left for them."""
    cells, words = no_hand(scene), scene.wording
    if not cells:
        return []
    lines = cells_words(scene.night, scene.place.contest, cells, words)
    alone = set(seen_by_second(scene).among(Seen.OPEN)) == {*cells}
    button = Button(ChooseWay(READ_BACK), words("second.instead_read_back"), "small")
    return [Note(words("second.no_hand", lines=lines), "warning", buttons=(button,) * alone)]


def _typing_row(scene: Scene, cell: Cell) -> Row:
    words, contest, place = scene.wording, scene.place.contest, SecondField(cell)
    second, entry = second_of(scene.night, contest, cell), scene.night.entry(contest, cell)
    standing = second.entry if second and entry and second.of == entry.seq else None
    text, why = scene.place.kept_texts.get(place, (standing.text if standing else "", ""))
    locked = ""
    if scene.session.who in hands_of(scene.night, contest, [cell]):
        locked = refusal_words(scene, Refusal("typed_first"))
    elif unclaimed(scene.night, contest, cell):
        locked = refusal_words(scene, Refusal("typed_by_nobody"))
    message = _typed_message(scene, standing, why)
    number, label = number_of(scene, cell), label_of(scene, cell)
    shown = grouped(standing.value) if standing and standing.value is not None and not why else text
    field = Field(
        key=place.text(),
        text=text,
        shown=shown,
        unsaved=bool(why),
        tone="error" if message and message.tone == "error" else "",
        locked=locked,
        placeholder=words("window.not_entered"),
        name=", ".join(part for part in (number, label) if part),
        by_hand=words("second.by_hand"),
    )
    return Row(number, label, caption_of(scene, cell), field, message=message)


def _typed_message(scene: Scene, standing: Entry | None, why: str) -> Message | None:
    """That a line was typed, never whether it agrees; or why its text became no entry."""
    words = scene.wording
    if why:
        return Message("error", words("window.unsaved"))
    if standing is None or not standing.text.strip():
        return None
    if standing.problem:
        return Message("error", words.coded("bad", standing.problem))
    return Message("note", words("second.typed"))


def _part_one(scene: Scene, seen: Overview) -> list[Block]:
    """The lines announced before the boxes: compared with the signed Part I, never typed again."""
    cells, words = seen.to_compare, scene.wording
    if not cells:
        return []
    rows = tuple(
        Row(
            number_of(scene, cell),
            label_of(scene, cell),
            value=grouped(scene.now.value(cell) or 0),
            sub=bool(cell.item),
        )
        for cell in cells
    )
    refused = scene.session.why_not(scene.session.part_one_command(scene.place.contest))
    closed = refusal_words(scene, refused)
    button = Button(ComparePartOne(), words("second.part_one_agrees"), "small", closed)
    note = Note(words("second.part_one_says"), "locked", words("second.part_one"), (button,))
    return [Rows(rows, words("second.part_one_lines")), note]


def _read_back(scene: Scene, seen: Overview) -> ReadBack:
    words, night, contest = scene.wording, scene.night, scene.place.contest
    every, left = list(seen.typed), to_read(seen)
    cell = left[0]
    at = every.index(cell)
    value = scene.now.value(cell) or 0
    line = scene.form.line(cell.line)
    before = grouped(scene.now.value(every[at - 1]) or 0) if at else ""
    after = label_of(scene, left[1]) if len(left) > 1 else ""
    election = night.rules.election
    name = words.pick(night.rules.contest(contest).name)
    day = in_full(on_day(election.day, 0), words.language)
    where = words("header.precinct", number=night.precinct.number)
    agrees = Button(
        AgreeWithReading(cell),
        words("second.agrees"),
        "filled",
        shortcut="Space",
        shortcut_text=words("second.key_agrees"),
    )
    refuses = Button(
        RefuseReading(cell),
        words("second.refuses"),
        shortcut="Backspace",
        shortcut_text="Backspace",
    )
    number = number_of(scene, cell)
    return ReadBack(
        head=(where, f"{name} · {day} · {words(f'mode.{night.mode}')}"),
        number=place_words(scene, cell) if number else "",
        name=label_of(scene, cell),
        what=words.pick(line.short or line.label) if cell.item and line.number else "",
        figure=grouped(value),
        words=in_words(value, words.language),
        marks=tuple(other not in left for other in every),
        at=f"{at + 1} / {len(every)}",
        before=words("second.before", figure=before) if before else "",
        after=words("second.after", name=after) if after else "",
        buttons=(refuses, agrees),
    )


def _count_card(scene: Scene, key: str, tone: str, many: str, sentence: str) -> Card:
    return Card(key, tone, scene.wording(f"second.{key}"), "", sentence, count=many)


def _locked_card(scene: Scene, seen: Overview) -> list[Card]:
    if not seen.locked:
        return []
    words = scene.wording
    done = len(seen.locked) - len(seen.to_compare)
    which = cells_words(scene.night, scene.place.contest, tuple(seen.locked), words)
    key = "confirmed_says" if not seen.to_compare else "to_compare_says"
    said = words(f"second.{key}", lines=which)
    return [_count_card(scene, "confirmed", "locked", f"{done} / {len(seen.locked)}", said)]


def _how(scene: Scene) -> tuple[str, ...]:
    """What to do now, step by step."""
    way = chosen_way(scene)
    seen = seen_by_second(scene)
    differs = seen.among(Seen.DOUBTED)
    if not to_read(seen) and not differs:
        return ()
    phase = way
    if differs and not (way == READ_BACK and to_read(seen)):
        alone = all(free_for(scene.night, scene.place.contest, cell) for cell in differs)
        phase = "third" if alone else "together"
    return tuple(scene.wording(f"second.how_{phase}_{step}") for step in (1, 2, 3))


def _reading(scene: Scene, seen: Overview) -> list[Block]:
    """Who reads aloud is chosen first; then one figure at a time, very large."""
    words = scene.wording
    if not reader_of(scene):
        people = tuple(
            (person.id, person.name)
            for person in scene.night.persons
            if person.id != scene.session.who and person.state in PRESENT
        )
        name = words("second.reader")
        field = Field(
            ReaderField().text(),
            "",
            "choice",
            placeholder=words("second.reader_none"),
            name=name,
            choices=people,
        )
        note = Note(words("second.reader_says"))
        row = Row("", words("second.reader"), "", field)
        return [note, Rows((row,)), *_part_one(scene, seen), *_other_way(scene, seen)]
    return [_read_back(scene, seen)]
