"""Any paper of the night that is no protocol, in the frame of the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from reports.drawing import details, labels, prose, register, signatures
from reports.drawing.details import Item
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
from reports.drawing.layout import (
    LANDSCAPE,
    LEFT,
    PORTRAIT,
    Block,
    Leaf,
    append,
    group,
    signed_pages,
)
from reports.drawing.listing import Listing
from reports.drawing.paper import DOT, NOTHING, Head, Pair, Paper, capital, glued, groups_of_four
from reports.drawing.pen import stack_height
from reports.drawing.rows import Row
from reports.drawing.signatures import Signing
from reports.drawing.tree import Role
from tally_app.domain.record.document import (
    Detail,
    Details,
    Document,
    Grid,
    Labels,
    Prose,
    Signer,
    Signers,
)
from tally_app.domain.record.record import check_digits
from tally_app.domain.record.texts import Texts
from tally_app.domain.values import dates
from tally_app.domain.values.wording import as_said
from tally_app.domain.values.words import Words

_CLOSE: Final = 1.0
_SMALL: Final = 7.0
_NOTE: Final = 7.4
#: Digits of the journal that are printed: two groups of four.
_FIRST: Final = 9
_HOUR: Final = 60
#: The second page, and the blocks of head and heading on the first.
_SECOND: Final = 2
_HEAD_BLOCKS: Final = 2
_DOCUMENT: Final = "document"


@dataclass(frozen=True, kw_only=True)
class DocumentPaper(Paper):
    """A paper that shows where a language is missing instead of passing over it."""

    def own(self, words: Words) -> Pair:
        """The words; another language's with its sign in front where one of the two is missing."""
        said = as_said(words, self.texts.wordings)
        there = {language: text for language, text in said.items() if text.strip()}
        other = next((f"[{language}] {text}" for language, text in there.items()), "")
        return Pair(there.get("kk", other), there.get("ru", other))


def document(doc: Document, texts: Texts) -> bytes:
    """The document as PDF: the same document and words give the same bytes."""
    require()
    paper = _paper(doc, texts)
    signed = any(isinstance(block, Signers) for block in doc.blocks)
    tried = []
    for fit in _LADDER:
        build = partial(_pages, paper, doc, fit)
        tried.append(signed_pages(build) if signed else build(initials=False))
        if len(tried[-1]) == 1:
            break
    return render(paper, min(tried, key=len))


@dataclass(frozen=True, slots=True)
class _Fit:
    """How closely a paper is set before another page is added: a row of signatures, one of figures
    or texts and the gap between blocks in millimetres, prose in points, the heading as a share of
    its size.
    """

    signature: float
    row: float
    gap: float
    prose: float
    heading: float = 1.0


_LADDER: Final = (
    _Fit(9.4, 9.1, 2.6, 8.6),
    _Fit(8.6, 9.1, 2.0, 8.2),
    _Fit(8.0, 8.5, 1.4, 8.0),
    _Fit(8.0, 7.8, 1.0, 7.6, 0.86),
)


def _pages(paper: DocumentPaper, doc: Document, fit: _Fit, *, initials: bool) -> list[Leaf]:
    """The blocks one after the other; sheets without the signatures have fields of initials."""
    fresh = partial(next_leaf, "continued", initials=initials, page=paper.page)
    leaves = [first_leaf(initials=initials, page=paper.page)]
    leaves[0].put(head(paper))
    leaves[0].put(_heading(paper, doc, fit.heading), 1.5)
    printer = _Printer(paper, leaves, fresh, fit, doc.by_hand)
    for number, block in enumerate(doc.blocks, 1):
        if isinstance(block, Signers):
            printer.signers(block, doc if number == len(doc.blocks) else None)
        else:
            printer.put(block)
    if not (doc.blocks and isinstance(doc.blocks[-1], Signers)):
        ending = [_made(paper, doc, paper.page.text), end_mark(paper)]
        append(leaves, group(ending, _CLOSE), fit.gap, fresh)
    return leaves


def _paper(doc: Document, texts: Texts) -> DocumentPaper:
    about = Head(
        precinct=doc.precinct,
        region=doc.region,
        district=doc.district,
        address=doc.address,
        title=doc.contest or doc.election,
        day=doc.day,
        night=doc.night,
        mode=doc.mode,
        law_edition=doc.law_edition,
        approved=doc.wording,
        check_value=doc.check_value(),
        election=doc.election if doc.contest and doc.contest != doc.election else {},
        made=doc.made,
    )
    if not doc.contest:  # a paper of the day is not called by one of its ballots
        texts = replace(texts, short={})
    page = LANDSCAPE if doc.landscape else PORTRAIT
    paper = DocumentPaper(
        head=about, texts=texts, document=_DOCUMENT, title=NOTHING, by_hand=doc.blank, page=page
    )
    signed = any(isinstance(block, Signers) for block in doc.blocks)
    alone = NOTHING
    if doc.number:
        alone = paper.say("act_number", number=doc.number).each(capital)
    higher = any(one.id == doc.paper and one.from_higher for one in texts.form.papers)
    known = signed and (not higher or any(texts.addressee.values()))
    title = _title(paper, doc)
    return replace(paper, title=title, alone=alone, addressed=known, from_higher=higher)


def _heading(paper: Paper, doc: Document, scale: float) -> Block:
    """Number of the act, title, subtitle, election and day."""
    subtitle = paper.own(doc.subtitle).once()
    title, number = _named(paper, doc), ""
    if _unsaid(doc, title):
        number = paper.say("act.heading", number=doc.number).kk.upper()
    return heading(paper, title=title, number=number, subtitle=subtitle, scale=scale)


def _named(paper: Paper, doc: Document) -> Pair:
    """The title; a title of one word ("Act") has its number beside it."""
    title = paper.own(doc.title)
    title = title if any(title) else Pair(doc.paper, doc.paper)
    if not doc.number or len(title.kk.split()) > 1:
        return title
    return title.each(lambda text: f"{text} № {doc.number}")


def _unsaid(doc: Document, title: Pair) -> bool:
    """True for a number that the title does not say."""
    return bool(doc.number) and f"№ {doc.number}" not in title.kk.replace("\u00a0", " ")


def _title(paper: Paper, doc: Document) -> Pair:
    """What running head and footer call it: the number of an act first, where nothing cuts it."""
    title = _named(paper, doc)
    if not _unsaid(doc, title):
        return title
    return paper.say("act_number", number=doc.number).each(capital).plus(title, ": ")


@dataclass(frozen=True)
class _Printer:
    """Lays out the blocks one after the other. ``filled``: more than signatures is by hand."""

    paper: Paper
    leaves: list[Leaf]
    fresh: Callable[[], Leaf]
    fit: _Fit
    filled: bool

    def put(self, block: Prose | Details | Grid | Labels) -> None:
        """Place one block, on as many pages as it needs."""
        match block:
            case Prose():
                prose.put(
                    self.paper.own(block.text),
                    self.leaves,
                    self.fresh,
                    self.fit.gap,
                    self.fit.prose,
                )
            case Details():
                items = [self._item(fact) for fact in block.rows]
                title = self.paper.own(block.title)
                self._list(details.table(self.paper, title, items, self.fit.row))
            case Grid():
                self._list(register.table(self.paper, block))
            case _:
                self._labels(block)

    def _list(self, listing: Listing[Row]) -> None:
        if listing.rows:
            listing.put(self.paper, self.leaves, self.fresh, self.fit.gap, early=True)

    def _item(self, fact: Detail) -> Item:
        text = self.paper.own(fact.text) if fact.text else NOTHING
        label = self.paper.own(fact.label)
        return Item(label, text, fact.figure, fact.number, counted=fact.counted)

    def _labels(self, block: Labels) -> None:
        made = [
            (self.paper.own(label.title), [self._item(fact) for fact in label.rows])
            for label in block.labels
        ]
        for pair in labels.sheets(self.paper, made):
            append(self.leaves, pair, self.fit.gap, self.fresh)

    def signers(self, block: Signers, ended: Document | None) -> None:
        """The rows, and with them the note, the seal's place, what ends the document."""
        paper, title = self.paper, self.paper.own(block.title)
        gap, signings = self.fit.gap, [self._signing(row) for row in block.rows]
        rows = signatures.signers(paper, signings, self.fit.signature)
        closing = self._closing(ended, seal=block.seal)
        if rows:
            title = title if any(title) else paper.say("made.sign")
            listing = Listing(title, rows, partial(_boxed, paper.page.right), paper.page)
            whole = group([listing.block(title, rows), closing], _CLOSE)
            if gap + whole.height <= self.fresh().room:
                self._signed(whole)
                return
            listing.put(paper, self.leaves, self.fresh, gap, early=True)
        append(self.leaves, closing, gap, self.fresh)

    def _signed(self, whole: Block) -> None:
        """The signatures on this sheet or the next; there what was said last stands above them:
        a sheet of signatures alone could be put under another paper.
        """
        gap, leaf = self.fit.gap, self.leaves[-1]
        if leaf.fits(gap + whole.height):
            leaf.put(whole, gap)
            return
        self.leaves.append(self.fresh())
        y, last = leaf.placed[-1]
        head = len(self.leaves) == _SECOND and len(leaf.placed) <= _HEAD_BLOCKS
        if not head and self.leaves[-1].fits(last.height + 2 * gap + whole.height):
            leaf.placed.pop()
            leaf.y = y - gap
            self.leaves[-1].put(last)
        self.leaves[-1].put(whole, gap)

    def _signing(self, row: Signer) -> Signing:
        return Signing(self.paper.own(row.office).once(), row.name, row.state)

    def _closing(self, ended: Document | None, *, seal: bool) -> Block:
        """The note and the seal; beside or under them when the document was made."""
        paper = self.paper
        width = signatures.NOTE if seal else paper.page.text
        made = [_made(paper, ended, width)] if ended else []
        if seal:
            note = paper.say("made.filled_seal" if self.filled else "by_hand")
            parts = [signatures.sealed(paper, made[0] if made else None, note)]
        else:
            note = paper.say("made.filled" if self.filled else "made.signatures")
            parts = [split_title(note, _NOTE, paper.page, Role.P), *made]
        return group([*parts, *([end_mark(paper)] if ended else [])], _CLOSE)


def _boxed(right: float, rows: Sequence[Block]) -> Block:
    """Signature rows in their frame."""
    return signatures.boxed(rows, right)


def _made(paper: Paper, doc: Document, width: float) -> Block:
    """When it was made; of a sheet of the program, in which night, and up to where the journal had
    come: no paper of the commission says what only the program knows.
    """
    if any(one.id == doc.paper for one in paper.texts.form.papers):
        return _stacked(paper, _said_made(paper, doc), width)
    journal = check_digits(doc.journal_head)[:_FIRST] if doc.journal_head else ""
    parts = [
        ("made.time", "time", _time(doc.made)),
        ("made.night", "night", Pair(*[glued(groups_of_four(doc.night))] * 2)),
        ("made.journal", "value", Pair(*[glued(journal)] * 2)),
    ]
    text = NOTHING
    for key, place, value in parts:
        if any(value):
            said = [paper.say(key, **{place: value[i]})[i] for i in (0, 1)]
            text = text.plus(Pair(*said), DOT)
    return _stacked(paper, text, width)


def _said_made(paper: Paper, doc: Document) -> Pair:
    """When the deed was, nothing where no time is recorded."""
    time = _time(doc.made)
    if not all(time):
        return NOTHING
    return Pair(*(paper.say("made.time", time=said)[i] for i, said in enumerate(time)))


def _stacked(paper: Paper, text: Pair, width: float) -> Block:
    """A small text: each language on its side of the page where both fit on one line."""
    if width == paper.page.text:
        return split_title(text, _SMALL, paper.page, Role.P)
    lines = text.prose(_SMALL, width)
    return Block(stack_height(lines), lambda pen, y: pen.stack(Role.P, LEFT, y, lines))


def _time(made: str) -> Pair:
    """The time as people write it; a text that is no time stays as it is."""
    try:
        when = datetime.fromisoformat(made)
    except ValueError:
        return Pair(made, made)
    day, minutes = when.date().isoformat(), when.hour * _HOUR + when.minute
    return Pair(*(dates.moment(day, minutes, language) for language in ("kk", "ru")))
