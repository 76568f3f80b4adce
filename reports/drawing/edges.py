"""What stands at the edges of a page: running head, initials, footer, the strip of a copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reports.drawing.fonts import Face, bold, regular
from reports.drawing.layout import LEFT, Leaf, Page, centred, tidy
from reports.drawing.paper import DOT, Copy, Pair, Paper, capital, groups_of_four
from reports.drawing.pen import (
    FRAME_RULE,
    HEAD_RULE,
    INNER_RULE,
    Align,
    Box,
    Line,
    Pen,
    Role,
    stack_height,
)
from tally_app.domain.values import dates

#: Room that the page number needs at the right of the footer.
_PAGE_NUMBER: Final = 30.0
#: The fields of initials stand this high above the footer's rule.
_INITIALS: Final = 10.4
_INITIALS_HEIGHT: Final = 8.4
#: Band and strip in the top margin, at least 10 mm from the edge.
_BAND_TOP: Final = 10.3
_BAND_HEIGHT: Final = 4.1


def band(page: Page, *, half: bool = False) -> Box:
    """The place of the band in the top margin, or only its right half."""
    width = page.text / 2 if half else page.text
    return Box(page.right - width, _BAND_TOP, width, _BAND_HEIGHT)


def strip_of_copy(pen: Pen, paper: Paper, copy: Copy) -> None:
    """The framed strip above the page of a certified copy; a band leaves it the left half."""
    whole = band(paper.page)
    box = Box(LEFT, whole.y, whole.width / 2 if paper.warnings else whole.width, whole.height)
    pen.frame(box, FRAME_RULE)
    left, right = box.x + 2, box.right - 2
    name = Line(bold(7.6), paper.say("copy.strip", number=copy.number).dotted)
    parts = [copy.time.kk] if paper.warnings else [copy.time.kk, *paper.say("copy.bound")]
    rest = Line(regular(7.0), DOT.join(parts))
    pen.write(Role.P, left, box.y + 3.0, name)
    pen.write(Role.P, right, box.y + 3.0, rest, Align.RIGHT)


def double_rule(pen: Pen, page: Page, y: float) -> None:
    """The heavy and the light rule under a head."""
    pen.across(LEFT, page.right, y, HEAD_RULE)
    pen.across(LEFT, page.right, y + 0.9, INNER_RULE)


def running_head(pen: Pen, paper: Paper, leaf: Leaf) -> None:
    """Precinct, name of the paper and what part of it this page is."""
    text = paper.title.noted(paper.say(leaf.running))
    both = paper.number().each(capital).plus(text, DOT)
    for line, face, y in zip(both, (bold(8.2), regular(8.2)), (18.0, 21.7), strict=True):
        pen.write(Role.P, LEFT, y, Line(face, short(tidy(line), face, paper.page.text)))
    double_rule(pen, paper.page, 23.2)


def short(text: str, face: Face, width: float) -> str:
    """``text`` cut with … where it is wider than its place."""
    if face.width(text) <= width:
        return text
    while face.width(text + "…") > width:
        text = text[:-1]
    return text + "…"


def initials(pen: Pen, paper: Paper) -> None:
    """Fields for the initials of chair and secretary on a page without the signatures."""
    offices = {member.office: member for member in reversed(paper.members)}
    acting = next((member for member in paper.members if member.signs_for_chair), None)
    fields = [
        ("initials.for_chair", acting) if acting else ("initials.chair", offices.get("chair")),
        ("initials.secretary", offices.get("secretary")),
    ]
    width = (paper.page.text - 2.8) / 2
    top = paper.page.footer - _INITIALS
    for x, (key, member) in zip((LEFT, LEFT + width + 2.8), fields, strict=True):
        box = Box(x, top, width, _INITIALS_HEIGHT)
        pen.frame(box, INNER_RULE)
        pen.down(x + 36.2, box.y, box.bottom, INNER_RULE)
        pen.stack(Role.TD, x + 1.6, box.y + 1.0, paper.say(key).lines(7.4, 34.2))
        field = Box(x + 36.2, box.y, width - 36.2, box.height)
        if member and member.state != "signs":
            strike(pen, field, [Line(bold(8), paper.named("state", member.state).dotted)])
        else:
            _instead(pen, field, paper.instead_of_signature())


def _instead(pen: Pen, field: Box, word: Pair) -> None:
    """What stands in a field of initials: on one line, or above each other where it is long."""
    line = Line(bold(8), word.dotted)
    if line.width + 2 <= field.width:
        lines, y = [line] if line.text else [], field.y + 5.2 - line.face.ascent
    else:
        lines = word.lines(7.4, field.width - 2)
        y = centred(lines, field.y, field.height)
    pen.stack(Role.TD, field.middle, y, lines, Align.CENTRE)


def strike(pen: Pen, box: Box, lines: Sequence[Line]) -> None:
    """Strike a field through and say why in its middle."""
    pen.slash(box)
    top = centred(lines, box.y, box.height)
    widest = max(line.width for line in lines) + 2
    pen.bar(Box(box.middle - widest / 2, top, widest, stack_height(lines)), black=False)
    pen.stack(Role.TD, box.middle, top, lines, Align.CENTRE)


def footer(pen: Pen, paper: Paper, page: str) -> None:
    """Precinct, election, day, page, check value and the edition of the law."""
    right, top = paper.page.right, paper.page.footer
    pen.across(LEFT, right, top, FRAME_RULE)
    number = paper.number().each(capital)
    for i, y in ((0, top + 3.3), (1, top + 6.7)):
        face = (bold, regular)[i](7.4)
        room = paper.page.text - _PAGE_NUMBER
        room -= face.width(DOT.join((number[i], "", paper.day()[i])))
        title = short(tidy(paper.own(paper.head.title)[i]), face, room)
        text = tidy(DOT.join((number[i], title, paper.day()[i])))
        pen.write(Role.P, LEFT, y, Line(face, text))
    pen.write(Role.P, right, top + 4.9, Line(bold(14), page), Align.RIGHT)
    pair = paper.say("page")
    pen.write(Role.P, right, top + 9.0, Line(regular(7.4), pair.dotted), Align.RIGHT)
    _check(pen, paper, top + 11.2)
    pen.across(LEFT, right, top + 12.7, INNER_RULE)
    edition = _edition(paper)
    lines = beside(edition, (7.0, 6.7, 6.4), paper.page.text) or [Line(bold(6.4), edition.kk)]
    for line, x, align in zip(lines, (LEFT, right), (Align.LEFT, Align.RIGHT), strict=False):
        pen.write(Role.P, x, top + 15.6, line, align)


def _check(pen: Pen, paper: Paper, y: float) -> None:
    """The check value and its caption; a draft and a blank have none and say so."""
    if paper.draft:
        pair = paper.say("draft.footer")
        pen.write(Role.P, LEFT, y, Line(bold(7), pair.dotted))
        return
    pair = paper.say("hand.footer" if paper.by_hand else f"check.{paper.document}")
    digits = groups_of_four(paper.head.night) if paper.by_hand else paper.head.check_value
    caption = Line(regular(7), pair.dotted)
    pen.write(Role.P, LEFT, y, caption)
    check_value(pen, LEFT + caption.width + 3, y, digits)


def check_value(pen: Pen, x: float, y: float, digits: str) -> None:
    """Groups of four digits set wide apart, read as one line with single spaces."""
    pen.write(Role.P, x, y, Line(bold(9.6), spaced(digits)), actual=digits)


def spaced(digits: str) -> str:
    """Groups of digits farther apart."""
    return digits.replace(" ", "   ")


def beside(pair: Pair, sizes: Sequence[float], width: float) -> list[Line]:
    """Both texts for one line in the largest of ``sizes`` that fits; nothing if none does."""
    for size in sizes:
        lines = [Line(bold(size), tidy(pair.kk)), Line(regular(size), tidy(pair.ru))]
        if lines[0].width + lines[1].width + 3 <= width:
            return lines
    return []


def _edition(paper: Paper) -> Pair:
    """By which law the lines are; a sheet of our own says that it follows none."""
    if not paper.head.law_edition:
        return paper.say("edition.ours")
    approved = "edition.approved" if paper.head.approved else "edition.unapproved"
    return paper.say(approved, date=dates.in_digits(paper.head.law_edition))
