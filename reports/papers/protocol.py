"""The protocol: the form's lines, the signature page, the annex (43(4), 43(4-1), 43(8))."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from reports.drawing import signatures
from reports.drawing.fonts import require
from reports.drawing.frame import first_leaf, head, heading, next_leaf, render, split_title
from reports.drawing.layout import BOTTOM_PLAIN, LEFT, WIDTH, Block, Leaf
from reports.drawing.paper import Pair
from reports.drawing.pen import FRAME_RULE, Box, Pen, stack_height
from reports.drawing.sheet import Sheet, of_record
from reports.drawing.table import ROW, ROW_LONG, Table
from reports.drawing.tree import Role
from reports.papers import annex
from tally_app.domain.record.record import Record, RecordRecount
from tally_app.domain.record.texts import Texts
from tally_app.domain.values.articles import BASIS, cited
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.words import Words

_SIGN_GAP = 0.6
#: Rows of signatures, the lower ones before another page is added.
_ROWS = (14.0, 12.0)
#: The lowest, of a commission so large that the page of the signatures has no room for others.
_LOWEST = 10.0
#: Letters of why a file fails the check.
_WHY = 7.6


def protocol(
    record: Record, texts: Texts, *, draft: bool = False, as_found: Words | None = None
) -> bytes:
    """The protocol as PDF. ``as_found`` says why its file fails the check: such a paper is a draft.

    Raises ValueError for a final of an official night in which nobody has permitted printing by
    computer (``fair_copy`` is made then), for a final with a count still missing, and for Part I.
    """
    require()
    if record.part:
        raise ValueError("Part I is printed by reports.part_one")
    draft = draft or as_found is not None
    if not draft:
        _refuse(record)
    sheet = of_record(record, texts, "protocol", "title", draft=draft)
    if as_found is None:
        return render(sheet, pages(sheet))
    sheet = replace(sheet, as_found=True)
    why = sheet.own(as_found)
    said = Pair(
        sheet.say("draft.as_found", why=why.kk).kk, sheet.say("draft.as_found", why=why.ru).ru
    )
    return render(sheet, pages(sheet, notice=split_title(said, _WHY, role=Role.P)))


def pages(
    sheet: Sheet,
    table: Table | None = None,
    notice: Block | None = None,
    signed: Block | None = None,
) -> list[Leaf]:
    """Body, signatures and annex; a ``notice`` stands under the heading, ``signed`` in place of the
    signatures.
    """
    leaves = body(sheet, table, notice)
    if signed is None:
        _sign(sheet, leaves)
    else:
        _on_its_page(leaves, signed)
    annex.add(sheet, leaves, partial(next_leaf, "annex", initials=True))
    return leaves


def _refuse(record: Record) -> None:
    if record.mode == "official" and not any(record.printed.values()):
        raise ValueError("no decision permits a printed protocol: use reports.fair_copy")
    refuse_missing(record)


def refuse_missing(record: Record) -> None:
    """ValueError when a count is missing: only drafts may have gaps."""
    for line in record.lines:
        if line.kind == "count" and line.status == "missing" and line.place != "none":
            raise ValueError(f"line {line.id} {line.item}: missing".replace(" :", ":"))


def body(sheet: Sheet, table: Table | None = None, notice: Block | None = None) -> list[Leaf]:
    """The pages up to the last line of the form."""
    leaf = first_leaf(initials=True)
    leaf.put(head(sheet))
    leaf.put(heading(sheet), 1.5)
    caution = sheet.own(sheet.texts.form.notice)
    if any(caution):
        leaf.put(_framed(caution), 1.4)
    if recount := sheet.record.recount:
        leaf.put(_ground(sheet, recount), 1.4)
    if notice:
        leaf.put(notice, 1.0)
    tight = sheet.long_list or sheet.record.recount is not None
    table = table or Table(sheet, least=ROW_LONG if tight else ROW, acts=True)
    return table.flow(leaf, _continued, 1.6)


def _continued() -> Leaf:
    return next_leaf("continued", initials=True)


def _sign(sheet: Sheet, leaves: list[Leaf]) -> None:
    """The signature block whole: under the lines where it fits, else on its own page.

    A draft takes the same room and draws its box there, so that its pages break like the final's.
    """
    blocks = [signatures.protocol_block(sheet, row) for row in _ROWS]
    lowest = signatures.protocol_block(sheet, _LOWEST)
    room = next_leaf("continued", initials=False).room - _SIGN_GAP
    under = (block for block in blocks if _fits_under(leaves[-1], block))
    alone = (block for block in blocks if block.height <= room)
    final = next(under, None) or next(alone, lowest)
    drawn = signatures.draft_block(sheet) if sheet.draft else final
    _on_its_page(leaves, final, drawn)


def _fits_under(leaf: Leaf, block: Block) -> bool:
    return leaf.y + 2 + block.height <= BOTTOM_PLAIN


def _on_its_page(leaves: list[Leaf], block: Block, drawn: Block | None = None) -> None:
    """A block, or what is ``drawn`` in its room, under the lines where it fits, else by itself."""
    if not _fits_under(leaves[-1], block):
        leaves.append(next_leaf("continued", initials=False))
    leaves[-1].initials = False
    leaves[-1].put(drawn or block, _SIGN_GAP)


def ground(sheet: Sheet, recount: RecordRecount) -> Pair:
    """Why the count was made again: ground, time of the application, article."""
    said = [
        sheet.say("recount.ground", ground=sheet.own(recount.ground_text)[i],
                  time=sheet.moment(recount.minutes)[i],
                  law=_rests_on(sheet, recount.law, STATE_LANGUAGES[i]))[i]
        for i in (0, 1)
    ]  # fmt: skip
    return Pair(*said)


def _rests_on(sheet: Sheet, law: str, language: str) -> str:
    """An article after the name of its law, as the form's papers say what they rest on."""
    article = cited(law, sheet.texts[language])
    basis = sheet.texts.form.texts.get(BASIS, {}).get(language, "{article}")
    return basis.replace("{article}", article)


def _ground(sheet: Sheet, recount: RecordRecount) -> Block:
    """The frame under the heading of a protocol that replaces a signed one."""
    old = sheet.moment(recount.old_signed, year=False)
    rest = [sheet.say("recount.refers", act=recount.act_number, old=old[i])[i] for i in (0, 1)]
    return _framed(sheet.say("recount.made").plus(ground(sheet, recount)).plus(Pair(*rest)))


def _framed(text: Pair) -> Block:
    """Sentences in a frame of the whole width."""
    lines = text.prose(8, WIDTH - 5)
    height = stack_height(lines) + 2.2

    def draw(pen: Pen, y: float) -> None:
        pen.frame(Box(LEFT, y, WIDTH, height), FRAME_RULE)
        pen.stack(Role.P, LEFT + 2.5, y + 1.0, lines)

    return Block(height, draw)
