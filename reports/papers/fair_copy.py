"""The sheet from which the figures are copied by hand onto the supplied blank, in two sittings: one
part before the boxes are opened, the other after the count. No protocol.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from reports.drawing.cells import Cells
from reports.drawing.fonts import bold, regular, require
from reports.drawing.frame import first_leaf, head, heading, next_leaf, render
from reports.drawing.layout import (
    LEFT,
    RIGHT,
    WIDTH,
    Block,
    Leaf,
    append,
    centred,
    group,
    set_prose,
)
from reports.drawing.paper import Pair
from reports.drawing.pen import (
    FRAME_RULE,
    HEAD_RULE,
    INNER_RULE,
    SECOND,
    Align,
    Box,
    Line,
    Pen,
    stack_height,
)
from reports.drawing.rows import COPYING, STYLE, Row, Style, framed
from reports.drawing.sheet import Sheet, natural, of_record
from reports.drawing.table import ROW_LONG, Part, Table
from reports.drawing.tree import Role
from reports.papers import annex
from reports.papers.protocol import refuse_missing
from tally_app.domain.record.record import Record, RecordLine
from tally_app.domain.record.texts import Texts

_HALF: Final = WIDTH / 2
_INDENT: Final = 3.0


@dataclass(frozen=True, slots=True)
class _Fit:
    """How closely the sheet is set before another page is added: a row of figures and the gap
    between blocks in millimetres, prose in points; ``brief`` labels stand in full on the blank.
    """

    row: float
    gap: float
    prose: float
    style: Style = STYLE
    brief: bool = False


_CLOSE: Final = Style(label=7.4, number=7.6, words=7.4, figure=Cells(25 - 3, 6.3, 13).draw, pad=0.9)
_LADDER: Final = (
    _Fit(ROW_LONG, 2.0, 8.0),
    _Fit(8.5, 1.4, 7.6, brief=True),
    _Fit(7.4, 1.0, 7.2, _CLOSE, brief=True),
)
_COPIED: Final = 8.0
_TICK: Final = 4.6
#: Letter, who copied, room to sign, the hour, compared, its box: of one part.
_EDGES: Final = (0.0, 7.0, 24.0, 42.0, 57.0, 81.0, 89.0)


def fair_copy(record: Record, texts: Texts) -> bytes:
    """The sheet for copying as PDF: no signatures, no seal, two columns to tick. Of Part I the
    lines of the first sitting alone.

    ValueError for a record with a count missing.
    """
    require()
    refuse_missing(record)
    sheet = of_record(record, texts, "fair_copy", "fair_copy_title")
    tried = []
    for fit in _LADDER:
        tried.append(_pages(sheet, fit))
        if len(tried[-1]) == 1:
            break
    return render(sheet, min(tried, key=len))


def _pages(sheet: Sheet, fit: _Fit) -> list[Leaf]:
    fresh = partial(next_leaf, "continued", initials=False)
    leaf = first_leaf(initials=False)
    leaf.put(head(sheet))
    leaf.put(heading(sheet), 1.5)
    leaf.put(two_columns(sheet.say("fair_copy_warning"), size=fit.prose, framed=True), 1.4)
    parts = _parts(sheet)
    table = Table(sheet, COPYING, fit.row, fit.style, nominators=False, refer=False, parts=parts,
                  brief=fit.brief, acts=True)  # fmt: skip
    leaves = table.flow(leaf, fresh, fit.gap)
    note = two_columns(sheet.say("fair_copy_note"), size=fit.prose)
    append(leaves, group([_copied(sheet, parts), note], fit.gap), fit.gap, fresh)
    return leaves


def _parts(sheet: Sheet) -> tuple[Part, ...]:
    """What is copied before the boxes, every member's ballots under their sum; the rest after."""
    early: list[RecordLine] = []
    late: list[RecordLine] = []
    for line in sheet.body():
        (early if sheet.form_line(line).part_one else late).append(line)
    early += [one for one in annex.issued_lines(sheet) if sheet.form_line(one).part_one]
    early.sort(key=lambda line: natural(line.number))
    found = zip(("copying.early", "copying.late"), (early, late), strict=True)
    return tuple(Part(sheet.say(key), tuple(lines)) for key, lines in found if lines)


def _copied(sheet: Sheet, parts: tuple[Part, ...]) -> Block:
    """Who copied a part, when, and whether it was compared: written when it was done."""
    letters = [part.title.kk.partition(" ")[0] for part in parts]
    who, done = (sheet.say(f"copying.{key}").lines(7.2, 22) for key in ("by", "compared"))

    def draw(pen: Pen, y: float) -> None:
        for index, letter in enumerate(letters):
            edges = [LEFT + index * _HALF + x for x in _EDGES]
            middle = y + _COPIED / 2
            at = (edges[0] + edges[1]) / 2
            pen.write(Role.TH, at, middle + 1.2, Line(bold(9), letter), Align.CENTRE)
            pen.stack(Role.TH, edges[1] + 1.2, centred(who, y, _COPIED), who)
            at = (edges[3] + edges[4]) / 2
            pen.write(Role.TD, at, middle + 1.4, Line(bold(11), ":"), Align.CENTRE)
            pen.stack(Role.TH, edges[4] + 1.2, centred(done, y, _COPIED), done)
            left = (edges[5] + edges[6] - _TICK) / 2
            pen.frame(Box(left, middle - _TICK / 2, _TICK, _TICK), FRAME_RULE, blank=True)

    used = len(letters) * (len(_EDGES) - 1)
    inner = [LEFT + index * _HALF + x for index in range(len(letters)) for x in _EDGES[1:]][:used]
    right = RIGHT if len(letters) > 1 else LEFT + _HALF
    return framed([Row(_COPIED, draw, inner=tuple(x for x in inner if x < right))],
                  (LEFT, right), head=False)  # fmt: skip


def two_columns(pair: Pair, *, size: float, framed: bool = False, strong: bool = True) -> Block:
    """Prose side by side, Kazakh left, in a frame or free."""
    indent = _INDENT if framed else 0.0
    width = _HALF - max(2 * indent, 4.0)
    kazakh = bold(size) if strong else regular(size)
    columns = [set_prose(pair.kk, kazakh, width), set_prose(pair.ru, regular(size), width, SECOND)]
    margin = 2.6 if framed else 0.0
    height = max(stack_height(lines) for lines in columns) + margin

    def draw(pen: Pen, y: float) -> None:
        if framed:
            pen.frame(Box(LEFT, y, WIDTH, height), HEAD_RULE)
        if framed or not strong:
            pen.down(LEFT + _HALF, y, y + height, INNER_RULE)
        pen.stack(Role.P, LEFT + indent, y + margin / 2, columns[0])
        pen.stack(Role.P, LEFT + _HALF + max(indent, 4.0), y + margin / 2, columns[1])

    return Block(height, draw)
