"""What stands at the edges of a page: running head, initials, footer, the strip of a copy, band and
margin words of papers that are no protocol (drafts, training, samples).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reports.drawing.fonts import bold, regular
from reports.drawing.layout import LEFT, Leaf, Page, centred, set_lines, tidy
from reports.drawing.paper import DOT, Copy, Pair, Paper, capital, groups_of_four
from reports.drawing.pen import (
    FRAME_RULE,
    HEAD_RULE,
    INNER_RULE,
    Align,
    Box,
    Edge,
    Line,
    Pen,
    stack_height,
)
from reports.drawing.tree import Role
from tally_app.domain.record.document import NO_NIGHT
from tally_app.domain.values import dates

#: Sizes of the running head: a long name in smaller letters before a shorter one.
_RUNNING: Final = (8.2, 7.6, 7.0)
#: Room that the page number needs at the right of the footer.
_PAGE_NUMBER: Final = 24.0
#: Baselines of precinct, ballot and day under the rule of the footer; of a long name; and how much
#: lower the rest stands then.
#: An edition of the law, as people write a date.
_DOTTED: Final = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")
_BELONGS: Final = (3.3, 6.7)
_BELONGS_LONG: Final = (2.8, 5.6, 8.4, 11.2)
_LOWER: Final = 3.6
#: Whose the election file is stands so much lower than the edition of the law.
_OWN: Final = 2.4
#: The fields of initials stand this high above the footer's rule.
_INITIALS: Final = 10.4
_INITIALS_HEIGHT: Final = 8.4
#: Band and strip in the top margin, at least 10 mm from the edge.
_BAND_TOP: Final = 10.3
_BAND_HEIGHT: Final = 4.1
_BAND_WORDS: Final = 4
#: Baselines of the turned words, from either edge of the sheet: ink stays 10 mm from it.
_MARGIN: Final = 13.4
#: Between the beginnings of two of them, and free of them at head and foot (a joint of the wall).
_STEP: Final = 34.0
_FREE: Final = 24.0


def band(page: Page, *, half: bool = False) -> Box:
    """The place of the band in the top margin, or only its right half."""
    width = page.text / 2 if half else page.text
    return Box(page.right - width, _BAND_TOP, width, _BAND_HEIGHT)


def marks(pen: Pen, warnings: Sequence[Pair], page: Page, *, half: bool) -> None:
    """The black band, and the first warning turned in both side margins.

    No word lies over or under the text: it hid labels, and readers of the file read it with them.
    ``half`` of the band leaves room for the strip of a copy.
    """
    if not warnings:
        return
    bar = band(page, half=half)
    count = _BAND_WORDS // 2 if half else _BAND_WORDS
    pen.bar(bar)
    with pen.white(), pen.aside(Edge.MARK):
        for index in range(count):
            word = Line(bold(8), warnings[index % len(warnings)].dotted)
            x = bar.x + bar.width * (index + 0.5) / count
            pen.write(Role.P, x, bar.y + 3.05, word, Align.CENTRE)
    word = Line(bold(7.4), warnings[0].dotted.upper())
    y = _FREE + word.width
    while y <= page.height - _FREE:
        for x in (_MARGIN, page.width - _MARGIN + word.face.ascent / 2):
            pen.turned(x, y, word)
        y += max(_STEP, word.width + 4.0)


def strip_of_copy(pen: Pen, paper: Paper, copy: Copy) -> None:
    """The framed strip above the page of a certified copy; a band leaves it the left half."""
    whole = band(paper.page)
    box = Box(LEFT, whole.y, whole.width / 2 if paper.warnings else whole.width, whole.height)
    pen.frame(box, FRAME_RULE)
    left, right = box.x + 2, box.right - 2
    name = paper.say("copy.strip", number=copy.number).on_line(bold(7.6))
    time = copy.time._replace(ru="") if paper.warnings else copy.time
    with pen.part(Role.P):
        pen.write(Role.P, left, box.y + 3.0, name)
        pen.write(Role.P, right, box.y + 3.0, time.on_line(regular(7.0)), Align.RIGHT)


def double_rule(pen: Pen, page: Page, y: float) -> None:
    """The heavy and the light rule under a head."""
    pen.across(LEFT, page.right, y, HEAD_RULE)
    pen.across(LEFT, page.right, y + 0.9, INNER_RULE)


def running_head(pen: Pen, paper: Paper, leaf: Leaf) -> None:
    """Precinct, name of the paper and what part of it this page is."""
    number, part = paper.number().each(capital), paper.say(leaf.running)
    names = [name for name in (paper.title, paper.alone) if any(name)]
    said = [number.plus(name.noted(part), DOT) for name in names]
    said.append(number.plus(part, DOT))
    for i, y in ((0, 18.0), (1, 21.7)):
        lines = [
            Line((bold, regular)[i](size), tidy(pair[i])) for pair in said for size in _RUNNING
        ]
        with pen.aside(Edge.HEAD):
            pen.write(Role.P, LEFT, y, _whole(lines, paper.page.text))
    double_rule(pen, paper.page, 23.2)


def _whole(lines: Sequence[Line], width: float) -> Line:
    """The first that fits its place: a name is said shorter, never cut."""
    return next((line for line in lines if line.width <= width), lines[-1])


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
            strike(pen, field, [paper.named("state", member.state).on_line(bold(8))])
        else:
            _instead(pen, field, paper.instead_of_signature())


def _instead(pen: Pen, field: Box, word: Pair) -> None:
    """What stands in a field of initials: on one line, or above each other where it is long."""
    line = word.on_line(bold(8))
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
    """Precinct, election, day, page, check value, the edition of the law, whose the file is."""
    right, top = paper.page.right, paper.page.footer
    pen.across(LEFT, right, top, FRAME_RULE)
    lines = _belongs(paper)
    long = len(lines) > len(_BELONGS)
    for line, y in zip(lines, _BELONGS_LONG if long else _BELONGS, strict=False):
        pen.write(Role.P, LEFT, top + y, line)
    pen.write(Role.P, right, top + 4.9, Line(bold(14), page), Align.RIGHT)
    pair = paper.say("page")
    pen.write(Role.P, right, top + 9.0, pair.on_line(regular(7.4)), Align.RIGHT)
    top += _LOWER if long else 0.0
    _check(pen, paper, top + 11.2)
    pen.across(LEFT, right, top + 12.7, INNER_RULE)
    edition = _edition(paper)
    lines = beside(edition, (7.0, 6.7, 6.4), paper.page.text) or [Line(bold(6.4), edition.kk)]
    for line, x, align in zip(lines, (LEFT, right), (Align.LEFT, Align.RIGHT), strict=False):
        pen.write(Role.P, x, top + 15.6, line, align)
    if paper.texts.own:
        said = beside(paper.say("own_election"), (6.4, 6.0), paper.page.text)
        for line, x, align in zip(said, (LEFT, right), (Align.LEFT, Align.RIGHT), strict=False):
            pen.write(Role.P, x, top + 15.6 + _OWN, line, align)


def _belongs(paper: Paper) -> list[Line]:
    """Precinct, day and ballot in each language: whole, by the short name where the long one has no
    room, on two lines each where that is still too long.
    """
    room = paper.page.text - _PAGE_NUMBER
    number, day = paper.number().each(capital), paper.day()
    names = [
        name for name in (paper.own(paper.head.title), paper.own(paper.texts.short)) if any(name)
    ]
    for name in names:
        said = number.plus(name, DOT).plus(day, DOT).each(tidy)
        lines = said.faced(7.4)
        if all(line.width <= room for line in lines):
            return lines
    first, last = number.plus(day, DOT).each(tidy), names[-1].each(tidy)
    return [
        line
        for i, above in enumerate(first.faced(7))
        for line in (above, *set_lines(last[i], above.face, room, above.lang)[:1])
    ]


def _check(pen: Pen, paper: Paper, y: float) -> None:
    """The check value and its caption; a draft and a blank have none and say so."""
    if paper.draft:
        pair = paper.say("draft.footer")
        pen.write(Role.P, LEFT, y, pair.on_line(bold(7)))
        return
    if paper.by_hand and paper.head.night == NO_NIGHT:
        pen.write(Role.P, LEFT, y, paper.say("hand.before").on_line(regular(7)))
        return
    pair = paper.say("hand.footer" if paper.by_hand else f"check.{paper.document}")
    digits = groups_of_four(paper.head.night) if paper.by_hand else paper.head.check_value
    caption = pair.on_line(regular(7))
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
        lines = pair.each(tidy).faced(size)
        if lines[0].width + lines[1].width + 3 <= width:
            return lines
    return []


def _edition(paper: Paper) -> Pair:
    """By which law the lines are; a sheet of our own says that it follows none."""
    if not paper.head.law_edition:
        return paper.say("edition.ours")
    edition = paper.head.law_edition
    key = "edition.approved" if paper.head.approved else "edition.unapproved"
    if key not in paper.texts.form.texts and _younger(edition, paper.head.day):
        key = "edition.earlier"
    return paper.say(key, date=dates.in_digits(edition))


def _younger(edition: str, day: str) -> bool:
    """True for an edition of the law (dd.mm.yyyy) that came after the election."""
    found = _DOTTED.fullmatch(edition)
    return found is not None and f"{found[3]}-{found[2]}-{found[1]}" > day
