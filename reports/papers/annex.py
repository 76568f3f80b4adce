"""The annex of a protocol: everything that is no line of the body, block by block.

A block whose data the record has not is left out, and nothing is ever filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from reports.drawing.cells import said
from reports.drawing.edges import check_value
from reports.drawing.fonts import bold, regular
from reports.drawing.frame import end_mark
from reports.drawing.grid import (
    BY_HAND,
    CAPTION,
    VALUE,
    Cell,
    Grid,
    caption_width,
    captioned,
    in_columns,
)
from reports.drawing.layout import (
    LEFT,
    RIGHT,
    WIDTH,
    Block,
    Leaf,
    append,
    centred,
    group,
    set_lines,
    set_prose,
)
from reports.drawing.paper import WIDE, Pair, capital
from reports.drawing.pen import FRAME_RULE, INNER_RULE, SECOND, Align, Box, Line, Pen, stack_height
from reports.drawing.sheet import Sheet, natural, parent
from reports.drawing.tree import Role
from reports.papers import findings
from reports.papers.boxes import boxes_table
from tally_app.domain.form.numbers import short_name
from tally_app.domain.record.record import HEAD_DIGITS, RecordAnswer, RecordLine
from tally_app.domain.values.dates import clock_on
from tally_app.domain.values.times import clock
from tally_app.domain.values.wording import grouped

#: The room of a figure and of its words beside a member's name, letters of the words, a row.
_ISSUED_VALUE: Final = 17.0
_ISSUED_WORDS: Final = 38.0
_ISSUED_SIZE: Final = 7.2
_ISSUED_ROW: Final = 6.6
#: Name, time, fact in Kazakh and in Russian, and sheets of an attachment.
_ATTACHED: Final = (LEFT, LEFT + 16, LEFT + 29, LEFT + 96, LEFT + 163, RIGHT)
_ATTACHED_ROW: Final = 5.2
#: Number, name and sheets of one that is written by hand.
_WRITTEN: Final = (8.0, WIDTH - 34.0, 26.0)
#: Room in the rows of the grids and gap between them, before another page is added.
_LADDER: Final = ((1.5, 1.6), (1.1, 1.1), (0.7, 0.7))
#: So much less room around the words of a member's figure.
_LESS: Final = 0.3
#: Columns of a section of many figures.
_MANY: Final = 3
#: Values wider than this leave no room for captions in three columns.
_NARROW: Final = 20.0


def add(sheet: Sheet, leaves: list[Leaf], fresh: Callable[[], Leaf]) -> None:
    """Append the annex, which begins a page, to the pages of the protocol: set closer before it
    takes another page.
    """
    tried: list[list[Leaf]] = []
    for pad, gap in _LADDER:
        tried.append(_pages(replace(sheet, pad=pad), fresh, gap))
        if len(tried[-1]) == 1:
            break
    closest: list[Leaf] = min(tried, key=len)
    leaves += closest


def _pages(sheet: Sheet, fresh: Callable[[], Leaf], gap: float) -> list[Leaf]:
    leaves = [fresh()]
    leaves[0].put(_title(sheet))
    for grid in _grids(sheet):
        grid.put(sheet, leaves, fresh, gap)
    tied = sheet.record.part_one and not (sheet.by_hand or sheet.draft)
    closing = [_closing(sheet)] if tied else []
    append(leaves, group([*closing, end_mark(sheet)], 1.1), gap + 1.0, fresh)
    return leaves


def _title(sheet: Sheet) -> Block:
    kazakh, russian = sheet.say("annex_title").faced(10.5)

    def draw(pen: Pen, y: float) -> None:
        with pen.part(Role.H1):
            pen.write(Role.H1, LEFT, y + 3.9, kazakh)
            pen.write(Role.H1, RIGHT, y + 3.9, russian, Align.RIGHT)

    return Block(4.8, draw)


def _grids(sheet: Sheet) -> Iterable[Grid]:
    sections: dict[str, list[RecordLine]] = {}
    for line in sheet.annex("count", ""):
        if line.number or line.section:
            sections.setdefault(line.section or parent(line.number), []).append(line)
    grids = [(lines[0].number, figures_grid(sheet, lines)) for lines in sections.values()]
    issued = issued_lines(sheet)
    if issued:
        grids.append((issued[0].number, issued_grid(sheet, issued)))
    # What has no number of the form's stands after everything that has.
    yield from (grid for _, grid in sorted(grids, key=lambda x: (not x[0], natural(x[0]))))
    for made in (
        *(boxes_table, counts_grid, times_grid, attachments_grid),
        *(findings.relations_grid, findings.answers_grid),
    ):
        grid = made(sheet)
        if grid:
            yield grid


def _value(line: RecordLine) -> str:
    if line.status == "not_established":
        return "–"
    return "" if line.value is None else f"= {grouped(line.value)} ="


def _caption(sheet: Sheet, line: RecordLine, label: Pair, width: float) -> list[Line]:
    """Number and label; a line that was not established says so."""
    lines = _numbered(line, label).lines(CAPTION, width)
    if line.status == "not_established":
        lines += sheet.say("not_established", act=line.act).lines(CAPTION, width)
    return lines


def _numbered(line: RecordLine, label: Pair) -> Pair:
    return label._replace(kk=f"{line.number}{WIDE}{label.kk}") if line.number else label


def figures_grid(sheet: Sheet, lines: list[RecordLine]) -> Grid:
    """Figures of one section, two beside each other, three of a long one without numbers."""
    columns = _MANY if len(lines) > _MANY and not lines[0].number else 2
    width = caption_width(columns, max((_value(line) for line in lines), key=len))
    cells = [
        Cell(_caption(sheet, line, _part_label(sheet, line), width), _value(line)) for line in lines
    ]
    return Grid(_figures_title(sheet, lines[0]), captioned(sheet, cells, columns))


def _figures_title(sheet: Sheet, line: RecordLine) -> Pair:
    """The section's heading; without one the body line that these are the parts of."""
    sections = {section.id: section for section in sheet.texts.form.sections}
    if line.section in sections:
        return sheet.own(sections[line.section].text)
    number = parent(line.number)
    whole = next((x for x in sheet.body() if number and x.number == number), None)
    if not whole:
        return sheet.say("annex_figures")
    label = sheet.own(sheet.form_line(whole).label).each(capital)
    return label._replace(kk=f"{number}{WIDE}{label.kk}")


def issued_lines(sheet: Sheet) -> list[RecordLine]:
    """The numbered lines of the members."""
    return [line for line in sheet.annex("count", "member") if line.number]


def issued_grid(sheet: Sheet, lines: list[RecordLine]) -> Grid:
    """Ballots issued by each member, ending with the line of the body that is their sum."""
    number = parent(lines[0].number)
    label = sheet.own(sheet.form_line(lines[0]).label)
    title = Pair(f"{number}{WIDE}{capital(label.kk)}", capital(label.ru))
    total = next((line for line in sheet.body() if line.number == number), None)
    counted = [*lines, *([total] if total else [])]
    value = max(_ISSUED_VALUE, *(bold(VALUE).width(_value(line)) + 2.4 for line in counted))
    name = WIDTH / 2 - value - _ISSUED_WORDS
    called = [_caption(sheet, line, Pair(_name(sheet, line), ""), name - 2.5) for line in lines]
    if total:
        whole = _numbered(total, sheet.say("total"))
        called.append(whole.spread(bold(CAPTION), name - 2.5))
    cells = [
        (caption, _value(line), _words(sheet, line))
        for caption, line in zip(called, counted, strict=True)
    ]
    rows = (_issued_row(cells[i : i + 2], (name, value), sheet) for i in range(0, len(cells), 2))
    return Grid(title, tuple(rows))


#: A member's name, figure and its words: so many columns.
Issued = tuple[list[Line], str, list[Line]]
_OF_MEMBER: Final = 3


def _words(sheet: Sheet, line: RecordLine) -> list[Line]:
    return said(sheet, line).lines(_ISSUED_SIZE, _ISSUED_WORDS - 3)


def _issued_row(cells: Sequence[Issued], widths: tuple[float, float], sheet: Sheet) -> Block:
    """Two members beside each other: name, figure, words; a place that is left over is struck."""
    least = BY_HAND if sheet.by_hand else _ISSUED_ROW
    parts = [one for cell in cells for one in (cell[0], cell[2])]
    height = max(least, *(stack_height(one) + sheet.pad - _LESS for one in parts))
    name, value = widths

    def draw(pen: Pen, y: float) -> None:
        for index in (0, 1):
            x = LEFT + index * WIDTH / 2
            if index:
                pen.down(x, y, y + height, FRAME_RULE)
            if index >= len(cells):
                pen.slash(Box(x, y, WIDTH / 2, height), INNER_RULE)
                pen.empty(_OF_MEMBER)
                continue
            caption, figure, words = cells[index]
            pen.stack(Role.TH, x + 1.5, centred(caption, y, height), caption)
            for rule in (x + name, x + name + value):
                pen.down(rule, y, y + height, INNER_RULE)
            if figure:
                line = Line(bold(VALUE), figure)
                at = x + name + value / 2
                pen.write(Role.TD, at, y + height / 2 + 1.25, line, Align.CENTRE)
            else:
                pen.empty()
            pen.stack(Role.TD, x + name + value + 1.4, centred(words, y, height), words)

    return Block(height, draw)


def _name(sheet: Sheet, line: RecordLine) -> str:
    return short_name(sheet.member(line.item).name)


def counts_grid(sheet: Sheet) -> Grid | None:
    """The counts of the annex that have no number, each with its name."""
    counts = [line for line in sheet.annex("count", "") if not line.number and not line.section]
    if not counts:
        return None
    width = caption_width(2, max((_value(line) for line in counts), key=len))
    cells = [
        Cell(_unknown(sheet, line, _short(sheet, line)).lines(CAPTION, width), _value(line))
        for line in counts
    ]
    return Grid(sheet.say("more_counts"), captioned(sheet, cells, 2))


def times_grid(sheet: Sheet) -> Grid | None:
    """When it was, in the order it happened."""
    times = [line for line in sheet.annex("time", "") if _timed(sheet, line)]
    moments = [(_short(sheet, line), line.value) for line in times]
    if sheet.record.announced is not None or sheet.by_hand:
        moments.append((sheet.say("announced_at"), sheet.record.announced))
    if not moments:
        return None
    if not sheet.by_hand:
        moments.sort(key=lambda moment: (moment[1] is None, moment[1]))
    clocks = [(label, _clock(sheet, minutes)) for label, minutes in moments]
    widest = max((value for _, value in clocks), key=len)
    columns = 3 if bold(VALUE).width(widest) <= _NARROW else 2
    width = caption_width(columns, widest)
    cells = [Cell(pair.lines(CAPTION, width), value) for pair, value in clocks]
    return Grid(sheet.say("times"), captioned(sheet, cells, columns))


def _unknown(sheet: Sheet, line: RecordLine, label: Pair) -> Pair:
    """A line whose figure was not established says so, with its act."""
    if line.status != "not_established":
        return label
    return label.plus(sheet.say("not_established", act=line.act), ". ")


def _timed(sheet: Sheet, line: RecordLine) -> bool:
    there = line.value is not None or sheet.draft or sheet.by_hand
    return line.id != sheet.signing and there and not _of_first_count(sheet, line)


def _of_first_count(sheet: Sheet, line: RecordLine) -> bool:
    """True for the end and the reading out of the count before a recount: the figures of the new
    protocol were neither counted nor heard then.
    """
    recount, form = sheet.record.recount, sheet.texts.form
    if recount is None or line.value is None or line.value >= recount.minutes:
        return False
    stage, told = form.line(line.id).stage, form.role("results_announced")
    return stage in form.ground(recount.ground).reopens or line.id == (told.id if told else "")


def _part_label(sheet: Sheet, line: RecordLine) -> Pair:
    """A part of another line, or one without a number, by its short name; any other in full."""
    if parent(line.number) or not line.number:
        return _short(sheet, line)
    return sheet.own(sheet.form_line(line).label)


def _short(sheet: Sheet, line: RecordLine) -> Pair:
    form_line = sheet.form_line(line)
    return sheet.own(form_line.short or form_line.label)


def _clock(sheet: Sheet, minutes: int | None) -> str:
    """Hour and minute; a time after midnight with its day."""
    if minutes is None:
        return ""
    return clock_on(sheet.record.day, minutes)


def attachments_grid(sheet: Sheet) -> Grid | None:
    """Acts of the commission in the order they were made, then the documents of others: each with
    what it is and its sheets; the words closed by a double rule.
    """
    if sheet.by_hand:
        return Grid(sheet.say("hand.attachments"), tuple(map(_unnamed(sheet), range(1, 4))))
    acts = [a for a in findings.acts(sheet) if a.number]
    attached = sheet.record.attachments
    recount = sheet.record.recount
    again = [recount.act_number] if recount else []
    if not acts and not attached and not again:
        return None
    sheets = [sheet.texts.sheets.get(number) for number in (*(a.number for a in acts), *again)]
    sheets += [item.sheets for item in attached]
    known = sum(many for many in sheets if many is not None)
    whole = None not in sheets
    title = sheet.say("attachments" if whole else "attached", count=len(sheets), sheets=known)
    facts = [
        (sheet.say("act_number", number=act.number), _act_time(act), findings.act_fact(sheet, act))
        for act in acts
    ]
    facts += [(sheet.say("act_number", number=x), "", sheet.say("act.subject")) for x in again]
    facts += [(sheet.say("attached_other"), "", sheet.own(item.title)) for item in attached]
    rows = [_attachment(sheet.pad, *fact, many) for fact, many in zip(facts, sheets, strict=True)]
    return Grid(title, tuple(rows))


def _act_time(act: RecordAnswer) -> str:
    return "" if act.minutes is None else clock(act.minutes)


def _unnamed(sheet: Sheet) -> Callable[[int], Block]:
    """Rows to write the name of a document and its sheets on."""
    unit = sheet.say("sheets").spread(regular(7.4), WIDTH, " · ")

    def row(number: int) -> Block:
        figure = [Line(bold(8), str(number))]
        return in_columns([figure, [], unit], _WRITTEN, least=BY_HAND)

    return row


def _attachment(pad: float, name: Pair, time: str, fact: Pair, sheets: int | None) -> Block:
    """Name, time, fact left and right, sheets; what is not known is struck out."""
    edges = _ATTACHED
    texts = [
        (name.once() if time else name).lines(CAPTION, edges[1] - edges[0] - 2.6),
        set_lines(time, bold(CAPTION), edges[2] - edges[1] - 2.6),
        set_prose(fact.kk, bold(CAPTION), edges[3] - edges[2] - 2.6),
        set_prose(fact.ru, regular(CAPTION), edges[4] - edges[3] - 2.6, SECOND),
        set_lines("" if sheets is None else f"= {sheets} =", bold(8), edges[5] - edges[4] - 2),
    ]
    height = max(_ATTACHED_ROW, *(stack_height(lines) + pad for lines in texts))

    def draw(pen: Pen, y: float) -> None:
        for lines, left, right in zip(texts, edges, edges[1:], strict=False):
            if left > LEFT:
                pen.down(left, y, y + height, INNER_RULE)
            if not lines:
                pen.slash(Box(left, y, right - left, height), INNER_RULE)
            pen.stack(Role.TD, left + 1.3, centred(lines, y, height), lines)

    return Block(height, draw)


def _closing(sheet: Sheet) -> Block:
    """The tie to Part I: the first digits of its check value."""
    digits = sheet.record.part_one[:HEAD_DIGITS]
    caption = sheet.say("value.part_one").on_line(regular(CAPTION))

    def draw(pen: Pen, y: float) -> None:
        with pen.part(Role.P):
            pen.write(Role.P, LEFT, y + 3.6, caption)
            check_value(pen, LEFT + caption.width + 3, y + 3.6, digits)

    return Block(5.0, draw)
