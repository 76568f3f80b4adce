"""Two entries side by side: only the lines that differ, each group under what differs in it."""

from __future__ import annotations

from difflib import SequenceMatcher

from tally_app.app.desk.scene import Scene
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
    first, second = _who(scene, [cells[place] for group in found for place in group.places])
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


def _pair(scene: Scene, cell: Cell, eyes: Seen) -> Pair:
    """First and second figure of a line; of one the paper decided, those it decided between."""
    contest = scene.place.contest
    entry, second = scene.night.entry(contest, cell), second_of(scene.night, contest, cell)
    value = entry.value if entry else None
    looked = _decided(scene, cell)
    if looked is not None:
        return looked.figures[0], looked.figures[1]
    if eyes is Seen.DIFFERS and second is not None:
        return value, second.entry.value
    return value, value


def _decided(scene: Scene, cell: Cell) -> Looked | None:
    """The paper's decision about the entry that stands, None where it did not decide."""
    contest = scene.place.contest
    entry, looked = scene.night.entry(contest, cell), looked_at(scene.night, contest, cell)
    stands = looked is not None and entry is not None and looked.entry == entry.seq
    return looked if looked is not None and stands and looked.way == "paper" else None


def _line(scene: Scene, cell: Cell, pair: Pair, eyes: Seen) -> ComparedLine:
    words, number, label = scene.wording, number_of(scene, cell), label_of(scene, cell)
    first, second = ("" if figure is None else str(figure) for figure in pair)
    marks = _marks(first, second)
    open_still = eyes is Seen.DIFFERS
    text, why = scene.place.kept_texts.get(DecidedField(cell), ("", ""))
    locked = words("paper_page.finished") if scene.state.finish is not None else ""
    field = Field(
        key=DecidedField(cell).text(),
        text=text,
        shown=text,
        unsaved=bool(why),
        tone="error" if why else "",
        locked=locked,
        name=f"{number}, {label}: {words('second.paper')}",
        by_hand=words("second.by_hand"),
    )
    value = scene.now.value(cell)
    return ComparedLine(
        number,
        label,
        caption_of(scene, cell),
        ShownFigure(first, marks[0]),
        ShownFigure(second, marks[1]),
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


def _who(scene: Scene, cells: list[Cell]) -> tuple[str, str]:
    """Who typed the two entries of the lines that differ; nobody where several people did."""
    found = {_typed_by(scene, cell) for cell in cells}
    if len(found) > 1:
        return "", ""
    people = [scene.night.person(who) for who in found.pop()]
    names = [short_name(person.name) if person else "" for person in people]
    return names[0], names[1]


def _typed_by(scene: Scene, cell: Cell) -> tuple[str, str]:
    looked, contest = _decided(scene, cell), scene.place.contest
    if looked is not None:
        return looked.typed_by[0], looked.typed_by[1]
    entry, second = scene.night.entry(contest, cell), second_of(scene.night, contest, cell)
    return (entry.who if entry else "", second.entry.who if second else "")
