"""The frame of every paper: head, heading, titles of parts, the end mark, and drawing it all."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from contextlib import nullcontext
from typing import Final

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from reports.drawing.edges import (
    beside,
    double_rule,
    footer,
    initials,
    marks,
    running_head,
    strip_of_copy,
)
from reports.drawing.file.packing import packed
from reports.drawing.fonts import PT, Face, bold, printed, regular, require
from reports.drawing.layout import LEFT, PORTRAIT, TOP, Block, Leaf, Page, group, set_lines, tidy
from reports.drawing.paper import DOT, NOTHING, Pair, Paper
from reports.drawing.pen import (
    FIRST,
    HEAD_RULE,
    INNER_RULE,
    SECOND,
    Align,
    Box,
    Edge,
    Line,
    Pen,
    stack_height,
)
from reports.drawing.tree import Role, hang

#: Where the contents of a page from the second on begin.
NEXT_TOP: Final = 25.4
#: From the middle of the page to the texts beside the number.
_BESIDE: Final = 23.0
_NUMBER_BOX: Final = 38.5
#: Least height of the head.
_HEAD: Final = 17.2
#: The number of pages, as reportlab writes the root of its page tree.
_COUNT: Final = re.compile(rb"/Count (\d+)")
_TITLE_SIZES: Final = (14.0, 13.0, 12.0)

#: Pages that belong together, numbered by themselves.
Part = tuple[Paper, Sequence[Leaf]]


def render(paper: Paper, leaves: Sequence[Leaf]) -> bytes:
    """Draw every page. The same record and words give the same bytes on every machine."""
    return render_parts([(paper, leaves)])


def render_parts(parts: Sequence[Part]) -> bytes:
    """Draw parts of one file; name and format of the first are the file's."""
    require()
    paper = parts[0][0]
    stream = io.BytesIO()
    canvas = Canvas(
        stream,
        pagesize=(paper.page.width / PT, paper.page.height / PT),
        invariant=1,
        lang=FIRST,
    )
    _describe(canvas, paper)
    pen = Pen(canvas, paper.page.height)
    pages = [
        (part, leaf, (number, len(leaves)))
        for part, leaves in parts
        for number, leaf in enumerate(leaves, 1)
    ]
    for index, (part, leaf, number) in enumerate(pages):
        if index:
            pen.next_page()
        _page(pen, part, leaf, number)
    canvas.showPage()
    hang(pen.tree, canvas)
    canvas.save()
    return packed(stream.getvalue())


def sheets(pdf: bytes) -> int:
    """Pages of a document that ``render`` made: one-sided, a sheet each."""
    return int(_COUNT.findall(pdf)[-1])


def joined(pdfs: Sequence[bytes]) -> bytes:
    """The pages of several documents that ``render`` made, as one to be printed."""
    whole, stream = pypdfium2.PdfDocument.new(), io.BytesIO()
    for pdf in pdfs:
        part = pypdfium2.PdfDocument(pdf)
        whole.import_pages(part)
        part.close()
    whole.save(stream)
    whole.close()
    return stream.getvalue()


def _describe(canvas: Canvas, paper: Paper) -> None:
    """What the file says of itself: the paper's name, ballot and day, its author, the time of its
    deed (the day's midnight where none is recorded), never the time of the print.
    """
    canvas.setTitle(printed(paper.title.each(tidy).once().dotted))
    ballot = paper.own(paper.head.title).plus(paper.day(), ", ")
    canvas.setSubject(printed(paper.number().plus(ballot, ", ").dotted))
    canvas.setAuthor(printed(paper.number().once().dotted))
    canvas.setCreator("tally-app")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    digits = re.sub(r"\D", "", (paper.head.made or paper.head.day)[:19]).ljust(14, "0")
    canvas.setDateFormatter(lambda *_: f"D:{digits}")


def _page(pen: Pen, paper: Paper, leaf: Leaf, number: tuple[int, int]) -> None:
    """One page. The foot is read once, with the last: the check value stands nowhere else."""
    if leaf.running:
        running_head(pen, paper, leaf)
    marks(pen, paper.warnings, paper.page, half=paper.copy is not None)
    if paper.copy:
        strip_of_copy(pen, paper, paper.copy)
    for y, block in leaf.placed:
        block.draw(pen, y)
    free = leaf.zed()
    if free:
        pen.zed(Box(LEFT, free[0], paper.page.text, free[1] - free[0]))
    if leaf.initials and not paper.draft:
        initials(pen, paper)
    page, last = number
    with pen.aside(Edge.FOOT) if page < last else nullcontext():
        footer(pen, paper, f"{page} / {last}")


def head(paper: Paper) -> Block:
    """Place and address, Kazakh left and Russian right, the precinct's number between them."""
    place = [(paper.own(paper.head.region), 9.6, 0.3), (paper.own(paper.head.district), 9.6, 0.7)]
    address = paper.own(paper.head.address).each(_house_with_street)
    place += [(address, 8.0, 0.5)]
    room = paper.page.text / 2 - _BESIDE
    ends = ((LEFT, Align.LEFT), (paper.page.right, Align.RIGHT))
    sides = [
        _side([(pair[i], size, gap) for pair, size, gap in place], room, kazakh=i == 0)
        for i in (0, 1)
    ]
    rule = max(_HEAD, *(sum(line.face.leading + gap for line, gap in side) for side in sides))

    def draw(pen: Pen, top: float) -> None:
        for lines, (x, align) in zip(sides, ends, strict=True):
            y = top
            with pen.part(Role.P):
                for line, gap in lines:
                    pen.write(Role.P, x, y + line.face.ascent, line, align)
                    y += line.face.leading + gap
        _number_box(pen, paper, top)
        double_rule(pen, paper.page, top + rule)

    block = Block(rule + 1.0, draw)
    return group([block, *_senders(paper)], 0.5) if paper.addressed else block


def _senders(paper: Paper) -> list[Block]:
    """Which commission made the paper, and the one it goes to."""
    return [
        split_title(pair, 7.6, paper.page, Role.P)
        for pair in (paper.author(), paper.addressee())
        if any(pair)
    ]


def _side(
    place: Sequence[tuple[str, float, float]], room: float, *, kazakh: bool
) -> list[tuple[Line, float]]:
    """Lines of one side with the gap below each."""
    side: list[tuple[Line, float]] = []
    for text, size, gap in place:
        face = bold(size) if kazakh else regular(size)
        lines = set_lines(text, face, room, FIRST if kazakh else SECOND)
        side += [(line, gap if line is lines[-1] else 0.0) for line in lines]
    return side


def _number_box(pen: Pen, paper: Paper, top: float) -> None:
    number = Line(bold(17), tidy(f"№ {paper.head.precinct}"))
    width = max(_NUMBER_BOX, number.width + 6)
    box = Box(paper.page.middle - width / 2, top + 0.1, width, 15.8)
    pen.frame(box, HEAD_RULE)
    pen.frame(box.inset(0.95), INNER_RULE)
    above, below = paper.say("precinct_caption").faced(7.4)
    with pen.part(Role.P):
        pen.write(Role.P, box.middle, top + 3.6, above, Align.CENTRE)
        pen.write(Role.P, box.middle, top + 10.2, number, Align.CENTRE)
        pen.write(Role.P, box.middle, top + 13.9, below, Align.CENTRE)


def heading(
    paper: Paper,
    *,
    title: Pair = NOTHING,
    number: str = "",
    subtitle: Pair = NOTHING,
    scale: float = 1.0,
) -> Block:
    """The title in capitals, an optional subtitle, election and day, all ``scale`` times as large.

    A title stands in one line if its least size allows it. The ``number`` of an act stands above it
    on a line of its own: at the end of a title it reads as the number of a box.
    """
    width = paper.page.text
    alone = [Line(bold(_TITLE_SIZES[0] * scale, 1.0), number)] if number else []
    rows = _spaced(alone, 0.0, 0.9)
    title = (title if any(title) else paper.title).once()
    rows += (
        _under_number(title, width, scale)
        if number
        else _title(title.each(str.upper), width, scale)
    )
    named = len(rows)
    if subtitle != NOTHING:
        rows += _spaced(subtitle.lines(8.6 * scale, width), 0.0, 1.6)
    over = paper.own(paper.head.election).once()
    rows += _spaced(over.lines(8.6 * scale, width), 0.1, 0.1)
    election = paper.own(paper.head.title).plus(paper.day(), DOT).plus(paper.say("day_caption"))
    rows += _spaced(election.lines(9.6 * scale, width), 0.1, 0.1)
    height = sum(line.face.leading + gap for line, gap in rows)

    def draw(pen: Pen, y: float) -> None:
        for role, part in ((Role.H1, rows[:named]), (Role.P, rows[named:])):
            with pen.part(role):
                for line, gap in part:
                    pen.write(role, paper.page.middle, y + line.face.ascent, line, Align.CENTRE)
                    y += line.face.leading + gap

    return Block(height, draw)


def _title(title: Pair, width: float, scale: float) -> list[tuple[Line, float]]:
    """A title by itself, each language in as large letters as one line allows."""
    faces = ((bold, FIRST), (regular, SECOND))
    lines = [
        line
        for text, (face, lang) in zip(title, faces, strict=True)
        for line in _fitted(text, face(1, 0.5), width, scale, lang)
    ]
    return _spaced(lines, 0.35, 0.9)


def _under_number(title: Pair, width: float, scale: float) -> list[tuple[Line, float]]:
    """The title of an act, under its number."""
    return _spaced(title.lines(9.2 * scale, width), 0.0, 0.9)


def _spaced(lines: Sequence[Line], between: float, below: float) -> list[tuple[Line, float]]:
    """Lines with the room under each of them, another one under the last."""
    return [*((line, between) for line in lines[:-1]), *((line, below) for line in lines[-1:])]


def _fitted(text: str, face: Face, width: float, scale: float, lang: str) -> list[Line]:
    """A title in one line if 12 pt or more allow it, else in balanced lines of 12 pt."""
    for size in _TITLE_SIZES:
        lines = set_lines(text, face.at(size * scale), width, lang)
        if len(lines) == 1:
            break
    return lines


def split_title(
    pair: Pair, size: float = 8.6, page: Page = PORTRAIT, role: Role = Role.H2
) -> Block:
    """Kazakh left and Russian right on one line, or one above the other where they are too long."""
    lines = beside(pair, (size, size - 0.3), page.text)
    stacked = [] if lines else pair.lines(size, page.text)

    def draw(pen: Pen, y: float) -> None:
        sides = (LEFT, page.right)
        with pen.part(role):
            pen.stack(role, LEFT, y, stacked)
            for line, x, align in zip(lines, sides, (Align.LEFT, Align.RIGHT), strict=False):
                pen.write(role, x, y + line.face.ascent, line, align)

    return Block(stack_height(stacked) or lines[0].face.leading, draw)


def end_mark(paper: Paper) -> Block:
    """The closing line after which nothing belongs to the document."""
    line = paper.say("end").on_line(regular(7.6))

    def draw(pen: Pen, y: float) -> None:
        pen.write(Role.P, paper.page.middle, y + 2.9, line, Align.CENTRE)
        half = line.width / 2 + 3
        pen.across(LEFT, paper.page.middle - half, y + 1.9, INNER_RULE)
        pen.across(paper.page.middle + half, paper.page.right, y + 1.9, INNER_RULE)

    return Block(3.8, draw)


def _house_with_street(address: str) -> str:
    """No break before a house number."""
    return re.sub(r", (?=\d)", ",\u00a0", address)


def first_leaf(*, initials: bool, page: Page = PORTRAIT) -> Leaf:
    """The first page, empty."""
    return Leaf(TOP, "", initials, page)


def next_leaf(running: str, *, initials: bool, page: Page = PORTRAIT) -> Leaf:
    """A page from the second on, empty."""
    return Leaf(NEXT_TOP, running, initials, page)
