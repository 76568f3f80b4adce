"""The frame of every document: head, running head, footer, initials fields, marks, end mark."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from reports import marks
from reports.fonts import PT, Face, bold, regular, require
from reports.layout import LEFT, RIGHT, TOP, WIDTH, Block, Leaf, centred, set_lines, tidy
from reports.pen import (
    FRAME_RULE,
    HEAD_RULE,
    INNER_RULE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Align,
    Box,
    Line,
    Pen,
    Role,
    stack_height,
)
from reports.sheet import DOT, NOTHING, Pair, Sheet, capital
from tally_app.domain import dates

#: Where the contents of a page from the second on begin.
NEXT_TOP: Final = 25.4
_SIDE: Final = 66.0
_NUMBER_BOX: Final = 38.5
_FOOTER: Final = 265.5
_FOOTER_TEXT: Final = 148.0
_INITIALS: Final = 255.1
_INITIALS_HEIGHT: Final = 8.4
_TITLE_SIZES: Final = (14.0, 13.0, 12.0)


def render(sheet: Sheet, leaves: Sequence[Leaf]) -> bytes:
    """Draw every page. The same record and words give the same bytes on every machine."""
    require()
    stream = io.BytesIO()
    canvas = Canvas(
        stream,
        pagesize=(PAGE_WIDTH / PT, PAGE_HEIGHT / PT),
        invariant=1,
        lang="kk",
    )
    canvas.setTitle(f"{sheet.title.kk} / {sheet.title.ru}")
    canvas.setSubject(f"№ {sheet.record.precinct}, {sheet.record.day}")
    canvas.setAuthor(sheet.say("precinct_number", number=sheet.record.precinct).kk)
    pen = Pen(canvas)
    for index, leaf in enumerate(leaves):
        if index:
            pen.next_page()
            _running_head(pen, sheet, leaf)
        marks.draw(pen, sheet.warnings)
        for y, block in leaf.placed:
            block.draw(pen, y)
        free = leaf.zed()
        if free:
            pen.zed(Box(LEFT, free[0], WIDTH, free[1] - free[0]))
        if leaf.initials and not sheet.draft:
            _initials(pen, sheet)
        _footer(pen, sheet, f"{index + 1} / {len(leaves)}")
    canvas.save()
    return stream.getvalue()


def _double_rule(pen: Pen, y: float) -> None:
    pen.across(LEFT, RIGHT, y, HEAD_RULE)
    pen.across(LEFT, RIGHT, y + 0.9, INNER_RULE)


def head(sheet: Sheet) -> Block:
    """Place and address, Kazakh left and Russian right, the precinct's number between them."""
    record = sheet.record
    place = [(sheet.own(record.region), 9.6, 0.3), (sheet.own(record.district), 9.6, 0.7)]
    address = sheet.own(record.address).each(_house_with_street)
    place += [(address, 8.0, 0.5), (sheet.say("place_caption"), 7.0, 0.0)]
    sides = [
        _side([(pair[i], size, gap) for pair, size, gap in place], kazakh=i == 0) for i in (0, 1)
    ]
    rule = max(21.7, *(sum(line.face.leading + gap for line, gap in side) for side in sides))

    def draw(pen: Pen, top: float) -> None:
        for lines, x, align in zip(sides, (LEFT, RIGHT), (Align.LEFT, Align.RIGHT), strict=True):
            y = top
            for line, gap in lines:
                pen.write(Role.P, x, y + line.face.ascent, line, align)
                y += line.face.leading + gap
        _number_box(pen, sheet, top)
        _double_rule(pen, top + rule)

    return Block(rule + 1.0, draw)


def _side(place: Sequence[tuple[str, float, float]], *, kazakh: bool) -> list[tuple[Line, float]]:
    """Lines of one side with the gap below each; the caption is Regular on both sides."""
    side: list[tuple[Line, float]] = []
    for index, (text, size, gap) in enumerate(place):
        face = bold(size) if kazakh and index < len(place) - 1 else regular(size)
        lines = set_lines(text, face, _SIDE)
        side += [(line, gap if line is lines[-1] else 0.0) for line in lines]
    return side


def _number_box(pen: Pen, sheet: Sheet, top: float) -> None:
    number = Line(bold(20), tidy(f"№ {sheet.record.precinct}"))
    width = max(_NUMBER_BOX, number.width + 6)
    box = Box((PAGE_WIDTH - width) / 2, top + 0.3, width, 18.2)
    pen.frame(box, HEAD_RULE)
    pen.frame(box.inset(0.95), INNER_RULE)
    caption = sheet.say("precinct_caption")
    pen.write(Role.P, box.middle, top + 4.0, Line(bold(7.6), caption.kk), Align.CENTRE)
    pen.write(Role.P, box.middle, top + 11.9, number, Align.CENTRE)
    pen.write(Role.P, box.middle, top + 15.9, Line(regular(7.6), caption.ru), Align.CENTRE)


def heading(sheet: Sheet, *, title: Pair = NOTHING, subtitle: Pair = NOTHING) -> Block:
    """The title in capitals, an optional subtitle, election and day."""
    title = (title if any(title) else sheet.title).each(str.upper)
    rows = [(line, 0.35) for text, face in zip(title, (bold, regular), strict=True)
            for line in _fitted(text, face(14, 0.5))]  # fmt: skip
    rows[-1] = (rows[-1][0], 0.9)
    if subtitle != NOTHING:
        below = subtitle.lines(8.6, WIDTH)
        rows += [(line, 1.6 if line is below[-1] else 0.0) for line in below]
    election = sheet.own(sheet.record.title).plus(sheet.day(), DOT).plus(sheet.say("day_caption"))
    rows += [(line, 0.1) for line in election.lines(9.6, WIDTH)]
    height = sum(line.face.leading + gap for line, gap in rows)

    def draw(pen: Pen, y: float) -> None:
        for index, (line, gap) in enumerate(rows):
            role = Role.H1 if index == 0 else Role.P
            pen.write(role, PAGE_WIDTH / 2, y + line.face.ascent, line, Align.CENTRE)
            y += line.face.leading + gap

    return Block(height, draw)


def _fitted(text: str, face: Face) -> list[Line]:
    """A title in one line if 12 pt or more allow it, else in balanced lines of 12 pt."""
    for size in _TITLE_SIZES:
        lines = set_lines(text, face.at(size), WIDTH)
        if len(lines) == 1:
            break
    return lines


def split_title(pair: Pair, size: float = 8.6) -> Block:
    """Kazakh left and Russian right on one line, or one above the other where they are too long."""
    lines = beside(pair, (size, size - 0.3), WIDTH)
    stacked = [] if lines else pair.lines(size, WIDTH)

    def draw(pen: Pen, y: float) -> None:
        pen.stack(Role.H2, LEFT, y, stacked)
        for line, x, align in zip(lines, (LEFT, RIGHT), (Align.LEFT, Align.RIGHT), strict=False):
            pen.write(Role.H2, x, y + line.face.ascent, line, align)

    return Block(stack_height(stacked) or lines[0].face.leading, draw)


def beside(pair: Pair, sizes: Sequence[float], width: float) -> list[Line]:
    """Both texts for one line in the largest of ``sizes`` that fits; nothing if none does."""
    for size in sizes:
        lines = [Line(bold(size), tidy(pair.kk)), Line(regular(size), tidy(pair.ru))]
        if lines[0].width + lines[1].width + 3 <= width:
            return lines
    return []


def end_mark(sheet: Sheet) -> Block:
    """The closing line after which nothing belongs to the document."""
    pair = sheet.say("end")
    line = Line(regular(7.6), pair.dotted)

    def draw(pen: Pen, y: float) -> None:
        pen.write(Role.P, PAGE_WIDTH / 2, y + 2.9, line, Align.CENTRE)
        half = line.width / 2 + 3
        pen.across(LEFT, PAGE_WIDTH / 2 - half, y + 1.9, INNER_RULE)
        pen.across(PAGE_WIDTH / 2 + half, RIGHT, y + 1.9, INNER_RULE)

    return Block(3.8, draw)


def _running_head(pen: Pen, sheet: Sheet, leaf: Leaf) -> None:
    part = sheet.say(leaf.running)
    text = Pair(*(f"{title} ({word})" for title, word in zip(sheet.title, part, strict=True)))
    number = sheet.say("precinct_number", number=sheet.record.precinct)
    both = number.each(capital).plus(text, DOT)
    for line, face, y in zip(both, (bold(8.2), regular(8.2)), (18.0, 21.7), strict=True):
        pen.write(Role.P, LEFT, y, Line(face, _short(tidy(line), face, WIDTH)))
    _double_rule(pen, 23.2)


def _short(text: str, face: Face, width: float) -> str:
    """``text`` cut with … where it is wider than its place."""
    if face.width(text) <= width:
        return text
    while face.width(text + "…") > width:
        text = text[:-1]
    return text + "…"


def _initials(pen: Pen, sheet: Sheet) -> None:
    members = sheet.record.members
    offices = {member.office: member for member in reversed(members)}
    acting = next((member for member in members if member.signs_for_chair), None)
    fields = [
        ("initials.for_chair", acting) if acting else ("initials.chair", offices.get("chair")),
        ("initials.secretary", offices.get("secretary")),
    ]
    width = (WIDTH - 2.8) / 2
    for x, (key, member) in zip((LEFT, LEFT + width + 2.8), fields, strict=True):
        box = Box(x, _INITIALS, width, _INITIALS_HEIGHT)
        pen.frame(box, INNER_RULE)
        pen.down(x + 36.2, box.y, box.bottom, INNER_RULE)
        pen.stack(Role.TD, x + 1.6, box.y + 1.0, sheet.say(key).lines(7.4, 34.2))
        field = Box(x + 36.2, box.y, width - 36.2, box.height)
        if member and member.state != "signs":
            strike(pen, field, [Line(bold(8), sheet.named("state", member.state).dotted)])
        elif sheet.training:
            word = Line(bold(8), sheet.say("mark.training").dotted)
            pen.write(Role.TD, field.middle, box.y + 5.2, word, Align.CENTRE)


def strike(pen: Pen, box: Box, lines: Sequence[Line]) -> None:
    """Strike a field through and say why in its middle."""
    pen.slash(box)
    top = centred(lines, box.y, box.height)
    widest = max(line.width for line in lines) + 2
    pen.bar(Box(box.middle - widest / 2, top, widest, stack_height(lines)), black=False)
    pen.stack(Role.TD, box.middle, top, lines, Align.CENTRE)


def _footer(pen: Pen, sheet: Sheet, page: str) -> None:
    record = sheet.record
    pen.across(LEFT, RIGHT, _FOOTER, FRAME_RULE)
    number = sheet.say("precinct_number", number=record.precinct).each(capital)
    for i, y in ((0, _FOOTER + 3.3), (1, _FOOTER + 6.7)):
        face = (bold, regular)[i](7.4)
        room = _FOOTER_TEXT - face.width(DOT.join((number[i], "", sheet.day()[i])))
        title = _short(tidy(sheet.own(record.title)[i]), face, room)
        text = tidy(DOT.join((number[i], title, sheet.day()[i])))
        pen.write(Role.P, LEFT, y, Line(face, text))
    pen.write(Role.P, RIGHT, _FOOTER + 4.9, Line(bold(14), page), Align.RIGHT)
    pair = sheet.say("page")
    pen.write(Role.P, RIGHT, _FOOTER + 9.0, Line(regular(7.4), pair.dotted), Align.RIGHT)
    _check(pen, sheet, _FOOTER + 11.2)
    pen.across(LEFT, RIGHT, _FOOTER + 12.7, INNER_RULE)
    approved = "edition.approved" if record.form_approved else "edition.unapproved"
    edition = sheet.say(approved, date=dates.in_digits(record.law_edition))
    lines = beside(edition, (7.0, 6.7, 6.4), WIDTH) or [Line(bold(6.4), edition.kk)]
    for line, x, align in zip(lines, (LEFT, RIGHT), (Align.LEFT, Align.RIGHT), strict=False):
        pen.write(Role.P, x, _FOOTER + 15.6, line, align)


def _check(pen: Pen, sheet: Sheet, y: float) -> None:
    """The check value and its caption; a draft has none and says so."""
    if sheet.draft:
        pair = sheet.say("draft.footer")
        pen.write(Role.P, LEFT, y, Line(bold(7), pair.dotted))
        return
    pair = sheet.say(f"check.{sheet.document}")
    caption = Line(regular(7), pair.dotted)
    pen.write(Role.P, LEFT, y, caption)
    check_value(pen, LEFT + caption.width + 3, y, sheet.record.check_value())


def check_value(pen: Pen, x: float, y: float, digits: str) -> None:
    """Groups of four digits set wide apart, read as one line with single spaces."""
    pen.write(Role.P, x, y, Line(bold(9.6), digits.replace(" ", "   ")), actual=digits)


def _house_with_street(address: str) -> str:
    """No break before a house number."""
    return re.sub(r", (?=\d)", ",\u00a0", address)


def first_leaf(*, initials: bool) -> Leaf:
    """The first page, empty."""
    return Leaf(TOP, "", initials)


def next_leaf(running: str, *, initials: bool) -> Leaf:
    """A page from the second on, empty."""
    return Leaf(NEXT_TOP, running, initials)
