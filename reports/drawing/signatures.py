"""The signature page: key figures on top of the signatures, the members, time, note and seal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reports.drawing.edges import strike
from reports.drawing.fonts import Face, bold, regular
from reports.drawing.frame import split_title
from reports.drawing.layout import LEFT, RIGHT, WIDTH, Block, centred, group, set_lines, tabled
from reports.drawing.paper import Pair, Paper, full_stop
from reports.drawing.pen import FRAME_RULE, INNER_RULE, Align, Box, Line, Pen, stack_height
from reports.drawing.sheet import Sheet, parent, total
from reports.drawing.tree import Role
from tally_app.domain.values.wording import grouped

_HEAD: Final = 7.2
_STRIP: Final = 9.3
SEAL: Final = 39.0
NOTE: Final = 118.0
_INDENT: Final = 1.6
#: The key figures and the room each needs beside its neighbour.
_KEYS: Final = (10.5, 9.6, 8.8)
_KEY_ROOM: Final = 2.0


def key_figures(sheet: Sheet) -> list[tuple[str, str]]:
    """Number and figure of the counted lines of the body; a long list gives its sum."""
    found: list[tuple[str, str]] = []
    options = sheet.options()
    for line in sheet.body():
        if sheet.form_line(line).derived or (sheet.long_list and line in options[1:]):
            continue
        if sheet.long_list and line is options[0]:
            found.append((f"Σ {parent(line.number)}", _shown(total(options))))
        else:
            found.append((line.number, _shown(line.value)))
    return found


def _shown(value: int | None) -> str:
    return "–" if value is None else grouped(value)


def _strip_row(pairs: Sequence[tuple[str, str]], face: Face) -> Block:
    width = WIDTH / len(pairs)

    def draw(pen: Pen, y: float) -> None:
        for index, (number, value) in enumerate(pairs):
            x = LEFT + (index + 0.5) * width
            if index:
                pen.down(LEFT + index * width, y, y + _STRIP, INNER_RULE)
            with pen.part(Role.TD):
                pen.write(Role.TD, x, y + 3.2, Line(regular(7.4), number), Align.CENTRE)
                pen.write(Role.TD, x, y + 7.6, Line(face, _closed(value)), Align.CENTRE)
        pen.across(LEFT, RIGHT, y + _STRIP, INNER_RULE)

    return Block(_STRIP, draw)


def strip(sheet: Sheet) -> Block:
    """The key figures, every one closed, in as few rows as their width allows: smaller letters
    before another row.
    """
    pairs, rows = key_figures(sheet), 0
    while True:
        rows += 1
        count = -(-len(pairs) // rows)
        for size in _KEYS:
            widest = max(bold(size).width(_closed(value)) for _, value in pairs) + _KEY_ROOM
            if widest <= WIDTH / count:
                parts = (pairs[i : i + count] for i in range(0, len(pairs), count))
                return tabled([_strip_row(part, bold(size)) for part in parts])


def _closed(value: str) -> str:
    """A figure nobody can put a digit beside."""
    return f"= {value} ="


@dataclass(frozen=True, slots=True)
class Signing:
    """One row of a signature table. ``for_chair``: signs in the chair's place (43(8))."""

    office: Pair
    name: str
    state: str = "signs"
    for_chair: bool = False


def signings(sheet: Sheet) -> list[Signing]:
    """The members of the record."""
    return [
        Signing(sheet.named("office", m.office), m.name, m.state, m.signs_for_chair)
        for m in sheet.record.members
    ]


def members(
    sheet: Sheet, title: str, least: float, *, top: Block | None = None, head: bool = True
) -> Block:
    """The table of signatures: a row of at least ``least`` mm for each member, signing or not."""
    rows = [*([heads(sheet)] if head else []), *signers(sheet, signings(sheet), least)]
    return group([split_title(sheet.say(title)), boxed(rows, top=top)], 0.6)


def boxed(rows: Sequence[Block], right: float = RIGHT, top: Block | None = None) -> Block:
    """Rows that draw their own rules, in one frame with what stands on ``top`` of them."""
    table = group([*([top] if top else []), tabled(rows)])

    def draw(pen: Pen, y: float) -> None:
        table.draw(pen, y)
        pen.frame(Box(LEFT, y, right - LEFT, table.height), FRAME_RULE)

    return Block(table.height, draw)


def heads(paper: Paper) -> Block:
    """The captions above the signatures."""
    names = [paper.say(f"column.{key}") for key in ("office", "name", "signature")]
    edges = _edges(paper.page.right)

    def draw(pen: Pen, y: float) -> None:
        pen.write(Role.TH, (edges[0] + edges[1]) / 2, y + 4.5, Line(bold(7.4), "№"), Align.CENTRE)
        for x, pair in zip(edges[1:], names, strict=False):
            lines = pair.faced(7.4)
            pen.stack(Role.TH, x + _INDENT, centred(lines, y, _HEAD), lines)
        _verticals(pen, edges, y, _HEAD)
        pen.across(LEFT, edges[-1], y + _HEAD, FRAME_RULE)

    return Block(_HEAD, draw)


def _edges(right: float) -> tuple[float, ...]:
    """X of the rules: number, office, name, signature."""
    office, name = (56, 114) if right >= RIGHT else (40, 86)
    return (LEFT, LEFT + 8, LEFT + office, LEFT + name, right)


def _verticals(pen: Pen, edges: Sequence[float], y: float, height: float) -> None:
    for x in edges[1:-1]:
        pen.down(x, y, y + height, INNER_RULE)


def _office_lines(paper: Paper, signing: Signing, width: float) -> list[Line]:
    if not signing.for_chair:
        return signing.office.lines(8, width)
    return [*signing.office.lines(7.4, width), *paper.say("for_chair").lines(7.4, width)]


def _state_lines(paper: Paper, signing: Signing, width: float) -> list[Line]:
    """The state of one who does not sign. Why stands on no paper that is posted or copied: it may
    be a person's health.
    """
    return paper.named("state", signing.state).spread(bold(8), width)


def signers(
    paper: Paper, rows: Sequence[Signing], least: float, right: float | None = None
) -> list[Block]:
    """A row for each, as far as ``right``; the field of one who does not sign is struck through."""
    edges = _edges(paper.page.right if right is None else right)
    return [_signer(paper, number, row, least, edges) for number, row in enumerate(rows, 1)]


def _signer(
    paper: Paper, number: int, signing: Signing, least: float, edges: Sequence[float]
) -> Block:
    officer = _office_lines(paper, signing, edges[2] - edges[1] - 2 * _INDENT)
    name = set_lines(signing.name, regular(9.4), edges[3] - edges[2] - 2 * _INDENT)
    field = edges[4] - edges[3]
    state = [] if signing.state == "signs" else _state_lines(paper, signing, field - 8)
    height = max(least, *(stack_height(lines) + 1.6 for lines in (officer, name, state)))

    def draw(pen: Pen, y: float) -> None:
        figure = Line(bold(8.6), str(number))
        pen.write(Role.TH, (edges[0] + edges[1]) / 2, y + height / 2 + 1, figure, Align.CENTRE)
        pen.stack(Role.TD, edges[1] + _INDENT, centred(officer, y, height), officer)
        pen.stack(Role.TD, edges[2] + _INDENT, centred(name, y, height), name)
        if state:
            strike(pen, Box(edges[3], y, field, height), state)
        elif any(word := paper.instead_of_signature()):
            middle = edges[3] + field / 2
            pen.write(Role.TD, middle, y + height / 2 + 1, word.on_line(bold(8.6)), Align.CENTRE)
        else:
            pen.empty()
        _verticals(pen, edges, y, height)
        pen.across(LEFT, edges[-1], y + height, INNER_RULE)

    return Block(height, draw)


def moment(sheet: Sheet, caption: str, minutes: int | None) -> Block:
    """Date and time under their caption, or a place to write them by hand."""
    head = sheet.say(caption).lines(8.6, NOTE)
    if minutes is None:
        return group([_stack(head), Block(12.0, lambda pen, y: _by_hand(pen, sheet, y))], 1.4)
    said = sheet.moment(minutes)
    lines = said.faced(11.5)
    return group([_stack(head), _stack(lines)], 1.4)


def _stack(lines: Sequence[Line], x: float = LEFT) -> Block:
    return Block(stack_height(lines), lambda pen, y: pen.stack(Role.P, x, y, lines))


def _by_hand(pen: Pen, sheet: Sheet, y: float) -> None:
    """Four cells for the hour, the printed year, a line for day and month."""
    for index, x in enumerate((0.0, 6.1, 15.7, 21.8)):
        pen.frame(Box(LEFT + x, y, 6.1, 8), INNER_RULE, blank=True)
        if index % 2 == 0:
            pen.frame(Box(LEFT + x, y, 12.2, 8), FRAME_RULE)
    pen.write(Role.P, LEFT + 14.0, y + 5.5, Line(bold(14), ":"), Align.CENTRE)
    year, day = sheet.say("year"), sheet.say("day_month")
    named = year._replace(kk=f"{sheet.record.day[:4]} {year.kk}")
    (written,) = named.spread(regular(8.6), WIDTH, " / ")
    pen.write(Role.P, LEFT + 33, y + 5.4, written)
    pen.across(LEFT + 52, LEFT + 88, y + 6, INNER_RULE)
    (caption,) = day.spread(regular(7), WIDTH, " · ")
    pen.write(Role.P, LEFT + 70, y + 9.0, caption, Align.CENTRE)


def closing(sheet: Sheet) -> Block:
    """Time of signing, the note on what is done by hand, and the place of the seal."""
    minutes = sheet.record.value(sheet.signing)
    note = _note(sheet, minutes)
    return sealed(sheet, moment(sheet, "signed", minutes), note)


def _note(sheet: Sheet, minutes: int | None) -> Pair:
    if sheet.by_hand:
        return sheet.say("hand.note")
    decision = (
        sheet.say("permitted_training") if sheet.training else sheet.own(sheet.record.printed)
    )
    rule = sheet.say("by_hand" if minutes is not None else "by_hand_time")
    permitted = sheet.say("permitted").plus(decision).each(full_stop)
    return rule.plus(permitted).plus(sheet.say("value_note"))


def notes(note: Pair) -> Block:
    """A small note, Kazakh above Russian."""
    parts = (note._replace(ru=""), note._replace(kk=""))
    return group([_stack(part.prose(7.4, NOTE)) for part in parts], 0.6)


def sealed(paper: Paper, above: Block | None, note: Pair) -> Block:
    """A note, and a block above it, with the place of the seal beside them."""
    left = group([*([above] if above else []), notes(note)], 1.8)
    height = max(left.height, SEAL) + 1.0

    def draw(pen: Pen, y: float) -> None:
        left.draw(pen, y + 0.8)
        seal(pen, paper, y)

    return Block(height, draw)


def seal(pen: Pen, paper: Paper, y: float) -> None:
    """The dotted circle for the commission's seal at the right edge."""
    x, middle = paper.page.right - SEAL / 2 - 0.5, y + SEAL / 2
    pen.dotted_circle(x, middle, SEAL)
    words = paper.say("mark.training" if paper.training else "seal").faced(10.5)
    with pen.part(Role.P):
        for line, lower in zip(words, (-0.6, 4.2), strict=True):
            pen.write(Role.P, x, middle + lower, line, Align.CENTRE)


def protocol_block(sheet: Sheet, row: float) -> Block:
    """Everything from the key figures to the seal, a ``row`` of so many mm for each member: one
    block that is never split.
    """
    top = None if sheet.by_hand else strip(sheet)
    table = members(sheet, "sign.protocol", row, top=top)
    return group([table, closing(sheet)], 3.8)


def draft_block(sheet: Sheet) -> Block:
    """What a draft has instead: a box that says nobody signs it."""
    title = split_title(sheet.say("sign.page"))
    pair, small = sheet.say("draft.box"), sheet.say("draft.later")
    note = small.on_line(regular(7.2))
    above, below = pair.faced(11.5)

    def draw(pen: Pen, y: float) -> None:
        title.draw(pen, y)
        box = Box(LEFT, y + title.height + 0.6, WIDTH, 30)
        pen.frame(box, 2 * FRAME_RULE, blank=True)
        pen.write(Role.P, box.middle, box.y + 9.6, above, Align.CENTRE)
        pen.write(Role.P, box.middle, box.y + 16.8, below, Align.CENTRE)
        pen.write(Role.P, box.middle, box.y + 24.4, note, Align.CENTRE)

    return Block(title.height + 30.6, draw)
