"""The lines that are doubted: typed a third time unseen, then all figures, by what differs."""

from __future__ import annotations

from difflib import SequenceMatcher

from tally_app.app.desk.blocks.rows import refusal_words
from tally_app.app.desk.scene import Scene
from tally_app.app.desk.second.commands import third_said, to_settle
from tally_app.app.desk.second.words import caption_of, icon_of, label_of, number_of, title_of
from tally_app.app.view.address import DecidedField
from tally_app.app.view.fields import Field
from tally_app.app.view.second import ComparedGroup, ComparedLine, Comparison, ShownFigure
from tally_app.domain.causes.differences import groups
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.numbers import short_name
from tally_app.domain.night.second_look import Overview, Seen, looked_at, second_of
from tally_app.domain.night.state import Looked
from tally_app.domain.values.wording import grouped

Pair = tuple[int | None, int | None]


def comparison(scene: Scene, seen: Overview) -> list[Comparison]:
    """The lines that are doubted, and those in which two entries differed or the third was another
    one than both; nothing without. No figure of them is shown before the third of every line is
    stored, nor which of them differ.
    """
    cells = list(seen.typed)
    pairs = [_pair(scene, cell) for cell in cells]
    hidden = _hidden(scene, seen)
    shown = []
    if hidden:
        doubted = seen.among(Seen.DOUBTED)
        says = third_said(scene, "differ_title") if doubted else "neither_title"
        lines = tuple(_hidden_line(scene, cell, seen.typed[cell]) for cell in hidden)
        title = scene.wording(f"second.{says}", count=len(hidden))
        shown.append(ComparedGroup("lock", title, scene.wording("tape.hidden"), lines))
    open_ = [
        (0, 0) if cell in hidden else _apart(scene, cell, pair)
        for cell, pair in zip(cells, pairs, strict=True)
    ]
    found = groups([pair[0] for pair in open_], [pair[1] for pair in open_])
    for group in found:
        title, detail = title_of(scene, group, cells)
        lines = tuple(_line(scene, cells[place], pairs[place]) for place in group.places)
        shown.append(ComparedGroup(icon_of(group), title, detail, lines))
    if not shown:
        return []
    words = scene.wording
    heads = _who(scene, [*hidden, *(cells[place] for group in found for place in group.places)])
    return [
        Comparison(
            words("second.line"),
            (words("second.first"), heads[0]),
            (words("second.second"), heads[1]),
            (words("second.third"), heads[2]),
            tuple(shown),
            words("second.remark"),
        )
    ]


def _hidden(scene: Scene, seen: Overview) -> list[Cell]:
    """Lines whose figures nobody sees: all of a round until its last third figure is stored; then
    those whose third figure was neither, until one more person typed them.
    """
    differs = seen.among(Seen.DOUBTED)
    return [
        cell
        for cell, eyes in seen.typed.items()
        if eyes is Seen.DOUBTED
        or (_decided(scene, cell) and (differs or eyes in (Seen.OPEN, Seen.TYPED)))
    ]


def _pair(scene: Scene, cell: Cell) -> Pair:
    """First and second figure of a line that was settled; else the same one twice."""
    looked, entry = _decided(scene, cell), scene.night.entry(scene.place.contest, cell)
    if looked is not None:
        return looked.figures[0], looked.figures[1]
    value = entry.value if entry else None
    return value, value


def _apart(scene: Scene, cell: Cell, pair: Pair) -> Pair:
    """The figures a line is grouped by: the third beside both where both were the same."""
    decided = _decided(scene, cell) is not None and pair[0] == pair[1]
    return (pair[0], scene.now.value(cell)) if decided else pair


def _decided(scene: Scene, cell: Cell) -> Looked | None:
    """What the entry that stands was settled from, None where no third person typed it."""
    contest = scene.place.contest
    entry, looked = scene.night.entry(contest, cell), looked_at(scene.night, contest, cell)
    stands = looked is not None and entry is not None and looked.entry == entry.seq
    return looked if looked is not None and stands and looked.figures else None


def _hidden_line(scene: Scene, cell: Cell, eyes: Seen) -> ComparedLine:
    """A line without its two figures: a field for the third one, or that it was typed."""
    words, number, label = scene.wording, number_of(scene, cell), label_of(scene, cell)
    hidden = ShownFigure(words("procedure.hidden"))
    caption = caption_of(scene, cell)
    if eyes is not Seen.DOUBTED:
        return ComparedLine(number, label, caption, hidden, hidden, None, words("second.typed"))
    text, why = scene.place.kept_texts.get(DecidedField(cell), ("", ""))
    locked = refusal_words(scene, to_settle(scene, cell))
    field = Field(
        key=DecidedField(cell).text(),
        text=text,
        shown=text,
        unsaved=bool(why),
        tone="error" if why else "",
        locked=locked,
        name=f"{number}, {label}: {words('second.third')}",
        description=why or locked,
        by_hand=words("second.by_hand"),
    )
    return ComparedLine(number, label, caption, hidden, hidden, field)


def _line(scene: Scene, cell: Cell, pair: Pair) -> ComparedLine:
    """All three figures, and which of the two the third one equals."""
    words = scene.wording
    first, second = ("" if figure is None else str(figure) for figure in pair)
    marks = _marks(first, second)
    value = scene.now.value(cell)
    equals = "first" if value == pair[0] else "second" if value == pair[1] else "neither"
    caption = f"{caption_of(scene, cell)} · {words(f'second.equals_{equals}')}"
    return ComparedLine(
        number_of(scene, cell),
        label_of(scene, cell),
        caption,
        ShownFigure(first, marks[0]),
        ShownFigure(second, marks[1]),
        None,
        "" if value is None else grouped(value),
    )


def _marks(first: str, second: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The places of the digits that differ, in each of two figures."""
    if len(first) == len(second):
        pairs = enumerate(zip(first, second, strict=True))
        places = tuple(place for place, (one, other) in pairs if one != other)
        return places, places
    left, right = set(range(len(first))), set(range(len(second)))
    same = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    for start, there, size in same:
        left -= set(range(start, start + size))
        right -= set(range(there, there + size))
    return tuple(sorted(left)), tuple(sorted(right))


def _who(scene: Scene, cells: list[Cell]) -> tuple[str, str, str]:
    """Who typed the three entries of the lines that differ; nobody where several people did, and
    who is at the keys for a third one that is still to be typed.
    """
    typed = [_typed_by(scene, cell) for cell in cells]
    found = [{who[at] for who in typed} for at in range(3)]
    people = [scene.night.person(who.pop()) if len(who) == 1 else None for who in found]
    names = [short_name(person.name) if person else "" for person in people]
    return names[0], names[1], names[2]


def _typed_by(scene: Scene, cell: Cell) -> tuple[str, str, str]:
    looked, contest = _decided(scene, cell), scene.place.contest
    if looked is not None:
        return looked.typed_by[0], looked.typed_by[1], looked.who
    entry, second = scene.night.entry(contest, cell), second_of(scene.night, contest, cell)
    third = scene.session.who if to_settle(scene, cell) is None else ""
    return (entry.who if entry else "", second.entry.who if second else "", third)
