"""The cells of a table that was pasted or saved as text: what parts them is found out.

Tabs, upright strokes (Markdown), lists as newspapers print them, semicolons, two or more spaces,
commas, and at last a single space before the figures at the end of a line, in this order: the first
that gives rows which are alike is the right one. A table pasted with its markup needs none of it.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, pairwise
from typing import Final

from tally_app.domain.values.signs import all_named, code, seen, unseen
from tally_app.published.rules.reading.cells import plain, read_cell
from tally_app.published.rules.reading.paste import pasted
from tally_app.published.rules.reading.press import press_line
from tally_app.published.rules.reading.roles import RoleWords

_RULE: Final = re.compile(r"[\s|:+=_–—-]*")
_WIDE: Final = re.compile(r"\s{2,}|\t+")
_NUMBER: Final = re.compile(
    r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d[\d.,'’]*)(?:[.,]\d+)?\s?%?(?:\s?\([\d\s.,]*%\))?|[–—-]"
)
_TAIL_FIGURES: Final = re.compile(r"[\s:][\d\s.,'’%;()–—-]*$")
_LEAD: Final = re.compile(r"[\s:]*[–—-]\s+(?=\d)")
_ITEMS: Final = re.compile(r"\s*[·•;]\s*|,\s+")
_INLINE: Final = re.compile(r"(.*[^\W\d_].*?)[\s:–—-]+(\d[\d.,'’ ]*\s?%?)(?:\s*\(([^()]*%)\))?\.?")
_FEW: Final = 2

#: Most lines a table may have, and most columns: what is longer is no published table.
MOST_ROWS: Final = 1_000
MOST_COLUMNS: Final = 60
_LONGEST_LINE: Final = 10_000
_LONGEST_ITEM: Final = 160


class TableProblem(Exception):  # noqa: N818 - what is wrong with a table, said to its reader
    """A text that is no table. ``code`` and ``arguments`` are worded by the catalogue; a problem
    of one line names it (``line`` counts from 1, empty lines included).
    """

    def __init__(self, code: str, **arguments: object) -> None:
        super().__init__(f"{code}: {arguments}")
        self.code = code
        self.arguments = arguments


@dataclass(frozen=True, slots=True)
class Split:
    """A line of the text as cells; ``line`` counts from 1."""

    line: int
    cells: tuple[str, ...]


def split_text(text: str, words: RoleWords) -> list[Split]:
    """The rows of a text; TableProblem says why it is none. Rows are equally wide."""
    if (marked := pasted(text)) is not None:
        _bounded([(line, " ".join(cells)) for line, cells in marked])
        return _even([Split(line, cells) for line, cells in marked], by_comma=False)
    lines = [
        (number, line)
        for number, line in _logical(text.lstrip("\ufeff"))
        if line.strip() and not _is_rule(line)
    ]
    _bounded(lines)
    if len(lines) == 1 and (items := _inline(lines[0], words)):
        return items
    press = _press(words)
    for way in (_by_mark("\t"), _strokes, press, _by_mark(";"), _wide, _commas, _at_end):
        rows = way(lines)
        if rows is not None:
            return _even(rows, by_comma=way is _commas)
    raise TableProblem("no_columns", line=lines[0][0], text=_short(lines[0][1]))


def _bounded(lines: _Lines) -> None:
    """Refuse what is no table by its size, and what nobody could read."""
    if not lines:
        raise TableProblem("empty")
    if len(lines) > MOST_ROWS:
        raise TableProblem("too_long", most=MOST_ROWS)
    for number, line in lines:
        if len(line) > _LONGEST_LINE:
            raise TableProblem("long_line", line=number, most=_LONGEST_LINE)
    _refuse_unseen(lines)


def _logical(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers from 1; what stands in quotation marks over several is one."""
    held: list[str] = []
    for number, raw in enumerate(text.split("\n"), 1):
        held.append(raw.rstrip("\r"))
        marks = sum(line.count('"') for line in held)
        if len(held) == 1 and not (marks % 2 and _QUOTED.search(held[0])):
            yield number, held.pop()
        elif marks % 2 == 0:
            yield number - len(held) + 1, " ".join(held)
            held = []
        elif (
            len(held) > _MOST_BROKEN
        ):  # no cell has so many lines: the mark stands for something else
            yield from _apart(number, held)
            held = []
    yield from _apart(text.count("\n") + 1, held)


def _apart(last: int, held: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Lines that belong to themselves, the last of them on line ``last``."""
    yield from enumerate(held, last - len(held) + 1)


#: A quotation mark that begins a cell.
_QUOTED: Final = re.compile(r'(?:^|[\t;,|])\s*"')
_MOST_BROKEN: Final = 8


def _refuse_unseen(lines: Sequence[tuple[int, str]]) -> None:
    """Nobody could tell two names apart that differ in such a sign, nor see what parts a figure."""
    for number, line in lines:
        if signs := unseen(line.replace("\t", " ")):
            marked = line
            for sign in signs:
                marked = marked.replace(sign, f"[{code(sign)}]")
            said = {"text": _short(marked), "found": all_named(signs)}
            raise TableProblem("unseen", line=number, **said)


def without_unseen(text: str) -> str:
    """The text of a table without the signs nobody can see; its lines and cells stay."""
    lines = text.lstrip("\ufeff").split("\n")
    return "\n".join("\t".join(map(seen, line.rstrip("\r").split("\t"))) for line in lines)


_Lines = Sequence[tuple[int, str]]


def _is_rule(line: str) -> bool:
    """True for a line that only rules off: |---|---|."""
    return _RULE.fullmatch(line) is not None and ("---" in line or "===" in line or "|" in line)


def _press(words: RoleWords) -> Callable[[_Lines], list[Split] | None]:
    """Lists of newspapers: most lines have both figures, or words beside one."""

    def way(lines: _Lines) -> list[Split] | None:
        found = [(number, line, press_line(line, words)) for number, line in lines]
        told = (one is not None and (all(one) or _has_unit(line)) for _, line, one in found)
        if not _mostly(told):
            return None
        both = any(one and one[2] for *_, one in found) and any(one and one[1] for *_, one in found)
        return [Split(n, _cells(line, one, both=both)) for n, line, one in found]

    def _has_unit(line: str) -> bool:
        beside = [word.strip("().,;") for word in line.split()]
        return any(words.is_unit(x) or (x.isalpha() and words.is_percent(x)) for x in beside)

    return way


def _cells(line: str, one: tuple[str, str, str] | None, *, both: bool) -> tuple[str, ...]:
    if one is None:
        return (line,)
    return one if both else (one[0], one[1] or one[2])


def _by_mark(mark: str) -> Callable[[_Lines], list[Split] | None]:
    def way(lines: _Lines) -> list[Split] | None:
        if not _mostly(mark in line for _, line in lines):
            return None
        return [Split(number, tuple(_quoted(number, line, mark))) for number, line in lines]

    return way


def _quoted(number: int, line: str, mark: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=mark, strict=True), [])
    except csv.Error as error:
        raise TableProblem("bad_line", line=number, text=_short(line)) from error


def _strokes(lines: _Lines) -> list[Split] | None:
    if not _mostly("|" in line for _, line in lines):
        return None
    bare = [(number, line.strip()) for number, line in lines]
    first = int(_mostly(line.startswith("|") for _, line in bare))
    last = _mostly(line.endswith("|") for _, line in bare)
    rows = []
    for number, line in bare:
        cells = line.split("|")
        end = len(cells) - int(last and not cells[-1].strip())
        rows.append(Split(number, tuple(cells[first if not cells[0].strip() else 0 : end])))
    return rows


def _wide(lines: _Lines) -> list[Split] | None:
    rows = [Split(n, tuple(_WIDE.split(line.strip()))) for n, line in lines]
    return rows if _mostly(len(row.cells) > 1 for row in rows) else None


def _commas(lines: _Lines) -> list[Split] | None:
    """Commas part cells, unless they are all decimal or grouping marks in lines parted by spaces:
    then the first piece of every line ends in the figure that the comma broke.
    """
    if not _mostly("," in line for _, line in lines):
        return None
    rows = [Split(number, tuple(_quoted(number, line, ","))) for number, line in lines]
    if not any(read_cell(cell).readings for row in rows for cell in row.cells):
        return None
    broken = (_BROKEN.fullmatch(line) is not None for _, line in lines)
    return None if _mostly(broken) else rows


#: A name, a space, and a figure with a comma inside.
_BROKEN: Final = re.compile(r"[^,\"]*[^\W\d_][^,\"]*\s\d{1,3},\d.*")


def _at_end(lines: _Lines) -> list[Split] | None:
    """Names with spaces, and figures at the end of the line. A space inside a figure is one too:
    a line that seems to hold fewer figures than the others cannot be parted with certainty.
    """
    rows = [Split(number, _name_and_figures(line.strip())) for number, line in lines]
    if not _mostly(len(row.cells) > 1 for row in rows):
        return None
    usual = Counter(len(row.cells) for row in rows if len(row.cells) > 1).most_common(1)[0][0]
    return [_parted(row, usual) for row in rows]


def _parted(row: Split, usual: int) -> Split:
    """A row whose figures were joined over spaces: parted where there is one way to do it."""
    joined = any(_SPACED.search(cell) for cell in row.cells[1:])
    if not joined or len(row.cells) >= usual:
        return row
    figures = [one for cell in row.cells[1:] for one in _SPACE_INSIDE.split(cell)]
    if len(figures) + 1 != usual:
        raise TableProblem("spaces", line=row.line, text=_short(" ".join(row.cells)))
    return Split(row.line, (row.cells[0], *figures))


def _name_and_figures(line: str) -> tuple[str, ...]:
    tail = _TAIL_FIGURES.search(line)
    name = line[: tail.start()].strip() if tail else ""
    if tail is None or not any(char.isalpha() for char in name):
        return (line,)
    figures = _NUMBER.findall(_LEAD.sub("", tail[0], count=1))
    return (name.rstrip(" :–—-"), *figures)


_SPACE_INSIDE: Final = re.compile(r"(?<=\d) (?=\d)")
_SPACED: Final = re.compile(r"\d \d")


def _inline(line: tuple[int, str], words: RoleWords) -> list[Split]:
    """A sentence that lists names with figures: "A 82.15, B 7.18, C 7.14 %"; empty for others."""
    items = _ITEMS.split(line[1].strip())
    press = _press(words)([(line[0], item) for item in items]) if len(items) > _FEW else None
    if press is not None and all(len(row.cells) > 1 for row in press):
        return press
    rows = []
    for item in items:
        found = _INLINE.fullmatch(item.strip()) if len(item) <= _LONGEST_ITEM else None
        if found is None:
            return []
        beside = f" ({found[3]})" if found[3] else ""
        rows.append(Split(line[0], (found[1], found[2].strip() + beside)))
    return rows if len(rows) > _FEW else []


def _mostly(said: Iterable[bool]) -> bool:
    found = list(said)
    return 2 * sum(found) > len(found)


def _even(rows: list[Split], *, by_comma: bool) -> list[Split]:
    """Rows of one width: what lacks cells at its end is filled with empty ones, a title above the
    table is left out, and a row with too many cells is a problem that names its line.
    """
    filled = _without_empty(rows)
    sizes = Counter(size for size in map(_last, filled) if size > 1)
    if not sizes:
        raise TableProblem("no_columns", line=rows[0].line, text=_short(" ".join(rows[0].cells)))
    filled = list(dropwhile(lambda row: _last(row) == 1, filled))
    headed = _is_header(filled[0])
    width = _last(filled[0]) if headed else max(sizes)
    usual = width if headed else sizes.most_common(1)[0][0]
    if width > MOST_COLUMNS:
        raise TableProblem("too_wide", most=MOST_COLUMNS)
    for row in filled:
        wrong = headed or (by_comma and _broken_group(row))
        if wrong and _last(row) > usual:
            raise TableProblem("long_row", line=row.line, cells=_last(row), columns=usual)
    return [_filled(row, width) for row in filled]


def _without_empty(rows: list[Split]) -> list[Split]:
    bare = (Split(row.line, tuple(map(plain, row.cells))) for row in rows)
    return [row for row in bare if any(row.cells)]


def _filled(row: Split, width: int) -> Split:
    """The row with as many cells as the others."""
    return Split(row.line, (*row.cells[:width], *[""] * (width - len(row.cells))))


def _broken_group(row: Split) -> bool:
    """True where a comma inside a figure seems to have parted it: 1 | 816."""
    return any(_HEAD.fullmatch(one) and _TAIL.fullmatch(two) for one, two in pairwise(row.cells))


_HEAD: Final = re.compile(r"[1-9]\d{0,2}")
_TAIL: Final = re.compile(r"\d{3}")


def _last(row: Split) -> int:
    """How many cells the row has up to its last one that is not empty."""
    return max((at for at, cell in enumerate(row.cells, 1) if cell), default=0)


def _is_header(row: Split) -> bool:
    return not any(read_cell(cell).readings for cell in row.cells)


def _short(text: str) -> str:
    said = plain(text)
    return said if len(said) <= _LONG else f"{said[: _LONG - 1]}…"


_LONG: Final = 60
