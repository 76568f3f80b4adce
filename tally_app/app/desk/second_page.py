"""The step of the second look: another person types the counted lines again, or hears them read.

While lines are still to be typed nothing is said of those typed before: who types must not see the
first figures, nor that one of them differs.
"""

from __future__ import annotations

from tally_app.app.desk.rows import refusal_words
from tally_app.app.desk.second_compared import comparison
from tally_app.app.desk.second_presenter import AGAIN, READER
from tally_app.app.desk.second_words import caption_of, label_of, number_of, range_of
from tally_app.app.desk.state import Scene
from tally_app.app.second_view import ReadBack
from tally_app.app.view import Block, Button, Card, Field, Message, Note, Panel, Row, Rows
from tally_app.domain.dates import in_full, on_day
from tally_app.domain.layout import Cell
from tally_app.domain.naming import short_name
from tally_app.domain.numwords import in_words
from tally_app.domain.permits_second import begun
from tally_app.domain.second import ENTRY, READ_BACK, Eyes, Overview, overview, way_of
from tally_app.domain.wording import grouped


def seen_by_second(scene: Scene) -> Overview:
    """What a second person has seen of every counted line."""
    return scene.once(_overview)


def _overview(scene: Scene) -> Overview:
    return overview(scene.night, scene.place.contest, scene.now.layout)


def chosen_way(scene: Scene) -> str:
    """The way of the second look, "" while the chair has not chosen."""
    return way_of(scene.night, scene.place.contest)


def reader_of(scene: Scene) -> str:
    """Who reads aloud, "" while nobody was chosen or it is the one at the keys."""
    reader = scene.place.reader
    return reader if scene.night.person(reader) and reader != scene.session.who else ""


def to_read(seen: Overview) -> tuple[Cell, ...]:
    """The lines that are still to be read aloud, in the order of the form."""
    return seen.among(Eyes.OPEN, Eyes.DIFFERS)


def second_heading(scene: Scene) -> tuple[str, str]:
    """Title and subtitle of the phase the page is in."""
    seen, words = seen_by_second(scene), scene.wording
    done = len(seen.among(Eyes.AGREES, Eyes.DIFFERS, Eyes.SETTLED))
    if not chosen_way(scene) or not seen.left:
        return words.pick(scene.step.title), words.pick(scene.step.subtitle)
    if chosen_way(scene) == READ_BACK and to_read(seen):
        people = (scene.night.person(reader_of(scene)), scene.night.person(scene.session.who))
        names = [short_name(person.name) if person else words("window.dash") for person in people]
        subtitle = words("second.read_says", reader=names[0], who=names[1])
        return words("second.read_title"), subtitle
    if seen.blind:
        return words.pick(scene.step.name), words("second.typing_says")
    subtitle = words(
        "second.compared_says",
        all=done,
        agree=done - len(seen.among(Eyes.DIFFERS)),
        differ=len(seen.among(Eyes.DIFFERS)),
    )
    return words.pick(scene.step.title), subtitle


def second_page(scene: Scene) -> tuple[list[Block], bool]:
    """The page in its phase: the choice, typing again, comparing, reading back; then Part I."""
    seen = seen_by_second(scene)
    if scene.state.finish is not None:
        return [Note(scene.wording("second.finished"), "ok"), *comparison(scene, seen)], False
    closed = begun(scene.night, scene.place.contest, scene.now)
    first: list[Block] = [Note(refusal_words(scene, closed), "locked")] if closed else []
    if not chosen_way(scene):
        return [*first, _choice(scene), *_part_one(scene, seen)], False
    if chosen_way(scene) == READ_BACK and to_read(seen) and not closed:
        return _reading(scene, seen)
    blocks: list[Block] = [*first]
    if seen.blind and not closed:
        blocks.extend(_typing(scene, seen))
    elif not closed or seen.among(Eyes.DIFFERS):
        blocks.extend(comparison(scene, seen))
        if not seen.among(Eyes.OPEN, Eyes.DIFFERS):
            blocks.append(Note(scene.wording("second.done"), "ok"))
    return [*blocks, *_part_one(scene, seen), *_other_way(scene, seen)], False


def _choice(scene: Scene) -> Note:
    words = scene.wording
    buttons = (
        Button("second_way", words("second.by_entry"), ENTRY, "small"),
        Button("second_way", words("second.by_reading"), READ_BACK, "small"),
    )
    return Note(words("second.choose_says"), "note", words("second.choose"), buttons)


def _other_way(scene: Scene, seen: Overview) -> list[Block]:
    """Lines left can be looked at the other way, where the form leaves the choice."""
    if scene.step.way or not seen.among(Eyes.OPEN, Eyes.DIFFERS):
        return []
    other = READ_BACK if chosen_way(scene) == ENTRY else ENTRY
    text = scene.wording(f"second.instead_{other}")
    button = Button("second_way", text, other, "small")
    return [Note(scene.wording("second.instead_says"), buttons=(button,))]


def _typing(scene: Scene, seen: Overview) -> list[Block]:
    """A blank field for every line of this round; what was typed is shown, nothing is compared."""
    words = scene.wording
    entry_of = scene.night.entry
    open_still = seen.among(Eyes.OPEN)
    cells = [cell for cell in seen.typed if cell in open_still or cell in scene.place.round]
    entries = (entry_of(scene.place.contest, cell) for cell in cells)
    own = any(entry is not None and entry.who == scene.session.who for entry in entries)
    top: list[Block] = [Note(words("window.same_person"), "warning")] if own else []
    return [*top, Rows(tuple(_typing_row(scene, cell) for cell in cells))]


def _typing_row(scene: Scene, cell: Cell) -> Row:
    words, night, contest = scene.wording, scene.night, scene.place.contest
    kept = scene.state.second.get(cell)
    entry = night.entry(contest, cell)
    standing = kept.entry if kept and entry and kept.of == entry.seq else None
    text = scene.place.kept_texts.get(cell, standing.text if standing else "")
    own = entry is not None and entry.who == scene.session.who
    message = None
    if standing is not None and standing.problem:
        message = Message("error", words(f"bad.{standing.problem}"))
    elif standing is not None and standing.value is not None:
        message = Message("note", words("second.typed"))
    number, label = number_of(scene, cell), label_of(scene, cell)
    field = Field(
        key=f"{AGAIN}{cell}",
        text=text,
        shown=grouped(standing.value) if standing and standing.value is not None else text,
        tone="error" if message and message.tone == "error" else "",
        locked=words("second.typed_by_you") if own else "",
        placeholder=words("window.not_entered"),
        name=", ".join(part for part in (number, label) if part),
        by_hand=words("second.by_hand"),
    )
    return Row(number, label, caption_of(scene, cell), field, message=message)


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
    button = Button("second_part_one", words("second.part_one_agrees"), look="small")
    note = Note(words("second.part_one_says"), "locked", words("second.part_one"), (button,))
    return [Rows(rows, words("second.part_one_lines")), note]


def _reading(scene: Scene, seen: Overview) -> tuple[list[Block], bool]:
    """Who reads aloud is chosen first; then one figure at a time, very large."""
    words = scene.wording
    if not reader_of(scene):
        people = tuple(
            (person.id, person.name)
            for person in scene.night.persons
            if person.id != scene.session.who
        )
        name = words("second.reader")
        field = Field(READER, "", "choice", placeholder=words("second.reader_none"), name=name,
                      choices=people)  # fmt: skip
        note = Note(words("second.reader_says"))
        row = Row("", words("second.reader"), "", field)
        return [note, Rows((row,)), *_part_one(scene, seen), *_other_way(scene, seen)], False
    return [_read_back(scene, seen)], True


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
    agrees = Button("second_agrees", words("second.agrees"), str(cell), "filled",
                    shortcut="Space", shortcut_text=words("second.key_agrees"))  # fmt: skip
    refuses = Button("second_refuses", words("second.refuses"), str(cell),
                     shortcut="Backspace", shortcut_text="Backspace")  # fmt: skip
    number = number_of(scene, cell)
    return ReadBack(
        head=(where, f"{name} · {day} · {words(f'mode.{night.mode}')}"),
        number=words("window.line", number=number) if number else "",
        name=label_of(scene, cell),
        what=words.pick(line.short or line.label) if cell.item else "",
        figure=grouped(value),
        words=in_words(value, words.language),
        marks=tuple(other not in left for other in every),
        at=f"{at + 1} / {len(every)}",
        before=words("second.before", figure=before) if before else "",
        after=words("second.after", name=after) if after else "",
        buttons=(refuses, agrees),
    )


def second_panel(scene: Scene) -> Panel:
    """How many differ, agree, are confirmed; then what to do."""
    seen, words = seen_by_second(scene), scene.wording
    cards: list[Card] = []
    settled = seen.among(Eyes.SETTLED, Eyes.AGREES)
    differs = seen.among(Eyes.DIFFERS)
    if chosen_way(scene) == READ_BACK and to_read(seen):
        left, said = len(to_read(seen)), words("second.left_to_read_says")
        cards.append(_count_card(scene, "left_to_read", "note", str(left), said))
    elif seen.blind:
        left, said = len(seen.among(Eyes.OPEN)), words("second.left_says")
        cards.append(_count_card(scene, "left", "note", str(left), said))
    else:
        paper = [c for c, look in scene.state.looked.items() if look.way == "paper"]
        decided = sum(1 for cell in paper if cell in settled)
        if differs:
            said = words("second.differ_says", done=decided, all=decided + len(differs))
            cards.append(_count_card(scene, "differ", "warning", str(len(differs)), said))
        if settled:
            cards.append(
                _count_card(scene, "agree", "ok", str(len(settled)), words("second.agree_says"))
            )
    cards.extend(_locked_card(scene, seen))
    steps = _how(scene)
    if steps:
        cards.append(Card("how", "plain", words("second.how"), "", "", steps=steps))
    return Panel(words("panel.title"), (), tuple(cards))


def _count_card(scene: Scene, key: str, tone: str, many: str, sentence: str) -> Card:
    return Card(key, tone, scene.wording(f"second.{key}"), "", sentence, count=many)


def _locked_card(scene: Scene, seen: Overview) -> list[Card]:
    if not seen.locked:
        return []
    words = scene.wording
    done = len(seen.locked) - len(seen.to_compare)
    which = range_of(scene, tuple(seen.locked))
    key = "confirmed_says" if not seen.to_compare else "to_compare_says"
    said = words(f"second.{key}", lines=which)
    return [_count_card(scene, "confirmed", "locked", f"{done} / {len(seen.locked)}", said)]


def _how(scene: Scene) -> tuple[str, ...]:
    """What to do now, step by step."""
    way = chosen_way(scene) or ENTRY
    seen = seen_by_second(scene)
    phase = way if way == READ_BACK or seen.blind else "compare"
    if not seen.among(Eyes.OPEN, Eyes.DIFFERS):
        return ()
    return tuple(scene.wording(f"second.how_{phase}_{step}") for step in (1, 2, 3))
