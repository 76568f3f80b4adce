"""A certified copy: the protocol's pages, certified on the one with the signatures."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from reports.drawing import signatures
from reports.drawing.details import Item, table
from reports.drawing.fonts import require
from reports.drawing.frame import (
    end_mark,
    first_leaf,
    head,
    heading,
    next_leaf,
    render,
    split_title,
)
from reports.drawing.layout import LEFT, RIGHT, WIDTH, Block, Leaf, append, group
from reports.drawing.paper import Copy, Pair
from reports.drawing.pen import HEAD_RULE, Pen, stack_height
from reports.drawing.sheet import Sheet, of_record
from reports.drawing.signatures import SEAL, Signing
from reports.drawing.tree import Role
from reports.papers.protocol import pages, refuse_missing
from tally_app.domain.record.record import Record
from tally_app.domain.record.texts import Texts
from tally_app.domain.values.words import Words

_SIGNED: Final = 8.6
_CERTIFY: Final = 15.0
_NUMBER: Final = 13.0
#: Rows of those who signed, above the certification.
_ROWS: Final = (10.6, 9.0, 8.0, 7.2)
_INSIDE: Final = 2.4


def certified_copy(record: Record, texts: Texts, *, number: str, hour: int, to: Words) -> bytes:
    """The copy as PDF: ``number``, minutes at which it was handed out, to whom. It is certified on
    the page of the signatures.

    Where nobody has permitted a printed protocol, the signed one was written by hand: then the
    certification alone, to be bound with a photocopy. ValueError for a record with a count missing.
    """
    require()
    refuse_missing(record)
    sheet = of_record(record, texts, "protocol", "title")
    copy = replace(sheet, copy=Copy(number, sheet.moment(hour)))
    if any(record.printed.values()) or sheet.training:
        return render(copy, _certified(copy, to))
    cover = replace(sheet, document="of_protocol", title=sheet.say("copy.title"))
    return render(cover, _cover(cover, copy, to))


def _certified(copy: Sheet, to: Words) -> list[Leaf]:
    """The pages of the protocol, certified under its signatures, in rows as high as have room."""
    count, room = len(pages(copy)), next_leaf("continued", initials=False).room - 1
    blocks = (_signed(copy, to, row, count) for row in _ROWS)
    return pages(copy, signed=next((one for one in blocks if one.height <= room), None))


def _signed(copy: Sheet, to: Words, row: float, count: int) -> Block:
    """Key figures, who signed and when, what the check value is for; under them the
    certification.
    """
    table = signatures.members(copy, "copy.who", row, top=signatures.strip(copy))
    signed = copy.record.value(copy.signing)
    time = Pair("", "") if signed is None else copy.moment(signed)
    at = copy.say("copy.signed_at").plus(time, ": ")
    when = [split_title(at, role=Role.P)] if signed is not None else []
    note = copy.say("value_note").prose(7.4, WIDTH)
    notes = Block(stack_height(note), lambda pen, y: pen.stack(Role.P, LEFT, y, note))
    return group([table, *when, notes, _certification(copy, to, count)], 1.8)


def _certification(copy: Sheet, to: Words, count: int) -> Block:
    """Between heavy rules: to whom, of what it consists, chair and secretary, the seal."""
    named = copy.own(to)
    what = copy.say("copy.consists_pages", count=count)
    rows = [(copy.say("copy.to"), named), (copy.say("copy.consists"), what)]
    said = [label.plus(text.once() if text.ru == text.kk else text, ": ") for label, text in rows]
    inner = [
        split_title(copy.say("copy.title").each(str.upper), 11),
        *map(partial(split_title, role=Role.P), said),
    ]
    body = group([*inner, _certify(replace(copy, copy=None))], 1.2)

    def draw(pen: Pen, y: float) -> None:
        body.draw(pen, y + _INSIDE)
        for rule in (y, y + body.height + 2 * _INSIDE):
            pen.across(LEFT, RIGHT, rule, HEAD_RULE)

    return Block(body.height + 2 * _INSIDE, draw)


def _cover(cover: Sheet, copy: Sheet, to: Words) -> list[Leaf]:
    fresh = partial(next_leaf, "continued", initials=False)
    leaves = [first_leaf(initials=False)]
    leaves[0].put(head(cover))
    named = [cover.say("copy.subtitle", title=title) for title in copy.title]
    leaves[0].put(heading(cover, subtitle=Pair(named[0].kk, named[1].ru)), 1.5)
    table(cover, Pair("", ""), _facts(cover, copy, to)).put(cover, leaves, fresh, 1.6)
    who = signatures.boxed(signatures.signers(copy, signatures.signings(copy), _SIGNED))
    append(leaves, group([split_title(cover.say("copy.who")), who], 0.6), 2.6, fresh)
    append(leaves, _certify(cover), 3.0, fresh)
    append(leaves, end_mark(cover), 1.6, fresh)
    return leaves


def _facts(cover: Sheet, copy: Sheet, to: Words) -> list[Item]:
    """Number, hour, receiver, what it consists of, when the protocol was signed."""
    of = copy.copy
    number, handed = (of.number, of.time) if of else ("", Pair("", ""))
    signed = cover.record.value(cover.signing)
    values = {
        "time": handed,
        "to": cover.own(to),
        "consists": cover.say("copy.of_blank"),
        "signed_at": Pair("", "") if signed is None else cover.moment(signed),
    }
    first = Item(cover.say("copy.number"), Pair(f"№ {number}", ""), size=_NUMBER)
    return [first, *(Item(cover.say(f"copy.{key}"), text) for key, text in values.items())]


def _certify(cover: Sheet) -> Block:
    """Fields of chair and secretary, the place of the seal beside them."""
    right = RIGHT - SEAL - 7
    rows = signatures.signers(cover, _certifying(cover), _CERTIFY, right)
    left = group([signatures.boxed(rows, right), signatures.notes(cover.say("copy.by_hand"))], 1.4)
    title = split_title(cover.say("copy.certify"))
    height = title.height + 0.6 + max(left.height, SEAL)

    def draw(pen: Pen, y: float) -> None:
        title.draw(pen, y)
        left.draw(pen, y + title.height + 0.6)
        signatures.seal(pen, cover, y + title.height + 0.6)

    return Block(height, draw)


def _certifying(cover: Sheet) -> list[Signing]:
    """The chair, or who signs in the chair's place, and the secretary (20-1(2)11), 43(8))."""
    members = cover.record.members
    acting = [m for m in members if m.signs_for_chair]
    chair = acting or [m for m in members if m.office == "chair"]
    secretary = [m for m in members if m.office == "secretary" and m not in chair]
    return [
        Signing(cover.named("office", m.office), m.name, for_chair=m.signs_for_chair)
        for m in (*chair[:1], *secretary[:1])
    ]
