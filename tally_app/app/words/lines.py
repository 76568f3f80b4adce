"""How lines are called in a sentence: one, two, a run of them, some of many. The only place that
puts a line's number into words; a line without a number is called by its row and its short name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.naming import item_name, items_of, line_number
from tally_app.domain.night.state import Night
from tally_app.domain.values.wording import Wording

#: From so many rows on that follow each other, their ends are said.
_RUN: Final = 3


def cell_words(night: Night, contest: str, cell: Cell, words: Wording) -> str:
    """One field inside a sentence: "line 5.2", "portable box 1"."""
    return cells_words(night, contest, [cell], words)


def cells_words(
    night: Night, contest: str, cells: Sequence[Cell], words: Wording, few: int = 0
) -> str:
    """Several fields inside a sentence: "lines 1 and 2", "lines 3.1–3.7", "lines 1, 3.1–3.4, 9".

    With ``few`` only the first so many are named, and how many more there are is said.
    """
    shown = cells[:few] if few else cells
    numbers = list(_numbers(night, contest, shown))
    bare = [cell for cell in shown if not cell_number(night, contest, cell)]
    named = [_name(night, contest, cell, words) for cell in bare]
    said = ", ".join([*([_numbered(numbers, words)] if numbers else []), *dict.fromkeys(named)])
    left = len(cells) - len(shown)
    return words("lines.more", lines=said, count=left) if left else said


def heading(said: str) -> str:
    """What is said, where a sentence or a button begins with it."""
    return said[:1].upper() + said[1:]


def _numbered(numbers: Sequence[str], words: Wording) -> str:
    if len(numbers) > 1 or "–" in numbers[0]:
        several = numbers[0] if len(numbers) == 1 else ", ".join(numbers[:-1])
        if len(numbers) == 1:
            return words("lines.many", numbers=several)
        return words("lines.and", numbers=several, last=numbers[-1])
    return words("lines.one", number=numbers[0])


def _numbers(night: Night, contest: str, cells: Sequence[Cell]) -> Iterator[str]:
    """Numbers of the fields that have one; a run of rows of one line as its ends."""
    form = night.form(contest)
    for line_id, group in groupby(cells, lambda cell: cell.line):
        line = form.line(line_id)
        for run in _runs(items_of(night, contest, line), [cell.item for cell in group]):
            ends = [cell_number(night, contest, Cell(line_id, item)) for item in (run[0], run[-1])]
            if not ends[0]:
                continue
            if len(run) < _RUN:
                yield from dict.fromkeys(ends)
            else:
                yield f"{ends[0]}–{ends[1]}"


def _runs(every: Sequence[str], items: Sequence[str]) -> list[list[str]]:
    """Items that follow each other, together."""
    places = {item: place for place, item in enumerate(every)}
    runs = [[items[0]]]
    for before, item in pairwise(items):
        follows = places.get(item, -1) == places.get(before, -1) + 1
        if follows:
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def cell_number(night: Night, contest: str, cell: Cell) -> str:
    """The printed number of a line or of its row ("5.2"), "" where it has none."""
    line = night.form(contest).line(cell.line)
    if line.collection and not cell.item:  # all its rows, or none
        return ""
    try:
        return line_number(night, contest, line, cell.item)
    except ValueError:  # the row was taken away again
        return ""


def _name(night: Night, contest: str, cell: Cell, words: Wording) -> str:
    line = night.form(contest).line(cell.line)
    name = words.pick(line.short or line.label)
    if not cell.item:
        return name
    return f"{item_name(night, contest, line.collection, cell.item, words)}, {name}"
