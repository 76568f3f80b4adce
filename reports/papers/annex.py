"""The annex of a protocol: everything that is no line of the body, block by block.

A block whose data the record has not is left out, and nothing is ever filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from reports.drawing.edges import beside, check_value
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
from reports.drawing.layout import LEFT, RIGHT, WIDTH, Block, Leaf, append, centred, group
from reports.drawing.paper import WIDE, Pair, capital, groups_of_four
from reports.drawing.pen import FRAME_RULE, INNER_RULE, Align, Box, Line, Pen, Role
from reports.drawing.sheet import Sheet, natural, parent
from reports.papers import findings
from tally_app.domain.form.numbers import short_name
from tally_app.domain.record.record import RecordBox, RecordLine
from tally_app.domain.values.dates import on_day
from tally_app.domain.values.times import DAY, clock
from tally_app.domain.values.wording import grouped

_CODE: Final = 40.0
_BESIDE: Final = LEFT + 46.0
_DIGITS: Final = LEFT + 96.0
_ROW: Final = 7.8
#: Number, title and sheets of an attachment.
_ATTACHED: Final = (8.0, WIDTH - 34.0, 26.0)
#: Values wider than this leave no room for captions in three columns.
_NARROW: Final = 20.0


def add(sheet: Sheet, leaves: list[Leaf], fresh: Callable[[], Leaf]) -> None:
    """Append the annex, which begins a page, to the pages of the protocol."""
    leaves.append(fresh())
    leaves[-1].put(_title(sheet))
    for grid in _grids(sheet):
        grid.put(sheet, leaves, fresh)
    closing = [] if sheet.by_hand else [_closing(sheet)]
    append(leaves, group([*closing, end_mark(sheet)], 1.1), 2.6, fresh)


def _title(sheet: Sheet) -> Block:
    pair = sheet.say("annex_title")

    def draw(pen: Pen, y: float) -> None:
        pen.write(Role.H1, LEFT, y + 5.0, Line(bold(13), pair.kk))
        pen.write(Role.H1, RIGHT, y + 5.0, Line(regular(13), pair.ru), Align.RIGHT)

    return Block(6.4, draw)


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
    for made in (boxes_grid, attachments_grid, findings.relations_grid, findings.answers_grid):
        grid = made(sheet)
        if grid:
            yield grid


def _value(line: RecordLine) -> str:
    if line.status == "not_established":
        return "–"
    return "" if line.value is None else f"= {grouped(line.value)} ="


def _caption(sheet: Sheet, line: RecordLine, label: Pair, width: float) -> list[Line]:
    """Number and label; a line that was not established says so."""
    numbered = label._replace(kk=f"{line.number}{WIDE}{label.kk}")
    lines = numbered.lines(CAPTION, width)
    if line.status == "not_established":
        lines += sheet.say("not_established", act=line.act).lines(CAPTION, width)
    return lines


def figures_grid(sheet: Sheet, lines: list[RecordLine]) -> Grid:
    """Numbered figures of one section, two beside each other."""
    width = caption_width(2, max((_value(line) for line in lines), key=len))
    cells = [
        Cell(_caption(sheet, line, _part_label(sheet, line), width), _value(line)) for line in lines
    ]
    return Grid(_figures_title(sheet, lines[0]), captioned(cells, 2, by_hand=sheet.by_hand))


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
    width = caption_width(3, max((_value(line) for line in lines), key=len))
    cells = [
        Cell(_caption(sheet, line, Pair(_name(sheet, line), ""), width), _value(line))
        for line in lines
    ]
    total = next((line for line in sheet.body() if line.number == number), None)
    if total:
        words = sheet.say("total").dotted
        cells.append(Cell(_caption(sheet, total, Pair(words, ""), width), _value(total)))
    return Grid(title, captioned(cells, 3, by_hand=sheet.by_hand))


def _name(sheet: Sheet, line: RecordLine) -> str:
    return short_name(sheet.member(line.item).name)


def boxes_grid(sheet: Sheet) -> Grid | None:
    """Each portable box with its figures, the other counts without a number, and the times."""
    counts = [line for line in sheet.annex("count", "") if not line.number and not line.section]
    times = [line for line in sheet.annex("time", "") if _timed(sheet, line)]
    boxed = sheet.annex("count", "box")
    found = [(_box_label(sheet, box, line), _value(line))
             for box in sheet.record.boxes for line in boxed if line.item == box.id]  # fmt: skip
    found += [(_unknown(sheet, line, _short(sheet, line)), _value(line)) for line in counts]
    moments = [(_short(sheet, line), line.value) for line in times]
    if sheet.record.announced is not None or sheet.by_hand:
        moments.append((sheet.say("announced_at"), sheet.record.announced))
    if not sheet.by_hand:
        moments.sort(key=lambda moment: (moment[1] is None, moment[1]))
    found += [(label, _clock(sheet, minutes)) for label, minutes in moments]
    if not found:
        return None
    widest = max((value for _, value in found), key=len)
    columns = 3 if bold(VALUE).width(widest) <= _NARROW else 2
    width = caption_width(columns, widest)
    cells = [Cell(pair.lines(CAPTION, width), value) for pair, value in found]
    title = sheet.say("boxes")
    title = title.plus(sheet.say("times"), "; ") if times else title
    return Grid(title, captioned(cells, columns, by_hand=sheet.by_hand))


def _unknown(sheet: Sheet, line: RecordLine, label: Pair) -> Pair:
    """A line whose figure was not established says so, with its act."""
    if line.status != "not_established":
        return label
    return label.plus(sheet.say("not_established", act=line.act), ". ")


def _timed(sheet: Sheet, line: RecordLine) -> bool:
    there = line.value is not None or sheet.draft or sheet.by_hand
    return line.id != sheet.signing and there


def _part_label(sheet: Sheet, line: RecordLine) -> Pair:
    """A part of another line by its short name, any other line in full."""
    if parent(line.number):
        return _short(sheet, line)
    return sheet.own(sheet.form_line(line).label)


def _short(sheet: Sheet, line: RecordLine) -> Pair:
    form_line = sheet.form_line(line)
    return sheet.own(form_line.short or form_line.label)


def _box_label(sheet: Sheet, box: RecordBox, line: RecordLine) -> Pair:
    """Which figure of which box, and beside its ballots that they were declared invalid."""
    label = sheet.say("box", number=box.number).plus(_short(sheet, line), ": ")
    ballots = sheet.texts.form.role("box_ballots")
    if box.annulled and ballots is not None and line.id == ballots.id:
        label = label.plus(sheet.say("annulled"), "; ")
    return _unknown(sheet, line, label)


def _clock(sheet: Sheet, minutes: int | None) -> str:
    """Hour and minute; a time after midnight with its day."""
    if minutes is None:
        return ""
    day = on_day(sheet.record.day, minutes)
    return clock(minutes) if minutes < DAY else f"{day:%d.%m} {clock(minutes)}"


def attachments_grid(sheet: Sheet) -> Grid | None:
    """Documents that go with the protocol, and their sheets; the words closed by a double rule."""
    attached = sheet.record.attachments
    if sheet.by_hand:
        return Grid(sheet.say("hand.attachments"), tuple(map(_unnamed(sheet), range(1, 4))))
    if not attached:
        return None
    title = sheet.say("attachments", count=len(attached), sheets=sum(a.sheets for a in attached))
    unit = " · ".join(sheet.say("sheets"))
    rows = [
        _attachment(n, sheet.own(item.title), f"{item.sheets} {unit}")
        for n, item in enumerate(attached, 1)
    ]
    return Grid(title, tuple(rows))


def _unnamed(sheet: Sheet) -> Callable[[int], Block]:
    """Rows to write the name of a document and its sheets on."""
    unit = Line(regular(7.4), " · ".join(sheet.say("sheets")))

    def row(number: int) -> Block:
        figure = [Line(bold(8), str(number))]
        return in_columns([figure, [], [unit]], _ATTACHED, least=BY_HAND)

    return row


def _attachment(number: int, title: Pair, sheets: str) -> Block:
    widths = _ATTACHED
    lines = beside(title, (8.0, 7.6, 7.2), widths[1] - 5)
    stacked = [] if lines else title.lines(8, widths[1] - 8)
    row = in_columns([[Line(bold(8), str(number))], stacked, [Line(bold(8), sheets)]], widths)

    def draw(pen: Pen, y: float) -> None:
        row.draw(pen, y)
        x, right = LEFT + widths[0] + 1.6, LEFT + widths[0] + widths[1] - 1.4
        top = centred(stacked, y, row.height)
        for line in lines:
            pen.write(Role.TD, x, y + row.height / 2 + 1.0, line)
            x += line.width + 1.6
        if lines:
            pen.double(x, right, y + row.height / 2 + 1.0)
        for line in stacked:
            pen.double(x + line.width + 1.6, right, top + line.face.ascent)
            top += line.face.leading

    return Block(row.height, draw)


def _closing(sheet: Sheet) -> Block:
    """The place of the code, the values that tie papers and journal together, what they are for."""
    draw = _draft_values if sheet.draft else _values

    def draw_all(pen: Pen, y: float) -> None:
        place = Box(LEFT, y, _CODE, _CODE)
        pen.frame(place, FRAME_RULE, blank=True)
        if sheet.warnings:
            pair = sheet.warnings[0]
            pen.write(Role.P, place.middle, y + 18.8, Line(bold(12.5), pair.kk), Align.CENTRE)
            pen.write(Role.P, place.middle, y + 24.8, Line(regular(12.5), pair.ru), Align.CENTRE)
        else:
            pen.slash(place)
        draw(pen, sheet, y)

    return Block(_CODE, draw_all)


def _draft_values(pen: Pen, sheet: Sheet, y: float) -> None:
    lines = sheet.say("draft.values").lines(8.6, RIGHT - _BESIDE)
    pen.stack(Role.P, _BESIDE, y + 16, lines)


def _values(pen: Pen, sheet: Sheet, y: float) -> None:
    rows = [("value.part_one", sheet.record.part_one)] if sheet.record.part_one else []
    head = int(sheet.record.journal_head, 16) % 10**32
    rows += [("value.journal", groups_of_four(f"{head:032}"))]
    rows += [("value.night", groups_of_four(sheet.record.night))]
    for key, digits in rows:
        pen.stack(Role.TH, _BESIDE, y + 0.2, sheet.say(key).lines(8, _DIGITS - _BESIDE - 2))
        check_value(pen, _DIGITS, y + 4.6, digits)
        pen.across(_BESIDE, RIGHT, y + _ROW - 0.5, INNER_RULE)
        y += _ROW
    note = sheet.say("note_training" if sheet.training else "note")
    pen.stack(Role.P, _BESIDE, y + 1.0, note.prose(8, RIGHT - _BESIDE))
