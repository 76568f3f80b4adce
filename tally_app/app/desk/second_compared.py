"""Two entries side by side: only the lines that differ, each group under what differs in it."""

from __future__ import annotations

from difflib import SequenceMatcher

from tally_app.app.desk.second_presenter import PAPER
from tally_app.app.desk.second_words import caption_of, icon_of, label_of, number_of, title_of
from tally_app.app.desk.state import Scene
from tally_app.app.second_view import (
    ComparedGroup,
    ComparedLine,
    Comparison,
    Figure,
)
from tally_app.app.view import Field
from tally_app.domain.differences import groups
from tally_app.domain.layout import Cell
from tally_app.domain.naming import short_name
from tally_app.domain.second import Eyes, Overview
from tally_app.domain.wording import grouped

Pair = tuple[int | None, int | None]


def comparison(scene: Scene, seen: Overview) -> list[Comparison]:
    """The lines in which two entries differ or differed; nothing where they are the same."""
    cells = list(seen.typed)
    pairs = [_pair(scene, cell, seen.typed[cell]) for cell in cells]
    found = groups([pair[0] for pair in pairs], [pair[1] for pair in pairs])
    if not found:
        return []
    words = scene.wording
    shown = []
    for group in found:
        title, detail = title_of(scene, group, cells)
        lines = tuple(
            _line(scene, cells[place], pairs[place], seen.typed[cells[place]])
            for place in group.places
        )
        shown.append(ComparedGroup(icon_of(group), title, detail, lines))
    first, second = _who(scene, cells, found[0].places[0])
    return [
        Comparison(
            words("second.line"),
            (words("second.first"), first),
            (words("second.second"), second),
            (words("second.paper"), words("second.together")),
            tuple(shown),
            words("second.remark"),
        )
    ]


def _pair(scene: Scene, cell: Cell, eyes: Eyes) -> Pair:
    """First and second figure of a line; of one the paper decided, those it decided between."""
    contest = scene.place.contest
    entry, second = scene.night.entry(contest, cell), scene.state.second.get(cell)
    value = entry.value if entry else None
    looked = scene.state.looked.get(cell)
    decided = looked is not None and looked.way == "paper" and entry and looked.entry == entry.seq
    if decided and looked is not None:
        return looked.figures[0], looked.figures[1]
    if eyes is Eyes.DIFFERS and second is not None:
        return value, second.entry.value
    return value, value


def _line(scene: Scene, cell: Cell, pair: Pair, eyes: Eyes) -> ComparedLine:
    words, number, label = scene.wording, number_of(scene, cell), label_of(scene, cell)
    first, second = ("" if figure is None else str(figure) for figure in pair)
    marks = _marks(first, second)
    open_still = eyes is Eyes.DIFFERS
    locked = words("paper_page.finished") if scene.state.finish is not None else ""
    field = Field(
        key=f"{PAPER}{cell}",
        text=scene.place.kept_texts.get(cell, ""),
        shown=scene.place.kept_texts.get(cell, ""),
        locked=locked,
        name=f"{number}, {label}: {words('second.paper')}",
        by_hand=words("second.by_hand"),
    )
    value = scene.now.value(cell)
    return ComparedLine(
        number,
        label,
        caption_of(scene, cell),
        Figure(first, marks[0]),
        Figure(second, marks[1]),
        field if open_still else None,
        "" if open_still or value is None else grouped(value),
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


def _who(scene: Scene, cells: list[Cell], place: int) -> tuple[str, str]:
    """Who typed the two entries of the first line that differs."""
    cell = cells[place]
    entry = scene.night.entry(scene.place.contest, cell)
    second = scene.state.second.get(cell)
    people = (entry.who if entry else "", second.entry.who if second else "")
    looked = scene.state.looked.get(cell)
    if looked is not None and looked.typed_by:
        people = looked.typed_by[0], looked.typed_by[1]
    found = [scene.night.person(who) for who in people]
    names = [short_name(person.name) if person else "" for person in found]
    return names[0], names[1]
